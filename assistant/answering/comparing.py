"""Answers that set figures against each other: comparisons, trends, differences, growth, multiples, shares."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from assistant.answering.calculate import derive_difference, derive_growth, derive_multiple
from assistant.answering.caveats import add_notes
from assistant.answering.draft import Draft
from assistant.answering.ledger import Entry
from assistant.answering.lookups import compose_missing, state_figures
from assistant.answering.naming import Part, split_parts
from assistant.answering.sums import tell_sides
from assistant.answering.tabling import MOST_IN_PROSE, name_shared, write_table
from assistant.records import Answer, Value

TWO = 2
STEADY = re.compile(
    r"(?:逐年|年年|一直|每年都?|持续|连年|一年比一年)(?:在|更)?(上升|增加|增长|上涨|提高|增多|下降|减少|降低|下滑|[多高少低])"
)
"""How a question asks whether figures go one way only."""

_COURSES = {"多": "增多", "高": "升高", "少": "减少", "低": "降低"}


def compose_comparison(draft: Draft) -> Answer:
    """Figures side by side, and which is larger."""
    entries = draft.enter_all()
    if not entries:
        return compose_missing(draft)
    if draft.query.sides:
        return compose_sides(draft, entries)
    state_figures(draft, entries)
    counted = [entry for entry in entries if entry.position is not None]
    if len(counted) > 1:
        for _, group in groupby(
            sorted(counted, key=lambda entry: entry.reading.measure.id), key=lambda entry: entry.reading.measure.id
        ):
            found = list(group)
            several = len({entry.reading.measure.id for entry in counted}) > 1
            compare_entries(draft, found, lead=draft.names.reading(found[0].reading, ("measure",)) if several else "")
    elif {(gap.agency, gap.year) for gap in draft.evidence.missing}:
        draft.write("compare.one_only", name=draft.names.reading(entries[0].reading, ("agency", "year")))
    add_notes(draft, entries)
    return draft.finish("answered")


def compose_sides(draft: Draft, entries: Sequence[Entry]) -> Answer:
    """Groups of agencies added up and held against each other; where a figure is missing, only those that are there."""
    if not tell_sides(draft, entries):
        state_figures(draft, entries)
        draft.write("compare.sides_open")
    add_notes(draft, entries)
    return draft.finish("answered")


def compare_entries(draft: Draft, entries: Sequence[Entry], lead: str = "") -> None:
    """Says which of the figures of one measure is larger, by how much where they are two; ``lead`` names the measure."""
    if len(entries) < TWO:
        return
    same_year = {entry.reading.report.year for entry in entries} == {entries[0].reading.report.year}
    apart = len({entry.reading.report.agency for entry in entries}) > 1
    front = draft.say("lookup.several", lead=lead) if lead else ""
    if len(entries) == TWO and (same_year or apart):
        tell_larger(draft, entries[0], entries[1], front)
        return
    if len(entries) == TWO:
        draft.add(tell_change(draft, entries[1], entries[0], growth=draft.query.wants_growth) + draft.say("piece.stop"))
        return
    amounts = {draft.ledger.values[position_of(entry)].value for entry in entries}
    if len(amounts) == 1:
        draft.add(front + draft.say("compare.all_same"))
        return
    _, parts = split_parts(entries)
    names = [
        draft.names.list(
            draft.names.reading(entry.reading, parts)
            for entry in entries
            if draft.ledger.values[position_of(entry)].value == bound
        )
        for bound in (max(amounts), min(amounts))
    ]
    draft.add(front + draft.say("compare.highest", names=names[0], others=names[1]))


def tell_larger(draft: Draft, first: Entry, second: Entry, front: str = "") -> None:
    """Says which of two agencies has more; equal figures are equal."""
    values = draft.ledger.values
    if values[position_of(first)].value == values[position_of(second)].value:
        draft.add(front + draft.say("compare.same"))
        return
    if values[position_of(first)].value < values[position_of(second)].value:
        first, second = second, first
    difference = add_difference(draft, first, second)
    _, parts = split_parts([first, second])
    holes = {
        "first": draft.names.reading(first.reading, parts),
        "second": draft.names.reading(second.reading, parts),
        "difference": draft.amount(difference),
    }
    draft.add(front + draft.say("compare.higher" if first.reading.measure.over else "compare.more", **holes))


def compose_change(draft: Draft) -> Answer:
    """A difference or growth, or both: later minus earlier, first named minus second."""
    entries = draft.enter_all()
    pairs = pair_entries(draft, [entry for entry in entries if entry.position is not None])
    if not pairs:
        return state_alone(draft, entries)
    query = draft.query
    growth = query.wants_growth or query.operation == "growth"
    for later, earlier in pairs:
        draft.add(tell_change(draft, later, earlier, growth=growth) + draft.say("piece.stop"))
    add_notes(draft, entries)
    return draft.finish("answered")


def state_alone(draft: Draft, entries: Sequence[Entry]) -> Answer:
    """What there is where nothing can be set against it."""
    if not entries:
        return compose_missing(draft)
    state_figures(draft, entries)
    draft.write("compare.one_only", name=draft.names.reading(entries[0].reading, ("agency", "year")))
    add_notes(draft, entries)
    return draft.finish("answered")


def compose_trend(draft: Draft) -> Answer:
    """Each agency's figures over the years, with the change from the first to the last year."""
    entries = draft.enter_all()
    if not entries:
        return compose_missing(draft)
    for _, group in groupby(sorted(entries, key=sort_series), key=name_series):
        tell_series(draft, list(group))
    add_notes(draft, entries)
    return draft.finish("answered")


