"""What people read in a source in place of the program: a log, and its effect on the stored cells.

A correction belongs to a file's bytes and to a cell of it (or to its header, see ``index.people.headers``). It holds again
whenever those bytes are stored, and has no effect, but is still shown, once other bytes have taken their place.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from index.database.cell_names import load_cell_names
from index.database.engine import Store
from index.database.meta import toggle_content
from index.database.rows import dump_json, pack_cell, unpack_cell
from index.database.schema import cells, corrections, reports
from ingest.errors import UsageError
from ingest.form import load_form
from ingest.records import CellValue
from ingest.tables.cells import reread_cell

HEADER: Final = "header"
"""The subject of a correction of agency and year."""

_COLUMNS: Final = ("state", "micro", "value", "raw", "unit", "assumed", "normalised")
_STATES: Final = {"blank": "空白", "not_applicable": "不适用", "unreadable": "无法辨认"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log. ``reading`` and ``before`` are what the person and the program read, in words.

    ``stale`` says that its file's bytes are no longer stored; then it has no effect. Times are ISO 8601 in UTC.
    """

    id: int
    sha256: str
    source: str
    subject: str
    reading: str
    before: str
    who: str
    note: str
    made_at: str
    undone_by: str | None
    undone_at: str | None
    stale: bool

    @property
    def active(self) -> bool:
        """Whether it has an effect."""
        return self.undone_at is None and not self.stale


def list_corrections(store: Store, *, sha256: str | None = None, undone: bool = True) -> tuple[Correction, ...]:
    """The log, newest first; ``sha256`` limits it to a file's bytes, ``undone`` leaves out what was taken back."""
    conditions: list[ColumnElement[bool]] = [] if sha256 is None else [corrections.c.sha256 == sha256]
    if not undone:
        conditions.append(corrections.c.undone_at.is_(None))
    statement = (
        select(corrections, reports.c.id.label("report_id"))
        .outerjoin(reports, reports.c.sha256 == corrections.c.sha256)
        .where(*conditions)
        .order_by(corrections.c.id.desc())
    )
    with store.connect() as connection:
        return tuple(_build(row) for row in connection.execute(statement).mappings())


def _build(row: Mapping[Any, Any]) -> Correction:
    reading, before = json.loads(row["reading"]), json.loads(row["before"])
    names = ("id", "sha256", "source", "subject", "who", "note", "made_at", "undone_by", "undone_at")
    return Correction(
        reading=reading["shown"], before=before["shown"], stale=row["report_id"] is None, **{name: row[name] for name in names}
    )


def correct_cell(store: Store, report_id: int, cell: str, written: str, *, who: str, note: str = "") -> CellValue:
    """Let a person's reading of a cell stand for the program's; ``written`` is the cell's text as the person sees it.

    Raises:
        UsageError: the report has no such cell, or ``written`` is nothing that a cell can hold.
        ReadOnly: the store was opened for reading.
    """
    with store.begin() as connection:
        owner = _find_owner(connection, reports.c.id == report_id)
        earlier = _find_active(connection, owner["sha256"], cell)
        if earlier is not None:
            _restore(connection, owner, earlier)
            close_entry(connection, earlier["id"], who)
        original = _load_cell(connection, owner, cell)
        corrected = _reread(original, written, who)
        entry = {"shown": show_cell(corrected), "written": written}
        log_entry(connection, owner, cell, entry, {"shown": show_cell(original)}, who=who, note=note)
        apply_corrections(connection, report_id)
    return corrected


def undo_cell(connection: Connection, entry: Mapping[Any, Any], who: str) -> None:
    """Take a cell's correction back; the program's reading stands again if the file is still stored."""
    owner = connection.execute(select(reports).where(reports.c.sha256 == entry["sha256"])).mappings().one_or_none()
    if owner is not None:
        _restore(connection, owner, entry)
    close_entry(connection, entry["id"], who)


def apply_corrections(connection: Connection, report_id: int) -> None:
    """Put the readings of people in place of the program's in the rows of a report."""
    owner = _find_owner(connection, reports.c.id == report_id)
    conditions = and_(corrections.c.sha256 == owner["sha256"], corrections.c.subject != HEADER, corrections.c.undone_at.is_(None))
    for entry in connection.execute(select(corrections).where(conditions).order_by(corrections.c.id)).mappings().all():
        key = _match_cell(connection, report_id, entry["subject"])
        row = connection.execute(select(cells).where(key)).mappings().one_or_none()
        if row is None or row["corrected"] is not None:
            continue
        original = unpack_cell(row, entry["subject"], owner["form"])
        corrected = _reread(original, json.loads(entry["reading"])["written"], entry["who"])
        before = {"shown": show_cell(original), "columns": {name: row[name] for name in _COLUMNS}}
        connection.execute(update(corrections).where(corrections.c.id == entry["id"]).values(before=dump_json(before)))
        packed = {name: value for name, value in pack_cell(corrected, owner["form"]).items() if name in _COLUMNS}
        connection.execute(update(cells).where(key).values(**packed, corrected=entry["who"]))


