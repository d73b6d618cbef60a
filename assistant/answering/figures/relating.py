"""Answers on conditions between two figures of a report or two years of an agency: whose they hold for, with both figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.basis.calculate import derive_count, derive_difference, derive_growth, grow_exactly, meets_threshold
from assistant.answering.basis.caveats import NAMED, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, amount_of
from assistant.answering.basis.naming import name_unit
from assistant.answering.basis.relation_names import by_report, name_columns, name_parts, name_relation, takes_growth
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.figures.ranking import SHOWN, is_town
from assistant.records import Answer, Coverage, Reading, Value
from assistant.understanding.signs.relations import takes_all


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings that are set against each other, and what the first is more than the second.

    In percent, not rounded, where growth is asked for.
    """

    first: Reading
    second: Reading
    amount: Decimal


def compose_relation(draft: Draft) -> Answer:
    """The agencies for which the condition holds, or those with the largest change, with both figures and the coverage."""
    pairs, left_out = list_pairs(draft)
    empty = [pair for pair in pairs if takes_all(draft.query) and not amount_of(pair.first)]
    pairs = [pair for pair in pairs if pair not in empty]
    wide = draft.evidence.wide
    if not pairs and not empty and not wide:
        return compose_missing(draft)
    query = draft.query
    bound = query.threshold
    met = [pair for pair in pairs if bound is None or meets_threshold(pair.amount, bound)]
    met.sort(key=lambda pair: weigh_pair(draft, pair), reverse=not query.ascending)
    entries = tell_leading(draft, met)
    if wide:
        cover_wide(draft)
    else:
        cover_pairs(draft, pairs, left_out)
    if empty:
        names = draft.names.list((draft.names.reading(pair.first, name_parts(draft)) for pair in empty), most=NAMED)
        draft.write("relation.empty", measure=draft.names.measure(draft.query.measures[0]), names=names)
    add_notes(draft, entries)
    return draft.finish("answered")


def tell_leading(draft: Draft, met: Sequence[Pair]) -> list[Entry]:
    """Those that lead, or all that meet the bound; where 哪个镇 is asked and others lead, the first towns stand in front."""
    first, towns = cut_pairs(draft, met), cut_pairs(draft, [pair for pair in met if is_town(pair.first)])
    number = len(draft.evidence.amounts) if draft.evidence.wide else len(first)
    narrow = draft.query.kind == "镇" and draft.query.operation == "rank"
    lead = first if not narrow or not towns or any(is_town(pair.first) for pair in first) else towns
    draft.settle_on(pair.first.report for pair in (lead if len(lead) <= SHOWN else ()))
    if lead is first:
        return tell_pairs(draft, first[:SHOWN], number)
    entries = tell_pairs(draft, towns[:SHOWN], number)
    at = len(draft.paragraphs)
    entries += tell_pairs(draft, first[:SHOWN], number)
    draft.paragraphs[at] = draft.say("rank.every_kind") + draft.paragraphs[at]
    return entries


def cut_pairs(draft: Draft, met: Sequence[Pair]) -> list[Pair]:
    """The places of a ranking that are asked for, equal changes included; all where it is none."""
    limit = draft.query.limit
    if draft.query.operation != "rank" or not limit or len(met) <= limit:
        return list(met)
    last = weigh_pair(draft, met[limit - 1])
    return [pair for place, pair in enumerate(met) if place < limit or weigh_pair(draft, pair) == last]


def weigh_pair(draft: Draft, pair: Pair) -> Decimal:
    """What pairs are ordered by: the change with its sign, or its size where either way counts."""
    if takes_all(draft.query):
        return amount_of(pair.first) or Decimal(0)
    return abs(pair.amount) if draft.query.either_way else pair.amount


def list_pairs(draft: Draft) -> tuple[list[Pair], list[str]]:
    """What is set against each other, and the names of those that lack one of the two figures."""
    pairs: list[Pair] = []
    left_out: list[str] = []
    for group in group_readings(draft):
        found = order_group(draft, group)
        amount = measure_pair(draft, *found) if found is not None else None
        if found is None or amount is None:
            left_out.append(draft.names.reading(group[0], name_parts(draft)))
        else:
            pairs.append(Pair(*found, amount))
    return pairs, left_out


def group_readings(draft: Draft) -> list[list[Reading]]:
    """The readings of each report, or of each agency where years are set against each other."""
    groups: dict[int, list[Reading]] = {}
    for reading in draft.evidence.readings:
        if reading.report.agency is not None:
            groups.setdefault(reading.report.id if by_report(draft) else reading.report.agency.id, []).append(reading)
    return list(groups.values())


