"""Checks asked for in plain words: yes or no, whose text is whose, sums over several sentences, what no check knows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]

LOOSE = "全年共发布信息212条，其中财政决算2条，行政处罚信息51条，对外宣传信息97条。通知公告类46条。"
MIXED = "2022年累计主动公开政府信息100条。实行三级联审。目前，公开的信息中规范性文件20件，重点信息50条，政策宣传30条。"
ALONE = "2022年，我镇主动公开政府信息88条。公众号粉丝数5300。"


@pytest.fixture(scope="module")
def ask_loose(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks about reports whose prose lists its parts in sentences of their own, or not at all."""
    folder: Path = tmp_path_factory.mktemp("loose")
    for name, prose in {"杨湾镇": LOOSE, "白石镇": MIXED, "南浦镇": ALONE}.items():
        text = f"{name}人民政府2022年政府信息公开工作年度报告\n\n一、总体情况\n\n{prose}\n\n二、存在的主要问题\n\n人手不足。\n"
        (folder / f"{name}2022.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield converse(store)


def test_parts_that_go_on_after_a_stop_are_added_up(ask_loose: Ask):
    answer = ask_loose("杨湾镇2022年公开的212条，分项加起来对吗？")
    assert "相加得196条" in answer.text
    assert "不等于总数" in answer.text
    assert "没有写" not in answer.text


def test_parts_in_several_units_that_give_the_total_agree(ask_loose: Ask):
    text = ask_loose("白石镇2022年的100条，各项加起来对吗").text
    assert "20 + 50 + 30 = 100" in text
    assert "对得上" in text


def test_total_without_parts_is_still_told(ask_loose: Ask):
    text = ask_loose("南浦镇2022年分项加起来对吗").text
    assert "正文写总数88条" in text
    assert "没有写可以核对的总数和分项" not in text


def test_number_that_no_check_knows_is_said_to_be_unchecked(ask_loose: Ask):
    text = ask_loose("南浦镇2022年粉丝数是不是写错了").text
    assert "核查不涉及“粉丝”" in text
    assert "5300" in text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("有没有乡镇年报照抄别人的", ("有。", "鹭渚街道2023年", "梧山县栎桥镇", "谁抄谁")),
        ("谁抄了谁", ("2份报告", "鹭渚街道2023年", "梧山县栎桥镇")),
        ("Did anyone copy from another report?", ("Yes.", "Luzhu", "Liqiao")),
        ("2021年有没有报告的表格是空的", ("没有查出。",)),
        ("2022年各镇上年结转与前一年的结转都一致吗", ("没有查出不符。",)),
        ("汀岚镇2022年是按时公布的吗", ("在规定的期限内公布", "2023-01-10")),
        ("砚泉镇2022年的自然人加企业等于总数吗", ("各类申请人合计",)),
        ("哪家年报一点问题都没有", ("没有核查发现的有", "汀岚镇2022年")),
        ("一共发现了多少处问题", ("有核查发现的有", "25条")),
        ("哪些报告有问题", ("有核查发现的有",)),
        ("哪份报告的合计算错了", ("砚泉镇2023年", "梧山县栎桥镇2022年")),
        ("杉坞乡2020年的报告哪里写错了", ("2019 年",)),
        ("汀岚镇2023年的数据有没有出入", ("上年结转写 1",)),
        ("梧山县栎桥镇2020年年报里的单位名称对吗", ("汀岚镇",)),
        ("有没有谁把别人的报告直接拿来用", ("有。", "鹭渚街道2023年")),
        ("砚泉镇2020年结转2件，第二年接上了吗", ("2021年上年结转", "相符")),
    ],
)
def test_plain_question_gets_its_plain_answer(ask_samples: Ask, question: str, expected: tuple[str, ...]):
    answer = ask_samples(question)
    assert "answered" == answer.status
    assert all(part in answer.text for part in expected), answer.text


@pytest.mark.parametrize("question", ["哪些报告的申请表勾稽关系不平？", "哪几份报告公布晚了", "哪些报告里写了别的镇的名字"])
def test_other_kinds_of_findings_take_one_short_line(ask_samples: Ask, question: str):
    last = ask_samples(question).text.split("\n\n")[-1]
    assert last.startswith("所问之外另有")
    assert 50 > len(last)


def test_two_years_of_one_agency_are_held_against_each_other_alone(ask_samples: Ask):
    text = ask_samples("溪源县栎桥镇2021年和2022年的文字一样吗").text
    assert text.startswith("溪源县栎桥镇2022年：有一部分文字相同")


def test_what_the_checks_go_over_is_told(ask_samples: Ask):
    assert all(rule in ask_samples("核查都查些什么").text for rule in ("收办平衡", "跨年结转", "发布日期"))


@pytest.fixture
def ask_either(ask_samples: Ask) -> Callable[[str], str]:
    """The text of an answer on the samples."""
    return lambda question: ask_samples(question).text


def test_clause_of_a_bare_amount_is_of_what_was_just_asked(ask_either: Callable[[str], str]):
    text = ask_either("鹭渚街道2023年不予公开都是因为什么理由，各几件？")
    assert "不在政府信息公开工作年度报告的范围内" not in text
    assert "3件" in text


def test_clause_on_grants_is_answered_with_the_number_received(ask_either: Callable[[str], str]):
    text = ask_either("砚泉镇2023年收到几件申请，都批了吗")
    assert "没有全部予以公开" in text
    assert all(figure in text for figure in ("20件", "17件", "6件"))
