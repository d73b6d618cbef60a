"""Yes or no in front of an answer: whether there is any, whether a figure is beyond a bound, whether it is just so many."""

import re
from collections.abc import Sequence

from assistant.answering.basis.calculate import meets_threshold, trim_number
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import split_parts
from assistant.records import Derivation, Operation, Threshold, Value
from assistant.understanding.signs.closing import CARRIED, CLOSED, HANDLED
from assistant.understanding.words.cues import load_cues

EXISTENCE = re.compile(r"有没有|有无|是否(?:有|收到|发生|存在|作出)|有[^，。]{0,12}吗|(?:收到|发生|作出)[^，。]{0,12}吗|有没")
"""How a question asks whether there is any."""

ENGLISH_EXISTENCE = re.compile(
    r"^(?:and |but |so )?(?:did|does|do|has|have|had|was|were|is|are)\b[^?]*\b(?:any|a single|at all|ever)\b", re.IGNORECASE
)

_DERIVED: dict[Operation, Derivation] = {
    "sum": "sum",
    "average": "average",
    "median": "median",
    "share": "share",
    "multiple": "multiple",
    "difference": "difference",
    "growth": "growth",
}
_JUDGED = ("lookup", "trend", "threshold", "count", "rank", "text", "mentions", "check", "provenance", "reports")
"""Operations that a bound does not come behind: it is told with their figures, or is their very question."""

_FALLS = re.compile(r"减|降|下滑|跌|少了|fewer|less|decreas|declin|fell|drop")
_APART = re.compile(r"差|apart|differ")


def tell_existence(draft: Draft, entry: Entry) -> str:
    """The verdict on a single figure, in front of it; nothing where the question asks for none."""
    if entry.position is None:
        return ""
    amount = draft.ledger.values[entry.position].value
    if draft.query.threshold is not None:
        return tell_bound(draft, entry.reading.measure.unit, met=meets_threshold(amount, draft.query.threshold))
    shape = EXISTENCE if draft.query.language == "zh" else ENGLISH_EXISTENCE
    if not shape.search(draft.query.question):
        return ""
    return draft.say("lookup.yes" if amount else "lookup.no")


def tell_bound(draft: Draft, unit: str, *, met: bool) -> str:
    """Yes or no to the bound of the question: 是，超过400条, or 没有，没超过400条."""
    threshold = draft.query.threshold
    assert threshold is not None, "nothing is judged without a bound"
    kind = "range" if threshold.upper is not None else threshold.comparison
    return draft.say(f"{'yes' if met else 'no'}.{kind}", bound=show_ends(draft, threshold, unit))


def show_ends(draft: Draft, threshold: Threshold, unit: str) -> str:
    """400条, or 3件到10件 for a range."""
    ends = [trim_number(end) for end in (threshold.value, threshold.upper) if end is not None]
    return draft.say("yes.to").join(draft.amount(Value("", end, unit), bold=False) for end in ends)


def judge_several(draft: Draft, entries: Sequence[Entry]) -> None:
    """Says of several figures which of them are as the question asks; nothing where it sets no bound."""
    threshold = draft.query.threshold
    counted = [entry for entry in entries if entry.position is not None]
    if threshold is None or not counted:
        return
    met = [entry for entry in counted if meets_threshold(draft.ledger.values[entry.position or 0].value, threshold)]
    others = [entry for entry in counted if entry not in met]
    if draft.query.operation == "trend" and not threshold.value and threshold.comparison in ("=", ">"):
        tell_years(draft, others, none=threshold.comparison == "=", whole=len(counted) == len(entries))
        return
    said = tell_bound(draft, counted[0].reading.measure.unit, met=bool(met))
    if met and others:
        _, parts = split_parts(counted)
        names = [draft.names.list(draft.names.reading(entry.reading, parts) for entry in group) for group in (met, others)]
        draft.write("yes.some", verdict=said, names=names[0], others=names[1])
    else:
        draft.write("yes.all", verdict=said)


def tell_years(draft: Draft, others: Sequence[Entry], *, none: bool, whole: bool) -> None:
    """Says whether there is some, or none, in every year that has a figure, and in which years it is otherwise."""
    kind = "none" if none else "some"
    if others:
        draft.write(f"every.not_{kind}", years=draft.names.years(tuple(entry.reading.report.year for entry in others)))
    else:
        draft.write(f"every.{kind}" if whole else f"every.{kind}_stated")


def judge_closed(draft: Draft, entries: Sequence[Entry]) -> None:
    """Says whether all requests were closed, by what each report carries over; nothing where the question does not ask it."""
    ids = {measure.id for measure in draft.query.measures}
    if not CLOSED.search(draft.query.question) or ids != {HANDLED, CARRIED}:
        return
    found = {entry.reading.report.id: entry for entry in entries if entry.reading.measure.id == CARRIED}
    for report in dict.fromkeys(entry.reading.report for entry in entries):
        carried = found.get(report.id)
        subject = draft.names.report(report)
        if carried is None or carried.position is None:
            draft.write("closed.open", subject=subject)
        elif draft.ledger.values[carried.position].value:
            draft.write("closed.no", subject=subject, figure=draft.entry(carried))
        else:
            draft.write("closed.yes", subject=subject, figure=draft.entry(carried))


def judge_derived(draft: Draft) -> str:
    """The verdict on the one number that the answer derives; that none is given where there are several or none."""
    query, wanted = draft.query, "sum" if draft.query.together else _DERIVED.get(draft.query.operation)
    slope, _ = load_cues().find_slope(query.question.lower(), query.language)
    told = query.operation in _JUDGED and not (query.together and query.operation == "lookup")
    if query.threshold is None or told or query.course or slope:
        return ""
    found = [value for value in draft.ledger.values if value.derived == wanted]
    if wanted == "difference" and "%" in query.question:
        found = [value for value in draft.ledger.values if value.derived == "growth"]
    if len(found) != 1:
        return draft.say("yes.open")
    amount = -found[0].value if _FALLS.search(query.question) else found[0].value
    amount = abs(amount) if _APART.search(query.question) else amount
    met = meets_threshold(amount, query.threshold)
    sure = query.operation != "sum" or not draft.evidence.missing or (met and query.threshold.comparison in (">", ">="))
    return tell_bound(draft, found[0].unit, met=met) if sure else draft.say("yes.gaps")
