"""Findings read back. They are written with their report (``index.keeping.storage``) or by comparing reports."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, select

from index.database.engine import Store
from index.database.rows import unpack_finding
from index.database.schema import findings, reports
from ingest.records import Finding


def list_findings(
    store: Store,
    *,
    report_ids: Sequence[int] | None = None,
    rules: Sequence[str] | None = None,
    answering: bool = False,
    either_side: bool = False,
) -> tuple[Finding, ...]:
    """The stored findings by report and in the order in which they were found.

    Each filter holds only if it is given; ``answering`` leaves out those of older files that do not answer.
    With ``either_side`` a finding between two reports counts as one of the other report too.
    """
    conditions: list[ColumnElement[bool]] = [reports.c.answers.is_(True)] if answering else []
    if report_ids is not None:
        own = findings.c.report_id.in_(list(report_ids))
        conditions.append(own | findings.c.other_report_id.in_(list(report_ids)) if either_side else own)
    if rules is not None:
        conditions.append(findings.c.rule.in_(list(rules)))
    with store.connect() as connection:
        return read_findings(connection, *conditions)


def read_findings(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Finding, ...]:
    """The findings that meet the conditions on ``findings`` and ``reports``."""
    statement = (
        select(findings, reports.c.source, reports.c.header, reports.c.year)
        .join_from(findings, reports, reports.c.id == findings.c.report_id)
        .where(*conditions)
        .order_by(findings.c.report_id, findings.c.id)
    )
    return tuple(unpack_finding(row) for row in connection.execute(statement).mappings())
