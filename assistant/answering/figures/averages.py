"""Who lies above or below an average that a question asks for besides (超过平均数的有哪些)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count, derive_difference
from assistant.answering.basis.changes import TWO, position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import split_parts

_ABOVE = re.compile(r"(?:超过|超出|高于|大于|多于|高出)了?平均|平均(?:数|值|水平)?(?:以上|之上)|above (?:the )?average")
_BELOW = re.compile(r"(?:低于|小于|少于|不到|没达到|未达到?)了?平均|平均(?:数|值|水平)?(?:以下|之下)|below (?:the )?average")


def trim_entries(draft: Draft, entries: Sequence[Entry]) -> list[Entry]:
    """The entries without the largest or the smallest ones, where the question leaves them out, which is said."""
    kept = list(entries)
    for end in draft.query.trimmed:
        amounts = [draft.ledger.values[position_of(entry)].value for entry in kept]
        if len(set(amounts)) < TWO or len({entry.reading.measure.id for entry in kept}) > 1:
            draft.write("overall.not_trimmed")
            return kept
        bound = max(amounts) if end == "most" else min(amounts)
        gone = [entry for entry, amount in zip(kept, amounts, strict=True) if amount == bound]
        _, parts = split_parts(kept)
        names = draft.names.list(
            draft.say("piece.brackets", text=draft.names.reading(entry.reading, parts), more=draft.entry(entry, bold=False))
            for entry in gone
        )
        draft.write(f"overall.without_{end}", names=names)
        kept = [entry for entry in kept if entry not in gone]
    return kept


def tell_beside(draft: Draft, entries: Sequence[Entry], average: int) -> None:
    """How far the one figure asked about lies above or below the average."""
    own = [
        entry
        for entry in entries
        if entry.reading.report.agency and (entry.reading.report.agency.id, entry.reading.report.year) == draft.query.beside
    ]
    if not own:
        if draft.query.beside is not None:
            draft.write("overall.no_beside")
        return
    name = draft.names.reading(own[0].reading, ("agency", "year"))
    label = draft.say("compare.difference_label", first=name, second=draft.say("overall.average"))
    difference = derive_difference(draft.ledger.values, position_of(own[0]), average, label)
    draft.ledger.add(difference)
    way = "over" if difference.value > 0 else "under" if difference.value < 0 else "even"
    shown = draft.amount(replace(difference, value=abs(difference.value)))
    draft.write(f"overall.{way}_average", name=name, figure=draft.entry(own[0], bold=False), difference=shown)


def tell_beyond(draft: Draft, entries: Sequence[Entry], average: int) -> None:
    """Names the entries on the asked side of the average, whose position it is; nothing where no side is asked for."""
    question = draft.query.question.lower()
    above, below = _ABOVE.search(question), _BELOW.search(question)
    if (above is None) == (below is None) or draft.query.beside is not None:
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
    names = draft.names.list(
        draft.say("piece.brackets", text=draft.names.reading(entry.reading, parts), more=draft.entry(entry, bold=False))
        for entry in met
    )
    if not met:
        draft.write("total.none", lead="", condition=condition)
        return
    label = draft.say("total.count_label", lead="", condition=condition)
    positions = [entry.position for entry in met if entry.position is not None]
    count = draft.ledger.add(derive_count(len(met), positions, label))
    draft.write("total.count_list", lead="", condition=condition, count=draft.amount(values[count]), names=names)
