"""Totals and rankings over very many reports: ordered and counted in SQL, and only the first reports read one by one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TypedDict

from assistant.answering.basis.calculate import DIGITS, grow_exactly, meets_threshold
from assistant.answering.basis.extent import TOTALS, find_narrowed, limits_agencies
from assistant.answering.basis.reading import list_bases, load_stated, read_measure
from assistant.records import Coverage, Evidence, Query, Threshold
from assistant.understanding.signs.relations import relates, takes_all
from index.lookup.cells import Bound, RateRow, list_amounts, measure_rates, measure_reports
from index.lookup.reporters import count_agencies
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
    if query.operation not in TOTALS or _needs_each(query):
        return None
    reach = Reach(years=query.years or None, agency_ids=find_narrowed(store, query), parent=query.parent)
    if relates(query):
        return find_wide_relation(store, query, reach)
    if query.operation in ("sum", "average", "median") and len(query.measures) > 1:
        return find_wide_sums(store, query)
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


def _needs_each(query: Query) -> bool:
    """Whether a query is judged report by report, which no one statement over all of them does."""
    told = query.lacking or query.conditions or query.every_year or query.streak or query.course or query.rival
    return bool(told) or limits_agencies(query) or takes_all(query)


def find_wide_sums(store: Store, query: Query) -> Evidence | None:
    """The evidence for a total of several measures: that of the first, with those of the others beside it."""
    found = [find_wide(store, replace(query, measures=(measure,))) for measure in query.measures]
    first = found[0]
    if first is None or any(evidence is None for evidence in found):
        return None
    return replace(first, further=tuple(evidence for evidence in found[1:] if evidence is not None))


def find_wide_relation(store: Store, query: Query, reach: Reach) -> Evidence | None:
    """The same for a difference of two measures or two years: both are taken in SQL, and only the first pairs read one by one."""
    if any(measure.over or measure.variants for measure in query.measures):
        return None
    by_report = len(query.measures) > 1
    years = query.years or None
    first, last = query.measures[0], query.measures[-1]
    asked = ((first, years), (last, years)) if by_report else ((first, query.years[-1:]), (first, query.years[:1]))
    agency_ids, parent = reach["agency_ids"], reach["parent"]
    tables = [
        measure_reports(store, cells=one.cells, figure=one.figure, years=of, agency_ids=agency_ids, parent=parent)
        for one, of in asked
    ]
    if (tables[0].reports if by_report else sum(table.reports for table in tables)) <= WIDE:
        return None
    one, two = (index_rows(table.rows, by_report=by_report) for table in tables)
    pairs = [(weigh(one[key].value, two[key].value, query), one[key], two[key]) for key in one.keys() & two.keys()]
    told = [(amount, first, second) for amount, first, second in pairs if amount is not None]
    met = [pair for pair in told if meets(pair[0], query.threshold)]
    met.sort(key=lambda pair: (order_amount(pair[0], query), pair[1].report_id))
    of = tables[0].reports if by_report else count_agencies(store, **reach)
    chosen = list(dict.fromkeys(row.report_id for _, *rows in met[: LISTED + (query.limit or 0)] for row in rows))
    return show_wide(store, query, chosen, Coverage(of, len(told)), tuple(pair[0] for pair in met))


def index_rows(rows: Sequence[MeasureRow], *, by_report: bool) -> Mapping[int, MeasureRow]:
    """The rows by report, or by agency; an agency with two reports of a year has none."""
    keys = [row.report_id if by_report else row.agency_id for row in rows]
    times = Counter(keys)
    return {key: row for key, row in zip(keys, rows, strict=True) if times[key] == 1}


def weigh(first: Decimal, second: Decimal, query: Query) -> Decimal | None:
    """What the first is more than the second, in percent where growth is asked for; None where that has no base."""
    return grow_exactly(first, second) if query.wants_growth else first - second


def order_amount(amount: Decimal, query: Query) -> Decimal:
    """Sorts changes as the query asks: the largest first, or the smallest, by their size where either way counts."""
    size = abs(amount) if query.either_way else amount
    return size if query.ascending else -size


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
    prose = next((base.figure for base in bases if not base.cells), None)
    if query.operation not in RANKED or measure.variants or any(base.variants for base in bases) or (prose and len(bases) > 1):
        return None
    over = [cell for base in bases for cell in base.cells]
    rows, reports = measure_rates(store, cells=measure.cells, over=over, figures=(measure.figure, prose), **reach)
    if reports <= WIDE:
        return None
    rates = [(row.rate, row.report_id) for row in rows if row.rate is not None and meets(measure_exactly(row), query.threshold)]
    rates.sort(key=lambda pair: (pair[0] if lists_smallest(query) else -pair[0], pair[1]))
    first = [report for _, report in rates[: LISTED + (query.limit or 0)]]
    return show_wide(store, query, first, Coverage(reports, len(rows)), tuple(rate for rate, _ in rates))


def measure_exactly(row: RateRow) -> Decimal:
    """A rate not rounded, so that 49.96 does not meet a bound of 50."""
    with localcontext(prec=DIGITS):
        return Decimal(row.part * 100) / row.whole


def show_wide(store: Store, query: Query, first: Sequence[int], coverage: Coverage, amounts: Sequence[Decimal]) -> Evidence:
    """Evidence of a total or ranking: the first reports read one by one, or those of the agency asked about; all amounts."""
    if query.agencies:
        found = list_reports(store, agency_ids=[agency.id for agency in query.agencies], years=query.years or None)
    else:
        found = load_reports(store, first[: 2 * LISTED if relates(query) else LISTED])
    measures = query.measures if relates(query) else query.measures[:1]
    stated = load_stated(store, found, measures)
    return Evidence(
        cells=tuple(stated.cells.values()),
        figures=tuple(stated.figures.values()),
        reports=found,
        readings=tuple(read_measure(measure, report, stated) for report in found for measure in measures),
        coverage=coverage,
        amounts=tuple(amounts)
        if relates(query) or measures[0].over
        else tuple(amount for amount in amounts if meets(amount, query.threshold)),
        wide=True,
    )


def meets(amount: Decimal, threshold: Threshold | None) -> bool:
    """Whether a number meets the bound that a query asks for, if any."""
    return threshold is None or meets_threshold(amount, threshold)


def list_bounds(threshold: Threshold | None) -> list[Bound]:
    """The bounds of a query as the store takes them."""
    if threshold is None:
        return []
    upper = [(threshold.below, threshold.upper)] if threshold.upper is not None else []
    return [(threshold.comparison, threshold.value), *upper]


def load_reports(store: Store, report_ids: Sequence[int]) -> tuple[StoredReport, ...]:
    """The reports with these ids, in their order."""
    with store.connect() as connection:
        found = find_reports(connection, report_ids)
    return tuple(found[report_id] for report_id in report_ids)


def lists_smallest(query: Query) -> bool:
    """Whether the smallest numbers come first."""
    return query.ascending or query.operation == "minimum"
