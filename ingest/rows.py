"""The fields of one row are given to the form's columns, or it is said that they cannot be.

By order where there are as many values as columns; by the header where it lost a column and the row with it; by the column
frame that the table's complete rows share; by arithmetic where digits are glued. A row of any other shape is unreadable: it is
never shifted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.fields import Field
from ingest.numerals import read_cell
from ingest.records import ReadBy
from ingest.splitting import last_is_sum, split_digits, split_groups, sums_up

_GROUP = 5
"""Cells a group of the disputes table."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one column of a row: [start, end) of the document's text (empty: a blank cell), or unreadable."""

    start: int
    end: int
    read_by: ReadBy = "label"
    readable: bool = True


Slots = tuple[Slot | None, ...]
"""One entry per column of the form; None where the source has no such cell."""


@dataclass(frozen=True, slots=True)
class RowShape:
    """What is known of a row beforehand.

    ``header``: the form's column positions that the table's header names. ``frame``: the source columns that complete rows of
    the table fill. ``label_column``: the source column of the row's own label. ``at_end``: the document ends in this row.
    ``has_total``: the last column is the sum of the others.
    """

    count: int
    header: tuple[int, ...] | None = None
    frame: tuple[int, ...] | None = None
    label_column: int | None = None
    at_end: bool = False
    has_total: bool = False


def place_fields(fields: Sequence[Field], shape: RowShape) -> Slots:
    """The row's slots in the form's column order."""
    printed = [field for field in fields if field.text]
    if not printed and len(fields) < shape.count:
        return (None,) * shape.count
    if len(printed) > shape.count:
        printed = _choose_values(printed, shape.count)
    if len(printed) == shape.count:
        return tuple(Slot(field.start, field.end) for field in printed)
    placed = _place_few(fields, printed, shape) if len(printed) < shape.count else _place_by_frame(fields, shape)
    return placed or _mark_unreadable(fields, shape.count)


def find_frame(rows: Sequence[Sequence[Field]], count: int) -> tuple[int, ...] | None:
    """The source columns that every complete row of the table fills, if there are such rows and they agree."""
    frames = {
        tuple(columns)
        for fields in rows
        if len(columns := [field.column for field in fields if field.text and field.column is not None]) == count
        and len(set(columns)) == count
        and sum(bool(field.text) for field in fields) == count
    }
    return frames.pop() if len(frames) == 1 else None


def _choose_values(printed: list[Field], count: int) -> list[Field]:
    """The values of a row that has more fields than columns: those on one line, or those before the first words."""
    numbers = [field for field in printed if is_value(field.text)]
    if len(numbers) == count:
        return numbers
    lines = [list(line) for _, line in groupby(printed, key=lambda field: field.line)]
    whole = [line for line in lines if len(line) == count and all(is_value(field.text) for field in line)]
    if len(whole) == 1 and len(lines) > 1:
        return whole[0]
    leading = printed[:count]
    if all(is_value(field.text) for field in leading) and not is_value(printed[count].text):
        return leading
    return printed


def is_value(text: str) -> bool:
    """Whether a field's text is a number or a mark for not applicable."""
    return read_cell(text)[0] in {"stated", "not_applicable"}


def _place_few(fields: Sequence[Field], printed: list[Field], shape: RowShape) -> Slots | None:
    return (
        _place_glued(printed, shape)
        or _place_by_header(printed, shape)
        or _place_by_frame(fields, shape)
        or _place_blanks(fields, shape)
        or _place_first(printed, shape)
        or _place_total(printed, shape)
    )


def _place_glued(printed: list[Field], shape: RowShape) -> Slots | None:
    if len(printed) != 1 or shape.count == 1:
        return None
    digits = printed[0].text
    if shape.count == 3 * _GROUP:
        cuts = split_groups(digits, 3, _GROUP)
    else:
        cuts = split_digits(digits, shape.count, last_is_sum if shape.has_total else None)
    if cuts is None:
        return None
    return tuple(Slot(printed[0].start + start, printed[0].start + end, "arithmetic") for start, end in cuts)


def _place_by_header(printed: list[Field], shape: RowShape) -> Slots | None:
    if shape.header is None or len(shape.header) != len(printed) or len(printed) == shape.count:
        return None
    slots: list[Slot | None] = [None] * shape.count
    for position, field in zip(shape.header, printed, strict=True):
        slots[position] = Slot(field.start, field.end)
    return tuple(slots)


def _place_by_frame(fields: Sequence[Field], shape: RowShape) -> Slots | None:
    """The row laid on the columns that the table's complete rows fill.

    A value outside the frame has slipped from a blank cell inside it, so that the row's blank cells are unreadable then.
    """
    if shape.frame is None or any(field.column is None for field in fields):
        return None
    by_column = {field.column: field for field in fields}
    if shape.label_column is not None and shape.label_column >= min(shape.frame):
        return None
    slipped = any(field.text and field.column not in shape.frame for field in fields)
    return tuple(_make_slot(by_column.get(column), readable=not slipped) for column in shape.frame)


def _make_slot(field: Field | None, *, readable: bool) -> Slot | None:
    if field is None:
        return None
    return Slot(field.start, field.end, "position", readable=readable or bool(field.text))


def _place_blanks(fields: Sequence[Field], shape: RowShape) -> Slots | None:
    """Blank cells told by their separators: as many fields as columns, or more of which the last are padding."""
    surplus = len(fields) - shape.count
    if surplus < 0 or any(field.text for field in fields[shape.count :]):
        return None
    return tuple(Slot(field.start, field.end) for field in fields[: shape.count])


def _place_first(printed: list[Field], shape: RowShape) -> Slots | None:
    """A row in which the document ends: its first cells are there, the others are not."""
    if not shape.at_end or not all(is_value(field.text) for field in printed):
        return None
    slots = [Slot(field.start, field.end) for field in printed]
    return (*slots, *([None] * (shape.count - len(slots))))


def _place_total(printed: list[Field], shape: RowShape) -> Slots | None:
    """A row that lost columns: its last value is the total if it is the others' sum; which columns the others are is not told."""
    numbers = [read_cell(field.text)[1] for field in printed]
    if (
        not shape.has_total
        or any(number is None for number in numbers)
        or not sums_up([number.value for number in numbers if number])
    ):
        return None
    first, last = printed[0], printed[-1]
    lost = Slot(first.start, printed[-2].end, "arithmetic", readable=False)
    return (*([lost] * (shape.count - 1)), Slot(last.start, last.end, "arithmetic"))


def _mark_unreadable(fields: Sequence[Field], count: int) -> Slots:
    return (Slot(fields[0].start, fields[-1].end, readable=False),) * count
