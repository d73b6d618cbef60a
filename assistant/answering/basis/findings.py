"""Findings in an answer: told with their citations, every number of theirs entered in the ledger."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.basis.copies import name_other, quote_same
from assistant.answering.basis.counting import read_numbers
from assistant.answering.basis.details import quote_chinese, word_detail
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry, cite_cell, cite_figure, cite_place, name_cell, place_value
from assistant.answering.basis.verify import NUMBERING
from assistant.records import Citation, Derivation, Reading, Value
from index.records import StoredCell, StoredFigure, StoredReport
from ingest.folding import fold_text
from ingest.records import Finding, Place

QUOTED = 4
"""As many places of a finding are quoted."""

MENTIONED = 3
"""As many findings are mentioned with the figures that they touch."""

PROSE_RULES = ("text_parts", "text_vs_table", "percentage", "all_closed", "fee_unexplained")
"""Rules on counts of the prose, which name the words and not a cell."""

COUNTED = ("unreadable", "copied_last_year", "copied_between", "same_report_twice", "report_changed")
"""Rules whose details count places."""

TOLD_WHOLE = ("same_report_twice", "report_changed")
"""Rules whose details give what both files have."""

DATED = ("published_late",)
"""Rules whose details are dates; dates are no figures of an answer, so these are told by their name."""

PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
"""A percentage as it is written."""
_YEAR = re.compile(r"(\d{4})\s*年")


def tell_finding(draft: Draft, finding: Finding) -> str:
    """A finding as a list item: whose report, what is wrong, where; both figures are entered as values."""
    report = find_report(draft, finding)
    if report is None:
        return draft.say("check.finding", subject=finding.agency or "", detail=tell_name(draft, finding))
    cited = cite_places(draft, finding)
    if finding.rule in DATED:
        detail = tell_date(draft, finding, report, cited)
    else:
        enter_numbers(draft, finding, report, cited)
        detail = tell_detail(draft, finding, cited)
        if same := quote_same(draft, finding):
            detail = f"{detail}{draft.say('piece.sentence')}{same}"
    return draft.say("check.finding", subject=draft.names.report(report), detail=detail)


def tell_date(draft: Draft, finding: Finding, report: StoredReport, cited: Sequence[int]) -> str:
    """A finding about a date of publication, with the date; only its name where the report has none."""
    if report.published_on is None or report.year is None:
        return tell_name(draft, finding)
    key = "check.late" if report.published_on.year > report.year else "check.early"
    draft.published.append((report.agency.name if report.agency else report.source, report.year, report.published_on))
    return draft.say(key, date=report.published_on.isoformat()) + draft.mark(cited) + draft.say("piece.stop")


def mention_findings(draft: Draft, entries: Sequence[Entry]) -> None:
    """Adds the findings that touch a figure used. Only what a check worked out is entered; the rest stands in its quotes."""
    touching = [finding for finding in draft.evidence.findings if any(touches(finding, entry.reading) for entry in entries)]
    for finding in touching[:MENTIONED]:
        report = find_report(draft, finding)
        told = finding.rule == "text_vs_table" and any(entry.prose is not None for entry in entries)
        if report is None or finding.rule in DATED or told:
            continue
        at_hand = {report.source for report in (*draft.evidence.reports, *draft.evidence.available)}
        if finding.other_source is not None and finding.other_source not in at_hand and finding.rule not in TOLD_WHOLE:
            write_mention(draft, entries, report, tell_name(draft, finding))
            continue
        cited = cite_places(draft, finding)
        quoted = {number for position in cited for _, number in read_numbers(draft.ledger.citations[position].quote)}
        open_numbers = [number for number in list_numbers(finding) if number not in quoted]
        enter_rest(draft, finding, report, open_numbers, cited)
        write_mention(draft, entries, report, tell_detail(draft, finding, cited))
    draft.findings += [finding.fingerprint for finding in touching]


def write_mention(draft: Draft, entries: Sequence[Entry], report: StoredReport, detail: str) -> None:
    """Adds a finding; whose report it is of is said where figures of several reports are stated."""
    if len({entry.reading.report.id for entry in entries}) > 1:
        draft.write("note.finding_of", subject=draft.names.report(report), detail=detail)
    else:
        draft.write("note.finding", detail=detail)


def touches(finding: Finding, reading: Reading) -> bool:
    """Whether a failed check went over a figure of a reading: the same cell, or the same words of the prose."""
    if finding.verdict != "fail" or finding.severity == "note" or finding.source != reading.report.source:
        return False
    if cells_of(reading).intersection(finding.cells):
        return True
    if finding.rule not in PROSE_RULES:
        return False
    figures = [reading.figure, *(base.figure for base in reading.base)]
    return any(overlap(place, stored.figure.place) for stored in figures if stored for place in finding.places)


def overlap(place: Place, other: Place) -> bool:
    """Whether two places of one source share characters."""
    if place.span is not None and other.span is not None:
        return place.span[0] < other.span[1] and other.span[0] < place.span[1]
    return bool(place.quote and other.quote) and (
        (place.quote or "") in (other.quote or "") or (other.quote or "") in (place.quote or "")
    )


def cells_of(reading: Reading) -> set[str]:
    """The ids of the cells that a reading rests on."""
    cells = {stored.cell.cell for stored in reading.cells}
    return cells.union(*(cells_of(base) for base in reading.base)) if reading.base else cells


def find_report(draft: Draft, finding: Finding) -> StoredReport | None:
    """The report that a finding is of."""
    return next((report for report in draft.evidence.reports if report.source == finding.source), None)


def cite_places(draft: Draft, finding: Finding) -> tuple[int, ...]:
    """The positions of the citations of a finding: the places in its own report, and the one in the other report it names."""
    reports = {report.source: report for report in (*draft.evidence.available, *draft.evidence.reports)}
    own, other = reports.get(finding.source), reports.get(finding.other_source or "")
    if own is None:
        return ()
    owners = [other if finding.other_source and stands_elsewhere(finding.rule, i) else own for i in range(len(finding.places))]
    pairs = [(report, place) for report, place in zip(owners, finding.places, strict=True) if report is not None and place.quote]
    if not pairs:
        return cite_whole(draft, own)
    return tuple(dict.fromkeys(draft.ledger.cite(cite_place(report, place)) for report, place in pairs[:QUOTED]))


def cite_whole(draft: Draft, report: StoredReport) -> tuple[int, ...]:
    """The citation of a report as a whole, for a finding without a place: its title, or else its first cell at hand."""
    if report.title:
        return (draft.ledger.cite(cite_place(report, Place(quote=report.title))),)
    first = next((stored for stored in draft.evidence.cells if stored.report.id == report.id and stored.cell.raw), None)
    return (draft.ledger.cite(cite_cell(first)),) if first is not None else ()


def stands_elsewhere(rule: str, position: int) -> bool:
    """Whether a place of a finding between two reports is the other report's: the second, and of copies every second one."""
    return position % 2 == 1 if rule.startswith("copied") else position == 1


