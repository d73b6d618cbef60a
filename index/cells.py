"""Stated numbers of chosen reports: cells, narrative figures, and what a report does not have."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, and_, select

from index.cell_names import load_cell_names
from index.engine import Store
from index.measures import measure_reports
from index.records import MeasureRow, MeasureTable, StoredCell, StoredFigure
from index.reports import find_reports
from index.rows import Row, unpack_cell, unpack_figure
from index.schema import cells, figures

__all__ = ["MeasureRow", "MeasureTable", "find_absent", "find_cells", "find_figures", "measure_reports"]

_BATCH = 10_000


def find_cells(store: Store, report_ids: Sequence[int], cell_ids: Sequence[str]) -> tuple[StoredCell, ...]:
    """The cells that these reports have, by report in the order given, then by cell in the order given.

    An absent cell gives nothing; a blank or unreadable one is there without a value.
    """
    with store.connect() as connection:
        names = load_cell_names(connection, cell_ids)
        codes = {names[cell]: cell for cell in cell_ids if cell in names}
        rows = [row for batch in _split(report_ids) for row in _select_cells(connection, batch, list(codes))]
        owners = find_reports(connection, (row["report_id"] for row in rows))
    found = {
        (row["report_id"], codes[row["cell"]]): unpack_cell(row, codes[row["cell"]], owners[row["report_id"]].form)
        for row in rows
    }
    return tuple(
        StoredCell(owners[report_id], found[report_id, cell])
        for report_id in dict.fromkeys(report_ids)
        for cell in dict.fromkeys(cell_ids)
        if (report_id, cell) in found
    )


def find_figures(store: Store, report_ids: Sequence[int], figure_ids: Sequence[str] | None = None) -> tuple[StoredFigure, ...]:
    """The narrative figures of these reports, by report in the order given, then as the text has them.

    ``figure_ids`` None gives all, those without an id too.
    """
    conditions = [] if figure_ids is None else [figures.c.figure.in_(list(figure_ids))]
    with store.connect() as connection:
        rows: list[Row] = []
        for batch in _split(report_ids):
            statement = select(figures).where(figures.c.report_id.in_(batch), *conditions).order_by(figures.c.ordinal)
            rows += connection.execute(statement).mappings().all()
        owners = find_reports(connection, (row["report_id"] for row in rows))
    order = {report_id: i for i, report_id in enumerate(dict.fromkeys(report_ids))}
    rows.sort(key=lambda row: order[row["report_id"]])
    return tuple(StoredFigure(owners[row["report_id"]], unpack_figure(row)) for row in rows)


def find_absent(store: Store, report_ids: Sequence[int], cell_ids: Sequence[str]) -> set[tuple[int, str]]:
    """The pairs of report and cell that have no record: the source does not have the cell."""
    wanted = {(report_id, cell) for report_id in report_ids for cell in cell_ids}
    with store.connect() as connection:
        names = load_cell_names(connection, cell_ids)
        codes = {names[cell]: cell for cell in cell_ids if cell in names}
        for batch in _split(report_ids):
            condition = and_(cells.c.report_id.in_(batch), cells.c.cell.in_(list(codes)))
            for report_id, code in connection.execute(select(cells.c.report_id, cells.c.cell).where(condition)):
                wanted.discard((report_id, codes[code]))
    return wanted


def _select_cells(connection: Connection, report_ids: Sequence[int], codes: Sequence[int]) -> list[Row]:
    statement = select(cells).where(cells.c.report_id.in_(report_ids), cells.c.cell.in_(codes))
    return list(connection.execute(statement).mappings().all())


def _split(report_ids: Sequence[int]) -> Iterator[list[int]]:
    unique = list(dict.fromkeys(report_ids))
    for start in range(0, len(unique), _BATCH):
        yield unique[start : start + _BATCH]
