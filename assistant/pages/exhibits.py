"""A place of a report shown on its own: the piece of the page with its box, the line, or the rows of the table around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.exports.surroundings import find_surroundings
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.evidence import render_lines, render_squares
from assistant.pages.leaves import render_crop
from assistant.pages.words import Words
from assistant.records import Citation
from index.lookup.copies import measure_copy
from index.lookup.record import load_record
from index.people.docket import Case
from index.records import StoredReport
from ingest.records import Place, Report

COPIED = ("copied_last_year", "copied_between")
"""Rules whose places come in pairs: here, and there."""

MOST = 8
"""Places of one finding that are shown."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A place in a report, with the name of the cell that stands there, if one does."""

    report: StoredReport
    record: Report
    place: Place
    cell: str | None = None


def render_case(desk: Desk, case: Case) -> str:
    """What a finding rests on: every place that it names, copied text side by side."""
    record = load_record(desk.store, case.report.id)
    other = find_other(desk, case)
    if case.finding.rule in COPIED and other is not None:
        theirs = load_record(desk.store, other.id)
        pairs = zip(case.finding.places[::2], case.finding.places[1::2], strict=False)
        return "".join(
            render_contrast(desk.words, Exhibit(case.report, record, here), Exhibit(other, theirs, there))
            for here, there in list(pairs)[:MOST]
        )
    exhibits = list_exhibits(case, record, other, load_record(desk.store, other.id) if other is not None else None)
    shown = "".join(render_exhibit(desk, exhibit) for exhibit in exhibits[:MOST])
    return shown or f'<p class="fact">{desk.words("checks.whole")}</p>'


def find_other(desk: Desk, case: Case) -> StoredReport | None:
    """The report on the other side of a finding between two."""
    source = case.finding.other_source
    return next((report for report in desk.list_reports() if report.source == source), None) if source else None


def list_exhibits(case: Case, record: Report, other: StoredReport | None, theirs: Report | None) -> list[Exhibit]:
    """The places of a finding, each with the report that it stands in.

    Cells and places run side by side; one that does not stand where the finding's own report has the cell is the other's.
    """
    own = {cell.cell: cell.place for cell in record.cells}
    finding = case.finding
    aligned = len(finding.cells) == len(finding.places)
    exhibits: list[Exhibit] = []
    for i, place in enumerate(finding.places):
        cell = finding.cells[i] if aligned else None
        taken = any(exhibit.cell == cell and exhibit.report is case.report for exhibit in exhibits)
        foreign = cell is not None and other is not None and (own.get(cell) != place or taken)
        if foreign and other is not None and theirs is not None:
            exhibits.append(Exhibit(other, theirs, place, cell))
        else:
            exhibits.append(Exhibit(case.report, record, place, cell))
    return exhibits


def render_exhibit(desk: Desk, exhibit: Exhibit) -> str:
    """One place: which report, where, and what stands there."""
    report, place = exhibit.report, exhibit.place
    who = f"{report.agency.name if report.agency else report.source} {report.year or ''}"
    where = " · ".join(
        part for part in (who, desk.words.cell(exhibit.cell) if exhibit.cell else "", desk.words.place(place)) if part
    )
    return f'<div class="exhibit"><h3>{escape_html(where)}</h3>{render_piece(desk, report, place)}</div>'


def render_piece(desk: Desk, report: StoredReport, place: Place) -> str:
    """The piece of the source itself; the quote where there is no copy to look at."""
    if place.page is not None and place.box is not None:
        sizes = measure_copy(desk.settings, report.sha256)
        if 0 < place.page <= len(sizes):
            return render_crop(desk.words, report.id, sizes[place.page - 1], place)
    around = find_surroundings(desk.settings, Citation(report.source, report.sha256, None, place, place.quote or ""))
    if around is not None and around.squares:
        return render_squares(desk.words, around.squares)
    if around is not None and around.lines:
        return render_lines(desk.words, around.lines)
    return f"<blockquote>{escape_html(place.quote or desk.words('source.blank'))}</blockquote>"


def render_contrast(words: Words, here: Exhibit, there: Exhibit) -> str:
    """Two stretches of text side by side, what differs marked in both."""
    ours, theirs = find_stretch(here), find_stretch(there)
    left, right = mark_differences(ours, theirs)
    return f'<div class="contrast">{render_side(words, here, left)}{render_side(words, there, right)}</div>'


def render_side(words: Words, exhibit: Exhibit, body: str) -> str:
    """One of the two."""
    report = exhibit.report
    who = f"{report.agency.name if report.agency else report.source} {report.year or ''}"
    where = escape_html(" · ".join(part for part in (who, words.place(exhibit.place)) if part))
    return f'<div class="exhibit"><h3>{where}</h3><div class="body">{body}</div></div>'


def find_stretch(exhibit: Exhibit) -> str:
    """The passage in which the place's quote stands, from the quote on; else the quote."""
    quote = exhibit.place.quote or ""
    for passage in exhibit.record.passages:
        at = passage.text.find(quote)
        if quote and at >= 0:
            return passage.text[at:]
    return quote


def mark_differences(ours: str, theirs: str) -> tuple[str, str]:
    """Both texts as HTML, the parts that the other does not have marked."""
    left, right = [], []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            left.append(escape_html(ours[a:b]))
            right.append(escape_html(theirs[c:d]))
            continue
        left += mark_part("del", ours[a:b])
        right += mark_part("ins", theirs[c:d])
    return "".join(left), "".join(right)


def mark_part(tag: str, text: str) -> Iterator[str]:
    """A stretch that only one side has; nothing for an empty one."""
    if text:
        yield f"<{tag}>{escape_html(text)}</{tag}>"
