"""Ruled tables of one page with their text."""

from dataclasses import dataclass, replace

from ingest.readers.grid import LONGEST_CELL, Grid, GridCell, build_grid
from ingest.readers.pdf_ruling import Box, Lattice, RuledCell
from ingest.readers.pdf_text import Glyph, TextLine, join_cell_lines, read_lines
from ingest.records import Place

_NUMERIC = frozenset("0123456789.,")
_TOUCHING = 0.8
_LONGEST_HEADING = 60
"""A cell as wide as its table with a longer text than this and a full stop is prose in a frame."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A ruled cell with its text and the page it stands on; rows and columns count from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int
    box: Box
    open_top: bool
    open_bottom: bool
    lines: tuple[TextLine, ...] = ()

    @property
    def end_row(self) -> int:
        """The row after its last."""
        return self.row + self.rowspan

    @property
    def span(self) -> tuple[int, int]:
        """Its first column and the one after its last."""
        return (self.column, self.column + self.colspan)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page, or of several once joined; ``page`` is its last and ``box`` its outline there."""

    page: int
    box: Box
    xs: tuple[float, ...]
    rows: int
    cells: tuple[PageCell, ...]

    def holds_data(self) -> bool:
        """Whether it is a table rather than a frame: two rows and two columns at least."""
        return self.rows > 1 and len(self.xs) > 2  # noqa: PLR2004

    def build_grid(self) -> Grid:
        """The table as a grid; a cell's place is its page and ruled box."""
        return build_grid(
            GridCell(cell.row, cell.column, cell.text, Place(page=cell.page, box=cell.box), cell.rowspan, cell.colspan)
            for cell in self.cells
        )


