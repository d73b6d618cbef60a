"""Answers on conditions between two figures of a report or two years of an agency: whose they hold for, with both figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.calculate import derive_count, derive_difference, derive_growth, meets_threshold, take_percent
from assistant.answering.caveats import NAMED, add_notes
from assistant.answering.comparing import position_of
from assistant.answering.draft import Draft
from assistant.answering.ledger import Entry, amount_of
from assistant.answering.lookups import compose_missing
from assistant.answering.naming import Part
from assistant.answering.tabling import write_table
from assistant.answering.totals import SHOWN, is_town
from assistant.records import Answer, Coverage, Reading, Value


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings that are set against each other, and what the first is more than the second, in percent where asked."""

    first: Reading
    second: Reading
    amount: Decimal


def compose_relation(draft: Draft) -> Answer:
    """The agencies for which the condition holds, or those with the largest change, with both figures and the coverage."""
    pairs, left_out = list_pairs(draft)
    if not pairs:
        return compose_missing(draft)
    query = draft.query
    bound = query.threshold
    met = [pair for pair in pairs if bound is None or meets_threshold(pair.amount, bound)]
    met.sort(key=lambda pair: pair.amount, reverse=not query.ascending)
    if query.operation == "rank" and query.limit and len(met) > query.limit:
        last = met[query.limit - 1].amount
        met = [pair for place, pair in enumerate(met) if place < query.limit or pair.amount == last]
    entries = tell_pairs(draft, met[:SHOWN], len(met))
    cover_pairs(draft, pairs, left_out)
    add_notes(draft, entries)
    return draft.finish("answered")


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


def by_report(draft: Draft) -> bool:
    """Whether two figures of one report are set against each other, and not two years."""
    return len(draft.query.measures) > 1


def order_group(draft: Draft, group: Sequence[Reading]) -> tuple[Reading, Reading] | None:
    """First and second of a group; None where one of them has no number or there are two of it."""
    told = [reading for reading in group if reading.why is None and amount_of(reading) is not None]
    if by_report(draft):
        wanted = [[one for one in told if one.measure.id == measure.id] for measure in draft.query.measures]
    else:
        wanted = [[one for one in told if one.report.year == year] for year in reversed(draft.query.years)]
    return (wanted[0][0], wanted[1][0]) if [len(found) for found in wanted] == [1, 1] else None


def measure_pair(draft: Draft, first: Reading, second: Reading) -> Decimal | None:
    """What the first is more than the second; in percent of it where growth is asked, None where that is 0."""
    one, two = amount_of(first), amount_of(second)
    if one is None or two is None:
        return None
    return take_percent(one - two, two) if takes_growth(draft) else one - two


def takes_growth(draft: Draft) -> bool:
    """Whether changes are told in percent."""
    return draft.query.wants_growth and not draft.query.measures[0].over


def tell_pairs(draft: Draft, met: Sequence[Pair], number: int) -> list[Entry]:
    """Says how many and who they are, with both figures and the difference of each."""
    query = draft.query
    holes = name_relation(draft)
    label = draft.say("relation.label", **holes)
    count = derive_count(number, (), label)
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
        leaders = [pair for pair in met if pair.amount == met[0].amount]
        first_names = draft.names.list(f"**{draft.names.reading(pair.first, name_parts(draft))}**" for pair in leaders)
        draft.write("relation.first", names=first_names, change=rows[0][-1], **holes)
    else:
        draft.write("relation.count", count=draft.amount(count), **holes)
    head = [*(draft.say(f"column.{part}") for part in name_parts(draft)), *name_columns(draft), draft.say("column.difference")]
    write_table(draft, head, rows)
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


def name_parts(draft: Draft) -> tuple[Part, ...]:
    """What a row is called by: the agency, with the year where reports of several years are gone over."""
    if not by_report(draft) or len(draft.query.years) == 1:
        return ("agency",)
    return ("year",) if len(draft.query.agencies) == 1 else ("agency", "year")


def name_columns(draft: Draft) -> list[str]:
    """The heads of the two columns of figures."""
    if not by_report(draft):
        return [draft.names.year(year) for year in reversed(draft.query.years)]
    english = draft.query.language == "en"
    return [measure.label_en or measure.label if english else measure.label for measure in draft.query.measures]


def name_relation(draft: Draft) -> dict[str, str]:
    """The lead of the answer and its condition: 2020年 and 通过微信公开信息多于通过政府网站公开信息."""
    query = draft.query
    columns = name_columns(draft)
    place = query.parent or (draft.names.agency(query.agencies[0]) if len(query.agencies) == 1 else "")
    if by_report(draft):
        years = draft.names.list(draft.names.year(year) for year in query.years)
        return {
            "lead": draft.names.join((place, years)),
            "condition": draft.say("relation.more", first=columns[0], second=columns[1]),
        }
    measure = query.measures[0]
    label = measure.label_en or measure.label if query.language == "en" else measure.label
    condition = draft.say(
        f"relation.{'growth_' if takes_growth(draft) else ''}{name_way(draft)}", later=columns[0], earlier=columns[1]
    )
    if query.threshold is not None and query.threshold.value:
        unit = "%" if takes_growth(draft) else measure.unit
        bound = draft.amount(Value("", abs(query.threshold.value), unit), bold=False)
        sign = (
            query.threshold.comparison.translate(str.maketrans("<", ">"))
            if query.threshold.value < 0
            else query.threshold.comparison
        )
        condition += draft.say(f"comparison.{sign}", bound=bound)
    return {"lead": draft.names.join((place, label)), "condition": condition}


def name_way(draft: Draft) -> str:
    """Which way the change goes that is asked for, and for a ranking which end of it."""
    query = draft.query
    falls = query.threshold is not None and query.threshold.comparison in ("<", "<=")
    way = "fall" if falls else "rise" if query.threshold is not None else "change"
    if query.operation != "rank":
        return way
    return f"{way}_{'least' if query.ascending != falls else 'most'}"


def cover_pairs(draft: Draft, pairs: Sequence[Pair], left_out: Sequence[str]) -> None:
    """Says how many have both figures, and names those that do not."""
    of = len(pairs) + len(left_out)
    draft.coverage = Coverage(of, len(pairs), tuple((name, "not in the report") for name in left_out))
    draft.write("relation.coverage", of=of, with_data=len(pairs))
    if left_out:
        draft.write("relation.left_out", names=draft.names.list(left_out, most=NAMED))
    if draft.query.kind == "镇" and not all(is_town(pair.first) for pair in pairs):
        draft.write("coverage.any_kind")
