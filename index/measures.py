"""One number per report over many reports, ordered: what rankings, totals and thresholds rest on.

The index on (cell, rank year, value) holds all that is needed; see ``schema``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from index.cell_names import load_cell_names
from index.engine import Store
from index.numbers import render_micro
from index.records import MeasureRow, MeasureTable
from index.reports import filter_reports
from index.schema import cells as cell_table
from index.schema import figures, reports

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class _Measured:
    """Rows of report id and value in millionths; ``summed`` if each takes several cells."""

    rows: Select[Any]
    summed: bool


def measure_reports(
    store: Store,
    *,
    cells: Sequence[str] = (),
    figure: str | None = None,
    years: Sequence[int] | None = None,
    agency_ids: Sequence[int] | None = None,
    parent: str | None = None,
    ascending: bool = False,
    limit: int | None = None,
) -> MeasureTable:
    """The measure of each report that answers and has an agency and a year, ordered by value, then by report.

    The measure is the sum of ``cells`` in the form's units, and only where all of them are stated; if ``cells`` is empty,
    the primary narrative ``figure``. Values are exact to a millionth.
    """
    looked_at = select(reports.c.id).where(
        reports.c.agency_id.is_not(None),
        reports.c.year.is_not(None),
        *filter_reports(agency_ids=agency_ids, years=years, parent=parent),
    )
    within = looked_at if agency_ids is not None or parent is not None else None
    with store.connect() as connection:
        total = connection.execute(select(func.count()).select_from(looked_at.subquery())).scalar_one()
        measured = _select_cells(connection, cells, years, within) if cells else _select_figure(figure, years, within)
        if measured is None:
            return MeasureTable((), total, 0)
        rows, with_data = _rank(connection, measured, limit, ascending=ascending)
        owners = _find_owners(connection, [report_id for report_id, _ in rows])
    found = tuple(MeasureRow(report_id, *owners[report_id], render_micro(int(micro))) for report_id, micro in rows)
    return MeasureTable(found, total, with_data)


def _select_cells(
    connection: Connection, cell_ids: Sequence[str], years: Sequence[int] | None, within: Select[Any] | None
) -> _Measured | None:
    wanted = set(cell_ids)
    codes = list(load_cell_names(connection, wanted).values())
    if len(codes) < len(wanted):
        return None
    conditions = [_match_years(cell_table.c.rank_year, years), cell_table.c.micro.is_not(None)]
    if within is not None:
        conditions.append(cell_table.c.report_id.in_(within))
    if len(codes) == 1:
        return _Measured(
            select(cell_table.c.report_id, cell_table.c.micro).where(cell_table.c.cell == codes[0], *conditions), False
        )
    sums = (
        select(cell_table.c.report_id, func.sum(cell_table.c.micro).label("micro"))
        .where(cell_table.c.cell.in_(codes), *conditions)
        .group_by(cell_table.c.report_id)
        .having(func.count() == len(codes))
    )
    return _Measured(sums, True)


def _select_figure(figure: str | None, years: Sequence[int] | None, within: Select[Any] | None) -> _Measured | None:
    if figure is None:
        return None
    conditions = [_match_years(figures.c.rank_year, years), figures.c.micro.is_not(None)]
    if within is not None:
        conditions.append(figures.c.report_id.in_(within))
    return _Measured(select(figures.c.report_id, figures.c.micro).where(figures.c.figure == figure, *conditions), False)


def _match_years(column: ColumnElement[int], years: Sequence[int] | None) -> ColumnElement[bool]:
    return column > 0 if years is None else column.in_([year for year in years if year > 0])


def _rank(
    connection: Connection, measured: _Measured, limit: int | None, *, ascending: bool
) -> tuple[list[tuple[int, int]], int]:
    """The first rows, and how many there are. Sums are made once; single values are counted and then read off the index."""
    table = measured.rows.subquery()
    order = (table.c.micro.asc() if ascending else table.c.micro.desc(), table.c.report_id)
    ordered = select(table.c.report_id, table.c.micro).order_by(*order)
    if limit is None:
        rows = connection.execute(ordered).all()
        count = len(rows)
    elif measured.summed:
        rows = connection.execute(ordered.add_columns(func.count().over().label("of")).limit(max(limit, 1))).all()
        count = rows[0].of if rows else 0
    else:
        rows = connection.execute(ordered.limit(limit)).all()
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return ([(row.report_id, row.micro) for row in rows[:limit]], count)


def _find_owners(connection: Connection, report_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    owners: dict[int, tuple[int, int]] = {}
    for start in range(0, len(report_ids), _BATCH):
        batch = report_ids[start : start + _BATCH]
        statement = select(reports.c.id, reports.c.agency_id, reports.c.year).where(reports.c.id.in_(batch))
        owners |= {report_id: (agency_id, year) for report_id, agency_id, year in connection.execute(statement)}
    return owners
