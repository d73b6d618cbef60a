"""Changes between two years over agencies, over counties and within one agency's years."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer, Query

Ask = Callable[..., Answer]


def read_query(answer: Answer) -> Query:
    assert answer.query is not None
    return answer.query


def list_agencies(answer: Answer) -> set[str]:
    return {value.agency for value in answer.values if value.derived is None and value.agency}


def list_lines(answer: Answer) -> set[str]:
    """The lines of a text without marks; equal places stand in no order."""
    return set(re.sub(r"\[\d+\]", "", answer.text).splitlines())


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({"柳泉镇"}, "2022到2023年哪个镇的申请量变化最大"),
        ({"柳泉镇"}, "2023年收到申请比2022年变化最大的是谁"),
        ({"柳泉镇"}, "哪个单位的申请量变化最大"),
        ({"望湖街道", "枫林镇"}, "2022到2023年收到申请变化最大的前两名是哪些单位"),
        ({"松岗镇"}, "2022到2023年谁的申请变化最小"),
        ({"柳泉镇"}, "2022到2023年申请增加最多的单位"),
        ({"望湖街道"}, "2022到2023年申请降幅最大的单位"),
        ({"柳泉镇", "枫林镇"}, "2022到2023年申请增幅最大的单位"),
        ({"柳泉镇"}, "Which town's requests changed most from 2022 to 2023?"),
    ],
)
def test_largest_change_is_told_with_both_figures(ask_courses: Ask, agencies, question):
    answer = ask_courses(question)
    assert ("answered", "rank") == (answer.status, read_query(answer).operation)
    assert agencies <= list_agencies(answer)
    assert answer.coverage is not None
    assert (5, 4) == (answer.coverage.of, answer.coverage.with_data)
    assert "略去" not in answer.text


def test_equal_changes_up_and_down_share_a_place(ask_courses: Ask):
    text = ask_courses("2022到2023年收到申请变化最大的前两名是哪些单位").text
    assert "-5件" in text
    assert "+5件" in text


def test_change_over_all_years_is_between_the_ends(ask_courses: Ask):
    answer = ask_courses("历年来哪个单位的申请量变化最大")
    assert (2020, 2023) == read_query(answer).years
    assert {"柳泉镇"} == list_agencies(answer)
    assert "最早的2020年与最新的2023年" in answer.text


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({"柳泉镇", "枫林镇"}, "哪些单位2023年申请比2022年翻番"),
        ({"柳泉镇", "枫林镇"}, "2023年申请量比2022年翻了一番的单位有哪些"),
        ({"柳泉镇", "枫林镇"}, "2022到2023年收到申请增加一倍的有哪些镇"),
        ({"望湖街道"}, "2023年申请比2022年减半的单位有哪些"),
        (set(), "2022到2023年哪些单位的申请翻了两番"),
        ({"枫林镇"}, "2023年行政处罚比2022年翻番的有哪些"),
        ({"柳泉镇", "枫林镇"}, "Which towns' requests doubled from 2022 to 2023?"),
    ],
)
def test_words_for_a_steep_change_set_a_bound(ask_courses: Ask, agencies, question):
    answer = ask_courses(question)
    assert ("answered", "threshold") == (answer.status, read_query(answer).operation)
    assert agencies == list_agencies(answer)


def test_doubling_without_a_base_is_left_out(ask_courses: Ask):
    assert "竹溪乡" in ask_courses("哪些单位2023年申请比2022年翻番").text


@pytest.mark.parametrize(
    ("said", "growth", "question"),
    [
        ("，达到了“翻番”", "100.0", "柳泉镇2023年申请比2022年翻番了吗"),
        ("，没有达到“翻了一番”", "100.0", "柳泉镇2023年行政处罚比2022年翻了一番吗"),
        ("，没有达到“翻两番”", "100.0", "柳泉镇2023年申请比2022年翻两番了吗"),
        ("，达到了“减半”", "-50.0", "望湖街道2023年申请比2022年减半了吗"),
    ],
)
def test_one_agency_is_told_whether_it_doubled(ask_courses: Ask, said, growth, question):
    answer = ask_courses(question)
    assert [Decimal(growth)] == list_derived(answer, "growth")
    assert said in answer.text


@pytest.mark.parametrize(
    "question", ["各县2022到2023年申请变化", "各县2023年申请比2022年增加多少", "各县2022年和2023年申请对比有什么变化"]
)
def test_counties_are_compared_between_years_over_the_same_agencies(ask_courses: Ask, question):
    answer = ask_courses(question)
    sums = {(value.parents, value.year): value.value for value in answer.values if value.derived == "sum"}
    assert {(("临河县",), 2022): 16, (("临河县",), 2023): 17, (("云山县",), 2022): 7, (("云山县",), 2023): 12} == sums
    assert {Decimal(1), Decimal(5)} == set(list_derived(answer, "difference"))
    assert "竹溪乡" in answer.text
    assert "略去" not in answer.text


@pytest.mark.parametrize(
    ("course", "years", "question"),
    [
        ("fall", {2022}, "柳泉镇哪年申请比上年下降"),
        ("rise", {2021, 2023}, "柳泉镇哪几年申请上升"),
        ("fall", {2023, 2022}, "望湖街道哪些年份收到申请减少了"),
        ("fall", set(), "枫林镇哪年申请下降"),
        ("change", {2023}, "柳泉镇哪一年申请变化最大"),
        ("rise", {2023}, "枫林镇哪一年申请增加最多"),
        ("fall", {2022}, "In which years did Liuquan's requests decrease?"),
    ],
)
def test_years_that_rose_or_fell_are_listed(ask_courses: Ask, course, years, question):
    answer = ask_courses(question)
    assert ("answered", course) == (answer.status, read_query(answer).course)
    first = answer.text.split("\n")[0]
    assert years == {year for year in range(2021, 2024) if f"{year}年（" in first or f"{year} (" in first}
    assert "略去" not in answer.text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("第一次超过7件的是**2021年**", "柳泉镇哪一年申请第一次超过7件"),
        ("第一次超过10件的是**2023年**", "柳泉镇什么时候申请首次超过10件"),
        ("第一次超过10件的是**2023年**", "柳泉镇申请从哪年开始超过10件"),
        ("更早的年份没有存", "望湖街道哪年申请第一次超过5件"),
        ("各年都没有超过100件", "柳泉镇哪一年申请第一次超过100件"),
    ],
)
def test_first_year_beyond_a_bound_says_what_is_stored_before(ask_courses: Ask, said, question):
    answer = ask_courses(question)
    assert "answered" == answer.status
    assert said in answer.text
    assert "略去" not in answer.text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("最多连续**2年**", "枫林镇申请连续几年增长"),
        ("最多连续**2年**", "望湖街道收到申请连续几年下降"),
        ("最多连续**1年**", "柳泉镇申请连续几年增长"),
    ],
)
def test_years_of_rise_in_a_row_are_counted(ask_courses: Ask, said, question):
    answer = ask_courses(question)
    assert "answered" == answer.status
    assert said in answer.text
    assert "略去" not in answer.text


def test_years_of_one_agency_beyond_a_bound_are_listed(ask_courses: Ask):
    answer = ask_courses("柳泉镇哪几年申请超过7件")
    assert "threshold" == read_query(answer).operation
    assert {2021, 2023} == {value.year for value in answer.values if value.derived is None}
    assert "柳泉镇" in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    "question",
    [
        "2022到2023年谁的申请变化最小",
        "2022到2023年收到申请变化最大的前两名是哪些单位",
        "2022到2023年申请降幅最大的单位",
        "哪些单位2023年申请比2022年翻番",
        "2022到2023年哪些单位的申请翻了两番",
        "2023年网站发布多于微信的有哪些单位",
        "2023年行政处罚比2022年增加的单位有哪些",
    ],
)
def test_very_many_reports_give_the_same_answer_as_few(ask_courses: Ask, monkeypatch, question):
    few = ask_courses(question)
    monkeypatch.setattr("assistant.answering.figures.wide.WIDE", 1)
    many = ask_courses(question)
    assert list_lines(few) - list_lines(many) == {line for line in list_lines(few) if "未计入的有" in line}
    assert set() == list_lines(many) - list_lines(few)
    assert few.coverage is not None
    assert many.coverage is not None
    assert (few.coverage.of, few.coverage.with_data) == (many.coverage.of, many.coverage.with_data)


def test_share_of_prose_figures_is_ranked_alike_over_very_many_reports(ask_courses: Ask, monkeypatch):
    question = "2023年各单位微信占主动公开的比例排名"
    few = ask_courses(question)
    monkeypatch.setattr("assistant.answering.figures.wide.WIDE", 1)
    many = ask_courses(question)
    assert "75.0%" in many.text
    places = {line for line in list_lines(few) if line.startswith("- 第")}
    assert places == {line for line in list_lines(many) if line.startswith("- 第")}


def test_sums_of_several_figures_are_all_told_over_very_many_reports(ask_courses: Ask, monkeypatch):
    monkeypatch.setattr("assistant.answering.figures.wide.WIDE", 1)
    answer = ask_courses("2023年各单位收到申请和行政处罚一共多少")
    assert {Decimal(36), Decimal(5011), Decimal(5047)} == set(list_derived(answer, "sum"))
    assert "略去" not in answer.text


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("变化最大的是**云山县**。", "2022到2023年哪个县的申请变化最大"),
        ("增加最多的是**云山县**。", "各县2023年申请比2022年哪个增加最多"),
        ("变化最小的是**临河县**。", "2022到2023年哪个县的申请变化最小"),
    ],
)
def test_county_with_the_largest_change_is_named_first(ask_courses: Ask, first, question):
    assert first == ask_courses(question).text.split("\n\n")[0]
