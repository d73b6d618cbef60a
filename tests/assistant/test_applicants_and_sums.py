"""Applicants taken together, several figures in one question, ranking by a sum, and checks that give no false all-clear."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.records import Answer, Conversation, Query
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.understand import understand_question
from index.intake.build import ingest_paths
from index.records import StoredAgency, StoredReport
from index.settings import Settings
from index.store import Store, open_store
from ingest.form import load_form

Ask = Callable[..., Answer]
PLACE = ("青川市", "临河县")
AGENCIES = (StoredAgency(1, "柳泉镇", None, PLACE), StoredAgency(2, "望湖街道", None, PLACE))
CATALOG = Catalog(
    AGENCIES,
    tuple(
        StoredReport(
            *(100 * agency.id + year - 2018, f"{agency.id}-{year}.txt", f"{agency.id}{year}", "text", agency, year),
            *("2021", None, None),
            answers=True,
        )
        for agency in AGENCIES
        for year in (2021, 2022, 2023)
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


def write_tables(agency: str, year: int, cells: dict[str, str], prose: str) -> str:
    """A report in the 2021 form whose cells are 0 where none is given."""
    form = load_form("2021")
    lines = [f"{agency}人民政府{year}年政府信息公开工作年度报告", "一、总体情况", prose, "二、主动公开政府信息情况"]
    for row in form.active:
        lines += [row.under, "信息内容\t" + "\t".join(cell.column_label for cell in row.cells)]
        lines.append(row.label + "\t" + "\t".join(cells.get(cell.id, "0") for cell in row.cells))
    lines += ["三、收到和处理政府信息公开申请情况", "\t" + "\t".join(cell.column_label for cell in form.requests[0].cells)]
    lines += [row.label + "\t" + "\t".join(cells.get(cell.id, "0") for cell in row.cells) for row in form.requests]
    lines += ["四、政府信息公开行政复议、行政诉讼情况", "\t".join(cell.column_label for cell in form.disputes.cells)]
    lines.append("\t".join(cells.get(cell.id, "0") for cell in form.disputes.cells))
    lines += ["五、存在的主要问题及改进情况", "栏目更新偏慢，将每周核对。", "六、其他需要报告的事项", "无。"]
    return "\n".join(lines) + "\n"


REPORTS = {
    "柳泉镇2022.txt": write_tables(
        "柳泉镇",
        2022,
        {"disputes.review.total": "3", "disputes.review.upheld": "2", "active.normative_documents.in_force": "12"},
        "2022年，通过政府网站公开信息50条，通过微信公众号公开信息40条。",
    ),
    "柳泉镇2023.txt": write_tables(
        "柳泉镇",
        2023,
        {"active.normative_documents.made": "2", "active.normative_documents.in_force": "17"},
        "2023年，通过政府网站公开信息60条，通过微信公众号公开信息30条。",
    ),
    "望湖镇2022.txt": write_tables(
        "望湖镇",
        2022,
        {
            "disputes.review.total": "2",
            "disputes.review.upheld": "2",
            "disputes.direct_suit.total": "4",
            "disputes.direct_suit.upheld": "4",
            "active.penalties.decisions": "1?7",
        },
        "2022年，通过政府网站公开信息20条，通过微信公众号公开信息90条。",
    ),
}


@pytest.fixture(scope="module")
def ask_tables(tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("tables")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert ["added"] * len(REPORTS) == [outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))]
    with open_store(settings) as store:
        yield converse(store)


@pytest.mark.parametrize(
    ("measure", "question"),
    [
        ("requests.new.legal_entities", "柳泉镇2022年法人或其他组织提出的申请多少件"),
        ("requests.new.legal_entities", "柳泉镇2022年非自然人申请多少件"),
        ("requests.new.legal_entities", "柳泉镇2022年自然人以外的申请多少件"),
        ("requests.new.legal_entities", "柳泉镇2022年单位申请人多少件"),
        ("requests.granted.legal_entities", "柳泉镇2022年法人申请予以公开多少件"),
        ("requests.new.legal_entities", "How many requests came from legal persons in 2022?"),
        ("requests.new.not_business", "柳泉镇2022年非企业申请多少件"),
        ("requests.new.not_research", "柳泉镇2022年除科研机构外的申请多少件"),
        ("requests.new.business", "柳泉镇2022年法人申请中企业多少件"),
        ("requests.new.other", "柳泉镇2022年法人或其他组织中的其他多少件"),
        ("requests.new.total", "2022年哪个单位申请最多"),
    ],
)
def test_applicants_taken_together_are_a_group_of_their_own(measure, question):
    assert [measure] == list_measures(understand(question))


def test_a_group_of_applicants_is_the_sum_of_its_columns(ask: Ask):
    answer = ask("柳溪镇2022年法人申请占多少")
    assert [Decimal("20.0")] == [value.value for value in answer.values if value.derived == "share"]
    assert "requests.new.legal_entities" == understand("2022年法人申请最多的单位").measures[0].id


@pytest.mark.parametrize(
    "question", ["柳泉镇2022年非信访类申请多少件", "柳泉镇2022年非行政处罚多少件", "柳泉镇2022年非微信发布多少条"]
)
def test_what_is_excluded_is_not_taken_for_the_thing_itself(question):
    query = understand(question)
    assert ((question.replace("非", ""),), []) == (query.options, list_measures(query))


@pytest.mark.parametrize(
    ("measures", "question"),
    [
        ({"requests.new.total", "published.website"}, "柳泉镇2022年申请数和网站发布数"),
        ({"requests.new.total", "published.wechat"}, "柳泉镇2022年收到申请多少件并且微信发布了多少条"),
        ({"requests.new.total", "published.wechat"}, "柳泉镇2022年微信和申请各多少"),
        (
            {"requests.new.total", "published.website", "active.penalties.decisions"},
            "柳泉镇2022年收到申请多少件并且网站发布了多少条还有行政处罚多少件",
        ),
        ({"requests.new.total", "requests.total.total", "requests.carried_out.total"}, "柳泉镇2022年申请、办结数、结转数"),
        ({"requests.new.total"}, "柳泉镇2022年通过网站收到的申请多少件"),
    ],
)
def test_every_figure_that_is_named_is_meant(measures, question):
    assert measures == set(list_measures(understand(question)))


def test_what_is_left_out_is_said():
    assert ["网站" in note for note in understand("柳泉镇2022年通过网站收到的申请多少件").assumed] == [True]
    assert () == understand("柳泉镇2022年收到的申请多少件").assumed


@pytest.mark.parametrize(
    ("measures", "question"),
    [
        (["published.wechat", "published.website", "published.total"], "柳泉镇2022年主动公开的信息中，微信占多少，网站占多少"),
        (["published.wechat", "published.website"], "柳泉镇2022年主动公开信息中微信占网站的多少"),
        (["published.wechat", "published.total"], "柳泉镇2022年微信占主动公开的多少"),
    ],
)
def test_a_share_is_taken_of_what_the_question_sets_it_against(measures, question):
    assert measures == list_measures(understand(question))


@pytest.mark.parametrize(
    ("measures", "question"),
    [
        (["disputes.review.total+disputes.suits.total"], "2022年行政复议和行政诉讼合计最多的单位"),
        (["disputes.review.total+disputes.suits.total"], "2022年行政复议加行政诉讼超过2件的单位"),
        (["disputes.review.total", "disputes.suits.total"], "2022年行政复议和行政诉讼最多的单位"),
        (["published.website", "published.wechat"], "2022年各单位网站加微信的合计排名"),
        (["published.website", "published.wechat"], "Which agency published most on website and WeChat in total in 2022"),
    ],
)
def test_a_ranking_by_a_sum_adds_only_what_the_tables_state(measures, question):
    assert measures == list_measures(understand(question))


def test_agencies_are_ranked_by_the_sum(ask_tables: Ask):
    assert "望湖镇**，**6件**" in ask_tables("2022年行政复议和行政诉讼合计最多的单位").text
    assert "没有按合计排名" in ask_tables("2022年各单位网站加微信的合计排名").text


@pytest.mark.parametrize("question", ["柳泉镇2022年表格勾稽有没有错", "柳泉镇2022年表内合计错误有哪些", "哪些报告勾稽关系不对"])
def test_sums_in_tables_take_in_disputes(ask_tables: Ask, question):
    answer = ask_tables(question)
    assert "“行政复议”的总计写 3，各项结果相加得 2" in answer.text
    assert {"balance", "results_total", "applicants_total", "disputes_total"} == set(answer.query.rules if answer.query else ())


def test_findings_besides_those_asked_about_are_said_to_exist(ask_tables: Ask):
    assert "另有1条：文件存量与上年接不上" in ask_tables("柳泉镇2023年表格勾稽有没有错").text


def test_cells_that_cannot_be_read_are_no_contradiction(ask_tables: Ask):
    text = ask_tables("望湖镇2022年有没有对不上的数字").text
    assert "有 1 格读不出来" in text
    assert "没有发现对不上的数字" in text
    assert "有对不上的地方" not in text


@pytest.mark.parametrize(
    ("said", "turns"),
    [
        ("2023年上年结转政府信息公开申请0件", ("柳泉镇2023年上年结转几件", "和2022年报告里的结转下年度一致吗")),
        ("2023年上年结转政府信息公开申请0件", ("柳泉镇2023年上年结转和2022年报告的结转下年度一致吗",)),
        ("没有早于柳泉镇2022年的上年度报告", ("柳泉镇2022年上年结转和上一年报告的结转下年度一致吗",)),
    ],
)
def test_what_is_carried_over_is_compared_between_the_two_years(ask_tables: Ask, said, turns):
    answer = ask_tables(*turns)
    assert said in answer.text
    assert "对得上" not in answer.text.replace("对得上的", "").split("问“")[0]


@pytest.mark.parametrize("item", ["现行有效", "制发"])
def test_a_finding_between_years_is_told_with_its_numbers(ask_tables: Ask, item):
    text = ask_tables(f"柳泉镇2023年规范性文件{item}多少件").text
    assert "现行有效 17 件，而上年 12 + 本年制发 2 - 本年废止 0 = 14" in text
    assert "已略去" not in text
