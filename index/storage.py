"""Writing one report into the tables and taking it out again; every function works inside the caller's transaction.

Which report answers for an agency and year, and which agency a name means, is decided in ``index.identity``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select, update

from index.cell_names import add_cell_names
from index.full_text import WordRow, delete_words, insert_words
from index.meta import toggle_content
from index.outbox import queue_removals, queue_report
from index.passage_rows import PassageRow, select_passages
from index.places import pack_place
from index.rows import TOPICS, dump_json, pack_cell, pack_figure, pack_finding, pack_sentence
from index.schema import cells, figures, findings, passages, reports, sections, sentences, sources, texts
from index.texts import TextBody, pack_text
from index.words import split_words
from ingest.records import QUOTE_LIMIT, Finding, Passage, Report


def insert_report(connection: Connection, report: Report, agency_id: int | None, notes: Sequence[str] = ()) -> int:
    """Store a report that answers nothing yet, and queue its passages for their vectors; gives its id."""
    header = report.header
    row = {
        "sha256": report.sha256,
        "source": report.source,
        "kind": report.kind,
        "agency_id": agency_id,
        "year": header.year,
        "form": report.form,
        "title": header.title,
        "published_on": header.published_on,
        "answers": False,
        "header": dump_json({"agency": header.agency, "agency_full": header.agency_full, "parents": header.parents}),
        "metadata": dump_json(report.metadata),
        "notes": dump_json([*report.notes, *notes]),
        "cells": len(report.cells),
        "passages": len(report.passages),
        "findings": 0,
        "digest": digest_report(report),
    }
    report_id = int(connection.execute(insert(reports).returning(reports.c.id), row).scalar_one())
    _insert_numbers(connection, report_id, report)
    _insert_texts(connection, report_id, report)
    toggle_content(connection, ("report", row["sha256"], row["digest"], row["notes"]))
    insert_findings(connection, report_id, report.findings)
    return report_id


def digest_report(report: Report) -> str:
    """A fingerprint of everything that was read from the file, its path left out."""
    nameless = replace(report, source="", findings=tuple(replace(finding, source="") for finding in report.findings))
    return sha256(repr(nameless).encode()).hexdigest()[:32]


def make_passage_id(report_sha256: str, passage: Passage) -> str:
    """The passage's id, made from its file and its text."""
    return sha256(f"{report_sha256}\0{passage.ordinal}\0{passage.heading}\0{passage.text}".encode()).hexdigest()[:24]


def _insert_numbers(connection: Connection, report_id: int, report: Report) -> None:
    names = add_cell_names(connection, (cell.cell for cell in report.cells))
    owner = {"report_id": report_id, "rank_year": 0}
    rows = [{**owner, "cell": names[cell.cell], **pack_cell(cell, report.form)} for cell in report.cells]
    if rows:
        connection.execute(insert(cells), rows)
    rows = [{**owner, "ordinal": i, **pack_figure(figure)} for i, figure in enumerate(report.narrative)]
    if rows:
        connection.execute(insert(figures), rows)


def _insert_texts(connection: Connection, report_id: int, report: Report) -> None:
    body = TextBody()
    section_rows = []
    for i, section in enumerate(report.sections):
        offset, length = body.add(section.text)
        place = pack_place(section.place, section.heading)
        row = {"heading": section.heading, "topic": TOPICS.index(section.topic), "start": section.start, "end": section.end}
        row |= {"heading_start": section.heading_start, "report_id": report_id, "ordinal": i}
        section_rows.append({**row, "offset": offset, "length": length, "place": place})
    if section_rows:
        connection.execute(insert(sections), section_rows)
    first = (connection.execute(select(func.max(passages.c.number))).scalar() or 0) + 1
    passage_rows = []
    for number, passage in enumerate(report.passages, first):
        offset, length = body.add(passage.text)
        place = pack_place(passage.place, passage.text[:QUOTE_LIMIT])
        row = {"heading": passage.heading, "topic": TOPICS.index(passage.topic), "start": passage.start, "place": place}
        key = {
            "number": number,
            "id": make_passage_id(report.sha256, passage),
            "report_id": report_id,
            "ordinal": passage.ordinal,
        }
        passage_rows.append({**row, **key, "offset": offset, "length": length})
    if passage_rows:
        connection.execute(insert(passages), passage_rows)
    rows = [{"report_id": report_id, "ordinal": i, **pack_sentence(sentence)} for i, sentence in enumerate(report.sentences)]
    if rows:
        connection.execute(insert(sentences), rows)
    connection.execute(insert(texts), {"report_id": report_id, "body": pack_text(body.text)})
    insert_words(connection, map(split_passage, select_passages(connection, passages.c.report_id == report_id)))
    queue_report(connection, report_id)


def split_passage(row: PassageRow) -> WordRow:
    """The words under which a passage is found; they hold its agency's name."""
    return WordRow(row.number, split_words(row.header) + split_words(row.passage.text))