def tell_detail(draft: Draft, finding: Finding, cited: Sequence[int]) -> str:
    """What is wrong, with citation marks; in English behind the name of the check."""
    detail = word_detail(finding, draft.query.language).rstrip("。")
    if draft.query.language == "en":
        detail = f"{draft.say(f'rule.{finding.rule}')} – {detail}"
    return f"{name_other(draft, finding, detail)}{draft.mark(cited)}{draft.say('piece.stop')}"


def tell_name(draft: Draft, finding: Finding) -> str:
    """Which check failed."""
    return draft.say("check.named", rule=draft.say(f"fault.{finding.rule}"))


def enter_numbers(draft: Draft, finding: Finding, report: StoredReport, cited: Sequence[int]) -> None:
    """Enters every number that a finding tells: cells and prose figures as stated, the rest as quoted or derived."""
    citations = [draft.ledger.citations[position] for position in cited]
    wanted = list_numbers(finding)
    open_numbers = set(wanted)
    sources = {finding.source, finding.other_source}
    for stored in draft.evidence.cells:
        if stored.report.source in sources and stored.cell.cell in finding.cells and stored.cell.value in open_numbers:
            enter_cell(draft, stored)
            open_numbers.discard(stored.cell.value)
    for counted in draft.evidence.figures:
        if counted.report.id == report.id and counted.figure.value in open_numbers and stands_in(counted, citations):
            enter_figure(draft, counted)
            open_numbers.discard(counted.figure.value)
    enter_rest(draft, finding, report, [number for number in wanted if number in open_numbers], cited)


