"""What fails in one report, and what was gone over and holds."""

from collections.abc import Callable, Sequence

from assistant.answering.basis.apart import tell_with_gap
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.rules import NO_FIGURES, concerns
from assistant.answering.checks.agreeing import COUNTED_TWICE, show_agreement, show_prose
from assistant.answering.checks.identities import show_sums
from assistant.answering.checks.pronouncing import COPIES, tell_made, tell_sameness
from assistant.answering.checks.recounting import ADDED, show_shares, show_sum_of_shares, show_totals
from assistant.answering.checks.showing import show_closed, show_date, show_other_kind
from assistant.answering.checks.unread import list_unread
from assistant.understanding.signs.doubts import ANYTHING
from index.records import StoredReport
from ingest.checks.findings import load_rules
from ingest.records import Finding

SHOWN = 10
"""Of so many reports findings are told, and so many of one report where it is asked about."""

UNREAD = frozenset({"unreadable", "table_lost"})
"""Rules that say what could not be read, and not that something disagrees."""

ALWAYS_TOLD = ("error", "warning")


def is_wanted(draft: Draft, finding: Finding) -> bool:
    """Whether a finding is of the rules that the question asks about; what could not be checked only where it asks for it."""
    if finding.verdict != "fail":
        return finding.verdict in draft.query.rules
    if finding.rule == "text_vs_table" and not touches_named(draft, finding):
        return False
    return not draft.query.rules or finding.rule in draft.query.rules


def touches_named(draft: Draft, finding: Finding) -> bool:
    """Whether a finding is on one of the counts that the question names; any is where it names none."""
    named = [measure for measure in draft.query.measures if measure.id in COUNTED_TWICE]
    return not named or any(set(measure.cells).intersection(finding.cells) for measure in named)


def is_told(draft: Draft, finding: Finding) -> bool:
    """Whether a finding that is wanted is told; where all are, notes are only if they are on numbers."""
    grave = finding.severity in ALWAYS_TOLD or finding.rule not in NO_FIGURES
    return is_wanted(draft, finding) and (grave or bool(draft.query.rules) or ANYTHING.search(draft.query.question) is not None)


def name_headline(draft: Draft, report: StoredReport, told: Sequence[Finding], outcomes: set[str], shown: Sequence[str]) -> str:
    """The sentence that says how the checks of a report came out, in the words of what was asked."""
    key = choose_headline(told, outcomes, shown)
    if key == "check.unread" and UNREAD.issuperset(draft.query.rules or ("",)):
        return "check.found"
    if key == "check.clean" and has_others(draft, report):
        return "check.clean_asked"
    copies = bool(draft.query.rules) and COPIES.issuperset(draft.query.rules)
    return "check.not_copied" if copies and key == "check.no_findings" else key


def check_report(draft: Draft, report: StoredReport, failing: Sequence[Finding]) -> None:
    """What fails in one report, and the sums that were gone over."""
    told = [finding for finding in failing if is_told(draft, finding)]
    lines = [tell_with_gap(draft, finding) for finding in told[:SHOWN]]
    shown, outcomes = go_over(draft, report, told)
    touching = [] if told or "fails" in outcomes else list_touching(draft, report)
    draft.findings += [finding.fingerprint for finding in (*told, *touching)]
    scope = draft.names.report(report)
    if touching:
        draft.write("check.touched", scope=scope)
    else:
        draft.write(name_headline(draft, report, told, outcomes | find_open(draft, report), shown), scope=scope)
    lines += [tell_with_gap(draft, finding) for finding in touching[:SHOWN]]
    draft.add("\n".join(f"- {line}" for line in (*lines, *shown)))
    if len(told) > SHOWN:
        draft.write("check.cut")
    tell_sameness(draft, told if draft.query.rules else ())
    if not told and not outcomes & {"nothing", "found", "pending", "partial", "in_time", "undated"}:
        add_rules(draft)


