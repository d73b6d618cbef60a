"""A report packed for the tables: all of its rows that hangs on nothing stored, so that a worker can do it beside the writer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from index.database.places import pack_place
from index.database.rows import TOPICS, dump_json, pack_cell, pack_figure, pack_header, pack_sentence
from index.database.texts import TextBody, pack_text
from index.database.words import split_words
from ingest.records import QUOTE_LIMIT, Finding, FormVersion, Header, Passage, Report, Section

Values = tuple[object, ...]

CELL_COLUMNS: Final = ("state", "micro", "value", "raw", "unit", "assumed", "normalised", "read_by", "place", "corrected")
FIGURE_COLUMNS: Final = ("figure", "label", "micro", "value", "unit", "approx", "main", "place")
SECTION_COLUMNS: Final = ("ordinal", "heading", "topic", "start", "end", "heading_start", "offset", "length", "place")
PASSAGE_COLUMNS: Final = ("id", "ordinal", "heading", "topic", "start", "offset", "length", "place")
SENTENCE_COLUMNS: Final = ("digest", "length", "start", "place")


@dataclass(frozen=True, slots=True)
class PackedReport:
    """A report's rows without the ids that the store gives; each tuple of values is in the order of its ``…_COLUMNS``.

    ``own`` are columns of its row in ``reports``; ``cells`` stand under their ids; ``words`` are those of each passage's text.
    """

    sha256: str
    source: str
    header: Header
    form: FormVersion | None
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    own: dict[str, object]
    cells: tuple[tuple[str, Values], ...]
    figures: tuple[Values, ...]
    sections: tuple[Values, ...]
    passages: tuple[Values, ...]
    sentences: tuple[Values, ...]
    words: tuple[tuple[str, ...], ...]
    body: bytes


def pack_report(report: Report) -> PackedReport:
    """The report's rows."""
    body = TextBody()
    sections = tuple(_pack_section(i, section, body) for i, section in enumerate(report.sections))
    passages = tuple(_pack_passage(report.sha256, passage, body) for passage in report.passages)
    return PackedReport(
        sha256=report.sha256,
        source=report.source,
        header=report.header,
        form=report.form,
        notes=report.notes,
        findings=report.findings,
        own=_pack_own(report),
        cells=tuple((cell.cell, _list_values(pack_cell(cell, report.form))) for cell in report.cells),
        figures=tuple(_list_values(pack_figure(figure)) for figure in report.narrative),
        sections=sections,
        passages=passages,
        sentences=tuple(_list_values(pack_sentence(sentence, body.text)) for sentence in report.sentences),
        words=tuple(split_words(passage.text) for passage in report.passages),
        body=pack_text(body.text),
    )


def _pack_own(report: Report) -> dict[str, object]:
    header = report.header
    return {
        "sha256": report.sha256,
        "source": report.source,
        "kind": report.kind,
        "year": header.year,
        "form": report.form,
        "title": header.title,
        "published_on": header.published_on,
        "header": pack_header(header),
        "metadata": dump_json(report.metadata),
        "cells": len(report.cells),
        "passages": len(report.passages),
        "digest": digest_report(report),
    }


def digest_report(report: Report) -> str:
    """A fingerprint of everything that was read from the file, its path left out."""
    nameless = replace(report, source="", findings=tuple(replace(finding, source="") for finding in report.findings))
    return sha256(repr(nameless).encode()).hexdigest()[:32]


def make_passage_id(report_sha256: str, passage: Passage) -> str:
    """The passage's id, made from its file and its text."""
    return sha256(f"{report_sha256}\0{passage.ordinal}\0{passage.heading}\0{passage.text}".encode()).hexdigest()[:24]


def _pack_section(ordinal: int, section: Section, body: TextBody) -> Values:
    topic = TOPICS.index(section.topic)
    where = (section.start, section.end, section.heading_start, *body.add(section.text))
    return (ordinal, _drop_nul(section.heading), topic, *where, pack_place(section.place, section.heading))


def _pack_passage(report_sha256: str, passage: Passage, body: TextBody) -> Values:
    key = (
        make_passage_id(report_sha256, passage),
        passage.ordinal,
        _drop_nul(passage.heading),
        TOPICS.index(passage.topic),
        passage.start,
    )
    return (*key, *body.add(passage.text), pack_place(passage.place, passage.text[:QUOTE_LIMIT]))


def _list_values(row: Mapping[str, object]) -> Values:
    return tuple(_drop_nul(value) if isinstance(value, str) else value for value in row.values())


def _drop_nul(text: str) -> str:
    """``text`` without NUL, which not every database holds."""
    return text.replace("\0", "")
