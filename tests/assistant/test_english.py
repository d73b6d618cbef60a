"""English questions are answered in English by the program's own words: the command line, units, packs, citations."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from html import unescape

import pytest
from openpyxl import load_workbook

from assistant.answering.basis.details import word_detail
from assistant.answering.basis.location import describe_place
from assistant.answering.basis.wording import load_wording, name_unit
from assistant.exports.pack import write_pack
from assistant.exports.proof import trace_citation, write_reference
from assistant.exports.words import load_words, word_formula
from assistant.jobs.asking import show_answer
from assistant.pages.dockets import list_case_rows
from assistant.pages.reading import render_finding
from assistant.pages.words import Words
from assistant.records import Answer, Conversation
from assistant.service import Assistant
from assistant.understanding.plainly import load_plain_words
from assistant.understanding.words.printed import list_cells
from assistant.understanding.words.vocabulary import load_vocabulary
from index.people.docket import FindingFilter, list_cases
from index.store import Store
from ingest.prose.lexicon import load_lexicon
from ingest.records import Place

HOLE = re.compile(r"{(\w+)}")
CHINESE = re.compile(r"[\u3400-\u9fff]")
QUESTION = "How did the requests received by 柳溪镇 change from 2022 to 2023?"
CHECK = "Do the numbers of 柳溪镇 in 2023 add up?"
QUOTES = re.compile(r"“[^“”]*”|\([^()]*[镇乡][^()]*\)|\S*[镇乡]\S*")
"""Quotes, and names of agencies and files."""


def find_chinese(text: str) -> list[str]:
    """The lines with Chinese outside quotes and names."""
    return [line for line in text.splitlines() if CHINESE.search(QUOTES.sub("", line))]


def read_pack(store: Store, question: str, answer: Answer) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(write_pack(store, question, answer)))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "第 2 页，第 36 行，表 2 第 4 行第 3 列"), ("en", "page 2, line 36, table 2, row 4, column 3")]
)
def test_a_place_is_said_in_the_language_of_the_question(language: str, said: str) -> None:
    assert said == describe_place(Place(page=2, line=36, table=2, row=4, column=3), language)


@pytest.mark.parametrize("question", [QUESTION, CHECK])
def test_the_command_line_speaks_english_around_an_english_answer(
    ask: Callable[..., Answer], capsys: pytest.CaptureFixture[str], question: str
) -> None:
    show_answer(ask(question))
    said = capsys.readouterr().out
    assert "  You can also ask: " in said
    assert re.search(r"^  \[1\] \S+ line \d+[^“]*: “", said, re.MULTILINE)
    assert [] == find_chinese(said)


def test_the_command_line_speaks_chinese_around_a_chinese_answer(
    ask: Callable[..., Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    show_answer(ask("柳溪镇2023年收到几件申请？"))
    said = capsys.readouterr().out
    assert "  还可以问：" in said
    assert re.search(r"^  \[1\] \S+ 第 \d+ 行[^“]*：“", said, re.MULTILINE)


def test_a_finding_in_an_english_answer_is_told_in_english(ask: Callable[..., Answer]) -> None:
    answer = ask(CHECK)
    assert answer.findings
    assert "the prose has 9 cases for requests received, the table has 8" in answer.text
    assert "left out" not in answer.text


@pytest.mark.parametrize("unit", sorted({*load_lexicon()["publication"]["units"], "万元", "元", "个百分点"}))
def test_every_unit_that_is_read_has_an_english_name(unit: str) -> None:
    assert f"unit.{unit}" in load_wording()
    assert [] == CHINESE.findall(name_unit("en", unit).replace(f"({unit})", ""))


def test_a_unit_without_an_english_name_is_shown_as_printed() -> None:
    assert "(场次)" == name_unit("en", "场次")
    assert "场次" == name_unit("zh", "场次")


def test_every_unit_of_the_vocabulary_has_an_english_name() -> None:
    units = {measure.unit for measure in load_vocabulary().measures.values()} - {"%"}
    assert set() == {unit for unit in units if f"unit.{unit}" not in load_wording()}


@pytest.mark.parametrize("words", [load_words(), *load_plain_words().values()])
def test_what_is_taken_away_has_its_words_in_both_languages_with_the_same_holes(words) -> None:
    for word in words.values():
        assert {"zh", "en"} == set(word)
        assert sorted(HOLE.findall(word["zh"])) == sorted(HOLE.findall(word["en"]))
        assert [] == CHINESE.findall(word["en"])


@pytest.mark.parametrize("question", [QUESTION, CHECK])
def test_the_pack_of_an_english_question_is_in_english(town_store: Store, ask: Callable[..., Answer], question: str) -> None:
    pack = read_pack(town_store, question, ask(question))
    for name in ("README.md", "answer.md", "query.md"):
        assert [] == find_chinese(pack[name].decode()), name
    heads = {
        sheet.title: [cell.value for cell in next(sheet.iter_rows())] for sheet in load_workbook(io.BytesIO(pack["answer.xlsx"]))
    }
    assert {"Figures", "Sources", "Missing"} <= set(heads)
    assert [] == [head for row in heads.values() for head in row if CHINESE.search(str(head))]
    first, *rows = pack["evidence.csv"].decode("utf-8-sig").splitlines()
    assert first.startswith("Source,File,SHA-256,Place,")
    assert rows
    assert (
        "published" in json.loads(pack["evidence.json"])[0]["reference"]
        or "date of publication" in pack["evidence.json"].decode()
    )


def test_the_pack_of_a_chinese_question_is_in_chinese(town_store: Store, ask: Callable[..., Answer]) -> None:
    question = "柳溪镇2023年收到几件申请？"
    pack = read_pack(town_store, question, ask(question))
    assert pack["README.md"].decode().startswith("# 证据包")
    assert "## 出处" in pack["answer.md"].decode()
    assert "- 问题：" in pack["query.md"].decode()


@pytest.mark.parametrize("question", [QUESTION, CHECK])
def test_the_same_english_question_gives_the_same_bytes(town_store: Store, question: str) -> None:
    first, second = (Assistant(town_store).ask(question, Conversation()) for _ in range(2))
    assert write_pack(town_store, question, first) == write_pack(town_store, question, second)


def test_a_citation_to_paste_has_its_own_words_in_english_and_the_title_as_written(
    town_store: Store, ask: Callable[..., Answer]
) -> None:
    proof = trace_citation(town_store, ask(QUESTION), 0)
    english = write_reference(proof, "en")
    assert "“柳溪镇人民政府2023年政府信息公开工作年度报告”, 2023, line " in english
    assert f"date of publication not stated, SHA-256 of the file: {proof.citation.sha256}, read " in english
    assert english.endswith(".")
    assert "《柳溪镇人民政府2023年政府信息公开工作年度报告》，2023年度，第" in write_reference(proof, "zh")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("逐个计数", "counted one by one"),
        ("（8件 − 5件）÷ 5件", "(8 cases − 5 cases) ÷ 5 cases"),
        ("766371元 换算为万元", "766371 yuan in wan yuan (万元)"),
    ],
)
def test_a_formula_is_said_in_english(formula: str, said: str) -> None:
    assert said == word_formula("en", formula)
    assert formula == word_formula("zh", formula)


def test_what_is_left_out_is_named_in_english(ask: Callable[..., Answer]) -> None:
    assert "Shiqiao (石桥乡) (not applicable)" in ask("Which agency had the most administrative penalties in 2023?").text


def test_a_rate_shows_what_it_is_taken_from_in_the_brackets_of_its_language(ask: Callable[..., Answer]) -> None:
    assert "**60.0%** (3 cases[1] ÷ 5 cases[2])" in ask("What was the grant rate of 柳溪镇 in 2022?").text
    assert "**60.0%**（3件[1] ÷ 5件[2]）" in ask("柳溪镇2022年的予以公开率是多少？").text


def test_a_rate_is_explained_in_english(ask: Callable[..., Answer]) -> None:
    assert "Grant rate = granted in full ÷ requests handled in total." in ask("How is the grant rate computed?").text


@pytest.mark.parametrize("key", sorted(key for key in load_wording() if key.startswith("one.")))
def test_one_of_a_unit_keeps_the_unit_as_it_is_printed(key: str) -> None:
    many = load_wording()[key.replace("one.", "unit.")]
    assert many["en"].partition(" (")[1:] == load_wording()[key]["en"].partition(" (")[1:]


def test_the_english_page_tells_findings_and_their_reasons_in_english(town_store: Store) -> None:
    words = Words("en")
    _, cases = list_cases(town_store, FindingFilter())
    assert cases
    for case in cases:
        shown = render_finding(words, case.finding, {})
        assert word_detail(case.finding, "en") in unescape(shown)
        assert [] == find_chinese(word_detail(case.finding, "en"))
    sheet = list_case_rows(words, cases)
    told = [sheet.head.index(words(f"docket.{name}")) for name in ("detail", "why", "place")]
    assert [] == [row[column] for row in sheet.rows for column in told if find_chinese(row[column])]


@pytest.mark.parametrize(
    ("language", "named"),
    [("zh", "一、本年新收政府信息公开申请数量 · 自然人"), ("en", "new disclosure requests received: natural persons")],
)
def test_a_cell_goes_by_its_printed_row_and_column_or_their_english_names(language, named: str) -> None:
    assert named == Words(language).cell("requests.new.natural_person")


def test_every_row_and_column_of_the_form_has_an_english_heading() -> None:
    labels = {label for cell in list_cells() for label in (cell.row_label, cell.column_label)}
    assert [] == [label for label in labels if CHINESE.search(Words("en").heading(label) or label)]
    assert {""} == {Words("zh").heading(label) for label in labels}


def test_a_unit_of_a_cell_is_shown_with_the_printed_one() -> None:
    assert ("cases (件)", "items (条次)", "(场)") == tuple(map(Words("en").unit, ("件", "条次", "场")))
    assert "件" == Words("zh").unit("件")


@pytest.mark.parametrize("question", [QUESTION, CHECK, "How many administrative penalties did 柳溪镇 decide in 2022?"])
def test_what_an_english_answer_suggests_to_ask_is_answered(ask: Callable[..., Answer], question: str) -> None:
    suggested = ask(question).next
    assert suggested
    assert [] == [further for further in suggested if "answered" != ask(further).status]
