"""Answers on numbers that a question names itself: which of several a figure is, and whether it is just so much."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.draft import Draft
from assistant.answering.figures.lookups import compose_lookup
from assistant.answering.quotes.quoting import finish_quotes, quote_sentence
from assistant.answering.quotes.sentences import split_sentences
from assistant.records import Answer, Value
from assistant.understanding.signs.claims import TELLING, list_alternatives

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
