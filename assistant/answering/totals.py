"""Answers over many agencies: rankings, bounds, counts, sums, averages, medians, extremes. Each says what it covers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering import calculate
from assistant.answering.averages import tell_beyond
from assistant.answering.caveats import add_coverage, add_notes
from assistant.answering.comparing import position_of
from assistant.answering.draft import Draft
from assistant.answering.ledger import Entry, amount_of, place_value
from assistant.answering.lookups import compose_missing
from assistant.answering.naming import Part, split_parts
from assistant.answering.sums import tell_places_together
from assistant.answering.tabling import MOST_IN_PROSE, list_entries, tabulate_entries, write_table
from assistant.records import Answer, Derivation, Operation, Reading, Value

SHOWN = 50
"""As many rows of a ranking are listed."""

Derive = Callable[[Sequence[Value], Sequence[int], str], Value]
_DERIVE: Mapping[Operation, Derive] = {
    "sum": calculate.derive_sum,
    "average": calculate.derive_average,
    "median": calculate.derive_median,
}
_OVER_AMOUNTS: Mapping[Operation, Callable[[Sequence[Decimal]], Decimal]] = {
    "sum": calculate.sum_amounts,
    "average": calculate.average_amounts,
    "median": calculate.middle_amount,
}


def compose_ranking(draft: Draft) -> Answer:
    """Agencies in the order of a measure: the first ones, one agency's place, or all."""
    ordered = order_readings(draft)
    if not ordered:
        return compose_missing(draft)
    ranked = rank_readings(draft, ordered)
    asked = {agency.id for agency in draft.query.agencies}
    own = [(place, reading) for place, reading in ranked if reading.report.agency and reading.report.agency.id in asked]
    limit = draft.query.limit
    if draft.query.position is not None:
        chosen = [(place, reading) for place, reading in ranked if place == draft.query.position]
    elif len(asked) == 1 and own:
        chosen = own
    else:
        chosen = [(place, reading) for place, reading in ranked if place <= (limit or SHOWN)][:SHOWN]
    shown = [(place, draft.ledger.enter(reading)) for place, reading in chosen]
    if chosen is own or (draft.query.position is not None and shown):
        tell_place(draft, shown)
    elif draft.query.position is not None:
        draft.write("rank.empty_place", rank=draft.query.position)
    elif limit == 1:
        tell_first(draft, [entry for _, entry in shown])
        if draft.query.kind == "镇":
            tell_town(draft, ranked, [entry for _, entry in shown])
    else:
        list_places(draft, shown, cut=limit is None and len(shown) < len(ranked))
        if draft.query.together:
            tell_places_together(draft, [entry for _, entry in shown])
    add_coverage(draft)
    add_notes(draft, [entry for _, entry in shown])
    return draft.finish("answered")


def rank_readings(draft: Draft, ordered: Sequence[tuple[Decimal, Reading]]) -> list[tuple[int, Reading]]:
    """The readings with their places: among each other, or among all amounts where only some reports were read."""
    if not draft.evidence.wide:
        places = calculate.rank_amounts([amount for amount, _ in ordered], ascending=draft.query.ascending)
        return [(place, reading) for place, (_, reading) in zip(places, ordered, strict=True)]
    amounts = sorted(draft.evidence.amounts)
    if draft.query.ascending:
        return [(bisect_left(amounts, amount) + 1, reading) for amount, reading in ordered]
    return [(len(amounts) - bisect_right(amounts, amount) + 1, reading) for amount, reading in ordered]


def order_readings(draft: Draft) -> list[tuple[Decimal, Reading]]:
    """The readings of the first measure that have a number, largest or smallest first; equal ones as the store lists them."""
    measure = draft.query.measures[0].id
    readings = [reading for reading in draft.evidence.readings if reading.why is None and reading.measure.id == measure]
    found = [(amount, reading) for reading in readings if (amount := amount_of(reading)) is not None]
    return sorted(found, key=lambda pair: pair[0], reverse=not draft.query.ascending)


def tell_first(draft: Draft, entries: Sequence[Entry]) -> None:
    """Who has the most or the fewest, ties included."""
    tied = len(entries) > 1
    kind = "rate" if entries[0].reading.measure.over else "count"
    extreme = draft.say(f"rank.{'bottom' if draft.query.ascending else 'top'}_{kind}")
    parts = name_parts(draft)
    names = draft.names.list(
        f"**{draft.names.reading(entry.reading, parts)}**{own_marks(draft, entry, tied=tied)}" for entry in entries
    )
    figure = draft.amount(draft.ledger.values[position_of(entries[0])]) if tied else draft.entry(entries[0])
    for entry in entries if draft.query.kind != "镇" else ():
        enter_rank(draft, entry, 1)
    draft.write("rank.tied" if tied else "rank.first", lead=name_lead(draft), extreme=extreme, names=names, figure=figure)


