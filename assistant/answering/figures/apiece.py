"""Answers on what one item costs on average: the money that a report states divided by the number that it states."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import groupby

from assistant.answering.basis.calculate import DIGITS, HUNDREDTH, round_number, show_term, trim_number
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of, show_formula
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.records import Answer, Value
from assistant.understanding.words.cues import load_cues


def compose_apiece(draft: Draft) -> Answer:
    """Report by report the money divided by the number; its figures alone where one of the two is missing or the number is 0."""
    entries = [entry for entry in draft.enter_all() if entry.position is not None]
    if not entries:
        return compose_missing(draft)
    ids = [measure.id for measure in draft.query.measures]
    done = False
    groups = [list(group) for _, group in groupby(entries, key=lambda entry: entry.reading.report.id)]
    for group in sorted(groups, key=lambda group: weigh_group(draft, group)) if len(groups) > 1 else groups:
        found = {entry.reading.measure.id: entry for entry in group}
        if all(name in found for name in ids):
            done = tell_apiece(draft, found[ids[0]], found[ids[1]]) or done
        else:
            draft.write("apiece.alone", lead=draft.names.reading(next(iter(found.values())).reading, ("agency", "year")))
            state_figures(draft, list(found.values()))
    add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered" if done else "no_data")


def weigh_group(draft: Draft, group: Sequence[Entry]) -> Decimal:
    """What reports are ordered by: the largest average first, those without one last."""
    values = draft.ledger.values
    found = {entry.reading.measure.id: values[position_of(entry)].value for entry in group}
    amount, count = (found.get(measure.id) for measure in draft.query.measures)
    with localcontext(prec=DIGITS):
        each = amount / count if amount is not None and count else None
    if each is None:
        return Decimal("Infinity")
    return each if load_cues().match("least", draft.query.question.lower(), draft.query.language) else -each


def tell_apiece(draft: Draft, money: Entry, number: Entry) -> bool:
    """One report's average, or that there was nothing to divide by."""
    values = draft.ledger.values
    amount, count = values[position_of(money)], values[position_of(number)]
    lead = draft.names.reading(money.reading, ("agency", "year", "measure"))
    formula = show_formula(draft, money, number, "÷")
    if not count.value:
        draft.write("apiece.none", lead=lead, formula=formula)
        return False
    with localcontext(prec=DIGITS):
        each = trim_number(round_number(amount.value / count.value, HUNDREDTH))
    value = Value(
        draft.say("apiece.label", measure=draft.names.measure(money.reading.measure)),
        *(each, amount.unit),
        derived="average",
        inputs=(position_of(money), position_of(number)),
        formula=f"{show_term(amount)} ÷ {show_term(count)}",
        approx=amount.approx or count.approx,
    )
    position = draft.ledger.add(replace(place_value(value, money.reading.report)))
    draft.write("apiece.one", lead=lead, figure=draft.amount(values[position]), formula=formula, unit=count.unit)
    return True
