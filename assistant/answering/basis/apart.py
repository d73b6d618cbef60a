"""How far the two sides of a failed check are apart, from the two numbers that its finding tells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.basis.calculate import derive_difference
from assistant.answering.basis.details import read_template
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import cite_places, tell_finding
from ingest.checks.findings import load_rules
from ingest.records import Finding

SIDES: Mapping[str, tuple[str, str]] = {
    "balance": ("left", "right"),
    "results_total": ("total", "sum"),
    "applicants_total": ("total", "sum"),
    "disputes_total": ("total", "sum"),
    "carry_over": ("carried_in", "carried_out"),
    "stock_flow": ("in_force", "expected"),
    "published_stock": ("published_total", "expected"),
    "text_vs_table": ("stated", "table"),
    "text_parts": ("total", "sum"),
    "percentage": ("stated", "expected"),
}
"""The holes of a rule's wording that hold its two sides."""

POINTS = "个百分点"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def tell_with_gap(draft: Draft, finding: Finding) -> str:
    """A finding as a list item, with the difference of its sides where the question asks for it."""
    told = tell_finding(draft, finding)
    gap = tell_gap(draft, finding) if draft.query.wants_difference else ""
    return f"{told}{draft.say('piece.sentence')}{gap}" if gap else told


def tell_gap(draft: Draft, finding: Finding) -> str:
    """The difference of the two sides with its formula; empty for findings that have no two numbers."""
    positions = [find_value(draft, finding, number) for number in list_sides(finding)]
    first, second = (*positions, None, None)[:2]
    if first is None or second is None:
        return ""
    values = draft.ledger.values
    if values[first].value < values[second].value:
        first, second = second, first
    difference = derive_difference(values, first, second, draft.say("check.gap_label"))
    unit = name_unit(draft, finding, (first, second))
    difference = replace(difference, unit=POINTS if unit == "%" else unit)
    sides = (draft.amount(replace(values[side], unit=unit), bold=False) for side in (first, second))
    formula = " − ".join(sides)
    return draft.say("check.gap", difference=draft.amount(values[draft.ledger.add(difference)]), formula=formula)


def list_sides(finding: Finding) -> tuple[Decimal, ...]:
    """The two numbers of a finding; none where its rule has no sides, or its wording is another one."""
    holes = SIDES.get(finding.rule)
    found = read_template(load_rules()[finding.rule]["detail"]).fullmatch(finding.detail) if holes else None
    if holes is None or found is None:
        return ()
    numbers = [_NUMBER.search(found[hole]) for hole in holes]
    return tuple(Decimal(number[0]) for number in numbers if number is not None)


def find_value(draft: Draft, finding: Finding, number: Decimal) -> int | None:
    """The position of a number that a told finding entered: with its citations, or worked out for it."""
    cited = set(cite_places(draft, finding))
    fitting = [position for position, value in enumerate(draft.ledger.values) if value.value == number]
    own = [position for position in fitting if cited.intersection(draft.ledger.values[position].citations)]
    return next(iter((*own, *fitting[::-1])), None)


def name_unit(draft: Draft, finding: Finding, positions: Sequence[int]) -> str:
    """The unit of two sides, or of a cell that the finding rests on."""
    cells = [stored.cell for stored in draft.evidence.cells if stored.cell.cell in finding.cells]
    units = [*(draft.ledger.values[position].unit for position in positions), *(cell.unit or cell.unit_assumed for cell in cells)]
    return next((unit for unit in units if unit), "")
