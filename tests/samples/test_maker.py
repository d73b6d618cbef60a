"""The maker keeps its promises: the same bytes again, no producer needed, nothing shared with the readers."""

import ast
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from lxml import html as lxml_html

PRINTED = (".pdf", ".doc")
"""Kinds of file that programs make, a little differently each time."""

ROOT = Path(__file__).resolve().parents[2]
LOOKS = (
    *(f"txt/{look}" for look in ("pipe_rows", "pipe_cells", "cell_lines", "lone_pipes", "pipe_before", "padded_rows", "spaces")),
    *(f"txt/{look}" for look in ("tabs", "tabs_lost_other", "tabs_lost_labels", "glued", "wrapped", "broken_labels", "pinyin")),
    *(f"txt/{look}" for look in ("traditional", "radicals", "gb18030", "page_numbers", "repeated_label", "lost_characters")),
    *("txt/truncated", "txt/freeform", "md/markdown", "docx/nested", "docx/textbox", "docx/tracked", "docx/split_tables"),
    *("docx/plain", "docx/paragraphs", "doc/.*", "html/portal", "html/gbk", "html/undeclared", "html/word", "html/layout"),
    *("html/nested_layout", "html/attachments", "zip/.*", ".*/two_reports", "pdf/scan.*", "pdf/.*_split", "pdf/.*_unruled"),
    *("pdf/.*_background", "pdf/.*_landscape", "pdf/reportlab.*", "pdf/libreoffice.*", "pdf/chromium.*"),
)
KINDS = {
    *("lookup", "absent", "trend", "share", "compare", "rank", "aggregate", "text"),
    *("check", "meta", "scope", "clarify", "followup", "typo", "english", "existence", "several"),
}
QUESTIONS = ("questions.jsonl", "questions_more.jsonl", "questions_third.jsonl")


def squeeze(text: str) -> str:
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFKC", text))


def read_words(path: Path) -> str:
    """All text of a file in reading order, without white space."""
    return read_data(path.read_bytes(), path.suffix)


def read_data(data: bytes, suffix: str) -> str:
    if suffix in (".txt", ".md", ".html"):
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        return squeeze(lxml_html.fromstring(text).text_content() if suffix == ".html" else text)
    if suffix == ".docx":
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
        return squeeze("".join(root.itertext("{*}t")))
    document = pypdfium2.PdfDocument(data)
    return squeeze("".join(page.get_textpage().get_text_range() for page in document))


def test_maker_imports_nothing_of_the_program():
    for path in (ROOT / "samples" / "maker").glob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        assert set() == {name.split(".")[0] for name in names} & {"app", "assistant", "index", "ingest"}, path.name


def test_remaking_gives_the_committed_files_without_any_producer(samples, tmp_path):
    code = (
        "import sys; from samples.maker.__main__ import main; main(['--out', sys.argv[1]]); sys.exit('reportlab' in sys.modules)"
    )
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LANG": os.environ.get("LANG", "C.UTF-8")}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=tmp_path, env=environment)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    folders = ("reports", "truth", "layouts", "bad")
    kept = {path.relative_to(samples) for folder in folders for path in (samples / folder).rglob("*") if path.is_file()}
    kept = {path for path in kept if path.suffix not in PRINTED and "boxes" not in path.parts}
    assert kept | {Path(name) for name in QUESTIONS} == {path for path in made if path.suffix not in PRINTED}
    for path in made:
        assert unpack(samples / path) == unpack(tmp_path / path), path


def unpack(path: Path) -> object:
    """A file's bytes; of an archive its members, for another zlib packs equal content differently."""
    return unpack_bytes(path.read_bytes()) if path.suffix in (".docx", ".zip") else path.read_bytes()