def withdraw_cells(connection: Connection, report_id: int) -> None:
    """Put the program's readings back into a report's rows, the log left as it is."""
    owner = _find_owner(connection, reports.c.id == report_id)
    conditions = and_(corrections.c.sha256 == owner["sha256"], corrections.c.subject != HEADER, corrections.c.undone_at.is_(None))
    for entry in connection.execute(select(corrections).where(conditions).order_by(corrections.c.id)).mappings().all():
        _restore(connection, owner, entry)


def log_entry(
    connection: Connection,
    owner: Mapping[Any, Any],
    subject: str,
    reading: Mapping[str, object],
    before: Mapping[str, object],
    *,
    who: str,
    note: str,
) -> None:
    """Write a correction of the report ``owner`` into the log; ``shown`` of reading and before is for people.

    Raises:
        UsageError: nobody is named.
    """
    if not who.strip():
        raise UsageError("请写明是谁读的")
    row = {
        "sha256": owner["sha256"],
        "source": owner["source"],
        "subject": subject,
        "reading": dump_json(reading),
        "before": dump_json(before),
        "who": who.strip(),
        "note": note.strip(),
        "made_at": tell_time(),
    }
    connection.execute(insert(corrections), row)
    toggle_content(connection, ("correction", owner["sha256"], subject, row["reading"]))


def close_entry(connection: Connection, entry_id: int, who: str) -> None:
    """Mark a correction as undone."""
    entry = connection.execute(select(corrections).where(corrections.c.id == entry_id)).mappings().one()
    values = {"undone_by": who.strip(), "undone_at": tell_time()}
    connection.execute(update(corrections).where(corrections.c.id == entry_id).values(values))
    toggle_content(connection, ("correction", entry["sha256"], entry["subject"], entry["reading"]))


def tell_time() -> str:
    """Now, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def show_cell(cell: CellValue) -> str:
    """What a cell says, in words."""
    if cell.value is None:
        return _STATES.get(cell.state, cell.state)
    return f"{format(cell.value, 'f')}{cell.unit or cell.unit_assumed or ''}"


def _reread(cell: CellValue, written: str, who: str) -> CellValue:
    known = load_form("2021").cells.get(cell.cell) or load_form("2019").cells.get(cell.cell)
    corrected = reread_cell(cell, known.unit if known else "", written, who.strip())
    if corrected is None or (corrected.value is not None and corrected.value < Decimal(0)):
        raise UsageError(f"“{written}”不是表格里能填的内容：请写数字；空白格留空，不适用写“/”")
    return corrected


def _restore(connection: Connection, owner: Mapping[Any, Any], entry: Mapping[Any, Any]) -> None:
    columns = json.loads(entry["before"]).get("columns")
    if columns is not None:
        key = _match_cell(connection, owner["id"], entry["subject"])
        connection.execute(update(cells).where(key).values(**columns, corrected=None))


def _find_owner(connection: Connection, condition: ColumnElement[bool]) -> Mapping[Any, Any]:
    row = connection.execute(select(reports).where(condition)).mappings().one_or_none()
    if row is None:
        raise UsageError("没有这份报告")
    return row


def _find_active(connection: Connection, sha256: str, subject: str) -> Mapping[Any, Any] | None:
    condition = and_(corrections.c.sha256 == sha256, corrections.c.subject == subject, corrections.c.undone_at.is_(None))
    return connection.execute(select(corrections).where(condition).order_by(corrections.c.id.desc())).mappings().first()


def _load_cell(connection: Connection, owner: Mapping[Any, Any], cell: str) -> CellValue:
    row = connection.execute(select(cells).where(_match_cell(connection, owner["id"], cell))).mappings().one_or_none()
    if row is None:
        raise UsageError("报告里没有这一格")
    return unpack_cell(row, cell, owner["form"])


def _match_cell(connection: Connection, report_id: int, cell: str) -> ColumnElement[bool]:
    code = load_cell_names(connection, [cell]).get(cell, 0)
    return and_(cells.c.report_id == report_id, cells.c.cell == code)
