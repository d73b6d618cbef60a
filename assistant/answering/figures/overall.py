"""One figure over many reports: their sum, their average, or for a rate the summed parts over the summed wholes."""

from collections.abc import Sequence

from assistant.answering.basis.calculate import derive_average, derive_share, derive_sum
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.sums import list_positions
from assistant.records import Operation, Value


def derive_overall(draft: Draft, entries: Sequence[Entry], operation: Operation, label: str) -> Value | None:
    """The sum or the average of entries of one measure; rates are never added, their parts and wholes are.

    None where no entry has a figure, or the wholes of a rate add up to 0.
    """
    if entries and entries[0].reading.measure.over:
        return derive_rate(draft, entries, label)
    positions = list_positions(entries)
    if not positions:
        return None
    derive = derive_average if operation == "average" else derive_sum
    return derive(draft.ledger.values, positions, label)


def derive_rate(draft: Draft, entries: Sequence[Entry], label: str) -> Value | None:
    """The rate over all entries together: what they count divided by what they count it of, both sums entered."""
    values = draft.ledger.values
    part, whole = (
        draft.ledger.add(derive_sum(values, positions, draft.say(f"overall.{name}", label=label)))
        for name, positions in (
            ("part", [entry.base[0] for entry in entries]),
            ("whole", [position for entry in entries for position in entry.base[1:]]),
        )
    )
    return derive_share(values, part, (whole,), label, "rate")


def show_overall(draft: Draft, position: int) -> str:
    """An overall figure; a rate with the two sums that it is taken from."""
    value = draft.ledger.values[position]
    if value.derived != "rate":
        return draft.figure(position, marks=False)
    part, whole = (draft.figure(place, bold=False, marks=False) for place in value.inputs)
    return draft.say("piece.brackets", text=draft.figure(position, marks=False), more=f"{part} ÷ {whole}")
