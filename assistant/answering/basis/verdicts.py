"""Yes or no in front of an answer: whether there is any, whether a figure is beyond a bound, whether it is just so many."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis.calculate import derive_count, derive_share, meets_threshold, trim_number
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import split_parts
from assistant.records import Derivation, Operation, Threshold, Value
from assistant.understanding.signs.closing import CARRIED, HANDLED, asks_closed
from assistant.understanding.signs.doubts import doubts_figure
from assistant.understanding.signs.granting import GRANTED, says_all_granted
from assistant.understanding.signs.quorums import PART
from assistant.understanding.words.cues import load_cues

EXISTENCE = re.compile(
    r"有没有|有无|是否(?:有|收到|发生|存在|作出)|有[^，。]{0,12}吗|(?:收到|发生|作出|被|遭)[^，。]{0,12}吗|有没|"
    r"[提收有作发]到?了[^，。？?]{0,10}没有?(?=$|[？?。])|"
    r"(?<![超通经])过(?![程期去半])[^，。？?]{0,10}(?:吗|没有?(?=$|[？?。]))|"
    r"没有?(?:收到|发生|收取|受理)过?[^，。？?]{0,12}[？?。]?$"
)
"""How a question asks whether there is any."""

ENGLISH_EXISTENCE = re.compile(
    r"^(?:and |but |so )?(?:did|does|do|has|have|had|was|were|is|are)\b[^?]*\b(?:any(?:one|body|thing)?|a single|at all|ever)\b",
    re.IGNORECASE,
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
_WAY = re.compile(r"增|减|变|升|降|多了|少了|increas|decreas|chang|rise|rose|fall|fell|more|fewer")
_APART = re.compile(r"差|apart|differ")


def tell_existence(draft: Draft, entry: Entry) -> str:
    """The verdict on a single figure, in front of it; nothing where the question asks for none."""
    if entry.position is None:
        return ""
    amount = draft.ledger.values[entry.position].value
    if doubts_figure(draft.query) and (draft.query.threshold is None or meets_threshold(amount, draft.query.threshold)):
        return ""  # 对 would pass for an all-clear
    if draft.query.threshold is not None:
        return _tell_number(draft, entry, amount)
    if entry.reading.measure.id.endswith(".change"):
        return _tell_way(draft, amount)
    shape = EXISTENCE if draft.query.language == "zh" else ENGLISH_EXISTENCE
    if not shape.search(draft.query.question):
        return ""
    return draft.say("lookup.yes" if amount else "lookup.no")


def _tell_way(draft: Draft, amount: Decimal) -> str:
    """Whether a change that the form states is a rise or a fall, where the question asks for it."""
    if not _WAY.search(draft.query.question):
        return ""
    return draft.say(f"change.{'up' if amount > 0 else 'down' if amount else 'level'}")


def _tell_number(draft: Draft, entry: Entry, amount: Decimal) -> str:
    """Yes or no to a number or bound; which side has the number where table and prose differ."""
    bound = draft.query.threshold
    assert bound is not None, "nothing is judged without a bound"
    prose = draft.ledger.values[entry.prose].value if entry.prose is not None else amount
    sides = (meets_threshold(amount, bound), meets_threshold(prose, bound))
    if bound.comparison == "=" and len(set(sides)) > 1:
        return draft.say("yes.table_only" if sides[0] else "yes.prose_only")
    return tell_bound(draft, entry.reading.measure.unit, met=sides[0])


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
    if threshold is None or not counted or doubts_figure(draft.query):
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
    if not asks_closed(draft.query.question) or ids != {HANDLED, CARRIED}:
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


def judge_granted(draft: Draft, entries: Sequence[Entry]) -> None:
    """Says whether all requests decided on were granted; nothing where the question does not ask it."""
    if not {HANDLED, GRANTED} <= {measure.id for measure in draft.query.measures}:
        return
    if not says_all_granted(draft.query.question):
        return
    found = {entry.reading.measure.id: entry for entry in entries if entry.position is not None}
    if {HANDLED, GRANTED} <= set(found) and len({entry.reading.report.id for entry in entries}) == 1:
        handled, granted = (draft.ledger.values[found[name].position or 0].value for name in (HANDLED, GRANTED))
        kind = "none" if not handled else "yes" if handled == granted else "no"
        draft.write(f"granted.{kind}", subject=draft.names.report(entries[0].reading.report))


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
    if len({value.value for value in found}) != 1:
        return draft.say("yes.open")
    amount = -found[0].value if _FALLS.search(query.question) else found[0].value
    amount = abs(amount) if _APART.search(query.question) else amount
    met = meets_threshold(amount, query.threshold)
    sure = query.operation != "sum" or not draft.evidence.missing or (met and query.threshold.comparison in (">", ">="))
    return tell_bound(draft, found[0].unit, met=met) if sure else draft.say("yes.gaps")


def judge_quorum(draft: Draft) -> str:
    """Yes or no to whether so many agencies meet the condition; empty where the question sets no such bound."""
    query, bound = draft.query, draft.query.quorum
    if bound is None or bound == PART:
        return ""
    counts = [value for value in draft.ledger.values if value.derived == "count"]
    one_each = len(query.years) == 1 or (bool(counts) and counts[0].unit == "个单位")
    number = counts[0].value if one_each and counts else Decimal(len(set(draft.subjects)))
    if not counts or not (one_each or draft.subjects) or (bound.unit and draft.coverage is None):
        return draft.say("yes.open")
    met = meets_threshold(number, bound)
    lacking = draft.coverage.of - draft.coverage.with_data if draft.coverage is not None and not bound.unit else 0
    open_yet = draft.say("quorum.open") if meets_threshold(number + lacking, bound) != met else ""
    if bound.unit and draft.coverage is not None:
        met = meets_threshold(number * 100, replace(bound, value=bound.value * draft.coverage.with_data))
    if bound.unit and not bound.written:
        return draft.say(f"quorum.{'yes' if met else 'no'}")
    shown = bound.written if bound.unit else draft.amount(Value("", bound.value, "个单位"), bold=False)
    return open_yet + draft.say(f"{'yes' if met else 'no'}.{bound.comparison}", bound=shown)


def tell_part(draft: Draft, number: int) -> None:
    """What part of the agencies that have the figure meet the condition, where the question asks for it."""
    if draft.query.quorum != PART or draft.coverage is None or len(draft.query.years) != 1:
        return
    names = (draft.say("quorum.part"), draft.say("quorum.whole"))
    counts = (number, draft.coverage.with_data)
    part, whole = (draft.ledger.add(derive_count(count, (), name)) for count, name in zip(counts, names, strict=True))
    share = derive_share(draft.ledger.values, part, (whole,), draft.say("compare.share_label", part=names[0], whole=names[1]))
    if share is not None:
        draft.ledger.add(share)
        formula = " ÷ ".join(draft.figure(place, bold=False, marks=False) for place in (part, whole))
        draft.write("quorum.share", share=draft.amount(share), formula=formula)
