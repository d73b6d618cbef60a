"""Answers to whether the numbers agree: the findings with both figures shown, or what was checked and holds."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.calculate import derive_count, derive_sum
from assistant.caveats import add_gaps, note_conflicts
from assistant.draft import Draft
from assistant.findings import enter_cell, enter_figure, name_figure, tell_finding
from assistant.ledger import cite_cell, name_cell, place_value
from assistant.lookups import compose_missing
from assistant.reading import CHANNELS, Stated, read_count
from assistant.records import Answer, Value
from assistant.rules import PAIRED, Identity, list_identities, list_year_identities
from assistant.vocabulary import load_vocabulary
from index.records import StoredCell, StoredFigure, StoredReport
from ingest.findings import load_rules
from ingest.records import Finding

SHOWN = 10
"""Of so many reports findings are told, and so many of one report where it is asked about."""

EACH = 2
"""As many findings of each report where many reports are gone over."""

FIGURES = re.compile(r"数字|数据|对不上|对得上|矛盾|加不起来|figures|numbers|add up|disagree", re.IGNORECASE)
"""How a question keeps to findings about numbers."""

NO_FIGURES = frozenset(
    {
        "foreign_name",
        "year_mismatch",
        "form_outdated",
        "copied_last_year",
        "copied_between",
        "published_late",
        "unreadable",
        "table_lost",
        "same_report_twice",
        "report_changed",
    }
)
"""Rules that are about other things than whether numbers agree."""

PAIR = 2
"""A side of so many terms is always shown term by term."""

REPORTS = 4
"""Of so many reports the sums are shown term by term."""

COUNTED_TWICE = ("requests.new.total", "requests.total.total", "disputes.review.total", "disputes.suits.total")
"""The measures that the table and the prose may both give."""

ALWAYS_TOLD = ("error", "warning")


def compose_check(draft: Draft) -> Answer:
    """The findings of what was asked about; where there are none, the checks that were made and their figures."""
    reports = [report for report in draft.evidence.reports if is_asked(draft, report)]
    if not reports:
        return compose_missing(draft)
    failing = [finding for finding in draft.evidence.findings if finding.verdict == "fail"]
    named = bool(draft.query.agencies or draft.query.sources)
    if not named or len(reports) > REPORTS:
        return tell_store(draft, failing)
    shown: set[str] = set()
    for report in reports:
        own = [finding for finding in failing if concerns(finding, report) and finding.fingerprint not in shown]
        shown.update(finding.fingerprint for finding in own)
        check_report(draft, report, own)
    if not draft.query.rules or "carry_over" in draft.query.rules:
        check_years(draft, reports)
    add_gaps(draft)
    return draft.finish("answered")


def concerns(finding: Finding, report: StoredReport) -> bool:
    """Whether a finding is of a report, or says that another report has its text."""
    return finding.source == report.source or (finding.rule in PAIRED and finding.other_source == report.source)


def is_asked(draft: Draft, report: StoredReport) -> bool:
    """Whether a report is one that the question is about, not one that a check also looks at."""
    query = draft.query
    named = not query.agencies or (report.agency is not None and report.agency.id in {agency.id for agency in query.agencies})
    return named and (not query.years or report.year in query.years)


def tell_store(draft: Draft, failing: Sequence[Finding]) -> Answer:
    """The findings over many reports: how many, then the gravest."""
    figures = not draft.query.rules and FIGURES.search(draft.query.question) is not None
    kept = [finding for finding in failing if not figures or finding.rule not in NO_FIGURES]
    told = sorted(kept, key=lambda finding: ("error", "warning", "note").index(finding.severity))
    scope = name_scope(draft)
    if not told:
        draft.write("check.no_findings", scope=scope)
        add_rules(draft)
        return draft.finish("answered")
    count = derive_count(len(told), (), draft.say("check.listed_label"), "条")
    draft.ledger.add(count)
    groups = list(dict.fromkeys(finding.source for finding in told))
    sources = derive_count(len(groups), (), draft.say("check.sources_label"), "份报告")
    draft.ledger.add(sources)
    draft.write("check.listed", reports=draft.amount(sources), count=draft.amount(count))
    shown = [[finding for finding in told if finding.source == source][:EACH] for source in groups[:SHOWN]]
    draft.add("\n".join(f"- {tell_finding(draft, finding)}" for group in shown for finding in group))
    draft.findings += [finding.fingerprint for finding in told]
    if sum(len(group) for group in shown) < len(told):
        draft.write("check.cut")
    return draft.finish("answered")


def name_scope(draft: Draft) -> str:
    """What was checked: the agencies and years named, or all reports."""
    names = [draft.names.agency(agency) for agency in draft.query.agencies] or [draft.query.parent or ""]
    years = draft.names.list(draft.names.year(year) for year in draft.query.years)
    return draft.names.join((draft.names.list(name for name in names if name), years)) or draft.say("check.all_reports")


def check_report(draft: Draft, report: StoredReport, failing: Sequence[Finding]) -> None:
    """What fails in one report, and the sums that were gone over."""
    rules = draft.query.rules
    told = [finding for finding in failing if finding.severity in ALWAYS_TOLD or rules]
    lines = [tell_finding(draft, finding) for finding in told[:SHOWN]]
    draft.findings += [finding.fingerprint for finding in told]
    sums, outcomes = show_sums(draft, report, rules, {finding.rule for finding in told})
    prose = show_prose(draft, report, rules, told=any(finding.rule == "text_parts" for finding in told))
    prose += show_agreement(draft, report, rules)
    scope = draft.names.report(report)
    if told or "fails" in outcomes:
        draft.write("check.failing", scope=scope)
    elif "open" in outcomes:
        draft.write("check.uncertain", scope=scope)
    elif sums or prose:
        draft.write("check.clean", scope=scope)
    else:
        draft.write("check.no_findings", scope=scope)
    draft.add("\n".join(f"- {line}" for line in (*lines, *sums, *prose)))
    if len(told) > SHOWN:
        draft.write("check.cut")
    if not told:
        add_rules(draft)


def add_rules(draft: Draft) -> None:
    """Says which checks were made."""
    rules = draft.query.rules or tuple(load_rules())
    known = [rule for rule in rules if rule not in ("uncertain", "not_assessable")]
    draft.write("check.made", rules=draft.names.list(name_rule(draft, rule) for rule in known))


def name_rule(draft: Draft, rule: str) -> str:
    """What a check is called."""
    return draft.say(f"rule.{rule}")


def show_sums(draft: Draft, report: StoredReport, rules: Sequence[str], told: set[str]) -> tuple[list[str], set[str]]:
    """The form's sums of one report term by term, and how they came out: ``holds``, ``fails``, ``open``.

    A rule of which a finding is ``told`` is not shown again.
    """
    if report.form is None:
        return [], set()
    cells = {stored.cell.cell: stored for stored in draft.evidence.cells if stored.report.id == report.id}
    lines, outcomes = [], set()
    for identity in list_identities(report.form):
        if identity.rule in told or (rules and identity.rule not in rules):
            continue
        if not rules and identity.rule != "balance":
            continue
        line, outcome = show_identity(draft, identity, cells)
        lines += [line] if line else []
        outcomes.add(outcome)
    return lines, outcomes


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


def show_prose(draft: Draft, report: StoredReport, rules: Sequence[str], *, told: bool) -> list[str]:
    """What the prose says of publication: a total with its parts, and other counts of the same thing that differ."""
    if rules and not {"text_parts", "text_vs_table"} & set(rules):
        return []
    if draft.query.measures and not any(measure.id.startswith("published.") for measure in draft.query.measures):
        return []
    figures = [stored for stored in draft.evidence.figures if stored.report.id == report.id]
    total = next((stored for stored in figures if stored.figure.figure == "published.total" and stored.figure.primary), None)
    if total is None:
        return []
    lines = []
    parts = [stored for stored in figures if stored.figure.figure in CHANNELS and stored.figure.primary]
    added = sum((stored.figure.value for stored in parts), Decimal(0))
    if len(parts) < PAIR or (told and added != total.figure.value):
        return []
    shown = " + ".join(name_figure(draft, stored) + draft.say("piece.gap") + show_stated(draft, stored) for stored in parts)
    name = name_rule(draft, "text_parts")
    if added == total.figure.value:
        lines.append(draft.say("check.identity_holds", name=name, left=shown, right=show_stated(draft, total)))
    else:
        positions = [enter_figure(draft, stored) for stored in parts]
        summed = place_value(derive_sum(draft.ledger.values, positions, draft.say("check.stated_label")), report)
        holes = {"total": show_stated(draft, total), "parts": shown, "sum": draft.amount(summed, bold=False)}
        draft.ledger.add(summed)
        lines.append(draft.say("check.parts_differ", name=name, **holes))
    return lines


def show_agreement(draft: Draft, report: StoredReport, rules: Sequence[str]) -> list[str]:
    """What table and prose both count, and whether they agree, where a question is about the two."""
    if "text_vs_table" not in rules:
        return []
    stated = Stated(
        {(stored.report.id, stored.cell.cell): stored for stored in draft.evidence.cells},
        {(stored.report.id, stored.figure.figure or ""): stored for stored in draft.evidence.figures if stored.figure.primary},
    )
    lines = []
    for name in COUNTED_TWICE:
        reading = read_count(load_vocabulary().measures[name], report, stated)
        if not reading.cells or reading.figure is None:
            continue
        entry = draft.ledger.enter(reading)
        label = draft.names.reading(reading, ("measure",))
        holes = {"name": name_rule(draft, "text_vs_table"), "label": label, "figure": draft.entry(entry, bold=False)}
        lines += [draft.say("check.agree", **holes)] if entry.prose is None else note_conflicts(draft, [entry])
    return lines


def show_stated(draft: Draft, stored: StoredFigure) -> str:
    """A narrative figure with its mark."""
    return draft.figure(enter_figure(draft, stored), bold=False)


def check_years(draft: Draft, reports: Sequence[StoredReport]) -> None:
    """The identities between each report and its agency's report of the year before, where that one is at hand."""
    at_hand = {(report.agency.id, report.year): report for report in draft.evidence.reports if report.agency and report.year}
    lines = []
    for report in reports:
        before = at_hand.get((report.agency.id, report.year - 1)) if report.agency and report.year else None
        if before is not None:
            lines += show_years(draft, before, report, draft.query.rules)
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
