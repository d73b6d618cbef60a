"""How two figures differ: the change, the difference, their names and their formula."""

from dataclasses import replace

from assistant.answering.basis.calculate import derive_difference, derive_growth
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import Part, split_parts
from assistant.records import Value

TWO = 2


def name_series(entry: Entry) -> tuple[str, str]:
    """The series that an entry belongs to: its measure and its agency."""
    agency = entry.reading.report.agency
    return (entry.reading.measure.id, f"{agency.id:09}" if agency else entry.reading.report.source)


def sort_series(entry: Entry) -> tuple[str, str, int]:
    """Sorts entries into series, then by year."""
    return (*name_series(entry), entry.reading.report.year or 0)


def tell_change(draft: Draft, later: Entry, earlier: Entry, *, growth: bool) -> str:
    """后者比前者增加…, with the growth rate where it is wanted; no full stop."""
    difference = add_difference(draft, later, earlier)
    agencies = [entry.reading.report.agency for entry in (later, earlier)]
    over_time = later.reading.report.year != earlier.reading.report.year and agencies[0] == agencies[1]
    keys = ("rise", "fall", "flat") if over_time else ("over", "under", "even")
    key = keys[0] if difference.value > 0 else keys[1] if difference.value < 0 else keys[2]
    holes = name_pair(draft, later, earlier)
    shown = draft.amount(replace(difference, value=abs(difference.value)))
    sentence = draft.say(f"compare.{key}", difference=shown, formula=show_formula(draft, later, earlier, "−"), **holes)
    if not growth or later.reading.measure.over:
        return sentence
    label = draft.say("compare.growth_label", first=holes["first"], second=holes["second"])
    rate = derive_growth(draft.ledger.values, position_of(later), position_of(earlier), label)
    if rate is None:
        return sentence + draft.say("compare.no_growth", second=holes["second"])
    draft.ledger.add(rate)
    key = "growth_up" if rate.value > 0 else "growth_down" if rate.value < 0 else "growth_flat"
    return sentence + draft.say(f"compare.{key}", rate=draft.amount(replace(rate, value=abs(rate.value))))


def add_difference(draft: Draft, first: Entry, second: Entry) -> Value:
    """The difference of two entries, entered. Between rates it is in percentage points."""
    holes = name_pair(draft, first, second)
    label = draft.say("compare.difference_label", first=holes["first"], second=holes["second"])
    value = derive_difference(draft.ledger.values, position_of(first), position_of(second), label)
    if first.reading.measure.over:
        value = replace(value, unit="个百分点")
    return draft.ledger.values[draft.ledger.add(value)]


def name_pair(draft: Draft, first: Entry, second: Entry) -> dict[str, str]:
    """What two entries share, in front, and what tells them apart."""
    shared, parts = split_parts([first, second])
    before: tuple[Part, ...] = shared
    if parts == ("year",):
        before = ("agency", "measure")
    lead = draft.names.reading(first.reading, before)
    joint = {"zh": "，" if "measure" in before else "", "en": ": "}[draft.query.language] if lead else ""
    return {
        "lead": lead + joint,
        "first": draft.names.reading(first.reading, parts),
        "second": draft.names.reading(second.reading, parts),
    }


def show_formula(draft: Draft, first: Entry, second: Entry, operator: str) -> str:
    """The two figures with their marks and the operator between them."""
    return f"{draft.figure(position_of(first), bold=False)} {operator} {draft.figure(position_of(second), bold=False)}"


def position_of(entry: Entry) -> int:
    """The position of an entry that has a figure."""
    assert entry.position is not None, "a rate without a base cannot be compared"
    return entry.position
