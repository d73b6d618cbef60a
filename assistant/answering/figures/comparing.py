"""Answers that set figures against each other: comparisons, differences, growth, multiples."""

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.answering.basis.calculate import derive_count, derive_multiple, grow_exactly, meets_threshold
from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.changes import TWO, add_difference, name_pair, name_series, position_of, show_formula, tell_change
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import split_parts
from assistant.answering.basis.sums import tell_sides
from assistant.answering.figures.ends import asks_amount_too, find_open_ends, tell_open
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.records import Answer
from assistant.understanding.words.cues import load_cues

_FEWER = re.compile(r"(?<!多)少|低|fewer|less|lower", re.IGNORECASE)
"""How a question asks who of two has less."""

GROWN = re.compile(
    r"(?:增加?|增长|多|高|涨|上升|提高|减少?|少|下降|降低?)了?(?:几|多少)倍|翻了?(?:几|多少)番|times (?:more|higher)"
)
"""How a multiple is asked for as a growth (多了几倍)."""

DOUBLINGS = 30
"""As many doublings are looked for."""


def compose_comparison(draft: Draft) -> Answer:
    """Figures side by side, and which is larger."""
    entries = draft.enter_all()
    if not entries:
        return compose_missing(draft)
    if draft.query.sides:
        return compose_sides(draft, entries)
    state_figures(draft, entries)
    counted = [entry for entry in entries if entry.position is not None]
    if len(counted) > 1 and (draft.query.own or len({entry.reading.report.id for entry in counted}) == 1):
        compare_measures(draft, counted)
    elif len(counted) > 1:
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


def compare_measures(draft: Draft, entries: Sequence[Entry]) -> None:
    """Says which of one report's figures is the largest, where they are counted alike."""
    if len({entry.reading.measure.unit for entry in entries}) > 1 or any(entry.reading.measure.over for entry in entries):
        if draft.query.own:
            draft.write("compare.unlike_units")
        return
    if len(entries) == TWO:
        tell_larger(draft, entries[0], entries[1])
        return
    amounts = [draft.ledger.values[position_of(entry)].value for entry in entries]
    if len(set(amounts)) == 1:
        draft.write("compare.all_same")
        return
    names = [
        draft.names.list(
            draft.names.reading(entry.reading, ("measure",))
            for entry, amount in zip(entries, amounts, strict=True)
            if amount == bound
        )
        for bound in (max(amounts), min(amounts))
    ]
    draft.write("compare.highest", names=names[0], others=names[1])


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
    draft.settle_on([(second if _FEWER.search(draft.query.question) else first).reading.report])
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
    if entries and (open_ends := find_open_ends(draft, entries)):
        return tell_open(draft, entries, open_ends)
    pairs = pair_entries(draft, [entry for entry in entries if entry.position is not None])
    if not pairs:
        return state_alone(draft, entries)
    query = draft.query
    growth = query.wants_growth or query.operation == "growth"
    for later, earlier in pairs:
        draft.add(
            tell_change(draft, later, earlier, growth=growth) + tell_reached(draft, later, earlier) + draft.say("piece.stop")
        )
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_reached(draft: Draft, later: Entry, earlier: Entry) -> str:
    """Whether a growth meets the bound that a word as 翻番 sets; nothing where there is none."""
    bound, values, query = draft.query.threshold, draft.ledger.values, draft.query
    rate = grow_exactly(values[position_of(later)].value, values[position_of(earlier)].value)
    word, _ = load_cues().find_slope(query.question.lower(), query.language)
    if bound is None or rate is None or not word:
        return ""
    return draft.say("compare.reached" if meets_threshold(rate, bound) else "compare.not_reached", word=word)


def state_alone(draft: Draft, entries: Sequence[Entry]) -> Answer:
    """What there is where nothing can be set against it."""
    if not entries:
        return compose_missing(draft)
    state_figures(draft, entries)
    draft.write("compare.one_only", name=draft.names.reading(entries[0].reading, ("agency", "year")))
    add_notes(draft, entries)
    return draft.finish("answered" if asks_amount_too(draft) else "no_data")


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
            tell_grown(draft, first, second)
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_grown(draft: Draft, later: Entry, earlier: Entry) -> None:
    """By how much a figure is beyond the other, where a multiple is asked for so (多了几倍); how often it doubled (翻几番)."""
    question, values = draft.query.question, draft.ledger.values
    if not GROWN.search(question):
        return
    draft.add(tell_change(draft, later, earlier, growth=True) + draft.say("piece.stop"))
    if "番" in question:
        one, two = values[position_of(later)].value, values[position_of(earlier)].value
        times = sum(1 for times in range(1, DOUBLINGS) if one >= two * 2**times)
        if not times:
            draft.write("compare.not_doubled")
            return
        count = draft.ledger.add(
            derive_count(times, (position_of(later), position_of(earlier)), draft.say("compare.doubled_label"), "番")
        )
        key = "doubled" if one == two * 2**times else "doubled_over"
        draft.write(f"compare.{key}", times=draft.amount(draft.ledger.values[count]))


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
