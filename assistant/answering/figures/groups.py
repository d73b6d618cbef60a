"""Answers that add a measure up group by group: county by county, year by year, by the kind of agency, and which has more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.basis.apart import POINTS
from assistant.answering.basis.calculate import derive_count, derive_difference, derive_multiple, derive_share
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import TWO
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.overall import derive_overall, show_overall
from assistant.records import Answer, Measure
from assistant.understanding.words.cues import load_cues

AGENCIES = "个单位"

_RATIO = re.compile(r"的比(?![例重率])|比是|ratio")
"""How the ratio of two sums is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one measure that are taken together, and what they are called; ``year`` where they are a year's."""

    name: str
    entries: tuple[Entry, ...]
    parents: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A group with the position of its figure and how many agencies it is of."""

    group: Group
    position: int
    count: str


def compose_groups(draft: Draft) -> Answer:
    """The sum, average or rate of each group, the largest first or by year, and the figures that they are made of."""
    if draft.evidence.wide:
        draft.write("groups.not_computed")
        return draft.finish("no_data")
    entries = draft.enter_all()
    told = [entry for measure in draft.query.measures for entry in tell_measure(draft, measure, entries)]
    if not told:
        return compose_missing(draft)
    add_coverage(draft)
    add_notes(draft, told)
    return draft.finish("answered")


def tell_measure(draft: Draft, measure: Measure, entries: Sequence[Entry]) -> list[Entry]:
    """Tells the groups of one measure; the entries that they are made of, none where nothing can be told."""
    own = [entry for entry in entries if entry.reading.measure.id == measure.id]
    listed = list_groups(draft, own)
    groups = [group for group in listed if group.entries]
    totals = [total for group in groups if (total := add_up(draft, group, measure)) is not None]
    if not totals:
        return []
    ranked = sorted(totals, key=lambda total: draft.ledger.values[total.position].value, reverse=not draft.query.ascending)
    lead = name_lead(draft, measure)
    if draft.query.limit:
        tell_first(draft, ranked, lead)
    shown = totals if draft.query.by == "year" else ranked
    draft.write("groups.list", lead=lead, sums=draft.say("piece.comma").join(tell_total(draft, total) for total in shown))
    if draft.query.by != "year":
        tell_larger(draft, ranked)
        tell_ratio(draft, totals)
    if len(listed) <= TWO and len(groups) < len(listed):
        draft.write("groups.none", names=draft.names.list(group.name for group in listed if not group.entries))
    if draft.query.by == "year" and len({total.count for total in shown}) > 1:
        draft.write("groups.uneven")
    tabulate(draft, [total.group for total in shown])
    return [entry for total in totals for entry in total.group.entries]


def list_groups(draft: Draft, entries: Sequence[Entry]) -> list[Group]:
    """The entries as the question groups them: by year, by kind of agency, or by place."""
    if draft.query.by == "year":
        years = sorted({entry.reading.report.year for entry in entries if entry.reading.report.year is not None})
        return [
            Group(draft.names.year(year), tuple(entry for entry in entries if entry.reading.report.year == year), year=year)
            for year in years
        ]
    if draft.query.by == "kind":
        return [
            Group(
                draft.say("groups.kind", name=kind.label_en if draft.query.language == "en" else kind.name),
                tuple(
                    entry
                    for entry in entries
                    if entry.reading.report.agency and entry.reading.report.agency.name.endswith(kind.endings)
                ),
            )
            for kind in draft.query.kinds
        ]
    return [Group(county, tuple(list_inside(entries, county)), (county,)) for county in draft.query.counties]


def list_inside(entries: Sequence[Entry], county: str) -> list[Entry]:
    """The entries of the agencies that lie in a place."""
    return [entry for entry in entries if entry.reading.report.agency and county in entry.reading.report.agency.parents]


def add_up(draft: Draft, group: Group, measure: Measure) -> Total | None:
    """A group's figure; None where it has none."""
    label = draft.say(
        "groups.label",
        label=draft.names.join((group.name, draft.names.measure(measure))),
        statistic=name_statistic(draft, measure),
    )
    value = derive_overall(draft, group.entries, draft.query.operation, label)
    if value is None:
        return None
    years = {entry.reading.report.year for entry in group.entries}
    value = replace(value, parents=group.parents, year=years.pop() if len(years) == 1 else None)
    agencies = {entry.reading.report.agency.id for entry in group.entries if entry.reading.report.agency}
    count = derive_count(len(agencies), (), draft.say("groups.count_label", name=group.name), AGENCIES)
    draft.ledger.add(count)
    return Total(group, draft.ledger.add(value), draft.amount(count, bold=False))


