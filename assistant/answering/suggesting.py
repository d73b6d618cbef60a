"""Two or three next questions that the stored reports can answer."""

from collections.abc import Iterator, Sequence

from assistant.answering.basis.reading import load_stated, read_measure
from assistant.answering.basis.wording import say
from assistant.records import Answer, Measure, Query
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.themes import find_aspects
from assistant.understanding.words.vocabulary import load_vocabulary
from index.lookup.reports import list_reports
from index.lookup.search import search_passages
from index.records import StoredAgency, StoredReport
from index.store import Store

MOST = 3


def suggest_questions(store: Store, query: Query, answer: Answer, catalog: Catalog) -> tuple[str, ...]:
    """Questions near the one asked: other years, the ranking, the checks, the text; each about stored reports."""
    if query.operation in ("out_of_scope", "help", "reports") and not query.agencies:
        return suggest_overall(query, catalog)
    agency = choose_agency(query, answer, catalog)
    if agency is None or query.options:
        return ()
    reports = [report for report in list_reports(store, agency_ids=[agency.id]) if report.year is not None]
    if not reports:
        return ()
    held = {value.year for value in answer.values if value.agency == agency.name}
    held |= {citation.year for citation in answer.citations if citation.agency == agency.name}
    wanted = [report for report in reports if report.year in (held or query.years)]
    report = (wanted or reports)[-1]
    near = near_measures(store, query, catalog, reports, report) if query.measures else ()
    found = dict.fromkeys((*near, *near_report(store, query, catalog, agency, report)))
    return tuple(question for question in found if question != query.question)[:MOST]


def suggest_overall(query: Query, catalog: Catalog) -> tuple[str, ...]:
    """Questions over all agencies, where nothing that was asked points to one of them."""
    if not catalog.years:
        return ()
    year = max(query.years or catalog.years, key=lambda year: (len(catalog.year_agencies.get(year, ())), year))
    measure = load_vocabulary().measures["requests.new.total"]
    holes = {"label": name_measure(query, measure), "year": year}
    several = len(catalog.year_agencies.get(year, ())) > 1
    keys = (*(("rank", "faulty") if several else ()), *(("stock",) if query.operation != "reports" else ()), "mentions")
    return tuple(say(query.language, f"next.{key}", **holes) for key in keys)[:MOST]


def choose_agency(query: Query, answer: Answer, catalog: Catalog) -> StoredAgency | None:
    """The agency to ask on about: one of the question's, one of the answer's, or the first that is stored."""
    for agency in query.agencies:
        if catalog.agency_years.get(agency.id):
            return agency
    names = [value.agency for value in answer.values] + [citation.agency for citation in answer.citations]
    names += [name for name, _ in answer.available]
    named = [found for name in names if name for found in catalog.find_agencies(name)]
    return next(iter((*named, *catalog.agencies)), None)


def near_measures(
    store: Store, query: Query, catalog: Catalog, reports: Sequence[StoredReport], report: StoredReport
) -> Iterator[str]:
    """Questions about the first measure: its trend, another year, its ranking, as far as there are figures for them."""
    measure = query.measures[0]
    stated = load_stated(store, reports, [measure])
    years = [found.year for found in reports if read_measure(measure, found, stated).why is None]
    holes = {
        "agency": catalog.name_agency(report.agency, query.language) if report.agency else "",
        "label": name_measure(query, measure),
    }
    if len(years) > 1 and query.operation not in ("trend", "growth", "difference", "multiple"):
        yield say(query.language, "next.trend", **holes)
    others = [year for year in years if year not in query.years and year != report.year]
    if others and query.operation != "trend":
        yield say(query.language, "next.year", year=others[-1], **holes)
    if query.operation != "rank" and report.year in years and len(catalog.year_agencies.get(report.year or 0, ())) > 1:
        key = "rank_rate" if measure.over else "rank"
        yield say(query.language, f"next.{key}", year=report.year, label=holes["label"])


def name_measure(query: Query, measure: Measure) -> str:
    """The measure's name in the language of the question."""
    return measure.label_en or measure.label if query.language == "en" else measure.label


def near_report(store: Store, query: Query, catalog: Catalog, agency: StoredAgency, report: StoredReport) -> list[str]:
    """Questions about the same report."""
    asked = find_aspects(query.question) if query.operation == "text" else frozenset({query.operation})
    asked |= {"received" for measure in query.measures if measure.id == "requests.new.total"}
    told = bool(search_passages(store, "", report_ids=[report.id], topics=["problems"], limit=1))
    keys = [
        key
        for key in ("check", "problems", "plans", "received")
        if key not in asked and (told or key not in ("problems", "plans"))
    ]
    return [
        say(query.language, f"next.{key}", agency=catalog.name_agency(agency, query.language), year=report.year) for key in keys
    ]
