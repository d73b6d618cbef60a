"""The rows of a table's region: each label with the fields behind it, and what speaks against their being its own."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.folding import Folded, fold_text
from ingest.form import Form, FormRow, load_form
from ingest.records import CELL_END, ParsedDocument
from ingest.tables.anchors import Region
from ingest.tables.fields import Field, cut_at_row_end, split_fields
from ingest.tables.labels import LabelHit, find_labels

_GROUP_HEADING = re.compile(
    r"第二十条第?\(?[一五六八九]\)?项|信息内容|三、本年度办理结果|\([三四五六]\)(?:不予公开|无法提供|不予处理|其他处理)"
)
_ENUMERATOR = re.compile(r"\(?[一二三四五六七\d][.、)]")
_DISPUTE_WORDS = re.compile(r"行政复议(?=\||\d)|未经复议直接起诉|复议后起诉|总\|*计|审\|*结")
_SEPARATORS = re.compile(r"[|¦│\s\x1e\x1f]*")
_LEFT_OUT = ({"other_services"}, {"other_uncorrected", "other_unpaid", "other_rest"})
"""Rows that reports leave out of their table; any other row without a label has lost it."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the form with the fields that were found for it; ``fields`` None where neither label nor position tells."""

    row: FormRow
    fields: tuple[Field, ...]
    label_column: int | None
    at_end: bool
    by_position: bool = False
    glued: bool = False
    next_lost: bool = False
    detached: bool = False


def read_rows(document: ParsedDocument, folded: Folded, region: Region, form: Form) -> list[TableRow]:
    """The rows whose labels, or whose places between two labels, are found in the region."""
    if region.table == "disputes":
        return [_read_disputes(document, folded, region, form.disputes)]
    rows = form.active if region.table == "active" else form.requests
    text = folded.text[region.start : region.end]
    hits = [LabelHit(hit.row, hit.start + region.start, hit.end + region.start) for hit in find_labels(text, rows)]
    found: list[TableRow] = []
    for number, hit in enumerate(hits):
        end = hits[number + 1].start if number + 1 < len(hits) else region.end
        behind = rows[rows.index(hit.row) + 1 :]
        skipped = behind[: behind.index(hits[number + 1].row)] if number + 1 < len(hits) else ()
        found.extend(_read_rows(document, folded, hit, end, tuple(skipped)))
    if found and region.table == "requests" and document.text[folded.offsets[region.end] :].strip():
        found[-1] = replace(found[-1], next_lost=found[-1].next_lost or found[-1].row is not rows[-1])
    return found


def _read_rows(
    document: ParsedDocument, folded: Folded, hit: LabelHit, end: int, skipped: Sequence[FormRow]
) -> Iterator[TableRow]:
    """The row of one label and, where the labels of ``skipped`` rows are lost and as many lines stand there, those rows too."""
    start, stop = folded.restore(hit.start, hit.end)[1], folded.offsets[end]
    lines = _split_lines(document, start, stop) if skipped else []
    if skipped and len(lines) == len(skipped) + 1:
        label_column = _find_column(document, start)
        for row, (left, right) in zip((hit.row, *skipped), lines, strict=True):
            fields = _list_fields(document, folded, left, right)
            own_column = label_column if row is hit.row else None
            yield TableRow(row, fields, own_column, at_end=False, by_position=row is not hit.row, next_lost=True)
        return
    ruled = CELL_END in document.text[start:stop]
    if ruled:
        stop = cut_at_row_end(document.text, start, stop)
    fields = _drop_enumerator(_list_fields(document, folded, start, stop), stop)
    if hit.row.cells[0].table == "active":
        fields = tuple(field for field in fields if not field.group)
    lost = not ruled and bool(skipped) and {row.id for row in skipped} not in _LEFT_OUT
    yield TableRow(
        hit.row,
        fields,
        _find_column(document, start),
        at_end=not document.text[stop:].strip(),
        glued=document.text[start : start + 1].isdigit(),
        next_lost=lost,
        detached=lost and _is_apart(document.text, start, fields) and not _is_parted(hit.row, skipped[0], folded, (start, stop)),
    )


def _is_apart(text: str, start: int, fields: Sequence[Field]) -> bool:
    """Whether a line end or a piece of another label stands between the label's end and the first value."""
    between = text[start : fields[0].start] if fields else ""
    return "\n" in between or between.strip("|¦│ \t\u3000") != ""


def _is_parted(row: FormRow, lost: FormRow, folded: Folded, span: tuple[int, int]) -> bool:
    """Whether the heading of the ``lost`` row's group, full as wide as the table, parts it from ``row``."""
    text = folded.text[folded.find(span[0]) : folded.find(span[1])]
    return row.cells[0].table == "active" and lost.under != row.under and fold_text(lost.under).text in text


