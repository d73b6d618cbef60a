"""Answers on what part of a whole a figure is: shares, rates, one agency's part of all."""

from collections.abc import Sequence
from itertools import groupby

from assistant.answering.basis.calculate import derive_share, derive_sum
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import TWO, position_of, show_formula
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.basis.sums import may_add
from assistant.answering.basis.tabling import MOST_IN_PROSE, list_entries, tabulate_entries
from assistant.answering.figures.comparing import state_alone
from assistant.answering.figures.lookups import compose_lookup
from assistant.records import Answer

SHOWN = 50
"""Of so many members of a whole each is listed."""


def compose_share(draft: Draft) -> Answer:
    """The first measure in percent of the second; a rate by its own base; one agency's part of all."""
    entries = draft.enter_all()
    if draft.query.measures and draft.query.measures[0].over:
        return compose_lookup(draft)
    if len(draft.query.measures) == 1:
        return compose_share_of_all(draft, entries)
    *parts, last = [measure.id for measure in draft.query.measures]
    done: list[Entry] = []
    for _, group in groupby(entries, key=lambda entry: entry.reading.report.id):
        found = {entry.reading.measure.id: entry for entry in group}
        if draft.query.together:
            done += tell_share_together(draft, [found[name] for name in (*parts, last) if name in found])
            continue
        for name in parts:
            if name in found and last in found:
                tell_share(draft, found[name], found[last])
                done += [entry for entry in (found[name], found[last]) if entry not in done]
    if not done:
        return state_alone(draft, entries)
    add_notes(draft, done)
    return draft.finish("answered")


def compose_share_of_all(draft: Draft, entries: Sequence[Entry]) -> Answer:
    """The figure of each agency named, or their sum where they are asked about together, in percent of the sum over all."""
    asked = {agency.id for agency in draft.query.agencies}
    own = [entry for entry in entries if entry.reading.report.agency and entry.reading.report.agency.id in asked]
    if draft.query.beside is not None:
        own = [entry for entry in own if entry.reading.report.year == draft.query.beside[1]]
    if not own or len(entries) < TWO:
        return state_alone(draft, own or entries)
    values, whole_label = draft.ledger.values, name_whole(draft)
    whole = draft.ledger.add(derive_sum(values, [position_of(entry) for entry in entries], whole_label))
    for name, part in [name_together(draft, own)] if draft.query.together else name_each(draft, own):
        share = derive_share(values, part, (whole,), draft.say("compare.share_label", part=name, whole=whole_label))
        if share is not None:
            draft.ledger.add(share)
            formula = f"{draft.figure(part, bold=False)} ÷ {draft.figure(whole, bold=False)}"
            draft.write("compare.share", lead="", part=name, whole=whole_label, rate=draft.amount(share), formula=formula)
    tell_members(draft, entries, whole)
    add_coverage(draft)
    add_notes(draft, own)
    return draft.finish("answered")


def name_whole(draft: Draft) -> str:
    """What the figures are added up of: the stored years of one agency, the agencies of a county, or those that are listed."""
    if draft.query.beside:
        return draft.say("overall.years")
    return draft.say("compare.county_label", name=draft.query.parent) if draft.query.parent else draft.say("compare.all_label")


def tell_members(draft: Draft, entries: Sequence[Entry], whole: int) -> None:
    """The figures that the whole is the sum of, each with its source."""
    figure = draft.amount(draft.ledger.values[whole], bold=False)
    if len(entries) > SHOWN:
        return
    if len(entries) > MOST_IN_PROSE:
        draft.write("compare.members_table", figure=figure)
        tabulate_entries(draft, entries)
    else:
        draft.write("compare.members", figure=figure, parts=list_entries(draft, entries, bold=False))


def name_each(draft: Draft, entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Entries by name, each with its position."""
    return [(draft.names.reading(entry.reading), position_of(entry)) for entry in entries]


def name_together(draft: Draft, entries: Sequence[Entry]) -> tuple[str, int]:
    """What several agencies are called together, and the position of their sum."""
    names = draft.names.list(draft.names.reading(entry.reading, ("agency",)) for entry in entries)
    label = draft.say("total.side", names=names)
    return label, draft.ledger.add(derive_sum(draft.ledger.values, [position_of(entry) for entry in entries], label))


def tell_share_together(draft: Draft, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The share that all parts but the last, the whole, have together; the entries told, none where one lacks or adds nothing."""
    *parts, whole = entries
    if len(entries) < len(draft.query.measures) or not may_add([entry.reading.measure for entry in parts]):
        return ()
    names = draft.names.list(draft.names.reading(entry.reading, ("measure",)) for entry in parts)
    values, label = draft.ledger.values, draft.say("total.side", names=names)
    value = derive_sum(values, [position_of(entry) for entry in parts], label)
    part = draft.ledger.add(place_value(value, whole.reading.report))
    name = draft.names.reading(whole.reading, ("measure",))
    share = derive_share(values, part, (position_of(whole),), draft.say("compare.share_label", part=label, whole=name))
    added = " + ".join(draft.figure(position_of(entry), bold=False) for entry in parts)
    formula = f"({added}) ÷ {draft.figure(position_of(whole), bold=False)}"
    lead = draft.names.reading(whole.reading, ("agency", "year")) + (", " if draft.query.language == "en" else "")
    if share is None:
        draft.write("compare.no_share", lead=lead, whole=name, formula=formula)
        return entries
    draft.ledger.add(place_value(share, whole.reading.report))
    rate, total = draft.amount(share), draft.amount(values[part], bold=False)
    draft.write("compare.share_together", lead=lead, part=label, figure=total, whole=name, rate=rate, formula=formula)
    return entries


def tell_share(draft: Draft, part: Entry, whole: Entry) -> None:
    """One measure's share of another in one report."""
    names = {"part": draft.names.reading(part.reading, ("measure",)), "whole": draft.names.reading(whole.reading, ("measure",))}
    lead = draft.names.reading(part.reading, ("agency", "year")) + (", " if draft.query.language == "en" else "")
    label = draft.say("compare.share_label", **names)
    share = derive_share(draft.ledger.values, position_of(part), (position_of(whole),), label)
    formula = show_formula(draft, part, whole, "÷")
    if share is None:
        draft.write("compare.no_share", lead=lead, whole=names["whole"], formula=formula)
        return
    share = place_value(share, part.reading.report)
    draft.ledger.add(share)
    draft.write("compare.share", lead=lead, rate=draft.amount(share), formula=formula, **names)
