"""Checks of the prose: against the tables, against its own parts, and its percentages.

An approximate count (余, 约) is only held against a smaller one. 受理 and 收到 may mean new applications or new and carried in:
the prose agrees if either fits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ingest.checks.findings import judge_fault, make_finding
from ingest.folding import Folded, fold_text
from ingest.recognised import READINGS
from ingest.records import CellValue, Finding, NarrativeFigure, ParsedDocument, Report, Severity

_LABELS = {
    "requests.received": "收到申请",
    "requests.answered": "答复申请",
    "reviews.count": "行政复议",
    "lawsuits.count": "行政诉讼",
}
_UNITS = "条次|条|件|份|个|篇|期|宗|起|项|次"
# A list that begins a sentence of its own (…909条。其中，…) belongs to the total before it.
_SENTENCE_END = re.compile(r"[。！!？?](?!\s*其中)|\n\s*\n\s*(?=[(（]?[一二三四五六七八九十\d]+[)）、.])")
_COUNT = re.compile(rf"(?P<number>\d+)(?P<about>余|多)?(?P<unit>{_UNITS})")
_TOTAL = re.compile(rf"(?P<number>\d+)(?P<unit>{_UNITS})(?:信息)?(?:,*|;|\(|:)。?(?:其中|包括|具体包括|分别为|涵盖|:|,具体)")
_TARGET = re.compile(rf"[,;][^。,;]{{0,16}}(?:任务|指标|目标)[^。,;\d]{{0,4}}\d+(?:{_UNITS})[^。,;]{{0,14}}(?=[。,;])")
"""A clause that holds the total against a target (完成任务数…条的…%), between it and its parts."""
_SHARE = re.compile(
    rf"(?P<part>\d+)(?:{_UNITS})[,，、(]?(?:占|所占)(?P<base>[^,。;\d]{{0,12}}?)(?:的?比例)?(?:约|为|达)*(?P<percent>\d+(?:\.\d+)?)%"
)
_CHANNEL_SHARE = re.compile(
    r"(?P<channel>网站|微信|微博)[^,。;占\d]{0,14}?占(?:公开|发布|信息)*(?:总数|总量|全部|总条数|比例?)的?(?:比例)?(?:约|为|达)*(?P<percent>\d+(?:\.\d+)?)%"
)
_CHANNEL_FIGURES = {"网站": "published.website", "微信": "published.wechat", "微博": "published.weibo"}
_BASE = re.compile(rf"(?P<number>\d+)(?:{_UNITS})")
_ALL_IN_FULL_TEXT = re.compile(rf"全文电子化[^。;]{{0,14}}?(?P<part>\d+)(?:{_UNITS})[^。]{{0,14}}?全文电子化率?(?:达到?|为)?100%")
_ALL_CLOSED = re.compile(
    r"(?:申请|答复|办理)[^。;]{0,30}?(?:均已|全部|已全部|均在[^。;]{0,12})(?:按[^。;]{0,8})?(?:办结|办理完毕|答复完毕|回复完毕|答复)|办结率(?:达|为)?100%"
)
_FEE_WORDS = re.compile(r"信息处理费|处理费用|(?:^|[。;])(?!涉企)[^。;]{0,20}?(?:收取|未|无|没有)[^。;]{0,12}?费")
_REST = re.compile(r"其[他它]")
_FEWEST_PARTS = 2
_BASES_KEPT = 24
_WIDEST_GAP = Decimal("0.25")
"""Share of the total that listed parts may leave open and still be read as a whole list: seen faults leave up to a fifth open
(77 of which 63 are listed), partial lists (其中重点领域…) leave half or more.
"""

Span = tuple[int, int]


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
    left = start
    for match in _SENTENCE_END.finditer(text[start:end]):
        yield _Sentence(fold_text(text[left : start + match.end()]), left)
        left = start + match.end()
    yield _Sentence(fold_text(text[left:end]), left)


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
        text = _TARGET.sub(lambda clause: "," * len(clause[0]), sentence.folded.text)
        for match in _TOTAL.finditer(text):
            total = Decimal(match["number"])
            stop = _TOTAL.search(text, match.end())
            end = stop.start() if stop else len(text)
            parts = [part for part in _COUNT.finditer(text, match.end(), end) if _is_part(text, part, match["unit"])]
            if len(parts) < _FEWEST_PARTS or any(part["about"] for part in parts):
                continue
            values = [Decimal(part["number"]) for part in parts]
            added = sum(values, Decimal(0))
            if _is_whole_list(total, added, text[match.end() : end]) and not _adds_up(total, values):
                place = document.locate(*sentence.span(match.start(), parts[-1].end()))
                holes = {"total": total, "parts": " + ".join(map(str, values)), "sum": added}
                yield make_finding(report.subject, "text_parts", holes, places=(place,))


def _is_part(text: str, part: re.Match[str], unit: str) -> bool:
    """Whether a count is of the total's kind and not held in the part before it (33条含207条处理决定)."""
    return part["unit"][0] == unit[0] and text[part.start() - 1] != "含" and text[part.start() - 2 : part.start()] != "含有"


