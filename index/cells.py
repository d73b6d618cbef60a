"""Stated numbers: cells and narrative figures of chosen reports, and measures over many."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from index.cell_names import load_cell_names
from index.engine import Store
from index.numbers import render_micro
from index.records import MeasureRow, MeasureTable, StoredCell, StoredFigure
from index.reports import filter_reports, find_reports
from index.rows import Row, unpack_cell, unpack_figure
from index.schema import cells as cell_table
from index.schema import figures, reports

__all__ = ["MeasureRow", "MeasureTable", "find_absent", "find_cells", "find_figures", "measure_reports"]

_BATCH = 10_000


def find_cells(store: Store, report_ids: Sequence[int], cell_ids: Sequence[str]) -> tuple[StoredCell, ...]:
    """The cells that these reports have, by report in the order given, then by cell in the order given.

    An absent cell gives nothing; a blank or unreadable one is there without a value.
    """
    with store.connect() as connection:
        names = load_cell_names(connection)
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
            rows += connection.execute(statement).mappings()
        owners = find_reports(connection, (row["report_id"] for row in rows))
    order = {report_id: i for i, report_id in enumerate(dict.fromkeys(report_ids))}
    rows.sort(key=lambda row: order[row["report_id"]])
    return tuple(StoredFigure(owners[row["report_id"]], unpack_figure(row)) for row in rows)


def find_absent(store: Store, report_ids: Sequence[int], cell_ids: Sequence[str]) -> set[tuple[int, str]]:
    """The pairs of report and cell that have no record: the source does not have the cell."""
    wanted = {(report_id, cell) for report_id in report_ids for cell in cell_ids}
    with store.connect() as connection:
        names = load_cell_names(connection)
        codes = {names[cell]: cell for cell in cell_ids if cell in names}
        for batch in _split(report_ids):
            condition = and_(cell_table.c.report_id.in_(batch), cell_table.c.cell.in_(list(codes)))
            for report_id, code in connection.execute(select(cell_table.c.report_id, cell_table.c.cell).where(condition)):
                wanted.discard((report_id, codes[code]))
    return wanted


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
    narrow = agency_ids is not None or parent is not None
    with store.connect() as connection:
        total = connection.execute(select(func.count()).select_from(looked_at.subquery())).scalar_one()
        source = _select_sums(connection, cells, years, looked_at if narrow else None) if cells else None
        if source is None:
            source = _select_figures(figure, years, looked_at if narrow else None) if figure and not cells else None
        if source is None:
            return MeasureTable((), total, 0)
        measured = source.subquery()
        with_data = connection.execute(select(func.count()).select_from(measured)).scalar_one()
        micro = measured.c.micro
        ordered = select(measured.c.report_id, micro).order_by(micro.asc() if ascending else micro.desc(), measured.c.report_id)
        rows = connection.execute(ordered.limit(limit) if limit is not None else ordered).all()
        owners = _find_owners(connection, [report_id for report_id, _ in rows])
    found = tuple(MeasureRow(report_id, *owners[report_id], render_micro(int(micro))) for report_id, micro in rows)
    return MeasureTable(found, total, with_data)


def _select_sums(
    connection: Connection, cell_ids: Sequence[str], years: Sequence[int] | None, within: Select[tuple[int]] | None
) -> Select[tuple[int, int]] | None:
    names = load_cell_names(connection)
    codes = [names[cell] for cell in dict.fromkeys(cell_ids) if cell in names]
    if len(codes) < len(set(cell_ids)):
        return None
    conditions = [_select_years(cell_table.c.rank_year, years), cell_table.c.micro.is_not(None)]
    if within is not None:
        conditions.append(cell_table.c.report_id.in_(within))
    if len(codes) == 1:
        return select(cell_table.c.report_id, cell_table.c.micro).where(cell_table.c.cell == codes[0], *conditions)
    return (
        select(cell_table.c.report_id, func.sum(cell_table.c.micro).label("micro"))
        .where(cell_table.c.cell.in_(codes), *conditions)
        .group_by(cell_table.c.report_id)
        .having(func.count() == len(codes))
    )


def _select_figures(figure: str, years: Sequence[int] | None, within: Select[tuple[int]] | None) -> Select[tuple[int, int]]:
    conditions = [_select_years(figures.c.rank_year, years), figures.c.micro.is_not(None)]
    if within is not None:
        conditions.append(figures.c.report_id.in_(within))
    return select(figures.c.report_id, figures.c.micro).where(figures.c.figure == figure, *conditions)


def _select_years(column, years: Sequence[int] | None) -> ColumnElement[bool]:  # noqa: ANN001
    return column > 0 if years is None else column.in_([year for year in years if year > 0])


def _find_owners(connection: Connection, report_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    owners: dict[int, tuple[int, int]] = {}
    for batch in _split(report_ids):
        statement = select(reports.c.id, reports.c.agency_id, reports.c.year).where(reports.c.id.in_(batch))
        owners |= {report_id: (agency_id, year) for report_id, agency_id, year in connection.execute(statement)}
    return owners


def _select_cells(connection: Connection, report_ids: Sequence[int], codes: Sequence[int]) -> list[Row]:
    statement = select(cell_table).where(cell_table.c.report_id.in_(report_ids), cell_table.c.cell.in_(codes))
    return list(connection.execute(statement).mappings())


def _split(report_ids: Sequence[int]) -> Iterator[list[int]]:
    unique = list(dict.fromkeys(report_ids))
    for start in range(0, len(unique), _BATCH):
        yield unique[start : start + _BATCH]
