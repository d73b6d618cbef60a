"""The form's sums and the identities between years, term by term, and how they came out."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import enter_cell
from assistant.answering.basis.ledger import cite_cell, name_cell, place_value
from assistant.answering.basis.rules import YEARLY, Identity, list_balances, list_identities, list_year_identities
from assistant.records import Value
from index.records import StoredCell, StoredReport

_APPLICANTS = re.compile(r"申请人|申请者|自然人|法人|企业|机构|组织|applicant", re.IGNORECASE)

PAIR = 2
"""A side of so many terms is always shown term by term."""
REPORTS = 4
"""Of so many reports the sums are shown term by term."""


def name_rule(draft: Draft, rule: str) -> str:
    """What a check is called."""
    return draft.say(f"rule.{rule}")


def name_fault(draft: Draft, rule: str) -> str:
    """What a check is called where it fails."""
    return draft.say(f"fault.{rule}")


def show_sums(draft: Draft, report: StoredReport, rules: Sequence[str], told: set[str]) -> tuple[list[str], set[str]]:
    """The form's sums of one report term by term, and how they came out: ``holds``, ``fails``, ``open``.

    A rule of which a finding is ``told`` is not shown again; those that hold beside one are only named.
    """
    if report.form is None:
        return [], set()
    cells = {stored.cell.cell: stored for stored in draft.evidence.cells if stored.report.id == report.id}
    lines, outcomes, holding = [], set(), []
    for identity in list_identities(report.form):
        if identity.rule in told or (rules and identity.rule not in rules):
            continue
        if not rules and identity.rule != "balance":
            continue
        if told and holds_plainly(identity, cells):
            holding.append(name_rule(draft, identity.rule))
            continue
        line, outcome = show_identity(draft, identity, cells)
        lines += [line] if line else []
        outcomes.add(outcome)
    if holding:
        lines.append(draft.say("check.others_hold", names=draft.names.list(dict.fromkeys(holding))))
    if "balance" in rules and _APPLICANTS.search(draft.query.question):
        lines += show_balances(draft, report, cells)
    return lines, outcomes


def holds_plainly(identity: Identity, cells: dict[str, StoredCell]) -> bool:
    """Whether all figures of a sum are stated and it holds."""
    stated = {cell: cells[cell].cell.value for cell in (*identity.left, *identity.right) if cell in cells}
    known = len(stated) == len({*identity.left, *identity.right}) and None not in stated.values()
    left, right = (sum((stated.get(cell) or Decimal(0) for cell in side), Decimal(0)) for side in (identity.left, identity.right))
    return known and left == right


def show_balances(draft: Draft, report: StoredReport, cells: dict[str, StoredCell]) -> list[str]:
    """Requests in and out of each kind of applicant that made any, and whether they agree."""
    shown = []
    for identity in list_balances(report.form) if report.form is not None else ():
        stated = [cells[cell].cell.value for cell in (*identity.left, *identity.right) if cell in cells]
        if any(stated):
            shown.append(show_identity(draft, identity, cells)[0])
    return shown


def show_identity(draft: Draft, identity: Identity, cells: dict[str, StoredCell]) -> tuple[str, str]:
    """One sum with its figures and how it came out; no line where the report has none of its cells or had no disputes."""
    operands = (*identity.left, *identity.right)
    stated = {cell: cells[cell] for cell in operands if cell in cells and cells[cell].cell.state == "stated"}
    name = name_rule(draft, identity.rule)
    idle = identity.rule == "disputes_total" and not any(stored.cell.value for stored in stated.values())
    if not stated or (idle and len(stated) == len(operands)):
        return "", "holds"
    if len(stated) < len(operands):
        lacking = [name_cell(cell, draft.query.language) for cell in operands if cell not in stated]
        return draft.say("check.identity_open", name=name, labels=draft.names.list(lacking, most=REPORTS)), "open"
    left = show_side(draft, [stated[cell] for cell in identity.left])
    right = show_side(draft, [stated[cell] for cell in identity.right])
    amounts = [
        sum((stated[cell].cell.value or Decimal(0) for cell in side), Decimal(0)) for side in (identity.left, identity.right)
    ]
    outcome = "holds" if amounts[0] == amounts[1] else "fails"
    return draft.say(f"check.identity_{outcome}", name=name, left=left, right=right), outcome


def show_side(draft: Draft, cells: Sequence[StoredCell]) -> str:
    """One side of a sum: its terms with their marks; of long sums those that are not 0, and one 0 where all are."""
    nonzero = [stored for stored in cells if stored.cell.value]
    shown = cells if len(cells) <= REPORTS and (nonzero or len(cells) <= PAIR) else nonzero
    if not shown:
        cited = tuple(draft.ledger.cite(cite_cell(stored)) for stored in cells)
        none = Value(
            draft.say("check.stated_label"), Decimal(0), cells[0].cell.unit_assumed or "", derived="sum", citations=cited
        )
        return draft.say("check.all_parts", figure=draft.figure(draft.ledger.add(place_value(none, cells[0].report)), bold=False))
    terms = []
    for stored in shown:
        position = enter_cell(draft, stored)
        label = name_cell(stored.cell.cell, draft.query.language)
        terms.append(f"{label}{draft.say('piece.gap')}{draft.figure(position, bold=False)}")
    return " + ".join(terms)


def check_years(draft: Draft, reports: Sequence[StoredReport]) -> None:
    """The identities between each report and its agency's report of the year before, where that one is at hand."""
    at_hand = {(report.agency.id, report.year): report for report in draft.evidence.reports if report.agency and report.year}
    lines = []
    for report in reports:
        before = at_hand.get((report.agency.id, report.year - 1)) if report.agency and report.year else None
        if before is not None:
            lines += show_years(draft, before, report, draft.query.rules)
        elif draft.query.rules and YEARLY.issuperset(draft.query.rules):
            draft.write("check.no_year_before", scope=draft.names.report(report))
    draft.add("\n".join(f"- {line}" for line in lines))


