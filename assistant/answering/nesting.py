"""Questions within questions: the agencies that the first part picks are those of which the second part is asked."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import rank_amounts
from assistant.answering.basis.ledger import amount_of
from assistant.answering.figures.conditions import weigh_reports
from assistant.answering.figures.ranking import is_town
from assistant.answering.figures.thresholds import meets_bound
from assistant.answering.retrieve import find_evidence
from assistant.records import Evidence, Query, Reading
from index.records import StoredReport
from index.store import Store

MOST_PICKED = 60
"""Of more agencies nothing further is answered."""

_ALONE = ("rank", "sum", "average", "median", "maximum", "minimum", "compare")
"""Operations that say nothing of one agency alone."""


def find_parts(store: Store, query: Query) -> tuple[tuple[Query, Evidence], ...]:
    """A query with its evidence; before it the query that picks its agencies, where one does, and alone where it picks none."""
    if query.among is None:
        return ((query, find_evidence(store, query)),)
    evidence = find_evidence(store, query.among)
    picked = pick_reports(query.among, evidence)
    if len(picked) > MOST_PICKED or (evidence.wide and len(evidence.amounts) > len(evidence.reports)):
        english = query.language == "en"
        note = "too many agencies to go on with; the rest was not answered" if english else "选出的单位太多，后一问没有作答"
        return ((replace(query.among, assumed=(*query.among.assumed, note)), evidence),)
    if not picked:
        return ((query.among, evidence),)
    asked = narrow_query(query, picked)
    return ((query.among, evidence), (asked, find_evidence(store, asked)))


def pick_reports(query: Query, evidence: Evidence) -> tuple[StoredReport, ...]:
    """The reports that meet the conditions or the bound of a query, or take the places of a ranking that it asks for."""
    if query.conditions:
        return tuple(one.readings[0].report for one in weigh_reports(query, evidence) if one.met)
    told = [one for one in evidence.readings if one.why is None and one.measure.id == query.measures[0].id]
    if query.operation in ("maximum", "minimum"):  # of one agency's years
        return pick_places(replace(query, ascending=query.operation == "minimum", limit=1, position=None), told)
    if query.operation != "rank":
        bound = query.threshold
        return tuple(one.report for one in told if bound is None or meets_bound(one, bound))
    placed = pick_places(query, told)
    towns = pick_places(query, [one for one in told if is_town(one)]) if query.kind == "镇" else ()
    return tuple(dict.fromkeys((*towns, *placed)))


def pick_places(query: Query, readings: Sequence[Reading]) -> tuple[StoredReport, ...]:
    """The reports in the places asked for, equal ones included."""
    found = [(amount, one) for one in readings if (amount := amount_of(one)) is not None]
    places = rank_amounts([amount for amount, _ in found], ascending=query.ascending)
    ordered = sorted(zip(places, (one for _, one in found), strict=True), key=lambda pair: pair[0])
    if query.position is not None:
        return tuple(one.report for place, one in ordered if place == query.position)
    return tuple(one.report for place, one in ordered if place <= (query.limit or len(ordered)))


def narrow_query(query: Query, reports: Sequence[StoredReport]) -> Query:
    """The query asked of the agencies of certain reports only; where several years picked them, each of its own year."""
    agencies = tuple(dict.fromkeys(report.agency for report in reports if report.agency is not None))
    pairs = tuple((report.agency.id, report.year) for report in reports if report.agency is not None and report.year is not None)
    if len(agencies) == 1 and not query.years:
        query, pairs = replace(query, years=tuple(sorted({year for _, year in pairs})), all_years=False), ()
    apart = not query.years and bool(pairs)
    alone = len(agencies) == 1 and query.operation in _ALONE
    return replace(
        query,
        operation="lookup" if alone else query.operation,
        among=None,
        picked=True,
        agencies=agencies,
        all_agencies=False,
        all_years=apart or query.all_years,
        pairs=pairs if apart else (),
        parent=None,
        counties=(),
        kind="",
        without=(),
    )
