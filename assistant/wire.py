"""The JSON of the interfaces: every record that leaves the program as a dict is made here, and nowhere else."""

from collections.abc import Mapping
from decimal import Decimal

from assistant.records import Answer, Citation, Condition, Coverage, Measure, Missing, Query, Threshold, Value
from index.records import StoredAgency, StoredReport
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


def answer_to_json(answer: Answer) -> Json:
    """The *answer* that ``ask`` prints."""
    return {
        "status": answer.status,
        "text": answer.text,
        "values": [value_to_json(value) for value in answer.values],
        "citations": [citation_to_json(citation) for citation in answer.citations],
        "missing": [missing_to_json(gap) for gap in answer.missing],
        "available": list_available(answer),
        "coverage": None if answer.coverage is None else coverage_to_json(answer.coverage),
        "options": list(answer.options),
        "next": list(answer.next),
        "findings": list(answer.findings),
        "plan": {} if answer.query is None else query_to_json(answer.query),
        "store": answer.store,
    }


def list_available(answer: Answer) -> list[Json]:
    """The reports named as there, with the publication date where it was asked for."""
    dates = {(agency, year): day.isoformat() for agency, year, day in answer.published}
    pairs = dict.fromkeys((*answer.available, *dates))
    entries: list[Json] = []
    for agency, year in pairs:
        day = dates.get((agency, year))
        entries.append({"agency": agency, "year": year, "published_on": day} if day else {"agency": agency, "year": year})
    return entries


def value_to_json(value: Value) -> Json:
    """A number of an answer; what only derived numbers have is left out of stated ones."""
    json: Json = {
        "label": value.label,
        "agency": value.agency,
        "parents": list(value.parents),
        "year": value.year,
        "cell": value.cell,
        "value": decimal_to_json(value.value),
        "unit": value.unit,
        "derived": value.derived,
        "citations": list(value.citations),
    }
    if value.derived:
        json |= {"inputs": list(value.inputs), "formula": value.formula}
    if value.approx:
        json["approx"] = True
    if value.unit_assumed:
        json["unit_assumed"] = True
    if value.corrected_by:
        json["corrected_by"] = value.corrected_by
    return json


def citation_to_json(citation: Citation) -> Json:
    """A quote with the place where it stands."""
    return {
        "source": citation.source,
        "sha256": citation.sha256,
        "section": citation.section,
        "place": place_to_json(citation.place),
        "quote": citation.quote,
        "agency": citation.agency,
        "year": citation.year,
        "cell": citation.cell,
    }


def missing_to_json(gap: Missing) -> Json:
    """A figure that no report gives."""
    return {"agency": gap.agency, "year": gap.year, "cell": gap.cell, "why": gap.why}


def coverage_to_json(coverage: Coverage) -> Json:
    """What a ranking or total rests on."""
    return {
        "of": coverage.of,
        "with_data": coverage.with_data,
        "excluded": [{"agency": agency, "why": why} for agency, why in coverage.excluded],
    }


def query_to_json(query: Query) -> Json:
    """How a question was understood, in the terms of the store."""
    threshold = query.threshold
    return {
        "operation": query.operation,
        "agencies": [agency_to_json(agency) for agency in query.agencies],
        "all_agencies": query.all_agencies,
        "parent": query.parent,
        "unknown_agencies": list(query.unknown_agencies),
        "years": list(query.years),
        "all_years": query.all_years,
        "measures": [measure_to_json(measure) for measure in query.measures],
        "topics": list(query.topics),
        "terms": list(query.terms),
        "limit": query.limit,
        "ascending": query.ascending,
        "threshold": None if threshold is None else threshold_to_json(threshold),
        "conditions": [condition_to_json(condition) for condition in query.conditions],
        "either": query.either,
        "rival": None if query.rival is None else agency_to_json(query.rival),
        "assumed": list(query.assumed),
        "language": query.language,
    }


def threshold_to_json(threshold: Threshold) -> Json:
    """A bound; ``upper`` closes a range."""
    upper = {} if threshold.upper is None else {"upper": decimal_to_json(threshold.upper), "below": threshold.below}
    return {"comparison": threshold.comparison, "value": decimal_to_json(threshold.value), **upper}


def condition_to_json(condition: Condition) -> Json:
    """One of several conditions: its measure with its bound, or the place in it that is asked for."""
    bound = None if condition.threshold is None else threshold_to_json(condition.threshold)
    return {"measure": condition.measure.id, "threshold": bound, "place": condition.place}


def agency_to_json(agency: StoredAgency) -> Json:
    """An agency by its short name and parents."""
    return {"agency": agency.name, "parents": list(agency.parents)}


def measure_to_json(measure: Measure) -> Json:
    """A measure with the cells or the figure that carry it."""
    return {
        "id": measure.id,
        "label": measure.label,
        "unit": measure.unit,
        "cells": list(measure.cells),
        "figure": measure.figure,
    }
