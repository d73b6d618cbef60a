"""Answers on what the parts of a total leave over."""

from collections.abc import Sequence

from assistant.answering.basis.apart import list_sides
from assistant.answering.basis.calculate import derive_difference, derive_sum
from assistant.answering.basis.caveats import note_sources
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import mention_findings
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.figures.lookups import compose_lookup, compose_missing
from assistant.records import Answer, Value
from assistant.understanding.signs.rest import PUBLISHED
from ingest.folding import make_readable


def compose_rest(draft: Draft) -> Answer:
    """What the channels that a report counts leave over of its total, with the sentence of the total."""
    entries = draft.enter_all()
    total = next((entry for entry in entries if entry.reading.measure.id == PUBLISHED), None)
    parts = [entry for entry in entries if entry is not total and total and entry.reading.report.id == total.reading.report.id]
    if total is None or total.position is None or len({entry.reading.report.id for entry in entries}) > 1:
        return compose_missing(draft)
    summed = enter_sum(draft, total, parts)
    if summed is None:
        return compose_lookup(draft)
    values = draft.ledger.values
    rest = derive_difference(values, total.position, summed, draft.say("rest.label"))
    shown = draft.figure(draft.ledger.add(place_value(rest, total.reading.report)))
    listed = draft.names.list(
        f"{draft.names.reading(part.reading, ('measure',))}{draft.entry(part, bold=False)}" for part in parts
    )
    holes = {"name": draft.names.reading(total.reading), "total": draft.entry(total), "sum": draft.figure(summed, bold=False)}
    key = "none" if not rest.value else "told" if listed else "summed"
    draft.write(f"rest.{key}", parts=listed, rest=shown, **holes)
    figure = total.reading.figure
    if figure is not None and figure.figure.place.quote:
        quote = make_readable(figure.figure.place.quote)
        draft.write("rest.sentence", quote=quote, marks=draft.mark(values[total.position].citations))
    draft.run(note_sources(draft, [total, *parts]))
    mention_findings(draft, [total])
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))
    return draft.finish("answered")


def enter_sum(draft: Draft, total: Entry, parts: Sequence[Entry]) -> int | None:
    """The position of what the parts add up to: those of a failed check of this total, else the channels."""
    report = total.reading.report
    failed = (each for each in draft.evidence.findings if each.rule == "text_parts" and each.source == report.source)
    sides = next((found for each in failed if (found := list_sides(each))), ())
    label = draft.say("check.stated_label")
    amount = draft.ledger.values[total.position or 0]
    if not parts and len(sides) > 1 and amount.value == sides[0]:
        return draft.ledger.add(
            place_value(Value(label, sides[1], amount.unit, derived="sum", inputs=(total.position or 0,)), report)
        )
    positions = [part.position for part in parts if part.position is not None]
    return draft.ledger.add(place_value(derive_sum(draft.ledger.values, positions, label), report)) if positions else None
