"""What goes into the store comes out of it."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.database.packing import pack_report
from index.database.rows import pack_cell, unpack_cell
from index.keeping.identity import settle_answering
from index.keeping.storage import insert_report
from index.lookup.cells import find_absent, find_cells, find_figures
from index.lookup.findings import list_findings
from index.lookup.record import load_record
from index.lookup.reports import list_reports
from index.store import open_store
from ingest.errors import UsageError
from ingest.form import load_form
from ingest.pipeline import read_report
from ingest.records import CellValue, Place, Quantity

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "reports"
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
CELLS = st.builds(
    CellValue,
    cell=st.sampled_from(sorted(load_form("2021").cells)),
    state=st.sampled_from(["stated", "blank", "not_applicable", "unreadable"]),
    value=st.none() | DECIMALS,
    raw=TEXTS,
    unit=st.none() | st.sampled_from(["元", "万元", "件"]),
    unit_assumed=st.none() | st.sampled_from(["件", "万元"]),
    normalised=st.none() | st.builds(Quantity, DECIMALS, st.just("万元")),
    read_by=st.sampled_from(["label", "position", "arithmetic", "ocr"]),
    place=st.builds(Place, line=st.none() | st.integers(1, 999), quote=st.none() | TEXTS),
)


@given(CELLS, st.sampled_from([None, "2019", "2021"]))
def test_a_cell_comes_back_as_it_was(cell, form):
    restored = unpack_cell(pack_cell(cell, form), cell.cell, form)
    assert cell == restored
    assert str(cell.value) == str(restored.value)


def store_report(settings, report):
    with open_store(settings, writable=True) as store, store.begin() as connection:
        report_id = insert_report(connection, pack_report(report), None)
        settle_answering(connection, [report_id])
        return report_id


def test_a_report_comes_back_as_it_was(settings, make_report, make_finding):
    plain = make_report()
    report = replace(plain, findings=(make_finding(plain),))
    report_id = store_report(settings, report)
    with open_store(settings) as store:
        assert report == load_record(store, report_id)


def test_a_report_without_agency_year_or_form_is_kept(settings, make_report):
    report = make_report(None, None, parents=())
    report = replace(report, form=None, cells=(), absent=(), header=replace(report.header, title=None, published_on=None))
    report_id = store_report(settings, report)
    with open_store(settings) as store:
        assert report == load_record(store, report_id)
        (stored,) = list_reports(store)
        assert (None, None, None, True) == (stored.agency, stored.year, stored.form, stored.answers)


def test_an_unknown_report_is_a_usage_error(settings):
    with open_store(settings) as store, pytest.raises(UsageError):
        load_record(store, 1)


def test_blank_is_not_absent_and_not_zero(settings, make_report):
    report_id = store_report(settings, make_report(cells={"requests.granted.total": None, "requests.total.total": "0"}))
    wanted = ["requests.granted.total", "requests.total.total", "requests.carried_out.total"]
    with open_store(settings) as store:
        states = [(item.cell.state, item.cell.value) for item in find_cells(store, [report_id], wanted)]
        assert [("blank", None), ("stated", Decimal(0))] == states
        assert {(report_id, "requests.carried_out.total")} == find_absent(store, [report_id], wanted)


def test_cells_come_in_the_order_asked_for(settings, make_report):
    first = store_report(settings, make_report(year=2022))
    second = store_report(settings, make_report(year=2023))
    wanted = ["requests.new.total", "active.penalties.decisions"]
    with open_store(settings) as store:
        found = [(item.report.id, item.cell.cell) for item in find_cells(store, [second, first], wanted)]
    assert [(second, wanted[0]), (second, wanted[1]), (first, wanted[0]), (first, wanted[1])] == found


def test_figures_are_found_by_id_and_all_together(settings, make_report):
    report = make_report()
    report_id = store_report(settings, report)
    with open_store(settings) as store:
        assert report.narrative == tuple(item.figure for item in find_figures(store, [report_id]))
        (total,) = find_figures(store, [report_id], ["published.total"])
        assert (Decimal(120), "条") == (total.figure.value, total.figure.unit)


def test_findings_are_listed_by_rule(settings, make_report, make_finding):
    plain = make_report()
    store_report(
        settings, replace(plain, findings=(make_finding(plain), replace(make_finding(plain, "published_late"), fingerprint="ff")))
    )
    with open_store(settings) as store:
        assert ["published_late"] == [finding.rule for finding in list_findings(store, rules=["published_late"])]
        assert 2 == list_reports(store)[0].findings


def round_boxes(report):
    """The report as the store keeps it: boxes to a hundredth of a point, and without what only the checks at reading need."""

    def round_all(items):
        places = (item.place for item in items)
        boxes = (place.box and tuple(round(value, 2) for value in place.box) for place in places)
        return tuple(replace(item, place=replace(item.place, box=box)) for item, box in zip(items, boxes, strict=True))

    parts = {name: round_all(getattr(report, name)) for name in ("sections", "cells", "narrative", "passages", "sentences")}
    return replace(report, header=replace(report.header, year_readings=(), foreign_names=()), findings=(), **parts)


@pytest.mark.parametrize("suffix", ["txt", "html", "docx", "pdf"])
def test_a_sample_comes_back_as_it_was_read(settings, suffix):
    path = min(SAMPLES.glob(f"*.{suffix}"))
    report = read_report(path.read_bytes(), str(path))
    report_id = store_report(settings, report)
    with open_store(settings) as store:
        kept = load_record(store, report_id)
    assert {finding.fingerprint for finding in report.findings} == {finding.fingerprint for finding in kept.findings}
    assert round_boxes(report) == round_boxes(kept)
