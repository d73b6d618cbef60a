"""Answers to checks over the sample reports: the kind that is asked for, how far two sides are apart, what was recounted."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

REPORTS = (
    "reports/*",
    "layouts/reports/*渡镇镇2023*",
    "layouts/reports/*霍罕街道202[23]*",
    "layouts/reports/*墟头镇2021*",
    "layouts/reports/*白榆镇2021*",
    "layouts/reports/*廿七里街道2023*",
)

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(samples: Path, tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks the turns of a conversation over some of the samples, and gives the last answer."""
    settings = Settings(data=tmp_path_factory.mktemp("checks"))
    files = [path for pattern in REPORTS for path in sorted(samples.parent.glob(pattern))]
    assert files
    assert {"rejected"}.isdisjoint(outcome.status for outcome in ingest_paths(settings, files))
    with open_store(settings) as store:
        yield converse(store)


def list_subjects(answer: Answer) -> set[str]:
    """The reports of which findings are listed."""
    return {line.removeprefix("- ").split("：")[0] for line in answer.text.splitlines() if line.startswith("- ")}


@pytest.mark.parametrize(
    ("reports", "question"),
    [
        ({"汀岚镇2021年"}, "哪些报告用错了表"),
        ({"汀岚镇2021年"}, "谁没换新版的表式"),
        ({"杉坞乡2020年"}, "哪份报告里写错了年份"),
        ({"鹭渚街道2023年"}, "哪份报告正文里的百分比算错了"),
        ({"汀岚镇2020年", "鹭渚街道2022年"}, "哪些报告正文跟表格打架"),
        ({"溪源县栎桥镇2022年"}, "哪些报告抄了去年的"),
        ({"鹭渚街道2023年"}, "谁照搬了别处的文字"),
        ({"梧山县栎桥镇2020年"}, "谁的报告把别的镇名写进去了"),
        ({"杉坞乡2023年"}, "哪些报告有不合常理的数"),
        ({"墟头镇2021年"}, "哪些报告有两个文件不一样"),
        ({"溪源县栎桥镇2023年", "白榆镇2021年"}, "哪些年报发布日期不正常"),
    ],
)
def test_only_the_kind_of_check_that_is_asked_for_is_told(ask: Ask, reports: set[str], question: str) -> None:
    assert reports == list_subjects(ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "霍罕街道2023年结转跟上年对得上吗",
        "霍罕街道2022年结转的件数和2023年接得上吗",
        "霍罕街道2023年去年没办完转过来的跟2022年的报告吻合吗",
        "Does the carry-over of Huohan in 2023 match the year before?",
    ],
)
def test_carry_over_in_any_words_looks_at_both_years(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert {Decimal(5), Decimal(4)} <= {value.value for value in answer.values}
    assert not any(word in answer.text for word in ("对得上。", "consistent."))
    assert len(answer.findings) == 2


@pytest.mark.parametrize("question", ["汀岚镇2023年结转为什么对不上，是哪一年的问题", "汀岚镇2023年结转的数有问题吗，对得上吗"])
def test_a_check_of_what_was_carried_over_takes_in_the_year_before(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "汀岚镇2023年：有对不上的地方。" in answer.text
    assert "2022 年报告的结转下年度写 0" in answer.text


def test_figures_that_disagree_elsewhere_are_told_where_the_check_asked_for_holds(ask: Ask) -> None:
    answer = ask("汀岚镇2020年新收申请的各类申请人合计对得上吗")
    assert "所问的数另有对不上的地方" in answer.text
    assert "正文写收到申请 8件，表中为 6" in answer.text


@pytest.mark.parametrize(
    ("difference", "formula", "turns"),
    [
        (1, "15件 − 14件", ("渡镇镇2023年申请收办平衡吗", "差几件")),
        (1, "15件 − 14件", ("渡镇镇2023年收的和办的件数对不上，差多少",)),
        (2, "8件 − 6件", ("汀岚镇2020年正文和表格一致吗", "差多少")),
        (12, "909 − 897", ("溪源县栎桥镇2020年各渠道加起来等于总数吗，差几条",)),
        (1, "1件 − 0件", ("汀岚镇2023年结转和2022年对不上，差多少",)),
        (1, "14件 − 13件", ("砚泉镇2022年现行有效的规范性文件和上年衔接吗，差几件",)),
    ],
)
def test_how_far_two_sides_are_apart_is_told_with_the_formula(
    ask: Ask, difference: int, formula: str, turns: tuple[str, ...]
) -> None:
    answer = ask(*turns)
    assert f"（{formula}）" in answer.text
    assert Decimal(difference) in {value.value for value in answer.values if value.derived == "difference"}


def test_in_and_out_are_gone_over_for_each_kind_of_applicant(ask: Ask) -> None:
    lines = ask("渡镇镇2023年申请收办平衡吗", "是哪一类申请人的问题").text.splitlines()
    assert ["自然人"] == [line.split("（")[1].split("）")[0] for line in lines if line.endswith("不符。")]
    assert 5 == len([line for line in lines if line.startswith("- 收办平衡") and line.endswith("相符。")])


def test_which_side_is_right_is_left_to_the_original(ask: Ask) -> None:
    answer = ask("汀岚镇2020年正文和表格一致吗", "应该信哪个")
    assert "answered" == answer.status
    assert "没有依据可以判断" in answer.text


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("448条次[1] ÷ 758条次[1] = 59.1%，正文写59.1%[2]，相符", "溪源县栎桥镇2021年59.1%算对了吗"),
        ("378条[1] ÷ 705条[1] = 53.6%，正文写53.6%[2]，相符", "砚泉镇2020年正文写的53.6%对吗"),
        ("378条[1] ÷ 705条[1] = 53.6%，正文写53.6%[2]，相符", "砚泉镇2020年网站占比对不对"),
        ("正文写 965 占 1599 的 67.9%，按此应为 60.4%", "鹭渚街道2023年网站占比算对了吗"),
        ("正文没有写70%", "砚泉镇2020年70%这个比例对吗"),
        ("正文没有写可以核对的百分比", "汀岚镇2021年网站占比对不对"),
        ("相加得 897", "溪源县栎桥镇2020年分项之和是900吗"),
        ("所问的900与此不符", "溪源县栎桥镇2020年分项之和是900吗"),
    ],
)
def test_shares_and_sums_of_the_prose_are_worked_out_again(ask: Ask, said: str, question: str) -> None:
    assert said in ask(question).text


