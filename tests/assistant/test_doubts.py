"""Questions that doubt a report: the verdict in front agrees with what stands below it and with the stored findings."""

from collections.abc import Callable

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("first", "held", "question"),
    [
        ("有疑点", "没有制定规章的权限", "杉坞乡2023年制发1件规章，这正常吗"),
        ("有疑点", "没有制定规章的权限", "杉坞乡2023年规章制发件数靠谱吗"),
        ("有疑点", "各类申请人相加得 5", "砚泉镇2023年予以公开6件，这个数有没有问题"),
        ("核查没有查出", "**6件**", "汀岚镇2022年收到6件申请，这个数可信吗"),
        ("核查没有查出", "**3件**", "汀岚镇2021年收到的申请数合理吗"),
        ("不对", "**1件**", "杉坞乡2023年制发4件规章，合理吗"),
    ],
)
def test_a_doubted_figure_is_told_with_what_speaks_against_it(ask_samples: Ask, first: str, held: str, question: str) -> None:
    text = ask_samples(question).text
    assert text.removeprefix("有疑点，请核对原件。").startswith(first) or text.startswith(first)
    assert held in text
    assert not text.startswith("对。")


@pytest.mark.parametrize(
    ("held", "question"),
    [
        ("写了“汀岚镇”", "梧山县栎桥镇2020年的报告怎么会写到汀岚镇"),
        ("写了“汀岚镇”", "梧山县栎桥镇2020年的报告为什么出现了汀岚镇"),
        ("写的是 2019 年", "杉坞乡2020年的报告有什么蹊跷"),
        ("写的是 2019 年", "杉坞乡2020年的报告前后矛盾吗"),
        ("本年新收 10 + 上年结转 1 = 11", "砚泉镇2020年前后说法有没有打架的"),
        ("晚于规定的次年一月底", "溪源县栎桥镇2023年的报告发布得及时吗"),
        ("晚于规定的次年一月底", "溪源县栎桥镇2023年报告是不是发晚了"),
        ("写的是 2019 年", "杉坞乡那份报告是2020年的还是2019年的"),
        ("结转下年度继续办理 3 件", "鹭渚街道2022年说申请都办结了，真是这样吗"),
    ],
)
def test_findings_of_any_rule_answer_a_doubt(ask_samples: Ask, held: str, question: str) -> None:
    assert held in ask_samples(question).text


def test_what_is_carried_over_is_told_where_a_report_claims_nothing(ask_samples: Ask) -> None:
    answer = ask_samples("砚泉镇2022年的报告说全部申请都已办结，属实吗")
    assert answer.text.startswith("砚泉镇2022年：没有全部办结。")
    assert "**1件**" in answer.text


@pytest.mark.parametrize(
    "question", ["溪源县栎桥镇2023年的报告是哪天公布的，晚没晚", "溪源县栎桥镇2023年的年报什么时候公布的，有没有超期？"]
)
def test_a_date_of_publication_is_told_with_whether_it_was_late(ask_samples: Ask, question: str) -> None:
    text = ask_samples(question).text
    assert "2024-03-18" in text
    assert "晚于规定的次年一月底" in text


def test_a_report_in_time_is_said_to_be_so_only_where_that_is_asked(ask_samples: Ask) -> None:
    assert "没有超过" in ask_samples("汀岚镇2022年的报告哪天公布的，有没有超期").text
    assert "一月底" not in ask_samples("汀岚镇2022年的报告哪天公布的").text


def test_kinds_of_checks_that_fail_read_as_faults(ask_samples: Ask) -> None:
    text = ask_samples("杉坞乡2020年正文和表格对得上吗").text
    assert "年份前后不一致" in text
    assert "年份前后一致" not in text


def test_a_count_that_agrees_is_said_to_though_another_does_not(ask_samples: Ask) -> None:
    text = ask_samples("汀岚镇2020年正文和表格的诉讼数一致吗").text
    assert text.startswith("汀岚镇2020年：所问的对得上，另有别的问题。")
    assert "所问之外另有1条：正文与表格不符" in text


def test_sums_that_hold_are_only_named_beside_one_that_fails(ask_samples: Ask) -> None:
    text = ask_samples("砚泉镇2020年的勾稽关系成立吗").text
    assert "其余核对过的相符：办理结果合计、各类申请人合计、复议诉讼合计。" in text
    assert "新收政府信息公开申请（商业企业）" not in text


def test_copied_text_is_told_with_the_county_and_the_words(ask_samples: Ask) -> None:
    text = ask_samples("鹭渚街道2023年和梧山县栎桥镇2023年写的问题是不是一模一样").text
    assert text.startswith("鹭渚街道2023年：有一部分文字相同。")
    assert "与梧山县栎桥镇 2023 年报告相同" in text
    assert "相同的是：“存在的问题有：一是个别站所重办事、轻公开" in text


def test_copies_of_the_year_before_are_told_of_the_year_asked_about(ask_samples: Ask) -> None:
    text = ask_samples("溪源县栎桥镇2022年的报告有没有抄前一年的").text
    assert text.startswith("溪源县栎桥镇2022年：有一部分文字相同。")
    assert "溪源县栎桥镇2021年：" not in text


@pytest.mark.parametrize(
    ("meaning", "question"),
    [
        ("本年新收政府信息公开申请 + 上年结转 = 本年度办理结果总计 + 结转下年度继续办理", "“勾稽关系”是什么意思？"),
        ("应等于上一年报告的结转下年度继续办理", "什么叫跨年结转"),
    ],
)
def test_words_of_the_checks_are_explained(ask_samples: Ask, meaning: str, question: str) -> None:
    assert meaning in ask_samples(question).text


@pytest.mark.parametrize(
    ("first", "turns"),
    [
        ("单位是万元，原文这样印。", ("砚泉镇2021年行政事业性收费的单位是元还是万元",)),
        ("单位是万元，原文这样印。", ("砚泉镇2021年收了多少行政事业性费", "单位是什么，元还是万元")),
    ],
)
def test_unit_is_told_with_whether_it_is_printed(ask_samples: Ask, first: str, turns: tuple[str, ...]) -> None:
    assert ask_samples(*turns).text.startswith(first)


def test_agencies_are_no_unit(ask_samples: Ask) -> None:
    assert "鹭渚街道" in ask_samples("2023年申请最多的单位是哪个").text


@pytest.mark.parametrize("question", ["汀岚镇2020年的申请有没有超过期限答复的", "汀岚镇2020年有没有超期办结的申请"])
def test_handling_late_is_not_told_by_how_much_was_handled(ask_samples: Ask, question: str):
    assert not ask_samples(question).text.startswith("有")
