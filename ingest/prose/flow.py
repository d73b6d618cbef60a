"""A document's prose as one run of folded characters, so that words are found across line breaks and inner spaces.

Line and cell edges are remembered beside the run, because a title and a signature are known by standing alone.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ingest.folding import fold_text
from ingest.records import ParsedDocument, Place

_PIECE = re.compile(r"[^\n\r\x1e\x1f]+")
_LONG_LINE = 25
"""A sentence of so many characters that ends its line without a mark goes on in the next one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line or table cell: [start, end) in the flow. ``alone`` is False where it goes on from the line before it."""

    start: int
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """Folded text without white space; ``offsets[i]`` is where character ``i`` stands in the document's text."""

    document: ParsedDocument
    text: str
    offsets: tuple[int, ...]
    lines: tuple[Line, ...]
    gaps: frozenset[int]

    def restore(self, start: int, end: int) -> tuple[int, int]:
        """The span in the document's text of a non-empty stretch of the flow."""
        return (self.offsets[start], self.offsets[end - 1] + 1)

    def locate(self, start: int, end: int) -> Place:
        """The place of a non-empty stretch of the flow."""
        return self.document.locate(*self.restore(start, end))

    def write_spaced(self, line: Line) -> str:
        """A line's folded text with a space wherever the source has white space."""
        return "".join(f" {self.text[i]}" if i in self.gaps else self.text[i] for i in range(line.start, line.end))

    def find_line(self, position: int) -> Line:
        """The line in which the character at ``position`` stands."""
        return self.lines[bisect_right(self.lines, position, key=lambda line: line.start) - 1]

    def list_starts(self, start: int, end: int) -> list[Line]:
        """The lines that begin in [start, end), last first."""
        first = bisect_left(self.lines, start, key=lambda line: line.start)
        stop = bisect_left(self.lines, end, key=lambda line: line.start)
        return list(reversed(self.lines[first:stop]))


def make_flow(document: ParsedDocument, spans: tuple[tuple[int, int], ...]) -> Flow:
    """The flow of the document's text over ``spans``; a column mark ``|`` stands between two lines like a cell's edge."""
    characters: list[str] = []
    offsets: list[int] = []
    lines: list[Line] = []
    gaps: set[int] = set()
    for begin, stop in spans:
        for match in _PIECE.finditer(document.text, begin, stop):
            folded = fold_text(match[0])
            if folded.text:
                start = len(characters)
                characters.extend(folded.text)
                offsets.extend(match.start() + offset for offset in folded.offsets[:-1])
                gaps.update(start + i for i in range(1, len(folded.text)) if match[0][folded.offsets[i] - 1].isspace())
                lines.extend(_split_columns(start, folded.text, lines, characters))
    return Flow(document, "".join(characters), tuple(offsets), tuple(lines), frozenset(gaps))


def _split_columns(start: int, text: str, before: list[Line], characters: list[str]) -> list[Line]:
    """The parts of one line between its column marks."""
    alone = not before or _ends_sentence(before[-1], characters)
    return [
        Line(start + part.start(), start + part.end(), alone=alone or part.start() > 0) for part in re.finditer(r"[^|]+", text)
    ]


def _ends_sentence(line: Line, characters: list[str]) -> bool:
    """Whether what follows ``line`` begins anew: it is short, ends with a mark, or is no sentence (a breadcrumb, a menu)."""
    last = characters[line.end - 1]
    goes_on = "\u3400" <= last <= "\u9fff" or last in ",、" or last.isdigit()
    return (
        not goes_on or line.end - line.start < _LONG_LINE or not {",", "。", ";", "、"} & set(characters[line.start : line.end])
    )
