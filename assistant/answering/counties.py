"""Answers that add a measure up place by place: how many in each county, and which has more."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.calculate import derive_difference, derive_sum
from assistant.answering.caveats import add_coverage, add_notes
from assistant.answering.comparing import TWO, position_of
from assistant.answering.draft import Draft
from assistant.answering.ledger import Entry
from assistant.answering.lookups import compose_missing
from assistant.answering.tabling import write_table
from assistant.answering.totals import name_lead
from assistant.records import Answer


def compose_counties(draft: Draft) -> Answer:
    """The sums of the first measure over each place's agencies, the largest first, and what they are made of."""
    measure = draft.query.measures[0].id
    entries = [entry for entry in draft.enter_all() if entry.position is not None and entry.reading.measure.id == measure]
    groups = [(county, found) for county in draft.query.counties if (found := list_inside(entries, county))]
    if not groups:
        return compose_missing(draft)
    sums = sorted(((county, add_up(draft, county, found)) for county, found in groups), key=lambda pair: rank_sum(draft, pair[1]))
    shown = draft.say("piece.comma").join(
        draft.say("total.of_county", county=county, figure=draft.figure(position, marks=False)) for county, position in sums
    )
    draft.write("total.counties", lead=name_lead(draft), sums=shown)
    tell_larger(draft, sums)
    rows = [
        [county, draft.names.reading(entry.reading, ("agency", "year")), draft.entry(entry, bold=False)]
        for county, found in groups
        for entry in found
    ]
    write_table(draft, [draft.say(f"column.{name}") for name in ("county", "agency", "figure")], rows)
    add_coverage(draft)
    add_notes(draft, [entry for _, found in groups for entry in found])
    return draft.finish("answered")


def list_inside(entries: Sequence[Entry], county: str) -> list[Entry]:
    """The entries of the agencies that lie in a place."""
    return [entry for entry in entries if entry.reading.report.agency and county in entry.reading.report.agency.parents]


def add_up(draft: Draft, county: str, entries: Sequence[Entry]) -> int:
    """The position of the sum over one place."""
    measure = draft.names.reading(entries[0].reading, ("measure",))
    label = draft.say("total.sum_label", label=draft.names.join((county, measure)))
    value = derive_sum(draft.ledger.values, [position_of(entry) for entry in entries], label)
    years = {entry.reading.report.year for entry in entries}
    return draft.ledger.add(replace(value, parents=(county,), year=years.pop() if len(years) == 1 else None))


def rank_sum(draft: Draft, position: int) -> int:
    """Sorts sums, the largest first (the smallest where that is asked for)."""
    amount = draft.ledger.values[position].value
    return int(amount * 10**6) * (1 if draft.query.ascending else -1)


def tell_larger(draft: Draft, sums: Sequence[tuple[str, int]]) -> None:
    """Of two places which has more, and by how much."""
    if len(sums) != TWO:
        return
    (first, one), (second, two) = sums if not draft.query.ascending else tuple(reversed(sums))
    difference = derive_difference(
        draft.ledger.values, one, two, draft.say("compare.difference_label", first=first, second=second)
    )
    if not difference.value:
        draft.write("compare.same")
        return
    draft.ledger.add(difference)
    draft.write("compare.more", first=first, second=second, difference=draft.amount(difference))