def order_group(draft: Draft, group: Sequence[Reading]) -> tuple[Reading, Reading] | None:
    """First and second of a group; None where one of them has no number or there are two of it."""
    told = [reading for reading in group if reading.why is None and amount_of(reading) is not None]
    if by_report(draft):
        wanted = [[one for one in told if one.measure.id == measure.id] for measure in draft.query.measures]
    else:
        wanted = [[one for one in told if one.report.year == year] for year in reversed(draft.query.years)]
    return (wanted[0][0], wanted[1][0]) if [len(found) for found in wanted] == [1, 1] else None


def measure_pair(draft: Draft, first: Reading, second: Reading) -> Decimal | None:
    """What the first is more than the second; in percent of it where growth is asked for, None where that is 0."""
    one, two = amount_of(first), amount_of(second)
    if one is None or two is None:
        return None
    return grow_exactly(one, two) if takes_growth(draft) else one - two


def tell_pairs(draft: Draft, met: Sequence[Pair], number: int) -> list[Entry]:
    """Says how many and who they are, with both figures and the difference of each."""
    query = draft.query
    holes = name_relation(draft)
    label = draft.say("relation.label", **holes)
    count = derive_count(number, (), label, name_unit(name_parts(draft)))
    if query.operation != "rank":
        draft.ledger.add(count)
    if not met:
        draft.write("relation.none", **holes)
        return []
    entries: list[Entry] = []
    rows = []
    for pair in met:
        first, second = draft.ledger.enter(pair.first), draft.ledger.enter(pair.second)
        entries += [first, second]
        names = [draft.names.part(pair.first, part) for part in name_parts(draft)]
        rows.append([*names, draft.entry(first, bold=False), draft.entry(second, bold=False), show_change(draft, first, second)])
    if query.operation == "rank":
        leaders = [pair for pair in met if weigh_pair(draft, pair) == weigh_pair(draft, met[0])]
        first_names = [f"**{draft.names.reading(pair.first, name_parts(draft))}**" for pair in leaders]
        changes = [row[-1] for row in rows[: len(leaders)]]
        named = [
            draft.say("relation.leader", name=name, change=change) for name, change in zip(first_names, changes, strict=False)
        ]
        draft.write("relation.tied" if len(leaders) > 1 else "relation.first", names=draft.names.list(named), **holes)
    else:
        draft.write("relation.count", count=draft.amount(count), **holes)
    head = [*(draft.say(f"column.{part}") for part in name_parts(draft)), *name_columns(draft), draft.say("column.difference")]
    write_table(draft, head, rows)
    if query.operation != "rank" and len(met) < number:
        draft.write("rank.cut")
    return entries


def show_change(draft: Draft, first: Entry, second: Entry) -> str:
    """The difference with its sign, and the growth where it is asked."""
    name = draft.names.reading(first.reading, name_parts(draft))
    label = draft.say("compare.difference_label", first=name, second=draft.names.reading(second.reading))
    values, places = draft.ledger.values, (position_of(first), position_of(second))
    difference = derive_difference(values, *places, label)
    if first.reading.measure.over:
        difference = replace(difference, unit="个百分点")
    shown = show_signed(draft, draft.ledger.values[draft.ledger.add(difference)])
    if not takes_growth(draft):
        return shown
    rate = derive_growth(
        values, *places, draft.say("compare.growth_label", first=name, second=draft.names.reading(second.reading))
    )
    if rate is None:
        return shown
    return draft.say("relation.growth", difference=shown, rate=show_signed(draft, draft.ledger.values[draft.ledger.add(rate)]))


def show_signed(draft: Draft, value: Value) -> str:
    """A change with its sign."""
    return ("+" if value.value > 0 else "") + draft.amount(value, bold=False)


def cover_wide(draft: Draft) -> None:
    """Says how many have both figures where they are too many to be named."""
    coverage = draft.evidence.coverage
    if coverage is not None:
        draft.write("relation.coverage", of=coverage.of, with_data=coverage.with_data)


def cover_pairs(draft: Draft, pairs: Sequence[Pair], left_out: Sequence[str]) -> None:
    """Says how many have both figures, and names those that do not."""
    of = len(pairs) + len(left_out)
    draft.coverage = Coverage(of, len(pairs), tuple((name, "not in the report") for name in left_out))
    draft.write("relation.coverage", of=of, with_data=len(pairs))
    if left_out:
        key = "left_out_base" if takes_growth(draft) else "left_out"
        draft.write(f"relation.{key}", names=draft.names.list(left_out, most=NAMED))
    if draft.query.kind == "镇" and not all(is_town(pair.first) for pair in pairs):
        draft.write("coverage.any_kind")
