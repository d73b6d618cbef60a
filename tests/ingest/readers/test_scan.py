"""A scanned report is read where its sums confirm the digits, and nothing else of it is stated."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from ingest.errors import Unsupported
from ingest.pipeline import read_report
from ingest.readers import pdf
from ingest.records import Report

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NAME = "溪源县栎桥镇2020年政府信息公开工作年度报告"


def make_scan() -> bytes:
    """The sample's pages as grey pictures without a text layer."""
    document = pypdfium2.PdfDocument(SAMPLES / "reports" / f"{NAME}.pdf")
    pictures = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=150)
    return out.getvalue()


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(make_scan(), "扫描件.pdf")


def test_every_digit_that_is_stated_is_right(report: Report) -> None:
    truth = json.loads((SAMPLES / "truth" / f"{NAME}.json").read_text(encoding="utf-8"))
    stated = {cell.cell: cell.value for cell in report.cells if cell.state == "stated"}
    assert {cell: Decimal(truth["cells"][cell]) for cell in stated} == stated
    assert len(stated) > 150


def test_what_no_sum_confirms_is_unreadable_and_a_fault_of_the_reading(report: Report) -> None:
    active = [cell for cell in report.cells if cell.cell.startswith("active.")]
    assert {"unreadable"} == {cell.state for cell in active}
    assert {"ocr"} == {cell.read_by for cell in report.cells}
    assert {"reading"} == {finding.fault for finding in report.findings}


def test_a_count_of_the_prose_stands_only_where_a_cell_confirms_it(report: Report) -> None:
    assert Decimal(15) == next(figure.value for figure in report.narrative if figure.figure == "requests.received")
    assert "published.total" not in {figure.figure for figure in report.narrative}


def test_who_reports_for_which_year_is_read(report: Report) -> None:
    assert ("栎桥镇", 2020, "2019") == (report.header.agency, report.header.year, report.form)


def test_without_text_recognition_a_scan_is_refused_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    with pytest.raises(Unsupported, match="没有文字层"):
        read_report(make_scan(), "扫描件.pdf")
