"""Tables that a page break cut, joined into one: repeated headers dropped, the row and the merged cells it cut made whole.

A printed page shows a cut in one of two ways. Chromium leaves the cells open at the break (no rule closes them); Writer and Word
rule them off, so that only the text tells: a part without numbers whose words complete those of the other part.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.folding import fold_text
from ingest.form import FormCell, load_form
from ingest.readers.pdf_ruling import SNAP
from ingest.readers.pdf_tables import PageCell, PageTable, drop_rows

_NEAR = SNAP + 1
_NUMBERED = re.compile(r"\s*(?:[(（][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|\d+[.、．](?!\d))")
_NUMBER = re.compile(r"[+\-−－]?[0-9０-９][0-9０-９.,，．\s]*(?:元|万元|件|项|条|次)?")
_HEADER_ROWS = 4
_COLUMN_GROUPS = ("信息内容", "申请人情况", "法人或其他组织", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")


def continues(upper: PageTable, lower: PageTable) -> bool:
    """Whether ``lower`` may be the rest of ``upper`` on the next page: the same left and right edge."""
    sides = abs(upper.xs[0] - lower.xs[0]), abs(upper.xs[-1] - lower.xs[-1])
    return lower.page == upper.page + 1 and max(sides) <= _NEAR


def join_tables(upper: PageTable, lower: PageTable) -> PageTable:
    """One table of two parts; its ``page`` is the second's."""
    xs = _unite_edges(upper.xs, lower.xs)
    upper, lower = _recolumn(upper, xs), _recolumn(lower, xs)
    lower = drop_rows(lower, _count_repeated(upper, lower))
    if not lower.rows:
        return upper
    lower = _absorb_blanks(lower)
    pairs = _pair_cells(upper, lower)
    cut = _is_row_cut(upper, lower, pairs)
    heading = _is_heading_cut(lower, pairs)
    offset = upper.rows - 1 if cut else upper.rows
    meeting = [(above, below) for above, below in pairs if cut or _is_cell_cut(above, below, heading=heading)]
    joined = {id(below): _join_cells(above, below, offset) for above, below in meeting}
    replaced = {id(above): joined[id(below)] for above, below in meeting}
    cells = [replaced.get(id(cell), cell) for cell in upper.cells]
    cells += [replace(cell, row=cell.row + offset) for cell in lower.cells if id(cell) not in joined]
    return PageTable(lower.page, lower.box, xs, offset + lower.rows, tuple(cells))


def _absorb_blanks(table: PageTable) -> PageTable:
    """The table with the blank rests of a merged cell that is open at its top given back to it.

    Chromium ends such a cell too early on the second page and leaves an empty cell for the rest of its rows.
    """
    cells = list(table.cells)
    for cell in table.cells:
        if cell.row or not cell.open_top or cell.text or cell.rowspan == 1:
            continue
        grown = cell
        for rest in (other for other in table.cells if other.span == cell.span and other.row):
            if rest.row != grown.end_row or rest.text:
                break
            grown = replace(grown, rowspan=grown.rowspan + rest.rowspan)
            cells.remove(rest)
        cells[cells.index(cell)] = grown
    return replace(table, cells=tuple(cells))


def _pair_cells(upper: PageTable, lower: PageTable) -> list[tuple[PageCell, PageCell]]:
    """The cells that meet at the break over the same columns."""
    bottom = {cell.span: cell for cell in upper.cells if cell.end_row == upper.rows}
    return [(bottom[cell.span], cell) for cell in lower.cells if cell.row == 0 and cell.span in bottom]


def _is_row_cut(upper: PageTable, lower: PageTable, pairs: list[tuple[PageCell, PageCell]]) -> bool:
    """Whether the upper part's last row and the lower part's first are one row."""
    if len(pairs) < sum(1 for cell in lower.cells if cell.row == 0):
        return False
    if len(pairs) < sum(1 for cell in upper.cells if cell.end_row == upper.rows):
        return False
    if all(above.open_bottom and below.open_top for above, below in pairs):
        return True
    row = [(above, below) for above, below in pairs if above.row == upper.rows - 1]
    if not any(above.text for above, _ in row):
        return not any(above.text and _begins_anew(below.text) for above, below in pairs)
    if not any(below.text for _, below in row):
        return not any(_begins_anew(below.text) for _, below in pairs)
    return not any(_begins_anew(below.text) for _, below in pairs) and _complete_each_other(row)


