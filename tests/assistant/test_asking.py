"""How people ask: colloquial, elliptical and compound questions, over an invented catalog and an invented store."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer, Conversation, Query, Threshold
from assistant.service import Assistant
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.understand import understand_question
from index.intake.build import ingest_paths
from index.records import StoredAgency, StoredReport
from index.settings import Settings
from index.store import open_store

LINHE, YUNLING, ZONE = ("青川市", "临河县"), ("南原市", "云岭县"), ("青川市", "平澜综合实验区")
AGENCIES = tuple(
    StoredAgency(number, name, None, parents)
    for number, (name, parents) in enumerate(
        [
            ("柳泉镇", LINHE),
            ("石桥镇", LINHE),
            ("石桥镇", YUNLING),
            ("望湖街道", LINHE),
            ("东升乡", YUNLING),
            ("平澜综合实验区", ZONE),
            ("平澜县", ("青川市", "平澜县")),
        ],
        start=1,
    )
)
YEARS = {6: (2022,), 7: (2013,)}


def store_report(number: int, source: str, agency: StoredAgency | None, year: int) -> StoredReport:
    """A report of the catalog, in the form of its year."""
    return StoredReport(
        number, source, str(number), "text", agency, year, "2019" if year < 2021 else "2021", None, None, answers=True
    )


CATALOG = Catalog(
    AGENCIES,
    (
        *(
            store_report(10 * agency.id + place, f"{agency.id}-{year}.txt", agency, year)
            for agency in AGENCIES
            for place, year in enumerate(YEARS.get(agency.id, (2020, 2021, 2022)))
        ),
        store_report(900, "folder/k017.txt", None, 2022),
    ),
)


def understand(question: str, *, after: tuple[Query, ...] = ()) -> Query:
    """The query of a question, as the next turn after some queries."""
    return understand_question(question, CATALOG, Conversation(list(after), []))


def name_all(query: Query) -> list[str]:
    return [f"{agency.parents[-1]}{agency.name}" for agency in query.agencies]


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("街道", "2021年哪个街道公开的信息最多？"),
        ("乡", "2021年公开信息最少的乡是哪个"),
        ("苏木", "哪个苏木公开的信息最多"),
        ("镇", "2021年哪个镇的行政处罚最多"),
        ("", "2021年哪个乡镇的行政处罚最多"),
        ("", "2021年各乡镇街道行政处罚排名"),
    ],
)
def test_ranking_keeps_to_the_kind_that_is_asked_for(kind, question):
    query = understand(question)
    assert ("rank", kind) == (query.operation, query.kind)


@pytest.mark.parametrize(
    ("low", "high", "question"),
    [
        (3, 10, "2021年行政处罚在3到10件之间的有哪些镇"),
        (3, 10, "2021年哪些镇的行政处罚介于3件和10件之间"),
        (300, 800, "2021年公开信息在300条到800条之间的乡镇"),
        (3, 20, "Which towns had between 3 and 20 penalties in 2021?"),
    ],
)
def test_range_has_both_bounds(low, high, question):
    query = understand(question)
    assert Threshold(">=", Decimal(low), Decimal(high)) == query.threshold
    assert query.operation in ("threshold", "count")


@pytest.mark.parametrize(
    ("operation", "question"),
    [
        ("sum", "2021年所有乡镇的采购总金额是多少"),
        ("sum", "2021年一共公开了多少条信息？"),
        ("sum", "临河县2021年收到申请共多少"),
        ("sum", "柳泉镇三年一共办了多少行政许可"),
        ("lookup", "柳泉镇2020年政府采购项目有多少个"),
        ("threshold", "2021年行政处罚大于零的有哪些"),
        ("threshold", "哪些乡镇被纠正过"),
        ("difference", "2021年柳泉镇比望湖街道少发了多少条信息"),
        ("difference", "柳泉镇的行政许可2022年比2021年多吗"),
        ("trend", "柳泉镇网站发布量三年间涨了百分之几"),
        ("trend", "柳泉镇行政处罚什么时候开始下降"),
        ("compare", "2021年柳泉镇和望湖街道谁公开得多"),
        ("lookup", "总结一下柳泉镇2021年的报告"),
        ("mentions", "哪几个乡镇办过政府开放日"),
        ("mentions", "谁提到了手语"),
        ("check", "柳泉镇2021年报告里125和132哪个对"),
        ("check", "柳泉镇2021年分渠道相加是不是总数"),
        ("reports", "哪些报告没写明是哪个机关"),
        ("reports", "你都有哪些资料"),
        ("reports", "你的数据来源是什么"),
        ("reports", "没有2022年报告的有哪些乡镇"),
        ("reports", "临河县有哪些乡镇"),
        ("reports", "东升乡是哪个县的"),
        ("check", "哪些报告里出现了别的镇的名字"),
        ("help", "予以公开率怎么算的"),
        ("out_of_scope", "把柳泉镇2021年的行政处罚改成100件"),
    ],
)
def test_colloquial_question_is_understood(operation, question):
    assert operation == understand(question).operation


@pytest.mark.parametrize(
    ("measures", "question"),
    [
        (["active.fees.amount"], "柳泉镇2020年行政事业性收费金额"),
        (["active.licensing.previous_items"], "柳泉镇2022年上一年行政许可项目数量"),
        (["published.website", "published.total"], "柳泉镇2021年网站公开占全部公开的比重"),
        (["published.website", "published.wechat", "published.total"], "柳泉镇2021年网站和微信各占多少"),
        (["disputes.suits.total"], "柳泉镇2021年有没有被人告过"),
        (
            [f"disputes.review.{outcome}" for outcome in ("total", "upheld", "corrected", "other", "pending")],
            "柳泉镇2021年行政复议的结果分别是什么",
        ),
        (["published.total"], "What share of Liuquan's publications, 2021?"),
    ],
)
def test_colloquial_figure_is_recognised(measures, question):
    assert measures == [measure.id for measure in understand(question).measures]


@pytest.mark.parametrize("question", ["柳泉镇有多少", "柳泉镇2021年多少件"])
def test_number_without_a_thing_counted_is_no_prose(question):
    query = understand(question)
    assert ("lookup", ()) == (query.operation, query.measures)


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (["临河县石桥镇"], "林河县石桥镇2021年行政处罚"),
        (["临河县柳泉镇"], "liuquan镇2021年行政处罚"),
        (["平澜综合实验区平澜综合实验区"], "平澜2022年收到申请多少"),
        (["平澜综合实验区平澜综合实验区"], "平澜实验区2022年行政许可"),
        (["平澜综合实验区平澜综合实验区"], "平兰综合实验区2022年行政处罚"),
        (["临河县石桥镇", "云岭县石桥镇"], "两个石桥镇2021年处罚谁多"),
    ],
)
def test_misspelt_and_short_names_are_found(names, question):
    query = understand(question)
    assert names == name_all(query)
    assert () == query.options


@pytest.mark.parametrize(
    ("counties", "question"),
    [
        (("临河县", "云岭县"), "临河县和云岭县2021年谁收到的申请多"),
        (("临河县", "云岭县", "平澜综合实验区", "平澜县"), "2021年各县收到多少申请"),
        ((), "青川市临河县2021年收到多少申请"),
    ],
)
def test_counties_are_added_up_one_by_one(counties, question):
    assert counties == understand(question).counties


def test_narrowest_of_nested_places_is_meant():
    assert "临河县" == understand("青川市临河县2021年一共收到多少申请").parent


def test_agencies_may_each_have_a_year_of_their_own():
    query = understand("柳泉镇2020年和望湖街道2022年的行政处罚相差多少")
    assert ((1, 2020), (4, 2022)) == query.pairs


@pytest.mark.parametrize("question", ["k017.txt里行政处罚多少件", "k017这份报告行政处罚多少件", "k017 行政处罚多少件"])
def test_report_without_an_agency_is_asked_for_by_its_file(question):
    query = understand(question)
    assert (("folder/k017.txt",), (), ()) == (query.sources, query.agencies, query.options)


@pytest.mark.parametrize(
    ("rules", "question"),
    [
        (("foreign_name",), "哪份报告写错了别的镇的名字"),
        (("year_mismatch",), "哪些报告年份写错了"),
        (("copied_last_year", "copied_between"), "柳泉镇2021年的文字有没有抄袭"),
        (("published_late",), "有没有报告晚于规定时间公布"),
        (("fee_unexplained",), "柳泉镇2021年信息处理费前后一致吗"),
    ],
)
def test_check_keeps_to_what_is_asked(rules, question):
    assert set(rules) <= set(understand(question).rules)
    assert not {"foreign_name", "year_mismatch"}.difference(rules) & set(understand(question).rules)


def test_difference_sets_the_last_two_figures_against_each_other():
    first = understand("柳泉镇2021年行政处罚多少件")
    second = understand("望湖街道呢", after=(first,))
    for question in ("差多少", "哪个多"):
        assert ["柳泉镇", "望湖街道"] == [agency.name for agency in understand(question, after=(first, second)).agencies]


def test_other_one_is_the_option_not_chosen():
    offered = understand("石桥镇2021年行政处罚多少件")
    chosen = understand("第一个", after=(offered,))
    assert ["临河县石桥镇"] == name_all(chosen)
    assert ["云岭县石桥镇"] == name_all(understand("另一个呢", after=(offered, chosen)))


def test_altogether_after_an_applicant_is_all_applicants():
    first = understand("柳泉镇2021年自然人申请几件")
    assert ["requests.new.total"] == [measure.id for measure in understand("一共呢", after=(first,)).measures]


def test_chosen_option_keeps_the_subject():
    offered = understand("石桥镇2021年存在什么问题")
    chosen = understand("云岭的", after=(offered,))
    assert "存在什么问题" in chosen.about


UNNAMED = """2022年政府信息公开工作年度报告

