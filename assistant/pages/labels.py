"""What stands at the places that an answer cites, where its own numbers do not say it: whose, which cell, which section."""

from dataclasses import dataclass

from assistant.exports.proof import find_section, name_cell
from assistant.pages.words import Words
from assistant.records import Answer, Citation
from index.lookup.record import load_record
from index.lookup.reports import find_by_hash
from index.records import StoredReport
from index.store import Store
from ingest.records import Report

MOST = 40
"""Reports that are opened for the labels of one answer; the sources of further ones are shown without."""


@dataclass(frozen=True, slots=True)
class Label:
    """Names of a place; empty where they are not known."""

    read: str = ""
    section: str = ""


def label_citations(store: Store, words: Words, answer: Answer | None) -> tuple[Label, ...]:
    """A label for every citation, in their order."""
    if answer is None:
        return ()
    named = {number for value in answer.values if value.label for number in value.citations}
    opened: dict[str, tuple[StoredReport, Report] | None] = {}
    labels = []
    for number, citation in enumerate(answer.citations):
        place = citation.place
        known = number in named and bool(citation.section or words.place(place))
        if not known and citation.sha256 not in opened and len(opened) < MOST:
            opened[citation.sha256] = open_report(store, citation.sha256)
        found = None if known else opened.get(citation.sha256)
        labels.append(Label() if found is None else make_label(words, citation, *found, named=number in named))
    return tuple(labels)


def open_report(store: Store, sha256: str) -> tuple[StoredReport, Report] | None:
    """The stored report of a file; None where it is no longer stored."""
    report = find_by_hash(store, sha256)
    return None if report is None else (report, load_record(store, report.id))


def make_label(words: Words, citation: Citation, report: StoredReport, record: Report, *, named: bool) -> Label:
    """Agency, year and cell or count; the section where the citation names none."""
    section = citation.section or find_section(record, citation) or ""
    if named:
        return Label(section=section)
    cells = (name_cell(cell.cell, report.form, words.language) for cell in record.cells if cell.place == citation.place)
    figures = (words.label(figure) for figure in record.narrative if figure.place == citation.place)
    agency = "".join((*report.agency.parents[-1:], report.agency.name)) if report.agency else words("unknown.agency")
    who = f"{agency} {words.year(report.year)}"
    return Label(" · ".join(part for part in (who, next(cells, "") or next(figures, "")) if part), section)
