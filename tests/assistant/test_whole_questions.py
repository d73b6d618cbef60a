"""All of a question is answered: every figure of its list, the whole that it names, the year of both halves, its yes or no."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

NOTICE = """云溪镇2025年政府信息公开工作年度报告
一、概述
全文内容分为:概述,主动公开政府信息情况,政府信息公开咨询情况,因申请引起的行政复议、行政诉讼情况,存在的主要问题和其他事项。
2025年,全镇共发文96件,其中主动公开文件7件,不公开文件89件。全年主动公开政府信息18条。
二、依申请公开情况
本年收到政府信息公开申请7件,在办结的5件申请中,予以公开3件,因属于执法案卷不予公开1件,申请撤销1件。另2件申请按规定结转下年度继续办理。
"""
"""A report in words only, with a sentence that lists its sections."""


@pytest.fixture(scope="module")
def store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The samples and a report in words only."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "云溪镇2025年.txt").write_text(NOTICE, encoding="utf-8")
    settings = Settings(data=folder / "data")
    files = [*sorted(samples.iterdir()), folder / "云溪镇2025年.txt"]
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, files)}
    with open_store(settings) as store:
        yield store


@pytest.fixture(scope="module")
def ask(store: Store, converse: Callable[[Store], Ask]) -> Ask:
    """Asks the turns of a conversation, and gives the last answer."""
    return converse(store)


def list_figures(answer: Answer) -> list[int]:
    return [int(value.value) for value in answer.values if value.derived is None]


@pytest.mark.parametrize(
    ("figures", "turns"),
    [
        ([4, 1], ("砚泉镇2023年新制定几件规范性文件、废止几件",)),
        ([4, 1], ("砚泉镇2023年现行有效的规范性文件多少件", "当年新制定几件、废止几件")),
        ([1, 2], ("汀岚镇2022年制定几件、废止几件规范性文件",)),
        ([21, 20, 2], ("溪源县栎桥镇2022年收到几件、办结几件、结转几件",)),
        ([21, 20], ("溪源县栎桥镇2022年收到多少件，办结多少件",)),
        ([16, 19], ("砚泉镇2022年收到几件和答复几件",)),
        ([0, 1], ("鹭渚街道2021年复议维持几件纠正几件",)),
    ],
)
def test_every_figure_of_a_list_is_told(ask: Ask, figures: list[int], turns: tuple[str, ...]):
    assert figures == list_figures(ask(*turns))


@pytest.mark.parametrize(
    ("share", "turns"),
    [
        ("15.8", ("砚泉镇2022年无法提供的申请有几件，占总数几成",)),
        ("75.0", ("砚泉镇2022年自然人申请几件，占总数多少",)),
        ("54.5", ("鹭渚街道2022年予以公开几件", "部分公开几件", "两项合计占办结总数多少")),
        ("54.5", ("鹭渚街道2022年予以公开几件", "部分公开几件", "加起来占总数的几成")),
        ("54.5", ("鹭渚街道2022年予以公开几件", "部分公开几件", "合计占办结的几成")),
        ("54.5", ("鹭渚街道2022年予以公开和部分公开合计占办结的百分之几",)),
        ("40.1", ("鹭渚街道2022年微信发布多少条", "占总数多少")),
    ],
)
def test_share_is_of_the_whole_of_its_parts(ask: Ask, share: str, turns: tuple[str, ...]):
    assert [Decimal(share)] == [value.value for value in ask(*turns).values if value.derived == "share"]


@pytest.mark.parametrize(
    "question",
    [
        "溪源县栎桥镇2023年新收申请和办结申请相差多少",
        "溪源县栎桥镇2023年新收申请和办结申请差几件",
        "溪源县栎桥镇2023年收到的与办结的相差几件",
    ],
)
def test_gap_of_two_figures_is_a_difference(ask: Ask, question: str):
    assert [Decimal(2)] == [value.value for value in ask(question).values if value.derived == "difference"]


def test_gap_of_a_sum_is_still_checked(ask: Ask):
    answer = ask("溪源县栎桥镇2023年新收加上年结转和办结加结转差多少")
    assert answer.query is not None
    assert ("check", True) == (answer.query.operation, "收办平衡" in answer.text)


@pytest.mark.parametrize("question", ["谁的行政许可最多，谁最少，2022年", "哪个单位的行政许可最多，哪个最少，2022年度"])
def test_year_at_the_end_holds_for_both_halves(ask: Ask, question: str):
    answer = ask(question)
    assert {2022} == {value.year for value in answer.values if value.derived is None}
    assert all(name in answer.text for name in ("1213件", "8件"))


@pytest.mark.parametrize(
    ("verdict", "turns"),
    [
        ("没有全部办结：鹭渚街道2022年结转下年度继续办理**3件**", ("鹭渚街道2022年的申请全部都办完了吗",)),
        ("没有全部办结：鹭渚街道2022年", ("鹭渚2022年都办结了吗",)),
        ("没有全部办结：鹭渚街道2022年", ("鹭渚街道2022年收到几件申请", "都办结了吗")),
        ("是，汀岚镇2022年没有结转", ("汀岚镇2022年的申请是不是全都办结了",)),
    ],
)
def test_whether_all_were_closed_is_told_by_what_is_carried_over(ask: Ask, verdict: str, turns: tuple[str, ...]):
    assert ask(*turns).text.startswith(verdict)


@pytest.mark.parametrize("question", ["2023年哪些单位的申请当年全部办结了", "2023年没有结转的单位有哪些", "2023年结转为0的单位"])
def test_those_that_closed_all_carry_nothing_over(ask: Ask, question: str):
    answer = ask(question)
    assert ["杉坞乡"] == [value.agency for value in answer.values if value.derived is None]


def test_other_things_closed_are_no_requests(ask: Ask):
    assert "结转下年度" not in ask("鹭渚街道2022年的建议提案都办结了吗").text


@pytest.mark.parametrize(
    ("verdict", "question"),
    [
        ("是，存有报告的每一年都有。", "鹭渚街道是不是每年都有行政诉讼"),
        ("不是每年都有：2020年、2021年、2023年为 0。", "杉坞乡每年都收到申请吗"),
        ("不是每年都没有：2023年有。", "汀岚镇是否年年都没有行政复议"),
    ],
)
def test_whether_there_is_some_each_year_is_told_first(ask: Ask, verdict: str, question: str):
    assert ask(question).text.startswith(verdict)


@pytest.mark.parametrize("question", ["汀岚镇2020年的数据有没有矛盾的地方", "汀岚镇2020年的数字有没有对不上的"])
def test_contradictions_asked_after_are_shown(ask: Ask, question: str):
    assert "正文写收到申请 8件，表中为 6" in ask(question).text


@pytest.mark.parametrize(
    ("figure", "question"),
    [
        (4, "2022年哪个单位收到的申请最多，其中企业提的几件"),
        (4, "Who received the most requests in 2022, and how many of them came from businesses?"),
        (33, "2021年行政处罚最多的是谁，它收到多少件申请"),
    ],
)
def test_figure_asked_of_the_first_is_its_own(ask: Ask, figure: int, question: str):
    answer = ask(question)
    told = answer.values[-1]
    assert ("鹭渚街道", figure) == (told.agency, told.value)


@pytest.mark.parametrize(
    ("start", "question"),
    [("No. ", "Did 杉坞乡 receive any requests in 2021?"), ("Yes. ", "Did Yanquan face any lawsuits in 2021?")],
)
def test_english_question_for_any_gets_yes_or_no(ask: Ask, start: str, question: str):
    assert ask(question).text.startswith(start)


def test_handled_beside_penalties_is_no_ranking_of_requests(ask: Ask):
    answer = ask("Which agency handled the most administrative penalties in 2021?")
    assert "requests" not in answer.text
    assert "not used" not in answer.text


def test_number_of_one_kind_of_staff_is_not_that_of_all(ask: Ask):
    answer = ask("砚泉镇2021年有几名工作人员")
    assert "专职工作人员1名、兼职信息员7名" in answer.text
    assert "写的是" not in answer.text


def test_documents_are_counted_by_the_prose_and_not_as_items(ask: Ask):
    assert [7] == list_figures(ask("云溪镇2025年主动公开的文件几件"))
    assert [18] == list_figures(ask("云溪镇2025年主动公开信息多少条"))


def test_number_that_the_prose_gives_by_the_name_of_a_cell_is_told(ask: Ask):
    answer = ask("云溪镇2025年予以公开几件")
    assert ("answered", [3]) == (answer.status, list_figures(answer))
    assert "没有“予以公开”" not in answer.text


def test_list_of_sections_is_no_answer(ask: Ask):
    assert "全文内容分为" not in ask("云溪镇2025年咨询有多少人次").text
    assert "全文内容分为" not in ask("云溪镇2025年咨询情况").text
