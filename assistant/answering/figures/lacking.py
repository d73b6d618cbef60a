"""Answers on which reports give no number for a figure: blank, a slash, no such row and unreadable are told apart.

A figure of 0 is none of them.
"""

from collections.abc import Mapping, Sequence

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import NAMED
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import cite_cell, count_of
from assistant.answering.basis.reading import find_reason, list_cells
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN
from assistant.records import Answer, Coverage, Measure, Reading, WhyMissing
from assistant.understanding.signs.lacking import WITHOUT_NUMBER
from index.records import StoredCell

Groups = Mapping[WhyMissing, Sequence[Reading]]


def compose_lacking(draft: Draft) -> Answer:
    """For each figure asked about, the reports by the state of its cell, those of the states asked for first."""
    if not draft.evidence.readings:
        return compose_missing(draft)
    for measure in draft.query.measures:
        tell_measure(draft, measure, [reading for reading in draft.evidence.readings if reading.measure.id == measure.id])
    absent = dict.fromkeys(gap.agency or "" for gap in draft.evidence.missing if gap.why == "no report")
    if absent:
        draft.write("lacking.absent", names=draft.names.list(absent, most=NAMED))
    for reading in draft.query.assumed:
        draft.write("note.assumed", reading=reading.rstrip("。."))
    return draft.finish("answered")


def tell_measure(draft: Draft, measure: Measure, readings: Sequence[Reading]) -> None:
    """Which reports lack one figure, and how many state it, state 0 or use a form without it."""
    label = draft.names.measure(measure)
    groups = group_readings(draft, readings)
    if len(groups.get("not comparable", ())) == len(readings):
        draft.write("lacking.no_such_item", label=label)
        return
    asked = {why: groups[why] for why in WITHOUT_NUMBER if why in draft.query.lacking and why in groups}
    others = {why: groups[why] for why in WITHOUT_NUMBER if why not in draft.query.lacking and why in groups}
    if len(draft.query.lacking) == 1:
        tell_state(draft, label, draft.query.lacking[0], asked.get(draft.query.lacking[0], ()))
    elif not asked:
        draft.write("lacking.none", label=label)
    else:
        found = count_reports(draft, sum(map(len, asked.values())), label, "gone_over")
        draft.write("lacking.count", count=found, label=label)
        lines = (
            draft.say("lacking.line", state=name_state(draft, why, found), names=list_names(draft, found))
            for why, found in asked.items()
        )
        draft.add("\n".join(f"- {line}" for line in lines))
    if others:
        told = (
            draft.say("lacking.group", state=name_state(draft, why, found), names=list_names(draft, found))
            for why, found in others.items()
        )
        draft.write("lacking.others", groups=draft.say("piece.semicolon").join(told))
    tell_rest(draft, label, readings, groups)


def tell_state(draft: Draft, label: str, why: WhyMissing, found: Sequence[Reading]) -> None:
    """The reports whose cell is in the one state asked for."""
    state = name_state(draft, why, found)
    if not found:
        draft.write("lacking.none_such", label=label, state=state)
        return
    count = count_reports(draft, len(found), label, why.replace(" ", "_"))
    draft.write("lacking.one", label=label, state=state, count=count, names=list_names(draft, found))


def tell_rest(draft: Draft, label: str, readings: Sequence[Reading], groups: Groups) -> None:
    """How many reports were looked at, state a figure, or state 0."""
    other_form = len(groups.get("not comparable", ()))
    of = len(readings) - other_form
    stated = of - sum(len(groups.get(why, ())) for why in WITHOUT_NUMBER)
    zeros = sum(reading.why is None and not count_of(reading) and not lacks_cell(draft, reading) for reading in readings)
    if zeros:
        draft.write("lacking.zeros", count=count_reports(draft, zeros, label, "zero"))
    holes = {"of": count_reports(draft, of, label, "gone_over"), "with_data": count_reports(draft, stated, label, "stated")}
    draft.write("lacking.looked" if stated < of else "lacking.looked_all", **holes)
    if other_form:
        draft.write("lacking.other_form", count=count_reports(draft, other_form, label, "not_comparable"))
    excluded = [(draft.names.report(reading.report), why) for why in WITHOUT_NUMBER for reading in groups.get(why, ())]
    draft.coverage = Coverage(of, stated, tuple(excluded))


def group_readings(draft: Draft, readings: Sequence[Reading]) -> Groups:
    """The readings without a number in the table, or in the prose where the table has no such item, by the reason."""
    groups: dict[WhyMissing, list[Reading]] = {}
    for reading in readings:
        why = lacks_cell(draft, reading) or reading.why
        if why is not None:
            groups.setdefault(why, []).append(reading)
    return groups


def lacks_cell(draft: Draft, reading: Reading) -> WhyMissing | None:
    """Why the table gives no number, though the prose may; None where it does, or has no such item."""
    if not reading.measure.cells or reading.cells:
        return None
    return find_reason(reading.measure, reading.report, find_cells(draft, reading), comparing=True)


def find_cells(draft: Draft, reading: Reading) -> list[StoredCell]:
    """The stored cells of a reading's measure in its report, whatever stands in them."""
    wanted = list_cells(reading.measure, reading.report)
    return [stored for stored in draft.evidence.cells if stored.report.id == reading.report.id and stored.cell.cell in wanted]


def name_state(draft: Draft, why: WhyMissing, found: Sequence[Reading]) -> str:
    """What stands in such a cell; of a figure that only prose gives, that it gives none."""
    prose = bool(found) and not found[0].measure.cells
    return draft.say("lacking.not_in_the_prose" if prose else f"lacking.{why.replace(' ', '_')}")


def list_names(draft: Draft, found: Sequence[Reading]) -> str:
    """The reports with the mark of what stands in the cell, and the prose's figure where there is one."""
    names = []
    for reading in found[:SHOWN]:
        single = len(draft.query.years) == 1
        name = draft.names.reporter(reading.report) if single else draft.names.report(reading.report)
        written = [stored for stored in find_cells(draft, reading) if stored.cell.state != "stated" and stored.cell.raw.strip()]
        name += draft.mark([draft.ledger.cite(cite_cell(stored)) for stored in written])
        if reading.figure is not None:
            figure = draft.entry(draft.ledger.enter(reading), bold=False)
            name = draft.say("lacking.in_prose", name=name, figure=figure)
        names.append(name)
    return draft.names.list(names, most=SHOWN if len(found) <= SHOWN else len(names) - 1)


def count_reports(draft: Draft, number: int, label: str, state: str) -> str:
    """A number of reports, entered."""
    named = draft.say("lacking.label", label=label, state=draft.say(f"lacking.{state}"))
    return draft.amount(draft.ledger.values[draft.ledger.add(derive_count(number, (), named, "份报告"))], bold=False)
