"""Conditions between figures or years, stretches inside a year, and what a question keeps of the turn before."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer, Query
from assistant.understanding.words.within import find_head, find_stretch

Ask = Callable[..., Answer]


def list_stated(answer: Answer) -> set[Decimal]:
    return {value.value for value in answer.values if value.derived is None}


def read_query(answer: Answer) -> Query:
    assert answer.query is not None
    return answer.query


@pytest.mark.parametrize(
    ("stretch", "text"),
    [
        ("第三季度", "第三季度收到多少申请"),
        ("上半年", "上半年收到多少申请"),
        ("1月", "2023年1月公开了多少条"),
        ("4月到6月", "4月到6月处罚多少件"),
        ("每月", "每月收到多少申请"),
        ("first half", "requests in the first half of 2023"),
        ("", "1月1日至12月31日收到多少申请"),
        ("", "截至12月底现行有效多少件"),
        ("", "2024年1月发布的年度报告里收到多少申请"),
        ("", "全年收到多少申请"),
    ],
)
def test_stretch_inside_a_year_is_told_from_the_year(stretch, text):
    assert stretch == find_stretch(text)


@pytest.mark.parametrize(("head", "text"), [("每千人", "每千人收到多少申请"), ("人均", "人均多少件"), ("", "每年收到多少")])
def test_figure_per_head_is_recognised(head, text):
    assert head == find_head(text)


@pytest.mark.parametrize("period", ["第三季度", "1月", "上半年", "4月到6月", "每月", "每千人"])
def test_year_is_only_offered_for_a_stretch_inside_it(ask: Ask, period):
    answer = ask(f"柳溪镇2023年{period}行政处罚多少件？")
    assert "no_data" == answer.status
    assert f"（不是“{period}”的数）" in answer.text
    assert "**30件**" in answer.text


@pytest.mark.parametrize(
    ("operation", "agencies", "question"),
    [
        ("threshold", {"柳溪镇", "青禾镇"}, "2023年微信发布比网站少的单位"),
        ("threshold", {"柳溪镇", "青禾镇"}, "2023年网站发布量超过微信的有哪些单位"),
        ("count", {"柳溪镇", "青禾镇"}, "2023年有几个单位行政处罚超过收到的申请"),
        ("threshold", {"柳溪镇"}, "2023年行政处罚比2022年增加的单位有哪些"),
        ("threshold", {"柳溪镇"}, "2023年收到申请同比上升的单位"),
        ("threshold", set(), "2023年收到申请同比下降的单位"),
        ("rank", {"柳溪镇"}, "2023年行政处罚增加最多的单位"),
        ("rank", {"柳溪镇"}, "2023年收到申请增长最快的是谁"),
        ("threshold", {"柳溪镇"}, "Which towns received more requests in 2023 than in 2022?"),
    ],
)
def test_condition_between_figures_is_answered_with_both(ask: Ask, operation, agencies, question):
    answer = ask(question)
    assert ("answered", operation) == (answer.status, read_query(answer).operation)
    assert agencies == {value.agency for value in answer.values if value.derived is None and value.agency}
    assert "略去" not in answer.text


def test_condition_between_figures_lists_the_years_of_one_agency(ask: Ask):
    answer = ask("柳溪镇哪些年份网站超过微信")
    assert {Decimal(180), Decimal(120), Decimal(250), Decimal(200)} == list_stated(answer)


def test_change_names_who_lacks_a_year(ask: Ask):
    answer = ask("2023年行政处罚比2022年增加的单位有哪些")
    assert "未计入的有：" in answer.text
    assert "青禾镇" in answer.text


def test_change_keeps_its_kind_in_another_year(ask: Ask):
    answer = ask("2023年网站超过微信的有哪些单位", "那2022年呢")
    assert {Decimal(180), Decimal(120)} == list_stated(answer)


@pytest.mark.parametrize("question", ["2023年行政处罚最多的前三名？", "2023年行政处罚超过10件的单位有哪些？"])
def test_ranking_after_one_agency_is_over_all(ask: Ask, question):
    assert {"柳溪镇", "青禾镇"} <= {value.agency for value in ask("柳溪镇2022年行政处罚多少件？", question).values}


def test_year_kept_from_the_turn_before_is_said(ask: Ask):
    assert "按上文，只看2022年" in ask("2022年行政处罚最多的是哪个镇？", "收到申请最多的是谁？").text
    assert "按上文" not in ask("2022年行政处罚最多的是哪个镇？", "2023年收到申请最多的是谁？").text


@pytest.mark.parametrize("question", ["哪些报告的数字对不上？", "所有报告里哪些数字对不上？"])
def test_which_reports_are_asked_of_all(ask: Ask, question):
    query = read_query(ask("柳溪镇2022年行政处罚多少件？", question))
    assert ((), (), True) == (query.agencies, query.years, query.all_agencies)


def test_percentage_of_a_change_is_its_growth(ask: Ask):
    answer = ask("柳溪镇2023年收到多少申请？", "跟2022年比多了还是少了？", "多了百分之几？")
    assert {(Decimal("60.0"), "growth")} <= {(value.value, value.derived) for value in answer.values}


@pytest.mark.parametrize("turns", [("那2022年呢？哪年更多？",), ("那2022年呢？", "哪年更多？")])
def test_two_years_spoken_of_are_compared(ask: Ask, turns):
    query = read_query(ask("柳溪镇2023年收到多少申请？", *turns))
    assert ("compare", (2022, 2023)) == (query.operation, query.years)


@pytest.mark.parametrize("question", ["行政处罚几年累计最多的是谁", "2022年到2023年行政处罚总数最多的单位"])
def test_ranking_over_years_adds_them_up(ask: Ask, question):
    answer = ask(question)
    assert {(Decimal(42), "柳溪镇")} <= {(value.value, value.agency) for value in answer.values if value.derived == "sum"}
    assert "略去" not in answer.text


@pytest.mark.parametrize("question", ["2022年结转到2023年的申请一共多少件", "结转到2023年的申请一共多少件"])
def test_what_is_carried_over_is_of_the_earlier_year(ask: Ask, question):
    assert (2022,) == read_query(ask(question)).years


def test_english_town_is_the_kind(ask: Ask):
    assert "镇" == read_query(ask("Which town received the most requests in 2023?")).kind


@pytest.mark.parametrize("question", ["List the reports you have", "Which reports do you have?", "Show all reports"])
def test_stock_is_listed_in_english(ask: Ask, question):
    assert ("answered", "reports") == ((answer := ask(question)).status, read_query(answer).operation)


@pytest.mark.parametrize("fact", ["微信粉丝有多少", "联系电话是多少", "办理申请平均用时是多少"])
def test_fact_that_no_sentence_states_is_not_answered(ask: Ask, fact):
    assert "no_data" == ask(f"柳溪镇2023年{fact}？").status
