"""Sums of several figures over agencies, what kinds of applicants there are, and a year's figure by the month or day."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.answering.basis.calculate import derive_pace
from assistant.records import Answer, Query, Value

Ask = Callable[..., Answer]


def read_query(answer: Answer) -> Query:
    assert answer.query is not None
    return answer.query


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


@pytest.mark.parametrize(
    "question",
    [
        "2023年各单位收到申请和行政处罚一共多少",
        "2023年各单位行政处罚和新收申请合计多少件",
        "2023年所有单位申请数与处罚数总共多少",
    ],
)
def test_sums_of_two_figures_are_told_apart_and_together(ask_courses: Ask, question):
    answer = ask_courses(question)
    first = answer.text.split("\n\n")[0]
    assert {Decimal(36), Decimal(5011), Decimal(5047)} <= set(list_derived(answer, "sum"))
    assert all(f"**{number}件**" in first for number in (36, 5011, 5047))
    assert "略去" not in answer.text


def test_sums_in_different_units_are_not_added(ask_courses: Ask):
    answer = ask_courses("2023年各单位收到申请和微信发布一共多少")
    assert {Decimal(36), Decimal(120)} == set(list_derived(answer, "sum"))
    assert "不相加" in answer.text
    assert "竹溪乡" in answer.text


def test_a_part_is_not_added_to_its_whole(ask_courses: Ask):
    answer = ask_courses("2023年各单位申请办结数和部分公开一共多少件")
    assert [Decimal(36), Decimal(0)] == list_derived(answer, "sum")
    assert "不相加" in answer.text


@pytest.mark.parametrize(
    ("leader", "share", "question"),
    [
        ("商业企业", "75.0", "2023年柳泉镇申请人主要是谁"),
        ("商业企业", "75.0", "2023年柳泉镇申请以法人为主吗"),
        ("商业企业", "75.0", "2023年柳泉镇谁申请得最多，自然人还是企业"),
        ("商业企业", "75.0", "柳泉镇2023年自然人和企业谁申请得多"),
        ("商业企业", "75.0", "柳泉镇2023年谁申请得最多"),
        ("自然人", "80.0", "望湖街道2023年的申请人构成"),
        ("自然人", "72.2", "2023年申请主要是自然人还是企业"),
        ("自然人", "72.2", "2023年各单位的申请人以自然人为主吗"),
        ("自然人", "100.0", "枫林镇2023年申请人类型分布"),
    ],
)
def test_applicants_are_told_by_kind_with_their_shares(ask_courses: Ask, leader, share, question):
    answer = ask_courses(question)
    assert ("answered", "share") == (answer.status, read_query(answer).operation)
    first = answer.text.split("\n\n")[0]
    assert f"最多的是**{leader}**" in first
    assert f"占**{share}%**" in first
    assert Decimal(share) in list_derived(answer, "share")
    assert "略去" not in answer.text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("是。", "2023年柳泉镇申请以法人为主吗"),
        ("不是。", "2023年柳泉镇申请以自然人为主吗"),
        ("不是。", "2023年望湖街道申请以企业为主吗"),
    ],
)
def test_mainly_means_more_than_half(ask_courses: Ask, said, question):
    assert ask_courses(question).text.startswith(said)


def test_no_requests_have_no_makeup(ask: Ask):
    assert "没有收到" in ask("石桥乡2023年申请人主要是谁").text or "no_data" == ask("石桥乡2023年申请人主要是谁").status


def test_which_agency_is_still_asked_of_agencies(ask_courses: Ask):
    assert "rank" == read_query(ask_courses("2023年哪个镇企业申请最多")).operation


@pytest.mark.parametrize(
    ("pace", "question"),
    [
        ("1", "2023年柳泉镇月均收到多少申请"),
        ("1", "柳泉镇2023年平均每月收到几件申请"),
        ("3", "柳泉镇2023年平均每季度收到几件申请"),
        ("13.70", "柳泉镇2023年日均处罚多少件"),
        ("1", "How many requests did Liuquan receive per month on average in 2023?"),
    ],
)
def test_figure_by_the_month_or_day_shows_its_formula(ask_courses: Ask, pace, question):
    answer = ask_courses(question)
    assert "answered" == answer.status
    (value,) = [value for value in answer.values if value.derived == "average"]
    assert (Decimal(pace), True) == (value.value, "÷" in (value.formula or ""))
    assert "÷" in answer.text
    assert "略去" not in answer.text


def test_figures_by_the_month_are_told_agency_by_agency(ask_courses: Ask):
    answer = ask_courses("2023年各单位平均每月收到多少件申请")
    assert sorted(map(Decimal, ("1", "0.42", "0.83", "0.58", "0.17"))) == sorted(list_derived(answer, "average"))


@pytest.mark.parametrize(
    "question", ["柳泉镇2023年月均现行有效规范性文件多少件", "柳泉镇2023年月均予以公开率", "柳泉镇2023年每月收到多少申请"]
)
def test_stock_a_rate_or_a_single_month_has_no_average_by_the_month(ask_courses: Ask, question):
    answer = ask_courses(question)
    assert "no_data" == answer.status
    assert [] == list_derived(answer, "average")


@pytest.mark.parametrize(
    ("pace", "year", "per"), [("1.5", 2023, "month"), ("0.05", 2023, "day"), ("0.05", 2024, "day"), ("4.5", 2023, "quarter")]
)
def test_leap_years_have_a_day_more(pace, year, per):
    value = derive_pace([Value("数", Decimal(18), "件", year=year)], 0, per, "均")
    assert Decimal(pace) == value.value
    assert value.formula == f"18件 ÷ {({'month': 12, 'quarter': 4, 'day': 366 if year == 2024 else 365})[per]}"
