"""One number per report over many reports, ordered: what rankings, totals and thresholds rest on.

The index on (cell, rank year, value) holds all that is needed; see ``schema``.
"""

import operator
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat
from math import ceil, floor
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from index.database.cell_names import load_cell_names
from index.database.engine import Store
from index.database.numbers import DIGITS, render_micro
from index.database.schema import cells as cell_table
from index.database.schema import figures, reports
from index.lookup.reports import filter_reports
from index.records import MeasureRow, MeasureTable

_BATCH = 10_000

Bound = tuple[str, Decimal]
"""A comparison (``>``, ``>=``, ``<``, ``<=``, ``=``, ``!=``) with a number."""

_COMPARE: Final[Mapping[str, Callable[[Any, int], ColumnElement[bool]]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class RateRow:
    """A report's part in percent of its whole, with one decimal, rounded half up; None where the whole is 0.

    ``part`` and ``whole`` are in millionths, for a bound that the rounded rate cannot decide.
    """

    report_id: int
    rate: Decimal | None
    part: int
    whole: int


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
    bounds: Sequence[Bound] = (),
    ascending: bool = False,
    limit: int | None = None,
) -> MeasureTable:
    """The measure of each report that answers and has an agency and a year, ordered by value, then by report.

    The measure is the sum of ``cells`` in the form's units, and only where all of them are stated; if ``cells`` is empty,
    the primary narrative ``figure``. Values are exact to a millionth. ``bounds`` keep rows out, but out of no count.
    """
    looked_at, within = _look_at(years, agency_ids, parent)
    with store.connect() as connection:
        total = connection.execute(select(func.count()).select_from(looked_at.subquery())).scalar_one()
        measured = _select_cells(connection, cells, years, within) if cells else _select_figure(figure, years, within)
        if measured is None:
            return MeasureTable((), total, 0)
        rows, with_data = _rank(connection, measured, limit, ascending=ascending, bounds=bounds)
        owners = _find_owners(connection, [report_id for report_id, _ in rows])
    found = tuple(MeasureRow(report_id, *owners[report_id], render_micro(int(micro))) for report_id, micro in rows)
    return MeasureTable(found, total, with_data)


def list_amounts(
    store: Store,
    *,
    cells: Sequence[str] = (),
    figure: str | None = None,
    years: Sequence[int] | None = None,
    agency_ids: Sequence[int] | None = None,
    parent: str | None = None,
) -> tuple[Decimal, ...]:
    """Every value that ``measure_reports`` ranks, from small to large, without whose it is."""
    _, within = _look_at(years, agency_ids, parent)
    with store.connect() as connection:
        measured = _select_cells(connection, cells, years, within) if cells else _select_figure(figure, years, within)
        if measured is None:
            return ()
        table = measured.rows.subquery()
        keys = [table.c.micro] if measured.summed else [table.c.rank_year, table.c.micro]  # as the index has them
        held: Counter[int] = Counter()
        for micro, times in connection.execute(select(table.c.micro, func.count()).group_by(*keys)):
            held[int(micro)] += times
    return tuple(chain.from_iterable(repeat(render_micro(micro), held[micro]) for micro in sorted(held)))


def measure_rates(
    store: Store,
    *,
    cells: Sequence[str] = (),
    over: Sequence[str] = (),
    figures: tuple[str | None, str | None] = (None, None),
    years: Sequence[int] | None = None,
    agency_ids: Sequence[int] | None = None,
    parent: str | None = None,
) -> tuple[tuple[RateRow, ...], int]:
    """The sum of ``cells`` in percent of that of ``over`` in each report that states them all; and how many were looked at.

    Where either has no cells, the primary narrative figure of ``figures`` stands for it (part, whole).
    """
    looked_at, within = _look_at(years, agency_ids, parent)
    with store.connect() as connection:
        total = connection.execute(select(func.count()).select_from(looked_at.subquery())).scalar_one()
        measured = [
            _select_cells(connection, part, years, within) if part else _select_figure(figure, years, within)
            for part, figure in zip((cells, over), figures, strict=True)
        ]
        parts, wholes = ({} if one is None else _load_sums(connection, one) for one in measured)
    rows = (
        RateRow(report_id, _divide(parts[report_id], wholes[report_id]), parts[report_id], wholes[report_id])
        for report_id in sorted(parts.keys() & wholes.keys())
    )
    return tuple(rows), total


def _divide(part: int, whole: int) -> Decimal | None:
    """In whole tenths, since thousands of exact divisions of decimals take long. Cells are counts, not less than 0."""
    return Decimal((2000 * part + whole) // (2 * whole)).scaleb(-1) if whole else None


def _load_sums(connection: Connection, measured: _Measured) -> dict[int, int]:
    table = measured.rows.subquery()
    found = connection.execute(select(table.c.report_id, table.c.micro)).all()
    return {report_id: int(micro) for report_id, micro in found}


def _look_at(
    years: Sequence[int] | None, agency_ids: Sequence[int] | None, parent: str | None
) -> tuple[Select[Any], Select[Any] | None]:
    """The reports looked at, and the same where the index of cells cannot tell them by their year alone."""
    looked_at = select(reports.c.id).where(
        reports.c.agency_id.is_not(None),
        reports.c.year.is_not(None),
        *filter_reports(agency_ids=agency_ids, years=years, parent=parent),
    )
    return looked_at, looked_at if agency_ids is not None or parent is not None else None


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
            select(cell_table.c.report_id, cell_table.c.micro, cell_table.c.rank_year).where(
                cell_table.c.cell == codes[0], *conditions
            ),
            False,
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
    rows = select(figures.c.report_id, figures.c.micro, figures.c.rank_year).where(figures.c.figure == figure, *conditions)
    return _Measured(rows, False)


def _match_years(column: ColumnElement[int], years: Sequence[int] | None) -> ColumnElement[bool]:
    return column > 0 if years is None else column.in_([year for year in years if year > 0])


def _rank(
    connection: Connection, measured: _Measured, limit: int | None, *, ascending: bool, bounds: Sequence[Bound]
) -> tuple[list[tuple[int, int]], int]:
    """The first rows within the bounds, and how many there are in all. Sums are made once where nothing bounds them."""
    table = measured.rows.subquery()
    order = (table.c.micro.asc() if ascending else table.c.micro.desc(), table.c.report_id)
    ordered = select(table.c.report_id, table.c.micro).where(*_match_bounds(table.c.micro, bounds)).order_by(*order)
    if limit is None and not bounds:
        rows = connection.execute(ordered).all()
        count = len(rows)
    elif measured.summed and not bounds:
        rows = connection.execute(ordered.add_columns(func.count().over().label("of")).limit(max(limit or 0, 1))).all()
        count = rows[0].of if rows else 0
    else:
        rows = connection.execute(ordered.limit(limit)).all()
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return ([(row.report_id, row.micro) for row in rows[:limit]], count)


def _match_bounds(column: ColumnElement[int], bounds: Sequence[Bound]) -> list[ColumnElement[bool]]:
    """The bounds in millionths; one that lies between two millionths is no value's, and moves to the next."""
    conditions: list[ColumnElement[bool]] = []
    for comparison, bound in bounds:
        micro = bound * 10**DIGITS
        low, high = floor(micro), ceil(micro)
        if low != high and comparison in ("=", "!="):
            conditions.append(literal(comparison == "!="))
        else:
            conditions.append(_COMPARE[comparison](column, low if comparison in (">", "<=") else high))
    return conditions


def _find_owners(connection: Connection, report_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    owners: dict[int, tuple[int, int]] = {}
    for start in range(0, len(report_ids), _BATCH):
        batch = report_ids[start : start + _BATCH]
        statement = select(reports.c.id, reports.c.agency_id, reports.c.year).where(reports.c.id.in_(batch))
        owners |= {report_id: (agency_id, year) for report_id, agency_id, year in connection.execute(statement)}
    return owners
