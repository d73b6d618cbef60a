"""A measure read in one report: which cells and which narrative figure give its number, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.records import Measure, Missing, Reading, WhyMissing
from assistant.understanding.words.vocabulary import load_vocabulary
from index.lookup.cells import find_cells, find_figures
from index.records import StoredCell, StoredFigure, StoredReport
from index.store import Store

CHANNELS = ("published.website", "published.wechat", "published.weibo", "published.other")
"""The figures of the channels, which are told where a report states no total of them."""

_WHY: Mapping[str, WhyMissing] = {"unreadable": "unreadable", "blank": "blank", "not_applicable": "not applicable"}
"""Reasons by the state of a cell, the one that matters most first."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the store has for some measures in some reports, by report and id; of figures only the primary ones."""

    cells: Mapping[tuple[int, str], StoredCell]
    figures: Mapping[tuple[int, str], StoredFigure]


def load_stated(store: Store, reports: Sequence[StoredReport], measures: Sequence[Measure]) -> Stated:
    """The cells and primary figures of the measures, and of those that rates are taken over, in these reports."""
    everything = [*measures, *(base for measure in measures for base in list_bases(measure))]
    ids = [report.id for report in reports]
    wanted = {
        cell for measure in everything for cell in (*measure.cells, *(cell for _, cells in measure.variants for cell in cells))
    }
    if any(measure.figure == "requests.received" for measure in everything):
        wanted.add("requests.carried_in.total")  # the prose's 收到 may count it too
    names = {measure.figure for measure in everything if measure.figure is not None}
    cells = find_cells(store, ids, sorted(wanted)) if wanted else ()
    figures = find_figures(store, ids, sorted(names)) if names else ()
    return Stated(
        {(stored.report.id, stored.cell.cell): stored for stored in cells},
        {(stored.report.id, stored.figure.figure or ""): stored for stored in figures if stored.figure.primary},
    )


def read_measure(measure: Measure, report: StoredReport, stated: Stated, *, comparing: bool = False) -> Reading:
    """The reading of one measure in one report.

    The cells count if all of them are stated; otherwise the prose's figure stands in. ``comparing`` says that reports of
    different years or agencies are set side by side, so that an item that only the other form has is not comparable.
    """
    reading = read_count(measure, report, stated, comparing=comparing)
    if not measure.over or reading.why is not None:
        return reading
    base = tuple(read_count(part, report, stated) for part in list_bases(measure))
    why = next((part.why for part in base if part.why is not None), None)
    return Reading(measure, report, reading.cells, reading.figure, why, base)


def read_count(measure: Measure, report: StoredReport, stated: Stated, *, comparing: bool = False) -> Reading:
    """The reading of a measure without its base."""
    figure = stated.figures.get((report.id, measure.figure)) if measure.figure else None
    wanted = list_cells(measure, report)
    found = tuple(stated.cells[report.id, cell] for cell in wanted if (report.id, cell) in stated.cells)
    if wanted and len(found) == len(wanted) and all(stored.cell.state == "stated" for stored in found):
        return Reading(measure, report, found, figure)
    if figure is not None:
        return Reading(measure, report, (), figure)
    return Reading(measure, report, why=find_reason(measure, report, found, comparing=comparing))


def find_reason(measure: Measure, report: StoredReport, found: Sequence[StoredCell], *, comparing: bool) -> WhyMissing:
    """Why a report has no number for a measure."""
    states = {stored.cell.state for stored in found}
    for state, why in _WHY.items():
        if state in states:
            return why
    other_form = measure.cells and report.form is not None and report.form not in measure.forms
    return "not comparable" if comparing and other_form else "not in the report"


def list_cells(measure: Measure, report: StoredReport) -> tuple[str, ...]:
    """The cells that make up the measure in the form version that the report uses."""
    return next((cells for form, cells in measure.variants if form == report.form), measure.cells)


def list_bases(measure: Measure) -> tuple[Measure, ...]:
    """The measures that a rate is taken over."""
    measures = load_vocabulary().measures
    return tuple(measures[name] for name in measure.over)


def tell_missing(reading: Reading) -> Missing:
    """The gap that a reading without a number is."""
    agency = reading.report.agency.name if reading.report.agency else None
    cells = list_cells(reading.measure, reading.report)
    cell = cells[0] if cells else reading.measure.figure
    return Missing(agency, reading.report.year, cell, reading.why or "not in the report")
