"""No part of a question is dropped without a word: lists, both ends, bounds by another agency, and what stays unused."""

from collections.abc import Callable

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def list_numbers(answer: Answer) -> list[int]:
    """The stated and added numbers of an answer in the order of its values, each once, counts of agencies left out."""
    return list(dict.fromkeys(int(value.value) for value in answer.values if value.derived != "count"))


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("“3件”", "砚泉镇2022年行政复议3件中维持几件"),
        ("“18件”", "砚泉镇2023年办结18件里面部分公开几件"),
        ("“公开”", "砚泉镇2023年申请中公开几件、部分公开几件、没法提供几件"),
    ],
)
def test_words_that_no_figure_answers_are_told(ask_samples: Ask, words: str, question: str) -> None:
    text = ask_samples(question).text
    assert words in text
    assert "没有用到" in text


@pytest.mark.parametrize(
    "question",
    ["砚泉镇2023年收到多少件申请", "2023年申请超过10件的单位", "2023年行政处罚最多的是谁", "鹭渚街道2021年到2023年申请变化"],
)
def test_a_question_used_whole_has_no_such_note(ask_samples: Ask, question: str) -> None:
    assert "没有用到" not in ask_samples(question).text


def test_everyday_words_of_an_english_question_need_no_note(ask_samples: Ask) -> None:
    assert "not used" not in ask_samples("Total hotline work orders handled in 2020").text


@pytest.mark.parametrize(
    ("status", "question"),
    [
        ("answered", "砚泉镇2022年除了予以公开，其他办理结果合计几件"),
        ("answered", "2022年诉讼等于复议的单位"),
        ("clarify", "2022年申请数的标准差"),
        ("answered", "砚泉镇2022年除企业以外的申请几件"),
        ("answered", "除了鹭渚街道2023年申请最多的是谁"),
    ],
)
def test_words_that_turn_a_question_round_are_followed_or_asked_about(ask_samples: Ask, status: str, question: str) -> None:
    assert status == ask_samples(question).status


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (["鹭渚街道", "溪源县栎桥镇", "砚泉镇", "梧山县栎桥镇"], "2023年申请比汀岚镇多的单位"),
        (["鹭渚街道", "溪源县栎桥镇"], "2023年申请超过砚泉镇的有谁"),
        (["鹭渚街道", "溪源县栎桥镇"], "2023年收费高于砚泉镇的单位"),
        (["汀岚镇", "梧山县栎桥镇"], "2022年哪些单位的申请不如砚泉镇多"),
        (["鹭渚街道"], "2021年许可不比砚泉镇少的单位有哪些"),
        (["Luzhu", "Liqiao"], "Which agencies received more requests than 砚泉镇 in 2023?"),
        ([], "2023年申请和梧山县栎桥镇一样的单位"),
    ],
)
def test_agencies_are_held_against_a_named_one(ask_samples: Ask, names: list[str], question: str) -> None:
    answer = ask_samples(question)
    told = answer.text.partition("覆盖")[0].partition("Coverage")[0]
    assert len(names) == next(int(value.value) for value in answer.values if value.derived == "count")
    assert all(name in told for name in names)


def test_the_next_year_is_held_against_the_same_agency(ask_samples: Ask) -> None:
    answer = ask_samples("2023年申请比汀岚镇多的单位", "2022年呢")
    assert "汀岚镇（**6件**" in answer.text
    assert 3 == next(int(value.value) for value in answer.values if value.derived == "count")


@pytest.mark.parametrize(
    ("most", "least", "turns"),
    [
        ("最多的是鹭渚街道", "最少的是杉坞乡", ("2023年行政处罚最多和最少的单位",)),
        ("最多的是鹭渚街道", "最少的是汀岚镇", ("2023年行政处罚最多和最少的单位", "2022年呢")),
        ("最多的是2023年", "最少的是2021年", ("溪源县栎桥镇新收申请最多和最少的年份分别是哪年",)),
    ],
)
def test_both_ends_are_told(ask_samples: Ask, most: str, least: str, turns: tuple[str, ...]) -> None:
    text = ask_samples(*turns).text.replace("**", "")
    assert most in text
    assert least in text


