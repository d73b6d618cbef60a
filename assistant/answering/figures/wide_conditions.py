"""Several conditions over very many reports: each is weighed in SQL, and only the first that meet them are read."""

from collections.abc import Mapping
from decimal import Decimal

from assistant.answering.basis.extent import find_narrowed, limits_agencies
from assistant.answering.basis.reading import list_bases, load_stated, read_measure
from assistant.answering.figures.wide import LISTED, WIDE, Reach, list_bounds, load_reports, measure_exactly, meets
from assistant.records import Condition, Coverage, Evidence, Query
from index.lookup.cells import measure_rates, measure_reports
from index.store import Store

Met = Mapping[int, Decimal]
"""The reports that meet a condition, with their amounts."""


def find_wide_conditions(store: Store, query: Query) -> Evidence | None:
    """The evidence for conditions over very many reports; None where they are few, or cannot be weighed in SQL.

    ``amounts`` has a number for each report that meets the conditions, ``further`` the coverage of each condition.
    """
    plain = all(not condition.place and not condition.measure.variants for condition in query.conditions)
    if not query.conditions or not plain or limits_agencies(query):
        return None
    reach = Reach(years=query.years or None, agency_ids=find_narrowed(store, query), parent=query.parent)
    weighed: list[tuple[Met, Coverage]] = []
    for condition in query.conditions:
        found = weigh_wide(store, condition, reach)
        if found is None or found[1].of <= WIDE:
            return None
        weighed.append(found)
    return show_met(store, query, weighed)


def weigh_wide(store: Store, condition: Condition, reach: Reach) -> tuple[Met, Coverage] | None:
    """The reports that meet one condition, and how many have its figure; None for a rate that SQL cannot take."""
    measure = condition.measure
    if measure.over:
        bases = list_bases(measure)
        if any(base.variants or not base.cells for base in bases) or not measure.cells:
            return None
        over = [cell for base in bases for cell in base.cells]
        rates, reports = measure_rates(store, cells=measure.cells, over=over, **reach)
        met = {
            row.report_id: row.rate for row in rates if row.rate is not None and meets(measure_exactly(row), condition.threshold)
        }
        return met, Coverage(reports, len(rates))
    bounds = list_bounds(condition.threshold)
    table = measure_reports(store, cells=measure.cells, figure=measure.figure, bounds=bounds, **reach)
    return {row.report_id: row.value for row in table.rows}, Coverage(table.reports, table.with_data)


def show_met(store: Store, query: Query, weighed: list[tuple[Met, Coverage]]) -> Evidence:
    """Evidence of the reports that meet all conditions, or any where one is enough: the first of them read one by one."""
    sets = [set(met) for met, _ in weighed]
    chosen = set.union(*sets) if query.either else set.intersection(*sets)
    first = weighed[0][0]
    ordered = sorted(chosen, key=lambda report: (-first.get(report, Decimal(-1)), report))
    found = load_reports(store, ordered[:LISTED])
    stated = load_stated(store, found, query.measures)
    return Evidence(
        cells=tuple(stated.cells.values()),
        figures=tuple(stated.figures.values()),
        reports=found,
        readings=tuple(read_measure(measure, report, stated) for report in found for measure in query.measures),
        coverage=weighed[0][1],
        amounts=tuple(first.get(report, Decimal(0)) for report in ordered),
        wide=True,
        further=tuple(Evidence(coverage=coverage) for _, coverage in weighed),
    )
