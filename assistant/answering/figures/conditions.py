"""Answers on several conditions at once: which reports meet all of them, or one where that is enough, each with every figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.basis.calculate import derive_count, meets_threshold
from assistant.answering.basis.caveats import add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.covering import NAMED, tell_reason
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, exact_amount
from assistant.answering.basis.naming import name_unit
from assistant.answering.basis.tabling import MOST_IN_PROSE, write_table
from assistant.answering.basis.verdicts import tell_part
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN, name_parts
from assistant.answering.figures.thresholds import name_bound, tell_units, tells_zero
from assistant.records import Answer, Condition, Coverage, Evidence, Measure, Query, Reading


@dataclass(frozen=True, slots=True)
class Weighed:
    """The readings of one report, one for each measure, and whether it meets the conditions; None where that is open."""

    readings: tuple[Reading, ...]
    met: bool | None


def compose_conditions(draft: Draft) -> Answer:
    """The agencies that meet the conditions, with each figure, what each condition covers, and those of which it is open."""
    weighed = weigh_reports(draft.query, draft.evidence)
    if not draft.evidence.wide and not any(reading.why is None for one in weighed for reading in one.readings):
        return compose_missing(draft)
    met = [one for one in weighed if one.met]
    entries = tell_met(draft, met)
    cover_conditions(draft, weighed)
    tell_part(draft, len(draft.evidence.amounts) if draft.evidence.wide else len(met))
    add_notes(draft, entries)
    return draft.finish("answered")


def weigh_reports(query: Query, evidence: Evidence) -> list[Weighed]:
    """Every report with its figures and whether it meets the conditions of the query; those that meet most stand first."""
    groups: dict[int, list[Reading]] = {}
    for reading in evidence.readings:
        groups.setdefault(reading.report.id, []).append(reading)
    places = find_extremes(query, evidence)
    weighed = [Weighed(tuple(group), weigh_group(query, group, places)) for group in groups.values()]
    return sorted(weighed, key=lambda one: -(_first_amount(one) or Decimal(-1)))


def _first_amount(one: Weighed) -> Decimal | None:
    return exact_amount(one.readings[0]) if one.readings[0].why is None else None


def find_extremes(query: Query, evidence: Evidence) -> Mapping[str, Decimal]:
    """The largest or smallest amount of each measure in which a place is asked for."""
    found: dict[str, Decimal] = {}
    for condition in query.conditions:
        told = [one for one in evidence.readings if one.measure.id == condition.measure.id and one.why is None]
        amounts = [amount for one in told if (amount := exact_amount(one)) is not None]
        if condition.place and amounts:
            found[condition.measure.id] = min(amounts) if condition.place == "least" else max(amounts)
    return found


def weigh_group(query: Query, group: Sequence[Reading], places: Mapping[str, Decimal]) -> bool | None:
    """Whether one report meets the conditions; None where a figure that would decide it is not there."""
    verdicts = [weigh_condition(condition, group, places) for condition in query.conditions]
    decisive = query.either
    if decisive in verdicts:
        return decisive
    return None if None in verdicts else not decisive


def weigh_condition(condition: Condition, group: Sequence[Reading], places: Mapping[str, Decimal]) -> bool | None:
    """Whether a report's figure meets one condition; None where it has none."""
    own = [reading for reading in group if reading.measure.id == condition.measure.id and reading.why is None]
    amount = exact_amount(own[0]) if own else None
    if amount is None:
        return None
    if condition.threshold is None:
        return amount == places[condition.measure.id]
    return meets_threshold(amount, condition.threshold)


def tell_met(draft: Draft, met: Sequence[Weighed]) -> list[Entry]:
    """Says how many meet the conditions and who they are, each with every figure that the conditions speak of."""
    holes = {"lead": name_reach(draft), "conditions": name_conditions(draft)}
    number = len(draft.evidence.amounts) if draft.evidence.wide else len(met)
    parts = name_parts(draft)
    count = derive_count(number, (), draft.say("conditions.label", **holes), name_unit(parts))
    if not met:
        draft.ledger.add(count)
        draft.write("conditions.none", **holes)
        return []
    rows = [[(reading, draft.ledger.enter(reading)) for reading in one.readings if reading.why is None] for one in met[:SHOWN]]
    entries = [entry for row in rows for _, entry in row]
    draft.ledger.add(replace(count, inputs=tuple(position_of(entry) for entry in entries)))
    shown = tell_units(draft, [one.readings[0] for one in met[:SHOWN]], number) + draft.amount(count)
    if len(rows) > MOST_IN_PROSE:
        draft.write("conditions.count", count=shown, **holes)
        head = [*(draft.say(f"column.{part}") for part in parts), *(name_measure(draft, each) for each in draft.query.measures)]
        write_table(draft, head, [list_cells(draft, row, parts) for row in rows])
    else:
        names = draft.names.list(tell_one(draft, row) for row in rows)
        draft.write("conditions.list", count=shown, names=names, **holes)
    return entries


