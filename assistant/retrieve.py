"""What the store holds for a query. Nothing is derived and nothing is worded here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.calculate import meets_threshold
from assistant.reading import Stated, load_stated, read_measure, tell_missing
from assistant.records import Coverage, Evidence, Missing, Operation, Query, Reading
from assistant.rules import choose_rules, list_checked
from assistant.texts import find_passages
from index.cells import find_cells, find_figures, measure_reports
from index.findings import list_findings
from index.records import MeasureRow, StoredAgency, StoredReport
from index.reports import list_agencies, list_reports
from index.store import Store
from ingest.records import Finding

WIDE = 400
"""Over more reports than this a measure is ordered and added up in SQL, and only the first reports are read one by one."""

LISTED = 60
"""As many reports of a wide ranking are read one by one."""

NEAREST = 12
"""As many reports are named where what was asked for is not there."""

FEW_CHECKED = 12
"""Of so many reports named, the figures that checks go over are shown."""

SHOWN_FINDINGS = 40
"""Of so many findings over the whole store, the figures are looked up."""

TOTALS = ("rank", "threshold", "sum", "average", "median", "maximum", "minimum", "count")
"""Operations over many agencies, which owe an account of what they cover."""

SIDE_BY_SIDE = ("compare", "trend", "difference", "growth", "multiple", *TOTALS)
"""Operations in which an item that only one form version has is not comparable."""


def find_evidence(store: Store, query: Query) -> Evidence:
    """The cells, figures, passages and findings that answer the query, and what of it is missing."""
    if query.options:
        return Evidence()
    return FINDERS.get(query.operation, find_numbers)(store, query)


def find_nothing(_store: Store, _query: Query) -> Evidence:
    """For what needs no evidence."""
    return Evidence()


def find_numbers(store: Store, query: Query) -> Evidence:
    """The readings of every measure in every report that the query speaks of."""
    if not query.measures:
        return find_holdings(store, query) if query.operation == "count" else Evidence()
    wide = is_wide(store, query)
    if wide is not None:
        return wide
    reports = list_scope(store, query)
    stated = load_stated(store, reports, query.measures)
    comparing = query.operation in SIDE_BY_SIDE
    readings = tuple(
        read_measure(measure, report, stated, comparing=comparing) for report in reports for measure in query.measures
    )
    return complete_evidence(store, query, reports, readings, stated)


def complete_evidence(
    store: Store, query: Query, reports: Sequence[StoredReport], readings: Sequence[Reading], stated: Stated
) -> Evidence:
    """Evidence with gaps, coverage, findings and the nearest reports added to the readings."""
    absent = list_absent(store, query, reports)
    missing = (*absent, *(tell_missing(reading) for reading in readings if reading.why is not None))
    touched = sorted({reading.report.id for reading in readings if reading.why is None and reading.report.findings})
    return Evidence(
        cells=tuple(stated.cells.values()),
        figures=tuple(stated.figures.values()),
        reports=tuple(reports),
        findings=list_findings(store, report_ids=touched[:LISTED]) if touched else (),
        missing=missing,
        available=list_nearest(store, query),
        readings=tuple(readings),
        coverage=measure_coverage(query, reports, readings, absent) if owes_coverage(query) else None,
    )


def owes_coverage(query: Query) -> bool:
    """Whether the answer is a total or ranking, or one agency's share of all."""
    return query.operation in TOTALS or (query.operation == "share" and not limits_agencies(query))


def list_scope(store: Store, query: Query) -> tuple[StoredReport, ...]:
    """The reports that the query speaks of: agencies in the order named, then years."""
    if query.unknown_agencies and not query.agencies and not query.all_agencies:
        return ()
    named = limits_agencies(query)
    ids = [agency.id for agency in query.agencies] if named else None
    found = list_reports(store, agency_ids=ids, years=query.years or None, parent=query.parent)
    if not named:
        return tuple(report for report in found if report.agency is not None)
    order = {agency.id: position for position, agency in enumerate(query.agencies)}
    return tuple(sorted(found, key=lambda report: (order[report.agency.id] if report.agency else 0, report.year or 0)))


