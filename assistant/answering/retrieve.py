"""What the store holds for a query. Nothing is derived and nothing is worded here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.extent import (
    TOTALS,
    cover,
    list_absent,
    list_nearest,
    list_scope,
    narrows,
    owes_coverage,
)
from assistant.answering.basis.reading import CHANNELS, Stated, load_stated, read_measure, tell_missing
from assistant.answering.basis.rules import PAIRED, YEARLY, list_checked
from assistant.answering.basis.tracing import find_traced, traces_number
from assistant.answering.figures.wide import LISTED, WIDE, find_wide
from assistant.answering.figures.wide_conditions import find_wide_conditions
from assistant.answering.figures.written import asks_written, is_absent
from assistant.answering.quotes.texts import find_passages, find_whole
from assistant.answering.stores.stocktaking import find_holdings
from assistant.records import Evidence, Operation, Query, Reading
from assistant.understanding.prose.sayings import find_label
from assistant.understanding.signs.claims import asks_either, claims_number
from index.lookup.cells import find_cells, find_figures
from index.lookup.findings import list_findings
from index.lookup.reports import has_more_reports, list_reports, list_surroundings, list_years
from index.records import StoredFigure, StoredPassage, StoredReport
from index.store import Store
from ingest.records import Finding

FEW_CHECKED = 12
"""Of so many reports named, the figures that checks go over are shown."""

FEW_LACKING = 3
"""Of so many reports whose tables lack a figure, the prose is looked at."""

SHOWN_FINDINGS = 40
"""Of so many findings over the whole store, the figures are looked up."""

SIDE_BY_SIDE = ("compare", "trend", "difference", "growth", "multiple", *TOTALS)
"""Operations in which an item that only one form version has is not comparable."""


def find_evidence(store: Store, query: Query) -> Evidence:
    """The cells, figures, passages and findings that answer the query, and what of it is missing."""
    if query.options:
        return Evidence()
    if query.objects or asks_written(query):
        return find_counted(store, query)
    found = FINDERS.get(query.operation, find_numbers)(store, query)
    nothing = not (found.reports or found.readings or found.available or found.missing or found.wide)
    return replace(found, years=list_years(store)) if nothing and query.operation not in ("help", "out_of_scope") else found


def find_nothing(_store: Store, _query: Query) -> Evidence:
    """For what needs no evidence."""
    return Evidence()


def find_numbers(store: Store, query: Query) -> Evidence:
    """The readings of every measure in every report that the query speaks of."""
    if not query.measures:
        return find_holdings(store, query) if query.operation == "count" else Evidence()
    wide = find_wide_conditions(store, query) if query.conditions else find_wide(store, query)
    if wide is not None:
        return wide
    reports = list_scope(store, query)
    reports = (*find_rival(store, query, reports), *reports)
    stated = load_stated(store, reports, query.measures)
    comparing = query.operation in SIDE_BY_SIDE
    readings = tuple(
        read_measure(measure, report, stated, comparing=comparing)
        for report in reports
        for measure in query.measures
        if not query.own or (report.agency is not None and (report.agency.id, measure.id) in query.own)
    )
    return complete_evidence(store, query, reports, readings, stated)


def find_rival(store: Store, query: Query, reports: Sequence[StoredReport]) -> tuple[StoredReport, ...]:
    """The reports of the agency whose figures are the bound, where it is not one of those that the query speaks of."""
    if query.rival is None or any(report.agency == query.rival for report in reports):
        return ()
    return list_reports(store, agency_ids=[query.rival.id], years=query.years or None)


def complete_evidence(
    store: Store, query: Query, reports: Sequence[StoredReport], readings: Sequence[Reading], stated: Stated
) -> Evidence:
    """Evidence with gaps, coverage, findings and the nearest reports added to the readings."""
    absent = list_absent(store, query, reports)
    alone = not query.conditions and query.operation in ("rank", "threshold", "count", "maximum", "minimum")
    first = query.measures[0].id if alone else None
    told = (reading for reading in readings if reading.why is not None and first in (None, reading.measure.id))
    missing = (*absent, *(tell_missing(reading) for reading in told))
    touched = sorted({reading.report.id for reading in readings if reading.why is None and reading.report.findings})
    lacks = {reading.report.id for reading in readings if is_absent(reading) or (reading.why and not reading.measure.cells)}
    lacking = [report for report in reports if report.id in lacks]
    prose = query.operation in ("lookup", "share", "trend", "growth", "difference") and 0 < len(lacking) <= FEW_LACKING
    return Evidence(
        passages=find_beside(store, query, reports, lacking if prose else ()),
        cells=tuple(stated.cells.values()),
        figures=(*stated.figures.values(), *find_channels(store, query, readings)),
        reports=tuple(reports),
        findings=list_findings(store, report_ids=touched[:LISTED]) if touched else (),
        missing=missing,
        available=list_nearest(store, query),
        readings=tuple(readings),
        coverage=cover(store, query, reports, readings, absent) if owes_coverage(query) else None,
    )


def find_beside(
    store: Store, query: Query, reports: Sequence[StoredReport], lacking: Sequence[StoredReport]
) -> tuple[StoredPassage, ...]:
    """The passages to look for what tables lack in, or for the numbers that a question names."""
    if asks_either(query) or claims_number(query):
        return find_whole(store, [report.id for report in reports])
    return find_passages(store, replace(query, topics=()), tuple(lacking))[0] if lacking else ()


def find_channels(store: Store, query: Query, readings: Sequence[Reading]) -> tuple[StoredFigure, ...]:
    """What the reports that state no total of publications say of the channels, where that total is looked up."""
    lacking = [reading.report.id for reading in readings if reading.why is not None and reading.measure.id == "published.total"]
    if query.operation != "lookup" or not lacking:
        return ()
    known = {measure.figure for measure in query.measures}
    found = find_figures(store, lacking, [name for name in CHANNELS if name not in known])
    return tuple(stored for stored in found if stored.figure.primary)


def find_checks(store: Store, query: Query) -> Evidence:
    """The findings of the reports asked about, and the figures that the checks go over."""
    reports = list_scope(store, query)
    rules = query.rules
    ids = [report.id for report in reports]
    limited = bool(query.agencies or query.years or query.parent or query.sources or narrows(query))
    findings = list_findings(store, report_ids=ids if limited else None, answering=True, either_side=True)
    sources = {report.source for report in reports}
    findings = tuple(finding for finding in findings if finding.source in sources or not limited or finding.rule in PAIRED)
    told = tuple(finding for finding in findings if not rules or finding.rule in rules)[:SHOWN_FINDINGS]
    reports = (*reports, *list_others(store, query, rules, reports, told))
    few = [report.id for report in (reports[:FEW_CHECKED] if query.agencies or query.sources else find_sources(reports, told))]
    wanted = {*list_checked(reports), *(cell for finding in told for cell in finding.cells)}
    prose = len(ids) <= FEW_CHECKED if not rules else {"text_parts", "percentage", "foreign_name"}.intersection(rules)
    return Evidence(
        cells=find_cells(store, few, sorted(wanted)) if few else (),
        figures=find_figures(store, few) if few else (),
        passages=find_whole(store, ids) if prose else (),
        reports=reports,
        findings=findings,
        missing=list_absent(store, replace(query, measures=()), reports),
        available=list_nearest(store, query),
    )


def list_others(
    store: Store, query: Query, rules: Sequence[str], reports: Sequence[StoredReport], findings: Sequence[Finding]
) -> tuple[StoredReport, ...]:
    """The reports that the checks also look at: the year before, and the other side of a finding between two reports."""
    held = {report.source for report in reports}
    others = {source for finding in findings for source in (finding.source, finding.other_source) if source} - held
    before = {report.year - 1 for report in reports if report.year} if YEARLY.intersection(rules) and query.years else set()
    found: list[StoredReport] = []
    if query.agencies and (others or before):
        own = list_reports(store, agency_ids=[agency.id for agency in query.agencies])
        found += [report for report in own if report.source not in held and (report.source in others or report.year in before)]
    if others - {report.source for report in found}:
        found += [report for report in list_reports(store, answering=False) if report.source in others and report not in found]
    return tuple(found)


def find_sources(reports: Sequence[StoredReport], findings: Iterable[Finding]) -> tuple[StoredReport, ...]:
    """The reports that the findings are of or name."""
    sources = {source for finding in findings for source in (finding.source, finding.other_source)}
    return tuple(report for report in reports if report.source in sources)


def find_texts(store: Store, query: Query) -> Evidence:
    """The passages in which the sentences that answer may stand.

    Over very many reports only those that a passage was found in are told of.
    """
    stranger = bool(query.unknown_agencies) and not query.all_agencies
    limited = bool(query.agencies or stranger or query.parent is not None or query.sources or narrows(query))
    wide = not limited and has_more_reports(store, WIDE, years=query.years or None)
    reports = () if wide else list_scope(store, query)
    around = 0 < len(reports) <= FEW_CHECKED and find_label(query.question)
    passages, by_words = find_passages(store, query, reports) if reports or wide else ((), False)
    if wide:
        reports = tuple({passage.report.id: passage.report for passage in passages}.values())
    return Evidence(
        passages=passages,
        by_words=by_words,
        reports=reports,
        missing=list_absent(store, replace(query, measures=()), reports),
        available=list_nearest(store, query),
        wide=wide,
        surroundings=tuple(list_surroundings(store, [report.id for report in reports]).items()) if around else (),
    )


def find_counted(store: Store, query: Query) -> Evidence:
    """The passages of the reports asked about and, where they are few, the readings that come nearest to what is counted."""
    evidence = find_texts(store, query)
    if not query.measures or len(evidence.reports) > FEW_CHECKED:
        return evidence
    near = find_numbers(store, replace(query, operation="lookup", objects=()))
    return replace(evidence, cells=near.cells, figures=near.figures, readings=near.readings)


def find_places(store: Store, query: Query) -> Evidence:
    """The readings that a question for their place means: of its measures, or with the number that it names, else the prose."""
    if not traces_number(query):
        return find_numbers(store, query)
    found = find_traced(store, query)
    ids = [] if found.readings else [report.id for report in found.reports]
    return replace(found, passages=find_whole(store, ids))


FINDERS: Mapping[Operation, Callable[[Store, Query], Evidence]] = {
    "help": find_nothing,
    "out_of_scope": find_nothing,
    "reports": find_holdings,
    "text": find_texts,
    "mentions": find_texts,
    "check": find_checks,
    "provenance": find_places,
}
