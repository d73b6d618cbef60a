"""WordprocessingML walked element by element: paragraphs and tables in reading order, merged cells standing once.

Elements come from whoever opened the file; nothing here opens one. Tracked changes are read as accepted, hidden runs left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.errors import TooLarge
from ingest.readers.grid import Grid, GridCell, build_grid
from ingest.readers.limits import Limits
from ingest.records import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_DROPPED = frozenset(
    _W + name for name in ("del", "moveFrom", "delText", "instrText", "rt", "rPr", "pPr", "sdtPr", "tblPr", "tblGrid", "sectPr")
) | {_MC + "Fallback"}
"""Elements without text of their own: deleted or moved away, codes, readings beside characters, properties, second copies."""
_MARKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_DEEPEST_TABLE = 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table as walked: its grid, whether it holds further tables, and all that stands in it in reading order."""

    grid: Grid
    content: tuple["Block", ...]
    nests: bool


Block = str | Table
"""What a body consists of: a paragraph's text, or a table."""


@dataclass(slots=True)
class _Open:
    """A merged cell that may still grow downwards."""

    row: int
    column: int
    colspan: int
    blocks: list[Block]
    rowspan: int = 1


@dataclass(slots=True)
class DocxWalk:
    """One walk over a document's body; numbers its tables and counts its elements against the limits."""

    limits: Limits
    tables: int = 0
    _cells: int = field(default=0)

    def walk_blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        """The paragraphs and tables below ``parent`` in reading order; a text box follows the paragraph that holds it.

        Raises:
            TooLarge: tables nested too deep, or more cells than the limit.
        """
        pending = ""
        for element in _iterate_blocks(parent):
            if element.tag == _W + "tbl":
                yield self._read_table(element, depth + 1)
                continue
            boxes: list[Any] = []
            pending += read_runs(element, boxes)
            if not _has_deleted_mark(element):
                yield pending
                pending = ""
            for box in boxes:
                yield from self.walk_blocks(box, depth + 1)
        if pending:
            yield pending

    def _read_table(self, table: Any, depth: int) -> Table:
        if depth > _DEEPEST_TABLE:
            raise TooLarge(f"表格嵌套过深：超过 {_DEEPEST_TABLE} 层")
        self.tables += 1
        number = self.tables
        merged = self._place_cells(table, depth)
        grid = build_grid(
            GridCell(
                cell.row,
                cell.column,
                "\n".join(block for block in _flatten(cell.blocks) if block.strip()),
                Place(table=number, row=cell.row, column=cell.column),
                cell.rowspan,
                cell.colspan,
            )
            for cell in merged
        )
        ordered = sorted(merged, key=lambda cell: (cell.row, cell.column))
        content = tuple(block for cell in ordered for block in cell.blocks)
        return Table(grid, content, any(isinstance(block, Table) for block in content))

    def _place_cells(self, table: Any, depth: int) -> list[_Open]:
        """Every cell at its grid coordinates; a vMerge chain is one cell as tall as the chain."""
        cells: list[_Open] = []
        above: dict[int, _Open] = {}
        for row, element in enumerate(_iterate_rows(table), start=1):
            column = 1 + _read_number(element, "trPr", "gridBefore", 0)
            current: dict[int, _Open] = {}
            for cell in _iterate_cells(element):
                span = min(max(_read_number(cell, "tcPr", "gridSpan", 1), 1), self.limits.max_cells)
                self._count(span)
                upper = above.get(column) if _continues(cell) else None
                blocks = list(self.walk_blocks(cell, depth))
                if upper is None:
                    upper = _Open(row, column, span, blocks)
                    cells.append(upper)
                else:
                    upper.rowspan = row - upper.row + 1
                    upper.blocks.extend(blocks)
                current[column] = upper
                column += span
            above = current
        return cells

    def _count(self, span: int) -> None:
        self._cells += span
        if self._cells > self.limits.max_cells:
            raise TooLarge(f"表格单元格过多：超过 {self.limits.max_cells} 个")


def read_runs(paragraph: Any, boxes: list[Any]) -> str:
    """The text of a paragraph's runs as accepted; text boxes met on the way are appended to ``boxes``, not read."""
    parts: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _DROPPED or not isinstance(tag, str):
            continue
        if tag in (_W + "t", _M + "t"):
            parts.append(element.text or "")
        elif tag in _MARKS:
            parts.append(_MARKS[tag])
        elif tag == _W + "txbxContent":
            boxes.append(element)
        elif tag != _W + "r" or not _is_hidden(element):
            stack.extend(reversed(element))
    return "".join(parts)


def _iterate_blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables directly below, wrappers (content controls, insertions, custom XML) opened."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (_W + "p", _W + "tbl"):
            yield element
        elif element.tag not in _DROPPED and isinstance(element.tag, str):
            stack.extend(reversed(element))


def _iterate_rows(table: Any) -> Iterator[Any]:
    for row in _iterate_wrapped(table, _W + "tr"):
        properties = row.find(_W + "trPr")
        if properties is None or properties.find(_W + "del") is None:
            yield row


def _iterate_cells(row: Any) -> Iterator[Any]:
    for cell in _iterate_wrapped(row, _W + "tc"):
        properties = cell.find(_W + "tcPr")
        if properties is None or properties.find(_W + "cellDel") is None:
            yield cell


def _iterate_wrapped(parent: Any, tag: str) -> Iterator[Any]:
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in _DROPPED and isinstance(element.tag, str) and element.tag not in (_W + "tbl", _W + "p"):
            stack.extend(reversed(element))


def _continues(cell: Any) -> bool:
    """Whether the cell is the lower part of a vertical merge; ``w:vMerge`` without a value means that."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(_W + "val", "continue") == "continue"


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val", "true") not in ("0", "false", "off")


def _has_deleted_mark(paragraph: Any) -> bool:
    """Whether the paragraph's end was deleted: accepted, it runs on into the next."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _read_number(element: Any, properties: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    value = found.get(_W + "val", "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 7 else default  # noqa: PLR2004


def _flatten(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from _flatten(list(block.content))
