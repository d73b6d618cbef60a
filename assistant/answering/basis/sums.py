"""Figures added up besides being told: two measures of one report, the first of a ranking, groups of agencies side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_difference, derive_share, derive_sum
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, place_value
from assistant.answering.basis.tabling import list_entries, tabulate_entries
from assistant.records import Measure
from assistant.understanding.measures.wholes import find_whole
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary


def tell_together(draft: Draft, entries: Sequence[Entry]) -> bool:
    """Tells the sum of each report's figures and what it is made of; False where they cannot be added up, and nothing is told."""
    if not draft.query.together or not may_add(draft.query.measures):
        return False
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.reading.report.id, []).append(entry)
    if any(len(group) < len(draft.query.measures) for group in groups.values()):
        return False
    for group in groups.values():
        tell_sum(draft, group)
    if sum(measure.id.startswith("published.") for measure in draft.query.measures) > 1:
        draft.write("total.channels")
    return True


def may_add(measures: Sequence[Measure]) -> bool:
    """Whether the sum of measures means something: plain counts of one unit or of the prose, none of them part of another."""
    if any(measure.over for measure in measures) or any(find_whole(one, load_vocabulary()) in measures for one in measures):
        return False
    cells = [cell for measure in measures for cell in measure.cells]
    units = {measure.unit for measure in measures}
    return len(cells) == len(set(cells)) and len(units) == 1


def tell_sum(draft: Draft, group: Sequence[Entry]) -> None:
    """One report's figures added up: the sum first, then its parts."""
    names = draft.names.list(draft.names.reading(entry.reading, ("measure",)) for entry in group)
    value = derive_sum(draft.ledger.values, list_positions(group), draft.say("total.sum_label", label=names))
    position = draft.ledger.add(place_value(value, group[0].reading.report))
    lead = draft.names.reading(group[0].reading, ("agency", "year"))
    total = draft.say("total.sum", lead=lead, figure=draft.amount(draft.ledger.values[position]))
    draft.write("total.of", total=total, parts=list_entries(draft, group, bold=False))


def tell_places_together(draft: Draft, entries: Sequence[Entry]) -> None:
    """The sum over the places of a ranking that are listed."""
    if len(entries) < 2 or entries[0].reading.measure.over:  # noqa: PLR2004  (one figure is its own sum)
        return
    label = draft.say("total.sum_label", label=draft.names.reading(entries[0].reading, ("measure",)))
    position = draft.ledger.add(derive_sum(draft.ledger.values, list_positions(entries), label))
    draft.write("total.places", figure=draft.amount(draft.ledger.values[position]))
    if load_cues().match("share", draft.query.question.lower(), draft.query.language):
        tell_places_share(draft, position)


def tell_top_share(draft: Draft, entries: Sequence[Entry]) -> None:
    """What part of the sum over all agencies the first has; of several that are equal the part of each."""
    asked = load_cues().match("share", draft.query.question.lower(), draft.query.language)
    if entries and asked and not entries[0].reading.measure.over and entries[0].position is not None:
        tell_places_share(draft, entries[0].position)


def tell_places_share(draft: Draft, part: int) -> None:
    """What part of the sum over all agencies the places that are listed have."""
    measure = draft.query.measures[0].id
    if draft.evidence.wide:
        return
    everyone = [reading for reading in draft.evidence.readings if reading.why is None and reading.measure.id == measure]
    label = draft.say("overall.everyone")
    positions = list_positions([draft.ledger.enter(reading) for reading in everyone])
    whole = draft.ledger.add(derive_sum(draft.ledger.values, positions, label))
    share = derive_share(draft.ledger.values, part, (whole,), draft.say("compare.share_label", part=label, whole=label))
    if share is not None:
        draft.ledger.add(share)
        formula = " ÷ ".join(draft.figure(place, bold=False, marks=False) for place in (part, whole))
        draft.write("overall.places_share", share=draft.amount(share), formula=formula)


def tell_sides(draft: Draft, entries: Sequence[Entry]) -> bool:
    """Groups of agencies, each added up, and which has more; False where a figure is missing, and nothing is told."""
    by_agency: Mapping[int, list[Entry]] = {
        agency.id: [entry for entry in entries if entry.reading.report.agency == agency] for agency in draft.query.agencies
    }
    groups = [[entry for agency in side for entry in by_agency.get(agency, ())] for side in draft.query.sides]
    whole = all(len(by_agency.get(agency, ())) == 1 for side in draft.query.sides for agency in side)
    if not whole or any(entry.reading.measure.over for entry in entries):
        return False
    sides = [enter_side(draft, group) for group in groups]
    tell_larger(draft, sides)
    if len(entries) > sum(map(len, draft.query.sides)):
        tabulate_entries(draft, entries)
    else:
        draft.write("lookup.one", name=draft.say("total.sides"), figure=list_entries(draft, entries, bold=False))
    return True


def enter_side(draft: Draft, group: Sequence[Entry]) -> tuple[str, int]:
    """What a side is called, and the position of its sum, or of its only figure."""
    name = draft.names.list(draft.names.reading(entry.reading, ("agency",)) for entry in group)
    positions = list_positions(group)
    if len(positions) == 1:
        return name, positions[0]
    value = derive_sum(draft.ledger.values, positions, draft.say("total.sum_label", label=name))
    return draft.say("total.side", names=name), draft.ledger.add(replace(value, year=group[0].reading.report.year))


def tell_larger(draft: Draft, sides: Sequence[tuple[str, int]]) -> None:
    """Both figures, and which is larger by how much."""
    (first, one), (second, two) = sides
    values = draft.ledger.values
    shown = {name: draft.amount(values[position]) for name, position in sides}
    told = draft.say("piece.comma").join(f"{name}{draft.say('piece.gap')}{figure}" for name, figure in shown.items())
    label = draft.say("compare.difference_label", first=first, second=second)
    difference = values[draft.ledger.add(derive_difference(values, one, two, label))]
    if not difference.value:
        draft.add(f"{told}{draft.say('piece.stop')}{draft.say('compare.same')}")
        return
    more, fewer = (first, second) if difference.value > 0 else (second, first)
    apart = draft.amount(replace(difference, value=abs(difference.value)))
    draft.add(f"{told}{draft.say('piece.stop')}{draft.say('compare.more', first=more, second=fewer, difference=apart)}")


def list_positions(entries: Sequence[Entry]) -> list[int]:
    """The positions of the entries that have a figure."""
    return [entry.position for entry in entries if entry.position is not None]
