"""The form's tables become cells: labels are found, what stands between them is cut into fields and given to the columns.

One way for every source: a ruled table of a PDF and a glued line of text are both labels with values behind them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.folding import Folded, fold_text
from ingest.form import FormCell, load_form
from ingest.records import CellValue, FormVersion, ParsedDocument, Section
from ingest.tables.anchors import Region, decide_form, find_regions
from ingest.tables.cells import make_cell, make_unreadable
from ingest.tables.row_values import find_frame, find_surpluses, is_value
from ingest.tables.rows import RowShape, Slots, place_fields
from ingest.tables.table_rows import TableRow, read_rows

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
        rows = read_rows(document, folded, region, form)
        spans.append(_measure_region(folded, region, rows))
        for cell in _fill_cells(document, folded, region, rows):
            cells[cell.cell] = cell
    ordered = tuple(cells[cell_id] for cell_id in form.cells if cell_id in cells)
    absent = tuple(cell_id for cell_id in form.cells if cell_id not in cells)
    return TableReading(version, ordered, absent, tuple(spans))


def _fill_cells(document: ParsedDocument, folded: Folded, region: Region, rows: Sequence[TableRow]) -> Iterator[CellValue]:
    header = _read_header(folded, region, rows)
    units = _read_units(folded, region)
    frame = find_frame([row.fields for row in rows if not row.by_position], len(rows[0].row.cells)) if rows else None
    surpluses = {
        count: find_surpluses([row.fields for row in rows if len(row.row.cells) == count], count)
        for count in {len(row.row.cells) for row in rows}
    }
    for row in rows:
        shape = RowShape(
            count=len(row.row.cells),
            header=header,
            frame=frame if region.table != "active" else None,
            alike=sum(_count_printed(other) == _count_printed(row) for other in rows),
            surpluses=surpluses[len(row.row.cells)],
            label_column=row.label_column,
            at_end=row.at_end,
            has_total=region.table == "requests",
            glued=row.glued,
            next_lost=row.next_lost,
            detached=row.detached,
        )
        slots = place_fields(row.fields, shape)
        yield from _make_cells(document, row, slots, units)


def _count_printed(row: TableRow) -> int:
    return sum(bool(field.text) for field in row.fields)


def _make_cells(document: ParsedDocument, row: TableRow, slots: Slots, units: dict[str, str]) -> Iterator[CellValue]:
    for cell, slot in zip(row.row.cells, slots, strict=True):
        if slot is None:
            continue
        read_by = "position" if row.by_position and slot.read_by == "label" else slot.read_by
        if slot.readable:
            yield make_cell(document, cell, (slot.start, slot.end), read_by, units.get(cell.id))
        else:
            yield make_unreadable(cell, document.text[slot.start : slot.end], read_by, document.locate(slot.start, slot.end))


def _read_header(folded: Folded, region: Region, rows: Sequence[TableRow]) -> tuple[int, ...] | None:
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


def _measure_region(folded: Folded, region: Region, rows: Sequence[TableRow]) -> tuple[int, int]:
    """The table's [start, end) in the document: up to the last field that a row holds."""
    start = folded.offsets[region.start]
    ends = [
        field.end
        for row in rows
        for number, field in enumerate(row.fields[: len(row.row.cells) + 2])
        if number < len(row.row.cells) or not field.text or is_value(field.text)
    ]
    return (start, max(ends, default=folded.offsets[region.end]))
