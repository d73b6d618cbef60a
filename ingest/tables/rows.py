"""The fields of one row are given to the form's columns, or it is said that they cannot be.

By order where there are as many values as columns; by the header where it lost a column and the row with it; by the column
frame that the table's complete rows share; by arithmetic where digits are glued. A row of any other shape is unreadable: it is
never shifted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.numerals import read_cell
from ingest.records import ReadBy
from ingest.tables.fields import Field
from ingest.tables.row_values import are_zeros, is_off, is_value
from ingest.tables.splitting import last_is_sum, split_digits, split_groups, sums_up

_GROUP = 5
"""Cells a group of the disputes table."""
_FEWEST = 2
"""Zeros that make a row of zeros."""
_FEWEST_ALIKE = 3
"""Rows as short as the header that show a lost column."""
_BROKEN_NUMBER = re.compile(r"^[^\u3400-\u9fff]*\d[^\u3400-\u9fff]*$|^\d+(?![\d.、)])")
"""Digits without a word, or before one: a piece of a number that something parted, and no label."""


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
    the table fill. ``alike``: how many rows of the table have as many values as this one. ``surpluses``: how many blank fields
    the complete rows of this length hold beyond their columns; empty where there is no such row. ``label_column``: the source
    column of the row's own label. ``at_end``: the document ends in this row. ``has_total``: the last column is the sum of the
    others. ``glued``: the first value stands at the label with nothing between. ``next_lost``: the row behind has no label.
    ``detached``: the values could be that row's, because they stand on lines of their own.
    """

    count: int
    header: tuple[int, ...] | None = None
    frame: tuple[int, ...] | None = None
    alike: int = 0
    surpluses: frozenset[int] = frozenset()
    label_column: int | None = None
    at_end: bool = False
    has_total: bool = False
    glued: bool = False
    next_lost: bool = False
    detached: bool = False


def place_fields(fields: Sequence[Field], shape: RowShape) -> Slots:
    """The row's slots in the form's column order."""
    printed = [field for field in fields if field.text]
    if not printed and len(fields) < shape.count:
        return (None,) * shape.count
    if len(printed) > shape.count:
        printed = _choose_values(printed, shape.count)
    if len(printed) == shape.count:
        slots = tuple(Slot(field.start, field.end) for field in printed)
        return slots if _is_own(fields, printed, shape) else _mark_unreadable(fields, shape.count)
    placed = _place_few(fields, printed, shape) if len(printed) < shape.count else _place_by_frame(fields, shape)
    return placed or _mark_unreadable(fields, shape.count)


def _is_own(fields: Sequence[Field], printed: Sequence[Field], shape: RowShape) -> bool:
    """Whether as many values as columns are surely this row's.

    Where the next label is lost they can be that row's, or half of each row's; a last column without a value shows that a
    value was lost before it and something else was taken in.
    """
    words = [field for field in printed if not is_value(field.text)]
    if words and (shape.glued or (shape.has_total and words[-1] is printed[-1] and words[-1].column is None)):
        return False
    if not shape.next_lost or len([field for field in fields if field.text]) > shape.count:
        return True
    inner = fields[fields.index(printed[0]) : fields.index(printed[-1])]
    whole = all(field.text for field in inner) or are_zeros(printed)
    return whole and not shape.detached and not (shape.has_total and is_off(printed))


def _choose_values(printed: list[Field], count: int) -> list[Field]:
    """The values of a row that has more fields than columns.

    All of them among words, those on one line, those before the heading of another group of rows, or those before the first
    words.
    """
    numbers = [field for field in printed if is_value(field.text)]
    if len(numbers) == count and not any(_BROKEN_NUMBER.search(field.text) for field in printed if not is_value(field.text)):
        return numbers
    own = [field for field in printed if field.group == printed[0].group]
    if len(own) == count and all(is_value(field.text) for field in own):
        return own
    lines = [list(line) for _, line in groupby(printed, key=lambda field: field.line)]
    whole = [line for line in lines if len(line) == count and all(is_value(field.text) for field in line)]
    if len(whole) == 1 and len(lines) > 1 and not any(is_value(field.text) for field in printed[: printed.index(whole[0][0])]):
        return whole[0]
    leading = printed[:count]
    if all(is_value(field.text) for field in leading) and not is_value(printed[count].text):
        return leading
    return printed


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
    """One run of digits cut by the row's sum; without a sum only where it begins at the label, or with a 0 as no number does."""
    if len(printed) != 1 or shape.count == 1:
        return None
    digits = printed[0].text
    if not (shape.has_total or shape.count == 3 * _GROUP or shape.glued or digits.startswith("0")):
        return None
    if shape.count == 3 * _GROUP:
        cuts = split_groups(digits, 3, _GROUP)
    else:
        cuts = split_digits(digits, shape.count, last_is_sum if shape.has_total else None)
    if cuts is None:
        return None
    return tuple(Slot(printed[0].start + start, printed[0].start + end, "arithmetic") for start, end in cuts)


