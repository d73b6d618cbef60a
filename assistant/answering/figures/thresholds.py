"""Answers on which agencies lie over or under a bound, and how many they are."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis import calculate
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, exact_amount
from assistant.answering.basis.naming import name_unit
from assistant.answering.basis.sums import tell_places_together
from assistant.answering.basis.tabling import MOST_IN_PROSE, tabulate_entries
from assistant.answering.basis.verdicts import EXISTENCE, tell_part
from assistant.answering.figures.lookups import compose_missing, state_figures
from assistant.answering.figures.ranking import SHOWN, name_lead, name_parts, order_readings
from assistant.records import Answer, Reading, Threshold, Value
from assistant.understanding.signs.reach import asks_universal

_ADDS = re.compile(
    r"[,，、和][^,，。?？]{0,6}(?:合计|加起来|一共|总共|共计|总数|总和)[^,，。?？]{0,6}(?:多少|几(?![个家])|[?？。]?$)|"
    r"in total how many",
    re.IGNORECASE,
)
"""How a question asks for the sum of those that meet its bound, besides who they are."""


def compose_threshold(draft: Draft) -> Answer:
    """The agencies whose figure lies on the asked side of a bound, or how many they are."""
    if not draft.query.measures:
        return count_reports(draft)
    ordered = order_readings(draft)
    wide = draft.evidence.wide
    if not ordered and not wide and not (draft.coverage and draft.coverage.with_data):
        return compose_missing(draft)
    threshold = draft.query.threshold
    met = [reading for _, reading in ordered if threshold is None or meets_bound(reading, threshold)]
    if name_parts(draft) == ("year",):
        met.sort(key=lambda reading: reading.report.year or 0)
    entries = [draft.ledger.enter(reading) for reading in met[:SHOWN]]
    draft.settle_on(reading.report for reading in (met if len(met) <= SHOWN and not wide else ()))
    if not wide and asks_universal(draft.query.question):
        tell_universal(draft, [reading for _, reading in ordered if reading not in met])
    tell_count(draft, entries, len(draft.evidence.amounts) if wide else len(met))
    tell_part(draft, len(draft.evidence.amounts) if wide else len(met))
    if met:
        tell_whether(draft)
        if not wide and len(met) <= SHOWN and _ADDS.search(draft.query.question):
            tell_places_together(draft, entries)
    if not met and draft.query.agencies and not wide:  # that a named agency has none is shown by its figures
        entries = [draft.ledger.enter(reading) for _, reading in ordered[:SHOWN]]
        state_figures(draft, entries)
    add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_universal(draft: Draft, others: Sequence[Reading]) -> None:
    """Whether all meet the bound (是不是每个单位都有), and which do not."""
    if not others:
        draft.write("total.each_yes")
        return
    entries = [draft.ledger.enter(reading) for reading in others[:SHOWN]]
    names = draft.names.list(
        draft.say(
            "piece.brackets", text=draft.names.reading(entry.reading, name_parts(draft)), more=draft.entry(entry, bold=False)
        )
        for entry in entries
    )
    draft.write("total.each_no", names=names)


def meets_bound(reading: Reading, threshold: Threshold) -> bool:
    """Whether a reading's figure, a rate not rounded, lies on the asked side of a bound."""
    amount = exact_amount(reading)
    return amount is not None and calculate.meets_threshold(amount, threshold)


def tell_count(draft: Draft, met: Sequence[Entry], number: int) -> None:
    """How many meet the bound, and who they are."""
    lead, condition = name_lead(draft), name_condition(draft)
    if not number:
        draft.ledger.add(calculate.derive_count(0, (), draft.say("total.count_label", lead=lead, condition=condition)))
        zero = draft.query.threshold is not None and condition == draft.say("comparison.some")
        draft.write("total.all_zero" if zero else "total.none", lead=lead, condition=condition)
        return
    label = draft.say("total.count_label", lead=lead, condition=condition)
    parts = name_parts(draft)
    units = tell_units(draft, [entry.reading for entry in met], number)
    unit = name_unit(parts) if units or len(parts) == 1 else "个"
    count = calculate.derive_count(number, [position_of(entry) for entry in met], label, unit)
    draft.ledger.add(count)
    shown = units + draft.amount(count)
    if len(met) > MOST_IN_PROSE:
        draft.write("total.count", lead=lead, condition=condition, count=shown)
        tabulate_entries(draft, met, parts)
    else:
        names = draft.names.list(
            draft.say("piece.brackets", text=draft.names.reading(entry.reading, parts), more=draft.entry(entry, bold=False))
            for entry in met
        )
        draft.write("total.count_list", lead=lead, condition=condition, count=shown, names=names)