def list_numbers(finding: Finding) -> list[Decimal]:
    """The numbers of a finding's detail, years and the numbering of rows left out, each once."""
    years = {Decimal(year) for year in _YEAR.findall(finding.detail)}
    found = (number for _, number in read_numbers(NUMBERING.sub(" ", finding.detail)))
    return list(dict.fromkeys(number for number in found if number not in years))


def enter_rest(draft: Draft, finding: Finding, report: StoredReport, numbers: Sequence[Decimal], cited: Sequence[int]) -> None:
    """Enters numbers of a finding that no cell or figure is: stated where a quote has them, else what the check worked out."""
    percents = {Decimal(percent) for percent in PERCENT.findall(finding.detail)}
    label = draft.say("check.stated_label")
    inputs = tuple(position for position, value in enumerate(draft.ledger.values) if set(value.citations) & set(cited))
    for number in numbers:
        unit = "%" if number in percents else ""
        quoted = tuple(position for position in cited if holds_number(draft.ledger.citations[position], number))
        if quoted:
            draft.ledger.add(place_value(Value(label, number, unit, citations=quoted[:1]), report))
        else:
            kind: Derivation = "share" if unit else "count" if finding.rule in COUNTED else "sum"
            derived = Value(label, number, unit, derived=kind, inputs=inputs, formula=word_detail(finding, draft.query.language))
            draft.ledger.add(place_value(derived, report))


def holds_number(citation: Citation, number: Decimal) -> bool:
    """Whether a quote has the number."""
    return number in {found for _, found in read_numbers(citation.quote)}


def stands_in(stored: StoredFigure, citations: Sequence[Citation]) -> bool:
    """Whether a narrative figure's quote stands in, or holds, one of the quotes."""
    quote = fold_text(stored.figure.place.quote or "").text
    folded = [fold_text(citation.quote).text for citation in citations]
    return any(quote in other or other in quote for other in folded) if quote else False


def enter_cell(draft: Draft, stored: StoredCell) -> int:
    """The position of a stated cell's value."""
    cell = stored.cell
    citation = draft.ledger.cite(cite_cell(stored))
    label = name_cell(cell.cell, draft.query.language)
    unit = cell.unit or cell.unit_assumed or ""
    value = Value(
        *(label, cell.value or Decimal(0), unit),
        cell=cell.cell,
        citations=(citation,),
        unit_assumed=cell.unit is None,
        corrected_by=cell.corrected_by,
    )
    return draft.ledger.add(place_value(value, stored.report))


def enter_figure(draft: Draft, stored: StoredFigure) -> int:
    """The position of a narrative figure's value."""
    figure = stored.figure
    citation = draft.ledger.cite(cite_figure(stored))
    label = draft.say("check.said_count", label=name_figure(draft, stored))
    value = Value(label, figure.value, figure.unit or "", cell=figure.figure, citations=(citation,), approx=figure.approx)
    return draft.ledger.add(place_value(value, stored.report))


def name_figure(draft: Draft, stored: StoredFigure) -> str:
    """What questions call a narrative figure; one without an id goes by the report's own words, in English inside quotes."""
    if stored.figure.figure:
        return name_cell(stored.figure.figure, draft.query.language)
    return quote_chinese(stored.figure.label) if draft.query.language == "en" else stored.figure.label
