"""Text files, each in one of the layouts in which tables come out of other programs."""

from collections.abc import Callable, Iterator, Mapping

from samples.maker.digits import list_ambiguous
from samples.maker.glyphs import write_pinyin, write_radicals, write_traditional
from samples.maker.layouts import MORE_LAYOUTS, cut_pieces
from samples.maker.records import Grid, Paragraph, Sheet

_WIDTH = 42


def render_text(sheet: Sheet) -> bytes:
    """The whole file, as UTF-8 but for the look ``gb18030``."""
    lines: list[str] = []
    lay_grid = LAYOUTS[sheet.plan.look]
    for block in sheet.blocks:
        if isinstance(block, Grid):
            lines += ["", *lay_grid(block), ""]
        else:
            lines += lay_paragraph(block, wrapped=sheet.plan.look in _WRAPPED, marks=_MARKS if sheet.plan.kind == "md" else {})
    text = "\n".join(lines) + "\n"
    finish = _FINISHES.get(sheet.plan.look)
    return (finish(text) if finish else text).encode("gb18030" if sheet.plan.look == "gb18030" else "utf-8")


def find_either(sheet: Sheet) -> tuple[str, ...]:
    """The cells that a reader may leave unread, because the layout glues digits that split in several ways."""
    if sheet.plan.look != "glued":
        return ()
    rows = (row for block in sheet.blocks if isinstance(block, Grid) for row in block.rows)
    return tuple(cell for row in rows for cell in list_ambiguous(tuple(square for square in row if square.id)))


def lay_paragraph(paragraph: Paragraph, *, wrapped: bool, marks: Mapping[str, str] | None = None) -> list[str]:
    """A paragraph's lines; ``wrapped`` ones break after a fixed width as in text taken from pages.

    ``marks`` stand before titles and headings in Markdown, whose paragraphs stand apart.
    """
    if marks:
        return ["", marks.get(paragraph.kind, "") + paragraph.text]
    if paragraph.kind != "body":
        return ["", paragraph.text] if paragraph.kind in ("title", "heading") else [paragraph.text]
    text = "　　" + paragraph.text
    return [text[i : i + _WIDTH] for i in range(0, len(text), _WIDTH)] if wrapped else [text]


def lay_pipe_cells(grid: Grid) -> Iterator[str]:
    """A cell and a pipe per line."""
    for row in grid.rows:
        for square in row:
            yield f"{square.text} |"
        yield "||"


def lay_cell_lines(grid: Grid) -> Iterator[str]:
    """A paragraph per cell; nothing marks the end of a row."""
    for row in grid.rows:
        for square in row:
            yield from (square.text, "")


def lay_pipe_rows(grid: Grid) -> Iterator[str]:
    """A row per line between pipes."""
    for row in grid.rows:
        yield "| " + " | ".join(square.text for square in row) + " | "


def lay_trailing_pipes(grid: Grid) -> Iterator[str]:
    """A row per line, a pipe behind each cell."""
    for row in grid.rows:
        yield " | ".join(square.text for square in row) + " |"


def lay_tabs(grid: Grid) -> Iterator[str]:
    """A row per line with tabs; a merged cell keeps the columns that it covers."""
    for row in grid.rows:
        yield "\t".join(square.text + "\t" * (square.colspan - 1) for square in row)


def lay_spaces(grid: Grid) -> Iterator[str]:
    """A row per line with single spaces."""
    for row in grid.rows:
        yield " ".join(square.text for square in row)


def lay_glued(grid: Grid) -> Iterator[str]:
    """A row per line without anything between cells."""
    for row in grid.rows:
        yield "".join(square.text for square in row)


def lay_wrapped(grid: Grid) -> Iterator[str]:
    """Labels broken over lines, values on the last of them or on their own, as text taken from pages has it."""
    for row in grid.rows:
        labels = [square.text for square in row if square.id is None]
        values = " ".join(square.text for square in row if square.id)
        pieces = [piece for label in labels for piece in cut_pieces(label)]
        if values and len(pieces) == 1:
            yield f"{pieces[0]} {values}"
        else:
            yield from (*pieces, *((values,) if values else ()))
        yield ""


LAYOUTS: Mapping[str, Callable[[Grid], Iterator[str]]] = {
    "pipe_cells": lay_pipe_cells,
    "cell_lines": lay_cell_lines,
    "pipe_rows": lay_pipe_rows,
    "tabs": lay_tabs,
    "spaces": lay_spaces,
    "glued": lay_glued,
    "radicals": lay_wrapped,
    "traditional": lay_trailing_pipes,
    "wrapped": lay_wrapped,
    "pinyin": lay_trailing_pipes,
    "gb18030": lay_trailing_pipes,
    "truncated": lay_trailing_pipes,
    "lost_characters": lay_trailing_pipes,
    "freeform": lay_trailing_pipes,
    **MORE_LAYOUTS,
}
_FINISHES: Mapping[str, Callable[[str], str]] = {
    "radicals": write_radicals,
    "traditional": write_traditional,
    "pinyin": write_pinyin,
}
_WRAPPED = ("spaces", "radicals", "wrapped")
_MARKS = {"title": "# ", "heading": "## "}
