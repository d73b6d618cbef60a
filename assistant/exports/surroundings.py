"""What stands around a cited place in a text file or a table: the lines or the cells, the cited one marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.records import Citation
from index.lookup.copies import read_copy
from index.settings import Settings
from ingest.records import ParsedDocument, Segment

BEFORE, AFTER = 12, 5
"""Lines of a text shown around the cited one; empty ones are passed over and not counted."""

ROWS = 40
"""A table of more rows is shown around the cited one only."""

LINE_LIMIT = 600
"""Characters of a line that are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file or a paragraph, its number from 1; ``marked`` is the cited part of it, [start, end)."""

    number: int
    text: str
    marked: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """A table cell; ``row`` and ``column`` count from 1."""

    row: int
    column: int
    text: str
    rowspan: int
    colspan: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Lines of a text, or the cells of a table in reading order; the other is empty, both where the place is not certain.

    ``paragraph`` is the number of the cited paragraph where the lines are paragraphs.
    """

    lines: tuple[Line, ...] = ()
    squares: tuple[Square, ...] = ()
    paragraph: int | None = None


def find_surroundings(settings: Settings, citation: Citation) -> Surroundings | None:
    """What stands around the citation's place in the kept copy; None where there is no copy, or it is a page's picture."""
    place = citation.place
    if place.page is not None:
        return None
    document = read_copy(settings, citation.sha256)
    if document is None:
        return None
    if place.table is not None:
        return Surroundings(squares=list_squares(document, place.table, place.row or 1, place.column or 1))
    if place.span is None and place.line is None:
        return find_paragraph(document, place.quote or citation.quote)
    return Surroundings(lines=list_lines(document, place.span or find_span(document, place.line or 1)))


def find_paragraph(document: ParsedDocument, quote: str) -> Surroundings:
    """The paragraphs around a quote that its place does not number; nothing where it stands nowhere, or more than once."""
    start = document.text.find(quote) if quote else -1
    if start < 0 or document.text.find(quote, start + 1) >= 0:
        return Surroundings()
    written = [part for part in document.segments if part.place.table is None and document.text[part.start : part.end].strip()]
    numbered = [replace(part, place=replace(part.place, line=number)) for number, part in enumerate(written, start=1)]
    lines = list_lines(replace(document, segments=tuple(numbered)), (start, start + len(quote)))
    return Surroundings(lines=lines, paragraph=next((line.number for line in lines if line.marked), None))


def list_squares(document: ParsedDocument, table: int, row: int, column: int) -> tuple[Square, ...]:
    """The cells of a table, or of the rows around the cited one where it is long."""
    segments = [segment for segment in document.segments if segment.place.table == table and segment.place.row is not None]
    rows = max((segment.place.row or 0 for segment in segments), default=0)
    first = 1 if rows <= ROWS else max(1, row - ROWS // 2)
    return tuple(
        Square(
            segment.place.row or 0,
            segment.place.column or 0,
            document.text[segment.start : segment.end].strip(),
            segment.rowspan,
            segment.colspan,
            (segment.place.row, segment.place.column) == (row, column),
        )
        for segment in segments
        if first <= (segment.place.row or 0) < first + ROWS
    )


def list_lines(document: ParsedDocument, span: tuple[int, int]) -> tuple[Line, ...]:
    """The lines around the cited stretch that are not empty."""
    start, end = span
    marked = [i for i, segment in enumerate(document.segments) if segment.start < max(end, start + 1) and segment.end > start]
    if not marked:
        marked = [i for i, segment in enumerate(document.segments) if segment.start == start][:1]
    if not marked:
        return ()
    before = keep_written(document, range(marked[0] - 1, -1, -1))[:BEFORE][::-1]
    after = keep_written(document, range(marked[-1] + 1, len(document.segments)))[:AFTER]
    return tuple(cut_line(document, document.segments[i], (start, end)) for i in (*before, *marked, *after))


def find_span(document: ParsedDocument, line: int) -> tuple[int, int]:
    """The stretch of a line."""
    return next(((part.start, part.end) for part in document.segments if part.place.line == line), (0, 0))


def keep_written(document: ParsedDocument, positions: Sequence[int]) -> list[int]:
    """The segments that hold more than blanks, as many as anybody asks for here."""
    kept: list[int] = []
    for i in positions:
        if document.text[document.segments[i].start : document.segments[i].end].strip():
            kept.append(i)
        if len(kept) >= max(BEFORE, AFTER):
            break
    return kept


def cut_line(document: ParsedDocument, segment: Segment, span: tuple[int, int]) -> Line:
    """A segment as a line, cut around the cited part where it is long."""
    text = document.text[segment.start : segment.end].rstrip("\n")
    low, high = max(span[0] - segment.start, 0), min(span[1] - segment.start, len(text))
    marked = (low, high) if low < high else None
    skip = max(0, low - LINE_LIMIT // 3) if marked and len(text) > LINE_LIMIT else 0
    text = text[skip : skip + LINE_LIMIT]
    return Line(segment.place.line or 0, text, (low - skip, min(high - skip, len(text))) if marked else None)
