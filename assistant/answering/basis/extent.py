"""How far a query reaches: the reports it speaks of, those that are not there, the nearest ones, and what is covered."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.basis.naming import Names, find_doubles, name_file
from assistant.records import Coverage, Missing, Query, Reading
from assistant.understanding.names.agency_kinds import list_endings
from index.lookup.reports import find_agency_ids, list_agencies, list_reports
from index.records import StoredAgency, StoredReport
from index.store import Store

NEAREST = 12
"""As many reports are named where what was asked for is not there."""

TOTALS = ("rank", "threshold", "sum", "average", "median", "maximum", "minimum", "count")
"""Operations over many agencies, which owe an account of what they cover."""


KINDS: Mapping[str, tuple[str, ...]] = {"街道": ("街道", "街道办事处", "办事处"), "乡": ("乡",), "苏木": ("苏木",)}
"""How the names of the agencies of a kind end."""


def owes_coverage(query: Query) -> bool:
    """Whether the answer is a total or ranking, or one agency's share of all."""
    return query.operation in TOTALS or (query.operation == "share" and not limits_agencies(query))


def list_scope(store: Store, query: Query) -> tuple[StoredReport, ...]:
    """The reports that the query speaks of: agencies in the order named, then years."""
    if query.unknown_agencies and not query.agencies and not query.all_agencies:
        return ()
    if query.sources:
        wanted = {name_file(source) for source in query.sources}
        return tuple(report for report in list_reports(store, answering=False) if name_file(report.source) in wanted)
    named = limits_agencies(query)
    ids = [agency.id for agency in query.agencies] if named else find_narrowed(store, query)
    found = list_reports(store, agency_ids=ids, years=query.years or None, parent=query.parent)
    if query.pairs and named:
        found = tuple(report for report in found if report.agency and (report.agency.id, report.year) in query.pairs)
    if narrows(query) and not named:
        found = tuple(report for report in found if report.agency is not None and belongs(report.agency, query))
    if not named:
        # A report that names no agency enters no ranking and no total; its words and findings count.
        counted = bool(query.measures) and query.operation != "check"
        return tuple(report for report in found if report.agency is not None or not counted)
    order = {agency.id: position for position, agency in enumerate(query.agencies)}
    return tuple(sorted(found, key=lambda report: (order[report.agency.id] if report.agency else 0, report.year or 0)))


def narrows(query: Query) -> bool:
    """Whether all agencies means those of one kind or of some places, or all but some."""
    return bool(query.counties or query.without or KINDS.get(query.kind) or query.kinds or query.without_kinds)


def find_narrowed(store: Store, query: Query) -> Sequence[int] | None:
    """The agencies of the kind and the places that the query keeps to; None where it means all."""
    if not narrows(query):
        return None
    without = [agency.id for agency in query.without]
    endings = list_endings(query.kinds) or KINDS.get(query.kind, ())
    found = find_agency_ids(store, endings=endings, inside=query.counties, without=without)
    if not query.without_kinds:
        return found
    left = set(find_agency_ids(store, endings=list_endings(query.without_kinds)))
    return tuple(agency for agency in found if agency not in left)


def belongs(agency: StoredAgency, query: Query) -> bool:
    """Whether an agency is of the kind and the places that the query keeps to. 镇 stands for townships of any kind."""
    endings = list_endings(query.kinds) or KINDS.get(query.kind)
    if query.without_kinds and agency.name.endswith(list_endings(query.without_kinds)):
        return False
    inside = not query.counties or any(county in agency.parents for county in query.counties)
    inside = inside and agency not in query.without
    return inside and (endings is None or agency.name.endswith(endings))


def limits_agencies(query: Query) -> bool:
    """Whether only the agencies named are looked at; one agency's place among all, or share of all, needs all."""
    among_all = query.operation == "rank" or (
        query.operation == "share" and len(query.measures) == 1 and not query.measures[0].over
    )
    one = len(query.agencies) == 1 or (query.all_agencies and query.operation == "share")
    return bool(query.agencies) and not (among_all and one and len(query.years) <= 1 and query.beside is None)


def list_absent(store: Store, query: Query, reports: Sequence[StoredReport]) -> tuple[Missing, ...]:
    """A gap for each agency and year that the query names and no stored report covers."""
    cell = next(iter(query.measures[0].cells), query.measures[0].figure) if query.measures else None
    gaps = [Missing(name, year, cell, "no report") for name in query.unknown_agencies for year in query.years or (None,)]
    agencies: Iterable[StoredAgency] = query.agencies
    if not limits_agencies(query):
        agencies = list_expected(store, query, reports) if owes_coverage(query) else ()
    covered = {(report.agency.id, report.year) for report in reports if report.agency is not None}
    reporting = {agency for agency, _ in covered}
    for agency in agencies:
        if query.pairs:
            gaps += [
                Missing(agency.name, year, cell, "no report")
                for own, year in query.pairs
                if own == agency.id and (own, year) not in covered
            ]
        elif query.years:
            gaps += [Missing(agency.name, year, cell, "no report") for year in query.years if (agency.id, year) not in covered]
        elif agency.id not in reporting:
            gaps.append(Missing(agency.name, None, cell, "no report"))
    return tuple(gaps)