def _place_by_header(printed: list[Field], shape: RowShape) -> Slots | None:
    """The columns that the header names, if several rows are as short as it: one short row alone has lost a value of its own."""
    if shape.header is None or len(shape.header) != len(printed) or shape.alike < _FEWEST_ALIKE or is_off(printed):
        return None
    slots: list[Slot | None] = [None] * shape.count
    for position, field in zip(shape.header, printed, strict=True):
        slots[position] = Slot(field.start, field.end)
    return tuple(slots)


def _place_by_frame(fields: Sequence[Field], shape: RowShape) -> Slots | None:
    """The row laid on the columns that the table's complete rows fill.

    One that lacks a column or has too many values may have shifted, which matters unless all its values are 0.

    A value outside the frame has slipped from a blank cell inside it, so that the row's blank cells are unreadable then.
    """
    if shape.frame is None or any(field.column is None for field in fields):
        return None
    by_column = {field.column: field for field in fields}
    present = set(by_column)
    printed = [field for field in fields if field.text]
    if (not present.issuperset(shape.frame) or len(printed) > shape.count) and not are_zeros(printed):
        return None
    if shape.label_column is not None and shape.label_column >= min(shape.frame):
        return None
    slipped = any(field.text and field.column not in shape.frame for field in fields)
    return tuple(_make_slot(by_column.get(column), readable=not slipped) for column in shape.frame)


def _make_slot(field: Field | None, *, readable: bool) -> Slot | None:
    if field is None:
        return None
    return Slot(field.start, field.end, "position", readable=readable or bool(field.text))


def _place_blanks(fields: Sequence[Field], shape: RowShape) -> Slots | None:
    """Blank cells told by their separators: as many fields as columns, or more of which the last are padding.

    A row that lost a cell looks the same where there is padding, so that with a last cell left blank the row must be as long as
    the complete ones.
    """
    surplus = len(fields) - shape.count
    if surplus < 0 or any(field.text for field in fields[shape.count :]):
        return None
    if any(field.text for field in fields) and not fields[shape.count - 1].text:
        alike = surplus in shape.surpluses and surplus + 1 not in shape.surpluses
        if not alike and (surplus or shape.surpluses):
            return None
    if not _balances(fields, shape):
        return None
    return tuple(Slot(field.start, field.end) for field in fields[: shape.count])


def _balances(fields: Sequence[Field], shape: RowShape) -> bool:
    """Whether a row with totals and some blank cells adds up, a blank taken for 0; a shifted one does not."""
    size = shape.count if shape.has_total else _GROUP
    if not any(field.text for field in fields) or not (shape.has_total or shape.count == 3 * _GROUP):
        return True
    return not any(is_off(fields[start : start + size]) for start in range(0, shape.count, size))


def _place_first(printed: list[Field], shape: RowShape) -> Slots | None:
    """A row in which the document ends: its first cells are there, the others are not."""
    if not shape.at_end or shape.glued or not all(is_value(field.text) for field in printed) or _may_lack(printed, shape):
        return None
    slots = [Slot(field.start, field.end) for field in printed]
    return (*slots, *([None] * (shape.count - len(slots))))


def _may_lack(printed: list[Field], shape: RowShape) -> bool:
    """Whether a short row looks like one that lost a value rather than its end: its last value, not 0, is the others' sum."""
    numbers = [read_cell(field.text)[1] for field in printed]
    values = [number.value for number in numbers if number]
    return shape.has_total and len(values) == len(printed) and any(values) and sums_up(values)


def _place_total(printed: list[Field], shape: RowShape) -> Slots | None:
    """A row of zeros that lost columns: whichever they are, the last is the total. Other values may be the total or its parts."""
    if not shape.has_total or len(printed) < _FEWEST or shape.alike < _FEWEST_ALIKE or not are_zeros(printed):
        return None
    first, last = printed[0], printed[-1]
    lost = Slot(first.start, printed[-2].end, "arithmetic", readable=False)
    return (*([lost] * (shape.count - 1)), Slot(last.start, last.end, "arithmetic"))


def _mark_unreadable(fields: Sequence[Field], count: int) -> Slots:
    return (Slot(fields[0].start, fields[-1].end, readable=False),) * count
