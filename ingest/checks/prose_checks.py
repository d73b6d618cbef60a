"""Checks of the prose: against the tables, against its own parts, and its percentages.

An approximate count (余, 约) is only held against a smaller one. 受理 and 收到 may mean new applications or new and carried in:
the prose agrees if either fits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.findings import judge_fault, make_finding
from ingest.checks.prose_counts import (
    CHANNEL_FIGURES,
    UNITS,
    Share,
    Span,
    cut_sentences,
    last_place,
    list_channel_shares,
    list_counts,
    list_shares,
    list_totals,
)
from ingest.folding import Folded, fold_text
from ingest.recognised import READINGS
from ingest.records import CellValue, Finding, NarrativeFigure, ParsedDocument, Report, Severity

_LABELS = {
    "requests.received": "收到申请",
    "requests.answered": "答复申请",
    "reviews.count": "行政复议",
    "lawsuits.count": "行政诉讼",
}
_ALL_IN_FULL_TEXT = re.compile(
    rf"全文电子化[^。;]{{0,14}}?(?P<part>\d+)(?P<unit>{UNITS})[^。]{{0,14}}?全文电子化率?(?:达到?|为)?100%"
)
_ALL_CLOSED = re.compile(
    r"(?:申请|答复|办理)[^。;]{0,30}?(?:均已|全部|已全部|均在[^。;]{0,12})(?:按[^。;]{0,8})?(?:办结|办理完毕|答复完毕|回复完毕|答复)|办结率(?:达|为)?100%"
)
_FEE_WORDS = re.compile(r"信息处理费|处理费用|(?:^|[。;])(?!涉企)[^。;]{0,20}?(?:收取|未|无|没有)[^。;]{0,12}?费")


@dataclass(frozen=True, slots=True)
class _Sentence:
    folded: Folded
    offset: int

    def span(self, start: int, end: int) -> Span:
        left, right = self.folded.restore(start, end)
        return (self.offset + left, self.offset + right)


def check_prose(report: Report, document: ParsedDocument, prose: Sequence[Span]) -> Iterator[Finding]:
    """Findings of text_vs_table, text_parts, percentage, all_closed and fee_unexplained."""
    sentences = [sentence for span in prose for sentence in _split_sentences(document.text, *span)]
    closing = list(_compare_closing(report, document, sentences))
    yield from closing
    # That all were answered and that none was left are one claim: it fails once.
    yield from _compare_figures(report, left_out={"requests.answered"} if closing else set())
    yield from _compare_parts(report, document, sentences)
    yield from _compare_percentages(report, document, sentences)
    yield from _compare_channel_shares(report, document, sentences)
    yield from _compare_full_text(report, document, sentences)
    yield from _compare_fees(report)


def _split_sentences(text: str, start: int, end: int) -> Iterator[_Sentence]:
    for left, right in cut_sentences(text[start:end]):
        yield _Sentence(fold_text(text[start + left : start + right]), start + left)


def _compare_figures(report: Report, left_out: set[str]) -> Iterator[Finding]:
    cells = {cell.cell: cell for cell in report.cells}
    for figure in report.narrative:
        if not figure.primary or figure.figure not in READINGS or figure.figure in left_out:
            continue
        readings = [
            [cells[cell] for cell in reading]
            for reading in READINGS[figure.figure]
            if all(cell in cells and cells[cell].value is not None for cell in reading)
        ]
        sums = [sum((cell.value or Decimal(0) for cell in reading), Decimal(0)) for reading in readings]
        if not readings or any(_agrees(figure, value) for value in sums):
            continue
        holes = {
            "label": _LABELS[figure.figure],
            "stated": _render(figure),
            "cells": "合计" if len(readings[0]) > 1 else "",
            "table": sums[0],
        }
        used = readings[0]
        places = (figure.place, *(cell.place for cell in used))
        yield make_finding(
            report.subject, "text_vs_table", holes, cells=[cell.cell for cell in used], places=places, fault=judge_fault(used)
        )


def _agrees(figure: NarrativeFigure, value: Decimal) -> bool:
    return figure.value == value or (figure.approx and value >= figure.value)


def _render(figure: NarrativeFigure) -> str:
    return f"{format(figure.value, 'f')}{'余' if figure.approx else ''}{figure.unit or ''}"


def _compare_parts(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    for sentence in sentences:
        for listing in list_totals(sentence.folded.text):
            if listing.whole and not listing.leading:
                place = document.locate(*sentence.span(*listing.span))
                holes = {"total": listing.total, "parts": " + ".join(map(str, listing.parts)), "sum": listing.added}
                yield make_finding(report.subject, "text_parts", holes, places=(place,))


def _compare_percentages(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    """Percentages that no count before them gives; the base named is the total that the report states."""
    before: list[Decimal] = []
    total = _find_primary(report, "published.total")
    for sentence in sentences:
        for share in list_shares(sentence.folded.text, before, total.value if total is not None else None):
            if not share.agrees:
                close = abs(share.expected - share.stated) <= last_place(share.stated)
                place = document.locate(*sentence.span(*share.span))
                severity: Severity | None = "note" if close else None
                yield make_finding(report.subject, "percentage", _fill_share(share), places=(place,), severity=severity)
        before.extend(list_counts(sentence.folded.text))


def _fill_share(share: Share) -> dict[str, object]:
    return {"part": share.part, "base": share.base, "stated": share.stated, "expected": share.expected}


def _compare_channel_shares(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    """Percentages of a channel that is only named, held against the channel's own count."""
    total = _find_primary(report, "published.total")
    if total is None or total.approx:
        return
    exact = {name: part for name in CHANNEL_FIGURES.values() if (part := _find_exact(report, name)) is not None}
    counts = {name: part.value for name, part in exact.items()}
    for sentence in sentences:
        for figure, share in list_channel_shares(sentence.folded.text, total.value, counts):
            if not share.agrees:
                place = document.locate(*sentence.span(*share.span))
                yield make_finding(report.subject, "percentage", _fill_share(share), places=(exact[figure].place, place))


