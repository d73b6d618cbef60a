"""Who says it in a part of the reports, what reports share, what was carried out, when they appeared, which have no tables."""

from collections.abc import Callable

import pytest

from assistant.answering.quotes.meeting import stands_in
from assistant.records import Answer
from assistant.understanding.turns.following import asks_carried_out
from assistant.understanding.words.english import ask_which
from assistant.understanding.words.placing import drop_side, find_side

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("side", "question"),
    [
        ("problems", "哪些报告的问题里提到培训"),
        ("problems", "问题一栏里写到人员流动的有几家"),
        ("plans", "改进措施里提到首接负责的有哪些"),
        ("overview", "总体情况里提到二维码的有哪些单位"),
        ("", "哪些报告提到人手不足"),
        ("", "哪些镇存在问题"),
    ],
)
def test_the_part_that_a_question_keeps_to_is_read(side: str, question: str) -> None:
    assert side == find_side(question)


def test_words_that_name_a_part_are_not_looked_for() -> None:
    assert "哪些" + "\x00" * 6 + "提到培训" == drop_side("哪些报告的问题里提到培训")


def test_other_words_may_stand_inside_the_name_of_a_hotline() -> None:
    assert stands_in("12345热线", "全年办理12345政务服务便民热线工单165件。")
    assert not stands_in("12345热线", "热线工单12345件。")


@pytest.mark.parametrize(
    ("subjects", "question"),
    [
        ("3份报告：汀岚镇（2023年）、杉坞乡（2019年）、砚泉镇（2019年）", "哪些报告的问题里提到培训"),
        ("2个：汀岚镇（2022年）、砚泉镇（2020年）", "改进措施里提到首接负责的有哪些"),
        ("3份报告：砚泉镇（2023年）、溪源县栎桥镇（2020年）、鹭渚街道（2021年）", "哪几个报告提到更新不及时"),
        ("3份报告：杉坞乡（2023年）、汀岚镇（2023年）、梧山县栎桥镇（2020年）", "哪些报告说人员少"),
        ("汀岚镇（2020年）、溪源县栎桥镇（2020年、2022年）", "哪些乡镇提到了12345热线"),
    ],
)
def test_who_says_it_is_told_of_the_part_asked_about(ask_samples: Ask, subjects: str, question: str) -> None:
    assert subjects in ask_samples(question).text.replace("**", "")


def test_problems_of_all_are_set_side_by_side(ask_samples: Ask) -> None:
    text = ask_samples("2023年各单位共同存在的问题").text.replace("**", "")
    assert "3处：梧山县栎桥镇2023年、溪源县栎桥镇2023年" in text
    assert "2处：梧山县、溪源县" in ask_samples("2023年溪源县和梧山县有哪些共同问题").text.replace("**", "")


def test_the_same_problems_a_year_on_are_looked_for_in_both_reports(ask_samples: Ask) -> None:
    text = ask_samples("砚泉镇2022年存在的问题", "2023年还有这些问题吗").text
    assert "没有文字相同的语句" in text
    assert "砚泉镇2022年的报告" in text


def test_nobody_judges_whether_measures_were_taken(ask_samples: Ask) -> None:
    text = ask_samples("砚泉镇2021年的改进措施落实了吗").text
    assert "不作判断" in text
    assert "砚泉镇2022年的报告" in text
    assert "没有砚泉镇2023年之后一年的报告" in ask_samples("砚泉镇2023年提出的整改措施有没有落实").text


@pytest.mark.parametrize("question", ["改进措施落实了吗", "2020年的问题后来解决了吗", "整改措施有没有落实"])
def test_questions_for_what_was_carried_out_are_known(question: str) -> None:
    assert asks_carried_out(question)
    assert not asks_carried_out("有哪些改进措施")


@pytest.mark.parametrize("turn", ["什么时候公布的报告", "报告是什么时候发布的", "发布日期呢", "什么时候发布的"])
def test_the_date_of_a_report_is_that_of_the_report_spoken_of(ask_samples: Ask, turn: str) -> None:
    assert ask_samples("汀岚镇2022年收到几件申请", turn).text.replace("**", "") == "汀岚镇2022年的报告发布于2023-01-10[1]。"


def test_reports_without_tables_are_those_without_a_form(ask_samples: Ask) -> None:
    assert "存有的报告都读到了年报表格" in ask_samples("哪些报告没有表格").text
    assert "第四部分" not in ask_samples("汀岚镇2019年第四部分为什么没有内容").text
    assert "没有读到它的表格" in ask_samples("汀岚镇2019年第四部分为什么没有内容").text


def test_a_number_is_traced_without_a_turn_before(ask_samples: Ask) -> None:
    assert "砚泉镇2021年新收政府信息公开申请（17件）见文件" in ask_samples("砚泉镇2021年的17件出自哪一页").text
    assert ask_samples("砚泉镇2021年的99999件出自哪里").status == "no_data"


def test_short_turns_go_on_with_the_requests_before(ask_samples: Ask) -> None:
    assert "按申请人看最多的是自然人，12件" in ask_samples("砚泉镇2022年收到几件申请", "都是谁提的").text.replace("**", "")
    reason = ask_samples("砚泉镇2021年办结了几件申请？", "有没有不予公开的？", "理由是什么").text.replace("**", "")
    assert "属于三类内部事务信息1件" in reason
    assert "年份不全的单位有2个" in ask_samples("现在库里有哪些报告", "还缺哪些").text.replace("**", "")
    change = ask_samples("砚泉镇2021年收到几件申请", "2022年呢", "两年相比有什么不同").text.replace("**", "")
    assert "2022年比2021年减少1件" in change


def test_an_item_of_the_form_is_explained(ask_samples: Ask) -> None:
    text = ask_samples("什么叫结转下年度").text
    assert "转到下一年继续办理的申请" in text
    assert "单位件" not in text


def test_a_request_for_a_list_is_the_question_that_it_puts(ask_samples: Ask) -> None:
    assert ask_which("List the agencies that had lawsuits in 2023") == "which agencies had lawsuits in 2023"
    assert ask_which("List the problems of 2023") == "List the problems of 2023"
    assert "12345" in ask_samples("List reports that mention 12345").text
    assert ask_samples("Show me agencies with fewer than 5 requests in 2022").status == "answered"
