"""What stands behind one citation of an answer: the report, what was read at the place, what does not hold there.

Nothing here is shown; the page and the evidence pack write it out.
"""

from dataclasses import dataclass
from datetime import date

from assistant.answering.basis.location import describe_place
from assistant.exports.words import say
from assistant.records import Answer, Citation, Value
from assistant.understanding.words.printed import name_printed
from index.lookup.cells import find_cells, find_figures
from index.lookup.copies import find_intake_date
from index.lookup.findings import list_findings
from index.lookup.record import load_record
from index.lookup.reports import find_by_hash
from index.records import StoredReport
from index.store import Store
from ingest.form import load_form
from ingest.records import CellValue, Finding, FormVersion, NarrativeFigure, Report


@dataclass(frozen=True, slots=True)
class Proof:
    """A citation with everything known of it.

    ``number`` counts from 0. ``values`` are the answer's numbers that rest on it. ``report`` is None where the file is no longer
    stored. ``cell`` or ``figure`` is what was read at the place, both None for a quote of prose. ``findings`` speak of this
    cell. ``read_on`` is the day on which the file was read in, None where no copy is kept. ``section`` is the heading above
    the place.
    """

    number: int
    citation: Citation
    values: tuple[Value, ...] = ()
    report: StoredReport | None = None
    cell: CellValue | None = None
    figure: NarrativeFigure | None = None
    findings: tuple[Finding, ...] = ()
    read_on: date | None = None
    section: str | None = None


def trace_citation(store: Store, answer: Answer, number: int) -> Proof:
    """The proof of citation ``number`` (from 0).

    Raises:
        IndexError: The answer has no such citation.
    """
    if number < 0:
        raise IndexError(number)
    citation = answer.citations[number]
    values = tuple(value for value in answer.values if number in value.citations)
    report = find_by_hash(store, citation.sha256)
    if report is None:
        return Proof(number, citation, values)
    names = [name for name in (citation.cell, *(value.cell for value in values)) if name]
    cells = [stored.cell for stored in find_cells(store, [report.id], names) if stored.cell.place == citation.place]
    figures = [stored.figure for stored in find_figures(store, [report.id]) if stored.figure.place == citation.place]
    cell = cells[0] if cells else find_by_place(store, report, citation)
    findings = [finding for finding in list_findings(store, report_ids=[report.id]) if speaks_of(finding, cell, citation)]
    read_on = find_intake_date(store.settings, report.sha256)
    section = citation.section or find_section(load_record(store, report.id), citation)
    return Proof(number, citation, values, report, cell, figures[0] if figures else None, tuple(findings), read_on, section)


def find_section(record: Report, citation: Citation) -> str | None:
    """The heading of the only section whose text has a quote that no page, line or table places; None where it is not one."""
    place = citation.place
    if not citation.quote or any(part is not None for part in (place.page, place.line, place.table)):
        return None
    headings = [section.heading for section in record.sections if citation.quote in section.text]
    return headings[0] if len(headings) == 1 else None


def find_by_place(store: Store, report: StoredReport, citation: Citation) -> CellValue | None:
    """The cell that stands at the citation's place, where no value of the answer names it."""
    if report.form is None or (citation.place.box is None and citation.place.row is None and citation.place.span is None):
        return None
    stored = find_cells(store, [report.id], list(load_form(report.form).cells))
    return next((found.cell for found in stored if found.cell.place == citation.place), None)


def speaks_of(finding: Finding, cell: CellValue | None, citation: Citation) -> bool:
    """Whether a finding names the cell, or the place cited."""
    return (cell is not None and cell.cell in finding.cells) or citation.place in finding.places


def name_cell(cell: str, form: FormVersion | None, language: str = "zh") -> str:
    """The row and column of a cell as the form has them, or in English."""
    if language == "en":
        return name_printed(cell, language)
    known = load_form(form).cells.get(cell) if form else None
    return " · ".join(part for part in (known.row_label, known.column_label) if part) if known else cell


def write_reference(proof: Proof, language: str = "zh") -> str:
    """A citation to paste: agency, title, year, place, publication, the file's hash, the day it was read.

    Its own words are in that language, what the report says is as it is written.
    """
    citation, report = proof.citation, proof.report
    agency = report.agency if report else None
    author = (agency.full_name or agency.name) if agency else citation.agency or say(language, "reference.nameless")
    title = report.title if report and report.title else citation.source.rsplit("/", 1)[-1]
    published = report.published_on if report else None
    place = describe_place(citation.place, language)
    parts = (
        say(language, "reference.title", author=author, title=title),
        say(language, "reference.year", year=citation.year) if citation.year else "",
        (place if language == "en" else place.replace(" ", "")) or proof.section or "",
        say(language, "reference.published", date=published.isoformat()) if published else say(language, "reference.undated"),
        say(language, "reference.hash", digest=citation.sha256),
        say(language, "reference.read", date=proof.read_on.isoformat()) if proof.read_on else "",
    )
    return say(language, "reference.join").join(part for part in parts if part) + say(language, "reference.stop")
