"""Tables as grids: cells with their coordinates and spans, and what tells a table of data from one of layout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ingest.records import Place

LONGEST_CELL = 400
"""A cell with more characters than this holds prose: no cell of a data table is that long."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell at its top left corner; rows and columns start at 1 in grid coordinates."""

    row: int
    column: int
    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, sorted by row and column, blank ones included; a merged cell stands once."""

    cells: tuple[GridCell, ...]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.rowspan - 1 for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.colspan - 1 for cell in self.cells), default=0)

    def iterate_rows(self) -> Iterator[tuple[GridCell, ...]]:
        """The cells that begin in each row, row by row; a row in which none begins is left out."""
        for _, cells in groupby(self.cells, key=lambda cell: cell.row):
            yield tuple(cells)

    def holds_data(self) -> bool:
        """Whether this is a table of data: two rows and two columns at least, and no cell with running prose."""
        if self.rows < 2 or self.columns < 2:  # noqa: PLR2004
            return False
        return all(len(cell.text) <= LONGEST_CELL for cell in self.cells)


def build_grid(cells: Iterable[GridCell]) -> Grid:
    """A grid of ``cells`` in reading order."""
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
