"""Every kind of bad input gives one plain line and a status, and nothing else in the batch suffers."""

import logging
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from index.intake.build import ingest_paths
from index.intake.reading import read_paths
from index.lookup.reports import list_reports
from index.store import open_store

RECIPE = "红烧豆腐的做法\n豆腐四块，酱油两勺，糖一勺。\n先煎豆腐，再加酱油和糖，小火煮十分钟。\n" * 20
EXPLAINER = (
    "<html><head><title>一图读懂政府信息公开年度报告</title></head><body><h1>一图读懂政府信息公开年度报告</h1>"
    "<p>年度报告怎样编制？有哪些内容？请看图解。</p></body></html>"
)
NESTED = "<html><body>" + "<div><table><tr><td>" * 60_000 + "年报" + "</body></html>"


def make_pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_zip(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def cut(data: bytes, share: float = 0.4) -> bytes:
    return data[: int(len(data) * share)]


def first(samples: Path, kind: str) -> bytes:
    return min(samples.glob(f"*.{kind}")).read_bytes()


CASES: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "empty.txt": ("Damaged", lambda _: b""),
    "blank.html": ("Damaged", lambda _: b" \n" * 100),
    "empty.pdf": ("Damaged", lambda _: b""),
    "cut.pdf": ("Damaged", lambda samples: cut(first(samples, "pdf"))),
    "cut.docx": ("Damaged", lambda samples: cut(first(samples, "docx"))),
    "cut.zip": ("Damaged", lambda _: cut(make_zip({"a.txt": os.urandom(10_000)}))),
    "noise.pdf": ("Damaged", lambda _: bytes(range(256)) * 400),
    "picture.docx": ("Unsupported", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "sheet.docx": ("Unsupported", lambda _: make_zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})),
    "archive.txt": ("Unsupported", lambda _: make_zip({"a.txt": b"abc"})),
    "encrypted.pdf": ("Encrypted", lambda samples: (samples.parent / "bad" / "encrypted.pdf").read_bytes()),
    "locked.docx": ("Encrypted", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "bomb.zip": ("TooLarge", lambda _: make_zip({"a.txt": bytes(30_000_000)}, zipfile.ZIP_DEFLATED)),
    "bomb.docx": ("TooLarge", lambda _: make_zip({"word/document.xml": bytes(30_000_000)}, zipfile.ZIP_DEFLATED)),
    "crowd.zip": ("TooLarge", lambda _: make_zip({f"{number}.txt": b"" for number in range(2001)})),
    "outside.zip": ("Damaged", lambda _: make_zip({"../../outside.txt": b"text"})),
    "absolute.zip": ("Damaged", lambda _: make_zip({"/etc/outside.txt": b"text"})),
    "pages.pdf": ("TooLarge", lambda _: make_pdf(10_000)),
    "nested.html": ("TooLarge", lambda _: NESTED.encode()),
    "recipe.txt": ("NotAReport", lambda _: RECIPE.encode()),
    "recipe.md": ("NotAReport", lambda _: RECIPE.encode("gb18030")),
    "explainer.html": ("NotAReport", lambda _: EXPLAINER.encode()),
}


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of each bad kind, a good one before and a good one behind them, and a copy of the first."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, (_, make) in CASES.items():
        (folder / name).write_bytes(make(samples))
    good = sorted(samples.glob("*.txt"))
    (folder / "00.txt").write_bytes(good[0].read_bytes())
    (folder / "zz.txt").write_bytes(good[1].read_bytes())
    (folder / "zzz.txt").write_bytes(good[0].read_bytes())
    return folder


def test_each_bad_file_gets_a_named_plain_line_and_the_good_ones_are_stored(folder, settings, caplog):
    with caplog.at_level(logging.ERROR):
        outcomes = {Path(outcome.source).name: outcome for outcome in ingest_paths(settings, [folder])}
    assert {name: kind for name, (kind, _) in CASES.items()} == {
        name: outcome.error_kind for name, outcome in outcomes.items() if outcome.status == "rejected"
    }
    assert [] == [name for name in CASES if not outcomes[name].error or "\n" in outcomes[name].error]
    assert ["added", "added", "duplicate"] == [outcomes[name].status for name in ("00.txt", "zz.txt", "zzz.txt")]
    assert "" == caplog.text
    assert not Path("/etc/outside.txt").exists()
    with open_store(settings) as store:
        assert 2 == len(list_reports(store))


def test_looking_at_bad_files_says_the_same_and_stores_nothing(folder, settings):
    read = {Path(source).name: report for source, report in read_paths(settings, [folder])}
    assert set(CASES) == {name for name, report in read.items() if isinstance(report, str)}
    assert not settings.data.exists()


def test_a_dry_run_tells_what_would_happen_and_stores_nothing(folder, settings):
    told = list(ingest_paths(settings, [folder], dry_run=True))
    assert not settings.data.exists()
    done = list(ingest_paths(settings, [folder]))
    assert [(o.source, o.status, o.error) for o in done] == [(o.source, o.status, o.error) for o in told]
    assert {"unchanged", "rejected"} == {outcome.status for outcome in ingest_paths(settings, [folder], dry_run=True)}


def test_an_unchanged_refused_file_is_not_read_again_unless_asked_for(settings, shelf, make_report):
    shelf.put("a.txt", None)
    asked = []

    def read(data, source, limits):
        asked.append(Path(source).name)
        return shelf.read(data, source, limits)

    def run(**options):
        asked.clear()
        (outcome,) = ingest_paths(options.pop("settings", settings), [shelf.folder], read=read, **options)
        return (outcome.status, outcome.remembered, list(asked))

    assert ("rejected", False, ["a.txt"]) == run()
    assert ("rejected", True, []) == run()
    assert ("rejected", False, ["a.txt"]) == run(retry_rejected=True)
    assert ("rejected", False, ["a.txt"]) == run(settings=settings.model_copy(update={"max_pages": 1000}))
    shelf.put("a.txt", make_report())
    assert ("added", False, ["a.txt"]) == run()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among files")
def test_a_pipe_among_the_files_holds_nothing_up(settings, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (outcome,) = ingest_paths(settings, [tmp_path / "pipe.txt"])
    assert ("Unsupported", "不是普通文件") == (outcome.error_kind, outcome.error)
