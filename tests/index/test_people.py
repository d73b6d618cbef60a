"""What people add outlives the reports' being read again: corrections of cells and headers, verdicts on findings."""

from dataclasses import replace
from decimal import Decimal

import pytest

from index.intake.build import ingest_paths, remove_reports
from index.lookup.cells import find_cells, measure_reports
from index.lookup.record import load_record
from index.lookup.reports import list_agencies, list_reports, store_version
from index.people.corrections import correct_cell, list_corrections
from index.people.docket import FindingFilter, list_cases
from index.people.doubtful import list_doubtful, list_unplaced
from index.people.headers import correct_header, undo_correction
from index.people.verdicts import list_rulings, list_verdicts, record_verdict
from index.store import open_store
from ingest.errors import ReadOnly, UsageError

CELL = "requests.new.total"


@pytest.fixture
def blurred(settings, shelf, make_report, make_cell):
    """The settings of a store whose one report has a cell that could not be read."""
    take_in(settings, shelf, blur(shelf, make_report, make_cell))
    return settings


@pytest.fixture
def checked(settings, shelf, make_report, make_finding):
    """The settings of a store whose one report has a finding."""
    take_in(settings, shelf, shelf.put("a.txt", make_report(findings=(make_finding(make_report()),))))
    return settings


def take_in(settings, shelf, *paths):
    return [outcome.status for outcome in ingest_paths(settings, paths, read=shelf.read)]


def blur(shelf, make_report, make_cell):
    """A file one cell of which could not be read."""
    unread = make_cell(CELL, None, state="unreadable", raw="B", unit_assumed=None, read_by="ocr")
    report = make_report()
    return shelf.put("a.txt", replace(report, cells=tuple(unread if item.cell == CELL else item for item in report.cells)))


def read_cell(store):
    report = list_reports(store)[0]
    return find_cells(store, [report.id], [CELL])[0].cell


def test_a_persons_reading_stands_for_the_programs(settings, shelf, make_report, make_cell):
    take_in(settings, shelf, blur(shelf, make_report, make_cell))
    with open_store(settings, writable=True) as store:
        before = store_version(store)
        correct_cell(store, list_reports(store)[0].id, CELL, " 17 ", who="李审", note="看原图")
        cell = read_cell(store)
        assert ("stated", Decimal(17), "B", "ocr", "李审") == (cell.state, cell.value, cell.raw, cell.read_by, cell.corrected_by)
        assert [Decimal(17)] == [row.value for row in measure_reports(store, cells=[CELL]).rows]
        assert before != store_version(store)
        assert cell in load_record(store, list_reports(store)[0].id).cells


def test_an_undone_correction_leaves_the_store_as_it_was_and_stays_in_the_log(settings, shelf, make_report, make_cell):
    take_in(settings, shelf, blur(shelf, make_report, make_cell))
    with open_store(settings, writable=True) as store:
        cell, version = read_cell(store), store_version(store)
        for written in ("17", "18"):
            correct_cell(store, list_reports(store)[0].id, CELL, written, who="李审")
        undo_correction(store, list_corrections(store)[0].id, "王核")
        assert (cell, version) == (read_cell(store), store_version(store))
        assert [("18件", "王核"), ("17件", "李审")] == [(entry.reading, entry.undone_by) for entry in list_corrections(store)]
        with pytest.raises(UsageError):
            undo_correction(store, list_corrections(store)[0].id, "王核")


def test_a_correction_holds_again_when_the_same_bytes_are_read_again(settings, shelf, make_report, make_cell):
    path = blur(shelf, make_report, make_cell)
    take_in(settings, shelf, path)
    with open_store(settings, writable=True) as store:
        correct_cell(store, list_reports(store)[0].id, CELL, "17", who="李审")
    remove_reports(settings, source=str(path))
    take_in(settings, shelf, path)
    with open_store(settings, writable=True) as store:
        assert Decimal(17) == read_cell(store).value
        undo_correction(store, list_corrections(store)[0].id, "李审")
        assert "unreadable" == read_cell(store).state


def test_a_correction_of_other_bytes_is_stale_and_changes_nothing(settings, shelf, make_report, make_cell):
    take_in(settings, shelf, blur(shelf, make_report, make_cell))
    with open_store(settings, writable=True) as store:
        correct_cell(store, list_reports(store)[0].id, CELL, "17", who="李审")
    assert ["replaced"] == take_in(settings, shelf, shelf.put("a.txt", make_report(cells={CELL: "4"})))
    with open_store(settings) as store:
        assert (Decimal(4), None) == (read_cell(store).value, read_cell(store).corrected_by)
        entry = list_corrections(store)[0]
        assert (True, False) == (entry.stale, entry.active)


