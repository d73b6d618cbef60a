"""One whole report, read back as it was stored."""

import json

from sqlalchemy import Connection, select

from index.database.cell_names import load_cell_names
from index.database.engine import Store
from index.database.places import unpack_place
from index.database.rows import TOPICS, Row, unpack_cell, unpack_figure, unpack_header, unpack_passage, unpack_sentence
from index.database.schema import cells, figures, findings, passages, reports, sections, sentences, texts
from index.database.texts import unpack_text
from index.lookup.findings import read_findings
from ingest.errors import UsageError
from ingest.form import load_form
from ingest.records import CellValue, NarrativeFigure, Passage, Report, Section, Sentence


def load_record(store: Store, report_id: int) -> Report:
    """Everything stored of one report, as ``ingest`` read it; findings that came from comparing reports are among its findings.

    What only the checks at reading need (``Header.year_readings``, ``Header.foreign_names``) is not stored.

    Raises:
        UsageError: no report has this id.
    """
    with store.connect() as connection:
        record = read_record(connection, report_id)
    if record is None:
        raise UsageError(f"没有编号为 {report_id} 的报告")
    return record


def read_record(connection: Connection, report_id: int) -> Report | None:
    """Like ``load_record``, inside a transaction; None if no report has this id."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one_or_none()
    if row is None:
        return None
    body = unpack_text(connection.execute(select(texts.c.body).where(texts.c.report_id == report_id)).scalar_one())
    found_cells = _load_cells(connection, row)
    present = {cell.cell for cell in found_cells}
    return Report(
        source=row["source"],
        sha256=row["sha256"],
        kind=row["kind"],
        header=unpack_header(row),
        form=row["form"],
        sections=_load_sections(connection, report_id, body),
        cells=found_cells,
        absent=tuple(cell for cell in load_form(row["form"]).cells if cell not in present) if row["form"] else (),
        narrative=_load_figures(connection, report_id),
        findings=read_findings(connection, findings.c.report_id == report_id),
        passages=_load_passages(connection, report_id, body),
        sentences=_load_sentences(connection, report_id, body),
        metadata=tuple((key, value) for key, value in json.loads(row["metadata"])),
        notes=tuple(json.loads(row["notes"])),
    )


def _load_cells(connection: Connection, report: Row) -> tuple[CellValue, ...]:
    names = {code: cell for cell, code in load_cell_names(connection).items()}
    rows = connection.execute(select(cells).where(cells.c.report_id == report["id"]).order_by(cells.c.cell)).mappings()
    found = [unpack_cell(row, names[row["cell"]], report["form"]) for row in rows]
    order = {cell: i for i, cell in enumerate(load_form(report["form"]).cells)} if report["form"] else {}
    return tuple(sorted(found, key=lambda cell: order.get(cell.cell, len(order))))


def _load_figures(connection: Connection, report_id: int) -> tuple[NarrativeFigure, ...]:
    statement = select(figures).where(figures.c.report_id == report_id).order_by(figures.c.ordinal)
    return tuple(unpack_figure(row) for row in connection.execute(statement).mappings())


def _load_sections(connection: Connection, report_id: int, body: str) -> tuple[Section, ...]:
    statement = select(sections).where(sections.c.report_id == report_id).order_by(sections.c.ordinal)
    return tuple(
        Section(
            row["heading"],
            TOPICS[row["topic"]],
            body[row["offset"] : row["offset"] + row["length"]],
            row["start"],
            row["end"],
            unpack_place(row["place"], row["heading"]),
            row["heading_start"],
        )
        for row in connection.execute(statement).mappings()
    )


def _load_passages(connection: Connection, report_id: int, body: str) -> tuple[Passage, ...]:
    statement = select(passages).where(passages.c.report_id == report_id).order_by(passages.c.ordinal)
    return tuple(unpack_passage(row, body) for row in connection.execute(statement).mappings())


def _load_sentences(connection: Connection, report_id: int, body: str) -> tuple[Sentence, ...]:
    statement = select(sentences).where(sentences.c.report_id == report_id).order_by(sentences.c.ordinal)
    return tuple(unpack_sentence(row, body) for row in connection.execute(statement).mappings())
