"""Passages read back with their text, in bulk and in few statements."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from index.database.rows import unpack_passage
from index.database.schema import agencies, passages, reports, texts
from index.database.texts import unpack_text
from index.database.words import write_header
from ingest.records import Passage


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A stored passage beside what its header line is made of."""

    number: int
    id: str
    report_id: int
    agency_id: int | None
    agency: str | None
    year: int | None
    passage: Passage

    @property
    def header(self) -> str:
        """The line that says whose passage this is, from which year and section."""
        return write_header(self.agency, self.year, self.passage.heading)


def select_passages(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[PassageRow, ...]:
    """The passages that meet the conditions on ``passages`` and ``reports``, by number."""
    statement = (
        select(passages, reports.c.year, reports.c.agency_id, agencies.c.name)
        .join_from(passages, reports, reports.c.id == passages.c.report_id)
        .outerjoin(agencies, agencies.c.id == reports.c.agency_id)
        .where(*conditions)
        .order_by(passages.c.number)
    )
    rows = connection.execute(statement).mappings().all()
    wanted = sorted({row["report_id"] for row in rows})
    bodies = {
        report_id: unpack_text(body)
        for start in range(0, len(wanted), 10_000)
        for report_id, body in connection.execute(
            select(texts.c.report_id, texts.c.body).where(texts.c.report_id.in_(wanted[start : start + 10_000]))
        )
    }
    return tuple(
        PassageRow(
            row["number"],
            row["id"],
            row["report_id"],
            row["agency_id"],
            row["name"],
            row["year"],
            unpack_passage(row, bodies[row["report_id"]]),
        )
        for row in rows
    )


def list_passages(connection: Connection, limit: int) -> tuple[PassageRow, ...]:
    """Up to ``limit`` passages, evenly chosen from the whole store."""
    last = connection.execute(select(func.max(passages.c.number))).scalar() or 0
    step = max(1, last // limit)
    return select_passages(connection, passages.c.number % step == 0)
