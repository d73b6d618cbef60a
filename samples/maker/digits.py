"""Which values of a glued row can be told apart: by the row's own sums only, as a careful reader would."""

from collections.abc import Iterator, Sequence

from samples.maker.records import Square

_AMBIGUOUS = 2
"""A row of fewer values than this needs no splitting."""

_SUMMED = {"requests": 7, "disputes": 5}


def list_ambiguous(squares: Sequence[Square]) -> tuple[str, ...]:
    """The ids of a row's values if its digits, glued together, can be split in more than one way that satisfies its sums."""
    ids = tuple(square.id for square in squares if square.id)
    if len(ids) < _AMBIGUOUS:
        return ()
    digits = "".join(square.text for square in squares)
    size = _SUMMED.get(ids[0].split(".")[0])
    splits = list(split_digits(digits, len(ids)) if size is None else split_sums(digits, size, len(ids) // size))
    return ids if len(splits) > 1 else ()


def split_digits(digits: str, count: int) -> Iterator[tuple[int, ...]]:
    """Every way to read ``digits`` as ``count`` numbers without leading zeros."""
    if count == 0:
        if not digits:
            yield ()
        return
    for end in range(1, len(digits) - count + 2):
        if end == 1 or digits[0] != "0":
            for rest in split_digits(digits[end:], count - 1):
                yield (int(digits[:end]), *rest)


def split_sums(digits: str, size: int, groups: int) -> Iterator[tuple[int, ...]]:
    """The ways in which every ``size`` numbers end with the sum of those before."""
    if groups == 0:
        if not digits:
            yield ()
        return
    for end in range(size, len(digits) + 1):
        for group in split_digits(digits[:end], size):
            if sum(group[:-1]) == group[-1]:
                for rest in split_sums(digits[end:], size, groups - 1):
                    yield (*group, *rest)
