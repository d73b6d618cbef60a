"""No part of a question is lost: clauses of unlike kinds, shares that move, figures of two agencies, follow-ups."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]
SAMPLES = Path(__file__).parents[2] / "samples"
FIGURES = ("lookup", "rank", "aggregate", "compare", "share", "trend")
FOREIGN = (("，其中下雨天占几成", "下雨"), ("，并且按季度分", "季度"), ("，超期的几件", "超期"), ("，跟邻县相比怎么样", "邻县"))


def list_asked() -> Iterator[str]:
    """The questions of the sets that ship whose one turn asks for figures, in order."""
    for name in ("questions.jsonl", "questions_more.jsonl", "questions_third.jsonl"):
        for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines():
            asked = json.loads(line)
            turns = asked["turns"]
            if (
                len(turns) == 1
                and turns[0]["status"] == "answered"
                and asked["kind"] in FIGURES
                and not turns[0]["ask"][-4:].isascii()
            ):
                yield turns[0]["ask"].rstrip("？?。 ")


ASKED = tuple(list_asked())


@pytest.mark.parametrize(
    ("parts", "question"),
    [
        (("2024-03-18", "晚于"), "溪源县栎桥镇2023年的年报什么时候公布的，有没有超期？"),
        (("2024-03-18", "晚于"), "溪源县栎桥镇2023年的报告是哪天公布的，晚没晚"),
        (("16件", "2023-01-31"), "砚泉镇2022年收到几件申请，什么时候公布的"),
        (("16件", "1件", "应者寥寥"), "砚泉镇2022年收到几件申请，结转几件，有哪些问题"),
        (
            ("46件", "33件", "原创内容偏少", "2022-01-25"),
            "鹭渚街道2021年罚了多少件，同一年收了多少申请，存在什么问题，什么时候公布的",
        ),
        (("2件", "67.9%"), "鹭渚街道2023年行政复议几件，有没有对不上的数字"),
        (("31件", "11件", "予以公开"), "鹭渚街道2022年收到几件，都是怎么答复的"),
        (("37件", "19件"), "2023年行政处罚最多的是谁，第二呢"),
        (("75.0%", "12.5%"), "砚泉镇2022年收到多少申请，其中自然人占几成，企业呢"),
        (("61人次", "3次"), "梧山县栎桥镇2023年培训了多少人，开了几次会"),
        (("培训以念文件为主", "上机演练"), "汀岚镇2023年说培训有什么毛病，怎么改"),
    ],
)
def test_each_clause_of_a_question_is_answered(ask_samples: Ask, parts: tuple[str, ...], question: str) -> None:
    text = ask_samples(question).text
    assert [] == [part for part in parts if part not in text]


def test_a_clause_that_cannot_be_answered_is_named(ask_samples: Ask) -> None:
    answer = ask_samples("鹭渚街道2021年收了几件申请，食堂几点开门")
    assert "answered" == answer.status
    assert "33件" in answer.text
    assert "“食堂几点开门”" in answer.text


def test_a_clause_of_mere_manner_is_no_question(ask_samples: Ask) -> None:
    assert "告诉我" not in ask_samples("鹭渚街道2021年收了几件申请，能不能告诉我").text


@pytest.mark.parametrize(
    ("figure", "question"),
    [
        ("63.8%", "砚泉镇2020年和2021年微博各多少条，少了几成？"),
        ("25.0%", "砚泉镇申请2023年较2022年多了几成"),
        ("6.3%", "砚泉镇2021年申请比2020年增加的比例"),
        ("8.9个百分点", "砚泉镇网站发布的占比2020年到2021年是升了还是降了？"),
        ("3个百分点", "砚泉镇微博占比的变化"),
        ("16.9个百分点", "砚泉镇自然人申请的比重这几年是涨是跌"),
        ("7.3个百分点", "砚泉镇和鹭渚街道2022年自然人占比谁高"),
        ("4.4个百分点", "砚泉镇2022年自然人申请占比比2021年高还是低"),
    ],
)
def test_a_share_beside_a_change_stays_a_share(ask_samples: Ask, figure: str, question: str) -> None:
    assert figure in ask_samples(question).text


@pytest.mark.parametrize(
    ("figure", "question"),
    [
        ("73.2%", "2021年自然人申请占全部申请的比例是多少"),
        ("73.2%", "2021年各单位自然人申请合计占全部申请的比例"),
        ("80.0%", "砚泉镇2022年收到的申请占全县多少"),
    ],
)
def test_a_share_is_taken_over_all_that_are_meant(ask_samples: Ask, figure: str, question: str) -> None:
    answer = ask_samples(question)
    assert figure in answer.text
    assert "覆盖" in answer.text


@pytest.mark.parametrize(
    ("figures", "question"),
    [
        (("151条", "705条", "554条"), "汀岚镇2023年微信发的和砚泉镇2020年主动公开的，哪个多"),
        (("21件", "2件", "19件"), "鹭渚街道2022年自然人申请和砚泉镇2022年企业申请谁多"),
        (("16件", "1213件"), "砚泉镇2022年收到的申请和鹭渚街道2022年行政许可各多少"),
        (("单位不同",), "汀岚镇2021年网站发的比溪源县栎桥镇2021年收到的申请多吗"),
    ],
)
def test_two_agencies_may_each_have_a_figure_of_their_own(ask_samples: Ask, figures: tuple[str, ...], question: str) -> None:
    text = ask_samples(question).text
    assert [] == [figure for figure in figures if figure not in text]


@pytest.mark.parametrize(
    ("told", "turns"),
    [
        (
            "2022年新收政府信息公开申请（自然人）：**1件**",
            ("梧山县栎桥镇2021到2023年收的申请逐年多少", "哪年最少", "那年自然人几件"),
        ),
        ("最少的是**2019年**，**105件**", ("杉坞乡哪一年公开的信息最多？", "最少的呢")),
        ("砚泉镇更高，比鹭渚街道高**3.3个百分点**", ("2022年砚泉和鹭渚结转下年度的各几件", "哪家办结率高？")),
        ("**76.9%**", ("2019年哪个镇自然人申请最多", "占它总数多少")),
        ("**20.5%**", ("砚泉镇2022年收到几件申请", "占全部单位的多少")),
        ("3份报告都有此数", ("梧山县栎桥镇2021到2023年收的申请逐年多少", "哪年最少")),
    ],
)
def test_a_further_question_keeps_what_was_settled(ask_samples: Ask, told: str, turns: tuple[str, ...]) -> None:
    assert told in ask_samples(*turns).text


def test_how_many_each_year_is_not_whether_more_each_year(ask_samples: Ask) -> None:
    assert "不是逐年" not in ask_samples("梧山县栎桥镇2021到2023年收的申请逐年多少").text


@pytest.mark.parametrize(("clause", "word"), FOREIGN)
def test_a_foreign_clause_is_never_dropped_in_silence(ask_samples: Ask, clause: str, word: str) -> None:
    answers = {asked: ask_samples(f"{asked}{clause}") for asked in ASKED[FOREIGN.index((clause, word)) :: 15]}
    assert [] == [asked for asked, answer in answers.items() if answer.status == "answered" and word not in answer.text]


def test_questions_used_whole_have_no_note(ask_samples: Ask) -> None:
    assert [] == [asked for asked in ASKED[::5] if "没有用到" in ask_samples(asked).text]