def limits_agencies(query: Query) -> bool:
    """Whether only the agencies named are looked at; one agency's place among all, or share of all, needs all."""
    among_all = query.operation == "rank" or (
        query.operation == "share" and len(query.measures) == 1 and not query.measures[0].over
    )
    return bool(query.agencies) and not (among_all and len(query.agencies) == 1 and len(query.years) <= 1)


def is_wide(store: Store, query: Query) -> Evidence | None:
    """The evidence for a total or ranking over very many reports; None where the reports are few enough to be read one by one."""
    measure = query.measures[0]
    if query.operation not in TOTALS or limits_agencies(query) or measure.over:
        return None
    table = measure_reports(
        store,
        cells=measure.cells,
        figure=measure.figure,
        years=query.years or None,
        parent=query.parent,
        ascending=lists_smallest(query),
        limit=None if query.operation in ("sum", "average", "median", "count", "threshold") else LISTED + (query.limit or 0),
    )
    if table.reports <= WIDE:
        return None
    rows = [row for row in table.rows if query.threshold is None or meets_threshold(row.value, query.threshold)]
    reports = load_reports(store, rows[:LISTED])
    stated = load_stated(store, reports, [measure])
    return Evidence(
        cells=tuple(stated.cells.values()),
        figures=tuple(stated.figures.values()),
        reports=reports,
        readings=tuple(read_measure(measure, report, stated) for report in reports),
        coverage=Coverage(table.reports, table.with_data),
        amounts=tuple(row.value for row in rows),
    )


def load_reports(store: Store, rows: Sequence[MeasureRow]) -> tuple[StoredReport, ...]:
    """The reports of a ranking's rows, in its order."""
    years = sorted({row.year for row in rows})
    found = {report.id: report for report in list_reports(store, agency_ids=sorted({row.agency_id for row in rows}), years=years)}
    return tuple(found[row.report_id] for row in rows if row.report_id in found)


def lists_smallest(query: Query) -> bool:
    """Whether the smallest numbers come first."""
    return query.ascending or query.operation == "minimum"


def list_absent(store: Store, query: Query, reports: Sequence[StoredReport]) -> tuple[Missing, ...]:
    """A gap for each agency and year that the query names and no stored report covers."""
    cell = next(iter(query.measures[0].cells), query.measures[0].figure) if query.measures else None
    gaps = [Missing(name, year, cell, "no report") for name in query.unknown_agencies for year in query.years or (None,)]
    agencies: Iterable[StoredAgency] = query.agencies
    if not limits_agencies(query):
        agencies = list_agencies(store) if query.years and owes_coverage(query) else ()
        agencies = [agency for agency in agencies if query.parent is None or query.parent in agency.parents]
    covered = {(report.agency.id, report.year) for report in reports if report.agency is not None}
    reporting = {agency for agency, _ in covered}
    for agency in agencies:
        if query.years:
            gaps += [Missing(agency.name, year, cell, "no report") for year in query.years if (agency.id, year) not in covered]
        elif agency.id not in reporting:
            gaps.append(Missing(agency.name, None, cell, "no report"))
    return tuple(gaps)


def measure_coverage(
    query: Query, reports: Sequence[StoredReport], readings: Sequence[Reading], absent: Sequence[Missing]
) -> Coverage:
    """How many of how many have a number for the first measure: agencies where one year is asked for, else reports."""
    first = [reading for reading in readings if reading.measure.id == query.measures[0].id]
    with_data = sum(reading.why is None for reading in first)
    single = len(query.years) == 1
    excluded = [(name_excluded(reading.report, single=single), reading.why) for reading in first if reading.why is not None]
    gone = [(gap.agency or "" if single else f"{gap.agency}{f'{gap.year}年' if gap.year else ''}", gap.why) for gap in absent]
    return Coverage(
        len(reports) + len(absent), with_data, tuple((name, why) for name, why in (*excluded, *gone) if why is not None)
    )


