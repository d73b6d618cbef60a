"""Questions that everyday words would mislead: prose with a figure's word in it, sums asked in words, names that look alike."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer, Conversation, Query, Threshold
from assistant.service import Assistant
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.understand import understand_question
from assistant.understanding.words.glyphs import look_alike
from index.intake.build import ingest_paths
from index.records import StoredAgency, StoredReport
from index.settings import Settings
from index.store import open_store

LINHE, YUNLING = ("青川市", "临河县"), ("南原市", "云岭县")
NAMES = (("柳泉镇", LINHE), ("望湖街道", LINHE), ("东升乡", YUNLING), ("汀岚镇", YUNLING))
AGENCIES = tuple(StoredAgency(number, name, None, parents) for number, (name, parents) in enumerate(NAMES, start=1))
CATALOG = Catalog(
    AGENCIES,
    tuple(
        StoredReport(
            *(100 * agency.id + year - 2018, f"{agency.id}-{year}.txt", f"{agency.id}{year}", "text", agency, year),
            *("2019" if year < 2021 else "2021", None, None),
            answers=True,
        )
        for agency in AGENCIES
        for year in (2019, 2020, 2021, 2022)
    ),
)


def understand(*turns: str) -> Query:
    """The query of the last of some turns."""
    queries: list[Query] = []
    for turn in turns:
        queries.append(understand_question(turn, CATALOG, Conversation(list(queries), [])))
    return queries[-1]


def list_measures(query: Query) -> list[str]:
    return [measure.id for measure in query.measures]


@pytest.mark.parametrize(
    "question",
    [
        "柳泉镇2021年疫苗接种的信息几点公布",
        "柳泉镇2021年公开经过哪几道审核关口",
        "柳泉镇2021年公开前要过几道关口",
        "柳泉镇2021年学校和卫生院的收费标准公开了吗",
        "柳泉镇2021年老街修缮的方案公开过吗",
        "柳泉镇2021年公开了几条疫苗接种信息",
        "柳泉镇2021年水价收费标准公示没有",
        "柳泉镇2021年给干部做过什么培训",
        "柳泉镇2021年起草水源地办法时征求过意见吗",
        "柳泉镇2021年关于复议和诉讼的原文是怎么写的",
        "柳泉镇2021年关于行政处罚的内容怎么表述",
        "柳泉镇2021年申请书去哪里领",
        "柳泉镇2021年申请人满意吗",
        "柳泉镇2021年发布惠民政策信息多少条",
    ],
)
def test_content_words_that_no_measure_explains_ask_for_prose(question):
    assert ("text", (2021,)) == (understand(question).operation, understand(question).years)


@pytest.mark.parametrize(
    ("measure", "question"),
    [
        ("published.total", "柳泉镇2021年主动公开"),
        ("published.total", "柳泉镇2021年公开了几条信息"),
        ("published.total", "柳泉镇2021年公开信息了吗"),
        ("active.penalties.decisions", "柳泉镇2021年有没有行政处罚"),
        ("active.fees.amount", "柳泉镇2021年行政事业性收费"),
        ("requests.new.natural_person", "柳泉镇2021年收到公民的申请了吗"),
        ("published.total", "柳泉镇2021年对外发布的政务信息总共有多少条"),
        ("published.wechat", "柳泉镇2021年微信推送文章"),
        ("active.procurement.amount", "柳泉镇2021年政府采购花销"),
        ("active.licensing.decisions", "烦请告知柳泉镇2021年行政许可"),
        ("disputes.suits.total", "柳泉镇2021年有没有因为政府信息公开被提起行政诉讼"),
        ("disputes.review.total", "柳泉镇2021年被提起过行政复议吗"),
        ("active.licensing.decisions", "柳泉镇2021年行政许可办理量是多少"),
        ("active.penalties.decisions", "柳泉镇2021年行政处罚办理数量"),
        ("active.fees.change", "柳泉镇2020年行政事业性收费的项目增加了几项"),
        ("active.penalties.change", "柳泉镇2020年行政处罚项目减少了多少项"),
        ("active.licensing.change", "柳泉镇2020年行政许可项目比上年增加了几项"),
    ],
)
def test_figure_is_still_taken_for_one(measure, question):
    query = understand(question)
    assert ("lookup", [measure]) == (query.operation, list_measures(query))


@pytest.mark.parametrize(
    ("term", "question"),
    [
        ("法律顾问会签", "提到法律顾问会签的有哪些乡镇"),
        ("敏感词校验", "哪些报告讲过敏感词校验"),
        ("错误排查", "哪些乡镇写到错误排查"),
        ("三道关口", "哪几份报告说到三道关口"),
        ("水质监测结果", "哪些乡镇公布过水质监测结果"),
        ("数据核对台账", "谁提及数据核对台账"),
    ],
)
def test_what_is_mentioned_is_no_check_and_no_list_of_reports(term, question):
    query = understand(question)
    assert ("mentions", (term,)) == (query.operation, query.terms)


@pytest.mark.parametrize(
    ("rules", "question"),
    [
        (("applicants_total",), "柳泉镇2021年表里各类申请人相加是否等于总计"),
        (("applicants_total",), "柳泉镇2021年各类申请人加起来和总计一样吗"),
        (("balance",), "柳泉镇2021年收到加结转的,等于办结加转下年的吗"),
        (("balance",), "柳泉镇2021年新收加上年结转是否等于办结加结转下年"),
        (("text_parts",), "柳泉镇2021年各渠道之和与主动公开总数一致吗"),
        (("results_total",), "柳泉镇2021年各类办理结果相加等于总计吗"),
        (("disputes_total",), "柳泉镇2021年行政复议各项加起来等于总计吗"),
        (("form_outdated",), "哪些报告还在用旧表格"),
        (("published_late",), "哪份报告公布得太晚了"),
        (("published_late",), "哪份年报拖到很晚才发布"),
        (("copied_between",), "柳泉镇2021年的报告跟别的乡镇有雷同吗"),
    ],
)
def test_check_in_words_means_its_rule_in_its_year(rules, question):
    query = understand(question)
    assert ("check", rules) == (query.operation, query.rules)
    assert query.years in ((), (2021,))


@pytest.mark.parametrize(
    ("rules", "first", "second"),
    [
        (("text_parts",), "柳泉镇2021年各渠道分别是多少", "加起来和总数一样吗"),
        (("applicants_total",), "柳泉镇2021年各类申请人分别是多少", "相加等于总计吗"),
    ],
)
def test_sum_of_the_figures_before_is_checked(rules, first, second):
    query = understand(first, second)
    assert ("check", rules, (2021,)) == (query.operation, query.rules, query.years)


@pytest.mark.parametrize(
    ("measures", "turns"),
    [
        (["published.wechat", "published.total"], ("柳泉镇2021年微信发了多少条", "占总数的百分之几")),
        (["published.wechat", "published.total"], ("柳泉镇2021年微信发了多少条", "占全部的比例是多少")),
        (["requests.granted.total", "requests.total.total"], ("柳泉镇2021年予以公开几件", "占办结总数的百分之几")),
        (["requests.new.business", "requests.new.total"], ("柳泉镇2021年商业企业申请几件", "那占总数的比例呢")),
    ],
)
def test_share_is_of_the_last_figure_in_its_own_whole(measures, turns):
    query = understand(*turns)
    assert ("share", measures) == (query.operation, list_measures(query))
    assert ([AGENCIES[0]], (2021,)) == (list(query.agencies), query.years)


@pytest.mark.parametrize("question", ["这两项一共多少件", "两项合计多少", "前两项合计多少", "这两项加起来多少件"])
def test_two_figures_spoken_of_are_added_up(question):
    query = understand("柳泉镇2021年予以公开了多少件", "部分公开的呢", question)
    assert (["requests.granted.total", "requests.partly_granted.total"], True) == (list_measures(query), query.together)


@pytest.mark.parametrize(
    ("operation", "question"),
    [
        ("reports", "东升乡少了哪一年"),
        ("reports", "东升乡缺哪几年"),
        ("reports", "哪些乡镇街道的年报不齐全"),
        ("reports", "哪些单位的报告不完整"),
        ("help", "我可以怎么问你"),
        ("help", "我该怎样提问"),
        ("help", "如何向你提问"),
        ("out_of_scope", "柳泉镇到望湖街道开车要多久"),
        ("out_of_scope", "从柳泉镇坐车去东升乡多远"),
        ("out_of_scope", "帮我起草一份离职申请书"),
        ("out_of_scope", "代写一份入党申请书"),
        ("sum", "2021年几个乡镇主动公开信息总共多少条"),
        ("sum", "2021年几个乡镇一共收到多少件申请"),
        ("count", "2021年有几个乡镇收到申请"),
    ],
)
def test_stock_help_scope_and_totals_are_told_apart(operation, question):
    assert operation == understand(question).operation


@pytest.mark.parametrize("question", ["2021年没有一件行政诉讼的地方有几个", "2021年一件行政诉讼都没有的机关有多少个"])
def test_places_without_any_are_counted(question):
    query = understand(question)
    assert ("count", Threshold("=", Decimal(0))) == (query.operation, query.threshold)
    assert query.all_agencies


def test_recent_years_are_those_stored():
    assert (2019, 2020, 2021, 2022) == understand("柳泉镇近几年行政许可走势如何").years


def test_name_with_a_look_alike_is_taken_and_said():
    query = understand("汀岗镇2021年行政处罚有几件")
    assert ["汀岚镇"] == [agency.name for agency in query.agencies]
    assert any("汀岗镇" in note for note in query.assumed)


@pytest.mark.parametrize("name", ["汀溪镇", "汀阳镇", "东山乡"])
def test_name_of_another_place_stays_unknown(name):
    assert (name,) == understand(f"{name}2021年行政处罚有几件").unknown_agencies


@pytest.mark.parametrize(
    ("alike", "first", "second"), [(True, "岗", "岚"), (True, "杉", "彬"), (False, "东", "西"), (False, "山", "山")]
)
def test_look_alikes_are_known(alike, first, second):
    assert alike == look_alike(first, second)


COPIED = (
    "本年度组织政策讲解小分队走进集市和院落，用方言说明补贴申领的条件和时限，现场收集群众疑问并逐条登记，"
    "回访之后把共性问题编成问答张贴在便民大厅入口，每季度更换一次内容，让来办事的人一进门就能看到。"
)
CHANNELS = "2022年，通过政府网站公开信息145条，通过微信公众号公开信息143条。"
TITLE = "人民政府2022年政府信息公开工作年度报告"
REPORTS = {
    "柳泉镇2022年.txt": f"临河县柳泉镇{TITLE}\n2023年4月18日\n\n一、总体情况\n{CHANNELS}\n{COPIED}\n",
    "东升乡2022年.txt": f"云岭县东升乡{TITLE}\n2023年1月16日\n\n一、总体情况\n{COPIED}\n",
}


@pytest.fixture(scope="module")
def ask_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Answer]]:
    """Asks a store with two reports that share a paragraph, one of them late and without a total."""
    folder: Path = tmp_path_factory.mktemp("pair")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert ["added", "added"] == [outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))]
    with open_store(settings) as store:
        yield lambda question: Assistant(store).ask(question, Conversation())


def test_channels_are_told_where_no_total_is_stated(ask_pair):
    answer = ask_pair("柳泉镇2022年总共公开了多少条信息")
    assert "no_data" == answer.status
    assert [Decimal(145), Decimal(143)] == [value.value for value in answer.values]
    assert ["柳泉镇2022年.txt"] * 2 == [Path(answer.citations[value.citations[0]].source).name for value in answer.values]


@pytest.mark.parametrize("agency", ["柳泉镇", "东升乡"])
def test_copy_is_found_from_either_side(ask_pair, agency):
    answer = ask_pair(f"{agency}2022年的报告跟别的乡镇有雷同吗")
    assert {"柳泉镇2022年.txt", "东升乡2022年.txt"} == {Path(citation.source).name for citation in answer.citations}


def test_late_report_is_cited_by_the_line_of_its_date(ask_pair):
    answer = ask_pair("哪份报告公布得太晚了")
    assert ["柳泉镇2022年.txt"] == [Path(citation.source).name for citation in answer.citations]
    assert "2023年4月18日" == answer.citations[0].quote
