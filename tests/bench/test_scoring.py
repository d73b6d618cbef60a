"""The score of a question set counts what it says it counts."""

from decimal import Decimal

import pytest

from assistant.records import Answer, Citation, Value
from bench.scoring import Ground, find_bad_quotes, find_false, find_faults, find_strays, is_near
from ingest.records import Place

SOURCE = "荻湾镇2021年报告.txt"
CELL = "active.penalties.decisions"
EXPECTED = {"ask": "荻湾镇2021年处罚几件？", "status": "answered", "values": ["21"], "cites": [SOURCE]}


def cite(quote: str = "21", source: str = SOURCE) -> Citation:
    return Citation(source, "", None, Place(), quote)


def answer(text: str = "21件", value: str = "21", **more: object) -> Answer:
    stated = Value("", Decimal(value), "件", agency="荻湾镇", year=2021, cell=CELL, citations=(0,))
    return Answer("answered", text, **{"values": (stated,), "citations": (cite(),), **more})


@pytest.mark.parametrize(
    ("near", "given", "wanted"),
    [
        (True, "12.0", "12"),
        (True, "6", "-6"),
        (True, "1.47", "1.5"),
        (True, "39.64", "39.6"),
        (False, "39.7", "39.6"),
        (False, "2", "1.5"),
        (False, "11", "12"),
    ],
)
def test_a_derived_figure_may_be_rounded_or_turned_and_not_more(near, given, wanted):
    assert near == is_near(Decimal(given), Decimal(wanted))


def test_right_answer_has_no_faults():
    assert [] == list(find_faults(EXPECTED, "lookup", answer()))


@pytest.mark.parametrize(
    ("fault", "given"),
    [
        ("status no_data for answered", Answer("no_data", "", citations=(cite(),))),
        ("no 21 in ['12']", answer(value="12")),
        (f"does not cite {SOURCE}", answer(citations=(cite(source="别处.txt"),))),
        ("9 values", answer(values=(*answer().values, *(Value("", Decimal(n), "件") for n in range(8))))),
        ("cites 4 reports", answer(citations=(cite(), *(cite(source=f"{n}.txt") for n in range(3))))),
    ],
)
def test_each_lack_and_each_surplus_is_a_fault(fault, given):
    assert fault in list(find_faults(EXPECTED, "lookup", given))


def test_a_figure_that_the_cited_report_does_not_print_is_false():
    ground = Ground({SOURCE: {"cells": {CELL: "21"}, "narrative": {}, "either": []}}, {})
    assert [False] == [false for false, _ in find_false(answer(), ground)]
    assert [True] == [false for false, _ in find_false(answer(value="12"), ground)]


def test_a_number_that_nothing_accounts_for_is_stray():
    assert [] == find_strays("荻湾镇2021年处罚几件？", answer("2021年21件，2019年版没有"))
    assert ["77"] == find_strays("荻湾镇2021年处罚几件？", answer("21件，另有77件"))


def test_a_quote_that_the_text_does_not_hold_is_bad():
    ground = Ground({}, {SOURCE: "行政处罚21"})
    assert [] == find_bad_quotes(answer(citations=(cite("行政处罚 21"),)), ground)
    assert ["行政处罚12"] == find_bad_quotes(answer(citations=(cite("行政处罚12"),)), ground)
