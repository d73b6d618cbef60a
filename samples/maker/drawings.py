"""Pages drawn otherwise: rows cut by page breaks, boxes behind text that look like tables, tables without any line."""

from collections.abc import Sequence
from dataclasses import dataclass

from samples.maker.grids import Placed, place_squares
from samples.maker.paper import (
    BOTTOM,
    FONT,
    LEFT,
    PADDING,
    TABLE_LEADING,
    TABLE_SIZE,
    TOP,
    Paper,
    break_lines,
    find_edges,
    measure_rows,
)
from samples.maker.records import Grid, Paragraph

_BANNER = ("阳光政务", "权责清晰", "便民利企", "监督有力")
_LABEL_COLUMNS = 3
_NEAR = 16 * TABLE_LEADING


@dataclass(frozen=True, slots=True)
class _Window:
    """The stretch [start, end) of a table's height, in points from its top, that one page shows."""

    start: float
    end: float


class SplitPaper(Paper):
    """Pages filled to the last line: a row that does not fit is cut, its label's lines going on overleaf."""

    def draw_grid(self, grid: Grid) -> None:
        """A ruled table cut wherever the page ends, between lines of text."""
        edges = find_edges(_squeeze_labels(grid), self.width)
        placed = place_squares(grid)
        heights = measure_rows(grid, placed, edges)
        tops = [sum(heights[:row]) for row in range(len(heights) + 1)]
        cuts = list_cuts(_list_lines(placed, edges, tops), tops)
        start = 0.0
        while start < tops[-1]:
            self.reserve(TABLE_LEADING + 2 * PADDING)
            room = self.height - BOTTOM - self.y
            window = _Window(start, tops[-1] if tops[-1] - start <= room else choose_cut(cuts, tops, start, room))
            self._draw_window(placed, edges, tops, window)
            self.y += window.end - start
            start = window.end
            if start < tops[-1]:
                self.end_page()
        self.y += 8

    def _draw_window(self, placed: Sequence[Placed], edges: Sequence[float], tops: Sequence[float], window: _Window) -> None:
        self.canvas.setLineWidth(0.6)
        shift = self.y - window.start
        for top, left, square in placed:
            start, end = max(tops[top], window.start), min(tops[top + square.rowspan], window.end)
            if start >= end:
                continue
            x0, x1 = edges[left], edges[left + square.colspan]
            self.canvas.rect(x0, self.height - end - shift, x1 - x0, end - start)
            self.canvas.setFont(FONT, TABLE_SIZE)
            for index, line in enumerate(break_lines(square.text.strip(), TABLE_SIZE, x1 - x0 - 2 * PADDING)):
                line_top = tops[top] + PADDING + index * TABLE_LEADING
                if window.start <= line_top + 1 < window.end:
                    baseline = self.height - line_top - shift - TABLE_SIZE - 1
                    self.canvas.drawCentredString((x0 + x1) / 2, baseline, line)


def _squeeze_labels(grid: Grid) -> tuple[int, ...]:
    """Narrow label columns, so that labels take several lines."""
    if grid.name != "requests":
        return grid.widths
    return tuple(width // 2 + 1 if column < _LABEL_COLUMNS else width for column, width in enumerate(grid.widths))


def _list_lines(placed: Sequence[Placed], edges: Sequence[float], tops: Sequence[float]) -> list[float]:
    """The top of each line of text in the table."""
    lines = []
    for top, left, square in placed:
        count = len(break_lines(square.text.strip(), TABLE_SIZE, edges[left + square.colspan] - edges[left] - 2 * PADDING))
        lines += [tops[top] + PADDING + TABLE_LEADING * index for index in range(count)]
    return lines


def list_cuts(lines: Sequence[float], tops: Sequence[float]) -> list[float]:
    """Where a page may end: between rows and between lines of text, but through none."""
    ends = {line + TABLE_LEADING for line in lines}
    ends = {end for end in ends if not any(0 < top - end <= PADDING + 1 for top in tops)} | set(tops)
    return sorted(end for end in ends if not any(line + 1 < end < line + TABLE_LEADING - 1 for line in lines))


def choose_cut(cuts: Sequence[float], tops: Sequence[float], start: float, room: float) -> float:
    """The last cut that fits; one inside a row if there is one a few lines above it."""
    fitting = [cut for cut in cuts if start < cut <= start + room]
    inside = [cut for cut in fitting if cut not in tops and cut > start + room - _NEAR]
    return (inside or fitting)[-1]


class BackgroundPaper(Paper):
    """Pages with coloured boxes: a banner of four, one behind each heading, stripes behind every other row of a table."""

    def draw_paragraph(self, block: Paragraph) -> None:
        """The paragraph, on a box if it is a heading, under the banner if it is the title."""
        if block.kind == "title":
            self._draw_banner()
        if block.kind == "heading":
            self.reserve(80)
            self.canvas.setFillGray(0.88)
            self.canvas.rect(LEFT - 6, self.height - self.y - 20, self.width + 12, 24, stroke=1, fill=1)
            self.canvas.setFillGray(0)
        super().draw_paragraph(block)

    def _draw_banner(self) -> None:
        side = self.width / len(_BANNER)
        for index, words in enumerate(_BANNER):
            self.canvas.setFillGray(0.93)
            self.canvas.rect(LEFT + index * side, self.height - TOP - 8, side, 26, stroke=1, fill=1)
            self.canvas.setFillGray(0.3)
            self.canvas.setFont(FONT, 11)
            self.canvas.drawCentredString(LEFT + (index + 0.5) * side, self.height - TOP + 1, words)
        self.canvas.setFillGray(0)
        self.y += 30

    def draw_rows(
        self, placed: Sequence[Placed], edges: Sequence[float], heights: Sequence[float], rows: tuple[int, int]
    ) -> None:
        """The rows over their stripes."""
        first, last = rows
        top = self.y
        for row in range(first, last):
            if row % 2:
                self.canvas.setFillGray(0.95)
                self.canvas.rect(edges[0], self.height - top - heights[row], edges[-1] - edges[0], heights[row], stroke=0, fill=1)
            top += heights[row]
        self.canvas.setFillGray(0)
        super().draw_rows(placed, edges, heights, rows)


class UnruledPaper(Paper):
    """Tables whose columns are aligned and whose cells have no lines around them; the long one has a page of its own."""

    def draw_grid(self, grid: Grid) -> None:
        """The table, its labels over several rows between the lines of those rows."""
        if grid.name == "requests":
            self.end_page()
        super().draw_grid(grid)

    def draw_frame(self, box: tuple[float, float, float, float]) -> None:
        """Nothing."""