def name_series(entry: Entry) -> tuple[str, str]:
    """The series that an entry belongs to: its measure and its agency."""
    agency = entry.reading.report.agency
    return (entry.reading.measure.id, f"{agency.id:09}" if agency else entry.reading.report.source)


def sort_series(entry: Entry) -> tuple[str, str, int]:
    """Sorts entries into series, then by year."""
    return (*name_series(entry), entry.reading.report.year or 0)


def tell_series(draft: Draft, entries: Sequence[Entry]) -> None:
    """One agency's figures of one measure, as a sentence or a table, then the change from first to last."""
    counted = [entry for entry in entries if entry.position is not None]
    change = tell_change(draft, counted[-1], counted[0], growth=True) + draft.say("piece.stop") if len(counted) >= TWO else ""
    draft.add(tell_course(draft, counted) + change)
    if len(entries) > MOST_IN_PROSE:
        draft.write("lookup.table", lead=name_shared(draft, entries))
        tabulate_series(draft, entries)
    elif len(entries) != TWO or len(counted) != TWO:
        state_figures(draft, entries)


def tell_course(draft: Draft, entries: Sequence[Entry]) -> str:
    """Whether the figures rise or fall year by year, where the question asks just that; else nothing."""
    asked = STEADY.search(draft.query.question)
    if asked is None or len(entries) < TWO or draft.query.language != "zh":
        return ""
    amounts = [draft.ledger.values[position_of(entry)].value for entry in entries]
    rising = asked[1][0] in "上增涨提多高"
    steady = all(later > earlier if rising else later < earlier for earlier, later in pairwise(amounts))
    return draft.say("compare.steady" if steady else "compare.unsteady", course=_COURSES.get(asked[1], asked[1]))


def tabulate_series(draft: Draft, entries: Sequence[Entry]) -> None:
    """A table of years with the change against the year before it in the table."""
    rows = [[draft.names.year(entries[0].reading.report.year), draft.entry(entries[0], bold=False), "—"]]
    for earlier, later in pairwise(entries):
        change = "—"
        if earlier.position is not None and later.position is not None:
            difference = add_difference(draft, later, earlier)
            change = ("+" if difference.value > 0 else "") + draft.amount(difference, bold=False)
        rows.append([draft.names.year(later.reading.report.year), draft.entry(later, bold=False), change])
    write_table(draft, [draft.say(f"column.{name}") for name in ("year", "figure", "change")], rows)


def compose_multiple(draft: Draft) -> Answer:
    """How many times one figure is another."""
    entries = draft.enter_all()
    pairs = pair_entries(draft, [entry for entry in entries if entry.position is not None])
    if not pairs:
        return state_alone(draft, entries)
    for first, second in pairs:
        holes = name_pair(draft, first, second)
        label = draft.say("compare.multiple_label", first=holes["first"], second=holes["second"])
        value = derive_multiple(draft.ledger.values, position_of(first), position_of(second), label)
        formula = show_formula(draft, first, second, "÷")
        if value is None:
            draft.write("compare.no_multiple", lead=holes["lead"], second=holes["second"], formula=formula)
        else:
            draft.ledger.add(value)
            draft.write("compare.multiple", multiple=draft.amount(value), formula=formula, **holes)
    add_notes(draft, entries)
    return draft.finish("answered")


