"""What findings on copied text say besides: of which agency the other report is, and the words that are the same."""

from assistant.answering.basis.draft import Draft
from ingest.folding import make_readable
from ingest.records import Finding

SAME = 80
"""As many characters of a text that stands elsewhere too are shown."""


def name_other(draft: Draft, finding: Finding, detail: str) -> str:
    """The detail of a finding between two agencies, with the county of the other one where several bear its name."""
    reports = (*draft.evidence.reports, *draft.evidence.available)
    other = next((report for report in reports if report.source == finding.other_source), None)
    if other is None or other.agency is None or finding.rule != "copied_between":
        return detail
    return detail.replace(other.agency.name, draft.names.reporter(other), 1)


def quote_same(draft: Draft, finding: Finding) -> str:
    """The first words that two texts have in common, as a sentence; empty for a finding of another kind."""
    quote = finding.places[0].quote if finding.places and finding.rule.startswith("copied") else ""
    if not quote:
        return ""
    shown = make_readable(quote)
    return draft.say("check.same_text", quote=shown if len(shown) <= SAME else f"{shown[:SAME]}……")
