"""Who lies above or below an average that a question asks for besides (超过平均数的有哪些)."""

import re
from collections.abc import Sequence

from assistant.answering.calculate import derive_count
from assistant.answering.draft import Draft
from assistant.answering.ledger import Entry
from assistant.answering.naming import split_parts

_ABOVE = re.compile(r"(?:超过|超出|高于|大于|多于|高出)了?平均|平均(?:数|值|水平)?(?:以上|之上)|above (?:the )?average")
_BELOW = re.compile(r"(?:低于|小于|少于|不到|没达到|未达到?)了?平均|平均(?:数|值|水平)?(?:以下|之下)|below (?:the )?average")


def tell_beyond(draft: Draft, entries: Sequence[Entry], average: int) -> None:
    """Names the entries on the asked side of the average, whose position it is; nothing where no side is asked for."""
    question = draft.query.question.lower()
    above, below = _ABOVE.search(question), _BELOW.search(question)
    if (above is None) == (below is None):
        return
    values = draft.ledger.values
    bound = values[average].value
    met = [
        entry
        for entry in entries
        if entry.position is not None
        and (values[entry.position].value > bound if above else values[entry.position].value < bound)
    ]
    condition = draft.say("total.above_average" if above else "total.below_average")
    _, parts = split_parts(entries)
    names = draft.names.list(f"{draft.names.reading(entry.reading, parts)}（{draft.entry(entry, bold=False)}）" for entry in met)
    if not met:
        draft.write("total.none", lead="", condition=condition)
        return
    label = draft.say("total.count_label", lead="", condition=condition)
    positions = [entry.position for entry in met if entry.position is not None]
    count = draft.ledger.add(derive_count(len(met), positions, label))
    draft.write("total.count_list", lead="", condition=condition, count=draft.amount(values[count]), names=names)
