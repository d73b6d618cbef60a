"""Totals and rankings over very many reports: ordered and counted in SQL, and only the first reports read one by one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict

from assistant.answering.calculate import meets_threshold
from assistant.answering.extent import TOTALS, find_narrowed, limits_agencies
from assistant.answering.reading import list_bases, load_stated, read_measure
from assistant.records import Coverage, Evidence, Query, Threshold
from assistant.understanding.relations import relates
from index.lookup.cells import Bound, list_amounts, measure_rates, measure_reports
from index.lookup.reports import find_reports, list_reports
from index.records import MeasureRow, StoredReport
from index.store import Store

WIDE = 400
"""Over more reports than this a measure is ordered and added up in SQL, and only the first reports are read one by one."""

LISTED = 60
"""As many reports of a wide ranking are read one by one."""

WHOLE = ("sum", "average", "median", "count", "threshold")
"""Operations that need every amount, and not only the first ones."""

RANKED = ("rank", "maximum", "minimum", "threshold", "count")
"""Operations that rates over very many reports are put to without reading each."""


class Reach(TypedDict):
    """Which reports a measure is taken of; each filter holds only if it is given."""

    years: Sequence[int] | None
    agency_ids: Sequence[int] | None
    parent: str | None


def find_wide(store: Store, query: Query) -> Evidence | None:
    """The evidence for a total or ranking over very many reports; None where they are few enough to be read one by one."""
    measure = query.measures[0]
    if query.operation not in TOTALS or limits_agencies(query) or relates(query):
        return None
    reach = Reach(years=query.years or None, agency_ids=find_narrowed(store, query), parent=query.parent)
    if measure.over:
        return find_wide_rates(store, query, reach)
    table = measure_reports(
        store,
        cells=measure.cells,
        figure=measure.figure,
        bounds=list_bounds(query.threshold),
        ascending=lists_smallest(query),
        limit=LISTED + (query.limit or 0),
        **reach,
    )
    if table.reports <= WIDE:
        return None
    amounts = tuple(row.value for row in table.rows)
    if query.operation in WHOLE or query.agencies:
        amounts = list_amounts(store, cells=measure.cells, figure=measure.figure, **reach)
    first = [row.report_id for row in cut_rows(table.rows, query)]
    return show_wide(store, query, first, Coverage(table.reports, table.with_data), amounts)


def cut_rows(rows: Sequence[MeasureRow], query: Query) -> Sequence[MeasureRow]:
    """The rows that the answer shows: none of a total, and of a first place those that share it."""
    if query.operation in ("sum", "average", "median"):
        return ()
    if query.operation != "rank" or query.limit is None or query.position is not None or query.kind == "镇":
        return rows
    last = rows[min(query.limit, len(rows)) - 1].value if rows else None
    return [row for place, row in enumerate(rows) if place < query.limit or row.value == last]


def find_wide_rates(store: Store, query: Query, reach: Reach) -> Evidence | None:
    """The same for a rate: what each report's cells give, rounded as ``take_percent`` does."""
    measure = query.measures[0]
    bases = list_bases(measure)
    if query.operation not in RANKED or measure.variants or any(base.variants or not base.cells for base in bases):
        return None
    over = [cell for base in bases for cell in base.cells]
    rows, reports = measure_rates(store, cells=measure.cells, over=over, **reach)
    if reports <= WIDE:
        return None
    rates = [(row.rate, row.report_id) for row in rows if row.rate is not None and meets(row.rate, query.threshold)]
    rates.sort(key=lambda pair: (pair[0] if lists_smallest(query) else -pair[0], pair[1]))
    first = [report for _, report in rates[: LISTED + (query.limit or 0)]]
    return show_wide(store, query, first, Coverage(reports, len(rows)), tuple(rate for rate, _ in rates))


def show_wide(store: Store, query: Query, first: Sequence[int], coverage: Coverage, amounts: Sequence[Decimal]) -> Evidence:
    """Evidence of a total or ranking: the first reports read one by one, or those of the agency asked about; all amounts."""
    measure = query.measures[0]
    if query.agencies:
        found = list_reports(store, agency_ids=[agency.id for agency in query.agencies], years=query.years or None)
    else:
        found = load_reports(store, first[:LISTED])
    stated = load_stated(store, found, [measure])
    return Evidence(
        cells=tuple(stated.cells.values()),
        figures=tuple(stated.figures.values()),
        reports=found,
        readings=tuple(read_measure(measure, report, stated) for report in found),
        coverage=coverage,
        amounts=tuple(amount for amount in amounts if meets(amount, query.threshold)),
        wide=True,
    )


def meets(amount: Decimal, threshold: Threshold | None) -> bool:
    """Whether a number meets the bound that a query asks for, if any."""
    return threshold is None or meets_threshold(amount, threshold)


def list_bounds(threshold: Threshold | None) -> list[Bound]:
    """The bounds of a query as the store takes them."""
    if threshold is None:
        return []
    upper = [("<=", threshold.upper)] if threshold.upper is not None else []
    return [(threshold.comparison, threshold.value), *upper]


def load_reports(store: Store, report_ids: Sequence[int]) -> tuple[StoredReport, ...]:
    """The reports with these ids, in their order."""
    with store.connect() as connection:
        found = find_reports(connection, report_ids)
    return tuple(found[report_id] for report_id in report_ids)


def lists_smallest(query: Query) -> bool:
    """Whether the smallest numbers come first."""
    return query.ascending or query.operation == "minimum"
