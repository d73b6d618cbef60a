"""Totals with parts and counts with percentages, as the prose writes them."""

from decimal import Decimal

import pytest

from ingest.checks.prose_counts import list_shares, list_totals
from ingest.folding import fold_text
from ingest.pipeline import build_report
from ingest.readers.text import read_text

REPORT = """松岭镇人民政府2014年政府信息公开工作年度报告

一、概述

2014年，我镇主动公开政府信息90条，其中政府网站公开60条，公示栏公开30条。{extra}
"""


def find_details(extra: str) -> list[str]:
    """What the checks say of the percentages of a report."""
    parsed = read_text(REPORT.format(extra=extra).encode(), "松岭镇.txt")
    return [finding.detail for finding in build_report(parsed).findings if finding.rule == "percentage"]


def test_full_text_copies_that_outnumber_the_publications_are_told_in_the_words_of_the_report() -> None:
    said = ["正文写全文电子化 97 条、达 100%,而主动公开的总数写 90"]
    assert said == find_details("全文电子化主动公开信息97条，全文电子化达100%。")


@pytest.mark.parametrize(
    "extra",
    [
        "全文电子化主动公开信息90条，全文电子化率达100%。",
        "历年累计公开412条，全文电子化主动公开信息412条，全文电子化率达100%。",
        "全文电子化率达100%。",
    ],
)
def test_full_text_copies_of_a_count_that_the_report_states_are_no_fault(extra: str) -> None:
    assert [] == find_details(extra)


@pytest.mark.parametrize(
    ("parts", "agrees", "text"),
    [
        ((2, 2, 7, 114), True, "主动公开信息125条，其中乡镇预算2条、重大项目2条，网站7条、微信114条。"),
        ((60, 20), False, "主动公开信息90条，其中网站60条，公示栏20条，其他渠道未计。"),
        ((60, 30, 12), True, "主动公开信息90条，其中网站60条、公示栏30条，动态类12条。"),
    ],
)
def test_a_total_is_read_with_its_parts(parts: tuple[int, ...], agrees: bool, text: str) -> None:
    (listing,) = list_totals(fold_text(text).text)
    assert tuple(map(Decimal, parts)) == listing.parts
    assert agrees is bool(listing.leading)


@pytest.mark.parametrize(
    ("base", "agrees", "expected", "text"),
    [
        (90, True, "66.7", "共公开90条，其中网站60条，占66.7%。"),
        (90, False, "66.7", "共公开90条，其中网站60条，占76.7%。"),
        (65, True, "69", "全年共公开90条，文件类65条，其中规划类45条，占69%。"),
    ],
)
def test_a_percentage_is_read_with_its_part_and_base(base: int, agrees: bool, expected: str, text: str) -> None:
    share = list(list_shares(fold_text(text).text, [], Decimal(90)))[-1]
    assert (Decimal(base), agrees, Decimal(expected)) == (share.base, share.agrees, share.expected)
