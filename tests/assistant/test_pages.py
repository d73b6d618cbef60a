"""The page's parts without a browser: what they show, and what they never let through."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.pages.escaping import render_markdown
from assistant.pages.examples import suggest_examples
from assistant.pages.reports import SHOWN, render_reports
from assistant.pages.sources import render_sources
from assistant.pages.transcript import Exchange, Session, render_reply, render_transcript
from assistant.records import Answer, Citation, Value
from index.records import StoredAgency, StoredReport
from ingest.records import Place

EAST = StoredAgency(1, "河口镇", None, ("东县",))
WEST = StoredAgency(2, "河口镇", None, ("西县",))
HILL = StoredAgency(3, "山前乡", None, ("西县",))
HURTFUL = "<script>alert(1)</script>"


def make_report(number: int, agency: StoredAgency | None, year: int | None) -> StoredReport:
    return StoredReport(number, f"报告{number}.txt", "ab" * 32, "text", agency, year, "2021", "标题", None, True, 200, 9, 0)


def make_answer(quote: str) -> Answer:
    citation = Citation("文件夹/甲.pdf", "cd" * 32, "三、申请", Place(page=2, quote=quote), quote)
    return Answer(
        "answered", "**6件**[1]。", values=(Value("新收申请", Decimal(6), "件", citations=(0,)),), citations=(citation,)
    )


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        (HURTFUL, "<script"),
        ("[点我](http://outside.invalid)", "<a"),
        ("![图](http://outside.invalid/x.png)", "<img"),
        ("<http://outside.invalid>", "<a"),
        ("http://outside.invalid www.outside.invalid", "<a"),
        ("[x]: http://outside.invalid\n\n[x]", "<a"),
        ("&lt;img src=x onerror=alert(1)&gt;", "<img"),
        ("| 年 |\n| --- |\n| <img src=x> |", "<img"),
        ("> <b>粗</b>", "<b>"),
    ],
)
def test_markdown_never_makes_links_pictures_or_raw_html(text: str, forbidden: str) -> None:
    assert forbidden not in render_markdown(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("**6件**", "<strong>6件</strong>"), ("| 年 |\n| --- |\n| 2023 |", "<td>2023</td>"), ("- 一", "<li>一</li>")],
)
def test_markdown_of_answers_keeps_bold_tables_and_lists(text: str, shown: str) -> None:
    assert shown in render_markdown(text)


def test_source_shows_figure_quote_file_and_place() -> None:
    shown = render_sources(make_answer("新收6件"))
    assert [] == [part for part in ("新收申请", "新收6件", "甲.pdf", "第 2 页", "三、申请") if part not in shown]


def test_nothing_of_a_report_or_question_is_raw_html() -> None:
    answer = make_answer(HURTFUL)
    hurtful = replace(make_report(1, replace(EAST, name=HURTFUL), 2023), source=HURTFUL)
    session = Session().add(HURTFUL, render_reply(answer))
    shown = render_sources(answer) + render_reports([hurtful]) + render_transcript(session.exchanges)
    assert "<script" not in shown


def test_number_of_a_source_is_a_mark_in_the_reply() -> None:
    assert '<sup class="mark">1</sup>' in render_reply(make_answer("6"))


def test_session_keeps_its_exchanges_and_leaves_the_old_one_as_it_was() -> None:
    first = Session()
    second = first.add("问", "答")
    assert ((), (Exchange("问", "答"),)) == (first.exchanges, second.exchanges)


def test_examples_name_the_county_where_two_agencies_share_a_name() -> None:
    questions = suggest_examples([make_report(1, EAST, 2022), make_report(2, EAST, 2023), make_report(3, WEST, 2023)])
    assert "东县河口镇2023年收到几件政府信息公开申请？" in questions


def test_examples_need_an_agency_and_a_year() -> None:
    assert () == suggest_examples([make_report(1, None, 2023), make_report(2, HILL, None)])


@pytest.mark.parametrize(("wanted", "count"), [("", 3), ("河口镇", 2), ("西县 2023年", 2), ("西县 河口镇", 1), ("没有", 0)])
def test_filter_keeps_the_reports_that_hold_every_word(wanted: str, count: int) -> None:
    reports = [make_report(1, EAST, 2023), make_report(2, WEST, 2023), make_report(3, HILL, 2023)]
    assert f"共 {count} 份报告" in render_reports(reports, wanted)


def test_long_list_is_cut_and_says_so() -> None:
    shown = render_reports([make_report(number, HILL, 2023) for number in range(SHOWN + 1)])
    assert SHOWN == shown.count("<tr class=")
    assert f"显示前 {SHOWN} 份" in shown