def pair_entries(draft: Draft, entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """What is compared with what: per agency and measure the last year with the first; else the first named with the second."""
    by_series: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_series.setdefault(name_series(entry), []).append(entry)
    series = [sorted(found, key=lambda entry: entry.reading.report.year or 0) for found in by_series.values()]
    over_years = [(found[-1], found[0]) for found in series if len(found) > 1]
    if over_years:
        return over_years
    agencies = {agency.id: place for place, agency in enumerate(draft.query.agencies)}
    measures = {measure.id: place for place, measure in enumerate(draft.query.measures)}
    ordered = sorted(entries, key=lambda entry: (measures.get(entry.reading.measure.id, 0), rank_agency(entry, agencies)))
    if len({entry.reading.measure.id for entry in ordered}) > 1 and len({entry.reading.report.id for entry in ordered}) > 1:
        return [
            pair
            for measure in measures
            for pair in pair_first([entry for entry in ordered if entry.reading.measure.id == measure])
        ]
    return pair_first(ordered)


def pair_first(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The first entry with each of the others."""
    return [(entries[0], other) for other in entries[1:]]


def rank_agency(entry: Entry, places: dict[int, int]) -> int:
    """Where the entry's agency stands in the question."""
    agency = entry.reading.report.agency
    return places.get(agency.id, len(places)) if agency else len(places)


def tell_change(draft: Draft, later: Entry, earlier: Entry, *, growth: bool) -> str:
    """后者比前者增加…, with the growth rate where it is wanted; no full stop."""
    difference = add_difference(draft, later, earlier)
    agencies = [entry.reading.report.agency for entry in (later, earlier)]
    over_time = later.reading.report.year != earlier.reading.report.year and agencies[0] == agencies[1]
    keys = ("rise", "fall", "flat") if over_time else ("over", "under", "even")
    key = keys[0] if difference.value > 0 else keys[1] if difference.value < 0 else keys[2]
    holes = name_pair(draft, later, earlier)
    shown = draft.amount(replace(difference, value=abs(difference.value)))
    sentence = draft.say(f"compare.{key}", difference=shown, formula=show_formula(draft, later, earlier, "−"), **holes)
    if not growth or later.reading.measure.over:
        return sentence
    label = draft.say("compare.growth_label", first=holes["first"], second=holes["second"])
    rate = derive_growth(draft.ledger.values, position_of(later), position_of(earlier), label)
    if rate is None:
        return sentence + draft.say("compare.no_growth", second=holes["second"])
    draft.ledger.add(rate)
    key = "growth_up" if rate.value > 0 else "growth_down" if rate.value < 0 else "growth_flat"
    return sentence + draft.say(f"compare.{key}", rate=draft.amount(replace(rate, value=abs(rate.value))))


def add_difference(draft: Draft, first: Entry, second: Entry) -> Value:
    """The difference of two entries, entered. Between rates it is in percentage points."""
    holes = name_pair(draft, first, second)
    label = draft.say("compare.difference_label", first=holes["first"], second=holes["second"])
    value = derive_difference(draft.ledger.values, position_of(first), position_of(second), label)
    if first.reading.measure.over:
        value = replace(value, unit="个百分点")
    return draft.ledger.values[draft.ledger.add(value)]


def name_pair(draft: Draft, first: Entry, second: Entry) -> dict[str, str]:
    """What two entries share, in front, and what tells them apart."""
    shared, parts = split_parts([first, second])
    before: tuple[Part, ...] = shared
    if parts == ("year",):
        before = ("agency", "measure")
    lead = draft.names.reading(first.reading, before)
    joint = {"zh": "，" if "measure" in before else "", "en": ": "}[draft.query.language] if lead else ""
    return {
        "lead": lead + joint,
        "first": draft.names.reading(first.reading, parts),
        "second": draft.names.reading(second.reading, parts),
    }


def show_formula(draft: Draft, first: Entry, second: Entry, operator: str) -> str:
    """The two figures with their marks and the operator between them."""
    return f"{draft.figure(position_of(first), bold=False)} {operator} {draft.figure(position_of(second), bold=False)}"


def position_of(entry: Entry) -> int:
    """The position of an entry that has a figure."""
    assert entry.position is not None, "a rate without a base cannot be compared"
    return entry.position
