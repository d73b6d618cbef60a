"""One total per year, per county or per kind of agency, its change, rates over all, trimmed averages and figures beside them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer, Query

Ask = Callable[..., Answer]


def read_query(answer: Answer) -> Query:
    assert answer.query is not None
    return answer.query


def list_derived(answer: Answer, kind: str) -> list[Decimal]:
    return [value.value for value in answer.values if value.derived == kind]


def list_sums(answer: Answer) -> list[tuple[int | None, Decimal]]:
    """The sums over agencies with their years."""
    sums = [value for value in answer.values if value.derived == "sum" and value.agency is None]
    return [(value.year, value.value) for value in sums if value.year]


@pytest.mark.parametrize(
    ("total", "question"),
    [
        (93, "2023年申请总数"),
        (93, "2023年申请总量是多少"),
        (9, "2023年诉讼总数"),
        (7, "2022年复议总数是多少"),
        (82, "2023年总处罚数"),
        (9, "What was the total number of lawsuits in 2023?"),
        (78, "2022年全国乡镇申请总数"),
        (24, "2020年至今全部单位行政复议共多少件"),
        (13, "2020年至今砚泉镇诉讼共几件"),
        (18, "2020年以来汀岚镇行政处罚总数"),
        (71, "2020年至2022年砚泉镇行政处罚总数"),
        (6, "砚泉镇近两年行政诉讼总数"),
        (23, "2021年至今梧山县栎桥镇一共被罚多少"),
    ],
)
def test_total_without_a_unit_is_the_total_over_all(ask_samples: Ask, total: int, question: str) -> None:
    answer = ask_samples(question)
    assert "answered" == answer.status
    assert total in list_derived(answer, "sum")


def test_country_is_said_to_be_no_more_than_the_stored_reports(ask_samples: Ask) -> None:
    assert "库中没有全国的数，只按库中存有的报告计算" in ask_samples("2023年全国行政诉讼总数").text
    assert "only the stored reports are counted" in ask_samples("How many lawsuits were there nationwide in total in 2023?").text


@pytest.mark.parametrize(
    ("sums", "question"),
    [
        ([38, 24, 22, 20, 28], "梧山县各年新收申请总数"),
        ([58, 78, 71, 78, 93], "各年度全部单位新收申请合计分别是多少"),
        ([20, 54, 49, 58, 65], "2019—2023年溪源县每年新收申请多少"),
        ([14, 13, 9, 9], "2020-2023每年的行政诉讼总数"),
        ([8, 14, 13, 9, 9], "按年份汇总行政诉讼数"),
        ([71, 78, 93], "2021年、2022年和2023年申请总数分别是多少"),
        ([8, 14, 13, 9, 9], "total lawsuits by year"),
    ],
)
def test_total_of_each_year_is_told_once(ask_samples: Ask, sums: list[int], question: str) -> None:
    answer = ask_samples(question)
    assert sums == [value for _, value in list_sums(answer)]
    assert "year" == read_query(answer).by


@pytest.mark.parametrize(
    ("year", "total", "question"),
    [
        (2023, 93, "哪年全部单位申请总量最大"),
        (2020, 14, "哪一年行政诉讼总数最多"),
        (2023, 65, "溪源县申请总数哪年最多"),
        (2019, 42, "行政处罚总量最少的是哪一年"),
        (2023, 93, "Which year had the most requests in total over all agencies?"),
    ],
)
def test_years_are_ranked_by_their_sums(ask_samples: Ask, year: int, total: int, question: str) -> None:
    answer = ask_samples(question)
    assert (year, Decimal(total)) in list_sums(answer)
    assert f"**{year}" in answer.text.split("\n")[0]
    assert f"**{total}" in answer.text.split("\n")[0]


def test_year_of_the_most_without_a_total_stays_that_of_one_agency(ask_samples: Ask) -> None:
    assert "鹭渚街道2023年" in ask_samples("哪年申请最多").text.split("\n")[0]


@pytest.mark.parametrize(
    ("later", "earlier", "growth", "question"),
    [
        (65, 58, "12.1", "溪源县2023年申请总数比2022年增长百分之多少"),
        (93, 78, "19.2", "2023年全县申请总数同比增长多少"),
        (93, 78, "19.2", "与2022年相比，2023年总申请量上升还是下降？"),
        (9, 13, "-30.8", "2021年诉讼总数比2022年多多少"),
        (3, 11, "-72.7", "2022年溪源县诉讼总数比2021年少多少"),
        (9, 13, "-30.8", "Did the total number of lawsuits go up from 2021 to 2022?"),
    ],
)
def test_sums_of_two_years_are_held_against_each_other(
    ask_samples: Ask, later: int, earlier: int, growth: str, question: str
) -> None:
    answer = ask_samples(question)
    assert [Decimal(later - earlier)] == list_derived(answer, "difference")
    assert [Decimal(growth)] == list_derived(answer, "growth")


@pytest.mark.parametrize(
    ("averages", "question"),
    [
        (["21.67", "9.33"], "按县列出2023年平均申请数"),
        (["21.67", "9.33"], "2023年两个县的平均申请数"),
        (["21.67", "9.33"], "Average number of requests per county in 2023"),
    ],
)
def test_average_of_each_county_is_its_own(ask_samples: Ask, averages: list[str], question: str) -> None:
    assert {Decimal(figure) for figure in averages} == set(list_derived(ask_samples(question), "average"))


def test_requests_per_county_are_added_up_in_english(ask_samples: Ask) -> None:
    assert {Decimal(65), Decimal(28)} <= set(list_derived(ask_samples("requests per county in 2023"), "sum"))


@pytest.mark.parametrize(
    ("rate", "formula", "question"),
    [
        ("12.6", "11件 ÷ 87件", "2023年所有单位不予公开率合计"),
        ("12.6", "11件 ÷ 87件", "2023年总体不予公开率是多少"),
        ("8.5", "6件 ÷ 71件", "2021年部分公开占全部办结的比重，合计所有单位"),
        ("16.7", "13件 ÷ 78件", "2022年全部申请中企业占比"),
        ("11.5", "7件 ÷ 61件", "各县2023年不予公开率合计"),
    ],
)
def test_rates_are_not_added_up(ask_samples: Ask, rate: str, formula: str, question: str) -> None:
    answer = ask_samples(question)
    assert f"**{rate}%**（{formula}）" in answer.text
    assert Decimal(rate) in list_derived(answer, "rate")


@pytest.mark.parametrize(
    ("average", "apart", "question"),
    [
        ("11.83", "5.17", "砚泉镇2021年度的申请量比全部平均高多少"),
        ("19", "1", "砚泉镇2023年申请较五年平均高还是低"),
        ("19.33", "11.67", "鹭渚街道2022年申请比全县平均多几件"),
        ("15.83", "-12.83", "汀岚镇2021年处罚比平均水平低多少"),
        ("19", "-2", "How far was 砚泉镇 below its own average over the years in 2021 requests?"),
    ],
)
def test_figure_is_held_against_the_average_asked_for(ask_samples: Ask, average: str, apart: str, question: str) -> None:
    answer = ask_samples(question)
    assert ([Decimal(average)], [Decimal(apart)]) == (list_derived(answer, "average"), list_derived(answer, "difference"))


@pytest.mark.parametrize(
    ("average", "question"),
    [
        ("11", "去掉最高的，2023年平均申请数"),
        ("13.75", "去掉最高和最低的，2023年平均申请数"),
        ("21.25", "剔除最低的，2022年处罚平均数"),
        ("11", "Without the highest, what was the average number of requests in 2023?"),
    ],
)
def test_average_leaves_out_what_the_question_leaves_out(ask_samples: Ask, average: str, question: str) -> None:
    assert [Decimal(average)] == list_derived(ask_samples(question), "average")


@pytest.mark.parametrize(
    ("share", "question"),
    [
        ("87.1", "2023年前三名申请合计占总数多少"),
        ("66.7", "2022年申请前两名占全部的百分之几"),
        ("21.1", "2023年砚泉镇申请占其五年总数的百分比"),
        ("11.8", "砚泉镇2023年诉讼占历年总数的百分之几"),
    ],
)
def test_share_is_of_the_total_that_is_named(ask_samples: Ask, share: str, question: str) -> None:
    assert [Decimal(share)] == list_derived(ask_samples(question), "share")


def test_places_of_the_first_half_are_not_guessed(ask_samples: Ask) -> None:
    assert ("前50%",) == read_query(ask_samples("2022年前50%的单位申请数")).unread


def test_first_three_agencies_are_not_taken_for_applicants(ask_samples: Ask) -> None:
    told = [value.value for value in ask_samples("2022年排前三的单位申请数").values if value.derived is None]
    assert [31, 21, 16] == told


def test_trend_of_the_total_is_told_year_by_year(ask_samples: Ask) -> None:
    assert [78, 71, 78, 93] == [value for _, value in list_sums(ask_samples("2020年到2023年申请总数变化趋势"))]


def test_year_of_the_most_is_picked_from_the_totals_told_before(ask_samples: Ask) -> None:
    assert "**2023年**" in ask_samples("各年申请总数", "哪年最多").text.split("\n")[0]
    assert "**2019年**" in ask_samples("各年申请总数", "最少的是哪年").text.split("\n")[0]


def test_rise_after_two_totals_is_that_of_the_totals(ask_samples: Ask) -> None:
    assert [15] == list_derived(ask_samples("2023年申请总数", "2022年呢", "增加了多少"), "difference")


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("没有东升镇的报告", "东升镇2023年申请总数"),
        ("鹭渚街道2023年新收政府信息公开申请：**38件**", "鹭渚街道2023年申请总数"),
        ("2023年新收政府信息公开申请从高到低", "2023年申请总数排名"),
    ],
)
def test_total_of_a_named_agency_or_a_ranking_stays_what_it_is(ask_samples: Ask, first: str, question: str) -> None:
    assert first in ask_samples(question).text.split("\n")[0]