def test_what_could_not_be_checked_is_no_question_for_the_right_side(ask: Ask) -> None:
    assert "没有依据可以判断" not in ask("梧山县栎桥镇2019年哪些数没法核对").text


def test_nothing_to_check_is_not_told_as_agreeing(ask: Ask) -> None:
    answer = ask("汀岚镇2021年网站占比对不对")
    assert "对得上" not in answer.text.splitlines()[0]
    assert "已核对" not in answer.text


@pytest.mark.parametrize("question", ["有多少份报告存在问题", "出错的报告有几份", "How many reports have errors?"])
def test_reports_with_and_without_findings_are_counted(ask: Ask, question: str) -> None:
    answer = ask(question)
    counts = [int(value.value) for value in answer.values if value.unit == "份报告"]
    with_findings, without = counts[0], counts[1]
    assert len(set(answer.findings)) >= with_findings > 0
    assert without > 0
    assert any(word in answer.text for word in ("已核对", "Checked"))


def test_every_stored_report_is_counted_once(ask: Ask) -> None:
    (stored,) = [value.value for value in ask("现在存了多少份报告").values if value.unit == "份报告" or "报告数" in value.label]
    counts = [value.value for value in ask("有多少份报告存在问题").values if value.unit == "份报告"]
    assert stored == counts[0] + counts[1]


def test_reports_without_faults_are_listed_and_none_that_has_one(ask: Ask) -> None:
    clean = next(line for line in ask("哪些报告的数字是完全没有问题的").text.splitlines() if line.startswith("没有核查发现"))
    assert "砚泉镇2019年" in clean
    assert not any(report in clean for report in ("汀岚镇2020年", "汀岚镇2023年", "砚泉镇2020年", "渡镇镇2023年"))


def test_most_findings_are_ranked_by_report_or_agency(ask: Ask) -> None:
    assert "核查发现最多的是砚泉镇2020年，3条" in ask("错误最多的是哪份报告").text
    assert "核查发现最多的是砚泉镇，7条" in ask("哪个镇的错误最多").text


@pytest.mark.parametrize("question", ["墟头镇2021年两个文件有什么不同", "墟头镇2021年行政处罚到底是10还是11"])
def test_two_files_of_one_report_are_told_with_both_figures(ask: Ask, question: str) -> None:
    assert "10 → 11" in ask(question).text


@pytest.mark.parametrize(
    "question",
    ["廿七里街道2023年读不出来的是哪些格", "廿七里街道2023年有看不清的数字吗", "Which cells of Nianqili 2023 are unreadable?"],
)
def test_cells_that_could_not_be_read_are_listed_with_what_stands_there(ask: Ask, question: str) -> None:
    answer = ask(question)
    (line,) = [line for line in answer.text.splitlines() if line.startswith(("- 没能读准：", "- 读不出：", "- Not"))]
    assert any(word in line for word in ("行政处罚处理决定数量", "administrative penalties"))


def test_cells_that_stopped_a_check_are_listed(ask: Ask) -> None:
    answer = ask("梧山县栎桥镇2019年为什么有的数核不了")
    assert "有 7 处因单元格空白或读不出而无法核对" in answer.text
    assert 7 == answer.text.count("要求提供公开出版物")
    assert {"- 空白", "- 表中没有"} <= {line.split("：")[0] for line in answer.text.splitlines()}


def test_an_early_date_of_publication_is_told_with_its_date(ask: Ask) -> None:
    assert "报告发布于2021-12-24，早于报告年度结束" in ask("白榆镇2021年的报告发布日期正常吗").text
