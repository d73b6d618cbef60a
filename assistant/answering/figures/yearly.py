"""Answers on agencies whose figure meets a bound in every year (每年都有诉讼), each with the figures of all years."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import NAMED, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.tabling import list_entries
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN, name_lead
from assistant.answering.figures.thresholds import meets_bound, name_condition
from assistant.records import Answer, Coverage, Reading


@dataclass(frozen=True, slots=True)
class Course:
    """The readings of one agency by year, and whether all of them meet the bound; None where a year is not there."""

    readings: tuple[Reading, ...]
    met: bool | None


def compose_yearly(draft: Draft) -> Answer:
    """The agencies that meet the bound in every year, with each year's figure, and those of which it is open."""
    courses = list_courses(draft)
    if not any(course.readings for course in courses):
        return compose_missing(draft)
    met = [course for course in courses if course.met]
    holes = {"lead": name_lead(draft), "condition": name_condition(draft).strip()}
    entries = tell_met(draft, met, holes)
    undecided = [draft.names.reporter(course.readings[0].report) for course in courses if course.met is None]
    draft.write("yearly.years" if draft.query.years else "yearly.stored")
    if undecided:
        draft.write("yearly.open", names=draft.names.list(undecided, most=NAMED))
    draft.coverage = Coverage(len(courses), len(courses) - len(undecided), tuple((name, "no report") for name in undecided))
    add_notes(draft, entries)
    return draft.finish("answered")


def list_courses(draft: Draft) -> list[Course]:
    """Every agency with its readings in the order of the years."""
    groups: dict[int, list[Reading]] = {}
    for reading in draft.evidence.readings:
        if reading.report.agency is not None:
            groups.setdefault(reading.report.agency.id, []).append(reading)
    return [judge_course(draft, sorted(group, key=lambda one: one.report.year or 0)) for group in groups.values()]


def judge_course(draft: Draft, readings: Sequence[Reading]) -> Course:
    """Whether an agency's figures all meet the bound; a year without a figure leaves it open, unless another fails."""
    bound = draft.query.threshold
    told = [one for one in readings if one.why is None]
    if any(bound is not None and not meets_bound(one, bound) for one in told):
        return Course(tuple(readings), met=False)
    years = {one.report.year for one in told}
    whole = len(told) == len(readings) and years >= set(draft.query.years)
    return Course(tuple(readings), met=True if whole else None)


def tell_met(draft: Draft, met: Sequence[Course], holes: dict[str, str]) -> list[Entry]:
    """Says how many they are and who, with the figures of every year."""
    rows = [[draft.ledger.enter(reading) for reading in course.readings] for course in met[:SHOWN]]
    entries = [entry for row in rows for entry in row]
    count = derive_count(len(met), [position_of(entry) for entry in entries], draft.say("yearly.label", **holes))
    draft.ledger.add(count)
    if not met:
        draft.write("yearly.none", **holes)
        return []
    names = draft.names.list(
        draft.say("conditions.one", name=f"**{draft.names.reporter(row[0].reading.report)}**", figures=list_years(draft, row))
        for row in rows
    )
    draft.write("yearly.list", count=draft.amount(count), names=names, **holes)
    return entries


def list_years(draft: Draft, row: Sequence[Entry]) -> str:
    """2021年1件，2022年4件."""
    if len(row) > 1:
        return list_entries(draft, row, bold=False)
    return draft.names.join((draft.names.year(row[0].reading.report.year), draft.entry(row[0], bold=False)))
