"""The fields of a table row: what stands between one label and the next, cut where the source separates cells.

``|`` and ``CELL_END`` close a cell, so that two of them with nothing between make a blank one. A tab parts two cells; at
the end of a line it parts nothing. Spaces and line ends part printed values and never make a blank.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.numerals import read_cell
from ingest.records import CELL_END, ROW_END

_CLOSERS = "|¦│" + CELL_END
_PAGE_NUMBER = re.compile(r"^[ \t]*[-—–－][ \t]*\d{1,3}[ \t]*[-—–－][ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field [start, end) of the document's text; ``text`` is '' for a blank one.

    ``column`` counts tabs from the line's start, or is the grid's column; ``line`` counts line ends from the row's label;
    ``group`` counts the headings of row groups between the label and the field.
    """

    text: str
    start: int
    end: int
    column: int | None = None
    line: int = 0
    group: int = 0


def split_fields(text: str, start: int, end: int, masked: set[int]) -> tuple[Field, ...]:
    """The fields of ``text[start:end]``; characters at ``masked`` offsets belong to labels and count as nothing.

    The stretch before the first separator is the label's own remainder and the one behind the last separator belongs
    to the next row: neither makes a blank field, though printed values in them are kept.
    """
    pieces = list(_split_pieces(text, start, end))
    hidden = masked | {i for match in _PAGE_NUMBER.finditer(text, start, end) for i in range(*match.span())}
    fields: list[Field] = []
    for number, (left, right, column) in enumerate(pieces):
        chunks = list(_split_chunks(text, left, right, hidden, column))
        had_label = any(offset in hidden for offset in range(left, right))
        if chunks and 0 < number < len(pieces) - 1:
            fields.extend(_join_chunks(text, chunks))
        elif chunks:
            fields.extend(chunks)
        elif 0 < number < len(pieces) - 1 and not had_label and ROW_END not in text[left:right]:
            fields.append(Field("", left, left, column))
    return tuple(replace(field, line=text.count("\n", start, field.start)) for field in _join_units(fields, text))


def cut_at_row_end(text: str, start: int, end: int) -> int:
    """Where the row that begins at ``start`` ends in a ruled table: at the first row end behind any printed value."""
    at = text.find(ROW_END, start, end)
    while at != -1:
        if any(character.isdigit() for character in text[start:at]) or CELL_END in text[start:at].rstrip(CELL_END)[:-1]:
            return at
        at = text.find(ROW_END, at + 1, end)
    return end


def _split_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    left = start
    column = text.count("\t", text.rfind("\n", 0, start) + 1, start)
    tabbed = "\t" in text[start:end]
    for offset in range(start, end):
        character = text[offset]
        if character == "\t" and not text[offset:end].split("\n", 1)[0].strip():
            continue
        if character == ROW_END and not text[left:offset].strip():
            left = offset + 1
        elif character in _CLOSERS or character == "\t":
            yield left, offset, column if tabbed else None
            left = offset + 1
            column += character == "\t"
        elif character == "\n" and tabbed:
            yield left, offset, column
            left, column = offset + 1, 0
    yield left, end, column if tabbed else None


def _join_chunks(text: str, chunks: list[Field]) -> list[Field]:
    """A closed cell's chunks as the one field that they are (240 万元), unless each is a number of its own."""
    if len(chunks) == 1 or all(chunk.text.replace(".", "").isdigit() for chunk in chunks):
        return chunks
    first, last = chunks[0], chunks[-1]
    return [Field(text[first.start : last.end], first.start, last.end, first.column)]


def _join_units(fields: list[Field], text: str) -> list[Field]:
    """Fields with a lone unit (240 万元 between spaces) joined to the number before it on its line."""
    joined: list[Field] = []
    for field in fields:
        before = joined[-1] if joined else None
        if before and _is_unit_behind(text, before, field):
            joined[-1] = Field(text[before.start : field.end], before.start, field.end, before.column)
        else:
            joined.append(field)
    return joined


def _is_unit_behind(text: str, number: Field, field: Field) -> bool:
    if (
        not number.text[-1:].isdigit()
        or not field.text
        or field.text[0].isdigit()
        or text[number.end : field.start].strip(" \u3000")
    ):
        return False
    numeral = read_cell(number.text + field.text)[1]
    return numeral is not None and numeral.unit == field.text


def _split_chunks(text: str, left: int, right: int, hidden: set[int], column: int | None) -> Iterator[Field]:
    begin = None
    for offset in range(left, right + 1):
        inside = offset < right and not text[offset].isspace() and offset not in hidden and text[offset] != ROW_END
        if inside and begin is None:
            begin = offset
        elif not inside and begin is not None:
            yield Field(text[begin:offset], begin, offset, column)
            begin = None
