"""What a check shows besides the findings: what is carried over though all is said to be closed, words for another kind."""

import re
from collections.abc import Mapping

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import cite_whole, enter_cell
from assistant.answering.quotes.sentences import cite_sentence, split_sentences
from assistant.understanding.signs.closing import CARRIED
from index.records import StoredReport

_OWN = "(?:我|本|全)"
_OTHERS: Mapping[str, re.Pattern[str]] = {
    "镇": re.compile(rf"{_OWN}(?:乡(?![镇村级土音])|街道)"),
    "乡": re.compile(rf"{_OWN}(?:镇(?![乡村级])|街道)"),
    "街道": re.compile(rf"{_OWN}(?:乡(?![镇村级土音])|镇(?![乡村级]))"),
}
"""What an agency of each kind does not call itself."""

SHOWN = 6
"""As many places are shown."""


def show_closed(draft: Draft, report: StoredReport) -> tuple[list[str], set[str]]:
    """What the table carries over to the next year, and whether that leaves any open."""
    stored = [each for each in draft.evidence.cells if each.report.id == report.id and each.cell.cell == CARRIED]
    if not stored or stored[0].cell.value is None:
        return [], {"open"}
    figure = draft.figure(enter_cell(draft, stored[0]))
    return [draft.say("check.all_closed_no", figure=figure)], {"pending"} if stored[0].cell.value else {"holds"}


def show_date(draft: Draft, report: StoredReport) -> tuple[list[str], set[str]]:
    """When a report was published that was not late, or that it does not say."""
    if report.published_on is None or report.year is None:
        return [], {"undated"}
    draft.published.append((report.agency.name if report.agency else report.source, report.year, report.published_on))
    marks = draft.mark(cite_whole(draft, report))
    return [draft.say("check.published", date=report.published_on.isoformat(), marks=marks)], {"in_time"}


def show_other_kind(draft: Draft, report: StoredReport) -> tuple[list[str], set[str]]:
    """The sentences in which an agency calls itself by another kind of place (全乡 in the report of a 镇)."""
    kind = next((kind for kind in _OTHERS if report.agency is not None and report.agency.name.endswith(kind)), None)
    if kind is None:
        return [], set()
    lines = []
    for sentence in split_sentences(draft.evidence.passages):
        found = _OTHERS[kind].search(sentence.readable) if sentence.report.id == report.id else None
        if found is not None:
            marks = draft.mark([draft.ledger.cite(citation) for citation in cite_sentence(sentence)])
            lines.append(draft.say("check.other_kind", word=found.group(), marks=marks) + f"“{sentence.readable}”")
    return lines[:SHOWN], {"found"} if lines else set()
