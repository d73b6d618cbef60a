"""Answers on which agencies lie over or under a bound, and how many they are."""

from collections.abc import Sequence

from assistant.answering import calculate
from assistant.answering.caveats import add_coverage, add_notes
from assistant.answering.comparing import position_of
from assistant.answering.draft import Draft
from assistant.answering.ledger import Entry
from assistant.answering.lookups import compose_missing
from assistant.answering.tabling import MOST_IN_PROSE, tabulate_entries
from assistant.answering.totals import SHOWN, name_lead, name_parts, order_readings
from assistant.records import Answer, Value


def compose_threshold(draft: Draft) -> Answer:
    """The agencies whose figure lies on the asked side of a bound, or how many they are."""
    if not draft.query.measures:
        return count_reports(draft)
    ordered = order_readings(draft)
    wide = draft.evidence.wide
    if not ordered and not wide and not (draft.coverage and draft.coverage.with_data):
        return compose_missing(draft)
    threshold = draft.query.threshold
    met = [reading for amount, reading in ordered if threshold is None or calculate.meets_threshold(amount, threshold)]
    entries = [draft.ledger.enter(reading) for reading in met[:SHOWN]]
    tell_count(draft, entries, len(draft.evidence.amounts) if wide else len(met))
    add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_count(draft: Draft, met: Sequence[Entry], number: int) -> None:
    """How many meet the bound, and who they are."""
    lead, condition = name_lead(draft), name_condition(draft)
    if not number:
        draft.ledger.add(calculate.derive_count(0, (), draft.say("total.count_label", lead=lead, condition=condition)))
        zero = draft.query.threshold is not None and condition == draft.say("comparison.some")
        draft.write("total.all_zero" if zero else "total.none", lead=lead, condition=condition)
        return
    label = draft.say("total.count_label", lead=lead, condition=condition)
    count = calculate.derive_count(number, [position_of(entry) for entry in met], label)
    draft.ledger.add(count)
    shown = draft.amount(count)
    if len(met) > MOST_IN_PROSE:
        draft.write("total.count", lead=lead, condition=condition, count=shown)
        tabulate_entries(draft, met)
    else:
        parts = name_parts(draft)
        names = draft.names.list(
            f"{draft.names.reading(entry.reading, parts)}（{draft.entry(entry, bold=False)}）" for entry in met
        )
        draft.write("total.count_list", lead=lead, condition=condition, count=shown, names=names)


def name_condition(draft: Draft) -> str:
    """超过10件, or 有此数 where no bound is asked."""
    threshold = draft.query.threshold
    if threshold is None:
        return draft.say("total.with_data")
    if threshold.value == 0 and threshold.comparison in (">", "!=", "="):
        return draft.say("comparison.none" if threshold.comparison == "=" else "comparison.some")
    unit = draft.query.measures[0].unit
    if threshold.upper is not None:
        low, high = (draft.amount(Value("", end, unit), bold=False) for end in (threshold.value, threshold.upper))
        return draft.say("comparison.range", low=low, high=high)
    bound = draft.amount(Value("", threshold.value, unit), bold=False)
    return draft.say(f"comparison.{threshold.comparison}", bound=bound)


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
