"""Kinds of information told one by one, boards under near names, groups set up in a sub-heading, and problems admitted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.understanding.signs.members import asks_each_kind
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import open_store

Ask = Callable[..., Answer]

TEXTS = {
    "榆岭镇2022年.txt": """榆岭镇人民政府2022年政府信息公开工作年度报告
一、总体情况
2022年我镇主动公开政府信息40条,其中机构职能类信息6条,政策法规类信息9条,财政预算类信息25条。
(一)组建领导小组。由分管副镇长任组长。
(二)公开栏目。按季更新。
在镇村政务公开栏上公开信息310余条。
五、存在的主要问题及改进情况
一是更新不够勤；二是讲解不多。
下一步,一是按月更新；二是多做图解。
""",
    "桐溪乡2022年.txt": """桐溪乡人民政府2022年政府信息公开工作年度报告
一、总体情况
全年公开信息30条。在县级公告栏公开信息12条。我乡成立了由乡长任组长的政务公开领导小组。
五、存在的主要问题及改进情况
一是群众参与不多。
下一步,一是入户宣传。
""",
    "桐溪乡2023年.txt": """桐溪乡人民政府2023年政府信息公开工作年度报告
一、总体情况
全年公开信息42条。在公开栏公开信息18条。安排专人负责。
五、存在的主要问题及改进情况
一是解读材料偏少。
下一步,一是制作图解。
""",
}


@pytest.fixture(scope="module")
def ask_boards(tmp_path_factory: pytest.TempPathFactory, converse: Callable[..., Ask]) -> Iterator[Ask]:
    """Asks three invented reports that count kinds of information and boards in their prose."""
    folder: Path = tmp_path_factory.mktemp("boards")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    "question",
    [
        "榆岭镇2022年主动公开了哪几类信息，各多少条？",
        "2022年榆岭镇公开的信息分几类，每类几条",
        "榆岭镇2022年各类信息分别公开了多少条",
        "榆岭镇2022年公开的内容每类多少条",
        "Which kinds of information did 榆岭镇 publish in 2022, and how many of each?",
    ],
)
def test_each_kind_is_told_with_its_number_in_the_order_of_the_text(ask_boards: Ask, question: str):
    answer = ask_boards(question)
    kinds = [(value.label, value.value) for value in answer.values]
    assert ("answered", [("机构职能类信息", 6), ("政策法规类信息", 9), ("财政预算类信息", 25)]) == (answer.status, kinds)


def test_the_total_stays_the_answer_to_a_question_for_the_total(ask_boards: Ask):
    assert "**40条**" in ask_boards("榆岭镇2022年主动公开各类信息多少条").text


def test_a_report_without_kinds_is_said_to_have_none(ask_boards: Ask):
    answer = ask_boards("桐溪乡2022年主动公开了哪几类信息，各多少条")
    assert ("no_data", True) == (answer.status, "没有按信息类别逐类写出条数" in answer.text)


@pytest.mark.parametrize(
    ("expected", "question"),
    [
        (True, "甲镇公开了哪些类别的信息，分别是几条"),
        (False, "甲镇公开了哪几类信息"),
        (False, "哪类信息公开得最多"),
        (False, "哪几类申请人各提了多少件"),
        (False, "公开各类信息多少条"),
        (False, "各类渠道分别公开多少条"),
        (False, "各类信息各镇公开了多少条"),
    ],
)
def test_kinds_are_counted_only_where_each_is_asked_for(expected: bool, question: str):
    assert expected == asks_each_kind(question)


@pytest.mark.parametrize(
    ("figure", "name", "question"),
    [
        ("**310余条**", "镇村政务公开栏", "榆岭镇2022年在村务公开栏公开了多少条？"),
        ("**310余条**", "镇村政务公开栏", "榆岭镇2022年村级公示栏公开信息几条"),
        ("**12条**", "县级公告栏", "桐溪乡2022年在县公开栏公开多少条"),
        ("**18条**", "公开栏", "桐溪乡2023年村务公开栏公开多少条"),
    ],
)
def test_a_near_name_is_answered_with_the_name_that_the_report_writes(ask_boards: Ask, figure: str, name: str, question: str):
    answer = ask_boards(question)
    assert ("answered", True, True) == (answer.status, figure in answer.text, f"写的是“{name}”" in answer.text)


@pytest.mark.parametrize("question", ["榆岭镇2022年在党务公开栏公开了多少条", "桐溪乡2022年在村务公开栏公开多少条"])
def test_a_board_of_another_body_is_no_near_name(ask_boards: Ask, question: str):
    assert "no_data" == ask_boards(question).status


@pytest.mark.parametrize(
    "question",
    ["有哪些报告提到成立了领导小组？", "哪些报告提到建立领导小组", "哪些报告写到组建了领导小组", "哪些报告提到领导小组"],
)
def test_a_group_set_up_in_a_sub_heading_counts(ask_boards: Ask, question: str):
    answer = ask_boards(question)
    assert all(told in answer.text for told in ("**2份报告**", "榆岭镇", "桐溪乡（2022年）", "(一)组建领导小组。"))


@pytest.mark.parametrize("question", ["榆岭镇2022年成立领导小组了吗？", "榆岭镇2022年有没有建立领导小组"])
def test_what_a_sub_heading_says_is_not_denied(ask_boards: Ask, question: str):
    answer = ask_boards(question)
    assert ("(一)组建领导小组。" in answer.text, "没有写到" in answer.text) == (True, False)


def test_a_report_with_the_word_in_a_sub_heading_does_not_lack_it(ask_boards: Ask):
    assert "榆岭镇" not in ask_boards("哪些报告没有提到领导小组").text.split("已逐句查过")[0]


@pytest.mark.parametrize(
    "question",
    [
        "榆岭镇2022年报告里自己承认有哪些问题？",
        "榆岭镇2022年坦言有哪些不足",
        "榆岭镇2022年自认存在什么问题",
        "榆岭镇2022年检讨了哪些问题",
        "榆岭镇2022年自我剖析的不足有哪些",
    ],
)
def test_who_admits_a_problem_is_no_topic(ask_boards: Ask, question: str):
    answer = ask_boards(question)
    assert all(told in answer.text for told in ("更新不够勤", "讲解不多"))
    assert "没有找到专门" not in answer.text
