"""Totals whose scope narrows, places held against each other, growth in multiples, gaps in a course, members of a whole."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


@pytest.mark.parametrize(
    ("turns", "total"),
    [
        (("2023年六个乡镇街道一共收到多少件申请", "其中溪源县的有多少？"), 65),
        (("2022年各镇一共收到多少件申请", "溪源县的几件"), 58),
        (("2023年各单位行政处罚合计多少", "其中街道多少"), 37),
        (("2023年各单位行政处罚合计多少", "其中镇有多少"), 45),
        (("2020年全部单位政府采购金额加起来多少", "其中溪源县的呢"), Decimal("1083.5904")),
    ],
)
def test_total_stays_one_when_its_scope_narrows(ask_samples: Ask, turns: tuple[str, ...], total: Decimal | int):
    assert list_derived(ask_samples(*turns), "sum")[-1:] == [Decimal(total)]


@pytest.mark.parametrize(
    ("turns", "share", "whole"),
    [
        (("2023年溪源县一共收到多少件申请", "其中鹭渚占多少"), "58.5", 65),
        (("2023年企业申请最多的是谁", "占全部企业申请的多少"), "47.4", 19),
        (("2022年鹭渚街道的申请占溪源县全部申请的多大比重",), "53.4", 58),
    ],
)
def test_share_names_the_members_of_its_whole_with_their_marks(ask_samples: Ask, turns: tuple[str, ...], share: str, whole: int):
    answer = ask_samples(*turns)
    assert list_derived(answer, "share") == [Decimal(share)]
    assert f"合计{whole}件" in answer.text
    for name in ("鹭渚街道", "溪源县栎桥镇", "汀岚镇"):
        told = next(line for line in answer.text.split("合计", 2)[2].replace("，", "\n").splitlines() if name in line)
        assert "[" in told


@pytest.mark.parametrize(
    ("turns", "difference"),
    [
        (("2022年申请第二名比第一名少多少",), 10),
        (("2022年收到申请最多的是谁", "第二名比第一名少多少"), 10),
        (("2022年收到申请最多的是谁", "它比第二名多多少"), 10),
        (("2022年收到申请最多的是谁", "比第三名多多少"), 15),
        (("2023年行政处罚前两名相差多少",), 18),
        (("2022年处罚最多的单位比第二名多几件",), 22),
    ],
)
def test_two_places_are_held_against_each_other(ask_samples: Ask, turns: tuple[str, ...], difference: int):
    answer = ask_samples(*turns)
    assert list_derived(answer, "difference") == [Decimal(difference)]
    assert f"相差**{difference}件**" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("杉坞乡2023年主动公开比2019年翻了几番", ("**2.48倍**", "增长**147.6%**", "翻了**1番**还多")),
        ("2023年砚泉镇的申请比2019年多了几倍", ("**0.77倍**", "减少**6件**")),
        ("鹭渚街道2023年的申请比2020年翻了几番", ("**1.15倍**", "还不够一番")),
        ("2023年处罚数第一名是第二名的几倍", ("**1.95倍**",)),
        ("2022年溪源县的申请是梧山县的几倍", ("**2.9倍**", "58件 ÷ 20件")),
        ("2022年梧山县和溪源县收到申请数的比是多少", ("**0.34倍**", "20件 ÷ 58件")),
        ("2022年梧山县的申请相当于溪源县的百分之几", ("**34.5%**", "20件 ÷ 58件")),
    ],
)
def test_multiples_come_with_the_growth_or_the_sums_they_are_of(ask_samples: Ask, question: str, told: tuple[str, ...]):
    text = ask_samples(question).text
    assert [part for part in told if part not in text] == []


def test_course_over_a_gap_names_the_missing_year(ask_samples: Ask):
    answer = ask_samples("杉坞乡主动公开信息数逐年是涨还是跌")
    assert answer.text.startswith("逐年上升。")
    assert "缺2022年" in answer.text


def test_course_without_a_gap_names_none(ask_samples: Ask):
    answer = ask_samples("砚泉镇历年申请量是升是降")
    assert answer.text.startswith("有升有降")
    assert "缺" not in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("2021年杉坞乡没有复议也没有诉讼，对吗", "都一样：对。"),
        ("2021年鹭渚街道没有复议也没有诉讼，对吗", "都一样：不对。"),
        ("砚泉镇2022年没有不予公开的，对不对", "不对。"),
    ],
)
def test_denied_figures_get_a_verdict(ask_samples: Ask, question: str, verdict: str):
    assert ask_samples(question).text.startswith(verdict)


def test_column_of_changes_is_not_added_unasked(ask_samples: Ask):
    answer = ask_samples("砚泉镇2020年比2019年申请是多了还是少了？", "处罚呢")
    assert list_derived(answer, "difference") == [Decimal(13)]
    assert "增/减" not in answer.text


def test_each_how_many_is_no_question_of_its_own(ask_samples: Ask):
    assert "不在政府信息公开工作年度报告的范围内" not in ask_samples("鹭渚街道2023年不予公开都是因为什么理由，各几件？").text


@pytest.mark.parametrize(
    ("turns", "amounts"),
    [
        (("梧山县栎桥镇2021年现行有效的规范性文件多少件", "2023年呢", "少了几件"), [-3]),
        (("砚泉镇和溪源县栎桥镇2023年的申请之差",), [-3]),
    ],
)
def test_differences_are_of_the_figure_spoken_of(ask_samples: Ask, turns: tuple[str, ...], amounts: list[int]):
    assert list_derived(ask_samples(*turns), "difference") == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("砚泉镇2021年网站微信微博其他四项之和", 770),
        ("2022年有热线数据的单位有几家，合计多少", 936),
        ("2022年信访举报投诉类不予处理一共几件，都是哪家的", 3),
        ("鹭渚街道2020到2023年申请总量多少，年均多少", 135),
    ],
)
def test_sums_take_in_all_that_is_named(ask_samples: Ask, question: str, total: int):
    assert list_derived(ask_samples(question), "sum") == [Decimal(total)]


def test_year_in_which_all_together_have_most_is_told_by_sums(ask_samples: Ask):
    assert "合计最多的是**2020年**，**14件**" in ask_samples("哪一年全部单位诉讼最多").text


@pytest.mark.parametrize(
    ("question", "count"), [("砚泉镇五年里有几年申请超过16件", "**3年**"), ("鹭渚街道有几年诉讼超过3件", "**2年**")]
)
def test_years_beyond_a_bound_are_counted(ask_samples: Ask, question: str, count: str):
    assert count in ask_samples(question).text


def test_second_bound_is_a_question_of_its_own(ask_samples: Ask):
    text = ask_samples("2021年处罚超过20件的有哪几家，超过40件的呢").text
    assert "超过20件的有**2个**" in text
    assert "超过40件的有**1个**" in text


def test_only_the_column_named_is_listed(ask_samples: Ask):
    text = ask_samples("2022年废止规范性文件的有哪些单位，各几件").text
    assert "**3个**：汀岚镇（2件[1]）、梧山县栎桥镇（1件[2]）、砚泉镇（1件[3]）" in text
    assert "现行有效" not in text


def test_counties_are_told_apart_by_what_they_published(ask_samples: Ask):
    assert "溪源县更多，比梧山县多**1419条**" in ask_samples("溪源县和梧山县2023年谁公开得多，多多少").text


@pytest.mark.parametrize(
    ("turns", "share"),
    [
        (("2023年溪源县三家主动公开合计多少", "其中鹭渚街道占多少", "汀岚镇呢"), ["9.4"]),
        (("鹭渚街道2022年企业申请占全部单位企业申请的多少",), ["30.8"]),
        (("砚泉镇2021年许可、处罚各占两项合计的多少",), ["72.4", "27.6"]),
        (("溪源县栎桥镇2023年不掌握相关信息的几件", "占办理结果的百分之几"), ["14.3"]),
        (("砚泉镇2022年微信比网站多几条", "占比呢"), ["53.2", "46.8"]),
    ],
)
def test_share_is_of_the_whole_that_is_meant(ask_samples: Ask, turns: tuple[str, ...], share: list[str]):
    assert list_derived(ask_samples(*turns), "share") == [Decimal(part) for part in share]


@pytest.mark.parametrize(
    ("turns", "total"),
    [
        (("砚泉镇2023年罚了几件、许可几件", "两项相加"), 55),
        (("溪源县栎桥镇五年诉讼总数",), 12),
        (("砚泉镇三年收费总额",), "11.4171"),
        (("2019年行政许可本年增减合计",), 2),
        (("2020年法律服务机构申请合计",), 5),
    ],
)
def test_total_is_one_number(ask_samples: Ask, turns: tuple[str, ...], total: int | str):
    assert list_derived(ask_samples(*turns), "sum")[-1:] == [Decimal(total)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年全部乡镇街道收到的申请较上年增加多少件", "各单位合计增加**15件**"),
        ("2023年收费合计是2022年的几倍", "是原来的**2.19倍**"),
        ("2023年收到申请第三多的是哪家，比第二少几件", "相差**3件**"),
        ("2022年自然人申请第一名和第二名各多少", "第2名：溪源县栎桥镇，**13件**"),
        ("砚泉镇处罚最少的年份", "最少的是**2023年**，**13件**"),
        ("砚泉镇2020年处罚29件是历年最高吗", "对。砚泉镇行政处罚处理决定数量最多的是**2020年**"),
        ("2021年强制4件的是哪家", "等于4件的有**1个**：鹭渚街道"),
        ("有热线数据的报告有几份", "共**8份报告**"),
        ("2023年处罚、强制合计各单位排名", "| 2 | 溪源县栎桥镇 | 20件"),
        ("许可数五年都在增加的单位有吗", "没有逐年增加的单位"),
    ],
)
def test_plain_questions_on_numbers_are_told(ask_samples: Ask, question: str, told: str):
    assert told in ask_samples(question).text


def test_number_that_the_answer_states_was_not_left_unused(ask_samples: Ask):
    assert "没有用到" not in ask_samples("鹭渚街道2021年行政诉讼10件里，未经复议直接起诉的几件").text
    assert "没有用到" not in ask_samples("鹭渚街道2023年收到申请38件，上年结转3件，一共要办多少件").text