def _complete_each_other(row: list[tuple[PageCell, PageCell]]) -> bool:
    """Whether two rows of cells that meet at a break are the halves of one.

    Numbers stand in one half only, and where both halves have words, these are one label: of the form, or at least
    neither is a label by itself.
    """
    if any(_NUMBER.fullmatch(above.text) for above, _ in row) and any(_NUMBER.fullmatch(below.text) for _, below in row):
        return False
    both = [(above.text, below.text) for above, below in row if above.text and below.text]
    if any(_NUMBER.fullmatch(text) for pair in both for text in pair):
        return False
    if both and all(_is_cut_label(above, below) for above, below in both):
        return True
    numbered = any(_NUMBER.fullmatch(cell.text) for pair in row for cell in pair)
    return numbered and len(both) == 1 and not any(_is_label(text) for text in both[0])


def _is_heading_cut(lower: PageTable, pairs: list[tuple[PageCell, PageCell]]) -> bool:
    """Whether the break runs through the table's heading: labels are cut in two, or only column labels stand below it."""
    if any(_is_cut_label(above.text, below.text) for above, below in pairs if above.text and below.text):
        return True
    texts = [cell.text for cell in lower.cells if cell.row == 0 and cell.text]
    return len(texts) > 1 and all(_is_column_label(text) for text in texts)


def _is_cell_cut(above: PageCell, below: PageCell, *, heading: bool) -> bool:
    """Whether a merged cell goes on over the break although the rows around it do not."""
    if above.open_bottom and below.open_top:
        return True
    if above.rowspan == 1 and below.rowspan == 1:
        return heading and (_is_cut_label(above.text, below.text) or (_is_label(above.text) and not below.text))
    if _NUMBER.fullmatch(above.text) or (_is_column_label(above.text) and not heading):
        return False
    if not below.text or above.text == below.text:
        return True
    return bool(above.text) and not _begins_anew(below.text) and not _NUMBER.fullmatch(below.text)


def _join_cells(above: PageCell, below: PageCell, offset: int) -> PageCell:
    rowspan = offset + below.end_row - above.row
    if not above.text and below.text:
        return replace(below, row=above.row, rowspan=rowspan, open_top=above.open_top)
    both = below.text and below.text != above.text
    text = f"{above.text}\n{below.text}" if both else above.text
    lines = above.lines + (below.lines if both else ())
    return replace(above, text=text, rowspan=rowspan, open_bottom=below.open_bottom, lines=lines)


def _begins_anew(text: str) -> bool:
    """Whether a text begins a row or group of its own: with an enumerator, or as a label of the form."""
    return bool(_NUMBERED.match(text)) or _is_label(text)


def _is_label(text: str) -> bool:
    return fold_text(text).text in _list_labels()


def _is_column_label(text: str) -> bool:
    return fold_text(text).text in _list_column_labels()


def _is_cut_label(above: str, below: str) -> bool:
    return fold_text(above).text + fold_text(below).text in _list_labels()


@cache
def _list_labels() -> frozenset[str]:
    """Labels of rows, groups and columns of both forms, folded."""
    texts = {text for cell in _list_form_cells() for text in (cell.row_label, cell.under) if text}
    return frozenset(fold_text(text).text for text in texts) | _list_column_labels()


@cache
def _list_column_labels() -> frozenset[str]:
    texts = {cell.column_label for cell in _list_form_cells()} | {*_COLUMN_GROUPS}
    return frozenset(fold_text(text).text for text in texts)


def _list_form_cells() -> Iterator[FormCell]:
    yield from load_form("2019").cells.values()
    yield from load_form("2021").cells.values()


def _count_repeated(upper: PageTable, lower: PageTable) -> int:
    """How many first rows of the lower part print the upper part's header again."""
    repeated = 0
    for rows in range(1, min(_HEADER_ROWS, upper.rows, lower.rows) + 1):
        above = {(cell.row, cell.span, cell.rowspan, cell.text) for cell in upper.cells if cell.row < rows}
        below = {(cell.row, cell.span, cell.rowspan, cell.text) for cell in lower.cells if cell.row < rows}
        if above != below:
            break
        closed = all(cell.end_row <= rows for cell in lower.cells if cell.row < rows)
        worded = any(re.search(r"[\u2e80-\u9fff]", cell[3]) for cell in below)
        if closed and worded:
            repeated = rows
    return repeated if repeated < upper.rows else 0


def _unite_edges(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    further = [x for x in second if all(abs(x - known) > _NEAR for known in first)]
    return tuple(sorted((*first, *further)))


def _recolumn(table: PageTable, xs: tuple[float, ...]) -> PageTable:
    """The table with its columns counted by the edges ``xs``."""
    columns = [min(range(len(xs)), key=lambda index: abs(xs[index] - x)) for x in table.xs]
    cells = tuple(
        replace(cell, column=columns[cell.column], colspan=columns[cell.column + cell.colspan] - columns[cell.column])
        for cell in table.cells
    )
    return replace(table, xs=xs, cells=cells)
