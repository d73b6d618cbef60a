"""The evidence pack: everything an answer rests on, the same bytes every time, nothing that a viewer would run or fetch."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from assistant.exports.pack import PICTURES, describe_limit, disarm, escape, name_lists, write_pack
from assistant.exports.proof import Proof
from assistant.records import Answer, Citation, Conversation
from assistant.service import Assistant
from index.store import Store
from ingest.errors import UsageError
from ingest.records import Place

QUESTION = "柳溪镇2022年到2023年收到的申请有什么变化？"


def open_pack(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


@pytest.fixture
def pack(town_store: Store, ask: Callable[..., Answer]) -> zipfile.ZipFile:
    return open_pack(write_pack(town_store, QUESTION, ask(QUESTION)))


@pytest.mark.parametrize("question", [QUESTION, "柳溪镇2023年存在哪些问题？", "有哪些报告的数字对不上？", "红烧肉怎么做？"])
def test_same_answer_gives_the_same_bytes_from_another_assistant(town_store: Store, question: str) -> None:
    first, second = (Assistant(town_store).ask(question, Conversation()) for _ in range(2))
    assert write_pack(town_store, question, first) == write_pack(town_store, question, second)


def test_every_cited_cell_names_file_hash_place_and_what_was_read(pack: zipfile.ZipFile) -> None:
    evidence = json.loads(pack.read("evidence.json"))
    cells = [entry for entry in evidence if entry["cell"]]
    assert {"柳溪镇2022年.txt", "柳溪镇2023年.txt"} == {entry["source"].rsplit("/", 1)[-1] for entry in cells}
    assert {("stated", "5"), ("stated", "8")} == {(entry["cell"]["state"], entry["cell"]["raw"]) for entry in cells}
    assert all(len(entry["sha256"]) == 64 and entry["place"]["line"] for entry in cells)


def test_query_stands_in_plain_words_and_as_the_statements_that_ran(pack: zipfile.ZipFile) -> None:
    assert "柳溪镇" in pack.read("query.md").decode()
    assert "SELECT" in pack.read("query.sql").decode()
    assert "2022" in pack.read("query.sql").decode()


def test_workbook_holds_numbers_as_numbers(pack: zipfile.ZipFile) -> None:
    sheet = load_workbook(io.BytesIO(pack.read("answer.xlsx")))["数字"]
    assert {5, 8} <= {row[4].value for row in sheet.iter_rows(min_row=2)}


def test_versions_of_program_and_store_are_named(pack: zipfile.ZipFile, ask: Callable[..., Answer]) -> None:
    versions = json.loads(pack.read("versions.json"))
    assert ask(QUESTION).store == versions["store"]
    assert versions["program"].startswith("wenbao ")


def test_changed_store_is_not_passed_off_as_the_one_that_answered(town_store: Store, ask: Callable[..., Answer]) -> None:
    with pytest.raises(UsageError):
        write_pack(town_store, QUESTION, replace(ask(QUESTION), store="another"))


@pytest.mark.parametrize(
    "text",
    [
        "[点](http://outside.invalid)",
        "![图](http://outside.invalid/x)",
        "<script>alert(1)</script>",
        "[x]\n\n[x]: http://outside.invalid",
        "<http://outside.invalid>",
    ],
)
def test_quotes_bring_no_link_picture_or_html_into_the_markdown(text: str) -> None:
    for shown in (disarm(text), escape(text)):
        assert [] == [part for part in ("<a", "<img", "<script") if part in MarkdownIt("commonmark").render(shown)]


@pytest.mark.parametrize(
    ("language", "cited", "said"),
    [
        ("zh", PICTURES, ""),
        ("zh", PICTURES + 3, f"有 {PICTURES + 3} 处出处在 PDF 页上，只画了前 {PICTURES} 处"),
        ("en", PICTURES + 3, f"{PICTURES + 3} sources on pages of PDF files, of which the first {PICTURES} are drawn"),
    ],
)
def test_a_pack_says_that_not_every_page_is_drawn(language: str, cited: int, said: str) -> None:
    citation = Citation("甲.pdf", "0" * 64, None, Place(page=1), "3")
    told = describe_limit(language, [Proof(number, citation) for number in range(cited)])
    assert said in told
    assert bool(said) == bool(told)


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("zh", "完整清单见 wenbao audit。", "完整清单见此证据包中的 findings.json。"),
        ("zh", "重新导入或运行 wenbao refit 后恢复。", "重新导入或运行原程序中的“重建向量”后恢复。"),
        ("en", "all stand in wenbao audit.", "all stand in findings.json in this pack."),
        ("zh", "行政处罚：30件[1]。", "行政处罚：30件[1]。"),
    ],
)
def test_pack_sends_nobody_to_a_command(language, text, shown):
    assert shown == name_lists(language, text)