def list_expected(store: Store, query: Query, reports: Sequence[StoredReport]) -> list[StoredAgency]:
    """The agencies that could have reported: those with a stored report, and those that the roster lists.

    Where no place is asked for, the roster counts for the places that ``reports`` come from; without a year, only its
    agencies are expected.
    """
    places = {report.agency.parents for report in reports if report.agency is not None}
    asked = query.parent is not None or bool(query.counties)
    inside = list_agencies(store, inside=(query.parent,) if query.parent is not None else query.counties)
    return [
        agency
        for agency in inside
        if belongs(agency, query)
        and (not agency.rostered or asked or agency.parents in places)
        and (agency.rostered or query.years)
    ]


def list_unplaced(store: Store, query: Query) -> tuple[StoredReport, ...]:
    """Reports that a total over all agencies leaves out because they name no agency, or not the year that is asked for."""
    if not query.all_agencies or query.agencies or query.parent is not None or narrows(query):
        return ()
    years = query.years
    return tuple(
        report
        for report in list_reports(store)
        if (report.year in (*years, None) if years else True) and (report.agency is None or (years and report.year is None))
    )


def cover(
    store: Store, query: Query, reports: Sequence[StoredReport], readings: Sequence[Reading], absent: Sequence[Missing]
) -> Coverage:
    """What a total over all rests on, with the reports that are left out because they do not say whose they are."""
    return measure_coverage(query, reports, readings, absent, list_unplaced(store, query))


def measure_coverage(
    query: Query,
    reports: Sequence[StoredReport],
    readings: Sequence[Reading],
    absent: Sequence[Missing],
    unplaced: Sequence[StoredReport] = (),
) -> Coverage:
    """How many of how many have a number for the first measure: agencies where one year is asked for, else reports.

    ``unplaced`` are reports that may belong here but do not say whose or of which year they are; they are only named.
    """
    first = [reading for reading in readings if reading.measure.id == query.measures[0].id]
    with_data = sum(reading.why is None for reading in first)
    single = len(query.years) == 1
    doubles = find_doubles(reading.report.agency for reading in first if reading.report.agency is not None)
    excluded = [
        (name_excluded(query, reading.report, doubles, single=single), reading.why)
        for reading in first
        if reading.why is not None
    ]
    gone: list[tuple[str, str]] = [(name_gap(query, gap, single=single), gap.why) for gap in absent]
    gone += [(name_file(report.source), "unplaced") for report in unplaced]
    return Coverage(
        len(reports) + len(absent), with_data, tuple((name, why) for name, why in (*excluded, *gone) if why is not None)
    )


def name_excluded(query: Query, report: StoredReport, doubles: frozenset[str], *, single: bool) -> str:
    """The agency left out, with its county where another has its name and the year where more than one is looked at."""
    name = Names("zh", doubles).agency(report.agency) if report.agency else report.source
    return name if single or report.year is None else join_year(query, name, report.year)


def name_gap(query: Query, gap: Missing, *, single: bool) -> str:
    """The agency of which a report is missing, with the year where more than one is looked at."""
    name = gap.agency or ""
    return name if single or not gap.year else join_year(query, name, gap.year)


def join_year(query: Query, name: str, year: int) -> str:
    """甲镇2023年, in English 甲镇, 2023."""
    names = Names(query.language)
    return names.join((name, names.year(year)))


def list_nearest(store: Store, query: Query) -> tuple[StoredReport, ...]:
    """The stored reports nearest to what was asked: those of the agencies named, or of agencies with a similar name."""
    if query.agencies:
        found = list_reports(store, agency_ids=[agency.id for agency in query.agencies])
        wanted = query.years[0] if query.years else None
        nearest = sorted(found, key=lambda report: abs((report.year or 0) - wanted))[:NEAREST] if wanted else found[:NEAREST]
        return tuple(sorted(nearest, key=found.index))
    if not query.unknown_agencies:
        return ()
    telling = "".join(sorted(set().union(*map(find_telling, query.unknown_agencies))))
    agencies = list_agencies(store, naming=telling) if telling else ()
    similar = [agency for agency in agencies if any(shares_characters(agency.name, name) for name in query.unknown_agencies)]
    few = () if similar else list_agencies(store, limit=NEAREST + 1)
    chosen = similar or (few if len(few) <= NEAREST else ())
    return list_reports(store, agency_ids=[agency.id for agency in chosen[:NEAREST]]) if chosen else ()


def shares_characters(name: str, other: str) -> bool:
    """Whether two agency names share a character besides their kind's (镇, 乡, 街道)."""
    return bool(find_telling(name) & find_telling(other))


def find_telling(name: str) -> set[str]:
    """The characters of a name besides its kind's."""
    return set(name).difference("镇乡街道办事处苏木县区市人民政府")
