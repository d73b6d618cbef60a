"""Bounds with units and parts, several conditions at once, and questions within questions, over the samples."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.figures import wide_conditions
from assistant.records import Answer, Query, Threshold
from assistant.understanding.words.bounds import find_bounds
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store

Ask = Callable[..., Answer]
LIQIAO_WEST, LIQIAO_EAST = ("溪源县", "栎桥镇"), ("梧山县", "栎桥镇")


@pytest.fixture(scope="module")
def ask(samples: Path, tmp_path_factory: pytest.TempPathFactory, converse: Callable[[Store], Ask]) -> Iterator[Ask]:
    """Asks the turns of a conversation over the samples of 2020 to 2023, and gives the last answer."""
    settings = Settings(data=tmp_path_factory.mktemp("conditions"))
    chosen = [path for path in sorted(samples.iterdir()) if any(year in path.name for year in ("2020", "2021", "2022", "2023"))]
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, chosen)}
    with open_store(settings) as store:
        yield converse(store)


def read_query(answer: Answer) -> Query:
    assert answer.query is not None
    return answer.query


def list_agencies(answer: Answer) -> set[str]:
    """The agencies whose figures the answer tells, namesakes with their county in front."""
    told = {(value.agency, value.parents) for value in answer.values if value.agency and value.derived != "rank"}
    return {f"{parents[-1] if name == '栎桥镇' else ''}{name}" for name, parents in told if name}


@pytest.mark.parametrize(
    ("threshold", "text"),
    [
        (Threshold(">", Decimal(1000000), unit="万"), "采购超过100万的"),
        (Threshold(">", Decimal(50000), unit="元"), "收费超过5万元的"),
        (Threshold(">=", Decimal(1500000), unit="元"), "不低于一百五十万元"),
        (Threshold(">", Decimal(100), unit="件"), "超过1百件"),
        (Threshold(">", Decimal(1000), unit="件"), "超过一千件"),
        (Threshold(">", Decimal(50), unit="%", written="一半"), "公开率过半"),
        (Threshold("<", Decimal(30), unit="%", written="三成"), "不到三成"),
        (Threshold("<", Decimal(25), unit="%", written="两成半"), "低于两成半"),
        (Threshold(">", Decimal(40), unit="%"), "超过百分之四十"),
        (Threshold(">=", Decimal(10), Decimal(20), unit="件"), "10到20件"),
        (Threshold(">=", Decimal(10), Decimal(20), unit="件"), "十到二十件"),
        (Threshold(">=", Decimal(10000), Decimal(100000), unit="万"), "在1万到10万之间"),
        (Threshold(">=", Decimal(30), Decimal(50), unit="%"), "三成到五成之间"),
        (Threshold(">=", Decimal(10), Decimal(30), unit="件"), "10件以上30件以下"),
        (Threshold(">=", Decimal(8), Decimal(23)), "大于等于8小于等于23"),
        (Threshold(">", Decimal(8), Decimal(38), below="<"), "高于8但低于38的"),
        (Threshold("<=", Decimal(8), unit="件"), "至多8件"),
        (Threshold("<=", Decimal(8), unit="件"), "顶多8件"),
        (Threshold(">=", Decimal(16), unit="件"), "最少收到16件"),
        (Threshold(">=", Decimal(20), unit="件"), "申请20件起的单位"),
        (Threshold(">=", Decimal(100), unit="件"), "申请上百件"),
        (Threshold("<", Decimal(10)), "申请个位数的"),
        (Threshold("<", Decimal(10)), "申请数在一位数的"),
        (Threshold("<", Decimal(20), unit="件"), "没有达到二十件"),
    ],
)
def test_bound_is_read_with_its_unit(threshold: Threshold, text: str) -> None:
    assert [threshold] == [bound.threshold for bound in find_bounds(text, "zh")]


@pytest.mark.parametrize(
    ("threshold", "text"),
    [
        (Threshold(">", Decimal(50), unit="%", written="half"), "more than half of them"),
        (Threshold(">", Decimal(50000), unit="元"), "more than 50,000 yuan"),
        (Threshold(">=", Decimal(20)), "20 or more requests"),
        (Threshold(">=", Decimal(8), Decimal(23)), "between 8 and 23 requests"),
        (Threshold("<", Decimal(12)), "fewer than twelve requests"),
        (Threshold(">", Decimal(2000000), unit="元"), "over 2 million yuan"),
    ],
)
def test_english_bound_is_read_with_its_unit(threshold: Threshold, text: str) -> None:
    assert [threshold] == [bound.threshold for bound in find_bounds(text, "en")]


@pytest.mark.parametrize(
    "text", ["至少有一个单位", "加在一起多少件", "一件申请都没收到", "超过两年", "前10名", "第三季度", "超过十几件"]
)
def test_what_counts_agencies_years_or_places_is_no_bound(text: str) -> None:
    assert () == find_bounds(text, "zh")


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇", "梧山县栎桥镇"}, "2020年采购金额超过100万的单位有哪些"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇", "梧山县栎桥镇"}, "2020年采购金额在100万元以上的有几家"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇"}, "2020年集中采购超过200万的有几家"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇"}, "2023年收费超过5万元的单位"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇"}, "2023年收费超过50000元的单位"),
        ({"砚泉镇", "梧山县栎桥镇", "溪源县栎桥镇", "汀岚镇"}, "2022年收费不到4万元的单位"),
        ({"溪源县栎桥镇", "砚泉镇", "梧山县栎桥镇"}, "2023年收费在1万到10万之间的单位"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇"}, "Which agencies charged more than 50,000 yuan in fees in 2023?"),
        ({"溪源县栎桥镇"}, "2023年公开率超过一半的单位"),
        ({"汀岚镇"}, "2023年公开率不到三成的单位"),
        ({"鹭渚街道", "砚泉镇", "梧山县栎桥镇", "汀岚镇"}, "2023年公开率低于四成的单位"),
        ({"溪源县栎桥镇", "鹭渚街道", "砚泉镇", "梧山县栎桥镇"}, "公开率三分之一以上的单位2023"),
        ({"汀岚镇"}, "不到三成申请被予以公开的单位2023年有哪些"),
        ({"溪源县栎桥镇"}, "In 2023, which agencies granted more than half of their requests?"),
        ({"砚泉镇", "溪源县栎桥镇"}, "2020年收到10到20件申请的有哪几家"),
        ({"溪源县栎桥镇", "砚泉镇"}, "2023年申请数高于8但低于38的单位"),
        ({"梧山县栎桥镇", "杉坞乡", "汀岚镇"}, "2023年新收申请至多8件的有几家"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇"}, "2022年最少收到16件申请的单位"),
        ({"鹭渚街道", "砚泉镇"}, "2022年谁的处罚超过20件"),
    ],
)
def test_bound_keeps_those_that_meet_it(ask: Ask, agencies: set[str], question: str) -> None:
    assert agencies == list_agencies(ask(question))


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({"梧山县栎桥镇", "汀岚镇"}, "2023年有复议但没有诉讼的单位有哪些"),
        ({"梧山县栎桥镇", "汀岚镇"}, "2023年复议不为零、诉讼为零的是哪些单位"),
        ({"鹭渚街道", "砚泉镇"}, "2022年新收申请大于15且行政处罚大于20的单位"),
        ({"鹭渚街道", "砚泉镇"}, "2021年行政许可超过40件并且行政处罚超过20件的有谁"),
        ({"砚泉镇"}, "2022年新收申请超过15件而且没有被复议的单位"),
        ({"汀岚镇"}, "2022年行政处罚不到10件又没有行政诉讼的单位"),
        ({"梧山县栎桥镇", "汀岚镇"}, "2022年处罚不到10件且申请不到10件的单位"),
        ({"鹭渚街道", "溪源县栎桥镇"}, "2023年申请超过20件或者诉讼超过4件的单位"),
        ({"鹭渚街道", "溪源县栎桥镇"}, "2022年同时有复议和诉讼的单位"),
        ({"汀岚镇"}, "2022年既没有被复议也没有被起诉的单位"),
        ({"汀岚镇"}, "2022年没有复议或诉讼的单位"),
        ({"汀岚镇"}, "2022年复议、诉讼都没有的单位"),
        ({"杉坞乡", "梧山县栎桥镇", "砚泉镇", "汀岚镇"}, "2023年科研机构和公益组织申请都为零的单位"),
        ({"溪源县栎桥镇"}, "2022年申请超过10件、处罚超过10件、诉讼不超过1件且有复议的单位"),
        ({"鹭渚街道", "溪源县栎桥镇", "砚泉镇"}, "2020年采购超过100万元且申请超过10件的单位"),
        ({"鹭渚街道", "溪源县栎桥镇"}, "Which agencies had both reviews and lawsuits in 2022?"),
        ({"梧山县栎桥镇", "汀岚镇"}, "Which agencies had no lawsuits but at least one review in 2023?"),
        ({"汀岚镇"}, "Which agencies had neither reviews nor lawsuits in 2022?"),
        ({"梧山县栎桥镇", "汀岚镇"}, "2023年有复议没有诉讼的单位"),
        ({"砚泉镇"}, "2023年没有复议有诉讼的单位"),
        ({"杉坞乡"}, "2023年没有收到申请也没有被起诉的单位"),
        ({"鹭渚街道", "溪源县栎桥镇"}, "2022年被复议过也被起诉过的单位"),
        ({"汀岚镇"}, "2022年处罚十件以下而没有诉讼的单位有哪些"),
        ({"鹭渚街道", "溪源县栎桥镇"}, "2023年复议和诉讼都有的单位"),
        ({"鹭渚街道"}, "2022年申请和处罚都最多的单位是谁"),
        (set(), "2022年申请最多且处罚最少的单位"),
        (set(), "2023年申请、复议、诉讼三项都是第一的单位"),
    ],
)
def test_conditions_are_met_together_each_with_its_own_bound(ask: Ask, agencies: set[str], question: str) -> None:
    answer = ask(question)
    assert (agencies, "answered") == (list_agencies(answer), answer.status)


def test_turns_before_are_joined_by_both(ask: Ask) -> None:
    assert {"汀岚镇"} == list_agencies(ask("2022年诉讼为零的单位", "复议为零的呢", "两个都为零的呢"))


def test_conditions_are_kept_for_another_year(ask: Ask) -> None:
    assert {"鹭渚街道", "溪源县栎桥镇"} == list_agencies(ask("2021年复议和诉讼都有的单位", "2022年呢"))


def test_another_figure_without_a_bound_is_no_condition(ask: Ask) -> None:
    assert "clarify" == ask("2023年申请超过10件而且诉讼超过1件的单位", "那处罚呢").status


def test_second_part_may_ask_the_prose(ask: Ask) -> None:
    answer = ask("2023年申请最多的单位主要问题是什么")
    assert ("text", {"鹭渚街道"}) == (read_query(answer).operation, {citation.agency for citation in answer.citations})


def test_each_condition_says_what_it_covers(ask: Ask) -> None:
    text = ask("2020年采购超过100万元且申请超过10件的单位").text
    assert "覆盖（政府集中采购金额）：6个单位中5个有此数；未计入的有：杉坞乡（该栏空白）。" in text
    assert "覆盖（新收政府信息公开申请）：6个单位都有此数。" in text


@pytest.mark.parametrize(
    "question",
    [
        "2023年申请超过十几件的单位",
        "2022年申请超过10件而2023年没有诉讼的单位",
        "2022年申请比上年增加且没有诉讼的单位",
        "2023年申请超过10万元的单位",
        "2020年采购金额超过一半的单位",
        "2023年申请最多的单位是不是处罚也最多",
        "2023年哪些单位提到人手不足且申请超过10件",
    ],
)
def test_condition_that_cannot_be_read_is_told_and_nothing_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert ("clarify", ()) == (answer.status, answer.values)
    assert "没有读懂" in answer.text


@pytest.mark.parametrize(
    ("figure", "agency", "question"),
    [
        (1, LIQIAO_WEST, "2022年新收申请最多的镇的行政诉讼是多少"),
        (2, ("溪源县", "鹭渚街道"), "2022年新收申请最多的单位的行政诉讼是多少"),
        (8, LIQIAO_EAST, "2023年没有诉讼的单位中收到申请最多的是谁"),
        (8, LIQIAO_EAST, "2023年没有诉讼而且申请最多的单位是谁"),
        (38, ("溪源县", "鹭渚街道"), "2023年有行政强制的单位里，谁申请最多"),
        (38, ("溪源县", "鹭渚街道"), "2023年行政许可最多的单位收了几件申请"),
        (5, LIQIAO_WEST, "2023年申请第二多的单位有几件诉讼"),
        (1, LIQIAO_WEST, "2023年诉讼最多的单位2022年有几件诉讼"),
        (6, ("溪源县", "汀岚镇"), "2022年没有诉讼的单位共收到多少申请"),
        (8, LIQIAO_EAST, "Among agencies without lawsuits in 2023, which received the most requests?"),
        (8, LIQIAO_EAST, "2023年除了有诉讼的单位，谁的申请最多"),
        (16, ("梧山县", "砚泉镇"), "How many requests did the agency with the second most penalties receive in 2022?"),
        (2, ("溪源县", "鹭渚街道"), "How many lawsuits did the agency with the most requests have in 2022?"),
    ],
)
def test_first_part_picks_and_second_part_asks(ask: Ask, figure: int, agency: tuple[str, str], question: str) -> None:
    answer = ask(question)
    query = read_query(answer)
    county, name = agency
    last = {measure.id for measure in query.measures}
    told = [
        value.value
        for value in answer.values
        if value.agency == name
        and county in value.parents
        and value.derived != "rank"
        and (value.cell in last or value.derived == "sum")
    ]
    assert query.picked
    assert Decimal(figure) in told
    assert "answered" == answer.status


@pytest.mark.parametrize(
    "question",
    ["2023年申请超10件的单位平均公开率", "What is the average grant rate of agencies with more than 10 requests in 2023?"],
)
def test_average_is_taken_over_those_picked(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert [Decimal("42.2")] == [value.value for value in answer.values if value.derived == "average"]
    assert "在选出的这些单位中" in answer.text or "Among these" in answer.text


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("合305322元。", "2023年收费合计多少元"),
        ("合51908元。", "砚泉镇2023年收费多少元"),
        ("合50887元。", "2023年收费平均多少元"),
    ],
)
def test_amount_is_told_in_yuan_where_yuan_are_asked_for(ask: Ask, told: str, question: str) -> None:
    assert told in ask(question).text.replace("**", "")


@pytest.mark.parametrize(
    ("agencies", "question"),
    [
        ({"鹭渚街道", "砚泉镇", "溪源县栎桥镇"}, "2022年和2023年哪些单位两年都有诉讼"),
        ({"鹭渚街道", "溪源县栎桥镇"}, "哪些单位2021到2023年每年都有复议"),
        ({"鹭渚街道", "砚泉镇"}, "2021年至2023年每年申请都超过15件的单位"),
        ({"杉坞乡"}, "哪些乡镇从来没有被起诉过"),
        ({"鹭渚街道", "砚泉镇", "溪源县栎桥镇", "梧山县栎桥镇", "汀岚镇"}, "2020年以来每年都收到申请的单位"),
        ({"杉坞乡"}, "Which agencies were never sued?"),
        ({"鹭渚街道", "砚泉镇", "溪源县栎桥镇"}, "Which agencies had lawsuits every year from 2021 to 2023?"),
    ],
)
def test_bound_is_met_in_every_year(ask: Ask, agencies: set[str], question: str) -> None:
    assert agencies == list_agencies(ask(question))


def test_agency_without_a_report_of_some_year_is_left_open(ask: Ask) -> None:
    assert "有的年份没有数、不能判断的有：杉坞乡。" in ask("哪些单位2021到2023年每年都没有诉讼").text


@pytest.mark.parametrize(
    "question",
    ["2023年有复议但没有诉讼的单位有哪些", "2023年申请超过20件或者诉讼超过4件的单位", "2023年公开率不到四成且申请超过10件的单位"],
)
def test_very_many_reports_are_weighed_alike(ask: Ask, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = ask(question)
    monkeypatch.setattr(wide_conditions, "WIDE", 1)
    many = ask(question)
    assert (list_agencies(few), True) == (list_agencies(many), "份报告中6份有此数" in many.text)