def _is_whole_list(total: Decimal, added: Decimal, listed: str) -> bool:
    return added > total or total - added <= total * _WIDEST_GAP or _REST.search(listed) is not None


def _adds_up(total: Decimal, values: Sequence[Decimal]) -> bool:
    """Whether the parts, or the first of them, give the total: a second list with another base may follow (其中…其中…)."""
    added = Decimal(0)
    for value in values:
        added += value
        if added == total:
            return True
    return False


def _compare_percentages(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    """Percentages that no count before them gives; the base named is the total that the report states."""
    bases: list[Decimal] = []
    total = _find_primary(report, "published.total")
    for sentence in sentences:
        text = sentence.folded.text
        for match in _SHARE.finditer(text):
            part, stated = Decimal(match["part"]), Decimal(match["percent"])
            before = bases + [Decimal(count["number"]) for count in _BASE.finditer(text, 0, match.start())]
            larger = [base for base in before[-_BASES_KEPT:] if base >= part and base > 0]
            if not larger or any(_rounds_to(part, base, stated) for base in larger):
                continue
            base = total.value if total is not None and total.value in larger else larger[0]
            expected = _percent(part, base, stated, ROUND_HALF_UP)
            severity: Severity | None = "note" if abs(expected - stated) <= _last_place(stated) else None
            place = document.locate(*sentence.span(match.start(), match.end()))
            holes = {"part": part, "base": base, "stated": stated, "expected": expected}
            yield make_finding(report.subject, "percentage", holes, places=(place,), severity=severity)
        bases.extend(Decimal(count["number"]) for count in _BASE.finditer(text))


def _compare_channel_shares(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    """Percentages of a channel that is only named (政府网站发布量占总数的…%), held against the channel's own count."""
    total = _find_primary(report, "published.total")
    for sentence in sentences:
        for match in _CHANNEL_SHARE.finditer(sentence.folded.text):
            part = _find_primary(report, _CHANNEL_FIGURES[match["channel"]])
            stated = Decimal(match["percent"])
            if total is None or part is None or not total.value or total.approx or part.approx:
                continue
            if not _rounds_to(part.value, total.value, stated):
                expected = _percent(part.value, total.value, stated, ROUND_HALF_UP)
                holes = {"part": part.value, "base": total.value, "stated": stated, "expected": expected}
                place = document.locate(*sentence.span(match.start(), match.end()))
                yield make_finding(report.subject, "percentage", holes, places=(part.place, place))


def _percent(part: Decimal, base: Decimal, like: Decimal, rounding: str) -> Decimal:
    return (part * 100 / base).quantize(_last_place(like), rounding)


def _last_place(number: Decimal) -> Decimal:
    """One unit of the last place that ``number`` writes: 0.1 for 58.1, 1 for 16."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


def _rounds_to(part: Decimal, base: Decimal, stated: Decimal) -> bool:
    return stated in {_percent(part, base, stated, rounding) for rounding in (ROUND_HALF_UP, ROUND_DOWN)}


def _compare_full_text(report: Report, document: ParsedDocument, sentences: Sequence[_Sentence]) -> Iterator[Finding]:
    """全文电子化 of 100 % whose count is not the number of published items."""
    total = _find_primary(report, "published.total")
    if total is None or total.approx:
        return
    for sentence in sentences:
        for match in _ALL_IN_FULL_TEXT.finditer(sentence.folded.text):
            part = Decimal(match["part"])
            if part != total.value:
                expected = _percent(part, total.value, Decimal("0.1"), ROUND_HALF_UP) if total.value else Decimal(0)
                holes = {"part": part, "base": total.value, "stated": 100, "expected": expected}
                place = document.locate(*sentence.span(match.start(), match.end()))
                yield make_finding(report.subject, "percentage", holes, places=(total.place, place))


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
