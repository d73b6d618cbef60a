"""Conditions on many agencies: on all of a figure, year after year, at the year's end; and one agency over all its years."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]
SHANWU, YANQUAN, TINGLAN, LUZHU = "杉坞乡", "砚泉镇", "汀岚镇", "鹭渚街道"
WEST, EAST = "溪源县栎桥镇", "梧山县栎桥镇"
NAMES = (SHANWU, YANQUAN, TINGLAN, LUZHU, WEST, EAST)


def list_named(answer: Answer) -> set[str]:
    """The agencies that an answer lists, without those of its coverage and its notes."""
    head = []
    for paragraph in answer.text.split("\n\n"):
        if paragraph.startswith(("覆盖", "Coverage", "按库中", "Judged", "其余", "The others")):
            break
        head.append(paragraph)
    return {name for name in NAMES if name in "\n".join(head)}


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({TINGLAN}, "2021年有哪些单位的申请全部由自然人提出"),
        ({TINGLAN}, "2021年收到的申请全部来自自然人的单位有哪些"),
        ({TINGLAN}, "2021年只有自然人提申请的单位"),
        ({TINGLAN}, "2021年哪几个镇收到的申请都是自然人提的"),
        ({TINGLAN}, "Which agencies received requests only from natural persons in 2021?"),
        (set(), "2023年申请都是自然人提的单位有哪些"),
        ({YANQUAN, LUZHU, WEST, EAST}, "2021年申请不全是自然人提的有几家"),
        (set(), "2021年申请全部予以公开的单位"),
    ],
)
def test_all_of_a_figure_is_held_against_its_part(ask_samples: Ask, agencies: set[str], question: str) -> None:
    assert agencies == list_named(ask_samples(question))


def test_agency_without_requests_is_not_counted_as_all_of_one_kind(ask_samples: Ask) -> None:
    assert "新收政府信息公开申请为零而不计的有：杉坞乡。" in ask_samples("2021年收到的申请全部来自自然人的单位有哪些").text


def test_another_kind_is_held_against_the_whole_too(ask_samples: Ask) -> None:
    assert "“新收政府信息公开申请（商业企业）”" in ask_samples("2021年哪些单位的申请都是自然人提的", "企业呢").text


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({SHANWU}, "2023年哪些单位没有结转"),
        ({SHANWU}, "2023年结转为0的单位"),
        ({SHANWU}, "2023年哪些单位的申请当年全部办结了"),
        ({SHANWU, EAST, TINGLAN}, "2021年哪家的申请全部办结、没有结转"),
        ({TINGLAN}, "2022年哪几个镇的申请全都办完了"),
        ({TINGLAN}, "In 2022, which agencies carried nothing over to the next year?"),
        ({LUZHU, EAST, WEST, YANQUAN}, "2022年没有全部办结的有哪些单位"),
        ({EAST, TINGLAN}, "2021年有申请但没有结转的单位"),
    ],
)
def test_nothing_carried_over_is_read_from_the_row_of_the_next_year(ask_samples: Ask, agencies: set[str], question: str) -> None:
    assert agencies == list_named(ask_samples(question))


def test_the_end_that_is_meant_is_said(ask_samples: Ask) -> None:
    assert "“结转”按“结转下年度继续办理”回答，不是“上年结转”" in ask_samples("2023年没有结转的单位有哪些").text


def test_report_that_claims_to_have_closed_all_is_still_checked(ask_samples: Ask) -> None:
    answer = ask_samples("哪些报告说申请全部办结但还有结转")
    assert answer.query is not None
    assert ("check", True) == (answer.query.operation, "鹭渚街道2022年" in answer.text)


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({SHANWU, TINGLAN}, "连续三年没有行政诉讼的单位"),
        ({SHANWU, TINGLAN}, "哪些单位行政复议连着三年为零"),
        ({SHANWU, EAST, YANQUAN, TINGLAN}, "哪些单位连续几年没有行政复议"),
        ({SHANWU, TINGLAN}, "Which agencies had no lawsuits for three years in a row?"),
        ({LUZHU}, "近三年行政处罚一年比一年少的单位"),
        ({YANQUAN, WEST}, "2021年以来行政许可逐年减少的是哪些单位"),
        (set(), "有没有哪个镇公开的信息逐年减少"),
        (set(), "2019年以来申请一直在增加的单位"),
    ],
)
def test_years_in_a_row_are_looked_at_agency_by_agency(ask_samples: Ask, agencies: set[str], question: str) -> None:
    assert agencies == list_named(ask_samples(question))


def test_missing_year_leaves_a_run_open(ask_samples: Ask) -> None:
    answer = ask_samples("哪些单位连续三年没有收到申请")
    assert (set(), True) == (list_named(answer), "不能判断的有：杉坞乡" in answer.text)


def test_run_goes_on_with_another_figure(ask_samples: Ask) -> None:
    assert {SHANWU, TINGLAN} == list_named(ask_samples("哪些单位连续三年没有行政诉讼", "行政复议呢"))


@pytest.mark.parametrize(
    "question",
    ["哪些单位行政许可没有逐年下降", "哪个镇连续三年申请最多"],
)
def test_run_that_cannot_be_read_is_not_answered(ask_samples: Ask, question: str) -> None:
    assert ask_samples(question).status == "clarify"


@pytest.mark.parametrize(
    "question",
    [
        "哪些单位2019年至2023年每年都有报告",
        "每年都有报告的单位有几个",
        "有几个单位每年都交了报告",
        "哪些单位从没缺过报告",
        "年份齐全的镇有哪些",
        "Which agencies have a report for every year?",
    ],
)
def test_agencies_with_a_report_of_every_year_are_told_from_the_others(ask_samples: Ask, question: str) -> None:
    answer = ask_samples(question)
    assert ([4], {YANQUAN, TINGLAN, WEST, EAST}) == (list_derived(answer, "count"), list_named(answer))


@pytest.mark.parametrize(
    ("more", "question"),
    [
        ({WEST, YANQUAN, TINGLAN}, "2022年微信公开比网站公开多的有几家"),
        ({WEST, YANQUAN, TINGLAN}, "2022年微信比网站发得多的有几家"),
        ({WEST, YANQUAN, TINGLAN}, "2022年网站公开的不如微信的单位有多少家"),
    ],
)
def test_two_channels_are_held_against_each_other(ask_samples: Ask, more: set[str], question: str) -> None:
    assert more == list_named(ask_samples(question))


def test_column_of_the_agency_stays_where_all_rows_are_of_one(ask_samples: Ask) -> None:
    text = ask_samples("哪些单位行政许可超过1000件").text
    assert ("**1个单位**，共**4份报告**" in text, text.count("| 鹭渚街道 |")) == (True, 4)


def test_reports_are_not_counted_as_agencies(ask_samples: Ask) -> None:
    assert "**1个单位**，共**3份报告**" in ask_samples("哪些单位申请为0").text


@pytest.mark.parametrize(
    ("years", "question"),
    [
        ("为 0 的有**3年**：2019年", "汀岚镇哪几年没有结转"),
        ("不是 0 的有**5年**", "溪源县栎桥镇哪几年有行政复议"),
        ("不是 0 的有**4年**", "鹭渚街道哪些年份被复议过"),
    ],
)
def test_years_of_one_agency_that_meet_a_bound_are_listed(ask_samples: Ask, years: str, question: str) -> None:
    assert years in ask_samples(question).text


@pytest.mark.parametrize(
    ("total", "question"),
    [
        (95, "砚泉镇一共收到多少申请"),
        (100, "砚泉镇总共罚了多少起"),
        (119, "砚泉镇微博一共发了几条信息"),
        (378, "全库一共多少件申请"),
    ],
)
def test_total_without_a_year_is_that_of_all_stored_years(ask_samples: Ask, total: int, question: str) -> None:
    answer = ask_samples(question)
    assert ([total], True) == (list_derived(answer, "sum")[:1], "按库中全部年份计算" in answer.text)


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("有。杉坞乡新收政府信息公开申请不是 0 的有**1年**：2019年", "杉坞乡有没有收到过依申请公开？"),
        ("没有：有此数的报告里，杉坞乡行政诉讼都是 0。", "杉坞乡这几年有过行政诉讼吗"),
        ("有。鹭渚街道行政复议不是 0 的有**4年**", "鹭渚街道有没有被复议过"),
        ("规范性文件制发件数不是 0 的有**3年**", "汀岚镇制定过规范性文件吗"),
    ],
)
def test_whether_there_ever_were_any_is_answered_over_all_stored_years(ask_samples: Ask, told: str, question: str) -> None:
    assert told in ask_samples(question).text


def test_several_years_that_are_named_together_all_have_to_meet_the_bound(ask_samples: Ask) -> None:
    answer = ask_samples("2022年和2023年哪些单位的申请都超过20件")
    assert ({LUZHU, WEST}, True) == (list_named(answer), "每年都超过20件" in answer.text)


@pytest.mark.parametrize("question", ["2021年清一色自然人申请的是哪些单位", "2021年申请人清一色是自然人的单位"])
def test_other_words_for_all_are_understood(ask_samples: Ask, question: str) -> None:
    assert {TINGLAN} == list_named(ask_samples(question))
