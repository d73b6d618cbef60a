"""Rankings of agencies by what they have over several years together (五年累计最多的是谁)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_difference, derive_rank, derive_sum, rank_amounts
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.basis.sums import may_add
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN, name_lead
from assistant.records import Answer, Query

_ADDED = re.compile(r"累计|累积|合计|共计|总计|一共|总共|加起来|总和|总数|总量|in total|altogether|cumulative|combined")
_BEFORE_MOST = re.compile(rf"(?:{_ADDED.pattern})[^,，]*最")
"""Sums that are ranked, and not the sum of the first places (前三名合计)."""


def adds_years(query: Query) -> bool:
    """Whether a query ranks agencies by the sum over several years."""
    over_all = query.operation == "rank" and len(query.years) != 1 and len(query.agencies) != 1
    added = _BEFORE_MOST if query.together else _ADDED
    return over_all and added.search(query.question.lower()) is not None and not query.counties


def compose_cumulation(draft: Draft) -> Answer:
    """Agencies by their sums over the years held, with the years that each sum is made of."""
    if draft.evidence.wide or not may_add(draft.query.measures[:1]):
        draft.write("cumulation.not_computed")
        return draft.finish("no_data")
    groups = group_entries(draft)
    if not groups:
        return compose_missing(draft)
    sums = [(add_group(draft, group), group) for group in groups]
    sums.sort(key=lambda pair: draft.ledger.values[pair[0]].value, reverse=not draft.query.ascending)
    places = rank_amounts([draft.ledger.values[position].value for position, _ in sums], ascending=draft.query.ascending)
    shown = [(place, *pair) for place, pair in zip(places, sums, strict=True) if place <= max(draft.query.limit or SHOWN, 3)]
    tell_leaders(draft, shown)
    write_table(draft, name_columns(draft), [write_row(draft, *row) for row in shown[:SHOWN]])
    if len(sums) == len(("one", "other")):
        tell_apart(draft, [position for position, _ in sums])
    if len({len(group) for group in groups}) > 1:
        draft.write("cumulation.uneven")
    add_coverage(draft)
    add_notes(draft, [entry for _, _, group in shown for entry in group])
    return draft.finish("answered")


def group_entries(draft: Draft) -> list[list[Entry]]:
    """The entries of the first measure, agency by agency, by year."""
    measure = draft.query.measures[0].id
    groups: dict[int, list[Entry]] = {}
    for entry in draft.enter_all():
        agency = entry.reading.report.agency
        if agency is not None and entry.position is not None and entry.reading.measure.id == measure:
            groups.setdefault(agency.id, []).append(entry)
    return [sorted(group, key=lambda entry: entry.reading.report.year or 0) for group in groups.values()]


def add_group(draft: Draft, group: Sequence[Entry]) -> int:
    """The position of the sum over one agency's years."""
    label = draft.say("total.sum_label", label=draft.names.reading(group[0].reading, ("agency", "measure")))
    value = derive_sum(draft.ledger.values, [position_of(entry) for entry in group], label)
    return draft.ledger.add(replace(place_value(value, group[0].reading.report), year=None))


def tell_leaders(draft: Draft, shown: Sequence[tuple[int, int, Sequence[Entry]]]) -> None:
    """Who has the most or the fewest of all years together."""
    names = draft.names.list(
        f"**{draft.names.reading(group[0].reading, ('agency',))}**" for place, _, group in shown if place == 1
    )
    extreme = draft.say(f"rank.{'bottom' if draft.query.ascending else 'top'}_count")
    figure = draft.figure(shown[0][1], marks=False)
    draft.write("cumulation.first", lead=name_lead(draft), extreme=extreme, names=names, figure=figure)


def tell_apart(draft: Draft, positions: Sequence[int]) -> None:
    """How far the sums of two agencies lie apart."""
    label = draft.say("cumulation.apart_label")
    larger, smaller = sorted(positions, key=lambda position: -draft.ledger.values[position].value)
    position = draft.ledger.add(derive_difference(draft.ledger.values, larger, smaller, label))
    draft.write("cumulation.apart", figure=draft.amount(draft.ledger.values[position]))


def name_columns(draft: Draft) -> list[str]:
    """The heads of the table."""
    return [draft.say(f"column.{name}") for name in ("rank", "agency", "figure", "parts")]


def write_row(draft: Draft, place: int, position: int, group: Sequence[Entry]) -> list[str]:
    """One agency: its place, its sum, and the figure of each year."""
    parts = [f"{draft.names.reading(entry.reading, ('year',))} {draft.entry(entry, bold=False)}" for entry in group]
    label = draft.say("rank.label", name=draft.names.reading(group[0].reading, ("agency",)))
    draft.ledger.add(derive_rank(place, position, label))
    name = draft.names.reading(group[0].reading, ("agency",))
    return [str(place), name, draft.figure(position, bold=False, marks=False), draft.say("piece.comma").join(parts)]