def tell_town(draft: Draft, ranked: Sequence[tuple[int, Reading]], first: Sequence[Entry]) -> None:
    """哪个镇 asked of a store that holds other kinds too: where the first is none, the first town stands in front."""
    if any(is_town(entry.reading) for entry in first):
        return
    towns = [(place, reading) for place, reading in ranked if is_town(reading)]
    kept = draft.paragraphs.pop()
    best = [draft.ledger.enter(reading) for place, reading in towns if place == towns[0][0]]
    if best:
        tell_first(draft, best)
        draft.add(draft.say("rank.every_kind") + kept)
    else:
        draft.add(kept)


def is_town(reading: Reading) -> bool:
    """Whether a report is a town's, in the narrow sense."""
    return reading.report.agency is not None and reading.report.agency.name.endswith("镇")


def own_marks(draft: Draft, entry: Entry, *, tied: bool) -> str:
    """The citation marks behind a name, where the figure stands only once for several."""
    return draft.mark(draft.ledger.values[position_of(entry)].citations) if tied else ""


def tell_place(draft: Draft, ranked: Sequence[tuple[int, Entry]]) -> None:
    """The place of the one agency asked about."""
    for place, entry in ranked:
        enter_rank(draft, entry, place)
        end = draft.query.ascending and draft.query.position is not None
        draft.write(
            "rank.own_from_end" if end else "rank.own",
            name=draft.names.reading(entry.reading),
            rank=place,
            figure=draft.entry(entry),
        )


def list_places(draft: Draft, ranked: Sequence[tuple[int, Entry]], *, cut: bool) -> None:
    """The ranking as lines, or as a table where it is long."""
    parts = name_parts(draft)
    draft.write("rank.up" if draft.query.ascending else "rank.down", lead=name_lead(draft))
    for place, entry in ranked:
        enter_rank(draft, entry, place)
    if len(ranked) > MOST_IN_PROSE:
        head = [draft.say("column.rank"), *(draft.say(f"column.{part}") for part in parts), draft.say("column.figure")]
        rows = [
            [str(place), *(draft.names.part(entry.reading, part) for part in parts), draft.entry(entry, bold=False)]
            for place, entry in ranked
        ]
        write_table(draft, head, rows)
    else:
        lines = [
            "- "
            + draft.say(
                "rank.place",
                rank=place,
                colon=draft.say("piece.colon"),
                name=draft.names.reading(entry.reading, parts),
                figure=draft.entry(entry),
            )
            for place, entry in ranked
        ]
        draft.add("\n".join(lines))
    if cut:
        draft.write("rank.cut")


def enter_rank(draft: Draft, entry: Entry, place: int) -> None:
    """Enters a place in the ranking as a derived value."""
    value = calculate.derive_rank(place, position_of(entry), draft.say("rank.label", name=draft.names.reading(entry.reading)))
    draft.ledger.add(place_value(value, entry.reading.report))


def compose_total(draft: Draft) -> Answer:
    """A sum, average or median over agencies or years."""
    operation = draft.query.operation
    if draft.evidence.wide and draft.evidence.amounts:
        return compose_wide_total(draft)
    entries = [entry for entry in draft.enter_all() if entry.position is not None]
    if not entries:
        return compose_missing(draft)
    for measure in draft.query.measures:
        group = [entry for entry in entries if entry.reading.measure.id == measure.id]
        if group:
            tell_total(draft, group, operation)
            for further in list_further(draft.query.question, operation):
                tell_further(draft, group, further)
    add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_total(draft: Draft, entries: Sequence[Entry], operation: Operation) -> None:
    """One derived figure and what it is derived from."""
    label = draft.say(f"total.{operation}_label", label=draft.names.reading(entries[0].reading, ("measure",)))
    value = _DERIVE[operation](draft.ledger.values, [position_of(entry) for entry in entries], label)
    position = draft.ledger.add(value)
    shared, _ = split_parts(entries)
    total = draft.say(f"total.{operation}", lead=draft.names.reading(entries[0].reading, shared), figure=draft.amount(value))
    if len(entries) > MOST_IN_PROSE:
        draft.write("total.table", total=total)
        tabulate_entries(draft, entries)
    elif len(entries) == 1:
        draft.write(
            "total.of",
            total=total,
            parts=draft.names.reading(entries[0].reading, ("agency",)) + draft.entry(entries[0], bold=False),
        )
    else:
        draft.write("total.of", total=total, parts=list_entries(draft, entries, bold=False))
    if operation == "average":
        tell_beyond(draft, entries, position)


