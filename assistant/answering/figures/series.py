"""Answers on figures over the years: each agency's course, and the change from the first to the last year."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.changes import TWO, add_difference, name_series, position_of, sort_series, tell_change
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.tabling import MOST_IN_PROSE, name_shared, write_table
from assistant.answering.basis.verdicts import judge_several
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.records import Answer

STEADY = re.compile(
    r"(?:逐年|年年|一直|每年都?|持续|连年|一年比一年)(?:在|更)?(上升|增加|增长|上涨|提高|增多|下降|减少|降低|下滑|[高低少]|多(?!少))"
)
"""How a question asks whether figures go one way only."""

_COURSES = {"多": "增多", "高": "升高", "少": "减少", "低": "降低"}


def compose_trend(draft: Draft) -> Answer:
    """Each agency's figures over the years, with the change from the first to the last year."""
    entries = draft.enter_all()
    if not entries:
        return compose_missing(draft)
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


def tell_course(draft: Draft, entries: Sequence[Entry]) -> str:
    """Whether the figures rise or fall year by year, where the question asks just that; else nothing."""
    asked = STEADY.search(draft.query.question)
    if asked is None or len(entries) < TWO or draft.query.language != "zh":
        return ""
    amounts = [draft.ledger.values[position_of(entry)].value for entry in entries]
    rising = asked[1][0] in "上增涨提多高"
    steady = all(later > earlier if rising else later < earlier for earlier, later in pairwise(amounts))
    return draft.say("compare.steady" if steady else "compare.unsteady", course=_COURSES.get(asked[1], asked[1]))


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
