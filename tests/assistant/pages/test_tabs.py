"""What the tabs show, without a browser: coverage, contrasts, comparisons; and that nothing of a report is markup."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.exports.charting import collect_points
from assistant.exports.sheet import write_csv
from assistant.pages.choosing import Picks, list_measure_choices, make_query
from assistant.pages.coverage import ROWS, CoverageFilter, complete_parents, list_years, plan_rows, render_coverage
from assistant.pages.dockets import list_case_rows
from assistant.pages.exhibits import mark_differences
from assistant.pages.imports import Tally, render_tally
from assistant.pages.leaves import render_crop, render_lines
from assistant.pages.pivot import render_pivot
from assistant.pages.reading import render_cell, render_finding
from assistant.pages.words import Words
from assistant.records import Conversation
from index.people.docket import Case
from index.records import Outcome, StoredAgency, StoredReport
from ingest.errors import UsageError
from ingest.readers.pictures import PageSize
from ingest.records import CellValue, Finding, Place

EAST = StoredAgency(1, "河口镇", None, ("某市", "东县"))
WEST = StoredAgency(2, "山前乡", None, ("某市", "西县"))
ZH = Words("zh")
HURTFUL = "<script>alert(1)</script>"
YEARS = (2021, 2022, 2023)


def make_report(number, agency, year, findings=0):
    return StoredReport(
        number, f"报告{number}.txt", "ab" * 32, "text", agency, year, "2021", "标题", None, True, 200, 9, findings
    )


REPORTS = [make_report(1, EAST, 2021), make_report(2, EAST, 2023, 2), make_report(3, WEST, 2022), make_report(4, None, 2022)]


def test_matrix_shows_reports_findings_and_gaps():
    shown = render_coverage(ZH, REPORTS, CoverageFilter())
    assert [2, 1, 2] == [shown.count(f'class="slot {kind}"') for kind in ("have", "warn", "gap")]
    assert "打开河口镇2023年报告，查出 2 个问题" in shown
    assert "机关或年度没有写明（1 份）" in shown


def test_a_year_before_an_agencys_first_report_is_not_missing():
    assert 1 == render_coverage(ZH, [make_report(1, EAST, 2021), make_report(2, WEST, 2022)], CoverageFilter()).count(
        "slot before"
    )


def test_marks_of_the_matrix_stand_in_its_key_and_what_is_not_missing_is_counted_apart():
    shown = render_coverage(ZH, [make_report(1, EAST, 2021), make_report(2, WEST, 2022)], CoverageFilter())
    assert 1 == shown.count('class="dot before"') == shown.count('class="slot before"')
    assert "首份报告之前的 1 个年度没有收，不算缺" in shown
    assert 'class="dot before"' not in render_coverage(ZH, [make_report(1, EAST, 2021)], CoverageFilter())


def test_years_far_from_all_others_bring_no_empty_columns():
    assert (2011, 2019, 2020, 2021) == list_years([make_report(i, EAST, year) for i, year in enumerate((2011, 2019, 2021))])


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (CoverageFilter(), ["河口镇", "山前乡"]),
        (CoverageFilter(county="东县"), ["河口镇"]),
        (CoverageFilter(words=("山前",)), ["山前乡"]),
        (CoverageFilter(words=("报告3",)), ["山前乡"]),
        (CoverageFilter(county="东县", words=("山前",)), []),
    ],
)
def test_matrix_is_filtered(wanted, names):
    assert names == [row.agency.name for row in plan_rows(REPORTS, wanted, YEARS)]


def test_agencies_without_gap_or_finding_are_left_out_where_trouble_is_looked_for():
    whole = [make_report(i, WEST, year) for i, year in enumerate(YEARS)]
    rows = plan_rows([*REPORTS[:2], *whole], CoverageFilter(troubled=True), YEARS)
    assert ["河口镇"] == [row.agency.name for row in rows]


def test_piece_of_a_page_goes_from_its_margin_to_the_box_with_more_above_than_below():
    shown = render_crop(ZH, 1, PageSize(595, 842), Place(page=1, box=(300, 400, 520, 420)))
    left, above, width = (
        float(part) for part in re.search(r'frame" style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%', shown).groups()
    )
    assert left > 50
    assert left + width < 100
    assert above > 50


def test_many_agencies_are_shown_in_pages():
    many = [make_report(i, replace(EAST, id=i, name=f"第{i}镇"), 2023) for i in range(ROWS + 1)]
    assert ROWS == render_coverage(ZH, many, CoverageFilter()).count('data-act="open"')
    assert 1 == render_coverage(ZH, many, CoverageFilter(), page=7).count('data-act="open"')


def test_only_what_differs_is_marked_on_both_sides():
    left, right = mark_differences("我镇办理了3件申请", "我乡办理了5件申请")
    assert "我<del>镇</del>办理了<del>3</del>件申请" == left
    assert "我<ins>乡</ins>办理了<ins>5</ins>件申请" == right


@pytest.mark.parametrize(
    ("state", "changes", "shown"),
    [
        ("stated", {"value": Decimal("7.50")}, ">7.50<"),
        ("blank", {"raw": ""}, ">空<"),
        ("unreadable", {}, ">？<"),
        ("not_applicable", {"raw": "/"}, ">/<"),
        ("stated", {"value": Decimal(3), "corrected_by": "李审"}, "人工读数（李审）"),
    ],
)
def test_the_state_of_a_cell_can_be_seen(state, changes, shown):
    cell = CellValue("requests.new.total", state, None, "B", None, "件", None, "label", Place(line=3, quote="B"))
    assert shown in render_cell(ZH, replace(cell, **changes), cell.cell, "新收")


def make_finding(text):
    return Finding(
        "f" * 20, "balance", "error", "fail", "report", text, text, text, text, 2023, text, (), (Place(page=1, quote=text),)
    )


@pytest.mark.parametrize(("reread", "warned"), [((), False), (("requests.total.total",), True), (("requests.new.total",), False)])
def test_a_finding_on_a_cell_that_a_person_read_anew_says_what_it_rests_on(reread, warned):
    finding = replace(make_finding("不平"), cells=("requests.total.total",))
    assert warned == ("程序原先的读数" in render_finding(ZH, finding, {}, frozenset(reread)))


def test_nothing_of_a_report_is_markup():
    agency = replace(EAST, name=HURTFUL, parents=(HURTFUL,))
    cell = CellValue("requests.new.total", "not_applicable", None, HURTFUL, None, None, None, "label", Place(quote=HURTFUL))
    outcome = Outcome(HURTFUL, "rejected", error=HURTFUL)
    shown = (
        render_coverage(ZH, [replace(make_report(1, agency, 2023), source=HURTFUL), make_report(2, None, 2023)], CoverageFilter())
        + render_cell(ZH, cell, cell.cell, HURTFUL)
        + render_finding(ZH, make_finding(HURTFUL), {})
        + "".join(mark_differences(HURTFUL, HURTFUL + "1"))
        + "".join(render_lines(HURTFUL))
        + render_tally(ZH, Tally(1, [outcome], HURTFUL))
    )
    assert "<script" not in shown


def test_an_exported_finding_is_no_formula():
    case = Case(make_finding("=1+1"), make_report(1, EAST, 2023))
    assert "\n=1+1" not in write_csv([list_case_rows(ZH, [case])]).decode("utf-8-sig").replace(",", "\n")


def pick(assistant, names, years, measures):
    _, catalog, _ = assistant.load_catalog()
    return make_query(ZH, Picks(tuple(a.id for a in catalog.agencies if a.name in names), years, measures), catalog)


def test_picking_asks_the_same_as_a_question(assistant):
    query = pick(assistant, ("柳溪镇",), (2022, 2023), ("requests.new.total",))
    picked = assistant.answer(query)
    asked = assistant.ask("柳溪镇2022年到2023年新收政府信息公开申请有什么变化？", Conversation())
    assert [(p.year, p.value) for p in collect_points(asked, ())] == [(p.year, p.value) for p in collect_points(picked, ())]


def test_a_comparison_shows_why_a_number_is_not_there(assistant):
    query = pick(assistant, ("柳溪镇", "石桥乡"), (2022, 2023), ("active.penalties.decisions",))
    shown = render_pivot(ZH, assistant.answer(query), ())
    assert "应有 4 个数，有 2 个，缺 2 个" in shown
    query = pick(assistant, ("柳溪镇", "青禾镇"), (2022, 2023), ("active.penalties.decisions",))
    assert "没有报告" in render_pivot(ZH, assistant.answer(query), ())


def test_without_agencies_all_are_ranked(assistant):
    answer = assistant.answer(pick(assistant, (), (2023,), ("active.penalties.decisions",)))
    assert {"柳溪镇", "青禾镇"} == {point.agency for point in collect_points(answer, ())}


@pytest.mark.parametrize(
    ("names", "years", "measures"), [(("柳溪镇",), (2023,), ()), ((), (2022, 2023), ("active.penalties.decisions",))]
)
def test_too_little_picked_is_said_so(assistant, names, years, measures):
    with pytest.raises(UsageError):
        pick(assistant, names, years, measures)


def test_every_measure_can_be_picked_once():
    choices = list_measure_choices(ZH)
    assert len(choices) == len({name for _, name in choices})


@pytest.mark.parametrize(
    ("completed", "chain", "others"),
    [
        (("甲省", "乙市", "丙县"), ("丙县",), [("甲省", "乙市", "丙县")]),
        (("甲省", "乙市", "丙县"), ("乙市", "丙县"), [("甲省", "乙市", "丙县"), ("丙县",)]),
        (("丙县",), ("丙县",), [("甲省", "丙县"), ("丁省", "丙县")]),
        (("丁省", "丙县"), ("丁省", "丙县"), [("甲省", "丙县"), ("丙县",)]),
        ((), (), [("丙县",)]),
    ],
)
def test_a_county_written_with_and_without_its_province_is_one(completed, chain, others) -> None:
    assert completed == complete_parents({chain, *others})[chain]