@pytest.mark.parametrize(("written", "state"), [("", "blank"), ("/", "not_applicable"), ("0", "stated"), ("１２", "stated")])
def test_a_person_writes_what_a_source_could(blurred, written, state):
    with open_store(blurred, writable=True) as store:
        assert state == correct_cell(store, list_reports(store)[0].id, CELL, written, who="李审").state


@pytest.mark.parametrize(
    ("cell", "written", "who"), [(CELL, "多", "李审"), (CELL, "3", " "), ("requests.new.business", "3", "李审")]
)
def test_what_cannot_be_a_reading_is_refused(blurred, cell, written, who):
    with open_store(blurred, writable=True) as store:
        with pytest.raises(UsageError):
            correct_cell(store, list_reports(store)[0].id, cell, written, who=who)
        assert () == list_corrections(store)


def test_the_queue_holds_what_no_one_has_read_yet(settings, shelf, make_report, make_cell):
    take_in(settings, shelf, blur(shelf, make_report, make_cell))
    with open_store(settings, writable=True) as store:
        assert (1, CELL) == (list_doubtful(store, "unreadable")[0], list_doubtful(store, "unreadable")[1][0].cell.cell)
        correct_cell(store, list_reports(store)[0].id, CELL, "17", who="李审")
        assert (0, 0, 1) == tuple(list_doubtful(store, doubt)[0] for doubt in ("unreadable", "recognised", "corrected"))


def test_agency_and_year_that_a_person_reads_put_the_report_in_its_place(settings, shelf, make_report):
    path = shelf.put("a.txt", make_report(None, None, parents=()))
    take_in(settings, shelf, path, shelf.put("b.txt", make_report("柳溪镇", 2022)))
    with open_store(settings, writable=True) as store:
        before = store_version(store)
        lost = list_unplaced(store)[0]
        correct_header(store, lost.id, agency="柳溪镇", parents=("青禾市", "临川县"), year=2023, who="李审")
        assert [2022, 2023] == [report.year for report in list_reports(store) if report.agency]
        assert 1 == len(list_agencies(store))
        assert any("李审" in note for note in load_record(store, list_reports(store)[1].id).notes)
    remove_reports(settings, source=str(path))
    take_in(settings, shelf, path)
    with open_store(settings, writable=True) as store:
        assert () == list_unplaced(store)
        undo_correction(store, list_corrections(store)[0].id, "李审")
        assert [lost.source] == [report.source for report in list_unplaced(store)]
        assert before == store_version(store)


def test_a_verdict_outlives_the_report_and_can_be_taken_back(settings, shelf, make_report, make_finding):
    report = make_report()
    path = shelf.put("a.txt", make_report(findings=(make_finding(report),)))
    take_in(settings, shelf, path)
    with open_store(settings, writable=True) as store:
        record_verdict(store, "abcdef0123", "confirmed", "李审", "已电话核实")
    remove_reports(settings, source=str(path))
    take_in(settings, shelf, path)
    with open_store(settings, writable=True) as store:
        assert "confirmed" == list_cases(store, FindingFilter())[1][0].judgement.ruling
        record_verdict(store, "abcdef0123", "open", "王核")
        assert {} == list_verdicts(store)
        assert ["confirmed", "open"] == [ruling.ruling for ruling in list_rulings(store, "abcdef0123")]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (FindingFilter(), 1),
        (FindingFilter(rule="balance", severity="error", fault="report", year=2023, words=("柳溪", "临川")), 1),
        (FindingFilter(rule="carry_over"), 0),
        (FindingFilter(words=("别处",)), 0),
        (FindingFilter(ruling="open"), 1),
        (FindingFilter(ruling="confirmed"), 0),
    ],
)
def test_findings_are_filtered(checked, wanted, count):
    with open_store(checked) as store:
        assert count == list_cases(store, wanted)[0] == len(list_cases(store, wanted)[1])


def test_a_reader_cannot_correct(settings, shelf, make_report, make_cell):
    take_in(settings, shelf, blur(shelf, make_report, make_cell))
    with open_store(settings) as store, pytest.raises(ReadOnly):
        correct_cell(store, list_reports(store)[0].id, CELL, "1", who="李审")
