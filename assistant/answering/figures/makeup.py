"""Answers on the kinds of applicants: who made most requests, and each kind's share, of one report or of several together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count, derive_share, derive_sum
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import split_parts
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN
from assistant.records import Answer, Measure, Value
from assistant.understanding.signs.makeup import LEGAL
from assistant.understanding.words.printed import list_columns
from assistant.understanding.words.vocabulary import load_vocabulary
from ingest.form import load_form

HALF = 2
_ALL = re.compile(r"全部是|全都是|全是|都是|\ball\b")
"""How a question asks whether all requests are of one kind, and not most."""

Counts = Mapping[str, int]
"""The position of each measure's count, by measure id."""


def compose_makeup(draft: Draft) -> Answer:
    """The kind with most requests, whether the kind asked about has more than half, and a row per kind that has any."""
    groups = group_entries(draft)
    if not groups or draft.evidence.wide:
        return compose_missing(draft)
    counts = add_up(draft, groups)
    *kinds, whole = draft.query.measures
    lead = draft.say("makeup.lead", scope=name_scope(draft, groups), row=draft.names.reading(groups[0][-1].reading, ("measure",)))
    values = draft.ledger.values
    if not values[counts[whole.id]].value:
        draft.write("makeup.none", lead=lead, figure=draft.figure(counts[whole.id]))
    else:
        shares = {kind.id: share_kind(draft, kind, counts, whole) for kind in kinds}
        draft.add(tell_asked(draft, kinds, counts, whole) + tell_most(draft, lead, kinds, counts, shares))
        tabulate_kinds(draft, kinds, counts, shares)
    if len(groups) > 1:
        count = draft.ledger.add(derive_count(len(groups), (), draft.say("makeup.reports_label"), "份报告"))
        draft.write("makeup.together", count=draft.amount(values[count], bold=False))
        if len(groups) < len({reading.report.id for reading in draft.evidence.readings}):
            draft.write("makeup.incomplete")
        tabulate_reports(draft, groups)
        add_coverage(draft)
    add_notes(draft, [entry for group in groups for entry in group])
    return draft.finish("answered")


def group_entries(draft: Draft) -> list[list[Entry]]:
    """The counts of each report that states them all, the total last."""
    order = {measure.id: place for place, measure in enumerate(draft.query.measures)}
    groups: dict[int, list[Entry]] = {}
    for reading in draft.evidence.readings:
        if reading.why is None and reading.cells:
            groups.setdefault(reading.report.id, []).append(draft.ledger.enter(reading))
    whole = [group for group in groups.values() if len(group) == len(order)]
    return [sorted(group, key=lambda entry: order[entry.reading.measure.id]) for group in whole]


def add_up(draft: Draft, groups: Sequence[Sequence[Entry]]) -> Counts:
    """The position of each kind's count: the only report's own, or the sum over all of them."""
    if len(groups) == 1:
        return {entry.reading.measure.id: position_of(entry) for entry in groups[0]}
    counts = {}
    for place, measure in enumerate(draft.query.measures):
        label = draft.say("total.sum_label", label=draft.names.measure(measure))
        positions = [position_of(group[place]) for group in groups]
        counts[measure.id] = draft.ledger.add(derive_sum(draft.ledger.values, positions, label))
    return counts


def name_scope(draft: Draft, groups: Sequence[Sequence[Entry]]) -> str:
    """Whose requests are spoken of: 甲镇2023年, or the place and the years."""
    if len(groups) == 1:
        return draft.names.report(groups[0][0].reading.report)
    agencies = draft.names.list(draft.names.agency(agency) for agency in draft.query.agencies)
    years = draft.names.list(draft.names.year(year) for year in draft.query.years)
    return draft.names.join((draft.query.parent or agencies, years))


def share_kind(draft: Draft, kind: Measure, counts: Counts, whole: Measure) -> Value:
    """One kind's share of all, entered."""
    holes = {"part": name_kind(draft, kind), "whole": draft.names.measure(whole)}
    share = derive_share(draft.ledger.values, counts[kind.id], (counts[whole.id],), draft.say("compare.share_label", **holes))
    assert share is not None, "a share is only taken of requests that there are"
    return draft.ledger.values[draft.ledger.add(share)]


