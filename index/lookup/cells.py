"""Stated numbers of chosen reports: cells, narrative figures, and what a report does not have."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import and_, bindparam, select

from index.database.cell_names import load_cell_names
from index.database.engine import Store
from index.database.rows import Row, unpack_cell, unpack_figure
from index.database.schema import agencies, cell_names, cells, figures, reports
from index.lookup.measures import Bound, RateRow, list_amounts, measure_rates, measure_reports
from index.lookup.reports import REPORT_COLUMNS, build_report, find_reports
from index.records import MeasureRow, MeasureTable, StoredCell, StoredFigure, StoredReport

__all__ = [
    "Bound",
    "MeasureRow",
    "MeasureTable",
    "RateRow",
    "find_absent",
    "find_cells",
    "find_figures",
    "list_amounts",
    "measure_rates",
    "measure_reports",
]

_BATCH = 10_000

CELLS_WITH_OWNERS: Final = (
    select(cells, cell_names.c.cell.label("named"), *REPORT_COLUMNS)
    .join_from(cells, cell_names, cell_names.c.code == cells.c.cell)
    .join(reports, reports.c.id == cells.c.report_id)
    .outerjoin(agencies, agencies.c.id == reports.c.agency_id)
    .where(
        cells.c.report_id.in_(bindparam("reports", expanding=True)),
        cell_names.c.cell.in_(bindparam("cells", expanding=True)),
    )
)
"""All that a lookup needs in one statement, made once: putting a statement together takes longer than running it."""
_WIDTH: Final = len(cells.c) + 1


def find_cells(store: Store, report_ids: Sequence[int], cell_ids: Sequence[str]) -> tuple[StoredCell, ...]:
    """The cells that these reports have, by report in the order given, then by cell in the order given.

    An absent cell gives nothing; a blank or unreadable one is there without a value.
    """
    owners: dict[int, StoredReport] = {}
    found: dict[tuple[int, str], StoredCell] = {}
    with store.connect() as connection:
        for batch in _split(report_ids):
            for row in connection.execute(CELLS_WITH_OWNERS, {"reports": batch, "cells": list(cell_ids)}):
                stated = row._mapping  # noqa: SLF001  # SQLAlchemy's own name for what it documents
                owner = owners.get(row.report_id) or owners.setdefault(row.report_id, build_report(row[_WIDTH:]))
                found[row.report_id, row.named] = StoredCell(owner, unpack_cell(stated, row.named, owner.form))
    wanted = dict.fromkeys(cell_ids)
    return tuple(found[report, cell] for report in dict.fromkeys(report_ids) for cell in wanted if (report, cell) in found)


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


def _split(report_ids: Sequence[int]) -> Iterator[list[int]]:
    unique = list(dict.fromkeys(report_ids))
    for start in range(0, len(unique), _BATCH):
        yield unique[start : start + _BATCH]