def show_years(draft: Draft, before: StoredReport, after: StoredReport, rules: Sequence[str]) -> list[str]:
    """The identities between two years, each with its figures, as far as both years state them."""
    cells = {(stored.report.id, stored.cell.cell): stored for stored in draft.evidence.cells if stored.cell.state == "stated"}
    lines = []
    for identity in list_year_identities(before.form, after.form):
        if rules and identity.rule not in rules:
            continue
        terms = []
        for term in (*identity.left, *identity.right):
            owner = before if term.startswith("-1:") else after
            stored = cells.get((owner.id, term.removeprefix("-1:").removeprefix("−")))
            if stored is not None:
                terms.append((term, stored))
        if len(terms) == len(identity.left) + len(identity.right):
            lines.append(show_year_identity(draft, identity, terms))
        elif rules:
            found = {term for term, _ in terms}
            gone = [term for term in (*identity.left, *identity.right) if term not in found]
            labels = [name_cell(term.removeprefix("-1:").removeprefix("−"), draft.query.language) for term in gone]
            name = name_rule(draft, identity.rule)
            lines.append(draft.say("check.identity_open", name=name, labels=draft.names.list(labels)))
    return lines


def show_year_identity(draft: Draft, identity: Identity, terms: Sequence[tuple[str, StoredCell]]) -> str:
    """One identity between two years in words."""
    shown = [
        f"{'' if i == 0 else ' − ' if term.startswith('−') else ' + '}{show_year_term(draft, stored)}"
        for i, (term, stored) in enumerate(terms[1:])
    ]
    first = terms[0][1]
    amount = sum(
        (-(stored.cell.value or 0) if term.startswith("−") else stored.cell.value or Decimal(0) for term, stored in terms[1:]),
        Decimal(0),
    )
    key = "check.identity_holds" if first.cell.value == amount else "check.identity_fails"
    return draft.say(key, name=name_rule(draft, identity.rule), left=show_year_term(draft, first), right="".join(shown))


def show_year_term(draft: Draft, stored: StoredCell) -> str:
    """A cell with its year: 2023年上年结转政府信息公开申请1件[1]."""
    label = name_cell(stored.cell.cell, draft.query.language)
    return draft.say(
        "check.of_year",
        year=draft.names.year(stored.report.year),
        label=label,
        figure=draft.figure(enter_cell(draft, stored), bold=False),
    )
