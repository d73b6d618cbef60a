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

_FONT = "MicroHei"
_LEFT, _TOP, _BOTTOM = 62.0, 72.0, 66.0
_TABLE_SIZE, _TABLE_LEADING, _PADDING = 9.0, 12.0, 3.5
_STYLES = {"title": (18.0, 28.0), "heading": (13.5, 26.0), "body": (12.0, 22.0), "note": (10.0, 16.0), "signature": (12.0, 22.0)}
_NO_LINE_START = "，。、；：）》”？！"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a cell was drawn: the page, from 1, and x0, top, x1, bottom in points from the page's top left."""

    page: int
    box: tuple[float, float, float, float]


def render_paper(sheet: Sheet, *, landscape: bool = False) -> tuple[bytes, dict[str, Drawn]]:
    """The whole file, and where each cell of the form stands in it.

    Raises:
        FileNotFoundError: the font is not installed.
    """
    if not FONT_FILE.is_file():
        raise FileNotFoundError(f"{FONT_FILE} is not installed (Debian: fonts-wqy-microhei)")
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, str(FONT_FILE)))
    out = io.BytesIO()
    paper = Paper(out, sheet.plan.title.replace("\n", ""), (A4[1], A4[0]) if landscape else A4)
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
        fits = pdfmetrics.stringWidth(line + character, _FONT, size) <= room
        if fits or not line or character in _NO_LINE_START:
            line += character
        else:
            lines.append(line)
            line, room = character, width
    return [*lines, line]


class Paper:
    """A canvas with a cursor; ``_y`` is the distance of the next thing from the page's top in points."""

    def __init__(self, out: io.BytesIO, title: str, size: tuple[float, float]) -> None:
        self._page_width, self._page_height = size
        self._width = self._page_width - 2 * _LEFT
        self._canvas = Canvas(out, pagesize=size, invariant=1)
        self._canvas.setTitle(title)
        self._y = _TOP
        self._page = 1
        self.drawn: dict[str, Drawn] = {}

    def close(self) -> None:
        """Writes the file."""
        self._end_page()
        self._canvas.save()

    def _end_page(self) -> None:
        self._canvas.setFont(_FONT, 10)
        self._canvas.drawCentredString(self._page_width / 2, 36, f"- {self._page} -")
        self._canvas.showPage()
        self._page += 1
        self._y = _TOP

    def _reserve(self, height: float) -> None:
        if self._y + height > self._page_height - _BOTTOM:
            self._end_page()

    def draw_paragraph(self, block: Paragraph) -> None:
        """A title, heading, paragraph or signature, broken over lines and pages."""
        size, leading = _STYLES[block.kind]
        indent = 2 * size if block.kind == "body" else 0.0
        for index, line in enumerate(break_lines(block.text, size, self._width, indent)):
            self._reserve(leading * (3 if block.kind == "heading" else 1))
            self._canvas.setFont(_FONT, size)
            baseline = self._page_height - self._y - size
            if block.kind == "title":
                self._canvas.drawCentredString(self._page_width / 2, baseline, line)
            elif block.kind == "signature":
                self._canvas.drawRightString(_LEFT + self._width, baseline, line)
            else:
                self._canvas.drawString(_LEFT + (indent if index == 0 else 0), baseline, line)
            self._y += leading

    def draw_grid(self, grid: Grid) -> None:
        """A ruled table; at a page's end it goes on with the next row, merged cells closed and opened again."""
        edges = _find_edges(grid.widths, self._width)
        placed = place_squares(grid)
        heights = _measure_rows(grid, placed, edges)
        first = 0
        while first < len(heights):
            self._reserve(sum(heights[first : first + 2]))
            last, room = first, self._page_height - _BOTTOM - self._y
            while last < len(heights) and sum(heights[first : last + 1]) <= room:
                last += 1
            self._draw_rows(placed, edges, heights, (first, last))
            first = last
            if first < len(heights):
                self._end_page()
        self._y += 8

    def _draw_rows(
        self, placed: Sequence[Placed], edges: Sequence[float], heights: Sequence[float], rows: tuple[int, int]
    ) -> None:
        first, last = rows
        tops = [self._y]
        for height in heights[first:last]:
            tops.append(tops[-1] + height)
        self._canvas.setLineWidth(0.6)
        for top, left, square in placed:
            start, end = max(top, first), min(top + square.rowspan, last)
            if start >= end:
                continue
            box = (edges[left], tops[start - first], edges[left + square.colspan], tops[end - first])
            self._canvas.rect(box[0], self._page_height - box[3], box[2] - box[0], box[3] - box[1])
            if top >= first:
                self._draw_cell(square.text, box)
            if square.id:
                rounded = (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
                self.drawn[square.id] = Drawn(self._page, rounded)
        self._y = tops[-1]

    def _draw_cell(self, text: str, box: tuple[float, float, float, float]) -> None:
        lines = break_lines(text.strip(), _TABLE_SIZE, box[2] - box[0] - 2 * _PADDING)
        top = (box[1] + box[3] - len(lines) * _TABLE_LEADING) / 2
        self._canvas.setFont(_FONT, _TABLE_SIZE)
        for index, line in enumerate(lines):
            baseline = self._page_height - top - index * _TABLE_LEADING - _TABLE_SIZE - 1
            self._canvas.drawCentredString((box[0] + box[2]) / 2, baseline, line)


def _find_edges(widths: Sequence[int], room: float) -> list[float]:
    edges, total = [_LEFT], sum(widths)
    for width in widths:
        edges.append(edges[-1] + room * width / total)
    return edges


def _measure_rows(grid: Grid, placed: Sequence[Placed], edges: Sequence[float]) -> list[float]:
    heights = [_TABLE_LEADING + 2 * _PADDING] * len(grid.rows)
    for top, left, square in placed:
        room = edges[left + square.colspan] - edges[left] - 2 * _PADDING
        needed = len(break_lines(square.text, _TABLE_SIZE, room)) * _TABLE_LEADING + 2 * _PADDING
        share = needed / square.rowspan
        for row in range(top, top + square.rowspan):
            heights[row] = max(heights[row], share)
    return heights
