"""Answers on the years of one agency's figures: those of a rise or fall, the first beyond a bound, a rise in a row."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.answering.basis.calculate import derive_count, meets_threshold
from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.changes import TWO, add_difference, position_of, sort_series
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.tabling import name_shared
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.answering.figures.series import tabulate_series
from assistant.answering.figures.thresholds import name_condition
from assistant.records import Answer

Step = tuple[Entry, Entry]
"""A year's figure and that of the year after."""


def compose_course(draft: Draft) -> Answer:
    """The years asked for, then every year's figure with its change."""
    entries = sorted((entry for entry in draft.enter_all() if entry.position is not None), key=sort_series)
    if not entries:
        return compose_missing(draft)
    match draft.query.course:
        case "first":
            tell_first_year(draft, entries)
        case "rising" | "falling":
            tell_runs(draft, entries)
        case _:
            tell_steps(draft, entries)
    if len(entries) > TWO:
        draft.write("lookup.table", lead=name_shared(draft, entries))
        tabulate_series(draft, entries)
    else:
        state_figures(draft, entries)
    add_notes(draft, entries)
    return draft.finish("answered")


def list_steps(entries: Sequence[Entry]) -> list[Step]:
    """Each two figures of consecutive years; a year without a figure stands between none."""
    return [(earlier, later) for earlier, later in pairwise(entries) if year_of(later) == year_of(earlier) + 1]


def year_of(entry: Entry) -> int:
    """The year of an entry's report."""
    return entry.reading.report.year or 0


def weigh_step(draft: Draft, step: Step) -> int:
    """1 for a rise, -1 for a fall, 0 for neither."""
    earlier, later = (draft.ledger.values[position_of(entry)].value for entry in step)
    return (later > earlier) - (later < earlier)


def size_step(draft: Draft, step: Step) -> Decimal:
    """How much the two figures of a step are apart."""
    earlier, later = (draft.ledger.values[position_of(entry)].value for entry in step)
    return abs(later - earlier)


def tell_steps(draft: Draft, entries: Sequence[Entry]) -> None:
    """The years with more or fewer than the year before, or the one with the largest such change, and what cannot be compared."""
    course, lead = draft.query.course, name_lead(draft, entries)
    condition = draft.say(f"course.{course}_most" if draft.query.limit or course == "change" else f"course.{course}")
    steps = list_steps(entries)
    wanted = {"rise": (1,), "fall": (-1,)}.get(course, (1, -1))
    met = [step for step in steps if weigh_step(draft, step) in wanted]
    if draft.query.limit and met:
        largest = max(size_step(draft, step) for step in met)
        met = [step for step in met if size_step(draft, step) == largest]
    names = draft.names.list(show_step(draft, step) for step in met)
    if not met:
        draft.write("course.none", lead=lead, condition=condition)
    elif draft.query.limit:
        draft.write("course.most", lead=lead, condition=condition, names=names)
    else:
        shown = count_years(draft, len(met), draft.say("course.label", lead=lead, condition=condition))
        draft.write("course.years", lead=lead, condition=condition, count=shown, names=names)
    compared = {year_of(later) for _, later in steps}
    alone = [draft.names.year(year_of(entry)) for entry in entries if year_of(entry) not in compared]
    draft.write("course.alone", years=draft.names.list(alone))


def name_lead(draft: Draft, entries: Sequence[Entry]) -> str:
    """Whose figure is spoken of: 甲镇行政处罚."""
    return draft.names.reading(entries[0].reading, ("agency", "measure"))


def show_step(draft: Draft, step: Step) -> str:
    """2021年（4件[1]→8件[2]，+4件)."""
    earlier, later = step
    difference = add_difference(draft, later, earlier)
    change = ("+" if difference.value > 0 else "") + draft.amount(difference, bold=False)
    holes = {"earlier": draft.entry(earlier, bold=False), "later": draft.entry(later, bold=False), "change": change}
    return draft.say("course.year", year=draft.names.year(year_of(later)), **holes)


def count_years(draft: Draft, number: int, label: str, *, bold: bool = True) -> str:
    """A number of years, entered."""
    value = draft.ledger.values[draft.ledger.add(derive_count(number, (), label, "年"))]
    return draft.amount(value, bold=bold)


def tell_first_year(draft: Draft, entries: Sequence[Entry]) -> None:
    """The first year stored whose figure meets the bound, and what is stored before it."""
    bound, lead = draft.query.threshold, name_lead(draft, entries)
    condition = name_condition(draft)
    values = draft.ledger.values
    met = [entry for entry in entries if bound is not None and meets_threshold(values[position_of(entry)].value, bound)]
    if not met:
        draft.write("course.never", lead=lead, condition=condition)
        return
    first = met[0]
    before = [year_of(entry) for entry in entries[: entries.index(first)]]
    told = draft.say(
        "course.first", lead=lead, condition=condition, year=draft.names.year(year_of(first)), figure=draft.entry(first)
    )
    if not before:
        draft.add(told + draft.say("course.oldest"))
        return
    years = draft.names.list(draft.names.year(year) for year in before)
    draft.add(told + draft.say("course.before", years=years, condition=condition))
    gaps = [draft.names.year(year) for year in range(before[0], year_of(first)) if year not in before]
    if gaps:
        draft.write("course.gap", years=draft.names.list(gaps))


def tell_runs(draft: Draft, entries: Sequence[Entry]) -> None:
    """The longest stretches of years in which the figure went one way only, and the one that lasts to the newest year."""
    lead, way = name_lead(draft, entries), 1 if draft.query.course == "rising" else -1
    condition = draft.say("course.rise" if way > 0 else "course.fall")
    runs = find_runs(draft, list_steps(entries), way)
    if not runs:
        draft.write("course.none", lead=lead, condition=condition)
        return
    longest = max(map(len, runs))
    label = draft.say("course.run_label", lead=lead, condition=condition)
    spans = draft.names.list(show_run(draft, run) for run in runs if len(run) == longest)
    count = count_years(draft, longest, label, bold=False)
    draft.write("course.run", lead=lead, condition=condition, count=count, spans=spans)
    last = runs[-1]
    if last[-1][1] is entries[-1] and len(last) < longest:
        year = draft.names.year(year_of(entries[-1]))
        draft.write("course.latest", year=year, count=count_years(draft, len(last), label, bold=False), condition=condition)


def find_runs(draft: Draft, steps: Sequence[Step], way: int) -> list[list[Step]]:
    """The stretches of steps that all go ``way``, each following on the one before."""
    runs: list[list[Step]] = []
    for step in steps:
        if weigh_step(draft, step) != way:
            continue
        if runs and runs[-1][-1][1] is step[0]:
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def show_run(draft: Draft, run: Sequence[Step]) -> str:
    """2021年至2023年（3件[1]→5件[2]→10件[3])."""
    entries = [run[0][0], *(later for _, later in run)]
    figures = draft.say("course.arrow").join(draft.entry(entry, bold=False) for entry in entries)
    first, last = (draft.names.year(year_of(entry)) for entry in (entries[0], entries[-1]))
    return draft.say("course.span", first=first, last=last, figures=figures)
