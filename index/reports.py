"""What is stored, read back: agencies, reports, one whole report, and the version of it all."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from index.cell_names import load_cell_names
from index.engine import Store
from index.findings import read_findings
from index.meta import EMPTY_CONTENT, read_meta
from index.places import unpack_place
from index.records import StoredAgency, StoredReport
from index.rows import TOPICS, Row, unpack_cell, unpack_figure, unpack_paragraph, unpack_passage
from index.schema import agencies, cells, figures, findings, paragraphs, passages, reports, sections, sources, texts
from index.texts import unpack_text
from ingest.errors import UsageError
from ingest.form import load_form
from ingest.records import CellValue, Header, NarrativeFigure, Paragraph, Passage, Report, Section

_VERSION_WIDTH = 12
_BATCH = 10_000


def store_version(store: Store) -> str:
    """A short name for the store's content: the same content has the same version, any change gives another."""
    with store.connect() as connection:
        return (read_meta(connection, "content") or EMPTY_CONTENT)[:_VERSION_WIDTH]


def list_agencies(store: Store) -> tuple[StoredAgency, ...]:
    """Every agency that has a stored report, by parents and name."""
    with store.connect() as connection:
        rows = connection.execute(select(agencies).order_by(agencies.c.parents, agencies.c.name)).mappings()
        return tuple(_build_agency(row, "id") for row in rows)


def list_reports(
    store: Store,
    *,
    agency_ids: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    parent: str | None = None,
    answering: bool = True,
) -> tuple[StoredReport, ...]:
    """The stored reports by agency, year and id; those without an agency come last.

    Each filter holds only if it is given; ``parent`` is the name of any place above the agency. ``answering`` leaves out
    older files of a report that a later file holds too.
    """
    filters = filter_reports(agency_ids=agency_ids, years=years, parent=parent, answering=answering)
    order = (agencies.c.parents.is_(None), agencies.c.parents, agencies.c.name, reports.c.year, reports.c.id)
    with store.connect() as connection:
        return tuple(
            build_report(row) for row in connection.execute(select_reports().where(*filters).order_by(*order)).mappings()
        )


def find_reports(connection: Connection, report_ids: Iterable[int]) -> dict[int, StoredReport]:
    """The reports with these ids, by id."""
    wanted = sorted(set(report_ids))
    found: dict[int, StoredReport] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        for row in connection.execute(select_reports().where(reports.c.id.in_(batch))).mappings():
            found[row["id"]] = build_report(row)
    return found


def filter_reports(
    *,
    agency_ids: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    parent: str | None = None,
    answering: bool = True,
) -> list[ColumnElement[bool]]:
    """The conditions on ``reports`` that the filters mean."""
    conditions: list[ColumnElement[bool]] = []
    if answering:
        conditions.append(reports.c.answers.is_(True))
    if agency_ids is not None:
        conditions.append(reports.c.agency_id.in_(list(agency_ids)))
    if years is not None:
        conditions.append(reports.c.year.in_(list(years)))
    if parent is not None:
        under = select(agencies.c.id).where(("/" + agencies.c.parents + "/").contains(f"/{parent}/", autoescape=True))
        conditions.append(reports.c.agency_id.in_(under))
    return conditions


def select_reports() -> Select[Any]:
    """Reports with their agencies, as ``build_report`` wants them."""
    owner = (agencies.c.id.label("owner"), agencies.c.name, agencies.c.full_name, agencies.c.parents, agencies.c.aliases)
    return select(reports, *owner).outerjoin(agencies, agencies.c.id == reports.c.agency_id)


def build_report(row: Row) -> StoredReport:
    """The stored report of a row of ``select_reports``."""
    return StoredReport(
        row["id"],
        row["source"],
        row["sha256"],
        row["kind"],
        _build_agency(row, "owner") if row["owner"] is not None else None,
        row["year"],
        row["form"],
        row["title"],
        row["published_on"],
        bool(row["answers"]),
        row["cells"],
        row["passages"],
        row["findings"],
    )


def _build_agency(row: Row, key: str) -> StoredAgency:
    parents = tuple(row["parents"].split("/")) if row["parents"] else ()
    return StoredAgency(row[key], row["name"], row["full_name"], parents, tuple(json.loads(row["aliases"])))


def list_sources(store: Store, report_id: int) -> tuple[str, ...]:
    """Every path under which the report was given, the first one first."""
    with store.connect() as connection:
        return tuple(
            connection.execute(select(sources.c.path).where(sources.c.report_id == report_id).order_by(sources.c.id)).scalars()
        )


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
        header=_build_header(row),
        form=row["form"],
        sections=_load_sections(connection, report_id, body),
        cells=found_cells,
        absent=tuple(cell for cell in load_form(row["form"]).cells if cell not in present) if row["form"] else (),
        narrative=_load_figures(connection, report_id),
        findings=read_findings(connection, findings.c.report_id == report_id),
        passages=_load_passages(connection, report_id, body),
        paragraphs=_load_paragraphs(connection, report_id),
        metadata=tuple((key, value) for key, value in json.loads(row["metadata"])),
        notes=tuple(json.loads(row["notes"])),
    )


def _build_header(row: Row) -> Header:
    header = json.loads(row["header"])
    return Header(
        row["title"], header["agency"], header["agency_full"], tuple(header["parents"]), row["year"], row["published_on"]
    )


def _load_cells(connection: Connection, report: Row) -> tuple[CellValue, ...]:
    names = {code: cell for cell, code in load_cell_names(connection).items()}
    rows = connection.execute(select(cells).where(cells.c.report_id == report["id"])).mappings()
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
        )
        for row in connection.execute(statement).mappings()
    )


def _load_passages(connection: Connection, report_id: int, body: str) -> tuple[Passage, ...]:
    statement = select(passages).where(passages.c.report_id == report_id).order_by(passages.c.ordinal)
    return tuple(unpack_passage(row, body) for row in connection.execute(statement).mappings())


def _load_paragraphs(connection: Connection, report_id: int) -> tuple[Paragraph, ...]:
    statement = select(paragraphs).where(paragraphs.c.report_id == report_id).order_by(paragraphs.c.ordinal)
    return tuple(unpack_paragraph(row) for row in connection.execute(statement).mappings())
