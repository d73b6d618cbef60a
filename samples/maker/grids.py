"""The form's three tables with their merged cells, filled with written values."""

from collections.abc import Mapping

from samples.maker.form import ACTIVE, APPLICANTS, DISPUTES, OUTCOMES, RESULTS
from samples.maker.records import FormVersion, Grid, Square, Written

Placed = tuple[int, int, Square]
"""A square with its top row and left column."""

CHECK_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _value(cells: Mapping[str, Written], cell_id: str, colspan: int = 1) -> Square:
    return Square(cells[cell_id].text, colspan=colspan, id=cell_id)


def _spans(count: int) -> tuple[int, ...]:
    """How three value columns are shared by ``count`` of the form's columns."""
    return {3: (1, 1, 1), 2: (1, 2), 1: (3,)}[count]


def draw_active(cells: Mapping[str, Written], form: FormVersion) -> Grid:
    """Table 二. A row none of whose cells is in ``cells`` is left out."""
    rows: list[tuple[Square, ...]] = []
    for clause, columns, entries in ACTIVE[form]:
        spans = _spans(len(columns))
        rows.append((Square(clause, colspan=4),))
        labels = [Square(label, colspan=span) for (_, label), span in zip(columns, spans, strict=True)]
        rows.append((Square("信息内容"), *labels))
        for row, label in entries:
            ids = [f"active.{row}.{column}" for column, _ in columns]
            if ids[0] in cells:
                rows.append((Square(label), *(_value(cells, i, span) for i, span in zip(ids, spans, strict=True))))
    return Grid("active", (34, 22, 22, 22), tuple(rows))


def _request_values(cells: Mapping[str, Written], row: str) -> tuple[Square, ...]:
    return tuple(_value(cells, f"requests.{row}.{kind}") for kind in (*(kind for kind, _ in APPLICANTS), "total"))


def _request_header() -> list[tuple[Square, ...]]:
    return [
        (Square(CHECK_NOTE, rowspan=3, colspan=3), Square("申请人情况", colspan=7)),
        (Square("自然人", rowspan=2), Square("法人或其他组织", colspan=5), Square("总计", rowspan=2)),
        tuple(Square(label) for _, label in APPLICANTS[1:]),
    ]


def draw_requests(cells: Mapping[str, Written], form: FormVersion) -> Grid:
    """Table 三, its result rows under their group labels."""
    rows = _request_header()
    rows.append((Square("一、本年新收政府信息公开申请数量", colspan=3), *_request_values(cells, "new")))
    rows.append((Square("二、上年结转政府信息公开申请数量", colspan=3), *_request_values(cells, "carried_in")))
    height = sum(len(entries) for _, entries in RESULTS[form])
    lead: tuple[Square, ...] = (Square("三、本年度办理结果", rowspan=height),)
    for group, entries in RESULTS[form]:
        group_label: tuple[Square, ...] = (Square(group, rowspan=len(entries)),) if group else ()
        for row, label in entries:
            item = Square(label, colspan=1 if group else 2)
            rows.append((*lead, *group_label, item, *_request_values(cells, row)))
            lead, group_label = (), ()
    rows.append((Square("四、结转下年度继续办理", colspan=3), *_request_values(cells, "carried_out")))
    return Grid("requests", (9, 11, 27, 8, 8, 8, 8, 8, 6, 7), tuple(rows))


def draw_disputes(cells: Mapping[str, Written]) -> Grid:
    """Table 四: one row of fifteen values under three rows of headings."""
    outcomes = [label for _, label in OUTCOMES]
    rows = (
        (Square("行政复议", colspan=5), Square("行政诉讼", colspan=10)),
        (*(Square(label, rowspan=2) for label in outcomes), *(Square(label, colspan=5) for _, label in DISPUTES[1:])),
        tuple(Square(label) for _ in DISPUTES[1:] for label in outcomes),
        tuple(_value(cells, f"disputes.{group}.{outcome}") for group, _ in DISPUTES for outcome, _ in OUTCOMES),
    )
    return Grid("disputes", (1,) * 15, rows)


def place_squares(grid: Grid) -> list[Placed]:
    """Where each square stands, those covered by merged cells skipped."""
    placed: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(grid.rows):
        left = 0
        for square in row:
            while (top, left) in taken:
                left += 1
            taken.update((top + down, left + right) for down in range(square.rowspan) for right in range(square.colspan))
            placed.append((top, left, square))
            left += square.colspan
    return placed
