"""Which chart an answer gets, and that it shows the answer's own numbers."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.exports.charting import plan_chart
from assistant.pages.figures import draw_chart
from assistant.pages.plate import render_chart_head
from assistant.pages.words import Words
from assistant.records import Answer

Ask = Callable[..., Answer]


def test_years_make_a_line(ask: Ask) -> None:
    chart = plan_chart(ask("柳溪镇2022年到2023年收到的申请有什么变化？"))
    assert chart is not None
    assert ("line", ("2022", "2023"), (Decimal(5), Decimal(8))) == (chart.kind, chart.labels, chart.series[0].values)
    assert "件" == chart.unit


def test_agencies_of_one_year_make_bars(ask: Ask) -> None:
    chart = plan_chart(ask("2023年柳溪镇和青禾镇哪个收到的申请多？"))
    assert chart is not None
    assert ("bar", {"柳溪镇", "青禾镇"}) == (chart.kind, set(chart.labels))


@pytest.mark.parametrize(
    "question",
    ["柳溪镇2023年收到几件申请？", "柳溪镇2023年存在哪些问题？", "红烧肉怎么做？", "柳溪镇2023年行政处罚和新收申请各多少？"],
)
def test_answer_that_compares_nothing_has_no_chart(ask: Ask, question: str) -> None:
    assert plan_chart(ask(question)) is None


def test_year_without_a_number_is_a_gap_and_not_zero(ask: Ask) -> None:
    chart = plan_chart(ask("柳溪镇和青禾镇2022年到2023年新收申请"))
    assert chart is not None
    held = {series.name: series.values for series in chart.series}
    assert (None, Decimal(2)) == held["青禾镇"]
    assert "" in {row[1 + list(held).index("青禾镇")] for row in chart.table.rows}


def test_name_that_two_agencies_bear_gets_the_place_above_it(ask: Ask) -> None:
    chart = plan_chart(ask("2023年柳溪镇和青禾镇哪个收到的申请多？"), {"无此镇"})
    assert chart is not None
    assert {"柳溪镇", "青禾镇"} == set(chart.labels)


def test_chart_without_a_unit_has_no_empty_brackets(ask: Ask) -> None:
    chart = plan_chart(ask("2023年柳溪镇和青禾镇哪个收到的申请多？"))
    assert chart is not None
    plain = replace(chart, unit="")
    assert [] == [text for text in (*plain.table.head, render_chart_head(Words(), plain, 0)) if "（）" in text]
    assert () == tuple(draw_chart(Words(), plain).layout.annotations)


def test_drawn_bars_start_at_zero_and_carry_their_unit(ask: Ask) -> None:
    chart = plan_chart(ask("2023年柳溪镇和青禾镇哪个收到的申请多？"))
    assert chart is not None
    drawn = draw_chart(Words(), chart).to_dict()
    assert "tozero" == drawn["layout"]["yaxis"]["rangemode"]
    assert "单位：件" == drawn["layout"]["annotations"][0]["text"]