_STATISTICS: Mapping[Operation, str] = {
    "sum": r"合计|总和|总数|一共|总共|total|sum",
    "average": r"平均|均值|average|mean",
    "median": r"中位|median",
    "maximum": r"最大值|最高值|最大的?和最小|最多和最少|maximum",
    "minimum": r"最小值|最低值|最大的?和最小|最多和最少|minimum",
}


def list_further(question: str, operation: Operation) -> list[Operation]:
    """The other statistics that a question asks for besides ``operation``."""
    return [name for name, words in _STATISTICS.items() if name != operation and re.search(words, question.lower())]


def tell_further(draft: Draft, entries: Sequence[Entry], operation: Operation) -> None:
    """One more derived figure over the same entries, as a sentence of its own."""
    shared, parts = split_parts(entries)
    lead, measure = draft.names.reading(entries[0].reading, shared), draft.names.reading(entries[0].reading, ("measure",))
    label = draft.say(f"total.{operation}_label", label=measure)
    positions = [position_of(entry) for entry in entries]
    if operation in _DERIVE:
        value = _DERIVE[operation](draft.ledger.values, positions, label)
        draft.ledger.add(value)
        draft.write("total.alone", total=draft.say(f"total.{operation}", lead=lead, figure=draft.amount(value)))
        return
    kind: Derivation = "minimum" if operation == "minimum" else "maximum"
    value = calculate.derive_extreme(draft.ledger.values, positions, label, kind)
    draft.ledger.add(value)
    holders = [entry for entry in entries if draft.ledger.values[position_of(entry)].value == value.value]
    names = draft.names.list(draft.names.reading(entry.reading, parts) for entry in holders)
    draft.write("total.extreme", lead=lead, kind=draft.say(f"total.{operation}"), figure=draft.amount(value), names=names)


def compose_wide_total(draft: Draft) -> Answer:
    """A total over more reports than can be listed: the derived figure and its coverage."""
    operation, measure = draft.query.operation, draft.query.measures[0]
    name = measure.label_en or measure.label if draft.query.language == "en" else measure.label
    label = draft.say(f"total.{operation}_label", label=name)
    derived: Derivation = "sum" if operation == "sum" else "average" if operation == "average" else "median"
    amount = _OVER_AMOUNTS[operation](draft.evidence.amounts)
    year = draft.query.years[0] if len(draft.query.years) == 1 else None
    value = Value(
        label, amount, measure.unit, year=year, derived=derived, formula=draft.say("total.of", total=label, parts="SQL")
    )
    draft.ledger.add(value)
    draft.write("total.alone", total=draft.say(f"total.{operation}", lead=name_lead(draft), figure=draft.amount(value)))
    add_coverage(draft)
    add_notes(draft, ())
    return draft.finish("answered")


def compose_extreme(draft: Draft) -> Answer:
    """The largest or smallest figure and whose it is."""
    ascending = draft.query.operation == "minimum"
    draft.query = replace(draft.query, ascending=ascending)
    ordered = order_readings(draft)
    if not ordered:
        return compose_missing(draft)
    first = [draft.ledger.enter(reading) for amount, reading in ordered if amount == ordered[0][0]]
    label = draft.say(f"total.{draft.query.operation}_label", label=draft.names.reading(first[0].reading, ("measure",)))
    kind: Derivation = "minimum" if ascending else "maximum"
    draft.ledger.add(calculate.derive_extreme(draft.ledger.values, [position_of(entry) for entry in first], label, kind))
    tell_first(draft, first)
    add_coverage(draft)
    add_notes(draft, first)
    return draft.finish("answered")


def name_lead(draft: Draft) -> str:
    """What is ranked or counted: 2020年主动公开政府信息."""
    query = draft.query
    measure = query.measures[0]
    label = measure.label_en or measure.label if query.language == "en" else measure.label
    years = draft.names.list(draft.names.year(year) for year in query.years)
    agency = (
        draft.names.agency(query.agencies[0]) if len(query.agencies) == 1 and query.operation in ("maximum", "minimum") else ""
    )
    return draft.names.join((query.parent or agency, years, label))


def name_parts(draft: Draft) -> tuple[Part, ...]:
    """What a row of a ranking is called by: the agency, with the year where there are several."""
    if len(draft.query.years) == 1:
        return ("agency",)
    return ("year",) if len(draft.query.agencies) == 1 else ("agency", "year")
