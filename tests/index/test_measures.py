"""Measures over many reports: complete, ordered, limited, and only of reports that answer."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import text

from index.intake.build import ingest_paths, remove_reports
from index.lookup.cells import list_amounts, measure_rates, measure_reports
from index.lookup.reporters import count_agencies
from index.lookup.reports import find_agency_ids, list_agencies
from index.store import open_store
from ingest.records import NarrativeFigure, Place, Quantity

NEW, DECISIONS = "requests.new.total", "active.penalties.decisions"


@pytest.fixture
def fill(settings, shelf):
    def store(*reports):
        for i, report in enumerate(reports):
            shelf.put(f"{i}.txt", report)
        list(ingest_paths(settings, [shelf.folder], read=shelf.read))
        return open_store(settings)

    return store


def values(table):
    return [(row.year, str(row.value)) for row in table.rows]


def test_one_cell_is_ranked_from_large_to_small(fill, make_report):
    with fill(
        *(make_report(year=year, cells={NEW: value}) for year, value in ((2021, "3"), (2022, "10"), (2023, "0.5")))
    ) as store:
        assert [(2022, "10"), (2021, "3"), (2023, "0.5")] == values(measure_reports(store, cells=[NEW]))
        assert [(2023, "0.5"), (2021, "3")] == values(measure_reports(store, cells=[NEW], ascending=True, limit=2))
        table = measure_reports(store, cells=[NEW], years=[2022, 2023], limit=1)
    assert ([(2022, "10")], 2, 2) == (values(table), table.reports, table.with_data)


def test_a_sum_needs_all_of_its_cells(fill, make_report):
    with fill(make_report(year=2022), make_report(year=2023, cells={DECISIONS: None})) as store:
        table = measure_reports(store, cells=[NEW, DECISIONS])
        assert ([(2022, "8")], 2, 1) == (values(table), table.reports, table.with_data)


def test_a_cell_that_no_report_has_gives_no_data(fill, make_report):
    with fill(make_report()) as store:
        table = measure_reports(store, cells=[NEW, "active.nothing.at_all"])
        assert ((), 1, 0) == (table.rows, table.reports, table.with_data)


def test_without_cells_the_primary_figure_is_measured(fill, make_report):
    def state(number, *, primary):
        return NarrativeFigure("published.total", "公开", Decimal(number), "条", approx=False, primary=primary, place=Place())

    report = make_report(narrative=(state(500, primary=False), state(120, primary=True)))
    with fill(report, make_report(year=2022, narrative=())) as store:
        table = measure_reports(store, figure="published.total")
        assert ([(2023, "120")], 2, 1) == (values(table), table.reports, table.with_data)


def test_amounts_are_compared_in_the_forms_unit(fill, make_report, make_cell):
    fee = "active.fees.amount"
    in_yuan = make_cell(fee, "70487", unit="元", unit_assumed=None, normalised=Quantity(Decimal("7.0487"), "万元"))
    with fill(make_report(year=2022, cells={fee: "8"}), make_report(year=2023, narrative=())) as store:
        assert [(2022, "8")] == values(measure_reports(store, cells=[fee]))
    plain = make_report(year=2021)
    with fill(replace(plain, cells=(*plain.cells, in_yuan))) as store:
        assert [(2021, "7.0487")] == values(measure_reports(store, cells=[fee]))


def test_an_older_file_an_unnamed_agency_and_an_unknown_year_are_not_ranked(fill, make_report, settings):
    reports = [
        make_report(cells={NEW: "1"}),
        make_report(cells={NEW: "2"}),
        make_report(None, 2023, cells={NEW: "99"}),
        make_report(year=None, cells={NEW: "98"}),
    ]
    with fill(*reports) as store:
        table = measure_reports(store, cells=[NEW])
        assert ([(2023, "2")], 1, 1) == (values(table), table.reports, table.with_data)
        assert [(2023, "120")] == values(measure_reports(store, figure="published.total"))
    remove_reports(settings, source=str(settings.data.parent / "files" / "1.txt"))
    with open_store(settings) as store:
        assert [(2023, "1")] == values(measure_reports(store, cells=[NEW]))


def test_a_place_above_narrows_the_ranking(fill, make_report):
    other = make_report("桥头镇", parents=("青禾市", "望山县"), cells={NEW: "7"})
    with fill(make_report(), other) as store:
        assert 2 == measure_reports(store, cells=[NEW], parent="青禾市").reports
        assert [(2023, "7")] == values(measure_reports(store, cells=[NEW], parent="望山县"))
        assert [] == values(measure_reports(store, cells=[NEW], parent="望山"))
        ids = {agency.name: agency.id for agency in list_agencies(store)}
        assert [(2023, "3")] == values(measure_reports(store, cells=[NEW], agency_ids=[ids["柳溪镇"]]))


@pytest.mark.usefixtures("sqlite_only")
def test_a_top_ten_reads_the_index_and_sorts_nothing(fill, make_report):
    with fill(make_report()) as store, store.connect() as connection:
        query = (
            "SELECT report_id, micro FROM cells WHERE cell = 1 AND rank_year = 2023 AND micro IS NOT NULL"
            " ORDER BY micro DESC, report_id LIMIT 10"
        )
        plan = " ".join(row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}")))
    assert "ix_cells_rank" in plan
    assert "COVERING" in plan


def test_amounts_are_every_value_from_small_to_large(fill, make_report):
    with fill(*(make_report(year=year, cells={NEW: value}) for year, value in ((2021, "3"), (2022, "10"), (2023, "3")))) as store:
        assert ("3", "3", "10") == tuple(map(str, list_amounts(store, cells=[NEW])))
        assert ("3", "10") == tuple(map(str, list_amounts(store, cells=[NEW], years=[2022, 2023])))
        assert () == list_amounts(store, cells=["active.nothing.at_all"])
        assert len(list_amounts(store, cells=[NEW, DECISIONS])) == measure_reports(store, cells=[NEW, DECISIONS]).with_data


@pytest.mark.parametrize(
    ("comparison", "bound", "years"),
    [
        (">", "3", [2022]),
        (">=", "3", [2022, 2021]),
        ("<", "3", [2023]),
        ("<=", "3", [2021, 2023]),
        ("=", "3", [2021]),
        ("!=", "3", [2022, 2023]),
        (">", "2.9999999", [2022, 2021]),
        ("<", "3.0000001", [2021, 2023]),
        ("=", "3.0000001", []),
        ("!=", "3.0000001", [2022, 2021, 2023]),
    ],
)
def test_bounds_keep_rows_out_but_out_of_no_count(fill, make_report, comparison, bound, years):
    with fill(
        *(make_report(year=year, cells={NEW: value}) for year, value in ((2021, "3"), (2022, "10"), (2023, "0.5")))
    ) as store:
        table = measure_reports(store, cells=[NEW], bounds=[(comparison, Decimal(bound))], limit=5)
    assert (years, 3) == ([row.year for row in table.rows], table.with_data)


def test_rates_are_rounded_half_up_and_need_part_and_whole(fill, make_report):
    stated = ({NEW: "8", DECISIONS: "1"}, {NEW: "0", DECISIONS: "1"}, {NEW: "3", DECISIONS: None})
    with fill(*(make_report(year=2021 + i, cells=cells) for i, cells in enumerate(stated))) as store:
        rows, looked_at = measure_rates(store, cells=[DECISIONS], over=[NEW])
    assert ([Decimal("12.5"), None], 3) == ([row.rate for row in rows], looked_at)


def test_rates_of_prose_figures_take_the_primary_ones(fill, make_report):
    def state(name, number):
        return NarrativeFigure(name, "公开", Decimal(number), "条", approx=False, primary=True, place=Place())

    both = (state("published.wechat", 30), state("published.total", 120))
    with fill(make_report(narrative=both), make_report(year=2022, narrative=both[:1])) as store:
        rows, looked_at = measure_rates(store, figures=("published.wechat", "published.total"))
    assert ([Decimal("25.0")], 2) == ([row.rate for row in rows], looked_at)


def test_agencies_with_a_report_are_counted_once(fill, make_report):
    with fill(make_report("柳溪镇"), make_report("柳溪镇", year=2022), make_report("青禾镇", year=2022)) as store:
        assert (2, 1) == (count_agencies(store), count_agencies(store, years=[2023]))


def test_agencies_are_found_by_kind_and_place(fill, make_report):
    with fill(make_report("柳溪镇"), make_report("柳溪街道", year=2022)) as store:
        ids = {agency.name: agency.id for agency in list_agencies(store)}
        assert (ids["柳溪街道"],) == find_agency_ids(store, endings=("街道", "办事处"))
        assert (ids["柳溪镇"],) == find_agency_ids(store, without=[ids["柳溪街道"]])
        assert () == find_agency_ids(store, inside=("无此县",))
        assert {"柳溪街道", "柳溪镇"} == {agency.name for agency in list_agencies(store, naming="溪")}
        assert 1 == len(list_agencies(store, limit=1))
