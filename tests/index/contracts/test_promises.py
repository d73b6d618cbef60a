"""What a store promises, on each database."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from index.database.schema import cells
from index.database.statements import record_statements
from index.intake.build import remove_reports
from index.lookup.cells import find_absent, find_cells, find_figures, measure_reports
from index.lookup.findings import list_findings
from index.lookup.record import load_record
from index.lookup.reports import list_agencies, list_reports, list_sources, store_version
from index.lookup.search import search_passages
from index.people.corrections import correct_cell, list_corrections
from index.people.docket import FindingFilter, list_cases
from index.people.feedback import keep_vote, list_votes
from index.people.headers import correct_header, undo_correction
from index.people.verdicts import list_verdicts, record_verdict
from index.store import open_store
from index.vectors.outbox import count_waiting
from ingest.errors import ReadOnly

CELL = "requests.new.total"
CANAL, LIBRARY = "渠道清淤和堤坝加固的招标结果在村口贴了七天。", "农家书屋周末开门，借书登记簿由志愿者看管。"


def name_years(settings, **filters):
    with open_store(settings) as store:
        return [(report.agency and report.agency.name, report.year) for report in list_reports(store, **filters)]


def test_what_was_read_is_stored_and_read_back_as_it_was(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report(cells={CELL: "12345678901234567890.123456789", "active.penalties.decisions": None}))
    assert ["added"] == take_in()
    with open_store(settings) as store:
        stored = load_record(store, list_reports(store)[0].id)
    assert shelf.read((shelf.folder / "a.txt").read_bytes(), stored.source, None) == stored


def test_reports_come_by_agency_and_year_by_their_bytes_and_those_without_come_last(settings, shelf, take_in, make_report):
    for number, (agency, year) in enumerate(
        [("乙镇", 2023), ("B镇", 2023), ("甲镇", None), ("甲镇", 2021), ("a镇", 2023), (None, 2020)]
    ):
        shelf.put(f"{number}.txt", make_report(agency, year))
    take_in()
    expected = [("B镇", 2023), ("a镇", 2023), ("乙镇", 2023), ("甲镇", None), ("甲镇", 2021), (None, 2020)]
    assert expected == name_years(settings)
    assert [("甲镇", 2021)] == name_years(settings, years=[2021])
    assert 5 == len(name_years(settings, parent="临川县"))
    assert [] == name_years(settings, years=[99999], agency_ids=[10**12])


def test_cells_figures_and_what_is_absent_are_told_apart(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report(cells={CELL: "7", "active.penalties.decisions": None}))
    take_in()
    with open_store(settings) as store:
        (report,) = list_reports(store)
        found = find_cells(store, [report.id], ["active.penalties.decisions", CELL, "requests.granted.total"])
        assert [None, Decimal(7)] == [stored.cell.value for stored in found]
        assert {(report.id, "requests.granted.total")} == find_absent(store, [report.id], [CELL, "requests.granted.total"])
        assert [Decimal(120)] == [stored.figure.value for stored in find_figures(store, [report.id], ["published.total"])]


def test_rankings_are_exact_and_equal_values_stand_by_report(settings, shelf, take_in, make_report):
    for number, value in enumerate(["3", "9007199254.740993", "3", None]):
        shelf.put(f"{number}.txt", make_report(f"第{number}镇", cells={CELL: value}))
    take_in()
    with open_store(settings) as store:
        falling = measure_reports(store, cells=[CELL])
        rising = measure_reports(store, cells=[CELL], ascending=True, limit=2)
        summed = measure_reports(store, cells=[CELL, "active.penalties.decisions"], limit=1)
    assert [Decimal("9007199254.740993"), Decimal(3), Decimal(3)] == [row.value for row in falling.rows]
    assert (4, 3) == (falling.reports, falling.with_data)
    assert [1, 3] == [row.report_id for row in rising.rows]
    assert ([Decimal("9007199259.740993")], 3) == ([row.value for row in summed.rows], summed.with_data)


@pytest.mark.parametrize("hybrid", [False, True])
def test_passages_are_found_by_their_rarest_words(settings, shelf, take_in, make_report, hybrid):
    shelf.put("a.txt", make_report(year=2022, prose=(CANAL, LIBRARY)))
    shelf.put("b.txt", make_report("桥头镇", 2023, prose=(LIBRARY, CANAL)))
    take_in()
    with open_store(settings) as store:
        assert LIBRARY == search_passages(store, "书屋周末开门吗", hybrid=hybrid)[0].passage.text
        found = search_passages(store, '清淤\' | "招标" & !', years=[2023], hybrid=hybrid)
        assert ("桥头镇", CANAL) == (found[0].report.agency.name, found[0].passage.text)
        assert () == search_passages(store, "清淤", report_ids=[])


def test_findings_are_filtered_and_stand_the_gravest_first(settings, shelf, take_in, make_report, make_finding):
    note = replace(make_finding(make_report()), fingerprint="0011223344", rule="units", severity="note")
    shelf.put("Town-A.txt", make_report(findings=(note, make_finding(make_report()))))
    take_in()
    with open_store(settings) as store:
        assert ["error", "note"] == [case.finding.severity for case in list_cases(store, FindingFilter())[1]]
        assert 1 == list_cases(store, FindingFilter(rule="units"))[0]
        assert 2 == list_cases(store, FindingFilter(words=("town-a", "柳溪")))[0]
        assert 0 == list_cases(store, FindingFilter(words=("100%_",)))[0]
        assert ["units"] == [finding.rule for finding in list_findings(store, rules=["units"])]


def test_a_file_is_replaced_doubled_and_removed(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report(cells={CELL: "3"}))
    assert ["added", "unchanged"] == take_in() + take_in()
    shelf.put("b.txt", make_report(cells={CELL: "3"}))
    assert ["unchanged", "duplicate"] == take_in()
    shelf.put("a.txt", make_report(cells={CELL: "4"}))
    assert ["replaced", "unchanged"] == take_in()
    with open_store(settings) as store:
        assert {False, True} == {report.answers for report in list_reports(store, answering=False)}
        assert {"report_changed"} == {finding.rule for finding in list_findings(store)}
        before = store_version(store)
    remove_reports(settings, source=str(shelf.folder / "b.txt"))
    assert ["unchanged", "duplicate"] != take_in()
    with open_store(settings) as store:
        assert before != store_version(store)
        assert 0 == count_waiting(store)


def test_a_refused_file_is_remembered(shelf, take_in):
    shelf.put("a.txt", None)
    assert ["rejected", "rejected"] == take_in() + take_in()


def test_nothing_of_a_removed_report_stays(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report())
    take_in()
    assert 1 == len(remove_reports(settings, agency="柳溪镇"))
    with open_store(settings) as store:
        assert ((), (), ()) == (list_reports(store, answering=False), list_agencies(store), search_passages(store, "惠民补贴"))
        assert "000000000000" == store_version(store)
        with store.connect() as connection:
            assert 0 == connection.execute(select(func.count()).select_from(cells)).scalar_one()


def test_what_people_add_outlives_the_report(settings, shelf, take_in, make_report, make_finding):
    shelf.put("a.txt", make_report(findings=(make_finding(make_report()),)))
    take_in()
    with open_store(settings, writable=True) as store:
        (report,) = list_reports(store)
        correct_cell(store, report.id, CELL, "17", who="李\0审", note="看原图\0")
        (finding,) = list_findings(store)
        record_verdict(store, finding.fingerprint, "confirmed", "王审", "属实")
        keep_vote(store, question="甲\0？", status="answered", vote="down", version=store_version(store))
        moved = correct_header(store, report.id, agency="青石镇", parents=("青禾市",), year=2020, who="李审")
    remove_reports(settings, agency="青石镇")
    assert ["added"] == take_in()
    with open_store(settings, writable=True) as store:
        (report,) = list_reports(store)
        assert ("青石镇", 2020, True) == (report.agency.name, report.year, report.id > moved)
        assert [Decimal(17)] == [stored.cell.value for stored in find_cells(store, [report.id], [CELL])]
        assert ["confirmed"] == [verdict.ruling for verdict in list_verdicts(store, [finding.fingerprint]).values()]
        assert [("甲？", "down")] == list(list_votes(store))
        header, cell = list_corrections(store)
        assert ("李审", "看原图") == (cell.who, cell.note)
        undo_correction(store, header.id, "李审")
        undo_correction(store, cell.id, "李审")
    assert [("柳溪镇", 2023)] == name_years(settings)


def test_the_roster_settles_names(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report("柳溪乡", 2022))
    shelf.put("b.txt", make_report("柳溪镇", 2023))
    take_in()
    settings.roster_path.write_text("机关,上级,曾用名\n柳溪镇,青禾市/临川县,柳溪乡\n石渡镇,青禾市/临川县,\n", encoding="utf-8")
    take_in()
    assert [("柳溪镇", 2022), ("柳溪镇", 2023)] == name_years(settings)
    with open_store(settings) as store:
        assert [("柳溪镇", True), ("石渡镇", True)] == [(agency.name, agency.rostered) for agency in list_agencies(store)]
        assert "柳溪镇" == search_passages(store, "柳溪镇2022年")[0].report.agency.name


def test_every_path_of_a_report_is_known(settings, shelf, take_in, make_report):
    for name in ("b.txt", "a.txt"):
        shelf.put(name, make_report())
    take_in("b.txt", "a.txt")
    with open_store(settings) as store:
        paths = list_sources(store, list_reports(store)[0].id)
    assert ["b.txt", "a.txt"] == [path.rpartition("/")[2] for path in paths]


def test_a_reader_cannot_write(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report())
    take_in()
    with open_store(settings) as store:
        with pytest.raises(ReadOnly), store.begin():
            pass
        with store.connect() as connection, pytest.raises(ReadOnly):
            connection.exec_driver_sql("DELETE FROM cells")
    assert [("柳溪镇", 2023)] == name_years(settings)


def test_a_connection_sees_one_state_throughout(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report())
    take_in()
    count = select(func.count()).select_from(cells)
    with open_store(settings) as store, store.connect() as connection:
        before = connection.execute(count).scalar_one()
        shelf.put("b.txt", make_report(year=2022))
        take_in()
        assert before == connection.execute(count).scalar_one()


def test_an_empty_store_answers(settings):
    with open_store(settings) as store:
        assert ((), "000000000000", ()) == (list_reports(store), store_version(store), search_passages(store, "问题"))


def test_statements_are_written_down_with_a_mark_for_each_parameter(settings, shelf, take_in, make_report):
    shelf.put("a.txt", make_report())
    take_in()
    with open_store(settings) as store, record_statements(store) as record:
        list_reports(store, agency_ids=[1], years=[2023, 2022], parent="临川县")
    assert [(1, 2023, 2022, "临川县")] == [
        tuple(part.strip("/%") if isinstance(part, str) else part for part in statement.parameters if part != "/")
        for statement in record[:1]
    ]
    for statement in record:
        assert statement.sql.count("?") == len(statement.parameters)
        assert "%(" not in statement.sql
