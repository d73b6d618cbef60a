"""What the printed values of a row tell by themselves: whether they are numbers, zeros, or a sum that does not add up."""

from collections.abc import Sequence
from decimal import Decimal

from ingest.numerals import read_cell
from ingest.tables.fields import Field
from ingest.tables.splitting import sums_up


def is_value(text: str) -> bool:
    """Whether a field's text is a number or a mark for not applicable."""
    return read_cell(text)[0] in {"stated", "not_applicable"}


def are_zeros(printed: Sequence[Field]) -> bool:
    """Whether every value is 0, so that none is wrong in another's column."""
    numbers = [read_cell(field.text)[1] for field in printed]
    return all(number is not None and not number.value for number in numbers)


def is_off(printed: Sequence[Field]) -> bool:
    """Whether the last value is not the others' sum, a mark for not applicable taken for 0."""
    cells = [read_cell(field.text) for field in printed]
    values = [number.value if number else Decimal(0) for _, number in cells]
    return any(state == "unreadable" for state, _ in cells) or not sums_up(values)


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


def find_surpluses(rows: Sequence[Sequence[Field]], count: int) -> frozenset[int]:
    """How many blank fields rows with ``count`` printed values hold: padding, and the gap between two rows' pipes."""
    return frozenset(len(fields) - count for fields in rows if sum(bool(field.text) for field in fields) == count)
