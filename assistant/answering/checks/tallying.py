"""How many reports have findings and which have none; whose reports have most and fewest."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.basis.rules import NO_FIGURES, concerns
from assistant.answering.checks.pronouncing import tell_made
from assistant.records import Answer
from index.records import StoredReport
from ingest.checks.findings import load_rules
from ingest.records import Finding, Verdict

LISTED = 30
"""As many reports are named."""

FIRST = 5
"""As many of those with most or fewest findings are named."""

_FIGURES = re.compile(r"数字|数据|数目|figures|numbers", re.IGNORECASE)
_AGENCIES = re.compile(r"谁|哪一?[个家](?:镇|乡|街道|单位|机关)|哪家|which (?:town|agenc|street|place)|who\b", re.IGNORECASE)


def tell_tally(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """Which of the reports have findings and which have none, and what was checked."""
    rules = list_rules(draft)
    found = {report.id: list_own(draft, report, rules, "fail") for report in reports}
    if draft.query.tally in ("most", "least"):
        rank_findings(draft, reports, {key: len(own) for key, own in found.items()})
    else:
        split_reports(draft, reports, found, rules)
    tell_made(draft, rules)
    draft.findings += [finding.fingerprint for own in found.values() for finding in own]
    return replace(draft.finish("answered"), available=list_available(reports))


def list_rules(draft: Draft) -> tuple[str, ...]:
    """The rules that count: those asked for, those on numbers where the question speaks of numbers, or all."""
    known = [rule for rule, wording in load_rules().items() if "name" in wording]
    if draft.query.rules:
        return draft.query.rules
    figures = _FIGURES.search(draft.query.question) is not None
    return tuple(rule for rule in known if not figures or rule not in NO_FIGURES)


def list_own(draft: Draft, report: StoredReport, rules: Sequence[str], *verdicts: Verdict) -> list[Finding]:
    """The findings of a report by these rules and with these verdicts."""
    return [
        finding
        for finding in draft.evidence.findings
        if finding.verdict in verdicts and finding.rule in rules and concerns(finding, report)
    ]


def split_reports(draft: Draft, reports: Sequence[StoredReport], found: dict[int, list[Finding]], rules: Sequence[str]) -> None:
    """The reports with findings and those without; of these, which could not be checked in full."""
    clean = [report for report in reports if not found[report.id]]
    faulty = [report for report in reports if found[report.id]]
    unsure = [report for report in clean if is_unsure(draft, report, rules)]
    every = {finding.fingerprint for own in found.values() for finding in own}  # one on two reports counts once
    count = tell_count(draft, len(every), "check.listed_label")
    if draft.query.tally == "faulty":
        tell_group(draft, "check.with_findings", faulty, findings=count)
    tell_group(draft, "check.without_findings", clean)
    if unsure:
        tell_group(draft, "check.partly_checked", unsure)
    if draft.query.tally == "clean":
        tell_group(draft, "check.with_findings", faulty, findings=count)


def is_unsure(draft: Draft, report: StoredReport, rules: Sequence[str]) -> bool:
    """Whether some of a report could not be read or checked."""
    open_checks = list_own(draft, report, rules, "uncertain", "not_assessable")
    return bool(open_checks or list_own(draft, report, ("unreadable", "table_lost"), "fail"))


def tell_group(draft: Draft, key: str, reports: Sequence[StoredReport], **holes: str) -> None:
    """How many reports there are, and which."""
    count = draft.ledger.add(derive_count(len(reports), (), draft.say(f"{key}_label"), "份报告"))
    shown = draft.amount(draft.ledger.values[count])
    names = draft.names.list([draft.names.report(report) for report in reports], most=LISTED)
    draft.write(key if reports else f"{key}_none", count=shown, names=names, **holes)


def rank_findings(draft: Draft, reports: Sequence[StoredReport], found: dict[int, int]) -> None:
    """The reports, or the agencies where the question asks for one, with most or fewest findings."""
    name: Callable[[StoredReport], str] = draft.names.reporter if _AGENCIES.search(draft.query.question) else draft.names.report
    totals: Counter[str] = Counter()
    for report in reports:
        totals[name(report)] += found[report.id]
    ascending = draft.query.tally == "least"
    ordered = sorted(totals, key=lambda each: totals[each] if ascending else -totals[each])
    edge = totals[ordered[0]]
    first = [each for each in ordered if totals[each] == edge]
    count = tell_count(draft, edge, "check.listed_label")
    key = "check.fewest" if ascending else "check.most"
    draft.write(key, names=draft.names.list(first, most=LISTED), count=count)
    rest = [
        draft.say("check.tallied", name=each, count=tell_count(draft, totals[each], "check.listed_label")) for each in ordered
    ]
    draft.add("\n".join(f"- {line}" for line in rest[: max(FIRST, len(first))][:LISTED]))
    draft.write("check.tally_limits")


def tell_total(draft: Draft, name: str, number: int) -> str:
    """A report or an agency with the number of its findings."""
    return draft.say("check.tallied", name=name, count=tell_count(draft, number, "check.listed_label"))


def tell_count(draft: Draft, number: int, label: str) -> str:
    """A number of findings, entered."""
    position = draft.ledger.add(derive_count(number, (), draft.say(label), "条"))
    return draft.amount(draft.ledger.values[position], bold=False)
