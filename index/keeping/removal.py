"""Taking reports out of the store: rows, vectors and copies."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select

from index.database.engine import Store
from index.database.schema import agencies, rejections, reports, sources
from index.database.sources import drop_copies, queue_drop
from index.keeping.crosschecks import compare_years
from index.keeping.identity import drop_empty_agencies, list_rivals, settle_answering
from index.keeping.storage import delete_report, delete_source
from index.lookup.reports import read_reports
from index.records import StoredReport
from index.settings import Settings
from index.store import open_store
from index.vectors.outbox import deliver_vectors
from ingest.errors import UsageError

_AFTER_SLASH: Final = chr(ord("/") + 1)


def remove_reports(
    settings: Settings, *, source: str | None = None, agency: str | None = None, year: int | None = None
) -> tuple[StoredReport, ...]:
    """Take reports out of both stores, under all their paths, and give what was taken out.

    ``source`` is a path as it was given; that of an archive or a folder means everything in it. ``agency`` is a name as
    it is listed, or with its parents in front of it (``某市/某镇``); with ``year``, only that year's files.

    Raises:
        UsageError: nothing says which reports, or several agencies bear the name.
        StoreError: the data folder refuses.
    """
    if source is None and agency is None:
        raise UsageError("请说明要删除哪个文件,或哪个机关的报告")
    with open_store(settings, writable=True) as store:
        removed = _remove_chosen(store, source, agency, year)
        drop_copies(store)
        deliver_vectors(store)
    return removed


def _remove_chosen(store: Store, source: str | None, agency: str | None, year: int | None) -> tuple[StoredReport, ...]:
    conditions: list[ColumnElement[bool]] = []
    with store.begin() as connection:
        if source is not None:
            conditions.append(reports.c.id.in_(_select_by_source(connection, source)))
        if agency is not None:
            conditions.append(reports.c.agency_id == _find_agency(connection, agency))
        if year is not None:
            conditions.append(reports.c.year == year)
        chosen = read_reports(connection, *conditions)
        for report in chosen:
            remove_report(connection, report.id)
    return chosen


def remove_report(connection: Connection, report_id: int) -> None:
    """Take one report out with all its paths; an older file of the same agency and year answers again."""
    chosen = select(reports.c.agency_id, reports.c.year, reports.c.sha256).where(reports.c.id == report_id)
    row = connection.execute(chosen).one()
    queue_drop(connection, row.sha256)
    for path in connection.execute(select(sources.c.path).where(sources.c.report_id == report_id)).scalars().all():
        delete_source(connection, path)
    delete_report(connection, report_id)
    settle_answering(connection, list_rivals(connection, row.agency_id, row.year)[-1:])
    if row.agency_id is not None and row.year is not None:
        compare_years(connection, row.agency_id, row.year)
    drop_empty_agencies(connection)


def _select_by_source(connection: Connection, source: str) -> Sequence[int]:
    connection.execute(delete(rejections).where(_match_path(rejections.c.path, source)))
    matches = _match_path(sources.c.path, source)
    return connection.execute(select(sources.c.report_id).where(matches).order_by(sources.c.id)).scalars().all()


def _match_path(path: ColumnElement[str], source: str) -> ColumnElement[bool]:
    """The path itself, or what lies in it; by bytes, since SQLite's LIKE takes Town for town."""
    name = source.rstrip("/")
    return or_(path == source, and_(path > f"{name}/", path < f"{name}{_AFTER_SLASH}"))


def _find_agency(connection: Connection, name: str) -> int:
    *parents, last = name.split("/")
    rows = (
        connection.execute(
            select(agencies).where(or_(agencies.c.name == last, agencies.c.full_name == last)).order_by(agencies.c.id)
        )
        .mappings()
        .all()
    )
    fitting = [row for row in rows if set(parents) <= set(row["parents"].split("/"))]
    if len(fitting) > 1:
        options = "、".join(f"{row['parents']}/{row['name']}" for row in fitting)
        raise UsageError(f"有几个机关都叫“{name}”,请写明上级地区:{options}")
    return int(fitting[0]["id"]) if fitting else 0
