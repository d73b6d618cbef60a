"""Answers on figures over the years: each agency's course, and the change from the first to the last year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.changes import TWO, add_difference, name_series, position_of, sort_series, tell_change
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.tabling import MOST_IN_PROSE, name_shared, write_table
from assistant.answering.basis.verdicts import judge_several
from assistant.answering.figures.ends import find_open_ends, tell_open
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.records import Answer, Missing

STEADY = re.compile(
    r"(?:逐年|年年|一直|每年都?|持续|连年|一年比一年)(?:在|更)?(上升|增加|增长|上涨|提高|增多|下降|减少|降低|下滑|[高低少]|多(?!少))"
)
"""How a question asks whether figures go one way only."""

EITHER = re.compile(
    r"[增升涨多高](?:[加长多]|了)?,?(?:还是|或者?|是)[在更]?(?:逐年)?(?:下?降|减|少|跌|低)|[降减跌少低](?:[低少]|了)?,?(?:还是|或者?|是)[在更]?(?:逐年)?(?:上?升|增|涨|多|高)|[升涨增][降跌减](?:情况|趋势)?"
)
"""How a question asks which way figures go (是涨还是跌)."""

_COURSES = {"多": "增多", "高": "升高", "少": "减少", "低": "降低"}


def compose_trend(draft: Draft) -> Answer:
    """Each agency's figures over the years, with the change from the first to the last year."""
    entries = draft.enter_all()
    if not entries:
        return compose_missing(draft)
    if (draft.query.wants_difference or draft.query.wants_growth) and (open_ends := find_open_ends(draft, entries)):
        return tell_open(draft, entries, open_ends)
    judge_several(draft, entries)
    for _, group in groupby(sorted(entries, key=sort_series), key=name_series):
        tell_series(draft, list(group))
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_series(draft: Draft, entries: Sequence[Entry]) -> None:
    """One agency's figures of one measure, as a sentence or a table, then the change from first to last."""
    counted = [entry for entry in entries if entry.position is not None]
    change = tell_change(draft, counted[-1], counted[0], growth=True) + draft.say("piece.stop") if len(counted) >= TWO else ""
    draft.add(tell_course(draft, counted) + change)
    if len(entries) > MOST_IN_PROSE:
        draft.write("lookup.table", lead=name_shared(draft, entries))
        tabulate_series(draft, entries)
    elif len(entries) != TWO or len(counted) != TWO:
        state_figures(draft, entries)
    note_gap(draft, counted)


def note_gap(draft: Draft, entries: Sequence[Entry]) -> None:
    """Names the years between the first and the last that have no figure: a change beside them is of more than one year."""
    years = {entry.reading.report.year for entry in entries if entry.reading.report.year is not None}
    missing = tuple(sorted(set(range(min(years), max(years))) - years)) if years else ()
    spanned = draft.query.years and set(missing) <= set(draft.query.years)
    if not missing or not (draft.query.all_years or not draft.query.years or spanned):
        return
    agency = entries[0].reading.report.agency
    stored = {reading.report.year for reading in draft.evidence.readings if reading.report.agency == agency}
    known = {(gap.agency, gap.year) for gap in draft.evidence.missing}
    name = draft.names.agency(agency) if agency is not None else None
    gaps = (Missing(name, year, None, "no report") for year in missing if year not in stored and (name, year) not in known)
    draft.evidence = replace(draft.evidence, missing=(*draft.evidence.missing, *gaps))
    draft.write("compare.gap", years=draft.names.years(missing))


def tell_course(draft: Draft, entries: Sequence[Entry]) -> str:
    """Whether the figures rise or fall year by year, where the question asks just that; else nothing."""
    question, values = draft.query.question, draft.ledger.values
    asked, either = STEADY.search(question), EITHER.search(question)
    if not (asked or either) or len(entries) < TWO or draft.query.language != "zh":
        return ""
    amounts = [values[position_of(entry)].value for entry in entries]
    rises = all(later > earlier for earlier, later in pairwise(amounts))
    falls = all(later < earlier for earlier, later in pairwise(amounts))
    if either and not asked:
        return draft.say(f"compare.{'rises' if rises else 'falls' if falls else 'wavers'}") if len(entries) > TWO else ""
    course = asked[1] if asked else ""
    steady = rises if course[0] in "上增涨提多高" else falls
    return draft.say("compare.steady" if steady else "compare.unsteady", course=_COURSES.get(course, course))


def tabulate_series(draft: Draft, entries: Sequence[Entry]) -> None:
    """A table of years with the change against the year before it in the table."""
    rows = [[draft.names.year(entries[0].reading.report.year), draft.entry(entries[0], bold=False), "—"]]
    for earlier, later in pairwise(entries):
        change = "—"
        if earlier.position is not None and later.position is not None:
            difference = add_difference(draft, later, earlier)
            change = ("+" if difference.value > 0 else "") + draft.amount(difference, bold=False)
        rows.append([draft.names.year(later.reading.report.year), draft.entry(later, bold=False), change])
    write_table(draft, [draft.say(f"column.{name}") for name in ("year", "figure", "change")], rows)
