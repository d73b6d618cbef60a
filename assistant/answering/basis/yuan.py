"""Amounts told in 元 besides 万元, where a question asks how many 元."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import average_amounts, show_number, trim_number
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.suspect import doubts_unit
from assistant.records import Answer, Value

TEN_THOUSAND = 10_000
TOLD = 3
"""Of more amounts than this none is told twice."""

_IN_YUAN = re.compile(r"(?:多少|几)(?:块钱|块|元)|以元|how (?:many|much) yuan|in yuan(?! \()")


def add_yuan(draft: Draft, answer: Answer) -> Answer:
    """The answer with its amounts in 元, where these are asked for: the total that was worked out, or the few stated."""
    if answer.status != "answered" or not _IN_YUAN.search(draft.query.question.lower()):
        return answer
    printed = {at for at, value in enumerate(answer.values) if value.unit == "元"}
    found = [(at, value) for at, value in enumerate(answer.values) if value.unit == "万元" and not printed & {*value.inputs}]
    totals = [
        (at, value) for at, value in enumerate(answer.values) if value.unit == "万元" and value.derived and not value.agency
    ]
    chosen = [] if any(doubts_unit(value) for value in answer.values) else totals or found
    if not chosen or len(chosen) > TOLD:
        return answer
    converted = [convert_value(answer.values, at) for at, _ in chosen]
    amounts = draft.names.list(draft.amount(value) for value in converted)
    text = f"{answer.text}\n\n{draft.say('note.yuan', amounts=amounts)}"
    return replace(answer, text=text, values=(*answer.values, *converted))


def convert_value(values: Sequence[Value], at: int) -> Value:
    """The value at a position in 元, derived from it; an average is taken anew, for it was rounded."""
    value = values[at]
    exact = value.value * TEN_THOUSAND
    if value.derived == "average":
        exact = average_amounts([values[place].value * TEN_THOUSAND for place in value.inputs])
    formula = f"{show_number(value.value)}万元 × {TEN_THOUSAND}" if value.derived != "average" else value.formula
    inputs = value.inputs if value.derived == "average" else (at,)
    told = replace(value, value=trim_number(exact), unit="元", derived=value.derived or "sum", inputs=inputs, formula=formula)
    return replace(told, cell=None, unit_assumed=False)
