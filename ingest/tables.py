"""The form's tables become cells: labels are found, what stands between them is cut into fields and given to the columns.

One way for every source: a ruled table of a PDF and a glued line of text are both labels with values behind them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.anchors import Region, decide_form, find_regions
from ingest.cells import make_cell, make_unreadable
from ingest.fields import Field, cut_at_row_end, split_fields
from ingest.folding import Folded, fold_text
from ingest.form import Form, FormCell, FormRow, load_form
from ingest.labels import LabelHit, find_labels
from ingest.records import CELL_END, CellValue, FormVersion, ParsedDocument, Section
from ingest.rows import RowShape, Slots, find_frame, place_fields

_HEADING_UNIT = re.compile(r"(本年收费金额|采购总金额)[(（]?(?:单位)?[::]?(万元|元)")
_UNIT_CELLS = {"本年收费金额": "active.fees.amount", "采购总金额": "active.procurement.amount"}


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables gave: ``cells`` and ``absent`` ids in the form's order.

    ``regions`` are the [start, end) of the document's text that are table. ``form`` is None and the rest empty where there is no
    table of the form.
    """

    form: FormVersion | None
    cells: tuple[CellValue, ...] = ()
    absent: tuple[str, ...] = ()
    regions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the form with the fields that were found for it; ``fields`` None where neither label nor position tells."""

    row: FormRow
    fields: tuple[Field, ...]
    label_column: int | None
    at_end: bool
    by_position: bool = False


def read_tables(document: ParsedDocument, sections: Sequence[Section]) -> TableReading:
    """The form's cells as the document has them."""
    folded = fold_text(document.text)
    regions = find_regions(folded, sections)
    version = decide_form(folded.text, regions)
    if version is None:
        return TableReading(None)
    form = load_form(version)
    cells: dict[str, CellValue] = {}
    spans: list[tuple[int, int]] = []
    for region in regions:
        rows = _read_region(document, folded, region, form)
        spans.append(_measure_region(folded, region, rows))
        for cell in _fill_cells(document, folded, region, rows):
            cells[cell.cell] = cell
    ordered = tuple(cells[cell_id] for cell_id in form.cells if cell_id in cells)
    absent = tuple(cell_id for cell_id in form.cells if cell_id not in cells)
    return TableReading(version, ordered, absent, tuple(spans))


def _read_region(document: ParsedDocument, folded: Folded, region: Region, form: Form) -> list[_Row]:
    if region.table == "disputes":
        return [_read_disputes(document, folded, region, form.disputes)]
    rows = form.active if region.table == "active" else form.requests
    text = folded.text[region.start : region.end]
    hits = [LabelHit(hit.row, hit.start + region.start, hit.end + region.start) for hit in find_labels(text, rows)]
    found: list[_Row] = []
    for number, hit in enumerate(hits):
        end = hits[number + 1].start if number + 1 < len(hits) else region.end
        skipped = rows[rows.index(hit.row) + 1 : rows.index(hits[number + 1].row)] if number + 1 < len(hits) else ()
        found.extend(_read_rows(document, folded, hit, end, tuple(skipped)))
    return found


def _read_rows(document: ParsedDocument, folded: Folded, hit: LabelHit, end: int, skipped: Sequence[FormRow]) -> Iterator[_Row]:
    """The row of one label and, where the labels of ``skipped`` rows are lost and as many lines stand there, those rows too."""
    start, stop = folded.restore(hit.start, hit.end)[1], folded.offsets[end]
    lines = _split_lines(document, start, stop) if skipped else []
    if skipped and len(lines) == len(skipped) + 1:
        label_column = _find_column(document, start)
        for row, (left, right) in zip((hit.row, *skipped), lines, strict=True):
            fields = _list_fields(document, folded, left, right)
            yield _Row(row, fields, label_column if row is hit.row else None, at_end=False, by_position=row is not hit.row)
        return
    if CELL_END in document.text[start:stop]:
        stop = cut_at_row_end(document.text, start, stop)
    fields = _list_fields(document, folded, start, stop)
    yield _Row(hit.row, fields, _find_column(document, start), at_end=not document.text[stop:].strip())


