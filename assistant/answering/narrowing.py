"""A choice between years or reports holds only those that state the figure asked for; a single such year is no choice."""

from dataclasses import replace

from assistant.answering.basis.extent import list_scope
from assistant.answering.basis.reading import load_stated, read_measure
from assistant.answering.basis.wording import say
from assistant.records import Query
from assistant.understanding.turns.options import MOST
from index.store import Store


def narrow_options(store: Store, query: Query) -> Query:
    """The query with the options of the years or of the reports that state its figure; as it is where none does."""
    return _narrow_reports(store, query) if query.offered else narrow_years(store, query)


def _narrow_reports(store: Store, query: Query) -> Query:
    """The query with the newest reports that state its figure to choose from."""
    if not query.options or not query.measures:
        return query
    offered = {(agency, year) for agency, year, _ in query.offered}
    wanted = replace(query, options=(), offered=(), all_agencies=True, all_years=not query.years)
    reports = [one for one in list_scope(store, wanted) if one.agency is not None and (one.agency.id, one.year) in offered]
    stated = load_stated(store, reports, query.measures)
    having = {
        (report.agency.id if report.agency else None, report.year)
        for report in reports
        if any(read_measure(measure, report, stated).why is None for measure in query.measures)
    }
    kept = tuple(offer for offer in query.offered if offer[:2] in having)
    return replace(query, offered=kept, options=tuple(text for _, _, text in kept[:MOST])) if kept else query


def narrow_years(store: Store, query: Query) -> Query:
    """The query with the one year in which its agency states the figure, or with the options of the years that do.

    As it is where no year states it, or where it leaves no choice between years.
    """
    offered = bool(query.options) and query.operation == "lookup" and len(query.agencies) == 1
    if not offered or query.years or not query.measures:
        return query
    reports = list_scope(store, replace(query, options=(), all_years=True))
    stated = load_stated(store, reports, query.measures)
    having = [
        report for report in reports if any(read_measure(measure, report, stated).why is None for measure in query.measures)
    ]
    years = tuple(sorted({report.year for report in having if report.year is not None}))
    if len(years) == 1:
        note = say(query.language, "note.only_year", year=years[0])
        return replace(query, options=(), years=years, lone_year=True, assumed=(*query.assumed, note))
    options = tuple(option for option in query.options if any(str(year) in option for year in years))
    return replace(query, options=options) if options else query