def _drop_enumerator(fields: tuple[Field, ...], stop: int) -> tuple[Field, ...]:
    """``fields`` without the digit that stands right at the next label, whose mark is lost (2没有现成信息)."""
    return fields[:-1] if fields and fields[-1].end == stop and re.fullmatch(r"\d", fields[-1].text) else fields


def _split_lines(document: ParsedDocument, start: int, stop: int) -> list[tuple[int, int]]:
    """The lines of the stretch that hold at least two printed numbers."""
    lines = []
    left = start
    for line in document.text[start:stop].split("\n"):
        if len(re.findall(r"(?<!\d)\d+(?:\.\d+)?(?!\d)", line)) > 1:
            lines.append((left, left + len(line)))
        left += len(line) + 1
    return lines


def _read_disputes(document: ParsedDocument, folded: Folded, region: Region, row: FormRow) -> TableRow:
    """The one row behind the header; where each group's values stand behind its own words, those of all groups."""
    text = folded.text[region.start : region.end]
    words = [match.end() for match in _DISPUTE_WORDS.finditer(text)]
    digit = re.search(r"\d", text)
    before = [end for end in words if digit is None or end <= digit.start()]
    end = folded.offsets[region.end]
    for header in dict.fromkeys((max(words, default=0), max(before, default=0))):
        start = folded.restore(region.start, region.start + header)[1]
        # What parts the header from the first value is no blank cell.
        lead = _SEPARATORS.match(document.text, start, end)
        start = lead.end() if lead and digit else start
        fields = _list_fields(document, folded, start, end)
        if sum(bool(field.text) for field in fields) >= len(row.cells):
            break
    if not any(character.isdigit() for field in fields for character in field.text):
        fields = fields if len(fields) >= len(row.cells) and not any(field.text for field in fields) else ()
    return TableRow(row, fields, None, at_end=not document.text[end:].strip(), glued=document.text[start : start + 1].isdigit())


def _list_fields(document: ParsedDocument, folded: Folded, start: int, stop: int) -> tuple[Field, ...]:
    fields = split_fields(document.text, start, stop, _mask_labels(folded, start, stop))
    low, high = folded.find(start), folded.find(stop)
    headings = [folded.offsets[low + match.start()] for match in _GROUP_HEADING.finditer(folded.text[low:high])]
    kept = (field for field in fields if not _is_debris(field.text))
    return tuple(_place_field(document, field, bisect_left(headings, field.start)) for field in kept)


def _place_field(document: ParsedDocument, field: Field, group: int) -> Field:
    segment = document.find_segment(field.start)
    return replace(field, group=group, column=segment.place.column if segment and segment.place.column else field.column)


def _find_column(document: ParsedDocument, offset: int) -> int | None:
    segment = document.find_segment(offset - 1)
    if segment and segment.place.column:
        return segment.place.column
    line_start = document.text.rfind("\n", 0, offset) + 1
    return document.text.count("\t", line_start, offset) if "\t" in document.text[line_start:].split("\n", 1)[0] else None


@cache
def _list_other_labels() -> re.Pattern[str]:
    """The form's words that are no row: group labels, clause headings, column headings."""
    words = {fold_text(word).text for word in ("信息内容", "三、本年度办理结果", "申请人情况", "法人或其他组织")}
    for version in ("2019", "2021"):
        form = load_form(version)
        words |= {fold_text(row.under).text for row in (*form.active, *form.requests) if row.under}
        words |= {fold_text(cell.column_label).text for row in form.active for cell in row.cells}
    alternatives = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in alternatives))


def _mask_labels(folded: Folded, start: int, stop: int) -> set[int]:
    low, high = folded.find(start), folded.find(stop)
    text = folded.text[low:high]
    return {folded.offsets[low + index] for match in _list_other_labels().finditer(text) for index in range(*match.span())}


@cache
def _list_vocabulary() -> str:
    forms = [load_form(version) for version in ("2019", "2021")]
    labels = [
        text
        for form in forms
        for row in (*form.active, *form.requests, form.disputes)
        for cell in row.cells
        for text in (cell.row_label, cell.column_label, cell.under)
    ]
    return " ".join({fold_text(label).text for label in labels})


def _is_debris(text: str) -> bool:
    """Whether a field is a piece of a label that was torn by the page's layout."""
    plain = fold_text(text).text
    return _ENUMERATOR.fullmatch(plain) is not None or (
        bool(plain) and not any(c.isdigit() for c in plain) and plain not in {"无", "/", "-", "—"} and plain in _list_vocabulary()
    )