def tell_units(draft: Draft, met: Sequence[Reading], number: int) -> str:
    """Of how many agencies the reports are, in front of their number; empty where each has only one, or not all are read."""
    agencies = {reading.report.agency for reading in met}
    if len(name_parts(draft)) == 1 or number > len(met) or len(agencies) == number:
        return ""
    count = calculate.derive_count(len(agencies), (), draft.say("total.units_label"), "个单位")
    draft.ledger.add(count)
    return draft.say("total.units", count=draft.amount(count))


def tell_whether(draft: Draft) -> None:
    """Yes to whether there ever was any (有没有被起诉过, 有单位被起诉过吗); which ones are asked for otherwise."""
    single = len(draft.query.agencies) == 1 or not re.search(r"哪|谁|[几多]少?个|名单", draft.query.question)
    single = single and not asks_universal(draft.query.question)
    if single and EXISTENCE.search(draft.query.question) and not draft.query.quorum:
        draft.paragraphs[0] = draft.say("lookup.yes") + draft.paragraphs[0]


def name_condition(draft: Draft) -> str:
    """超过10件, or 有此数 where no bound is asked."""
    threshold = draft.query.threshold
    if threshold is None:
        return draft.say("total.with_data")
    if draft.query.measures[0].id.endswith(".change") and not threshold.value and threshold.comparison in ("<", ">"):
        return draft.say("change.rising" if threshold.comparison == ">" else "change.falling")
    return tells_zero(draft, threshold) or name_bound(draft, threshold, draft.query.measures[0].unit)


def tells_zero(draft: Draft, threshold: Threshold) -> str:
    """为 0 or 不是 0; empty for other bounds."""
    if threshold.value != 0 or threshold.upper is not None or threshold.comparison not in (">", "!=", "="):
        return ""
    return draft.say("comparison.none" if threshold.comparison == "=" else "comparison.some")


def name_bound(draft: Draft, threshold: Threshold, unit: str) -> str:
    """A bound in words: 超过10件, 在3件到10件之间, 超过8件且少于38件, 不少于一半（50%）."""
    low = show_bound(draft, threshold.value, unit, threshold.written)
    if threshold.upper is None:
        return draft.say(f"comparison.{threshold.comparison}", bound=low)
    high = show_bound(draft, threshold.upper, unit)
    if (threshold.comparison, threshold.below) == (">=", "<="):
        return draft.say("comparison.range", low=low, high=high)
    ends = (draft.say(f"comparison.{sign}", bound=end) for sign, end in ((threshold.comparison, low), (threshold.below, high)))
    return draft.say("comparison.both", low=next(ends), high=next(ends))


def show_bound(draft: Draft, value: Decimal, unit: str, written: str = "") -> str:
    """The number of a bound with its unit, and the question's wording where that is a part of a whole."""
    whole = value == value.to_integral_value() or -value.as_tuple().exponent <= calculate.SHOWN_DIGITS  # type: ignore[operator]
    number = calculate.trim_number(value if whole else calculate.round_number(value, calculate.TENTH))
    bound = draft.amount(Value("", number, unit), bold=False)
    return draft.say("comparison.part", written=written, bound=bound) if written else bound


def count_reports(draft: Draft) -> Answer:
    """How many agencies have a stored report."""
    reporters = list(dict.fromkeys(draft.names.reporter(report) for report in draft.evidence.reports))
    if not reporters:
        return compose_missing(draft)
    count = calculate.derive_count(len(reporters), (), draft.say("total.reports_label"))
    draft.ledger.add(count)
    scope = draft.names.list(draft.names.year(year) for year in draft.query.years) or draft.say("total.all")
    draft.write("total.reports_count", scope=scope, count=draft.amount(count), names=draft.names.list(reporters, most=SHOWN))
    return draft.finish("answered")