def insert_findings(connection: Connection, report_id: int, found: Iterable[Finding], other_report_id: int | None = None) -> None:
    """Store findings of a report; one that is there already stays as it is.

    With ``other_report_id`` they come from comparing two reports, and go when either goes.
    """
    known = set(connection.execute(select(findings.c.fingerprint).where(findings.c.report_id == report_id)).scalars())
    for finding in found:
        if finding.fingerprint in known:
            continue
        known.add(finding.fingerprint)
        row = {"report_id": report_id, "other_report_id": other_report_id, **pack_finding(finding)}
        connection.execute(insert(findings), row)
        toggle_content(connection, _name_finding(report_id, finding.fingerprint, connection))
    _count_findings(connection, report_id)


def _name_finding(report_id: int, fingerprint: str, connection: Connection) -> tuple[object, ...]:
    owner = connection.execute(select(reports.c.sha256).where(reports.c.id == report_id)).scalar_one()
    return ("finding", owner, fingerprint)


def _count_findings(connection: Connection, report_id: int) -> None:
    count = select(func.count()).where(findings.c.report_id == report_id).scalar_subquery()
    connection.execute(update(reports).where(reports.c.id == report_id).values(findings=count))


def delete_findings(connection: Connection, finding_ids: Sequence[int]) -> None:
    """Take findings out, by their row ids."""
    rows = connection.execute(select(findings.c.report_id, findings.c.fingerprint).where(findings.c.id.in_(finding_ids))).all()
    connection.execute(delete(findings).where(findings.c.id.in_(finding_ids)))
    for report_id, fingerprint in rows:
        toggle_content(connection, _name_finding(report_id, fingerprint, connection))
        _count_findings(connection, report_id)


def move_findings(connection: Connection, older_id: int, newer_id: int, rule: str) -> None:
    """Hand the findings of one rule on from a report that goes to the one that takes its place."""
    rows = connection.execute(select(findings).where(findings.c.report_id == older_id, findings.c.rule == rule)).mappings().all()
    known = set(connection.execute(select(findings.c.fingerprint).where(findings.c.report_id == newer_id)).scalars())
    for row in rows:
        if row["fingerprint"] not in known:
            values = {key: value for key, value in row.items() if key != "id"}
            connection.execute(insert(findings), {**values, "report_id": newer_id})
            toggle_content(connection, _name_finding(newer_id, row["fingerprint"], connection))
    _count_findings(connection, newer_id)


def delete_report(connection: Connection, report_id: int) -> None:
    """Take a report out with all that hangs on it, and queue its vectors' removal. Its paths have to be gone."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one()
    set_answers(connection, report_id, answers=False)
    belongs = (findings.c.report_id == report_id) | (findings.c.other_report_id == report_id)
    delete_findings(connection, list(connection.execute(select(findings.c.id).where(belongs)).scalars()))
    kept = select_passages(connection, passages.c.report_id == report_id)
    delete_words(connection, map(split_passage, kept))
    queue_removals(connection, report_id, [item.id for item in kept])
    for table in (cells, figures, sections, sentences, passages, texts):
        connection.execute(delete(table).where(table.c.report_id == report_id))
    connection.execute(delete(reports).where(reports.c.id == report_id))
    toggle_content(connection, ("report", row["sha256"], row["digest"], row["notes"]))


def set_answers(connection: Connection, report_id: int, *, answers: bool) -> None:
    """Say whether the report answers for its agency and year; only then does it enter rankings."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one()
    if bool(row["answers"]) == answers:
        return
    year = row["year"] if answers and row["agency_id"] is not None and row["year"] else 0
    connection.execute(update(reports).where(reports.c.id == report_id).values(answers=answers))
    connection.execute(update(cells).where(cells.c.report_id == report_id).values(rank_year=year))
    ranked = (figures.c.report_id == report_id) & figures.c.main.is_(True)
    connection.execute(update(figures).where(ranked).values(rank_year=year))
    toggle_content(connection, ("answers", row["sha256"]))


def add_source(connection: Connection, path: str, report_id: int) -> None:
    """Remember that the report was given under ``path``."""
    connection.execute(insert(sources), {"path": path, "report_id": report_id})
    toggle_content(connection, ("source", path))


def delete_source(connection: Connection, path: str) -> None:
    """Forget a path; a report that was named by it is named by its next one."""
    report_id = connection.execute(select(sources.c.report_id).where(sources.c.path == path)).scalar_one()
    connection.execute(delete(sources).where(sources.c.path == path))
    toggle_content(connection, ("source", path))
    following = select(sources.c.path).where(sources.c.report_id == report_id).order_by(sources.c.id).limit(1)
    name = connection.execute(following).scalar()
    if name is not None:
        connection.execute(update(reports).where(reports.c.id == report_id).values(source=name))
