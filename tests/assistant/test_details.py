"""Findings in English: every rule's wording, every finding of the samples, and wordings that no rule has."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.basis.details import load_english, word_detail, word_reason
from assistant.answering.basis.verify import NUMBERING
from index.intake.build import ingest_paths
from index.lookup.findings import list_findings
from index.settings import Settings
from index.store import open_store
from ingest.checks.findings import load_rules, make_finding
from ingest.folding import fold_text
from ingest.form import load_form
from ingest.records import Finding, Subject

HOLE = re.compile(r"{(\w+)}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
QUOTED = re.compile(r"“[^“”]*”")
UNIT = re.compile(r"\([\u4e00-\u9fff]{1,3}\)")
CHINESE = re.compile(r"[\u3400-\u9fff]")
SUBJECT = Subject("柳溪镇2023年.txt", "0" * 64, "柳溪镇", 2023)


def find_chinese(text: str) -> list[str]:
    """The Chinese characters of a text that stand outside quotes, a printed unit in brackets aside."""
    return CHINESE.findall(UNIT.sub("", QUOTED.sub("", text)))


def count_numbers(text: str) -> Counter[str]:
    """The numbers of a sentence; the numbering of a form's row is no number of its own."""
    return Counter(NUMBER.findall(NUMBERING.sub("", text)))


@pytest.fixture(scope="module", params=["reports", "layouts/reports"])
def found(request: pytest.FixtureRequest, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Finding]]:
    """The findings of a set of the samples."""
    settings = Settings(data=tmp_path_factory.mktemp("findings"))
    assert list(ingest_paths(settings, [samples.parent / request.param]))
    with open_store(settings) as store:
        yield list(list_findings(store))


@pytest.mark.parametrize("rule", load_rules())
def test_every_rule_has_an_english_wording_with_the_same_holes(rule: str) -> None:
    assert sorted(HOLE.findall(load_rules()[rule]["detail"])) == sorted(HOLE.findall(load_english()["detail"][rule]))


def test_a_second_wording_of_a_rule_is_told_in_english_too() -> None:
    holes = {"part": 97, "unit": "条", "total": 90}
    finding = make_finding(SUBJECT, "percentage", holes, wording="full_text")
    assert ["97", "100", "90"] == NUMBER.findall(word_detail(finding, "en"))
    assert [] == find_chinese(word_detail(finding, "en"))


@pytest.mark.parametrize("hole", load_english())
def test_what_fills_a_hole_has_the_same_holes_in_both_languages(hole: str) -> None:
    for chinese, english in load_english()[hole].items() if hole != "detail" else ():
        assert sorted(HOLE.findall(chinese)) == sorted(HOLE.findall(english))
        assert [] == find_chinese(english)


def test_every_finding_of_the_samples_is_told_in_english_with_its_numbers(found: list[Finding]) -> None:
    assert found
    for finding in found:
        english = word_detail(finding, "en")
        assert english != finding.detail
        assert [] == find_chinese(english), english
        assert count_numbers(finding.detail) == count_numbers(english), english
        assert [] == find_chinese(word_reason(finding.fault_why, "en")), finding.fault_why


def test_a_finding_stays_as_it_is_stored_in_chinese_but_for_its_punctuation(found: list[Finding]) -> None:
    stored = [fold_text(finding.detail).text for finding in found]
    assert stored == [fold_text(word_detail(finding, "zh")).text for finding in found]
    assert not [finding for finding in found if re.search(r"[一-鿿][,:;][一-鿿]", word_detail(finding, "zh"))]


@pytest.mark.parametrize(
    ("rule", "holes", "said"),
    [
        (
            "carry_over",
            {"column": "自然人", "carried_in": 1, "previous": 2022, "carried_out": 0},
            (
                "column “natural persons”: 1 carried over from the year before, but the report of 2022 carries 0 over to the next"
                " year"
            ),
        ),
        (
            "impossible_value",
            {"row": "规章", "column": "本年制发件数", "value": "2件", "why": "乡镇和街道没有制定规章的权限"},
            "“rules: issued in the year” reads “2件”: townships and subdistricts have no power to issue rules",
        ),
        (
            "text_vs_table",
            {"label": "收到申请", "stated": "120余件", "cells": "合计", "table": 98},
            "the prose has more than 120 cases for requests received, the cells of the table add up to 98",
        ),
        (
            "fee_unexplained",
            {"first": 30, "second": "没有提到"},
            "one place has an information fee of 30 yuan, another does not mention one",
        ),
        (
            "same_report_twice",
            {"difference": "各单元格相同;以后导入的“乙.txt”为准"},
            "two files hold one report: the cells are the same; the file taken in later counts, “乙.txt”",
        ),
        (
            "unreadable",
            {"count": 2, "reason": "涉及一、本年新收政府信息公开申请数量、行政许可等,格数与表式不符或不是数字"},
            (
                "cells that could not be read: 2 (in “new disclosure requests received”, “administrative licences” and others:"
                " the row has more or fewer cells than the form, or they are no numbers)"
            ),
        ),
    ],
)
def test_holes_are_read_back_and_worded_anew(rule: str, holes: dict[str, object], said: str) -> None:
    assert said == word_detail(make_finding(SUBJECT, rule, holes), "en")


@pytest.mark.parametrize("row", load_form("2021").result_rows)
def test_every_row_of_the_form_has_its_english_name(row) -> None:
    finding = make_finding(SUBJECT, "applicants_total", {"row": row.label, "total": 3, "sum": 2})
    assert [] == CHINESE.findall(word_detail(finding, "en"))


def test_cells_that_differ_between_two_files_are_told_one_by_one() -> None:
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请·总计"
    difference = f"单元格有 22 处不同:{label} 3件 → 4件、行政许可·本年处理决定数量 空白 → 7宗、另有 20 处;"
    finding = make_finding(SUBJECT, "report_changed", {"difference": difference + "文字段落新增 2 段（“今年我镇“三公开””…”等）"})
    english = word_detail(finding, "en")
    assert [] == find_chinese(english)
    assert count_numbers(finding.detail) == count_numbers(english)
    assert "otherwise handled: not corrected in time: total 3 cases → 4 cases" in english
    assert "administrative licences: decisions blank → 7 " in english


def test_words_that_no_list_has_stand_in_quotes() -> None:
    finding = make_finding(SUBJECT, "impossible_value", {"row": "规章", "column": "件数", "value": "三", "why": "说不通"})
    assert "“rules: 件数” reads “三”: “说不通”" == word_detail(finding, "en")


def test_an_older_wording_is_shown_as_it_is_stored() -> None:
    finding = make_finding(SUBJECT, "form_outdated", {"year": 2022})
    older = replace(finding, detail="报告用的还是旧表")
    assert "报告用的还是旧表" == word_detail(older, "en")
    assert "换了说法" == word_detail(replace(finding, rule="no_such_rule", detail="换了说法"), "en")


@pytest.mark.parametrize("verdict", ["uncertain", "not_assessable"])
def test_a_check_that_could_not_be_made_names_its_rule_in_english(verdict) -> None:
    holes = {"rule": load_rules()["balance"]["name"], "count": 3}
    finding = make_finding(SUBJECT, "balance", holes, verdict=verdict, severity="note")
    assert "“requests in and out”" in word_detail(finding, "en")
    assert "3" in word_detail(finding, "en")