@pytest.mark.parametrize(
    ("numbers", "question"),
    [
        ({38, 36, 5}, "鹭渚街道2023年申请收到多少、办了多少、剩多少"),
        ({16, 0, 4}, "砚泉镇2022年申请、复议、诉讼各多少"),
        ({21, 45, 16}, "砚泉镇2022年处罚、许可、申请分别是多少"),
    ],
)
def test_every_figure_of_a_list_is_told(ask_samples: Ask, numbers: set[int], question: str) -> None:
    assert numbers <= set(list_numbers(ask_samples(question)))


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("最多的是不予公开：属于行政执法案卷，3件", "2022年不予公开的理由哪类最多"),
        ("各数相同", "鹭渚街道2022年无法提供的原因哪种最多"),
    ],
)
def test_the_items_of_a_group_are_weighed(ask_samples: Ask, words: str, question: str) -> None:
    assert words in ask_samples(question).text.replace("**", "")


def test_a_further_question_for_reasons_gets_the_items(ask_samples: Ask) -> None:
    text = ask_samples("鹭渚街道2022年不予公开几件", "具体什么原因").text
    assert "保护第三方合法权益" in text


@pytest.mark.parametrize(
    ("start", "question"),
    [
        ("不对。", "鹭渚街道2021年诉讼12件吧？"),
        ("对。", "汀岚镇2022年没有诉讼对吧"),
        ("不对。", "砚泉镇2023年没被起诉过吧"),
        ("不是。", "2023年是不是每个单位都有申请"),
        ("是，", "2022年所有单位的申请都超过3件吗"),
        ("不是。", "砚泉镇2023年申请全部是企业提的吗"),
        ("No. ", "Did every agency receive requests in 2023?"),
    ],
)
def test_what_is_put_up_for_a_yes_gets_a_verdict(ask_samples: Ask, start: str, question: str) -> None:
    assert ask_samples(question).text.startswith(start)


def test_a_number_of_about_a_size_is_no_claim(ask_samples: Ask) -> None:
    assert not ask_samples("鹭渚街道2021年收费24万多对吗").text.startswith("不对")


def test_that_a_named_agency_never_had_any_is_shown_by_its_figures(ask_samples: Ask) -> None:
    assert {2019, 2020, 2021, 2023} == {citation.year for citation in ask_samples("杉坞乡历年有过行政诉讼吗？").citations}


def test_level_figures_are_said_to_be_level(ask_samples: Ask) -> None:
    assert "两者相同" in ask_samples("汀岚镇和杉坞乡2023年诉讼数一样吗").text


@pytest.mark.parametrize(
    ("rate", "question"),
    [("69.9%", "溪源县申请占两县总数2023年的百分之几"), ("30.1%", "2023年梧山县申请占全部的百分比")],
)
def test_a_county_is_shared_of_all(ask_samples: Ask, rate: str, question: str) -> None:
    assert rate in ask_samples(question).text


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("行政诉讼每年都为 0", "哪些单位没有被起诉过"),
        ("有5个单位", "哪些单位有诉讼"),
        ("规范性文件废止件数：1件", "砚泉镇2023年废止了几个文件"),
        ("2021年（10件", "鹭渚街道最近一次有超过5件诉讼是哪一年"),
        ("最多的是2021年，24.6611万元", "鹭渚街道收费哪年最多"),
        ("行政许可上一年项目数量最多的是砚泉镇，20项", "2019年行政许可事项最多的单位"),
        ("收取信息处理费", "砚泉镇2023年申请费用多少"),
        ("total: 60 cases", "How many penalties were issued in Xiyuan county in 2023?"),
    ],
)
def test_the_item_asked_about_is_the_one_told(ask_samples: Ask, words: str, question: str) -> None:
    assert words in ask_samples(question).text.replace("**", "")


def test_fees_of_all_come_without_a_row_of_caveats(ask_samples: Ask) -> None:
    assert "不能放在一起比较" not in ask_samples("2022年收费最少的单位").text


def test_one_note_holds_for_all_figures_alike(ask_samples: Ask) -> None:
    assert 1 == ask_samples("鹭渚街道2021年行政诉讼结果各是多少").text.count("未经复议直接起诉与复议后起诉之和")
