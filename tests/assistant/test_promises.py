"""What classes of questions promise: how each is understood, and what its answer says and does not say."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def list_values(answer: Answer) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived is None]


@pytest.mark.parametrize(
    ("operation", "words", "question"),
    [
        ("threshold", ("为 0 的有", "石桥乡"), "2023年哪些乡镇没收到过申请"),
        ("threshold", ("不少于30件",), "2023年行政处罚30件以上的有哪些"),
        ("threshold", ("没有：", "都是 0"), "2023年有没有单位被行政复议"),
        ("average", ("高于平均数的有**1个**", "柳溪镇（8件"), "2023年新收申请超过平均数的有哪些"),
        ("average", ("低于平均数的有**2个**",), "2023年新收申请低于平均数的乡镇有哪些"),
        ("rank", ("并列最多",), "2023年谁的行政处罚最多"),
        ("rank", ("柳溪镇", "**80.0%**"), "2022年自然人占新收申请的比例最高的是谁"),
        ("sum", ("合计为**10件**",), "2023年各乡镇新收申请总数是多少"),
        ("median", ("中位数为**2件**",), "2023年各乡镇新收申请的中位数"),
        ("trend", ("增加**3件**",), "柳溪镇历年新收申请"),
        ("share", ("**60.0%**",), "柳溪镇2022年网站公开占总数多少"),
        ("multiple", ("**4倍**",), "2023年柳溪镇新收申请是青禾镇的几倍"),
        ("check", ("柳溪镇2023年",), "柳溪镇2023年的数据可靠吗"),
        ("check", ("柳溪镇2023年",), "柳溪镇2023年的数字准不准"),
        ("provenance", ("柳溪镇2022年.txt",), "柳溪镇2022年行政处罚的数出自哪里"),
        ("reports", ("现存**4份报告**",), "库里有哪些报告"),
        ("help", ("是这些项之和", "属于国家秘密"), "不予公开包括哪些情形"),
        ("help", ("转到下一年继续办理的申请",), "什么是结转下年度继续办理"),
        ("out_of_scope", ("不在政府信息公开工作年度报告的范围内",), "2加3等于几"),
    ],
)
def test_a_class_of_questions_is_understood_and_answered(ask: Ask, operation, words, question):
    answer = ask(question)
    assert answer.query is not None
    assert operation == answer.query.operation
    assert all(word in answer.text for word in words), answer.text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("对。", "柳溪镇2022年处罚了12件，对吗"),
        ("不对。", "柳溪镇2022年是不是罚了13件"),
        ("不对。", "听说柳溪镇2022年收到50件申请，是真的吗"),
        ("有。", "柳溪镇2022年有没有收到申请"),
        ("没有。", "柳溪镇2022年有没有行政诉讼"),
    ],
)
def test_a_yes_or_no_question_gets_its_word_before_the_figure(ask: Ask, said, question):
    text = ask(question).text
    assert text.startswith(said)
    assert "件**[1]" in text.partition("\n")[0]


@pytest.mark.parametrize(
    ("values", "question"),
    [
        ([30, 30, 0, 8, 9, 2, 2], "把2023年各乡镇的行政处罚数、新收申请数列个表"),
        ([30, 30, 8], "2023年行政处罚和新收申请最多的分别是谁"),
    ],
)
def test_every_figure_of_a_ranking_is_ranked(ask: Ask, values, question):
    found = list_values(ask(question))
    assert {Decimal(value) for value in values if value} <= set(found)


def test_a_total_of_each_year_is_told_for_each(ask: Ask):
    answer = ask("2022年和2023年全部单位新收申请总数各是多少")
    assert [Decimal(5), Decimal(10)] == [value.value for value in answer.values if value.derived == "sum"]


def test_agencies_spoken_of_are_added_up_and_held_against_all(ask: Ask):
    turns = ("2023年新收申请最多的两个是谁", "它们加起来多少", "占全部百分之几")
    assert [Decimal(10)] == [value.value for value in ask(*turns[:2]).values if value.derived == "sum"]
    assert Decimal(100) in [value.value for value in ask(*turns).values if value.derived == "share"]


@pytest.mark.parametrize("question", ["柳溪镇2022年退伍军人提出的申请有几件", "柳溪镇2022年港澳台同胞提的申请有多少件"])
def test_a_kind_of_applicant_that_the_form_lacks_is_not_answered_by_another(ask: Ask, question):
    assert [] == list_values(ask(question))


def test_a_head_whom_nobody_names_is_not_made_up(ask: Ask):
    assert "no_data" == ask("柳溪镇2022年主任是谁").status


def test_a_bare_count_asks_which_figure_is_meant(ask: Ask):
    answer = ask("有多少件？")
    assert ("clarify", True) == (answer.status, len(answer.options) > 1)


@pytest.mark.parametrize("question", ["第一个是谁", "那第一名是谁？", "第一的是哪个"])
def test_a_place_of_the_ranking_before_is_its_figure(ask: Ask, question):
    answer = ask("2023年新收申请排名", question)
    assert [Decimal(8)] == list_values(answer)[:1]
    assert "柳溪镇" in answer.text


def test_the_breakdown_of_a_group_names_its_items(ask: Ask):
    answer = ask("柳溪镇2022年不予公开的原因有哪些")
    assert "保护第三方合法权益1件" in answer.text