def unpack_bytes(data: bytes) -> object:
    """The members of an archive, those that are archives themselves unpacked too."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: unpack_bytes(archive.read(name)) for name in archive.namelist()}


def test_every_file_has_a_truth_and_every_truth_a_file(samples, truths):
    assert set(truths) == {path.name for path in (samples / "reports").iterdir()}


def test_every_file_of_the_second_set_has_a_truth(samples, layout_truths):
    told = {truth.get("archive", source) for source, truth in layout_truths.items()}
    assert told == {path.name for path in (samples / "layouts" / "reports").iterdir()}
    assert not set(layout_truths) & {path.name for path in (samples / "reports").iterdir()}


def test_samples_are_many_and_small(samples, truths):
    kinds = Counter(Path(source).suffix for source in truths)
    assert {".pdf", ".docx", ".html", ".txt"} == set(kinds)
    assert min(kinds.values()) >= 6
    assert 24 <= len(truths)
    assert {"pdf/reportlab", "pdf/libreoffice", "pdf/chromium"} <= {truth["look"] for truth in truths.values()}
    assert sum(path.stat().st_size for path in samples.rglob("*") if "__pycache__" not in path.parts) <= 7 * 1024 * 1024


def test_one_township_name_occurs_in_two_counties(truths):
    places = {(truth["county"], truth["agency"]) for truth in truths.values()}
    assert 6 == len(places)
    assert [2] == [count for count in Counter(name for _, name in places).values() if count > 1]


def find_rows(words: str, sheet) -> None:
    """Every row's values stand in the text, one row after another."""
    rows: dict[str, str] = {}
    for cell, written in sheet.cells.items():
        row = cell.rsplit(".", 1)[0] if not cell.startswith("disputes.") else "disputes"
        rows[row] = rows.get(row, "") + squeeze(written.text)
    end = 0
    for row, text in rows.items():
        found = words.find(text, end)
        assert found >= 0, (sheet.plan.file_name, row, text)
        end = found + len(text)


def test_files_print_what_their_truths_say(samples, sheets):
    for sheet in sheets:
        find_rows(read_words(samples / "reports" / sheet.plan.file_name), sheet)


def test_files_of_the_second_set_print_what_their_truths_say(samples, collection):
    for sheet in collection.single:
        if sheet.plan.kind != "doc" and not sheet.plan.look.startswith("scan"):
            find_rows(read_words(samples / "layouts" / "reports" / sheet.plan.file_name), sheet)
    for sheet in collection.changed:
        find_rows(read_words(samples / "layouts" / "changed" / "reports" / sheet.plan.file_name), sheet)


def test_archive_members_have_unmarked_gbk_names_and_print_what_their_truths_say(samples, collection):
    for sheet in collection.members:
        with zipfile.ZipFile(samples / "layouts" / "reports" / sheet.plan.container) as archive:
            names = {info.orig_filename.encode("cp437").decode("gb18030"): info for info in archive.infolist()}
            info = names[f"年报/{sheet.plan.file_name}"]
            assert not info.flag_bits & 0x800
            find_rows(read_data(archive.read(info), Path(sheet.plan.file_name).suffix), sheet)


def test_scans_have_no_characters(samples):
    scans = [sheet for sheet in (samples / "layouts" / "reports").glob("*2024*.pdf") if not read_words(sheet)]
    assert 2 == len(scans)


def test_a_name_left_out_is_left_out_everywhere(collection):
    for sheet in collection.single:
        agency, text = sheet.plan.agency, "".join(getattr(block, "text", "") for block in sheet.blocks)
        names = text.count(agency.name[:2])
        if "nameless" in sheet.plan.extras:
            assert 0 == names + text.count(agency.county[:2]), sheet.plan.file_name
        if "contact_only" in sheet.plan.extras:
            assert 1 == names == text.count(agency.county), sheet.plan.file_name


def test_a_year_left_out_stands_in_the_period_only(collection):
    sheets = [sheet for sheet in collection.single if "no_year" in sheet.plan.extras]
    assert 2 == len(sheets)
    for sheet in sheets:
        text = "".join(getattr(block, "text", "") for block in sheet.blocks)
        year = sheet.plan.year
        rest = text.replace(f"{year}年1月1日", "").replace(f"{year}年12月31日", "")
        assert str(year) not in rest
        assert str(year) not in sheet.plan.file_name


@pytest.mark.parametrize("look", LOOKS)
def test_every_layout_and_kind_of_file_occurs_twice(truths, layout_truths, look):
    looks = Counter(truth["look"] for truth in (truths | layout_truths).values())
    assert 2 <= sum(count for name, count in looks.items() if re.fullmatch(look, name))


def test_files_print_their_prose(samples, sheets):
    for sheet in sheets:
        if sheet.plan.look in ("traditional", "radicals"):
            continue
        words = re.sub(r"-\d+-", "", read_words(samples / "reports" / sheet.plan.file_name))
        for block in sheet.blocks:
            if getattr(block, "kind", "") in ("title", "heading", "body", "signature"):
                assert squeeze(block.text) in words, (sheet.plan.file_name, block.text)


