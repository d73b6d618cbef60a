"""A table cut in two between rows, as page breaks and copying leave it."""

from dataclasses import replace

from samples.maker.grids import place_squares
from samples.maker.records import Grid, Square


def split_grid(grid: Grid, after: int, repeated: tuple[str, ...] = ()) -> tuple[Grid, Grid]:
    """The rows before and from ``after``; a merged cell over the cut ends there and goes on empty.

    A label that is one of ``repeated`` is printed once more.
    """
    upper: list[list[Square]] = [[] for _ in grid.rows[:after]]
    lower: list[list[Square]] = [[] for _ in grid.rows[after:]]
    for top, _, square in sorted(place_squares(grid), key=lambda placed: (placed[0], placed[1])):
        bottom = top + square.rowspan
        if top >= after:
            lower[top - after].append(square)
            continue
        upper[top].append(replace(square, rowspan=min(bottom, after) - top))
        if bottom > after:
            text = square.text if square.text in repeated else ""
            lower[0].append(replace(square, text=text, rowspan=bottom - after))
    first, second = (tuple(tuple(row) for row in part) for part in (upper, lower))
    return replace(grid, rows=first), replace(grid, rows=second)
