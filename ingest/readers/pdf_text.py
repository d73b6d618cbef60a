"""Characters with boxes become lines of text: clustered by height, sorted along the line, gaps kept as gaps.

Plain geometry on tuples, in points from the page's top left; no PDF library here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.pdf_ruling import Box

_SAME_LINE = 0.5
"""Characters whose middles differ by less than this part of their height stand on one line."""
_WORD_GAP = 0.6
_COLUMN_GAP = 2.0
"""Gaps in parts of a character's height: from the first on a space is written, from the second on a tab."""
_DIGITS = re.compile(r"[0-9０-９.,，．]+")


class Glyph(NamedTuple):
    """One printed character; ``turn`` is 0 upright, 1 for text that runs upwards, -1 downwards."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text with the box of its characters."""

    text: str
    box: Box


def read_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines that the characters form, from top to bottom; white space at their ends is left out."""
    glyphs = list(glyphs)
    turned = sum(1 for glyph in glyphs if glyph.turn)
    if 2 * turned > len(glyphs):
        return [
            TextLine(join_line(line), _find_box(line, turned=True))
            for line in cluster_lines(_turn_upright(glyphs))
            if _has_ink(line)
        ]
    return [TextLine(join_line(line), _find_box(line)) for line in cluster_lines(glyphs) if _has_ink(line)]


def join_cell_lines(lines: list[TextLine], right: float) -> str:
    """The lines of one table cell; a number broken at the cell's edge ``right`` is one again, other breaks stay newlines."""
    parts: list[str] = []
    for index, line in enumerate(lines):
        parts.append(line.text)
        if index + 1 < len(lines):
            width = (line.box[2] - line.box[0]) / max(len(line.text), 1)
            full = right - line.box[2] < 2 * width + 2
            broken = full and _DIGITS.fullmatch(line.text) and _DIGITS.fullmatch(lines[index + 1].text)
            parts.append("" if broken else "\n")
    return "".join(parts)


def cluster_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters grouped by line from top to bottom, each line sorted from left to right."""
    lines: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph[1] + glyph[3]):
        center = (glyph[1] + glyph[3]) / 2
        if lines and center - middle <= _SAME_LINE * max(height, glyph[3] - glyph[1]):
            lines[-1].append(glyph)
            height = max(height, glyph[3] - glyph[1])
        else:
            lines.append([glyph])
            middle, height = center, glyph[3] - glyph[1]
    for line in lines:
        line.sort()
    return lines


def join_line(line: list[Glyph]) -> str:
    """The text of a line sorted from left to right; a character printed twice (false bold) counts once."""
    parts: list[str] = []
    edge = None
    last = ("", 0.0)
    spaces = ""
    for x0, top, x1, bottom, text, _ in line:
        if text == last[0] and abs(x0 - last[1]) < 0.3 * (x1 - x0):
            continue
        last = (text, x0)
        if text.isspace():
            spaces += " " if text.isascii() else text
            continue
        if edge is not None:
            gap = x0 - edge
            size = bottom - top
            parts.append("\t" if gap > _COLUMN_GAP * size else spaces or (" " if gap > _WORD_GAP * size else ""))
        parts.append(text)
        spaces = ""
        edge = x1 if edge is None else max(edge, x1)
    return "".join(parts)


def _has_ink(line: list[Glyph]) -> bool:
    return any(not glyph.text.isspace() for glyph in line)


def _turn_upright(glyphs: list[Glyph]) -> list[Glyph]:
    """Turned characters as they would stand with the page turned."""
    turned = []
    for x0, top, x1, bottom, text, turn in glyphs:
        turned.append(Glyph(top, -x1, bottom, -x0, text, turn) if turn < 0 else Glyph(-bottom, x0, -top, x1, text, turn))
    return turned


def _find_box(line: list[Glyph], *, turned: bool = False) -> Box:
    inked = [glyph for glyph in line if not glyph.text.isspace()]
    x0 = min(glyph.x0 for glyph in inked)
    top = min(glyph.top for glyph in inked)
    x1 = max(glyph.x1 for glyph in inked)
    bottom = max(glyph.bottom for glyph in inked)
    if not turned:
        return (x0, top, x1, bottom)
    return (-bottom, x0, -top, x1) if inked[0].turn < 0 else (top, -x1, bottom, -x0)
