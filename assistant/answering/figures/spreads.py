"""Answers on how far the largest and the smallest figure of many agencies lie apart."""

from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import add_difference
from assistant.answering.basis.draft import Draft
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import name_lead, name_parts, order_readings
from assistant.records import Answer


def compose_spread(draft: Draft) -> Answer:
    """Who has the most and who the fewest, and the difference of the two figures."""
    ordered = order_readings(draft)
    if not ordered:
        return compose_missing(draft)
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
    add_coverage(draft)
    add_notes(draft, [entry for group in groups for entry in group])
    return draft.finish("answered")
