"""Further layouts in which tables stand in text files: with stray pipes, lost labels, broken labels, page numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from samples.maker.grids import place_squares
from samples.maker.records import Grid, Square
from samples.maker.splits import split_grid

_NARROW = 7
_LINES_PER_PAGE = 9
_FIRST_PAGE = {"active": 2, "requests": 3, "disputes": 7}
_HEADER_ROWS = 3
_BREAK_AFTER = 12
"""Rows of the table of requests before a page break: the break falls into the results."""

_BROKEN_ENDS = ("企业", "机构")


def cut_pieces(label: str) -> list[str]:
    """``label`` in lines of a narrow column."""
    return [label[i : i + _NARROW] for i in range(0, len(label), _NARROW)]


def spread_rows(grid: Grid) -> list[list[Square]]:
    """The table as a full matrix; what a merged cell covers is an empty square."""
    matrix = [[Square("") for _ in grid.widths] for _ in grid.rows]
    for top, left, square in place_squares(grid):
        matrix[top][left] = square
    return matrix


def lay_lone_pipes(grid: Grid) -> Iterator[str]:
    """A cell per line, a lone pipe between two cells of a row."""
    for row in grid.rows:
        for index, square in enumerate(row):
            yield from (("|",) if index else ())
            yield square.text


def lay_pipe_before(grid: Grid) -> Iterator[str]:
    """A lone pipe opens the row, a cell and a pipe stand on each line after it."""
    for row in grid.rows:
        yield "| "
        for square in row:
            yield f" {square.text}  | "


def lay_padded_rows(grid: Grid) -> Iterator[str]:
    """A row per line; each column that a merged cell covers leaves a pipe, and so does the table's end."""
    for row in grid.rows:
        yield "".join(f"{square.text} |" + "|" * (square.colspan - 1) + " " for square in row).rstrip()
    yield "| |||"


def lay_markdown(grid: Grid) -> Iterator[str]:
    """A Markdown table; merged cells leave the others empty."""
    for number, row in enumerate(spread_rows(grid)):
        yield "| " + " | ".join(square.text for square in row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def lay_tab_matrix(grid: Grid) -> Iterator[str]:
    """A row per line with tabs, every covered column kept."""
    for row in spread_rows(grid):
        yield "\t".join(square.text for square in row)


def lay_lost_labels(grid: Grid) -> Iterator[str]:
    """Tabs, and in the table of requests only the first column's labels are left."""
    for number, row in enumerate(spread_rows(grid)):
        lost = grid.name == "requests" and number >= _HEADER_ROWS
        yield "\t".join(square.text if square.id or not lost or column == 0 else "" for column, square in enumerate(row))


def break_label(label: str) -> list[str]:
    """A label as a typist's line breaks leave it."""
    if label.startswith("（") and label[2:3] == "）":
        return [label[:3], label[3:]]
    if label.startswith("本年新"):
        return [label[:3], label[3:]]
    return [label[:-2], label[-2:]] if label.endswith(_BROKEN_ENDS) else [label]


def lay_broken_labels(grid: Grid) -> Iterator[str]:
    """A paragraph per cell, labels broken into two."""
    for row in grid.rows:
        for square in row:
            for piece in [square.text] if square.id else break_label(square.text):
                yield from (piece, "")


def lay_page_numbers(grid: Grid) -> Iterator[str]:
    """A row per line, page numbers between rows."""
    page = _FIRST_PAGE[grid.name]
    for number, row in enumerate(grid.rows, start=1):
        yield " | ".join(square.text for square in row) + " |"
        if number % _LINES_PER_PAGE == 0:
            yield from ("", f"- {page} -", "")
            page += 1


def lay_repeated_label(grid: Grid) -> Iterator[str]:
    """A row per line; after a page break the label that spans the break is printed again."""
    parts: Sequence[Grid] = (grid,)
    if grid.name == "requests":
        parts = split_grid(grid, _BREAK_AFTER, repeated=("三、本年度办理结果",))
    for part in parts:
        for row in part.rows:
            yield " | ".join(square.text for square in row if square.text or square.id) + " |"
        yield ""


MORE_LAYOUTS: Mapping[str, Callable[[Grid], Iterator[str]]] = {
    "lone_pipes": lay_lone_pipes,
    "pipe_before": lay_pipe_before,
    "padded_rows": lay_padded_rows,
    "markdown": lay_markdown,
    "tabs_lost_other": lay_tab_matrix,
    "tabs_lost_labels": lay_lost_labels,
    "broken_labels": lay_broken_labels,
    "page_numbers": lay_page_numbers,
    "repeated_label": lay_repeated_label,
    "two_reports": lay_padded_rows,
}
