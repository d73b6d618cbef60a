"""Answers to whether the numbers agree: the findings with both figures shown, or what was checked and holds."""

import re
from collections.abc import Sequence

from assistant.answering.agreeing import show_agreement, show_prose
from assistant.answering.calculate import derive_count
from assistant.answering.caveats import add_gaps
from assistant.answering.draft import Draft
from assistant.answering.findings import tell_finding
from assistant.answering.identities import REPORTS, check_years, name_rule, show_sums
from assistant.answering.lookups import compose_missing
from assistant.answering.rules import PAIRED
from assistant.records import Answer
from index.records import StoredReport
from ingest.checks.findings import load_rules
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

UNREAD = frozenset({"unreadable", "table_lost"})
"""Rules that say what could not be read, and not that something disagrees."""

ALWAYS_TOLD = ("error", "warning")


def compose_check(draft: Draft) -> Answer:
    """The findings of what was asked about; where there are none, the checks that were made and their figures."""
    reports = [report for report in draft.evidence.reports if is_asked(draft, report)]
    if not reports:
        return compose_missing(draft)
    failing = [finding for finding in draft.evidence.findings if finding.verdict == "fail" and is_wanted(draft, finding)]
    named = bool(draft.query.agencies or draft.query.sources)
    if not named or len(reports) > REPORTS:
        return tell_store(draft, failing, reports)
    shown: set[str] = set()
    for report in reports:
        own = [finding for finding in failing if concerns(finding, report) and finding.fingerprint not in shown]
        shown.update(finding.fingerprint for finding in own)
        if own or draft.query.rules != ("carry_over",):  # of two years only the comparison itself may say that they agree
            check_report(draft, report, own)
    if not draft.query.rules or "carry_over" in draft.query.rules:
        check_years(draft, reports)
    tell_besides(draft, reports)
    add_gaps(draft)
    return draft.finish("answered")


def is_wanted(draft: Draft, finding: Finding) -> bool:
    """Whether a finding is of the rules that the question asks about."""
    return not draft.query.rules or finding.rule in draft.query.rules


def tell_besides(draft: Draft, reports: Sequence[StoredReport]) -> None:
    """Says that other checks of the same reports fail than those asked about, so that no part passes for the whole."""
    others = [
        finding
        for finding in draft.evidence.findings
        if finding.verdict == "fail" and not is_wanted(draft, finding) and any(concerns(finding, report) for report in reports)
    ]
    if not others:
        return
    count = derive_count(len(others), (), draft.say("check.besides_label"), "条")
    draft.ledger.add(count)
    rules = draft.names.list(name_rule(draft, rule) for rule in dict.fromkeys(finding.rule for finding in others))
    draft.write("check.besides", count=draft.amount(count, bold=False), rules=rules)


def concerns(finding: Finding, report: StoredReport) -> bool:
    """Whether a finding is of a report, or says that another report has its text."""
    return finding.source == report.source or (finding.rule in PAIRED and finding.other_source == report.source)


def is_asked(draft: Draft, report: StoredReport) -> bool:
    """Whether a report is one that the question is about, not one that a check also looks at."""
    query = draft.query
    named = not query.agencies or (report.agency is not None and report.agency.id in {agency.id for agency in query.agencies})
    return named and (not query.years or report.year in query.years)


def tell_store(draft: Draft, failing: Sequence[Finding], reports: Sequence[StoredReport]) -> Answer:
    """The findings over many reports: how many, then the gravest."""
    figures = not draft.query.rules and FIGURES.search(draft.query.question) is not None
    kept = [finding for finding in failing if not figures or finding.rule not in NO_FIGURES]
    told = sorted(kept, key=lambda finding: ("error", "warning", "note").index(finding.severity))
    scope = name_scope(draft)
    if not told:
        draft.write("check.no_findings", scope=scope)
        if any(find_open(draft, report) for report in reports):
            draft.write("check.uncertain", scope=scope)
        add_rules(draft)
        tell_besides(draft, reports)
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
    tell_besides(draft, reports)
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
    outcomes |= find_open(draft, report)
    scope = draft.names.report(report)
    if told and all(finding.rule in UNREAD for finding in told) and "fails" not in outcomes:
        draft.write("check.unread", scope=scope)
    elif told or "fails" in outcomes:
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


def find_open(draft: Draft, report: StoredReport) -> set[str]:
    """``open`` where a sum that was asked about could not be checked in some column or row, else nothing."""
    unsure = (finding for finding in draft.evidence.findings if finding.source == report.source and finding.verdict != "fail")
    return {"open" for finding in unsure if is_wanted(draft, finding)}


def add_rules(draft: Draft) -> None:
    """Says which checks were made."""
    rules = draft.query.rules or tuple(load_rules())
    known = [rule for rule in rules if rule not in ("uncertain", "not_assessable")]
    draft.write("check.made", rules=draft.names.list(name_rule(draft, rule) for rule in known))
