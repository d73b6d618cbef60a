"""Answers on what holds year after year: whose figure meets a bound so many years in a row, or rises or falls steadily."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import NAMED, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, amount_of
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN, name_lead
from assistant.answering.figures.thresholds import meets_bound, name_condition
from assistant.records import Answer, Coverage, Reading

TWO = 2


@dataclass(frozen=True, slots=True)
class Path:
    """The figures of one agency that bear its verdict, and whether it meets the condition; None where that is open."""

    readings: tuple[Reading, ...]
    met: bool | None


def compose_streaks(draft: Draft) -> Answer:
    """The agencies for which it holds, each with the years' figures, and those of which it is open."""
    groups: dict[int, list[Reading]] = {}
    for reading in draft.evidence.readings:
        if reading.report.agency is not None and reading.report.year is not None:
            groups.setdefault(reading.report.agency.id, []).append(reading)
    if not any(reading.why is None for group in groups.values() for reading in group):
        return compose_missing(draft)
    paths = [judge_path(draft, group) for group in groups.values()]
    entries = tell_met(draft, [path for path in paths if path.met])
    draft.write("streak.gaps")
    undecided = [draft.names.reporter(path.readings[0].report) for path in paths if path.met is None]
    if undecided:
        draft.write("yearly.open", names=draft.names.list(undecided, most=NAMED))
    draft.coverage = Coverage(len(paths), len(paths) - len(undecided), tuple((name, "no report") for name in undecided))
    add_notes(draft, entries)
    return draft.finish("answered")


def judge_path(draft: Draft, group: Sequence[Reading]) -> Path:
    """Whether it holds of one agency; a year without a figure decides nothing."""
    told = {reading.report.year: reading for reading in group if reading.why is None and amount_of(reading) is not None}
    stored = [reading.report.year or 0 for reading in group]
    years = draft.query.years or range(min(stored), max(stored) + 1)
    marks = judge_steps(draft, told, years) if draft.query.course else judge_years(draft, told, years)
    wanted = draft.query.streak
    if not wanted:
        least = 1 if len(draft.query.years) == TWO else TWO
        verdict = False if False in marks.values() else True if len(marks) >= least and None not in marks.values() else None
        return Path(tuple(told[year] for year in years if year in told) or tuple(group), verdict)
    runs = find_runs(marks, certain=True)
    longest = max(runs, key=len, default=[])
    if len(longest) >= wanted:
        first = longest[0] - 1 if draft.query.course else longest[0]
        return Path(tuple(told[year] for year in range(first, longest[-1] + 1)), met=True)
    possible = max(map(len, find_runs(marks, certain=False)), default=0)
    return Path(tuple(group), None if possible >= wanted else False)


def judge_years(draft: Draft, told: Mapping[int | None, Reading], years: Sequence[int]) -> dict[int, bool | None]:
    """Whether each year's figure meets the bound; None without a figure."""
    bound = draft.query.threshold
    return {year: bound is None or meets_bound(told[year], bound) if year in told else None for year in years}


def judge_steps(draft: Draft, told: Mapping[int | None, Reading], years: Sequence[int]) -> dict[int, bool | None]:
    """Whether each year but the first goes the way asked for from the year before; None where one of the two has no figure."""
    found: dict[int, bool | None] = {}
    for before, year in pairwise(years):
        amounts = [amount_of(told[one]) if one in told else None for one in (before, year)]
        earlier, later = amounts
        if earlier is None or later is None:
            found[year] = None
        else:
            found[year] = later > earlier if draft.query.course == "rising" else later < earlier
    return found


def find_runs(marks: Mapping[int, bool | None], *, certain: bool) -> list[list[int]]:
    """The stretches of years in which it holds, or in which nothing says that it does not."""
    runs: list[list[int]] = []
    last: int | None = None
    for year, mark in marks.items():
        if mark or (mark is None and not certain):
            if last != year - 1 or not runs:
                runs.append([])
            runs[-1].append(year)
            last = year
    return runs


def tell_met(draft: Draft, met: Sequence[Path]) -> list[Entry]:
    """Says how many they are and who, with the figures of the years that bear it out."""
    holes = {"lead": name_lead(draft), "condition": name_way(draft)}
    rows = [[draft.ledger.enter(reading) for reading in path.readings] for path in met[:SHOWN]]
    entries = [entry for row in rows for entry in row]
    count = derive_count(len(met), [position_of(entry) for entry in entries], draft.say("streak.label", **holes))
    draft.ledger.add(count)
    if not met:
        draft.write("streak.none", **holes)
        return []
    draft.settle_on(path.readings[0].report for path in (met if len(met) <= SHOWN else ()))
    names = draft.names.list(
        draft.say("conditions.one", name=f"**{draft.names.reporter(row[0].reading.report)}**", figures=list_years(draft, row))
        for row in rows
    )
    draft.write("streak.list", count=draft.amount(count), names=names, **holes)
    return entries


def list_years(draft: Draft, row: Sequence[Entry]) -> str:
    """2021年3件[1]→2022年2件[2]."""
    pieces = (draft.names.join((draft.names.year(one.reading.report.year), draft.entry(one, bold=False))) for one in row)
    return draft.say("course.arrow" if draft.query.course else "piece.comma").join(pieces)


def name_way(draft: Draft) -> str:
    """What is to hold: 连续3年或更久为 0, 逐年减少."""
    query = draft.query
    if not query.streak:
        return draft.say(f"streak.{query.course}")
    condition = draft.say(f"course.{'fall' if query.course == 'falling' else 'rise'}") if query.course else name_condition(draft)
    count = derive_count(query.streak, (), draft.say("streak.length"), "年")
    years = draft.amount(draft.ledger.values[draft.ledger.add(count)], bold=False)
    return draft.say("streak.run", years=years, condition=condition.strip())
