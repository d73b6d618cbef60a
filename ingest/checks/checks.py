"""Every check of one report by itself; checks between reports live with the store."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.checks.prose_checks import check_prose
from ingest.checks.source_checks import check_source
from ingest.checks.sum_checks import check_sums, check_values
from ingest.records import Finding, ParsedDocument, Report


def check_report(report: Report, document: ParsedDocument, prose: Sequence[tuple[int, int]]) -> tuple[Finding, ...]:
    """The findings of one report, each fingerprint once, in the order of the checks."""
    findings = (*check_sums(report), *check_values(report), *check_prose(report, document, prose), *check_source(report))
    found = (_doubt_recognised(finding, set(document.recognised)) for finding in findings)
    return tuple({finding.fingerprint: finding for finding in found}.values())


def _doubt_recognised(finding: Finding, pages: set[int]) -> Finding:
    """A fault that rests on recognised text may be the recogniser's."""
    if finding.fault != "report" or not any(place.page in pages for place in finding.places):
        return finding
    return replace(finding, fault="reading", fault_why="文字由识别得来,可能认错")
