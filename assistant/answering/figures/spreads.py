"""Answers on how far the largest and the smallest figure of many agencies lie apart."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.calculate import derive_multiple
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import add_difference, position_of, show_formula
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import enter_rank, name_lead, name_parts, order_readings, rank_readings
from assistant.records import Answer, Reading
from assistant.understanding.words.cues import load_cues


def compose_spread(draft: Draft) -> Answer:
    """Who has the most and who the fewest, or who has two other places, and the difference of the two figures."""
    ordered = order_readings(draft)
    if not ordered:
        return compose_missing(draft)
    if draft.query.position and draft.query.limit:
        return compose_places(draft, ordered, (draft.query.position, draft.query.limit))
    amounts = [amount for amount, _ in ordered]
    ends = [[reading for amount, reading in ordered if amount == bound] for bound in (max(amounts), min(amounts))]
    groups = [[draft.ledger.enter(reading) for reading in end] for end in ends]
    if max(amounts) == min(amounts):
        draft.write("rank.same")
        return draft.finish("answered")
    most, fewest = groups[0][0], groups[1][0]
    difference = add_difference(draft, most, fewest)
    parts, lead = name_parts(draft), name_lead(draft)
    names = [draft.names.list(draft.names.reading(entry.reading, parts) for entry in group) for group in groups]
    holes = {"lead": lead, "first": names[0], "second": names[1], "difference": draft.amount(difference)}
    draft.write("rank.spread", most=draft.entry(most), fewest=draft.entry(fewest), **holes)
    if load_cues().match("multiple", draft.query.question.lower(), draft.query.language):
        tell_times(draft, most, fewest)
    add_coverage(draft)
    add_notes(draft, [entry for group in groups for entry in group])
    return draft.finish("answered")


def compose_places(draft: Draft, ordered: Sequence[tuple[Decimal, Reading]], places: Sequence[int]) -> Answer:
    """Who has each of two places of the ranking, and how far the figures lie apart."""
    ranked = rank_readings(draft, ordered)
    groups = [[draft.ledger.enter(reading) for at, reading in ranked if at == place] for place in places]
    if not all(groups):
        draft.write("rank.empty_place", rank=next(place for place, group in zip(places, groups, strict=True) if not group))
        return draft.finish("answered")
    parts = name_parts(draft)
    for place, group in zip(places, groups, strict=True):
        for entry in group:
            enter_rank(draft, entry, place)
    told = [
        draft.say("rank.at_place", rank=place, name=draft.names.reading(entry.reading, parts), figure=draft.entry(entry))
        for place, group in zip(places, groups, strict=True)
        for entry in group
    ]
    difference = draft.amount(add_difference(draft, groups[0][0], groups[1][0]))
    listed = draft.say("piece.comma").join(told)
    draft.write("rank.places_apart", lead=name_lead(draft), listed=listed, difference=difference)
    if load_cues().match("multiple", draft.query.question.lower(), draft.query.language):
        tell_times(draft, groups[0][0], groups[1][0])
    add_coverage(draft)
    add_notes(draft, [entry for group in groups for entry in group])
    return draft.finish("answered")


def tell_times(draft: Draft, most: Entry, fewest: Entry) -> None:
    """How many times the smallest figure the largest is; nothing where the smallest is 0."""
    value = derive_multiple(draft.ledger.values, position_of(most), position_of(fewest), draft.say("rank.times_label"))
    if value is not None:
        draft.ledger.add(value)
        draft.write("rank.times", times=draft.amount(value), formula=show_formula(draft, most, fewest, "÷"))
