"""Answers that state figures one by one, and what is told where none is stored."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.caveats import add_gaps, add_notes
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import enter_figure, name_figure
from assistant.answering.basis.ledger import Entry, name_cell
from assistant.answering.basis.reading import CHANNELS
from assistant.answering.basis.sums import tell_together
from assistant.answering.basis.tabling import MOST_IN_PROSE, list_entries, name_shared, tabulate_entries
from assistant.answering.basis.verdicts import judge_closed, judge_granted, judge_several, tell_existence
from assistant.answering.figures.said import tell_said
from assistant.answering.figures.stated import find_beside, tell_beside, tell_closed, tell_stated
from assistant.answering.figures.written import tell_denied
from assistant.answering.quotes.quoting import finish_quotes
from assistant.records import Answer


def compose_lookup(draft: Draft) -> Answer:
    """The figures of the agencies, years and measures named."""
    entries = draft.enter_all()
    if not entries:
        return compose_missing(draft)
    if tell_closed(draft):  # the prose's own number of those handled stands in the quote
        entries = [entry for entry in entries if entry.reading.cells]
    if entries and not tell_together(draft, entries):
        judge_closed(draft, entries)
        judge_granted(draft, entries)
        if len(entries) > 1:
            judge_several(draft, entries)
        state_figures(draft, entries)
    tell_stated(draft)
    beside = find_beside(draft)
    add_notes(draft, entries)
    if not tell_denied(draft):
        tell_beside(draft, beside)
    return draft.finish("answered")


def state_figures(draft: Draft, entries: Sequence[Entry]) -> None:
    """States entries as a sentence, or as a table where they are many."""
    if len(entries) > MOST_IN_PROSE:
        draft.write("lookup.table", lead=name_shared(draft, entries) or draft.say("lookup.findings_lead"))
        tabulate_entries(draft, entries)
        return
    if len(entries) == 1:
        draft.add(tell_existence(draft, entries[0]) + tell_figure(draft, entries[0]))
        return
    lead = name_shared(draft, entries)
    listed = list_entries(draft, entries)
    stop = draft.say("piece.stop")
    draft.add(f"{draft.say('lookup.several', lead=lead)}{listed}{stop}" if lead else f"{listed}{stop}")


def tell_figure(draft: Draft, entry: Entry) -> str:
    """One entry as a sentence, with the parts of a sum."""
    name = draft.names.reading(entry.reading)
    if entry.reading.measure.over and entry.position is None:
        return draft.say("lookup.no_rate", name=name, formula=draft.ratio(entry))
    if is_converted(draft, entry):
        stated = draft.figure(entry.stated[0])
        amount = draft.amount(draft.ledger.values[entry.position or 0], bold=False)
        return draft.say("lookup.converted", name=name, figure=stated, amount=amount)
    return draft.say("lookup.one", name=name, figure=draft.entry(entry) + list_parts(draft, entry))


def is_converted(draft: Draft, entry: Entry) -> bool:
    """Whether an entry is spoken of in another unit than the one that the report writes."""
    if len(entry.stated) != 1 or entry.position in (None, entry.stated[0]) or entry.reading.measure.over:
        return False
    return draft.ledger.values[entry.position or 0].unit != draft.ledger.values[entry.stated[0]].unit


def list_parts(draft: Draft, entry: Entry) -> str:
    """The parts of a sum in words: ，其中甲2件[1]、乙1件[2]; empty for a single cell."""
    cells = entry.reading.cells
    if len(cells) < len(("one", "two")) or entry.reading.measure.over or entry.stated == (entry.position,):
        return ""
    labels = {stored.cell.cell: name_cell(stored.cell.cell, draft.query.language) for stored in cells}
    values = [(position, draft.ledger.values[position]) for position in entry.stated]
    named = [
        f"{labels[value.cell]}{draft.say('piece.gap')}{draft.figure(position, bold=False)}"
        for position, value in values
        if value.cell in labels
    ]
    rest = draft.say("lookup.rest_zero") if len(named) < len(cells) else ""
    return draft.say("piece.comma") + draft.say("lookup.parts", parts=draft.names.list(named)) + rest


def compose_missing(draft: Draft) -> Answer:
    """What was understood and is not stored, why, and the nearest that is."""
    if tell_closed(draft) or tell_denied(draft):
        return draft.finish("answered")
    told = tell_stated(draft)
    beside = find_beside(draft)
    if not (told or beside) and tell_said(draft):
        return replace(finish_quotes(draft, gaps=False), status="answered")
    add_gaps(draft)
    tell_channels(draft)
    whole = tell_beside(draft, beside)
    if told or beside:
        return replace(finish_quotes(draft), status="answered" if told or whole else "no_data")
    if not draft.paragraphs:
        tell_nothing(draft)
    if draft.evidence.available:
        years: dict[str, list[int | None]] = {}
        for report in draft.evidence.available:
            years.setdefault(draft.names.reporter(report), []).append(report.year)
        listed = [draft.names.join((name, draft.names.years(found, spans=len(years) > 1))) for name, found in years.items()]
        draft.write("missing.available", list=draft.say("piece.semicolon").join(listed))
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))
    return draft.finish("no_data")


def tell_nothing(draft: Draft) -> None:
    """That nothing stored answers: none of the years asked for and which there are, or that the store is empty."""
    if draft.evidence.years:
        years, held = draft.names.years(draft.query.years), draft.names.years(draft.evidence.years)
        strange = years and not set(draft.query.years) & set(draft.evidence.years)
        draft.write("missing.no_such_year" if strange else "missing.only_years", years=years, held=held)
    else:
        draft.write("missing.nothing" if draft.evidence.reports or draft.evidence.available else "missing.empty")


def tell_channels(draft: Draft) -> None:
    """Adds what a report says of the channels where it states no total of them: the nearest thing to what was asked."""
    for reading in draft.evidence.readings:
        if reading.why is None or reading.measure.id != "published.total":
            continue
        parts = [
            stored
            for stored in draft.evidence.figures
            if stored.report.id == reading.report.id and stored.figure.figure in CHANNELS
        ]
        told = [f"{name_figure(draft, part)}{draft.figure(enter_figure(draft, part))}" for part in parts]
        if told:
            draft.write("missing.channels", subject=draft.names.report(reading.report), parts=draft.names.list(told))
