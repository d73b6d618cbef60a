"""Sums of several figures over agencies or years: each by itself, and together where that means something."""

from collections.abc import Sequence

from assistant.answering.basis.calculate import derive_sum
from assistant.answering.basis.caveats import add_coverage, add_notes, list_gaps
from assistant.answering.basis.covering import NAMED
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.basis.naming import split_parts
from assistant.answering.basis.sums import list_positions, may_add
from assistant.answering.basis.tabling import write_table
from assistant.records import Answer, Measure


def compose_sums(draft: Draft, entries: Sequence[Entry]) -> Answer:
    """The sum of each figure, then of all of them, with the figures report by report."""
    groups = [(measure, found) for measure in draft.query.measures if (found := list_entries(entries, measure))]
    together = len(groups) == len(draft.query.measures) and may_add(draft.query.measures)
    sums = [(measure, add_up(draft, measure, found)) for measure, found in groups]
    told = draft.say("piece.comma").join(
        draft.say("adding.part", name=draft.names.measure(measure), figure=draft.figure(place, marks=False))
        for measure, place in sums
    )
    if together:
        told += draft.say("adding.both", figure=draft.figure(add_all(draft, sums), marks=False))
    shared, _ = split_parts(entries)
    lead = draft.names.reading(entries[0].reading, shared)
    draft.add((draft.say("lookup.several", lead=lead) if lead else "") + told + draft.say("piece.stop"))
    if not together:
        units = {measure.unit for measure in draft.query.measures}
        draft.write("adding.units" if len(units) > 1 else "adding.inside")
    elif sum(measure.id.startswith("published.") for measure in draft.query.measures) > 1:
        draft.write("total.channels")
    tabulate_reports(draft, groups, together=together)
    add_coverage(draft)
    further = [gap for gap in list_gaps(draft) if any(f"“{draft.names.measure(measure)}”" in gap for measure, _ in groups[1:])]
    draft.run(further[:NAMED])
    add_notes(draft, entries)
    return draft.finish("answered")


def list_entries(entries: Sequence[Entry], measure: Measure) -> list[Entry]:
    """The entries of one measure."""
    return [entry for entry in entries if entry.reading.measure.id == measure.id]


def add_up(draft: Draft, measure: Measure, entries: Sequence[Entry]) -> int:
    """The position of the sum of one figure."""
    label = draft.say("total.sum_label", label=draft.names.measure(measure))
    return draft.ledger.add(derive_sum(draft.ledger.values, list_positions(entries), label))


def add_all(draft: Draft, sums: Sequence[tuple[Measure, int]]) -> int:
    """The position of the sum of all the sums."""
    label = draft.say("adding.label", names=draft.names.list(draft.names.measure(measure) for measure, _ in sums))
    return draft.ledger.add(derive_sum(draft.ledger.values, [place for _, place in sums], label))


def tabulate_reports(draft: Draft, groups: Sequence[tuple[Measure, Sequence[Entry]]], *, together: bool) -> None:
    """A row per report with its figures, and their sum where they are added up and all are there."""
    everything = [entry for _, found in groups for entry in found]
    _, parts = split_parts(everything)
    parts = tuple(part for part in parts if part != "measure") or ("agency",)
    reports = list(dict.fromkeys(entry.reading.report.id for entry in everything))
    head = [*(draft.say(f"column.{part}") for part in parts), *(draft.names.measure(measure) for measure, _ in groups)]
    rows = []
    for report in reports:
        row = [[entry for entry in found if entry.reading.report.id == report] for _, found in groups]
        named = next(found[0] for found in row if found)
        cells = [draft.entry(found[0], bold=False) if found else "—" for found in row]
        if together:
            cells.append(show_sum(draft, named, [found[0] for found in row if found]) if all(row) else "—")
        rows.append([*(draft.names.part(named.reading, part) for part in parts), *cells])
    write_table(draft, [*head, draft.say("column.together")] if together else head, rows)


def show_sum(draft: Draft, named: Entry, entries: Sequence[Entry]) -> str:
    """One report's figures added up, entered."""
    label = draft.say(
        "adding.label", names=draft.names.list(draft.names.reading(entry.reading, ("measure",)) for entry in entries)
    )
    value = place_value(derive_sum(draft.ledger.values, list_positions(entries), label), named.reading.report)
    return draft.figure(draft.ledger.add(value), bold=False, marks=False)
