"""Answers to whether the numbers agree: the findings with both figures shown, or what was checked and holds."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.calculate import derive_count
from assistant.caveats import add_gaps, cite_places
from assistant.draft import Draft
from assistant.ledger import cite_cell, cite_figure, name_cell, place_value
from assistant.lookups import compose_missing
from assistant.records import Answer, Citation, Derivation, Value
from assistant.rules import Identity, choose_rules, list_identities
from assistant.verify import NUMBERING, read_numbers
from assistant.wording import say
from index.records import StoredCell, StoredFigure, StoredReport
from ingest.findings import load_rules
from ingest.records import Finding

SHOWN = 12
"""As many findings are told."""

REPORTS = 4
"""Of so many reports the sums are shown term by term."""

ALWAYS_TOLD = ("error", "warning")
PARTS = ("published.website", "published.wechat", "published.weibo", "published.other")
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”)])[,:;]|[,:;](?=[\u4e00-\u9fff“])")
_FULL_WIDTH = {",": "，", ":": "：", ";": "；"}
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_YEAR = re.compile(r"(\d{4})\s*年")


def compose_check(draft: Draft) -> Answer:
    """The findings of what was asked about; where there are none, the checks that were made and their figures."""
    reports = draft.evidence.reports
    if not reports:
        return compose_missing(draft)
    failing = [finding for finding in draft.evidence.findings if finding.verdict == "fail"]
    named = bool(draft.query.agencies)
    if not named or len(reports) > REPORTS:
        return tell_store(draft, failing)
    for report in reports:
        check_report(draft, report, [finding for finding in failing if finding.source == report.source])
    add_gaps(draft)
    return draft.finish("answered")


def tell_store(draft: Draft, failing: Sequence[Finding]) -> Answer:
    """The findings over many reports: how many, then the gravest."""
    told = sorted(failing, key=lambda finding: ("error", "warning", "note").index(finding.severity))
    scope = name_scope(draft)
    if not told:
        draft.write("check.no_findings", scope=scope)
        add_rules(draft)
        return draft.finish("answered")
    count = derive_count(len(told), (), draft.say("check.listed_label"), "条")
    draft.ledger.add(count)
    draft.write("check.listed", count=draft.amount(count))
    draft.add("\n".join(f"- {tell_finding(draft, finding)}" for finding in told[:SHOWN]))
    draft.findings += [finding.fingerprint for finding in told]
    if len(told) > SHOWN:
        draft.write("check.cut")
    return draft.finish("answered")


def name_scope(draft: Draft) -> str:
    """What was checked: the agencies and years named, or all reports."""
    names = [draft.names.agency(agency) for agency in draft.query.agencies] or [draft.query.parent or ""]
    years = draft.names.list(draft.names.year(year) for year in draft.query.years)
    return draft.names.join((draft.names.list(name for name in names if name), years)) or draft.say("check.all_reports")


def check_report(draft: Draft, report: StoredReport, failing: Sequence[Finding]) -> None:
    """What fails in one report, and the sums that were gone over."""
    rules = choose_rules(draft.query.question)
    told = [finding for finding in failing if finding.severity in ALWAYS_TOLD or rules]
    lines = [tell_finding(draft, finding) for finding in told[:SHOWN]]
    draft.findings += [finding.fingerprint for finding in told]
    sums, outcomes = show_sums(draft, report, rules)
    prose = show_prose(draft, report, rules)
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
    rules = choose_rules(draft.query.question) or tuple(load_rules())
    known = [rule for rule in rules if rule not in ("uncertain", "not_assessable")]
    draft.write("check.made", rules=draft.names.list(name_rule(draft, rule) for rule in known))


def name_rule(draft: Draft, rule: str) -> str:
    """What a check is called."""
    return draft.say(f"rule.{rule}")


def show_sums(draft: Draft, report: StoredReport, rules: Sequence[str]) -> tuple[list[str], set[str]]:
    """The form's sums of one report term by term, and how they came out: ``holds``, ``fails``, ``open``."""
    if report.form is None:
        return [], set()
    cells = {stored.cell.cell: stored for stored in draft.evidence.cells if stored.report.id == report.id}
    lines, outcomes = [], set()
    for identity in list_identities(report.form):
        if rules and identity.rule not in rules:
            continue
        if not rules and identity.rule != "balance":
            continue
        line, outcome = show_identity(draft, identity, cells)
        lines += [line] if line else []
        outcomes.add(outcome)
    return lines, outcomes


def show_identity(draft: Draft, identity: Identity, cells: dict[str, StoredCell]) -> tuple[str, str]:
    """One sum with its figures and how it came out; empty where the report has none of its cells, open where one is missing."""
    operands = (*identity.left, *identity.right)
    stated = {cell: cells[cell] for cell in operands if cell in cells and cells[cell].cell.state == "stated"}
    name = name_rule(draft, identity.rule)
    if not stated:
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
    """One side of a sum: its terms with their marks; of long sums those that are not 0."""
    shown = cells if len(cells) <= REPORTS else [stored for stored in cells if stored.cell.value]
    if not shown:
        cited = tuple(draft.ledger.cite(cite_cell(stored)) for stored in cells)
        none = Value(
            draft.say("check.stated_label"), Decimal(0), cells[0].cell.unit_assumed or "", derived="sum", citations=cited
        )
        return draft.say("check.all_parts", figure=draft.figure(draft.ledger.add(place_value(none, cells[0].report)), bold=False))
    terms = []
    for stored in shown:
        position = enter_cell(draft, stored)
        terms.append(f"{name_cell(stored.cell.cell, draft.query.language)}{draft.figure(position, bold=False)}")
    return " + ".join(terms)