def choose_headline(told: Sequence[Finding], outcomes: set[str], shown: Sequence[str]) -> str:
    """The sentence that says how the checks of a report came out."""
    holds = "fails" not in outcomes
    readings = (
        ("check.unread", holds and _are_all(told, lambda finding: finding.rule in UNREAD)),
        ("check.uncertain", holds and _are_all(told, lambda finding: finding.verdict != "fail")),
        ("check.copied", _are_all(told, lambda finding: finding.rule in COPIES)),
        ("check.found", holds and ("found" in outcomes or _are_all(told, lambda finding: finding.rule in NO_FIGURES))),
        ("check.pending", "pending" in outcomes),
        ("check.in_time", "in_time" in outcomes),
        ("check.undated", "undated" in outcomes),
        ("check.failing", bool(told) or not holds),
        ("check.partial", "partial" in outcomes),
        ("check.carried", "carried" in outcomes),
        ("check.open", "nothing" in outcomes),
        ("check.uncertain", "open" in outcomes),
    )
    rest = "check.clean" if shown else "check.no_findings"
    return next((key for key, fits in readings if fits), rest)


def _are_all(findings: Sequence[Finding], fits: Callable[[Finding], bool]) -> bool:
    """Whether there are findings and all of them fit."""
    return bool(findings) and all(fits(finding) for finding in findings)


def go_over(draft: Draft, report: StoredReport, told: Sequence[Finding]) -> tuple[list[str], set[str]]:
    """What the question asks about, term by term, and how it came out; a rule of which a finding is told only once."""
    rules, failed = draft.query.rules, {finding.rule for finding in told}
    shown, outcomes = show_sums(draft, report, rules, failed)
    prose = show_prose(draft, report, rules, told="text_parts" in failed)
    if "text_parts" in rules and not prose:
        prose, added = show_totals(draft, report, told="text_parts" in failed)
        outcomes |= added
    if "percentage" in rules:
        shares, held = show_shares(draft, report, told="percentage" in failed)
        prose, outcomes = [*prose, *shares], outcomes | held
        if ADDED.search(draft.query.question):
            prose += show_sum_of_shares(draft, report)
        if rules == ("percentage",) and not prose and not told:
            prose, outcomes = [draft.say("check.no_shares")], {"nothing"}
    if rules == ("text_parts",) and not prose and not told:
        prose, outcomes = [draft.say("check.no_parts")], {"nothing"}
    unread = [finding for finding in told if finding.rule == "unreadable" or finding.verdict != "fail"]
    cells = list_unread(draft, report, unread) if rules else []
    agreeing, agreed = show_agreement(draft, report, rules, told)
    stray, found = show_other_kind(draft, report) if "foreign_name" in rules and not told else ([], set[str]())
    closed, carried = show_closed(draft, report) if rules == ("all_closed",) and not told else ([], set[str]())
    dated, timely = show_date(draft, report) if rules == ("published_late",) and not told else ([], set[str]())
    return [*shown, *prose, *agreeing, *stray, *closed, *dated, *cells], outcomes | agreed | found | carried | timely


def list_touching(draft: Draft, report: StoredReport) -> list[Finding]:
    """The findings of other rules than those asked about that are on the very figures that the question names."""
    cells = {cell for measure in draft.query.measures for cell in measure.cells}
    return [
        finding
        for finding in draft.evidence.findings
        if finding.verdict == "fail"
        and finding.severity in ALWAYS_TOLD
        and not is_wanted(draft, finding)
        and concerns(finding, report)
        and cells.intersection(finding.cells)
    ]


def has_others(draft: Draft, report: StoredReport) -> bool:
    """Whether checks on other things than those asked about fail in a report."""
    failing = (finding for finding in draft.evidence.findings if finding.verdict == "fail" and concerns(finding, report))
    return any(not is_told(draft, finding) for finding in failing)


def find_open(draft: Draft, report: StoredReport) -> set[str]:
    """``open`` where a sum that was asked about could not be checked in some column or row, else nothing."""
    unsure = (finding for finding in draft.evidence.findings if finding.source == report.source and finding.verdict != "fail")
    return {"open" for finding in unsure if not draft.query.rules or finding.rule in draft.query.rules}


def add_rules(draft: Draft) -> None:
    """Says which checks were made."""
    tell_made(draft, draft.query.rules or tuple(load_rules()))