def fill_cells(lattice: Lattice, glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The characters of each cell, by where their middles stand; a number wider than its cell goes whole to the middle one."""
    texts: list[list[Glyph]] = [[] for _ in lattice.cells]
    owners = [lattice.find_cell((glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2) for glyph in glyphs]
    start = 0
    for index, glyph in enumerate(glyphs):
        before = glyphs[index - 1]
        if not index or not _runs_on(before, glyph):
            start = index
        elif owners[index] != owners[start] and (index + 1 == len(glyphs) or not _runs_on(glyph, glyphs[index + 1])):
            _settle_overflow(lattice, glyphs, owners, start, index + 1)
    for glyph, owner in zip(glyphs, owners, strict=True):
        texts[owner].append(glyph)
    return texts


def _runs_on(before: Glyph, glyph: Glyph) -> bool:
    """Whether two characters are digits of one printed number."""
    if glyph[4] not in _NUMERIC or before[4] not in _NUMERIC:
        return False
    return abs(glyph[0] - before[2]) < _TOUCHING and abs(glyph[1] - before[1]) < _TOUCHING


def _settle_overflow(lattice: Lattice, glyphs: list[Glyph], owners: list[int], start: int, end: int) -> None:
    """Give the number ``glyphs[start:end]`` to the cell under its middle, if that cell is too narrow for it."""
    left, right = glyphs[start].x0, glyphs[end - 1].x1
    middle = lattice.find_cell((left + right) / 2, (glyphs[start].top + glyphs[start].bottom) / 2)
    if middle < 0:
        return
    box = lattice.cells[middle].box
    if right - left > box[2] - box[0]:
        owners[start:end] = [middle] * (end - start)


def split_prose(lattice: Lattice, texts: list[list[Glyph]]) -> list[Lattice]:
    """The parts of a lattice that are tables: cut at full-width cells that hold prose, nothing where any other cell does."""
    width = len(lattice.xs) - 1
    cuts = []
    for cell, glyphs in zip(lattice.cells, texts, strict=True):
        full = cell.colspan == width
        if full and len(glyphs) > _LONGEST_HEADING and any(glyph.text == "。" for glyph in glyphs):
            cuts.append((cell.row, cell.row + cell.rowspan))
        elif len(glyphs) > LONGEST_CELL:
            return []
    if not cuts:
        return [lattice]
    bounds = [0, *(bound for cut in cuts for bound in cut), len(lattice.ys) - 1]
    return [_cut_rows(lattice, first, end) for first, end in zip(bounds[::2], bounds[1::2], strict=True) if end > first]


def build_page_table(lattice: Lattice, texts: list[list[Glyph]], page: int) -> PageTable:
    """The table of a lattice; rows without a character that no rule closes are left out, they are the page's margin."""
    cells = []
    for cell, glyphs in zip(lattice.cells, texts, strict=True):
        lines = read_lines(glyphs)
        text = join_cell_lines(lines, cell.box[2])
        cells.append(
            PageCell(
                cell.row,
                cell.column,
                cell.rowspan,
                cell.colspan,
                text,
                page,
                _round_box(cell.box),
                cell.open_top,
                cell.open_bottom,
                tuple(lines),
            )
        )
    table = PageTable(page, lattice.box, lattice.xs, len(lattice.ys) - 1, tuple(cells))
    return _drop_hollow_rows(_drop_margins(table))


def drop_rows(table: PageTable, count: int) -> PageTable:
    """The table without its first ``count`` rows and the cells that begin there."""
    cells = tuple(replace(cell, row=cell.row - count) for cell in table.cells if cell.row >= count)
    return replace(table, rows=table.rows - count, cells=cells)


def _drop_margins(table: PageTable) -> PageTable:
    """The table without a first or last strip that no rule closes and nothing fills: the page's rest at a break.

    Merged cells that run through such a strip lose it.
    """
    begun = [cell for cell in table.cells if cell.row == table.rows - 1]
    if table.rows > 1 and all(cell.open_bottom and not cell.text for cell in begun):
        kept = (cell for cell in table.cells if cell.row < table.rows - 1)
        cells = tuple(replace(cell, rowspan=min(cell.rowspan, table.rows - 1 - cell.row)) for cell in kept)
        table = replace(table, rows=table.rows - 1, cells=cells)
    ended = [cell for cell in table.cells if cell.end_row == 1]
    if table.rows > 1 and all(cell.open_top and not cell.text for cell in ended):
        kept = (cell for cell in table.cells if cell.end_row > 1)
        cells = tuple(replace(cell, row=max(cell.row - 1, 0), rowspan=cell.rowspan - (cell.row == 0)) for cell in kept)
        table = replace(table, rows=table.rows - 1, cells=cells)
    return table


def _drop_hollow_rows(table: PageTable) -> PageTable:
    """The table without rows in which only a few blank cells begin while the others run through: rules that miss each other."""
    columns = len(table.xs) - 1
    for row in range(table.rows - 1, 0, -1):
        begun = [cell for cell in table.cells if cell.row == row]
        if any(cell.text for cell in begun) or 2 * sum(cell.colspan for cell in begun) >= columns:
            continue
        cells = []
        for cell in table.cells:
            if cell.row < row < cell.end_row or (cell.row == row and cell.rowspan > 1):
                cells.append(replace(cell, rowspan=cell.rowspan - 1))
            elif cell.row != row:
                cells.append(cell if cell.row < row else replace(cell, row=cell.row - 1))
        table = replace(table, rows=table.rows - 1, cells=tuple(cells))
    return table


def _cut_rows(lattice: Lattice, first: int, end: int) -> Lattice:
    """The rows [first, end) of a lattice, which no cell crosses."""
    kept = {index: number for number, index in enumerate(i for i, cell in enumerate(lattice.cells) if first <= cell.row < end)}
    cells = tuple(_move_cell(lattice.cells[index], -first) for index in kept)
    owners = tuple(tuple(kept[index] for index in row) for row in lattice.owners[first:end])
    return Lattice(lattice.xs, lattice.ys[first : end + 1], cells, owners)


def _move_cell(cell: RuledCell, rows: int) -> RuledCell:
    return replace(cell, row=cell.row + rows)


def _round_box(box: Box) -> Box:
    x0, top, x1, bottom = (round(value, 2) for value in box)
    return (x0, top, x1, bottom)
