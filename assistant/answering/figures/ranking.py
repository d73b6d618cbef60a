"""Answers that put agencies in order: rankings, one agency's place, the largest and the smallest. Each says what it covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis import calculate
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, amount_of, place_value
from assistant.answering.basis.naming import Part
from assistant.answering.basis.sums import tell_places_together, tell_top_share
from assistant.answering.basis.tabling import MOST_IN_PROSE, write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.records import Answer, Derivation, Measure, Reading

SHOWN = 50
"""As many rows of a ranking are listed."""


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
    if limit is not None or draft.query.position is not None:
        draft.settle_on(reading.report for _, reading in chosen)
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
    if draft.query.together:
        tell_top_share(draft, entries)


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
        draft.settle_on(entry.reading.report for entry in best)
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
    draft.settle_on(entry.reading.report for entry in first)
    add_coverage(draft)
    add_notes(draft, first)
    return draft.finish("answered")


def name_lead(draft: Draft, measure: Measure | None = None) -> str:
    """What is ranked or counted, by the first measure or the one given: 2020年主动公开政府信息."""
    query = draft.query
    label = draft.names.measure(measure or query.measures[0])
    years = draft.names.list(draft.names.year(year) for year in query.years)
    agency = (
        draft.names.agency(query.agencies[0])
        if len(query.agencies) == 1 and query.operation in ("maximum", "minimum", "threshold")
        else ""
    )
    return draft.names.join((query.parent or agency, years, label))


def name_parts(draft: Draft) -> tuple[Part, ...]:
    """What a row of a ranking is called by: the agency, with the year where there are several."""
    if len(draft.query.years) == 1:
        return ("agency",)
    return ("year",) if len(draft.query.agencies) == 1 else ("agency", "year")
