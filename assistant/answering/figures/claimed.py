"""Answers on numbers that a question names itself: which of several a figure is, and what the parts of a total leave over."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.apart import list_sides
from assistant.answering.basis.calculate import derive_difference, derive_sum
from assistant.answering.basis.caveats import note_sources
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import mention_findings
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.figures.lookups import compose_lookup, compose_missing
from assistant.answering.quotes.quoting import finish_quotes, quote_sentence
from assistant.answering.quotes.sentences import split_sentences
from assistant.records import Answer, Value
from assistant.understanding.signs.claimed import TELLING, list_alternatives
from ingest.folding import make_readable

TOTAL = "published.total"
QUOTED = 2
"""As many sentences are quoted for a number that a figure is not."""


def compose_either(draft: Draft) -> Answer:
    """Which of the numbers named the figure is, and where in the report the others stand."""
    if not any(reading.why is None for reading in draft.evidence.readings):
        return compose_lookup(draft)
    asked = list_alternatives(draft.query.question)
    answer = compose_lookup(draft)
    stated = {value.value for value in draft.ledger.values if not value.derived}
    own = [number for number in asked if number in stated]
    others = [number for number in asked if number not in own]
    unit = draft.query.measures[0].unit
    draft.paragraphs.insert(0, tell_choice(draft, own, others, unit))
    for number in others:
        tell_elsewhere(draft, number)
    return finish_quotes(draft) if answer.status == "answered" else answer


def compose_claim(draft: Draft) -> Answer:
    """The figure with yes or no to the number claimed; where that stands in the report, if it is not the figure's."""
    answer, bound = compose_lookup(draft), draft.query.threshold
    stated = {value.value for value in draft.ledger.values}
    if answer.status != "answered" or bound is None or bound.value in stated:
        return answer
    before = len(draft.paragraphs)
    tell_elsewhere(draft, bound.value)
    return finish_quotes(draft) if len(draft.paragraphs) > before else answer


def tell_choice(draft: Draft, own: Sequence[Decimal], others: Sequence[Decimal], unit: str) -> str:
    """是720条，不是729条; that both stand in the report, or neither."""

    def show(numbers: Sequence[Decimal]) -> str:
        return draft.names.list(draft.amount(Value("", number, unit), bold=False) for number in numbers)

    if len(own) > 1:
        return draft.say("either.both", own=show(own))
    return draft.say("either.one", own=show(own), others=show(others)) if own else draft.say("either.none", others=show(others))


def tell_elsewhere(draft: Draft, number: Decimal) -> None:
    """The sentences of the report in which a number stands that the figure is not; small ones are not looked for."""
    if number < TELLING:
        return
    unit = draft.query.measures[0].unit
    written = re.compile(rf"(?<![\d.]){number}\s*{re.escape(unit)}")
    found = [sentence for sentence in split_sentences(draft.evidence.passages) if written.search(sentence.folded)]
    if not found:
        return
    draft.write("either.elsewhere", figure=draft.amount(Value("", number, unit), bold=False))
    draft.add("\n".join(f"- {quote_sentence(draft, sentence)}" for sentence in found[:QUOTED]))


def compose_rest(draft: Draft) -> Answer:
    """What the channels that a report counts leave over of its total, with the sentence of the total."""
    entries = draft.enter_all()
    total = next((entry for entry in entries if entry.reading.measure.id == TOTAL), None)
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
