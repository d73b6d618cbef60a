"""The evidence of questions about the store itself: which reports it speaks of, and against which years gaps are counted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.basis.extent import list_absent, list_nearest, list_scope, narrows
from assistant.answering.stores.holdings import LACKS, WHERE
from assistant.answering.stores.stock import DATES
from assistant.records import Evidence, Query
from index.lookup.dates import find_published_places
from index.lookup.reports import list_reports, list_telling, list_years
from index.records import StoredReport
from index.store import Store


def find_holdings(store: Store, query: Query) -> Evidence:
    """The stored reports of the agencies and years named, or all, and the years against which gaps are counted."""
    limited = bool(query.agencies or query.unknown_agencies or query.years or query.parent or narrows(query))
    lacking = LACKS.search(query.question) is not None and bool(query.years) and not query.agencies
    reach = replace(query, years=()) if lacking else query
    reports = list_scope(store, reach) if limited or query.sources else list_reports(store)
    if query.forms:
        reports = tuple(report for report in reports if report.form in query.forms)
    if query.stock == "no_problems":
        telling = list_telling(store, "problems")
        reports = tuple(report for report in reports if report.id not in telling)
    named = replace(query, measures=()) if query.agencies or query.unknown_agencies else None
    missing = list_absent(store, named, reports) if named is not None else ()
    if not reports:
        return Evidence(missing=missing, available=list_nearest(store, query), years=list_years(store))
    dated = bool(query.years) or WHERE.search(query.question) is not None
    span = () if dated else measure_span(list_reports(store) if limited else reports)
    gaps = list_absent(store, replace(query, measures=(), years=span), reports) if query.agencies and span else ()
    places = find_published_places(store, [report.id for report in reports]) if tells_dates(query) else {}
    dates = tuple(places.items())
    return Evidence(reports=reports, missing=missing or gaps, available=list_nearest(store, query), years=span, dates=dates)


def tells_dates(query: Query) -> bool:
    """Whether dates of publication are asked for."""
    return query.stock in ("first_published", "last_published") or DATES.search(query.question) is not None


def measure_span(reports: Iterable[StoredReport]) -> tuple[int, ...]:
    """The years from the first to the last for which at least half of the agencies report; empty where there is no such year."""
    reporting: dict[int, set[int]] = defaultdict(set)
    for report in reports:
        if report.agency is not None and report.year is not None:
            reporting[report.year].add(report.agency.id)
    agencies = len(set().union(*reporting.values())) if reporting else 0
    common = [year for year, found in reporting.items() if 2 * len(found) >= agencies]
    return tuple(range(min(common), max(common) + 1)) if common else ()
