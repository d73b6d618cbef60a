from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answering.basis.verify import find_stray, verify_answer
from assistant.answering.basis.wording import say
from assistant.records import Answer, Citation, Coverage, Evidence, Missing, Query, Value
from ingest.records import Place

QUOTE = "全年公布消息1,204条，办理热线二十九件，镇里有三个村参加。"
HONEST = Answer(
    status="answered",
    text="柳溪镇2023年行政处罚：**74件**[1]。",
    values=(
        Value("行政处罚", Decimal(74), "件", "柳溪镇", ("临川县",), 2023, "active.penalties.decisions", citations=(0,)),
        Value("增长", Decimal("42.6"), "%", derived="growth", inputs=(0,)),
    ),
    citations=(Citation("a.txt", "00", "一、总体情况", Place(page=3, line=41, quote=QUOTE), QUOTE),),
    missing=(Missing("石桥乡", 2021, None, "no report"),),
    available=(("青禾镇", 2020),),
    coverage=Coverage(6, 5, (("白塔街道", "blank"),)),
    query=Query("柳溪镇比前12名少多少？", "lookup"),
)

TRUE = [
    "柳溪镇2023年行政处罚：**74件**[1]。",
    "增长42.6%。",
    "办理热线二十九件，公布1204条，也就是1,204条。",
    "原文在第3页、第41行。",
    "6个单位中5个有此数，白塔街道未计入。",
    "没有石桥乡2021年的报告。",
    "现有青禾镇2020年的报告。",
    "问的是前12名。",
    "2019年版和2021年版表式不同，12345热线另计。",
    "乡镇和街道没有这项权限，各镇、某镇、我镇都一样，一起看就清楚。",
    "单位按表式为万元。",
    "| 柳溪镇 | 2023年 | 74件[1] |",
    "- 镇里有三个村参加[1]",
    "第二十条第（一）项的规定。",
    "2023年起，全县各镇、外县和县城都一样；市场与城市不在其内。",
    "临川县的柳溪镇也在内。",
    "增长百分之四十二点六。",
    "镇里有三个村参加，成效明显，办成了事。",
    "排第12名。",
]

LIES = [
    "柳溪镇2023年行政处罚：**75件**[1]。",
    "增长42.7%。",
    "共有8,204条。",
    "办理热线三十件。",
    "柳溪镇2022年也是74件[1]。",
    "老君镇2023年行政处罚：74件[1]。",
    "马家街道也是74件。",
    "原文在第4页。",
    "74件[2]。",
    "花费7.4万元。",
    "| 柳溪镇 | 2023年 | 76件[1] |",
    "- 镇里有四个村参加[1]",
    "二〇一八年的事。",
    "22年也是这样。",
    "2018年度另有说明。",
    "2020—2024年持续增长。",
    "上一年即二零二二年更多。",
    "共七十五件。",
    "共有两千件。",
    "增加了近百件。",
    "增加了十几件。",
    "多出二三十件。",
    "合计壹佰件。",
    "增长百分之五十。",
    "增长百分之四十二点七。",
    "三成以上出自网站。",
    "一半出自微信。",
    "比上年翻了一番。",
    "三分之二出自网站。",
    "排第七名。",
    "排名第9。",
    "临海县也是这样。",
    "南陵市也是这样。",
    "老君镇人民政府已公布。",
    "老君街道办事处也是这样。",
    "石渡乡也是这样。",
    "Laojun Town had as many.",
    "There were seventy-five cases.",
    "| 老君镇 | 2023年 | 74件[1] |",
    "> 老君镇有74件[1]",
]


@pytest.mark.parametrize("sentence", TRUE)
def test_what_has_a_source_stays(sentence):
    answer = replace(HONEST, text=sentence)
    assert answer == verify_answer(answer, Evidence())


@pytest.mark.parametrize("lie", LIES)
def test_what_has_no_source_is_dropped_and_that_is_said(lie):
    answer = verify_answer(replace(HONEST, text=f"{HONEST.text}\n\n{lie}"), Evidence())
    assert f"{HONEST.text}\n\n{say('zh', 'note.dropped')}" == answer.text


def test_only_the_lying_sentence_of_a_paragraph_is_dropped():
    answer = verify_answer(replace(HONEST, text="行政处罚74件[1]。比上年多90件。增长42.6%。"), Evidence())
    assert f"行政处罚74件[1]。增长42.6%。\n\n{say('zh', 'note.dropped')}" == answer.text


def test_only_the_lying_row_of_a_table_is_dropped():
    head = "| 单位 | 数值 |\n| --- | --- |\n| 柳溪镇 | 74件[1] |"
    answer = verify_answer(replace(HONEST, text=f"{head}\n| 青禾镇 | 99件 |"), Evidence())
    assert f"{head}\n\n{say('zh', 'note.dropped')}" == answer.text


def test_an_answer_of_lies_says_only_that_it_was_dropped():
    assert say("zh", "note.dropped") == verify_answer(replace(HONEST, text="共88件。"), Evidence()).text


def test_stray_parts_are_named():
    assert ("88", "老君镇") == find_stray("老君镇有88件。", HONEST, ())
    assert () == find_stray("老君镇有74件。", HONEST, ("老君镇",))


def test_words_of_the_question_may_be_said_again():
    answer = replace(HONEST, text="没有超过一半，也没有翻一番。", query=Query("超过一半了吗，翻一番了吗？", "lookup"))
    assert answer == verify_answer(answer, Evidence())


def test_a_town_may_be_called_by_its_sound_in_english():
    answer = replace(HONEST, text="Liuxi Town had 74 cases[1].", query=Query("How many?", "lookup", language="en"))
    assert answer == verify_answer(answer, Evidence())


@pytest.mark.parametrize(
    ("year", "agency", "number"), [(2022, "柳溪镇", 74), (2023, "青禾乡", 74), (2023, "柳溪镇", 47), (2023, "柳溪镇", 740)]
)
def test_one_false_word_of_a_true_sentence_is_enough(year, agency, number):
    answer = verify_answer(replace(HONEST, text=f"{agency}{year}年行政处罚：**{number}件**[1]。"), Evidence())
    assert say("zh", "note.dropped") == answer.text


def test_a_numeral_inside_a_name_counts_nothing():
    answer = replace(HONEST, text="七家子镇有74件[1]。", available=(("七家子镇", 2023),))
    assert answer == verify_answer(answer, Evidence())


def test_english_remark_for_an_english_question():
    answer = replace(HONEST, text="It had 88 cases.", query=Query("How many?", "lookup", language="en"))
    assert say("en", "note.dropped") == verify_answer(answer, Evidence()).text
