"""Glued digits: ``713000074`` read as 71 3 0 0 0 0 74, where only one way of cutting satisfies the row's sum.

Arithmetic cuts or places digits that are printed; it never supplies a number.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

Check = Callable[[Sequence[int]], bool]
_MOST_DIGITS = 28
_MOST_GROUPED = 40


def last_is_sum(values: Sequence[int]) -> bool:
    """Whether the last value is the sum of the others (identities applicants_total and disputes_total)."""
    return sum(values[:-1]) == values[-1]


def split_digits(digits: str, count: int, check: Check | None = None) -> tuple[tuple[int, int], ...] | None:
    """The [start, end) of ``count`` whole numbers in ``digits`` if exactly one way of cutting passes ``check``, else None.

    A number of several digits does not begin with 0. Without a check, only a string of exactly ``count`` digits can be
    cut in one way.
    """
    if not digits.isascii() or not digits.isdigit() or not count <= len(digits) <= _MOST_DIGITS:
        return None
    found: tuple[tuple[int, int], ...] | None = None
    for cuts in _cut(digits, 0, count):
        if check is None or check([int(digits[start:end]) for start, end in cuts]):
            if found is not None:
                return None
            found = cuts
    return found


def split_groups(digits: str, groups: int, size: int) -> tuple[tuple[int, int], ...] | None:
    """Like ``split_digits`` for several groups of ``size`` numbers in a row, each ending in its own sum."""
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_GROUPED:
        return None
    found = list(islice(_cut_groups(digits, 0, groups, size), 2))
    return found[0] if len(found) == 1 else None


def _cut_groups(digits: str, start: int, groups: int, size: int) -> Iterator[tuple[tuple[int, int], ...]]:
    if groups == 0:
        if start == len(digits):
            yield ()
        return
    for end in range(start + size, len(digits) - size * (groups - 1) + 1):
        for cuts in _cut(digits[start:end], 0, size):
            if last_is_sum([int(digits[start + left : start + right]) for left, right in cuts]):
                shifted = tuple((start + left, start + right) for left, right in cuts)
                for rest in _cut_groups(digits, end, groups - 1, size):
                    yield (*shifted, *rest)


def _cut(digits: str, start: int, count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    if count == 1:
        if digits[start] != "0" or len(digits) == start + 1:
            yield ((start, len(digits)),)
        return
    longest = start + 1 if digits[start] == "0" else len(digits) - count + 1
    for end in range(start + 1, longest + 1):
        for rest in _cut(digits, end, count - 1):
            yield ((start, end), *rest)


def sums_up(values: Sequence[Decimal]) -> bool:
    """Whether the last of several printed values is the sum of those before it."""
    return len(values) > 1 and sum(values[:-1], Decimal(0)) == values[-1]
