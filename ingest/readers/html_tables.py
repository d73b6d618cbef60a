"""Tables of a page: ``table`` elements as grids, rowspan and colspan resolved, and which of them hold data."""

from collections.abc import Iterator

from ingest.errors import TooLarge
from ingest.readers.grid import Grid, GridCell, build_grid
from ingest.readers.html_tree import Element, join_text
from ingest.readers.limits import Limits
from ingest.records import Place

_WIDEST_SPAN = 1000
"""HTML's own bound on colspan."""


def is_layout(table: Element) -> bool:
    """Whether a table only lays the page out: it holds further tables."""
    return table.contains("table")


def build_table(table: Element, number: int, limits: Limits) -> Grid:
    """The grid of a table without tables inside; ``number`` counts the page's tables from 1.

    Raises:
        TooLarge: more cells than the limit.
    """
    rows = list(_iterate_rows(table))
    cells: list[GridCell] = []
    occupied: dict[tuple[int, int], bool] = {}
    for row, element in enumerate(rows, start=1):
        column = 1
        for cell in _iterate_cells(element):
            while (row, column) in occupied:
                column += 1
            height = min(_read_span(cell, "rowspan") or len(rows), len(rows) - row + 1)
            width = min(_read_span(cell, "colspan") or 1, _WIDEST_SPAN)
            if len(occupied) + height * width > limits.max_cells:
                raise TooLarge(f"表格单元格过多：超过 {limits.max_cells} 个")
            occupied.update(((row + down, column + right), True) for down in range(height) for right in range(width))
            cells.append(GridCell(row, column, join_text(cell), Place(table=number, row=row, column=column), height, width))
            column += width
    return build_grid(cells)


def list_cells(table: Element) -> Iterator[Element]:
    """The cells of a table in reading order, a caption first."""
    for child in table.children:
        if isinstance(child, Element) and child.tag == "caption":
            yield child
    for row in _iterate_rows(table):
        yield from _iterate_cells(row)


def _iterate_rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if not isinstance(child, Element):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.children if isinstance(row, Element) and row.tag == "tr")


def _iterate_cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th"))


def _read_span(cell: Element, name: str) -> int:
    """A span attribute; 0 (to the end of the table) only where the page writes it, 1 where it writes nonsense."""
    value = cell.attributes.get(name, "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1  # noqa: PLR2004
