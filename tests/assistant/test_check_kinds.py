"""Which kind of check a question is after: every rule is reached in everyday words, and only the rules that are meant."""

from collections.abc import Mapping

import pytest

from assistant.records import Conversation, Query
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.understand import understand_question
from index.records import StoredAgency, StoredReport
from ingest.checks.findings import load_rules

AGENCIES = tuple(StoredAgency(number, name, None, ("青川市", "临河县")) for number, name in enumerate(("柳泉镇", "望湖街道"), 1))
CATALOG = Catalog(
    AGENCIES,
    tuple(
        StoredReport(
            10 * agency.id + year, f"{agency.id}-{year}.txt", f"{year}", "text", agency, year, "2021", None, None, answers=True
        )
        for agency in AGENCIES
        for year in (2021, 2022, 2023)
    ),
)

ASKED: Mapping[str, tuple[str, ...]] = {
    "balance": (
        "柳泉镇2022年申请收办平不平",
        "哪个镇收的和办的件数对不上",
        "新收加上年结转跟办理加结转下年对得上吗",
        "Do the requests of Liuquan in 2022 not balance?",
    ),
    "results_total": (
        "柳泉镇2022年各项办理结果相加跟总计一致吗",
        "哪份报告办理结果加起来不等于总计",
        "处理结果合计算错的有谁",
        "Do the outcomes add up in Liuquan's 2022 report?",
    ),
    "applicants_total": (
        "各类申请人合计对得上吗",
        "柳泉镇2022年申请人加起来等于总计吗",
        "哪些报告的申请人总数加错了",
        "Which reports have applicants that do not add up?",
    ),
    "disputes_total": (
        "柳泉镇2022年行政复议的总计和各项相加对得上吗",
        "哪个街道复议合计错了",
        "诉讼的数字对得上吗",
        "Are the totals of the reviews right?",
    ),
    "carry_over": (
        "柳泉镇2022年结转跟上年接得上吗",
        "去年剩下没办完的申请和今年对得上吗",
        "哪些镇跨年结转有断档",
        "柳泉镇2022年和2023年结转连得上吗",
        "Does the carry-over of Liuquan in 2022 match the year before?",
    ),
    "stock_flow": (
        "规范性文件的现行有效数逐年衔接吗",
        "柳泉镇2022年现行有效件数和去年连得上吗",
        "哪些镇文件存量对不上",
        "Are the documents in force consistent from year to year?",
    ),
    "published_stock": (
        "柳泉镇2020年对外公开总数量和上年矛盾吗",
        "哪些镇公开总数量连不上",
        "文件存量两年接不上的有谁",
        "Are the publications consistent from year to year?",
    ),
    "text_vs_table": (
        "哪些报告正文跟表格打架",
        "柳泉镇2022年文字和表里写的对得上吗",
        "表里的数和正文不一样的有哪些",
        "Does the text of Liuquan's 2022 report agree with its table?",
    ),
    "text_parts": (
        "柳泉镇2022年各渠道加起来等于总数吗",
        "哪份报告分项凑不成总数",
        "总数和分项对不上的有谁",
        "In which reports do the channels not add up?",
    ),
    "impossible_value": (
        "柳泉镇2022年报告有什么不合常理的地方",
        "哪些报告写了不可能的数",
        "有没有离谱的数字",
        "Which reports have impossible figures?",
    ),
    "table_lost": (
        "哪份报告缺了一张表",
        "谁的表格是空的",
        "柳泉镇2022年是不是少了个表",
        "哪个镇的报告缺了表",
        "Which reports have a missing table?",
    ),
    "form_outdated": (
        "哪些报告用错了表",
        "谁还在用老版的表格",
        "柳泉镇2022年表式过时了吗",
        "Which reports are still on the outdated form?",
    ),
    "percentage": (
        "哪份报告正文里的百分比算错了",
        "柳泉镇2022年59.1%算对了吗",
        "网站占比对不对",
        "Is the percentage in Liuquan's 2022 report correct?",
    ),
    "all_closed": (
        "哪个街道说全部办结却还有结转",
        "柳泉镇2022年办结率100%属实吗",
        "谁写申请都办完了其实没办完",
        "Who claims that all requests were closed?",
    ),
    "year_mismatch": (
        "哪份报告里写错了年份",
        "柳泉镇2022年的报告到底是哪一年的",
        "年度前后不一致的报告有哪些",
        "Which report has the wrong year?",
    ),
    "foreign_name": (
        "谁的报告把别的镇名写进去了",
        "哪份报告写了别的镇的名字",
        "有没有张冠李戴的报告",
        "Which report has the name of another town?",
    ),
    "copied_last_year": (
        "哪些报告抄了去年的",
        "谁把上一年的话原样照搬过来",
        "柳泉镇2022年抄2021年的是哪一段",
        "柳泉镇2022年和去年一字不差吗",
        "Which reports were copied from last year?",
    ),
    "copied_between": (
        "哪些报告抄了别处的",
        "谁照搬了其他乡镇的文字",
        "柳泉镇2022年和哪个镇的报告雷同",
        "镇与镇之间有没有互相抄",
        "Which reports copied from each other?",
    ),
    "same_report_twice": (
        "柳泉镇2022年两个文件有什么不同",
        "哪些报告存了两份",
        "同一份报告有两个版本的是谁",
        "Do the two files for Liuquan 2022 differ?",
    ),
    "report_changed": ("哪些报告的文件被换过", "柳泉镇2022年的文件改动过吗", "有没有替换过的报告", "Which files were replaced?"),
    "fee_unexplained": (
        "信息处理费前后说法一致吗",
        "柳泉镇2022年收了费却没交代的",
        "哪份报告的处理费没说清",
        "Which reports have unexplained information fees?",
    ),
    "published_late": (
        "柳泉镇2022年的报告发布日期正常吗",
        "谁的年报发得太晚",
        "哪些镇没按时公布年报",
        "Which reports were published late?",
    ),
    "unreadable": (
        "柳泉镇2022年读不出来的是哪些格",
        "哪些报告有看不清的数字",
        "有没有认不出的单元格",
        "Which reports have unreadable cells?",
    ),
    "uncertain": (
        "柳泉镇2022年为什么有的数核不了",
        "哪些报告没法核对",
        "无法核查的是哪几家",
        "Which reports could not be checked?",
    ),
    "not_assessable": (
        "柳泉镇2022年有的合计对不了",
        "哪些数不能核实",
        "谁的报告未能校验",
        "What can't be verified in Liuquan's 2022 report?",
    ),
}
"""At least three everyday questions for every rule."""

