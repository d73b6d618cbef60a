"""Pages drawn with reportlab: paragraphs, ruled tables with merged cells that go on over page breaks, page numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.maker.grids import Placed, place_squares
from samples.maker.records import Grid, Paragraph, Sheet

FONT_FILE = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
"""WenQuanYi Micro Hei (Apache-2.0): a TrueType font, which reportlab can embed as a subset."""

FONT = "MicroHei"
LEFT, TOP, BOTTOM = 62.0, 72.0, 66.0
TABLE_SIZE, TABLE_LEADING, PADDING = 9.0, 12.0, 3.5
_STYLES = {"title": (18.0, 28.0), "heading": (13.5, 26.0), "body": (12.0, 22.0), "note": (10.0, 16.0), "signature": (12.0, 22.0)}
_NO_LINE_START = "，。、；：）》”？！"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a cell was drawn: the page, from 1, and x0, top, x1, bottom in points from the page's top left."""

    page: int
    box: tuple[float, float, float, float]


def render_paper(sheet: Sheet, *, landscape: bool = False, kind: "type[Paper] | None" = None) -> tuple[bytes, dict[str, Drawn]]:
    """The whole file, and where each cell of the form stands in it; ``kind`` draws the pages.

    Raises:
        FileNotFoundError: the font is not installed.
    """
    if not FONT_FILE.is_file():
        raise FileNotFoundError(f"{FONT_FILE} is not installed (Debian: fonts-wqy-microhei)")
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(FONT_FILE)))
    out = io.BytesIO()
    paper = (kind or Paper)(out, sheet.plan.title.replace("\n", ""), (A4[1], A4[0]) if landscape else A4)
    for block in sheet.blocks:
        if isinstance(block, Grid):
            paper.draw_grid(block)
        else:
            paper.draw_paragraph(block)
    paper.close()
    return out.getvalue(), paper.drawn


def break_lines(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """``text`` in lines no wider than ``width``; punctuation stays with the character before it."""
    lines, line, room = [], "", width - indent
    for character in text:
        fits = pdfmetrics.stringWidth(line + character, FONT, size) <= room
        if fits or not line or character in _NO_LINE_START:
            line += character
        else:
            lines.append(line)
            line, room = character, width
    return [*lines, line]


class Paper:
    """A canvas with a cursor; ``y`` is the distance of the next thing from the page's top in points.

    ``width`` is that between the margins, ``height`` the page's own.
    """

    def __init__(self, out: io.BytesIO, title: str, size: tuple[float, float]) -> None:
        self.full_width, self.height = size
        self.width = self.full_width - 2 * LEFT
        self.canvas = Canvas(out, pagesize=size, invariant=1)
        self.canvas.setTitle(title)
        self.y = TOP
        self._page = 1
        self.drawn: dict[str, Drawn] = {}

    def close(self) -> None:
        """Writes the file."""
        self.end_page()
        self.canvas.save()

    def end_page(self) -> None:
        """The page number, and a new page."""
        self.canvas.setFont(FONT, 10)
        self.canvas.drawCentredString(self.full_width / 2, 36, f"- {self._page} -")
        self.canvas.showPage()
        self._page += 1
        self.y = TOP

    def reserve(self, height: float) -> None:
        """A new page if less than ``height`` is left on this one."""
        if self.y + height > self.height - BOTTOM:
            self.end_page()

    def draw_paragraph(self, block: Paragraph) -> None:
        """A title, heading, paragraph or signature, broken over lines and pages."""
        size, leading = _STYLES[block.kind]
        indent = 2 * size if block.kind == "body" else 0.0
        for index, line in enumerate(break_lines(block.text, size, self.width, indent)):
            self.reserve(leading * (3 if block.kind == "heading" else 1))
            self.canvas.setFont(FONT, size)
            baseline = self.height - self.y - size
            if block.kind == "title":
                self.canvas.drawCentredString(self.full_width / 2, baseline, line)
            elif block.kind == "signature":
                self.canvas.drawRightString(LEFT + self.width, baseline, line)
            else:
                self.canvas.drawString(LEFT + (indent if index == 0 else 0), baseline, line)
            self.y += leading

    def draw_grid(self, grid: Grid) -> None:
        """A ruled table; at a page's end it goes on with the next row, merged cells closed and opened again."""
        edges = find_edges(grid.widths, self.width)
        placed = place_squares(grid)
        heights = measure_rows(grid, placed, edges)
        first = 0
        while first < len(heights):
            self.reserve(sum(heights[first : first + 2]))
            last, room = first, self.height - BOTTOM - self.y
            while last < len(heights) and sum(heights[first : last + 1]) <= room:
                last += 1
            self.draw_rows(placed, edges, heights, (first, last))
            first = last
            if first < len(heights):
                self.end_page()
        self.y += 8

    def draw_rows(
        self, placed: Sequence[Placed], edges: Sequence[float], heights: Sequence[float], rows: tuple[int, int]
    ) -> None:
        """The rows [first, last) of a table, at the cursor."""
        first, last = rows
        tops = [self.y]
        for height in heights[first:last]:
            tops.append(tops[-1] + height)
        self.canvas.setLineWidth(0.6)
        for top, left, square in placed:
            start, end = max(top, first), min(top + square.rowspan, last)
            if start >= end:
                continue
            box = (edges[left], tops[start - first], edges[left + square.colspan], tops[end - first])
            self.draw_frame(box)
            if top >= first:
                self.draw_cell(square.text, box)
            if square.id:
                rounded = (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
                self.drawn[square.id] = Drawn(self._page, rounded)
        self.y = tops[-1]

    def draw_frame(self, box: tuple[float, float, float, float]) -> None:
        """The lines around a cell."""
        self.canvas.rect(box[0], self.height - box[3], box[2] - box[0], box[3] - box[1])

    def draw_cell(self, text: str, box: tuple[float, float, float, float]) -> None:
        """A cell's text, in the middle of its box."""
        lines = break_lines(text.strip(), TABLE_SIZE, box[2] - box[0] - 2 * PADDING)
        top = (box[1] + box[3] - len(lines) * TABLE_LEADING) / 2
        self.canvas.setFont(FONT, TABLE_SIZE)
        for index, line in enumerate(lines):
            baseline = self.height - top - index * TABLE_LEADING - TABLE_SIZE - 1
            self.canvas.drawCentredString((box[0] + box[2]) / 2, baseline, line)


def find_edges(widths: Sequence[int], room: float) -> list[float]:
    """The columns' edges in points from the page's left."""
    edges, total = [LEFT], sum(widths)
    for width in widths:
        edges.append(edges[-1] + room * width / total)
    return edges


def measure_rows(grid: Grid, placed: Sequence[Placed], edges: Sequence[float]) -> list[float]:
    """Each row's height, so that every text fits."""
    heights = [TABLE_LEADING + 2 * PADDING] * len(grid.rows)
    for top, left, square in placed:
        room = edges[left + square.colspan] - edges[left] - 2 * PADDING
        needed = len(break_lines(square.text, TABLE_SIZE, room)) * TABLE_LEADING + 2 * PADDING
        share = needed / square.rowspan
        for row in range(top, top + square.rowspan):
            heights[row] = max(heights[row], share)
    return heights
