"""Figures and agencies that are added up besides being told, agencies left out of all, and whether anybody did something."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def list_derived(answer: Answer, derived: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == derived]


@pytest.mark.parametrize(
    ("total", "turns"),
    [
        (300, ("柳溪镇2022年网站加微信一共多少条？",)),
        (300, ("柳溪镇2022年网站和微信合起来发了几条",)),
        (300, ("柳溪镇2022年网站发了多少条", "微信呢", "加起来呢")),
        (38, ("柳溪镇2023年行政处罚和新收申请加起来多少件",)),
        (4, ("柳溪镇2022年予以公开和不予公开一共几件",)),
    ],
)
def test_two_figures_of_a_report_are_added_up(ask: Ask, total, turns):
    answer = ask(*turns)
    assert [Decimal(total)] == list_derived(answer, "sum")[-1:]
    value = next(value for value in reversed(answer.values) if value.derived == "sum")
    assert sum(answer.values[position].value for position in value.inputs) == value.value
    assert value.formula
    assert "合计为" in answer.text.partition("\n")[0]


def test_channels_added_up_are_said_to_overlap(ask: Ask):
    assert "可能在几个渠道发布" in ask("柳溪镇2022年网站加微信一共多少条？").text


@pytest.mark.parametrize(
    "question", ["柳溪镇2022年公开总数和网站公开数加起来多少", "柳溪镇2022年予以公开率和新收申请数加起来多少"]
)
def test_a_whole_and_its_part_or_a_rate_are_not_added_up(ask: Ask, question):
    assert [] == list_derived(ask(question), "sum")


def test_a_sum_of_which_a_part_is_missing_is_not_told(ask: Ask):
    answer = ask("青禾镇2023年规范性文件制发和废止一共多少件")
    assert [] == list_derived(answer, "sum")
    assert "空白" in answer.text


def test_the_first_places_are_added_up(ask: Ask):
    answer = ask("2023年新收申请前两名合计多少件")
    assert [Decimal(10)] == list_derived(answer, "sum")
    assert "以上合计**10件**" in answer.text


@pytest.mark.parametrize(
    "question",
    ["2023年青禾镇行政处罚与石桥乡之和，和柳溪镇一样多吗", "2023年柳溪镇的行政处罚比青禾镇和石桥乡加起来多吗"],
)
def test_a_side_of_which_a_figure_is_missing_is_not_held_against_the_other(ask: Ask, question):
    answer = ask(question)
    assert ([], []) == (list_derived(answer, "sum"), list_derived(answer, "difference"))
    assert "相加后无从比较" in answer.text
    assert "不适用" in answer.text


@pytest.mark.parametrize(
    ("total", "apart", "question"),
    [
        (2, -6, "2023年青禾镇和石桥乡新收申请加起来比柳溪镇多吗"),
        (2, -6, "2023年青禾镇和石桥乡新收申请加起来有柳溪镇多吗"),
        (2, 6, "2023年柳溪镇新收申请比青禾镇和石桥乡加起来还多吗"),
        (10, 10, "2023年柳溪镇与青禾镇新收申请之和跟石桥乡一样多吗"),
    ],
)
def test_agencies_added_up_are_held_against_another(ask: Ask, total, apart, question):
    answer = ask(question)
    assert ([Decimal(total)], [Decimal(apart)]) == (list_derived(answer, "sum"), list_derived(answer, "difference"))
    assert f"合计**{total}件**" in answer.text
    assert f"多**{abs(apart)}件**" in answer.text


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("青禾镇", "2023年除了柳溪镇，谁新收申请最多"),
        ("石桥乡", "2023年不算柳溪镇和青禾镇，新收申请最多的是哪个"),
    ],
)
def test_agencies_left_out_are_not_ranked(ask: Ask, first, question):
    answer = ask(question)
    assert first in answer.text.partition("\n")[0]
    assert "柳溪镇" not in answer.text


@pytest.mark.parametrize(
    ("values", "question"),
    [
        ([30, 30, 2], "2023年有没有单位被行政处罚"),
        ([30, 30, 2], "2023年有没有哪个乡镇作出过行政处罚"),
        ([30, 30, 12, 2, 3], "有没有单位作出行政处罚"),
        ([8, 9, 2, 2], "2023年有谁收到过申请"),
        ([0, 1], "2023年有没有单位没收到申请"),
    ],
)
def test_whether_anybody_did_is_asked_of_everybody(ask: Ask, values, question):
    answer = ask(question)
    assert ("answered", [Decimal(value) for value in values]) == (answer.status, [value.value for value in answer.values])


def test_marks_stand_in_the_order_of_the_text(ask: Ask):
    answer = ask("柳溪镇2023年新收申请比2022年多几件")
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)]
    assert list(dict.fromkeys(marks)) == sorted(set(marks))
