"""Checks of the report as a document: its form, its year, its names, its date, and what could not be read of it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from ingest.checks.findings import make_finding
from ingest.form import load_form
from ingest.records import Fault, Finding, Report

_FIRST_FORM_YEAR = 2019
_SECOND_FORM_YEAR = 2021
_TABLE_LOST: tuple[Fault, str] = ("unknown", "表格可能是图片,或在转换时丢失")
_TABLE_TOPICS = ("active", "requests", "disputes")
_MOST_NAMED = 3
_LEAD = re.compile(r"下表|如下|附表|表格")
_LONGEST_LEAD = 80
_READING_NAMES = {"title": "标题", "period": "统计期限", "prose": "正文"}


def check_source(report: Report) -> Iterator[Finding]:
    """Findings of form_outdated, year_mismatch, foreign_name, published_late, table_lost and unreadable."""
    yield from _check_form(report)
    yield from _check_year(report)
    for name, place in report.header.foreign_names:
        yield make_finding(report.subject, "foreign_name", {"name": name}, places=(place,))
    yield from _check_publication(report)
    yield from _check_lost_tables(report)
    yield from _check_unreadable(report)


def _check_form(report: Report) -> Iterator[Finding]:
    year = report.header.year
    if report.form == "2019" and year is not None and year >= _SECOND_FORM_YEAR:
        yield make_finding(report.subject, "form_outdated", {"year": year})


def _check_year(report: Report) -> Iterator[Finding]:
    year = report.header.year
    said: set[tuple[str, int]] = set()
    for kind, other, place in report.header.year_readings:
        if other != year and (kind, other) not in said:
            said.add((kind, other))
            holes = {"year": year, "other": other, "where": _READING_NAMES.get(kind, kind)}
            yield make_finding(report.subject, "year_mismatch", holes, places=(place,))


def _check_publication(report: Report) -> Iterator[Finding]:
    """国办 form: a report of a year is to be published by 31 January of the next."""
    year, published_on = report.header.year, report.header.published_on
    if year is None or published_on is None:
        return
    late, early = published_on > date(year + 1, 1, 31), published_on <= date(year, 12, 31)
    if late or early:
        why = "晚于次年1月31日" if late else "早于报告年度结束"
        holes = {"year": year, "published_on": published_on.isoformat(), "why": why}
        places = (report.header.published_place,) if report.header.published_place else ()
        yield make_finding(report.subject, "published_late", holes, places=places)


def _check_lost_tables(report: Report) -> Iterator[Finding]:
    """A heading of the form without its table; before 2019 there was no form, so nothing is missing."""
    if report.form is None and (report.header.year is None or report.header.year < _FIRST_FORM_YEAR):
        return
    cells = Counter(cell.cell.split(".")[0] for cell in report.cells)
    filled = Counter(cell.cell.split(".")[0] for cell in report.cells if cell.state != "blank")
    # A text that breaks off behind a heading was cut; that its table is missing says nothing of the report.
    for section in report.sections[:-1]:
        if section.topic not in _TABLE_TOPICS or filled[section.topic]:
            continue
        if cells[section.topic] or _announces_table(section.text):
            yield make_finding(
                report.subject, "table_lost", {"heading": section.heading}, places=(section.place,), fault=_TABLE_LOST
            )


def _announces_table(text: str) -> bool:
    """Whether a section's text is nothing, or no more than the words that lead to a table."""
    plain = text.strip(" \n。|\x1e\x1f\t")
    return not plain or (len(plain) <= _LONGEST_LEAD and _LEAD.search(plain) is not None)


def _check_unreadable(report: Report) -> Iterator[Finding]:
    if report.form is None:
        return
    cells = [cell for cell in report.cells if cell.state == "unreadable"]
    if not cells:
        return
    rows = sorted({load_form(report.form).cells[cell.cell].row_label for cell in cells})
    named = "、".join(rows[:_MOST_NAMED]) + ("等" if len(rows) > _MOST_NAMED else "")
    scanned = any(cell.read_by == "ocr" for cell in cells)
    why = "数字由文字识别得来,没有合计可以印证" if scanned else "格数与表式不符或不是数字"
    holes = {"count": len(cells), "reason": f"涉及{named},{why}"}
    yield make_finding(
        report.subject,
        "unreadable",
        holes,
        cells=[cell.cell for cell in cells],
        places=[cell.place for cell in cells[:10]],
        fault=("reading", "没有把握就不填,原文如下所引"),
    )
