"""Agency and year as a person reads them, where the text names none or names them wrongly.

A report's agency and year decide where it stands in every table, so a changed header takes the report out and puts it in again
as the program read it, under its new name.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, select

from index.database.engine import Store
from index.database.packing import pack_report
from index.database.schema import corrections, reports, sources
from index.keeping.comparison import find_double
from index.keeping.crosschecks import YEAR_RULES, compare_with_stored
from index.keeping.identity import list_rivals, resolve_agency, settle_answering
from index.keeping.removal import remove_report
from index.keeping.roster import Roster, load_roster
from index.keeping.storage import add_source, insert_findings, insert_report
from index.lookup.record import read_record
from index.people.corrections import HEADER, apply_corrections, close_entry, log_entry, undo_cell, withdraw_cells
from index.vectors.outbox import deliver_vectors
from ingest.errors import UsageError
from ingest.records import Header, Report

_BETWEEN = (*YEAR_RULES, "copied_between", "same_report_twice")
"""Rules whose findings come from comparing reports; they are made anew."""

_NOTE = "人工读数：机关和年度由"


def correct_header(
    store: Store, report_id: int, *, agency: str, parents: tuple[str, ...], year: int | None, who: str, note: str = ""
) -> int:
    """Let a report belong to the agency and year that a person reads in it; gives the report's new id.

    Raises:
        UsageError: no report has this id, or agency or person is not named.
        ReadOnly: the store was opened for reading.
    """
    if not agency.strip():
        raise UsageError("请写机关名称")
    roster = load_roster(store.settings)
    with store.begin() as connection:
        owner = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one_or_none()
        if owner is None:
            raise UsageError("没有这份报告")
        earlier = _find_active(connection, owner["sha256"])
        before = json.loads(earlier["before"]) if earlier is not None else _describe_owner(owner)
        if earlier is not None:
            close_entry(connection, earlier["id"], who)
        reading = _describe(agency.strip(), None, parents, year)
        log_entry(connection, owner, HEADER, reading, before, who=who, note=note)
        moved = _retake(connection, report_id, {**reading, "who": who.strip()}, roster)
    deliver_vectors(store)
    return moved


def undo_correction(store: Store, correction_id: int, who: str) -> None:
    """Take a correction back, of a cell or of a header.

    Raises:
        UsageError: there is no such correction, it was undone before, or nobody is named.
    """
    if not who.strip():
        raise UsageError("请写明是谁撤回的")
    roster = load_roster(store.settings)
    with store.begin() as connection:
        entry = connection.execute(select(corrections).where(corrections.c.id == correction_id)).mappings().one_or_none()
        if entry is None or entry["undone_at"] is not None:
            raise UsageError("没有这条读数，或已经撤回")
        if entry["subject"] != HEADER:
            undo_cell(connection, entry, who)
            return
        close_entry(connection, correction_id, who)
        report_id = connection.execute(select(reports.c.id).where(reports.c.sha256 == entry["sha256"])).scalar()
        if report_id is not None:
            _retake(connection, report_id, json.loads(entry["before"]), roster)
    deliver_vectors(store)


def read_as_corrected(connection: Connection, report: Report) -> Report:
    """A report just read from a file, under the agency and year that a person read in the same bytes, if one did."""
    entry = _find_active(connection, report.sha256)
    if entry is None:
        return report
    return _rename(report, {**json.loads(entry["reading"]), "who": entry["who"]})


def _rename(report: Report, reading: Mapping[str, Any]) -> Report:
    old = report.header
    header = Header(
        old.title,
        reading["agency"],
        reading["agency_full"],
        tuple(reading["parents"]),
        reading["year"],
        old.published_on,
        published_place=old.published_place,
    )
    notes = tuple(note for note in report.notes if not note.startswith(_NOTE))
    if "who" in reading:
        notes = (*notes, f"{_NOTE}{reading['who']}读出")
    return replace(report, header=header, notes=notes)


def _retake(connection: Connection, report_id: int, reading: Mapping[str, Any], roster: Roster) -> int:
    withdraw_cells(connection, report_id)
    record = read_record(connection, report_id)
    if record is None:
        raise AssertionError("the report was read in the same transaction")
    statement = select(sources.c.path).where(sources.c.report_id == report_id).order_by(sources.c.id)
    paths = list(connection.execute(statement).scalars())
    remove_report(connection, report_id)
    own = tuple(finding for finding in record.findings if finding.rule not in _BETWEEN)
    renamed = _rename(replace(record, findings=own), reading)
    agency_id, notes = resolve_agency(connection, renamed.header, roster)
    rivals = list_rivals(connection, agency_id, renamed.header.year)
    new_id = insert_report(connection, pack_report(renamed), agency_id, notes)
    older = read_record(connection, rivals[-1]) if rivals else None
    if older is not None:
        insert_findings(connection, new_id, [find_double(older, renamed)], rivals[-1])
    settle_answering(connection, [new_id])
    for path in paths:
        add_source(connection, path, new_id)
    apply_corrections(connection, new_id)
    compare_with_stored(connection, new_id)
    return new_id


def _describe_owner(owner: Mapping[Any, Any]) -> dict[str, Any]:
    header = json.loads(owner["header"])
    return _describe(header["agency"], header["agency_full"], tuple(header["parents"]), owner["year"])


def _describe(agency: str | None, agency_full: str | None, parents: tuple[str, ...], year: int | None) -> dict[str, Any]:
    shown = f"{''.join(parents)}{agency or '机关未写明'} {f'{year}年' if year else '年度未写明'}"
    return {"shown": shown, "agency": agency, "agency_full": agency_full, "parents": list(parents), "year": year}


def _find_active(connection: Connection, sha256: str) -> Mapping[Any, Any] | None:
    condition = and_(corrections.c.sha256 == sha256, corrections.c.subject == HEADER, corrections.c.undone_at.is_(None))
    return connection.execute(select(corrections).where(condition).order_by(corrections.c.id.desc())).mappings().first()
