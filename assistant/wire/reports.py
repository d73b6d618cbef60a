"""The JSON of reports: their numbers, places, sections and findings."""

from collections.abc import Mapping
from decimal import Decimal

from index.records import StoredReport
from ingest.records import CellValue, Finding, NarrativeFigure, Place, Quantity, Report, Section

Json = dict[str, object]


def decimal_to_json(value: Decimal | None) -> str | None:
    """The exact digits as a string, never in scientific notation."""
    return None if value is None else format(value, "f")


def place_to_json(place: Place) -> Json:
    """A place with every coordinate, null where it does not apply."""
    return {
        "page": place.page,
        "box": None if place.box is None else [round(edge, 2) for edge in place.box],
        "line": place.line,
        "span": None if place.span is None else list(place.span),
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "quote": place.quote,
    }


def quantity_to_json(quantity: Quantity | None) -> Json | None:
    """A number with its unit."""
    return None if quantity is None else {"value": decimal_to_json(quantity.value), "unit": quantity.unit}


def cell_to_json(cell: CellValue) -> Json:
    """A cell without its id, which is its key in a record; ``corrected_by`` only where a person's reading stands in it."""
    json: Json = {
        "state": cell.state,
        "value": decimal_to_json(cell.value),
        "raw": cell.raw,
        "unit": cell.unit,
        "unit_assumed": cell.unit_assumed,
        "normalised": quantity_to_json(cell.normalised),
        "read_by": cell.read_by,
        "place": place_to_json(cell.place),
    }
    return json if cell.corrected_by is None else {**json, "corrected_by": cell.corrected_by}


def figure_to_json(figure: NarrativeFigure) -> Json:
    """A count that the prose states."""
    return {
        "figure": figure.figure,
        "label": figure.label,
        "value": decimal_to_json(figure.value),
        "unit": figure.unit,
        "approx": figure.approx,
        "primary": figure.primary,
        "place": place_to_json(figure.place),
    }


def section_to_json(section: Section) -> Json:
    """A section with its heading and text."""
    return {"heading": section.heading, "topic": section.topic, "text": section.text, "place": place_to_json(section.place)}


def finding_to_json(finding: Finding) -> Json:
    """A finding with every place that it names."""
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "fault": finding.fault,
        "fault_why": finding.fault_why,
        "source": finding.source,
        "other_source": finding.other_source,
        "agency": finding.agency,
        "year": finding.year,
        "detail": finding.detail,
        "cells": list(finding.cells),
        "places": [place_to_json(place) for place in finding.places],
    }


def report_to_json(report: Report) -> Mapping[str, object]:
    """The *record* that ``inspect`` prints."""
    header = report.header
    return {
        "source": report.source,
        "sha256": report.sha256,
        "title": header.title,
        "agency": header.agency,
        "agency_full": header.agency_full,
        "parents": list(header.parents),
        "year": header.year,
        "form": report.form,
        "published_on": None if header.published_on is None else header.published_on.isoformat(),
        "sections": [section_to_json(section) for section in report.sections],
        "cells": {cell.cell: cell_to_json(cell) for cell in report.cells},
        "absent": list(report.absent),
        "narrative": [figure_to_json(figure) for figure in report.narrative],
        "findings": [finding_to_json(finding) for finding in report.findings],
        "kind": report.kind,
        "metadata": dict(report.metadata),
        "notes": list(report.notes),
    }


def stored_to_json(report: StoredReport) -> Json:
    """One line of ``list``: a stored report without its content."""
    return {
        "source": report.source,
        "sha256": report.sha256,
        "kind": report.kind,
        "agency": None if report.agency is None else report.agency.name,
        "agency_full": None if report.agency is None else report.agency.full_name,
        "parents": [] if report.agency is None else list(report.agency.parents),
        "year": report.year,
        "form": report.form,
        "title": report.title,
        "published_on": None if report.published_on is None else report.published_on.isoformat(),
        "answers": report.answers,
        "cells": report.cells,
        "passages": report.passages,
        "findings": report.findings,
    }