TOGETHER = {
    "all_closed": {"text_vs_table"},
    "stock_flow": {"published_stock"},
    "uncertain": {"not_assessable", "unreadable"},
}
"""Rules that the same words mean together."""


def understand(question: str, *before: Query) -> Query:
    """The query of a question, after other queries."""
    return understand_question(question, CATALOG, Conversation(list(before), []))


def test_every_rule_has_three_everyday_questions() -> None:
    assert set(load_rules()) == set(ASKED)
    assert {} == {rule: asked for rule, asked in ASKED.items() if len(asked) < 4}  # three in Chinese and one in English


@pytest.mark.parametrize(("rule", "question"), [(rule, question) for rule, asked in ASKED.items() for question in asked])
def test_a_question_for_one_kind_of_fault_goes_to_its_rule_alone(rule: str, question: str) -> None:
    query = understand(question)
    allowed = {rule} | TOGETHER.get(rule, set()) | {other for other, kin in TOGETHER.items() if rule in kin}
    allowed |= {kin for other, kins in TOGETHER.items() if rule in kins for kin in kins}
    assert ("check", ()) == (query.operation, query.options)
    assert rule in query.rules
    assert set(query.rules) <= allowed


@pytest.mark.parametrize(
    ("operation", "question"),
    [
        ("lookup", "柳泉镇2022年办理结果总计多少件"),
        ("text", "柳泉镇2022年存在哪些问题"),
        ("mentions", "哪些镇提到没有及时公开信息"),
        ("mentions", "哪些镇提到群众看不懂公开内容"),
        ("rank", "2022年哪个镇申请最多"),
        ("compare", "柳泉镇和望湖街道2022年行政复议数据对比"),
        ("trend", "柳泉镇历年结转下年度的件数有什么变化"),
        ("share", "柳泉镇2022年网站占公开信息的比例"),
        ("lookup", "柳泉镇2022年结转下年度继续办理几件"),
        ("lookup", "柳泉镇2022年制发了多少件规章"),
        ("mentions", "哪些报告提到信息员更换频繁"),
        ("mentions", "哪些镇承认公布得太晚"),
        ("lookup", "柳泉镇2022年正文和表格里的申请各是几件"),
        ("reports", "柳泉镇有哪些年份的报告"),
    ],
)
def test_words_that_name_no_fault_are_no_check(operation: str, question: str) -> None:
    assert operation == understand(question).operation


@pytest.mark.parametrize(
    ("tally", "question"),
    [
        ("clean", "哪些报告的数字是完全没有问题的"),
        ("clean", "哪几份年报挑不出毛病"),
        ("clean", "柳泉镇哪几年的报告没有任何问题"),
        ("clean", "Which reports are free of errors?"),
        ("faulty", "有多少份报告存在问题"),
        ("faulty", "出错的报告有几份"),
        ("faulty", "How many reports have errors?"),
        ("most", "错误最多的是哪份报告"),
        ("most", "Which report has the most discrepancies?"),
        ("least", "谁的数字最可靠"),
    ],
)
def test_a_tally_of_reports_with_faults_is_a_check(tally: str, question: str) -> None:
    query = understand(question)
    assert ("check", tally) == (query.operation, query.tally)


@pytest.mark.parametrize(
    ("rules", "question"),
    [
        (("copied_last_year",), "哪些报告没有抄去年的"),
        (("year_mismatch",), "哪几份报告的年份没写错"),
        (("text_vs_table", "all_closed"), "谁的正文跟表格没有打架"),
        (("published_late",), "Which reports were not published late?"),
    ],
)
def test_reports_without_one_kind_of_fault_are_asked_for(rules: tuple[str, ...], question: str) -> None:
    query = understand(question)
    assert ("check", "clean", rules) == (query.operation, query.tally, query.rules)


def test_whether_one_report_has_a_fault_is_no_tally() -> None:
    assert "" == understand("柳泉镇2022年的年份有没有写错").tally


@pytest.mark.parametrize("question", ["差几件", "应该信哪个", "是哪一类申请人的问题", "差多少？", "哪个是对的"])
def test_a_check_goes_on_in_short_questions(question: str) -> None:
    before = understand("柳泉镇2022年申请收办平不平")
    query = understand(question, before)
    assert ("check", before.rules, before.agencies, before.years) == (
        query.operation,
        query.rules,
        query.agencies,
        query.years,
    )
    assert query.wants_difference is ("差" in question)


def test_another_question_ends_a_check() -> None:
    before = understand("柳泉镇2022年申请收办平不平")
    assert "lookup" == understand("那收到几件申请", before).operation