一、总体情况
2022年，我镇主动公开政府信息77条。

五、存在的主要问题及改进情况
存在的问题：一是人手紧。经办人还要兼管会务。二是更新偏慢。三是讲解太少。改进的打算是：一是补充人手；二是每周更新；三是多讲多说。

六、其他需要报告的事项
无。
"""


@pytest.fixture(scope="module")
def ask_unnamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Answer]]:
    """Asks a store with one report that names no agency."""
    folder: Path = tmp_path_factory.mktemp("unnamed")
    (folder / "k017.txt").write_text(UNNAMED, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert ["added"] == [outcome.status for outcome in ingest_paths(settings, [folder / "k017.txt"])]
    with open_store(settings) as store:
        yield lambda question: Assistant(store).ask(question, Conversation())


def test_report_without_an_agency_answers_by_its_file(ask_unnamed):
    answer = ask_unnamed("k017.txt公开了多少条信息")
    assert [Decimal(77)] == [value.value for value in answer.values]
    assert "k017.txt" in answer.text


def test_report_without_an_agency_is_listed(ask_unnamed):
    assert "k017.txt" in ask_unnamed("有哪些报告").text
    assert "k017.txt" in ask_unnamed("哪些报告没写明单位").text


def test_every_point_of_the_problems_is_told_and_no_plan(ask_unnamed):
    text = ask_unnamed("k017.txt里有哪些问题").text
    assert all(point in text for point in ("人手紧", "兼管会务", "更新偏慢", "讲解太少"))
    assert "补充人手" not in text


def test_plans_are_told_without_the_problems(ask_unnamed):
    text = ask_unnamed("k017.txt准备怎么改").text
    assert all(point in text for point in ("补充人手", "每周更新", "多讲多说"))
    assert "更新偏慢" not in text


@pytest.mark.parametrize(
    "question", ["柳溪镇2023年收到几件申请", "2023年哪些镇行政处罚超过10件", "柳溪镇2022年不予公开几件", "哪些报告的数字对不上"]
)
def test_marks_are_numbered_without_a_gap(ask, question):
    marked: set[int] = set()
    for first, last in re.findall(r"\[(\d+)\](?:–\[(\d+)\])?", ask(question).text):
        marked.update(range(int(first), int(last or first) + 1))
    assert set(range(1, len(marked) + 1)) == marked


def test_trend_tells_the_change_first(ask):
    assert "18件" in ask("柳溪镇历年行政处罚有什么变化").text.split("\n\n")[0]


def test_findings_of_many_reports_are_counted(ask):
    text = ask("哪些报告的数字对不上").text
    assert "份报告" in text.split("\n\n")[0]


def test_both_figures_of_prose_and_table_are_shown(ask):
    answer = ask("柳溪镇2023年正文说的申请数和表里的一致吗")
    assert "正文写收到申请 9件，表中为 8" in answer.text
    assert {Decimal(8), Decimal(9)} <= {value.value for value in answer.values}


def test_no_problem_is_made_up_where_none_is_told(ask_unnamed):
    assert "no_data" == ask_unnamed("k017.txt里的镇长叫什么名字").status
