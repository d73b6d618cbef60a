"""The JSON of answers, and of how their questions were understood."""

from assistant.records import Answer, Citation, Condition, Coverage, Measure, Missing, Query, Threshold, Value
from assistant.wire.reports import Json, decimal_to_json, place_to_json
from index.records import StoredAgency


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
