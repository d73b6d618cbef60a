"""Answers on the agencies whose figure lies above, below or level with that of a named one, year by year."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, exact_amount
from assistant.answering.basis.tabling import MOST_IN_PROSE, tabulate_entries
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN, name_lead, name_parts, order_readings
from assistant.answering.figures.thresholds import meets_bound
from assistant.records import Answer, Reading


def compose_rivals(draft: Draft) -> Answer:
    """The figure of the named agency and those of the others that lie on the asked side of it in the same year."""
    rival = draft.query.rival
    readings = [reading for _, reading in order_readings(draft)]
    own = [reading for reading in readings if reading.report.agency == rival]
    if rival is None or not own:
        return compose_missing(draft)
    entries = [draft.ledger.enter(reading) for reading in own]
    met = [reading for reading in readings if reading.report.agency != rival and outdoes(draft, reading, own)]
    told = [draft.ledger.enter(reading) for reading in met[:SHOWN]]
    parts = name_parts(draft)
    figures = draft.names.list(
        draft.say("piece.brackets", text=draft.names.reading(one.reading, parts), more=draft.entry(one)) for one in entries
    )
    tell_rivals(draft, told, len(met), figures)
    add_coverage(draft)
    add_notes(draft, [*entries, *told])
    return draft.finish("answered")


def outdoes(draft: Draft, reading: Reading, own: Sequence[Reading]) -> bool:
    """Whether a figure lies on the asked side of the named agency's figure of the same year; False where that has none."""
    bound = draft.query.threshold
    base = next((one for one in own if one.report.year == reading.report.year), None)
    amount = exact_amount(base) if base is not None else None
    return bound is not None and amount is not None and meets_bound(reading, replace(bound, value=amount))


def tell_rivals(draft: Draft, told: Sequence[Entry], number: int, figures: str) -> None:
    """How many they are and who, with the figure that they are held against."""
    bound = draft.query.threshold
    condition = draft.say(f"rival.{bound.comparison if bound is not None else '>'}", names=figures)
    holes = {"lead": name_lead(draft), "condition": condition}
    count = derive_count(number, [position_of(entry) for entry in told], draft.say("rival.label", lead=holes["lead"]))
    draft.ledger.add(count)
    if not number:
        draft.write("rival.none", **holes)
    elif len(told) > MOST_IN_PROSE:
        draft.write("rival.count", count=draft.amount(count), **holes)
        tabulate_entries(draft, told)
    else:
        parts = name_parts(draft)
        names = draft.names.list(
            draft.say("piece.brackets", text=draft.names.reading(entry.reading, parts), more=draft.entry(entry, bold=False))
            for entry in told
        )
        draft.write("rival.list", count=draft.amount(count), names=names, **holes)
