"""What an answer says besides its figures: where they come from, units, contradictions, gaps, coverage, findings."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.answering.basis.covering import NAMED, tell_coverage
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import enter_cell, mention_findings
from assistant.answering.basis.ledger import Entry, cite_figure, list_assumed
from assistant.answering.basis.suspect import doubts_unit
from assistant.answering.basis.wording import find_counted, name_unit
from assistant.records import Measure, Missing, Reading, WhyMissing
from index.records import StoredCell, StoredReport
from ingest.folding import make_readable

CARRIED_IN = "requests.carried_in.total"

QUOTED = 4
"""Of so many figures that only the prose has its words are told."""

_TOWNSHIPS = re.compile(r"(?:各|哪个|哪些|所有|全部|每个|的)乡镇(?!政府|[和与及、或,]?街道)")
"""How a question speaks of townships alone."""


def add_notes(draft: Draft, entries: Sequence[Entry]) -> None:
    """Adds everything that has to be said about the entries of an answer, gaps and findings included."""
    draft.run([*note_sources(draft, entries), *note_units(draft, entries)])
    for sentence in (*note_conflicts(draft, entries), *note_measures(draft, entries)):
        draft.add(sentence)
    mention_findings(draft, entries)
    if draft.coverage is None:
        add_gaps(draft)
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))


def note_sources(draft: Draft, entries: Sequence[Entry]) -> list[str]:
    """Sentences on whether the figures are the table's or the prose's."""
    prose = [entry for entry in entries if not entry.reading.cells]
    sentences = []
    if len(entries) == 1 and not prose:
        agreeing = entries[0].agreeing
        if agreeing is not None:
            marks = draft.mark((draft.ledger.cite(cite_figure(agreeing)),))
            sentences.append(draft.say("note.table_and_prose", marks=marks))
        elif entries[0].prose is None:
            sentences.append(draft.say("note.table_only"))
    told = [entry for entry in prose if not entry.reading.measure.cells]
    if told and len(told) == len(entries):
        sentences.append(draft.say("note.prose_measure"))
    elif told:
        labels = dict.fromkeys(draft.names.reading(entry.reading, ("measure",)) for entry in told)
        sentences.append(draft.say("note.prose_measures", labels=draft.names.list(labels)))
    sentences += note_instead(draft, [entry for entry in prose if entry.reading.measure.cells])
    if any(draft.ledger.values[position].approx for entry in entries for position in entry.stated):
        sentences.append(draft.say("note.approx"))
    return sentences


def note_instead(draft: Draft, prose: Sequence[Entry]) -> list[str]:
    """Says which figures of the tables stand in the prose alone, a few of them with what it says (未收到申请)."""
    names = [draft.names.reading(entry.reading) for entry in prose]
    if len(prose) > QUOTED:
        return [draft.say("note.prose_instead", name=draft.names.list(names))]
    told: dict[str, list[str]] = {}
    for name, entry in zip(names, prose, strict=True):
        told.setdefault(quote_prose(entry), []).append(name)
    return [draft.say("note.prose_quote", name=draft.names.list(group), quote=quote) for quote, group in told.items()]


def quote_prose(entry: Entry) -> str:
    """What the prose says of a figure, in its words."""
    figure = entry.reading.figure
    return make_readable(figure.figure.place.quote or "").rstrip("。；;") if figure is not None else ""


def note_units(draft: Draft, entries: Sequence[Entry]) -> list[str]:
    """Which units the form lends because the reports print none, and which numbers were converted."""
    quoted = {entry.stated for entry in entries if not entry.reading.cells and entry.reading.measure.cells}  # its words are told
    lending = [entry for entry in entries if entry.stated not in quoted]
    stated = [draft.ledger.values[position] for entry in lending for position in (*entry.stated, *entry.base)]
    lent = [(value.unit, value.label) for value in stated if value.unit_assumed and not doubts_unit(value)]
    sure = [entry for entry in lending if not any(doubts_unit(draft.ledger.values[position]) for position in entry.stated)]
    lent += [(unit, entry.reading.measure.label_en) for entry in sure for unit in list_assumed(entry.reading)]
    units = dict.fromkeys(name_unit(draft.query.language, find_counted(unit, label)) or unit for unit, label in lent)
    sentences = [draft.say("note.units", units=draft.names.list(f"“{unit}”" for unit in units))] if units else []
    if any(doubts_unit(value) for value in stated):
        sentences.append(draft.say("note.money_unit"))
    for entry in entries:
        for stated_position in entry.stated:
            position = entry.position
            if position is None or position == stated_position or len(entry.stated) > 1:
                continue
            amount, value = draft.ledger.values[position], draft.ledger.values[stated_position]
            shown = len(entries) == 1 and draft.query.operation == "lookup"
            if amount.unit != value.unit and not entry.reading.measure.over and not shown:
                holes = {"stated": draft.figure(stated_position, bold=False), "amount": draft.amount(amount, bold=False)}
                sentences.append(draft.say("note.converted", **holes))
    return sentences


def note_conflicts(draft: Draft, entries: Sequence[Entry]) -> list[str]:
    """Every figure that the prose states differently from the table."""
    sentences = []
    for entry in entries:
        if entry.prose is None:
            continue
        cell = entry.base[0] if entry.base else entry.position
        holes = {
            "name": draft.names.reading(entry.reading),
            "cell": draft.figure(cell or 0),
            "prose": draft.figure(entry.prose),
        }
        carried = find_carried(draft, entry)
        if carried is None:
            sentences.append(draft.say("note.conflict", **holes))
        else:
            sentences.append(draft.say("note.carried", carried=draft.figure(enter_cell(draft, carried)), **holes))
    return sentences


def find_carried(draft: Draft, entry: Entry) -> StoredCell | None:
    """The cell of applications carried in, where it is what the prose counts more than the table (收到 may mean both)."""
    if entry.reading.measure.figure != "requests.received" or entry.prose is None or entry.position is None:
        return None
    more = draft.ledger.values[entry.prose].value - draft.ledger.values[entry.position].value
    cells = (stored for stored in draft.evidence.cells if stored.report.id == entry.reading.report.id)
    return next((stored for stored in cells if stored.cell.cell == CARRIED_IN and stored.cell.value == more), None)


def note_measures(draft: Draft, entries: Sequence[Entry]) -> list[str]:
    """What the vocabulary says about the measures used, and that form versions are mixed."""
    measures = {entry.reading.measure.id: entry.reading.measure for entry in entries if entry.reading.measure.note}
    notes = list(dict.fromkeys(measure.note for measure in measures.values())) if draft.query.language == "zh" else []
    groups = [[measure for measure in measures.values() if measure.note == note] for note in notes]
    sentences = [draft.say("note.measure", note=word_note(draft, group)) for group in groups]
    in_cells = [
        entry.reading.report.form for entry in entries if entry.reading.cells and entry.reading.measure.id.startswith("active.")
    ]
    if len({form for form in in_cells if form}) > 1:
        sentences.append(draft.say("note.forms"))
    return sentences


def word_note(draft: Draft, measures: Sequence[Measure]) -> str:
    """The note of one measure or several alike, with their names in front where the note does not say them."""
    note, labels = measures[0].note.rstrip("。"), [measure.label for measure in measures]
    told = any(label in note for label in labels) or "版" in note
    return note if told else draft.say("note.about_measure", label=draft.names.list(labels), note=note)


def add_gaps(draft: Draft) -> None:
    """Adds a sentence for each figure and report that is missing, the first ten."""
    sentences = list_gaps(draft)
    draft.run(sentences[:NAMED])
    if len(sentences) > NAMED:
        draft.write("missing.more")


def list_gaps(draft: Draft) -> list[str]:
    """A sentence for each thing missing: reports that are not there, figures that a report does not give."""
    sentences = []
    absent = [gap for gap in draft.evidence.missing if gap.why == "no report"]
    for agency, gaps in groupby(absent, key=lambda gap: gap.agency or ""):
        sentences.append(tell_absent_reports(draft, agency, tuple(gaps)))
    lacking = [reading for reading in draft.evidence.readings if reading.why is not None]
    for _, alike in groupby(lacking, key=lambda reading: (reading.report.id, reading.why, has_place(reading))):
        sentences += tell_gaps(draft, tuple(alike))
    return list(dict.fromkeys(sentences))


def has_place(reading: Reading) -> bool:
    """Whether the form that a report uses has the cells of a measure."""
    form = reading.report.form
    return bool(reading.measure.cells) and (form is None or form in reading.measure.forms)


def tell_gaps(draft: Draft, gaps: Sequence[Reading]) -> list[str]:
    """Why one report gives no number for some measures, in one sentence where its tables simply do not have them."""
    if len(gaps) < len(("one", "two")) or gaps[0].why != "not in the report" or not has_place(gaps[0]):
        return [tell_gap(draft, reading, reading.why) for reading in gaps if reading.why is not None]
    labels = draft.say("piece.quoted_list").join(draft.names.reading(reading, ("measure",)) for reading in gaps)
    return [draft.say("missing.not_in_report", subject=draft.names.report(gaps[0].report), label=labels)]


def tell_absent_reports(draft: Draft, agency: str, gaps: Sequence[Missing]) -> str:
    """Says which reports of an agency are not there: 没有甲镇2021年、2022年的报告."""
    if agency in draft.query.unknown_agencies:
        return draft.say("missing.unknown_agency", name=agency)
    years = draft.names.list(dict.fromkeys(draft.names.year(gap.year) for gap in gaps if gap.year is not None))
    return draft.say("missing.no_report", subject=draft.names.join((agency, years)))


def tell_gap(draft: Draft, reading: Reading, why: WhyMissing) -> str:
    """Why one report gives no number for a measure."""
    subject, label = draft.names.report(reading.report), draft.names.reading(reading, ("measure",))
    if why == "not in the report":
        if not reading.measure.cells:
            return draft.say("missing.not_in_prose", subject=subject, label=label)
        form = reading.report.form
        if form is not None and form not in reading.measure.forms:
            return draft.say("missing.not_in_form", subject=subject, label=label, form=form)
        return draft.say("missing.not_in_report", subject=subject, label=label)
    return draft.say(f"missing.{why.replace(' ', '_')}", subject=subject, label=label, form=reading.report.form)


def add_coverage(draft: Draft) -> None:
    """Says on how many of how many a ranking or total rests, and names what was left out with the reason."""
    coverage = draft.coverage
    if coverage is None:
        return
    if not (draft.query.operation == "rank" and draft.query.limit == 1 and draft.query.kind == "镇"):
        note_kinds(draft, (reading.report for reading in draft.evidence.readings))
    draft.add(tell_coverage(draft, coverage))


def note_kinds(draft: Draft, reports: Iterable[StoredReport]) -> None:
    """Says that agencies of every kind are counted, where a question speaks of townships and some ``reports`` are of others."""
    if draft.query.kind == "镇" or (not draft.query.kind and _TOWNSHIPS.search(draft.query.question)):
        ends = ("镇",) if draft.query.kind else ("镇", "乡", "苏木")
        if any(report.agency is not None and not report.agency.name.endswith(ends) for report in reports):
            draft.write("coverage.any_kind")