def _split_lines(document: ParsedDocument, start: int, stop: int) -> list[tuple[int, int]]:
    """The lines of the stretch that hold at least two printed numbers."""
    lines = []
    left = start
    for line in document.text[start:stop].split("\n"):
        if len(re.findall(r"(?<!\d)\d+(?:\.\d+)?(?!\d)", line)) > 1:
            lines.append((left, left + len(line)))
        left += len(line) + 1
    return lines


def _read_disputes(document: ParsedDocument, folded: Folded, region: Region, row: FormRow) -> _Row:
    text = folded.text[region.start : region.end]
    header = max((match.end() for match in re.finditer(r"未经复议直接起诉|复议后起诉|总\|*计|审\|*结", text)), default=0)
    first = re.search(r"\d", text[header:])
    start = folded.offsets[region.start + header]
    end = folded.offsets[region.end]
    stop = end if first or CELL_END in document.text[start:end] or "|" in document.text[start:end] else start
    fields = _list_fields(document, folded, start, stop)
    return _Row(row, fields, None, at_end=not document.text[stop:].strip())


def _list_fields(document: ParsedDocument, folded: Folded, start: int, stop: int) -> tuple[Field, ...]:
    fields = split_fields(document.text, start, stop, _mask_labels(folded, start, stop))
    kept = (field for field in fields if not _is_debris(field.text))
    return tuple(_set_column(document, field) for field in kept)


def _set_column(document: ParsedDocument, field: Field) -> Field:
    segment = document.find_segment(field.start)
    return replace(field, column=segment.place.column) if segment and segment.place.column else field


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
    return (
        bool(plain) and not any(c.isdigit() for c in plain) and plain not in {"无", "/", "-", "—"} and plain in _list_vocabulary()
    )


def _fill_cells(document: ParsedDocument, folded: Folded, region: Region, rows: Sequence[_Row]) -> Iterator[CellValue]:
    header = _read_header(folded, region, rows)
    units = _read_units(folded, region)
    frame = find_frame([row.fields for row in rows if not row.by_position], len(rows[0].row.cells)) if rows else None
    for row in rows:
        shape = RowShape(
            count=len(row.row.cells),
            header=header,
            frame=frame if region.table != "active" else None,
            label_column=row.label_column,
            at_end=row.at_end,
            has_total=region.table == "requests",
        )
        slots = place_fields(row.fields, shape)
        yield from _make_cells(document, row, slots, units)


def _make_cells(document: ParsedDocument, row: _Row, slots: Slots, units: dict[str, str]) -> Iterator[CellValue]:
    for cell, slot in zip(row.row.cells, slots, strict=True):
        if slot is None:
            continue
        read_by = "position" if row.by_position and slot.read_by == "label" else slot.read_by
        if slot.readable:
            yield make_cell(document, cell, (slot.start, slot.end), read_by, units.get(cell.id))
        else:
            yield make_unreadable(cell, document.text[slot.start : slot.end], read_by, document.locate(slot.start, slot.end))


def _read_header(folded: Folded, region: Region, rows: Sequence[_Row]) -> tuple[int, ...] | None:
    """The form's column positions that the header of the requests table names; None for other tables or a lost header."""
    if region.table != "requests" or not rows or not rows[0].fields:
        return None
    first = folded.find(rows[0].fields[0].start)
    text = folded.text[region.start : first].replace("法人或其他组织", "")
    cells: tuple[FormCell, ...] = rows[0].row.cells
    named = tuple(position for position, cell in enumerate(cells) if cell.column_label in text)
    return named or None


def _read_units(folded: Folded, region: Region) -> dict[str, str]:
    text = folded.text[region.start : region.end]
    return {_UNIT_CELLS[match.group(1)]: match.group(2) for match in _HEADING_UNIT.finditer(text)}


def _measure_region(folded: Folded, region: Region, rows: Sequence[_Row]) -> tuple[int, int]:
    """The table's [start, end) in the document: up to the last field that a row holds."""
    start = folded.offsets[region.start]
    ends = [field.end for row in rows for field in row.fields[: len(row.row.cells) + 2]]
    return (start, max(ends, default=folded.offsets[region.end]))