def name_statistic(draft: Draft, measure: Measure) -> str:
    """合计, 平均 or, for a rate, 合并计算."""
    return draft.say("groups.rate" if measure.over else f"groups.{draft.query.operation}")


def name_lead(draft: Draft, measure: Measure) -> str:
    """What is added up: 临河县2020年行政处罚."""
    years = draft.query.years if draft.query.by != "year" else ()
    place = draft.query.parent or ""
    return draft.names.join((place, draft.names.list(draft.names.year(year) for year in years), draft.names.measure(measure)))


def tell_total(draft: Draft, total: Total) -> str:
    """2023年合计93件（6个单位）."""
    statistic = name_statistic(draft, total.group.entries[0].reading.measure)
    figure = show_overall(draft, total.position)
    return draft.say("groups.one", name=total.group.name, statistic=statistic, figure=figure, count=total.count)


def tell_first(draft: Draft, ranked: Sequence[Total], lead: str) -> None:
    """Which group has the most or the fewest, ties included."""
    values = draft.ledger.values
    first = [total for total in ranked if values[total.position].value == values[ranked[0].position].value]
    measure = first[0].group.entries[0].reading.measure
    extreme = draft.say(f"rank.{'bottom' if draft.query.ascending else 'top'}_{'rate' if measure.over else 'count'}")
    names = draft.names.list(f"**{total.group.name}**" for total in first)
    statistic = name_statistic(draft, measure)
    figure = show_overall(draft, first[0].position)
    draft.write("groups.first", lead=lead, statistic=statistic, extreme=extreme, names=names, figure=figure)


def tell_larger(draft: Draft, ranked: Sequence[Total]) -> None:
    """Of two groups which has more, and by how much."""
    if len(ranked) != TWO:
        return
    one, two = ranked if not draft.query.ascending else tuple(reversed(ranked))
    names = {"first": one.group.name, "second": two.group.name}
    label = draft.say("compare.difference_label", **names)
    difference = derive_difference(draft.ledger.values, one.position, two.position, label)
    if not difference.value:
        draft.write("compare.same")
        return
    rate = one.group.entries[0].reading.measure.over
    difference = replace(difference, unit=POINTS) if rate else difference
    draft.ledger.add(difference)
    draft.write(
        "compare.higher" if rate or draft.query.operation == "average" else "compare.more",
        difference=draft.amount(difference),
        **names,
    )


def tell_ratio(draft: Draft, totals: Sequence[Total]) -> None:
    """Of two groups how many times the second the first named is, or what part, where the question asks for either."""
    cues, question = load_cues(), f"{draft.query.about} {draft.query.question}".lower()
    times = cues.match("multiple", question, draft.query.language) or _RATIO.search(question) is not None
    part = cues.match("share", question, draft.query.language)
    if len(totals) != TWO or not (times or part) or totals[0].group.entries[0].reading.measure.over:
        return
    one, two = totals
    values, names = draft.ledger.values, {"first": one.group.name, "second": two.group.name}
    formula = " ÷ ".join(draft.figure(total.position, bold=False, marks=False) for total in totals)
    if times:
        value = derive_multiple(values, one.position, two.position, draft.say("compare.multiple_label", **names))
    else:
        label = draft.say("compare.share_label", part=one.group.name, whole=two.group.name)
        value = derive_share(values, one.position, (two.position,), label)
    if value is None:
        draft.write("compare.no_multiple", lead="", second=two.group.name, formula=formula)
        return
    draft.ledger.add(value)
    draft.write("groups.times" if times else "groups.part", figure=draft.amount(value), formula=formula, **names)


def tabulate(draft: Draft, groups: Sequence[Group]) -> None:
    """The figures that the groups are made of."""
    parts = ("agency",) if draft.query.by == "year" or len(draft.query.years) == 1 else ("agency", "year")
    head = "year" if draft.query.by == "year" else "agency_kind" if draft.query.by == "kind" else "county"
    rows = [
        [group.name, draft.names.reading(entry.reading, parts), draft.entry(entry, bold=False)]
        for group in groups
        for entry in group.entries
    ]
    write_table(draft, [draft.say(f"column.{name}") for name in (head, "agency", "figure")], rows)
