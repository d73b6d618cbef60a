"""Outcomes in plain words (没公开, 输了官司) and shares of a whole that the question names."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.records import Answer

Ask = Callable[..., Answer]


def list_measures(answer: Answer) -> list[str]:
    assert answer.query is not None
    return [measure.id for measure in answer.query.measures]


@pytest.mark.parametrize(
    ("figure", "measures", "question"),
    [
        ("17件", ["requests.undisclosed.total"], "鹭渚街道2023年没公开几件"),
        ("17件", ["requests.undisclosed.total"], "鹭渚街道2023年没有公开的有几件"),
        ("17件", ["requests.undisclosed.total"], "鹭渚街道2023年没公开成的申请有多少"),
        ("6件", ["requests.undisclosed.total"], "砚泉镇2021年有几件申请没公开"),
        ("11件", ["requests.granted.total"], "鹭渚街道2022年全部公开几件"),
        ("33.3%", ["rate.granted"], "鹭渚街道2022年全部公开率"),
        ("460条", ["published.total"], "砚泉镇2023年信息有没有全部公开"),
        ("0.0%", ["disputes.suits.upheld", "disputes.suits.total"], "砚泉镇2022年打赢官司的比例"),
        ("18件", ["requests.granted.total", "requests.partly_granted.total"], "鹭渚街道2022年全部公开和部分公开一共几件"),
        ("14件", ["requests.granted.total", "requests.denied.total"], "鹭渚街道2023年答应公开的有多少，拒绝的有多少"),
        ("0件", ["disputes.suits.corrected"], "砚泉镇2020年输了几场官司"),
        ("3件", ["disputes.suits.upheld"], "鹭渚街道2021年赢了几场官司"),
        ("1 case", ["disputes.suits.corrected"], "How many lawsuits did 鹭渚街道 lose in 2021?"),
        ("3 cases", ["disputes.suits.upheld"], "How many lawsuits did 鹭渚街道 win in 2021?"),
        ("1 case", ["disputes.review.corrected"], "How many reviews ended in a correction at 鹭渚街道 in 2022?"),
        ("11件", ["disputes.review.total", "disputes.suits.total"], "鹭渚街道2021年复议加诉讼一共几件"),
        ("1599条", ["published.total"], "鹭渚街道2023年全部公开信息多少条"),
    ],
)
def test_plain_words_name_the_outcome(ask_samples: Ask, figure: str, measures: list[str], question: str) -> None:
    answer = ask_samples(question)
    assert measures == list_measures(answer)
    assert f"**{figure}**" in answer.text


def test_undisclosed_requests_are_all_but_those_granted(ask_samples: Ask) -> None:
    answer = ask_samples("鹭渚街道2023年办结、予以公开、部分公开、没公开成的申请各几件")
    figures = {value.label: value.value for value in answer.values if value.value}
    assert 36 == figures["本年度办理结果总计"] == 14 + 5 + 17


@pytest.mark.parametrize(
    ("share", "question"),
    [
        ("80.0", "鹭渚街道2023年信访类占不予处理的比例"),
        ("33.3", "鹭渚街道2022年本机关不掌握占无法提供的比例"),
        ("57.1", "砚泉镇2022年自然人部分公开占部分公开的比例"),
        ("57.1", "砚泉镇2022年自然人在部分公开里占多少"),
        ("50.0", "砚泉镇2023年企业申请占法人申请的比例"),
        ("60.0", "鹭渚街道2023年自然人结转占结转的比例"),
        ("16.7", "砚泉镇2020年科研机构申请在法人或其他组织申请中占多大比例"),
        ("70.0", "鹭渚街道2021年直接起诉占全部诉讼的比例"),
        ("80.0", "What share of the declined requests were petitions at 鹭渚街道 in 2023?"),
    ],
)
def test_share_is_of_the_group_that_is_named(ask_samples: Ask, share: str, question: str) -> None:
    assert [Decimal(share)] == [value.value for value in ask_samples(question).values if value.derived == "share"]


def test_rate_of_the_vocabulary_stays_where_no_part_is_named(ask_samples: Ask) -> None:
    assert ["rate.denied"] == list_measures(ask_samples("鹭渚街道2023年不予公开占比"))
