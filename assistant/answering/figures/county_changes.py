"""Answers on how the sum over each county changed between two years, over the agencies that have a figure in both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis.calculate import derive_difference, derive_growth, derive_multiple, derive_sum
from assistant.answering.basis.caveats import NAMED, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.groups import list_inside
from assistant.answering.figures.lookups import compose_missing
from assistant.records import Answer, Coverage
from assistant.understanding.words.cues import load_cues

Both = Mapping[int, Entry]
"""The figures of one agency by year."""


def compose_county_changes(draft: Draft) -> Answer:
    """Each place's sums of the first and the last year and their difference, then what they are made of."""
    measure = draft.query.measures[0].id
    entries = [entry for entry in draft.enter_all() if entry.position is not None and entry.reading.measure.id == measure]
    years = sorted({entry.reading.report.year or 0 for entry in entries})
    if len(years) < len(("first", "last")) or draft.query.measures[0].over:
        return compose_missing(draft)
    earlier, later = years[0], years[-1]
    both, alone = pair_years(draft, entries, earlier, later)
    groups = [(county, found) for county in draft.query.counties if (found := [pair for pair in both if lies_in(pair, county)])]
    if draft.query.by == "all" and both:
        groups = [(draft.query.parent or draft.say("overall.everyone"), both)]
    if not groups:
        return compose_missing(draft)
    lead = draft.names.reading(entries[0].reading, ("measure",))
    if draft.query.limit:
        tell_first(draft, groups)
    shown = [tell_county(draft, county, found) for county, found in groups]
    holes = {"later": draft.names.year(later), "earlier": draft.names.year(earlier)}
    draft.write(
        "overall.changes" if draft.query.by == "all" else "total.county_changes",
        lead=lead,
        changes=draft.say("piece.semicolon").join(shown),
        **holes,
    )
    tabulate_pairs(draft, groups, earlier, later)
    draft.coverage = Coverage(len(both) + len(alone), len(both), tuple((name, "not in the report") for name in alone))
    draft.write("total.county_alone" if alone else "total.county_all", names=draft.names.list(alone, most=NAMED))
    add_notes(draft, [entry for _, found in groups for pair in found for entry in pair.values()])
    return draft.finish("answered")


def tell_first(draft: Draft, groups: Sequence[tuple[str, Sequence[Both]]]) -> None:
    """The place with the largest change the way that is asked for, those that share it included."""
    ways = [name for name in ("rise", "fall") if load_cues().match(name, draft.query.question.lower(), draft.query.language)]
    way = ways[0] if len(ways) == 1 else "change"
    sizes = {county: take_change(draft, pairs) * (-1 if way == "fall" else 1) for county, pairs in groups}
    sizes = {county: abs(size) if way == "change" else size for county, size in sizes.items()}
    wanted = [size for size in sizes.values() if way == "change" or size > 0]
    if not wanted:
        draft.write("total.no_county", way=draft.say(f"total.county_way_{way}"))
        return
    most = min(wanted) if draft.query.ascending else max(wanted)
    names = draft.names.list(f"**{county}**" for county, size in sizes.items() if size == most)
    draft.write(
        "total.first_county", names=names, way=draft.say(f"total.county_{'least' if draft.query.ascending else 'most'}_{way}")
    )


def take_change(draft: Draft, pairs: Sequence[Both]) -> Decimal:
    """How much more there is in the later year than in the earlier."""
    values = draft.ledger.values
    earlier, later = sorted(pairs[0])
    amounts = [values[position_of(pair[later])].value - values[position_of(pair[earlier])].value for pair in pairs]
    return sum(amounts, Decimal(0))


def pair_years(draft: Draft, entries: Sequence[Entry], earlier: int, later: int) -> tuple[list[Both], list[str]]:
    """The figures of agencies that have one in both years, and the names of the others."""
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.reading.report.agency is not None and entry.reading.report.year in (earlier, later):
            groups.setdefault(entry.reading.report.agency.id, []).append(entry)
    both: list[Both] = []
    alone: list[str] = []
    for group in groups.values():
        if sorted(entry.reading.report.year or 0 for entry in group) == [earlier, later]:
            both.append({entry.reading.report.year or 0: entry for entry in group})
        else:
            alone.append(draft.names.reading(group[0].reading, ("agency",)))
    return both, alone


def lies_in(pair: Both, county: str) -> bool:
    """Whether the agency of a pair lies in a place."""
    return bool(list_inside(list(pair.values()), county))


def tell_county(draft: Draft, county: str, pairs: Sequence[Both]) -> str:
    """临河县由16件增加到17件，增加1件，增长6.3%."""
    earlier, later = sorted(pairs[0])
    one, two = (add_up(draft, county, [pair[year] for pair in pairs], year) for year in (earlier, later))
    values = draft.ledger.values
    names = {"first": draft.names.join((county, draft.names.year(later))), "second": draft.names.year(earlier)}
    difference = derive_difference(values, two, one, draft.say("compare.difference_label", **names))
    draft.ledger.add(replace(difference, parents=(county,)))
    key = "rise" if difference.value > 0 else "fall" if difference.value < 0 else "flat"
    shown = draft.amount(replace(difference, value=abs(difference.value)))
    formula = f"{draft.figure(two, bold=False, marks=False)} − {draft.figure(one, bold=False, marks=False)}"
    told = draft.say(f"total.county_{key}", county=county, difference=shown, formula=formula)
    if load_cues().match("multiple", draft.query.question.lower(), draft.query.language):
        told += tell_times(draft, two, one, names)
    rate = derive_growth(values, two, one, draft.say("compare.growth_label", **names))
    if rate is None or not difference.value:
        return told
    draft.ledger.add(replace(rate, parents=(county,)))
    return told + draft.say(
        f"compare.growth_{'up' if rate.value > 0 else 'down'}", rate=draft.amount(replace(rate, value=abs(rate.value)))
    )


def tell_times(draft: Draft, later: int, earlier: int, names: Mapping[str, str]) -> str:
    """How many times the earlier sum the later one is, where that is asked for; empty where the earlier is 0."""
    value = derive_multiple(draft.ledger.values, later, earlier, draft.say("compare.multiple_label", **names))
    if value is None:
        return ""
    draft.ledger.add(value)
    return draft.say("total.county_times", times=draft.amount(value))


def add_up(draft: Draft, county: str, entries: Sequence[Entry], year: int) -> int:
    """The position of the sum over one place in one year."""
    label = draft.say(
        "total.sum_label", label=draft.names.join((county, draft.names.reading(entries[0].reading, ("year", "measure"))))
    )
    value = derive_sum(draft.ledger.values, [position_of(entry) for entry in entries], label)
    return draft.ledger.add(replace(value, parents=(county,), year=year))


def tabulate_pairs(draft: Draft, groups: Sequence[tuple[str, Sequence[Both]]], earlier: int, later: int) -> None:
    """The agencies' figures of both years."""
    rows = []
    for county, pairs in groups:
        for pair in pairs:
            name = draft.names.reading(pair[later].reading, ("agency",))
            rows.append([county, name, *(draft.entry(pair[year], bold=False) for year in (earlier, later))])
    heads = [draft.say(f"column.{name}") for name in ("county", "agency")]
    write_table(draft, [*heads, draft.names.year(earlier), draft.names.year(later)], rows)
