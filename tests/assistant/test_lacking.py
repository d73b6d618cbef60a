"""Reports listed by what stands in a cell without a number: blank, a slash and an absent row are kept apart, and from 0."""

from collections.abc import Callable

import pytest

from assistant.records import Answer, Query

Ask = Callable[..., Answer]


def read_query(answer: Answer) -> Query:
    assert answer.query is not None
    return answer.query


ALL = {"blank", "not applicable", "not in the report", "unreadable"}


@pytest.mark.parametrize(
    ("states", "question"),
    [
        (ALL, "有没有报告没写行政处罚数"),
        (ALL, "哪些报告没填行政处罚"),
        (ALL, "哪些单位缺行政处罚数"),
        (ALL, "2023年谁漏填了行政处罚"),
        (ALL, "柳泉镇哪几年没填行政处罚"),
        (ALL, "Which reports do not state penalties?"),
        ({"blank"}, "谁的表里行政处罚是空白"),
        ({"blank"}, "2023年哪些单位的行政处罚一栏空着"),
        ({"not applicable"}, "2023年哪些单位的行政处罚写的是斜杠"),
        ({"not applicable"}, "哪些报告的行政处罚填的是“/”"),
        (set(), "2023年哪些单位没有行政处罚"),
        (set(), "哪些报告漏填了表格"),
    ],
)
def test_question_for_cells_without_a_number_says_which(ask_courses: Ask, states, question):
    assert states == set(read_query(ask_courses(question)).lacking)


def test_states_are_listed_apart(ask_courses: Ask):
    answer = ask_courses("有没有报告没写规范性文件废止数")
    lines = {line.removeprefix("- ").split("：")[0]: line for line in answer.text.splitlines() if line.startswith("- ")}
    assert ["空白", "写的是“/”一类（不适用）", "表里没有这一项"] == list(lines)
    assert "望湖街道2023年" in lines["空白"]
    assert "竹溪乡2023年[1]" in lines["写的是“/”一类（不适用）"]
    assert "松岗镇2022年、松岗镇2023年" in lines["表里没有这一项"]
    assert "**4份报告**" in answer.text
    assert "另有10份报告写的是 0" in answer.text
    assert "/" == answer.citations[0].quote
    assert "略去" not in answer.text


def test_one_state_is_asked_for_and_the_others_are_told_apart(ask_courses: Ask):
    answer = ask_courses("谁的表里规范性文件废止数是空白")
    first, *rest = answer.text.split("\n\n")
    assert "望湖街道2023年" in first
    assert "竹溪乡" not in first
    assert any("竹溪乡2023年" in paragraph and "松岗镇" in paragraph for paragraph in rest)


def test_figure_of_the_prose_alone_is_asked_for_in_the_prose(ask_courses: Ask):
    answer = ask_courses("2023年哪些报告没写微信公开数")
    assert "正文没有写" in answer.text
    assert "竹溪乡" in answer.text
    assert "柳泉镇" not in answer.text.split("\n\n")[1]


def test_nothing_lacking_is_said(ask_courses: Ask):
    assert ask_courses("2023年哪些报告没填收到申请数").text.startswith("没有。")


def test_cell_that_only_the_prose_makes_up_for_is_still_blank(ask: Ask):
    answer = ask("哪些报告没填规范性文件废止数")
    assert "青禾镇2023年" in answer.text