def test_boxes_hold_the_cells_that_were_drawn(samples, sheets):
    for sheet in sheets:
        if not sheet.plan.look.startswith("reportlab"):
            continue
        boxes = json.loads((samples / "boxes" / f"{sheet.plan.stem}.json").read_text(encoding="utf-8"))
        document = pypdfium2.PdfDocument((samples / "reports" / sheet.plan.file_name).read_bytes())
        pages = [(page.get_textpage(), page.get_height()) for page in document]
        assert set(sheet.cells) == set(boxes)
        for cell, written in sheet.cells.items():
            page, height = pages[boxes[cell]["page"] - 1]
            x0, top, x1, bottom = boxes[cell]["box"]
            assert squeeze(written.text) == squeeze(page.get_text_bounded(x0, height - bottom, x1, height - top)), cell


def mask(text: str, sheet) -> set[str]:
    """A paragraph's five-character shingles with names and numbers left out."""
    agency = sheet.plan.agency
    for name in (agency.full_name, agency.name, agency.county, agency.wechat, agency.self_name):
        text = text.replace(name, "")
    text = re.sub(r"[\d.\W]+", "", text)
    return {text[i : i + 5] for i in range(len(text) - 4)}


def test_paragraphs_are_alike_only_where_a_copy_is_planted(sheets, collection):
    twins = {fault.other for s in collection.single for fault in s.faults if fault.rule == "same_report_twice"}
    others = (*collection.single, *collection.members, *collection.joined)
    sheets = [*sheets, *(sheet for sheet in others if sheet.plan.file_name not in twins)]
    paragraphs = [(s, mask(b.text, s)) for s in sheets for b in s.blocks if getattr(b, "kind", "") == "body" and len(b.text) > 45]
    alike = set()
    for (one, a), (two, b) in combinations(paragraphs, 2):
        if one is not two and len(a & b) / len(a | b) > 0.6:
            alike.add(frozenset((one.plan.file_name, two.plan.file_name)))
    copies = {
        frozenset((s.plan.file_name, fault.other)) for s in sheets for fault in s.faults if fault.rule.startswith("copied_")
    }
    assert 4 == len(copies)
    assert copies == alike


@pytest.mark.parametrize(
    ("row", "digits", "unread"),
    [
        ("active.normative_documents", ("0", "0", "12"), False),
        ("active.normative_documents", ("1", "0", "12"), True),
        ("active.licensing", ("1213",), False),
        ("requests.new", ("151", "3", "0", "0", "0", "0", "154"), False),
        ("requests.new", ("1", "1", "0", "0", "0", "9", "11"), False),
        ("disputes", ("2", "5", "3", "8", "18"), False),
    ],
)
def test_glued_digits_may_stay_unread_only_where_they_split_in_two_ways(row, digits, unread):
    from samples.maker.digits import list_ambiguous  # noqa: PLC0415 -- importable once conftest has set the path
    from samples.maker.records import Square  # noqa: PLC0415

    squares = tuple(Square(text, id=f"{row}.{column}") for column, text in enumerate(digits))
    assert unread == bool(list_ambiguous(squares))


def test_only_glued_digits_may_stay_unread(truths):
    assert "txt/glued" in {truth["look"] for truth in truths.values()}
    assert all(truth["look"] == "txt/glued" for truth in truths.values() if truth["either"])


def test_questions_are_many_and_cite_reports_that_are_there(samples, truths):
    lines = [line for name in QUESTIONS for line in (samples / name).read_text(encoding="utf-8").splitlines()]
    conversations = [json.loads(line) for line in lines]
    kinds = Counter(conversation["kind"] for conversation in conversations)
    assert 600 <= len(conversations)
    assert set(kinds) == KINDS
    assert 15 <= min(kinds.values())
    assert len(conversations) == len({conversation["id"] for conversation in conversations})
    for conversation in conversations:
        for turn in conversation["turns"]:
            assert set(turn.get("cites", ())) <= set(truths)
            status = turn["status"] if isinstance(turn["status"], list) else [turn["status"]]
            assert set(status) <= {"answered", "no_data", "clarify", "out_of_scope"}