def tell_asked(draft: Draft, kinds: Sequence[Measure], counts: Counts, whole: Measure) -> str:
    """Whether more than half of the requests are of the kind asked about; nothing where none is."""
    if not draft.query.mainly:
        return ""
    asked = load_vocabulary().measures[draft.query.mainly]
    values = draft.ledger.values
    if asked.id.endswith(LEGAL):
        parts = [counts[kind.id] for kind in kinds[1:]]
        counts = {**counts, asked.id: draft.ledger.add(place_sum(draft, parts, asked, counts[whole.id]))}
    share = share_kind(draft, asked, counts, whole)
    part, all_of_it = values[counts[asked.id]].value, values[counts[whole.id]].value
    mainly = part == all_of_it if _ALL.search(draft.query.question) else part * HALF > all_of_it
    holes = {"figure": draft.figure(counts[asked.id], bold=False, marks=False), "rate": draft.amount(share)}
    told = draft.say("makeup.asked", name=name_kind(draft, asked), formula=show_formula(draft, counts, asked, whole), **holes)
    answer = draft.say("makeup.yes" if mainly else "makeup.no")
    return answer + told + draft.say("piece.sentence")


def place_sum(draft: Draft, parts: Sequence[int], asked: Measure, whole: int) -> Value:
    """The sum of several kinds, of the same report as the total."""
    value = derive_sum(draft.ledger.values, parts, draft.names.measure(asked))
    total = draft.ledger.values[whole]
    return replace(value, agency=total.agency, parents=total.parents, year=total.year)


def tell_most(draft: Draft, lead: str, kinds: Sequence[Measure], counts: Counts, shares: Mapping[str, Value]) -> str:
    """The kind with most requests, or those that share the place."""
    values = draft.ledger.values
    most = max(values[counts[kind.id]].value for kind in kinds)
    first = [kind for kind in kinds if values[counts[kind.id]].value == most]
    names = draft.names.list(f"**{name_kind(draft, kind)}**" if len(first) > 1 else name_kind(draft, kind) for kind in first)
    holes = {"figure": draft.amount(values[counts[first[0].id]]), "rate": draft.amount(shares[first[0].id])}
    formula = show_formula(draft, counts, first[0], draft.query.measures[-1])
    return draft.say("makeup.tied" if len(first) > 1 else "makeup.most", lead=lead, names=names, formula=formula, **holes)


def show_formula(draft: Draft, counts: Counts, part: Measure, whole: Measure) -> str:
    """9件[1] ÷ 12件[2]."""
    return f"{draft.figure(counts[part.id], bold=False)} ÷ {draft.figure(counts[whole.id], bold=False)}"


def tabulate_kinds(draft: Draft, kinds: Sequence[Measure], counts: Counts, shares: Mapping[str, Value]) -> None:
    """A row per kind that has any requests, the most first."""
    values = draft.ledger.values
    having = [kind for kind in kinds if values[counts[kind.id]].value]
    having.sort(key=lambda kind: -values[counts[kind.id]].value)
    rows = [
        [name_kind(draft, kind), draft.figure(counts[kind.id], bold=False), draft.amount(shares[kind.id], bold=False)]
        for kind in having
    ]
    write_table(draft, [draft.say(f"column.{name}") for name in ("kind", "figure", "share")], rows)
    if len(having) < len(kinds):
        draft.write("makeup.zeros")


def tabulate_reports(draft: Draft, groups: Sequence[Sequence[Entry]]) -> None:
    """A row per report: the kind with most requests, and its share; a report without requests has none."""
    _, parts = split_parts([group[0] for group in groups])
    rows = []
    for group in groups[:SHOWN]:
        *kinds, whole = group
        values = draft.ledger.values
        most = max(values[position_of(entry)].value for entry in kinds)
        first = [entry for entry in kinds if values[position_of(entry)].value == most] if most else []
        names = draft.names.list(name_kind(draft, entry.reading.measure) for entry in first) or "—"
        counts = {entry.reading.measure.id: position_of(entry) for entry in group}
        shares = [share_kind(draft, entry.reading.measure, counts, whole.reading.measure) for entry in first[:1]]
        figures = [draft.entry(first[0], bold=False) if first else "—", draft.entry(whole, bold=False)]
        rate = draft.amount(shares[0], bold=False) if shares else "—"
        rows.append([*(draft.names.part(whole.reading, part) for part in parts), names, *figures, rate])
    draft.write("makeup.each")
    heads = [draft.say(f"column.{name}") for name in (*parts, "most", "figure", "whole", "share")]
    write_table(draft, heads, rows)


def name_kind(draft: Draft, measure: Measure) -> str:
    """What the form calls a kind of applicants."""
    if measure.id.endswith(LEGAL):
        return draft.say("makeup.legal")
    label = load_form("2021").cells[measure.id].column_label
    return list_columns()[label] if draft.query.language == "en" else label