def list_cells(draft: Draft, row: Sequence[tuple[Reading, Entry]], parts: Sequence[str]) -> list[str]:
    """The row of a table: the report's name and each figure, a dash where it has none."""
    shown = {reading.measure.id: draft.entry(entry, bold=False) for reading, entry in row}
    names = [draft.names.part(row[0][0], part) for part in parts]
    return [*names, *(shown.get(measure.id, "—") for measure in draft.query.measures)]


def tell_one(draft: Draft, row: Sequence[tuple[Reading, Entry]]) -> str:
    """甲镇（行政复议1件，行政诉讼0件）."""
    figures = (draft.names.join((name_measure(draft, reading.measure), draft.entry(entry, bold=False))) for reading, entry in row)
    name = draft.names.reading(row[0][0], name_parts(draft))
    return draft.say("conditions.one", name=f"**{name}**", figures=draft.say("piece.comma").join(figures))


def name_measure(draft: Draft, measure: Measure) -> str:
    """What a measure is called in the answer's language."""
    return measure.label_en or measure.label if draft.query.language == "en" else measure.label


def name_reach(draft: Draft) -> str:
    """The place and the years that the conditions are held in."""
    query = draft.query
    place = query.parent or (draft.names.agency(query.agencies[0]) if len(query.agencies) == 1 else "")
    return draft.names.join((place, draft.names.list(draft.names.year(year) for year in query.years)))


def name_conditions(draft: Draft) -> str:
    """“行政复议不是 0 ”且“行政诉讼为 0 ”."""
    joint = draft.say("conditions.or" if draft.query.either else "conditions.and")
    return joint.join(draft.say("conditions.quoted", condition=name_condition(draft, each)) for each in draft.query.conditions)


def name_condition(draft: Draft, condition: Condition) -> str:
    """行政诉讼为 0, 新收申请超过15件."""
    if condition.threshold is None:
        kind = "rate" if condition.measure.over else "count"
        bound = draft.say(f"rank.{'bottom' if condition.place == 'least' else 'top'}_{kind}")
    else:
        bound = tells_zero(draft, condition.threshold) or name_bound(draft, condition.threshold, condition.measure.unit)
    return f"{name_measure(draft, condition.measure)}{draft.say('piece.gap')}{bound.strip()}"


def cover_conditions(draft: Draft, weighed: Sequence[Weighed]) -> None:
    """Says for each figure how many have it and who has not, and of whom it is open whether they meet the conditions."""
    if draft.evidence.wide:
        cover_widely(draft)
        return
    gone = draft.coverage.excluded if draft.coverage is not None else ()
    of = draft.coverage.of if draft.coverage is not None else len(weighed)
    absent = [(name, why) for name, why in gone if why == "no report"]
    lacking: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for measure in draft.query.measures:
        told = [reading for one in weighed for reading in one.readings if reading.measure.id == measure.id]
        without = [(draft.names.reading(each, name_parts(draft)), str(each.why)) for each in told if each.why is not None]
        lacking.setdefault((*without, *absent), []).append(name_measure(draft, measure))
    for left_out, measures in lacking.items():
        holes = {"measures": draft.names.list(measures), "of": of, "with_data": of - len(left_out)}
        names = [draft.say("coverage.group", names=name, why=tell_reason(draft, why)) for name, why in left_out[:NAMED]]
        draft.ledger.add(derive_count(of - len(left_out), (), draft.say("conditions.with_data", measures=holes["measures"])))
        scope = "agencies" if len(draft.query.years) == 1 else "reports"
        key = "partly" if left_out else "covered"
        draft.write(f"conditions.{key}_{scope}", names=draft.names.list(names), **holes)
    undecided = [draft.names.reading(one.readings[0], name_parts(draft)) for one in weighed if one.met is None]
    if undecided:
        draft.write("conditions.open", names=draft.names.list(undecided, most=NAMED))
    out = tuple(dict.fromkeys(pair for left_out in lacking for pair in left_out))
    draft.coverage = Coverage(of, of - len({name for name, _ in out}), out)


def cover_widely(draft: Draft) -> None:
    """Says for each condition how many of very many reports have its figure."""
    for condition, evidence in zip(draft.query.conditions, draft.evidence.further, strict=True):
        coverage = evidence.coverage
        if coverage is not None:
            measures = name_measure(draft, condition.measure)
            draft.ledger.add(derive_count(coverage.with_data, (), draft.say("conditions.with_data", measures=measures)))
            draft.write("conditions.counted", measures=measures, of=coverage.of, with_data=coverage.with_data)