def _compare_full_text(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    """全文电子化 of 100 % whose count is neither the number of published items nor any other count before it."""
    total = _find_primary(report, "published.total")
    if total is None or total.approx:
        return
    before = {total.value}
    for sentence in sentences:
        text = sentence.folded.text
        for match in _ALL_IN_FULL_TEXT.finditer(text):
            part = Decimal(match["part"])
            if part not in before.union(list_counts(text[: match.start()])):
                holes = {"part": part, "unit": match["unit"], "total": total.value}
                place = document.locate(*sentence.span(match.start(), match.end()))
                yield make_finding(report.subject, "percentage", holes, places=(total.place, place), wording="full_text")
        before.update(list_counts(text))


def _compare_closing(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    carried: CellValue | None = next((cell for cell in report.cells if cell.cell == "requests.carried_out.total"), None)
    if carried is None or not carried.value:
        return
    for sentence in sentences:
        match = _ALL_CLOSED.search(sentence.folded.text)
        if match and "申请" in sentence.folded.text:
            place = document.locate(*sentence.span(match.start(), match.end()))
            holes = {"carried_out": carried.value}
            yield make_finding(
                report.subject,
                "all_closed",
                holes,
                cells=(carried.cell,),
                places=(place, carried.place),
                fault=judge_fault([carried]),
            )
            return


def _compare_fees(report: Report) -> Iterator[Finding]:
    """An information fee that another place denies, or of which section 六, where the 2021 form wants it, says nothing."""
    fees = [figure for figure in report.narrative if figure.figure == "fees.information"]
    charged = next((figure for figure in fees if figure.value > 0), None)
    if charged is None:
        return
    denied = next((figure for figure in fees if figure.value == 0), None)
    last = next((section for section in report.sections if section.topic == "other"), None)
    if denied is not None:
        second, place = f"写 {denied.value} 元", denied.place
    elif last is not None and not _FEE_WORDS.search(fold_text(last.text).text):
        second, place = "没有提到", last.place
    else:
        return
    holes = {"first": charged.value, "second": second}
    yield make_finding(report.subject, "fee_unexplained", holes, places=(charged.place, place))


def _find_primary(report: Report, figure_id: str) -> NarrativeFigure | None:
    return next((figure for figure in report.narrative if figure.figure == figure_id and figure.primary), None)


def _find_exact(report: Report, figure_id: str) -> NarrativeFigure | None:
    found = _find_primary(report, figure_id)
    return None if found is None or found.approx else found
