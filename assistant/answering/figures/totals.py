"""Answers over many agencies: sums, averages, medians. Each says what it covers."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from assistant.answering.basis import calculate
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import split_parts
from assistant.answering.basis.sums import may_add
from assistant.answering.basis.tabling import MOST_IN_PROSE, list_entries, tabulate_entries
from assistant.answering.figures.adding import compose_sums
from assistant.answering.figures.averages import tell_beside, tell_beyond, trim_entries
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.overall import derive_rate, show_overall
from assistant.answering.figures.ranking import name_lead
from assistant.records import Answer, Derivation, Evidence, Measure, Operation, Value

Derive = Callable[[Sequence[Value], Sequence[int], str], Value]
_DERIVE: Mapping[Operation, Derive] = {
    "sum": calculate.derive_sum,
    "average": calculate.derive_average,
    "median": calculate.derive_median,
}

_OVER_AMOUNTS: Mapping[Operation, Callable[[Sequence[Decimal]], Decimal]] = {
    "sum": calculate.sum_amounts,
    "average": calculate.average_amounts,
    "median": calculate.middle_amount,
}

_STATISTICS: Mapping[Operation, str] = {
    "sum": r"合计|总和|总数|总量|总计|一共|总共|total|sum",
    "average": r"平均|均值|年均|average|mean",
    "median": r"中位|median",
    "maximum": r"最大值|最高值|最大的?和最小|最多和最少|maximum",
    "minimum": r"最小值|最低值|最大的?和最小|最多和最少|minimum",
}


def compose_total(draft: Draft) -> Answer:
    """A sum, average or median over agencies or years."""
    operation = draft.query.operation
    if draft.evidence.wide and draft.evidence.amounts:
        return compose_wide_total(draft)
    entries = trim_entries(draft, [entry for entry in draft.enter_all() if entry.position is not None])
    if not entries:
        return compose_missing(draft)
    if operation == "sum" and len({entry.reading.measure.id for entry in entries}) > 1:
        return compose_sums(draft, entries)
    for measure in draft.query.measures:
        group = [entry for entry in entries if entry.reading.measure.id == measure.id]
        if group:
            tell_total(draft, group, operation)
            for further in list_further(draft.query.question, operation):
                tell_further(draft, group, further)
    add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_total(draft: Draft, entries: Sequence[Entry], operation: Operation) -> None:
    """One derived figure and what it is derived from."""
    if operation == "sum" and entries[0].reading.measure.over:
        tell_rate(draft, entries)
        return
    label = draft.say(f"total.{operation}_label", label=draft.names.reading(entries[0].reading, ("measure",)))
    value = _DERIVE[operation](draft.ledger.values, [position_of(entry) for entry in entries], label)
    position = draft.ledger.add(value)
    total = draft.say(f"total.{operation}", lead=name_shared_lead(draft, entries), figure=draft.amount(value))
    if len(entries) > MOST_IN_PROSE:
        draft.write("total.table", total=total)
        tabulate_entries(draft, entries)
    elif len(entries) == 1:
        draft.write(
            "total.of",
            total=total,
            parts=draft.names.reading(entries[0].reading, ("agency",)) + draft.entry(entries[0], bold=False),
        )
    else:
        draft.write("total.of", total=total, parts=list_entries(draft, entries, bold=False))
    if operation == "average":
        tell_beside(draft, entries, position)
        tell_beyond(draft, entries, position)


def tell_rate(draft: Draft, entries: Sequence[Entry]) -> None:
    """A rate over all reports together, from the sums of what it counts and of what it counts it of, then report by report."""
    label = draft.say("overall.label", label=draft.names.reading(entries[0].reading, ("measure",)))
    rate = derive_rate(draft, entries, label)
    if rate is None:
        return
    lead = name_shared_lead(draft, entries)
    draft.write("overall.rate", lead=lead, figure=show_overall(draft, draft.ledger.add(rate)))
    tabulate_entries(draft, entries)


def name_shared_lead(draft: Draft, entries: Sequence[Entry]) -> str:
    """What the entries of a total share, behind the county that it keeps to."""
    shared, _ = split_parts(entries)
    place = draft.query.parent if draft.query.parent and "agency" not in shared else ""
    return draft.names.join((place or "", draft.names.reading(entries[0].reading, shared)))


def list_further(question: str, operation: Operation) -> list[Operation]:
    """The other statistics that a question asks for besides ``operation``."""
    return [name for name, words in _STATISTICS.items() if name != operation and re.search(words, question.lower())]


def tell_further(draft: Draft, entries: Sequence[Entry], operation: Operation) -> None:
    """One more derived figure over the same entries, as a sentence of its own."""
    shared, parts = split_parts(entries)
    lead, measure = draft.names.reading(entries[0].reading, shared), draft.names.reading(entries[0].reading, ("measure",))
    label = draft.say(f"total.{operation}_label", label=measure)
    positions = [position_of(entry) for entry in entries]
    if operation in _DERIVE:
        value = _DERIVE[operation](draft.ledger.values, positions, label)
        draft.ledger.add(value)
        draft.write("total.alone", total=draft.say(f"total.{operation}", lead=lead, figure=draft.amount(value)))
        return
    kind: Derivation = "minimum" if operation == "minimum" else "maximum"
    value = calculate.derive_extreme(draft.ledger.values, positions, label, kind)
    draft.ledger.add(value)
    holders = [entry for entry in entries if draft.ledger.values[position_of(entry)].value == value.value]
    names = draft.names.list(draft.names.reading(entry.reading, parts) for entry in holders)
    draft.write("total.extreme", lead=lead, kind=draft.say(f"total.{operation}"), figure=draft.amount(value), names=names)


def compose_wide_total(draft: Draft) -> Answer:
    """A total over more reports than can be listed: the derived figure and its coverage, for each figure asked about."""
    query, evidence = draft.query, draft.evidence
    if query.trimmed or query.beside is not None or (query.operation == "sum" and query.measures[0].over):
        draft.write("overall.not_computed")
        return draft.finish("no_data")
    found = [(query.measures[0], evidence), *zip(query.measures[1:], evidence.further, strict=False)]
    positions = []
    for measure, held in found:
        if held.amounts:
            positions.append(add_wide(draft, measure, held))
            figure = draft.amount(draft.ledger.values[positions[-1]])
            draft.write("total.alone", total=draft.say(f"total.{query.operation}", lead=name_lead(draft, measure), figure=figure))
    if query.operation == "sum" and len(positions) > 1:
        tell_all(draft, positions)
    for measure, held in found[1:]:
        cover_further(draft, measure, held)
    add_coverage(draft)
    add_notes(draft, ())
    return draft.finish("answered")


def add_wide(draft: Draft, measure: Measure, evidence: Evidence) -> int:
    """The position of one figure's total over all amounts."""
    operation = draft.query.operation
    label = draft.say(f"total.{operation}_label", label=draft.names.measure(measure))
    derived: Derivation = "sum" if operation == "sum" else "average" if operation == "average" else "median"
    year = draft.query.years[0] if len(draft.query.years) == 1 else None
    formula = draft.say("total.of", total=label, parts="SQL")
    amount = _OVER_AMOUNTS[operation](evidence.amounts)
    return draft.ledger.add(Value(label, amount, measure.unit, year=year, derived=derived, formula=formula))


def tell_all(draft: Draft, positions: Sequence[int]) -> None:
    """The sums added up, or why they are not."""
    measures = draft.query.measures
    if not may_add(measures):
        draft.write("adding.units" if len({measure.unit for measure in measures}) > 1 else "adding.inside")
        return
    label = draft.say("adding.label", names=draft.names.list(draft.names.measure(measure) for measure in measures))
    value = draft.ledger.values[draft.ledger.add(calculate.derive_sum(draft.ledger.values, positions, label))]
    draft.write("adding.all", figure=draft.amount(value))


def cover_further(draft: Draft, measure: Measure, evidence: Evidence) -> None:
    """On how many reports a further figure's total rests."""
    if evidence.coverage is None:
        return
    counts = []
    for number in (evidence.coverage.of, evidence.coverage.with_data):
        label = draft.say("rank.label", name=draft.names.measure(measure))
        counts.append(draft.ledger.add(calculate.derive_count(number, (), label, "份报告")))
    of, held = (draft.amount(draft.ledger.values[position], bold=False) for position in counts)
    draft.write("adding.covered", label=draft.names.measure(measure), of=of, with_data=held)
