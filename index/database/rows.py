"""Between the records of ``ingest`` and the rows of the tables: packing and unpacking, without a database.

What another column says is not repeated: see ``schema`` for which columns are left out when.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final, get_args

from index.database.numbers import keep_text, restore_value, to_micro
from index.database.places import pack_place, unpack_place
from ingest.form import load_form
from ingest.records import (
    QUOTE_LIMIT,
    CellValue,
    Finding,
    FormVersion,
    Header,
    NarrativeFigure,
    Passage,
    Place,
    Quantity,
    ReadBy,
    Sentence,
    State,
    Topic,
)

STATES: Final[tuple[State, ...]] = get_args(State)
READ_BY: Final[tuple[ReadBy, ...]] = get_args(ReadBy)
TOPICS: Final[tuple[Topic | None, ...]] = (None, *get_args(Topic))

Row = Mapping[Any, Any]


def dump_json(value: object) -> str:
    """JSON in its shortest form, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack_cell(cell: CellValue, form: FormVersion | None) -> dict[str, object]:
    """A cell's row, without report, code and rank year."""
    comparable = cell.normalised.value if cell.normalised and cell.value is not None else cell.value
    micro = to_micro(comparable)
    written = None if cell.value is None else str(cell.value)
    return {
        "state": STATES.index(cell.state),
        "micro": micro,
        "value": keep_text(cell.value, micro),
        "raw": None if cell.raw == (written or "") else cell.raw,
        "unit": cell.unit,
        "assumed": None if cell.unit_assumed == _find_assumed(cell.cell, form, cell.unit) else cell.unit_assumed or "",
        "normalised": f"{cell.normalised.value} {cell.normalised.unit}" if cell.normalised else None,
        "read_by": READ_BY.index(cell.read_by),
        "place": pack_place(cell.place, cell.raw),
        "corrected": cell.corrected_by,
    }


def unpack_cell(row: Row, cell: str, form: FormVersion | None) -> CellValue:
    """The cell that ``pack_cell`` packed under the id ``cell``."""
    value = restore_value(row["micro"], row["value"])
    raw = row["raw"] if row["raw"] is not None else "" if value is None else str(value)
    assumed = row["assumed"]
    normalised = None
    if row["normalised"]:
        number, unit = row["normalised"].split(" ", 1)
        normalised = Quantity(Decimal(number), unit)
    return CellValue(
        cell,
        STATES[row["state"]],
        value,
        raw,
        row["unit"],
        (assumed or None) if assumed is not None else _find_assumed(cell, form, row["unit"]),
        normalised,
        READ_BY[row["read_by"]],
        unpack_place(row["place"], raw),
        row["corrected"],
    )


def _find_assumed(cell: str, form: FormVersion | None, unit: str | None) -> str | None:
    if unit is not None or form is None:
        return None
    known = load_form(form).cells.get(cell)
    return known.unit if known else None


def pack_figure(figure: NarrativeFigure) -> dict[str, object]:
    """A narrative figure's row, without report, ordinal and rank year."""
    micro = to_micro(figure.value)
    return {
        "figure": figure.figure,
        "label": figure.label,
        "micro": micro,
        "value": keep_text(figure.value, micro),
        "unit": figure.unit,
        "approx": figure.approx,
        "main": figure.primary,
        "place": pack_place(figure.place, figure.label),
    }


def unpack_figure(row: Row) -> NarrativeFigure:
    """The figure that ``pack_figure`` packed."""
    value = restore_value(row["micro"], row["value"])
    if value is None:
        raise AssertionError("a narrative figure without a value was stored")
    place = unpack_place(row["place"], row["label"])
    return NarrativeFigure(row["figure"], row["label"], value, row["unit"], bool(row["approx"]), bool(row["main"]), place)


def unpack_passage(row: Row, body: str) -> Passage:
    """The passage of a row, its text cut from its report's text."""
    text = body[row["offset"] : row["offset"] + row["length"]]
    return Passage(
        row["ordinal"], row["heading"], TOPICS[row["topic"]], text, row["start"], unpack_place(row["place"], text[:QUOTE_LIMIT])
    )


def read_digest(sentence: Sentence) -> int:
    """A sentence's digest of 16 hex digits as the signed integer that is stored."""
    return int.from_bytes(bytes.fromhex(sentence.digest), "big", signed=True)


def pack_sentence(sentence: Sentence, body: str) -> dict[str, object]:
    """A sentence's row, without report and ordinal, beside the report's text; its digest of 16 hex digits as a signed integer."""
    return {
        "digest": read_digest(sentence),
        "length": sentence.length,
        "start": sentence.start,
        "place": pack_place(sentence.place, None, body),
    }


def unpack_sentence(row: Row, body: str) -> Sentence:
    """The sentence that ``pack_sentence`` packed beside the same text."""
    digest = row["digest"].to_bytes(8, "big", signed=True).hex()
    return Sentence(digest, row["length"], row["start"], unpack_place(row["place"], None, body))


def pack_finding(finding: Finding) -> dict[str, object]:
    """A finding's row; source, agency and year are its report's."""
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "fault": finding.fault,
        "fault_why": finding.fault_why,
        "other_source": finding.other_source,
        "detail": finding.detail,
        "cells": dump_json(finding.cells),
        "places": dump_json([_write_place(place) for place in finding.places]),
    }


def unpack_finding(row: Row) -> Finding:
    """The finding that ``pack_finding`` packed; ``row`` also has its report's source, header and year."""
    return Finding(
        row["fingerprint"],
        row["rule"],
        row["severity"],
        row["verdict"],
        row["fault"],
        row["fault_why"],
        row["source"],
        row["other_source"],
        json.loads(row["header"])["agency"],
        row["year"],
        row["detail"],
        tuple(json.loads(row["cells"])),
        tuple(_read_place(place) for place in json.loads(row["places"])),
    )


def pack_header(header: Header) -> str:
    """What a report's row says of its header beside the columns: the names as its text has them, and where its date stands."""
    own: dict[str, object] = {"agency": header.agency, "agency_full": header.agency_full, "parents": header.parents}
    if header.published_place is not None:
        own["published_place"] = _write_place(header.published_place)
    return dump_json(own)


def unpack_header(row: Row) -> Header:
    """The header that ``pack_header`` packed, with the columns beside it; readings that only checks need are not stored."""
    own = json.loads(row["header"])
    return Header(
        row["title"],
        own["agency"],
        own["agency_full"],
        tuple(own["parents"]),
        row["year"],
        row["published_on"],
        published_place=unpack_published_place(own),
    )


def unpack_published_place(own: dict[str, Any]) -> Place | None:
    """Where the date of publication stands, from the JSON of ``pack_header``; None where an older version wrote it."""
    return _read_place(own["published_place"]) if "published_place" in own else None


def _write_place(place: Place) -> dict[str, object]:
    return {key: value for key, value in asdict(place).items() if value is not None}


def _read_place(data: dict[str, Any]) -> Place:
    for key in ("box", "span"):
        if key in data:
            data[key] = tuple(data[key])
    return Place(**data)