def name_excluded(report: StoredReport, *, single: bool) -> str:
    """The agency left out, with the year where more than one is looked at."""
    name = report.agency.name if report.agency else report.source
    return name if single or report.year is None else f"{name}{report.year}年"


def list_nearest(store: Store, query: Query) -> tuple[StoredReport, ...]:
    """The stored reports nearest to what was asked: those of the agencies named, or of agencies with a similar name."""
    if query.agencies:
        found = list_reports(store, agency_ids=[agency.id for agency in query.agencies])
        wanted = query.years[0] if query.years else None
        nearest = sorted(found, key=lambda report: abs((report.year or 0) - wanted))[:NEAREST] if wanted else found[:NEAREST]
        return tuple(sorted(nearest, key=found.index))
    if not query.unknown_agencies:
        return ()
    agencies = list_agencies(store)
    similar = [agency for agency in agencies if any(shares_characters(agency.name, name) for name in query.unknown_agencies)]
    chosen = similar or (agencies if len(agencies) <= NEAREST else ())
    return list_reports(store, agency_ids=[agency.id for agency in chosen[:NEAREST]])[:NEAREST] if chosen else ()


def shares_characters(name: str, other: str) -> bool:
    """Whether two agency names share a character besides their kind's (镇, 乡, 街道)."""
    plain = [set(text).difference("镇乡街道办事处苏木县区市人民政府") for text in (name, other)]
    return bool(plain[0] & plain[1])


def find_holdings(store: Store, query: Query) -> Evidence:
    """The stored reports of the agencies and years named, or all."""
    reports = list_scope(store, query)
    named = replace(query, measures=()) if query.agencies or query.unknown_agencies else None
    missing = list_absent(store, named, reports) if named is not None else ()
    return Evidence(reports=reports, missing=missing, available=list_nearest(store, query))


def find_checks(store: Store, query: Query) -> Evidence:
    """The findings of the reports asked about, and the figures that the checks go over."""
    reports = list_scope(store, query)
    rules = choose_rules(query.question)
    ids = [report.id for report in reports]
    limited = bool(query.agencies or query.years or query.parent)
    findings = list_findings(store, report_ids=ids if limited else None, rules=rules or None, answering=True)
    few = ids[:FEW_CHECKED] if query.agencies else [report.id for report in find_sources(reports, findings[:SHOWN_FINDINGS])]
    wanted = {*list_checked(reports), *(cell for finding in findings[:SHOWN_FINDINGS] for cell in finding.cells)}
    return Evidence(
        cells=find_cells(store, few, sorted(wanted)) if few else (),
        figures=find_figures(store, few) if few else (),
        reports=reports,
        findings=findings,
        missing=list_absent(store, replace(query, measures=()), reports),
        available=list_nearest(store, query),
    )


def find_sources(reports: Sequence[StoredReport], findings: Iterable[Finding]) -> tuple[StoredReport, ...]:
    """The reports that the findings are of."""
    sources = {finding.source for finding in findings}
    return tuple(report for report in reports if report.source in sources)


def find_texts(store: Store, query: Query) -> Evidence:
    """The passages in which the sentences that answer may stand."""
    reports = list_scope(store, query)
    return Evidence(
        passages=find_passages(store, query, reports) if reports else (),
        reports=reports,
        missing=list_absent(store, replace(query, measures=()), reports),
        available=list_nearest(store, query),
    )


FINDERS: Mapping[Operation, Callable[[Store, Query], Evidence]] = {
    "help": find_nothing,
    "out_of_scope": find_nothing,
    "reports": find_holdings,
    "text": find_texts,
    "mentions": find_texts,
    "check": find_checks,
    "provenance": find_numbers,
}
