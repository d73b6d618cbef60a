"""Short follow-ups that name nothing, what they refer to, and questions whose one part picks what the other part is asked of."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]
LUZHU, XIYUAN, YANQUAN, WUSHAN, TINGLAN = "鹭渚街道", "溪源县栎桥镇", "砚泉镇", "梧山县栎桥镇", "汀岚镇"
MOST = [31, 21, 16]
"""The three largest numbers of requests of 2022."""


def list_amounts(answer: Answer) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived is None]


@pytest.mark.parametrize(
    "turns",
    [
        ("2022年各镇申请量排名", "前三名是谁？"),
        ("2022年全部单位一共收到多少申请？", "前三名呢"),
        ("2022年申请最多的是谁？", "那前三位都有谁"),
        ("汀岚镇2022年收到多少申请？", "前三名是谁？"),
        ("汀岚镇2023年收到多少申请？", "2022年申请前三名是谁？"),
        ("Which agency received the most requests in 2022?", "The top three?"),
    ],
)
def test_first_several_are_those_of_the_figure_spoken_of(ask_samples: Ask, turns):
    answer = ask_samples(*turns)
    assert MOST == list_amounts(answer)[:3]
    assert WUSHAN not in answer.text


def test_last_several_are_counted_from_the_other_end(ask_samples: Ask):
    assert [4, 6] == list_amounts(ask_samples("2022年申请最多的是谁？", "后两名是谁"))
    assert [31, 21] == list_amounts(ask_samples("2022年申请最少的是谁？", "后两名是谁"))[:2]


@pytest.mark.parametrize(
    "turns",
    [
        ("2022年申请超过10件的镇有几个？", "都有谁？"),
        ("2022年申请超过10件的镇有几个？", "是哪些单位的？"),
        ("2022年申请超过10件的镇有哪些？", "各是多少？"),
        ("2022年申请超过10件的镇有哪些？", "一共几个"),
        ("2023年申请超过10件的镇有几个？", "2022年都有谁"),
        ("Which agencies received more than 10 requests in 2022?", "How many?"),
        ("How many agencies received more than 10 requests in 2022?", "Which ones?"),
        ("How many agencies received more than 10 requests in 2022?", "And who are they?"),
    ],
)
def test_bare_question_after_a_bound_keeps_the_bound(ask_samples: Ask, turns):
    answer = ask_samples(*turns)
    assert sorted(MOST) == sorted(list_amounts(answer))
    assert "**3" in answer.text


def test_those_of_a_total_are_listed_with_their_figures(ask_samples: Ask):
    for turn in ("都有谁？", "各是多少？"):
        assert [31, 21, 16, 6, 4] == list_amounts(ask_samples("2022年全部单位一共收到多少申请？", turn))[:5]


def test_those_of_a_mention_are_listed_again(ask_samples: Ask):
    answer = ask_samples("2020年有几个镇提到微博？", "是哪些单位的？")
    assert answer.text.startswith("提到的有**2个**：砚泉镇、鹭渚街道。")


def test_who_after_findings_are_those_of_the_same_findings(ask_samples: Ask):
    question = "2022年哪些报告的数字对不上？"
    assert ask_samples(question).text == ask_samples(question, "都有谁").text


@pytest.mark.parametrize(
    "turns", [("你有哪些报告？", "2022年缺哪个？"), ("2022年申请最多的是谁？", "2022年缺哪个？"), ("2022年缺谁的报告？",)]
)
def test_who_lacks_a_year_is_told(ask_samples: Ask, turns):
    assert ask_samples(*turns).text.startswith("没有2022年报告的单位有**1个**：杉坞乡。")


@pytest.mark.parametrize(
    "turns",
    [
        ("汀岚镇2020年存在哪些问题？", "2021年的问题一样吗？"),
        ("汀岚镇2020年存在哪些问题？", "2021年有变化吗？"),
        ("汀岚镇2020年存在哪些问题？", "2021年呢？", "两年一样吗？"),
        ("What problems did Tinglan name in 2020?", "Were they the same in 2021?"),
    ],
)
def test_prose_of_a_year_is_held_against_that_of_the_year_before_it(ask_samples: Ask, turns):
    answer = ask_samples(*turns)
    assert {2020, 2021} == {citation.year for citation in answer.citations}
    assert "征求意见时应者寥寥" in answer.text
    assert "解读材料照搬原文" in answer.text


def test_figure_of_a_year_is_held_against_that_of_the_year_before_it(ask_samples: Ask):
    answer = ask_samples("汀岚镇2021年收到多少申请？", "2022年一样多吗？")
    assert [3, 6] == list_amounts(answer)


@pytest.mark.parametrize(
    "turns",
    [
        ("鹭渚街道2022年收到申请几件，怎么处理的？",),
        ("鹭渚街道2022年收到多少申请？", "都怎么处理的？"),
        ("鹭渚街道2022年收到多少申请，处理得如何？",),
        ("How many requests did Luzhu receive in 2022 and how were they handled?",),
        ("How many requests did Luzhu receive in 2022?", "How were they handled?"),
    ],
)
def test_how_requests_were_handled_is_told_by_the_results(ask_samples: Ask, turns):
    amounts = list_amounts(ask_samples(*turns))
    assert {Decimal(11), Decimal(7), Decimal(33)} <= set(amounts)
    assert len(turns) > 1 or Decimal(31) in amounts


@pytest.mark.parametrize(
    "turns",
    [
        ("鹭渚街道2022年的投诉怎么处理的？",),
        ("鹭渚街道2022年存在哪些问题？", "怎么处理的？"),
        ("What problems did Luzhu report in 2022?", "How were they handled?"),
    ],
)
def test_how_other_things_were_handled_is_not_told_by_requests(ask_samples: Ask, turns):
    assert not ask_samples(*turns).values


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("2023年哪个单位申请最多，2022年它收到几件？", [38, 31]),
        ("2023年申请最多的单位2022年收到多少件？", [38, 31]),
        ("鹭渚街道哪一年申请最多，其中自然人几件？", [38, 22]),
        ("鹭渚街道申请量最大的那一年，自然人提的有几件？", [38, 22]),
        ("砚泉镇申请最多的那年予以公开几件？", [26, 10]),
        ("How many requests did Yanquan grant in the year when Yanquan received the most requests?", [26, 10]),
    ],
)
def test_one_part_of_a_question_picks_what_the_other_is_asked_of(ask_samples: Ask, question, amounts):
    stated = list_amounts(ask_samples(question))
    assert amounts == [stated[0], stated[-1]]


def test_year_picked_by_a_figure_is_the_year_whose_prose_is_quoted(ask_samples: Ask):
    answer = ask_samples("砚泉镇处罚最多的年份存在哪些问题？")
    assert "砚泉镇2020年的报告" in answer.text


def test_who_of_all_mentions_something_is_asked_of_all_years(ask_samples: Ask):
    answer = ask_samples("汀岚镇2023年收到多少申请？", "哪些镇提到微博？")
    assert answer.text.startswith("提到的有**2个**：砚泉镇（2019年至2021年）、鹭渚街道（2020年、2021年）。")


@pytest.mark.parametrize(
    ("turns", "amounts"),
    [
        (("汀岚镇和砚泉镇2022年各收到多少申请？", "后者2021年呢？"), [17]),
        (("汀岚镇和砚泉镇2022年各收到多少申请？", "前者2021年呢？"), [3]),
        (("How many requests did Tinglan and Yanquan receive in 2022?", "And the latter in 2021?"), [17]),
        (("2022年申请超过10件的镇有哪些？", "上面那几个2021年呢？"), [33, 13, 17]),
        (("2022年申请前三名是谁？", "这三个2021年呢？"), [33, 13, 17]),
        (("2022年申请最多的三个镇是谁？", "各予以公开几件？"), [11, 9, 5]),
        (("汀岚镇2023年收到多少申请？", "2022年申请前三名是谁？", "这三个的予以公开呢？"), [11, 9, 5]),
        (("栎桥镇2022年收到多少申请？", "后者"), [21]),
        (("栎桥镇2022年收到多少申请？", "前一个吧"), [4]),
    ],
)
def test_pronoun_stands_for_what_was_spoken_of(ask_samples: Ask, turns, amounts):
    assert amounts == list_amounts(ask_samples(*turns))


def test_former_of_two_is_the_one_whose_prose_is_quoted(ask_samples: Ask):
    answer = ask_samples("汀岚镇和砚泉镇2022年各收到多少申请？", "前者存在哪些问题？")
    assert {TINGLAN} == {citation.agency for citation in answer.citations}


@pytest.mark.parametrize(
    "turns",
    [
        ("2022年申请最多的是谁？", "有什么改进措施？"),
        ("Which agency received the most requests in 2022?", "And what measures?"),
    ],
)
def test_prose_asked_for_after_the_first_place_is_that_of_the_first(ask_samples: Ask, turns):
    assert {LUZHU} == {citation.agency for citation in ask_samples(*turns).citations}


@pytest.mark.parametrize("turn", ["不是申请，是予以公开", "我问的不是申请，是予以公开的", "是予以公开，不是申请"])
def test_figure_taken_back_is_not_told_again(ask_samples: Ask, turn):
    assert [2] == list_amounts(ask_samples("汀岚镇2021年收到多少申请？", turn))


def test_nothing_before_counts_behind_a_new_topic(ask_samples: Ask):
    answer = ask_samples("汀岚镇2022年存在哪些问题？", "换个话题，哪个单位申请最多？")
    assert [38] == list_amounts(answer)[:1]
    assert "话题" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "哪个单位2022年申请最多，它打算怎么改进？",
        "Which agency received the most requests in 2022 and what problems did it name?",
    ],
)
def test_prose_of_the_one_picked_is_not_left_out(ask_samples: Ask, question):
    assert "（2）" in ask_samples(question).text


@pytest.mark.parametrize("question", ["2023年哪个单位诉讼最多，占它申请的百分之几？", "2023年哪个单位申请最多，比2022年多几件？"])
def test_figure_held_against_another_of_the_one_picked_is_asked_back(ask_samples: Ask, question):
    assert "clarify" == ask_samples(question).status


@pytest.mark.parametrize(
    ("turns", "amounts"),
    [
        (("栎桥镇2022年收到多少申请？", "第二个", "那第一个呢？"), [4]),
        (("栎桥镇2022年收到多少申请？", "梧山县的", "后者呢？"), [21]),
        (("How many requests did Liqiao receive in 2022?", "The second one", "And the first one?"), [4]),
        (("砚泉镇和汀岚镇2021年各收到多少申请？", "前者2022年呢？", "后者呢？"), [6]),
        (("汀岚镇2022年收到多少申请？", "我说错了，是2022年的砚泉镇"), [16]),
        (("汀岚镇2022年收到多少申请？", "它哪年申请最少？"), [3]),
    ],
)
def test_choice_may_be_changed_and_a_slip_put_right(ask_samples: Ask, turns, amounts):
    assert amounts == list_amounts(ask_samples(*turns))[:1]
