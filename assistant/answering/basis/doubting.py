"""What stands in front of a figure that is doubted, or whose unit is asked for: what its checks and its print tell."""

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.suspect import doubts_unit
from assistant.understanding.signs.doubts import asks_unit, doubts_figure


def judge_doubt(draft: Draft) -> str:
    """Whether anything speaks against the figures of an answer, or in which unit they are; empty where neither is asked."""
    if asks_unit(draft.query):
        return tell_unit(draft)
    stated = [value for value in draft.ledger.values if not value.derived]
    if not stated or not doubts_figure(draft.query):
        return ""
    unprinted = any(doubts_unit(value) for value in stated)
    return draft.say("doubt.some" if unprinted or draft.findings else "doubt.none")


def tell_unit(draft: Draft) -> str:
    """In which unit the first figure is, and whether the report prints it."""
    value = next((value for value in draft.ledger.values if not value.derived), None)
    if value is None or not value.unit:
        return ""
    return draft.say("doubt.no_unit" if value.unit_assumed else "doubt.unit", unit=value.unit)