def enter_cell(draft: Draft, stored: StoredCell) -> int:
    """The position of a stated cell's value."""
    cell = stored.cell
    citation = draft.ledger.cite(cite_cell(stored))
    unit = cell.unit or cell.unit_assumed or ""
    label = name_cell(cell.cell, draft.query.language)
    value = Value(label, cell.value or Decimal(0), unit, cell=cell.cell, citations=(citation,), unit_assumed=cell.unit is None)
    return draft.ledger.add(place_value(value, stored.report))


def show_prose(draft: Draft, report: StoredReport, rules: Sequence[str]) -> list[str]:
    """What the prose says of publication: a total with its parts, and other counts of the same thing that differ."""
    if rules and not {"text_parts", "text_vs_table"} & set(rules):
        return []
    figures = [stored for stored in draft.evidence.figures if stored.report.id == report.id]
    total = next((stored for stored in figures if stored.figure.figure == "published.total" and stored.figure.primary), None)
    if total is None:
        return []
    lines = []
    parts = [stored for stored in figures if stored.figure.figure in PARTS and stored.figure.primary]
    added = sum((stored.figure.value for stored in parts), Decimal(0))
    if len(parts) > 1 and added == total.figure.value:
        shown = " + ".join(name_figure(draft, stored) + show_stated(draft, stored) for stored in parts)
        holes = {"name": name_rule(draft, "text_parts"), "left": shown, "right": show_stated(draft, total)}
        lines.append(draft.say("check.identity_holds", **holes))
    return lines


def name_figure(draft: Draft, stored: StoredFigure) -> str:
    """What questions call a narrative figure; one without an id goes by the report's own words."""
    return name_cell(stored.figure.figure, draft.query.language) if stored.figure.figure else stored.figure.label


def show_stated(draft: Draft, stored: StoredFigure) -> str:
    """A narrative figure with its mark."""
    return draft.figure(enter_figure(draft, stored), bold=False)


def enter_figure(draft: Draft, stored: StoredFigure) -> int:
    """The position of a narrative figure's value."""
    figure = stored.figure
    citation = draft.ledger.cite(cite_figure(stored))
    label = draft.say("check.said_count", label=name_figure(draft, stored))
    value = Value(label, figure.value, figure.unit or "", cell=figure.figure, citations=(citation,), approx=figure.approx)
    return draft.ledger.add(place_value(value, stored.report))


def tell_finding(draft: Draft, finding: Finding) -> str:
    """A finding in words, its figures entered as values with the places where they stand."""
    cited = enter_finding(draft, finding)
    year = draft.names.year(finding.year) if finding.year else ""
    subject = draft.names.join((finding.agency or finding.source, year))
    detail = (
        polish_detail(finding.detail)
        if draft.query.language == "zh"
        else f"{say('en', f'rule.{finding.rule}')} – {finding.detail}"
    )
    return draft.say(
        "check.finding", subject=subject, detail=f"{detail.rstrip('。')}{draft.mark(cited)}{draft.say('piece.stop')}"
    )


def enter_finding(draft: Draft, finding: Finding) -> tuple[int, ...]:
    """Enters every number that a finding tells, cells and prose figures as stated, the rest as derived; gives the citations."""
    report = next((report for report in draft.evidence.reports if report.source == finding.source), None)
    if report is None:
        return ()
    cited = cite_places(draft, finding)
    citations = [draft.ledger.citations[position] for position in cited]
    years = {Decimal(year) for year in _YEAR.findall(finding.detail)}
    wanted = [number for _, number in read_numbers(NUMBERING.sub(" ", finding.detail)) if number not in years]
    open_numbers = set(wanted)
    for stored in draft.evidence.cells:
        if stored.report.id == report.id and stored.cell.cell in finding.cells and stored.cell.value in open_numbers:
            enter_cell(draft, stored)
    open_numbers -= {value.value for value in draft.ledger.values if value.year == report.year}
    for counted in draft.evidence.figures:
        if counted.report.id == report.id and counted.figure.value in open_numbers and stands_in(counted, citations):
            enter_figure(draft, counted)
            open_numbers.discard(counted.figure.value)
    enter_rest(draft, finding, report, [number for number in dict.fromkeys(wanted) if number in open_numbers], cited)
    return cited


def stands_in(stored: StoredFigure, citations: Sequence[Citation]) -> bool:
    """Whether a narrative figure's quote stands in, or holds, one of the quotes."""
    quote = stored.figure.place.quote or ""
    return any(quote in citation.quote or citation.quote in quote for citation in citations) if quote else False


def enter_rest(draft: Draft, finding: Finding, report: StoredReport, numbers: Sequence[Decimal], cited: Sequence[int]) -> None:
    """Numbers of a finding that no cell or figure is: stated where a quote has them, else what the check worked out."""
    percents = {Decimal(percent) for percent in _PERCENT.findall(finding.detail)}
    for number in numbers:
        unit = "%" if number in percents else ""
        label = draft.say("check.stated_label")
        quoted = tuple(
            position for position in cited if number in {n for _, n in read_numbers(draft.ledger.citations[position].quote)}
        )
        if quoted:
            draft.ledger.add(place_value(Value(label, number, unit, citations=quoted[:1]), report))
        else:
            kind: Derivation = "share" if unit else "count" if finding.rule == "unreadable" else "sum"
            value = Value(label, number, unit, derived=kind, formula=finding.detail)
            draft.ledger.add(place_value(value, report))


def polish_detail(detail: str) -> str:
    """A finding's detail with Chinese punctuation between Chinese words."""
    return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], detail)
