"""Files become stored reports: reading, identity, one transaction per file, then the vectors.

What a path, its bytes and its agency and year mean together is the interfaces' chapter on identity.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from index.comparison import find_change, find_double
from index.crosschecks import compare_with_stored
from index.engine import Store
from index.identity import list_rivals, resolve_agency, settle_answering
from index.outbox import count_waiting, deliver_vectors
from index.records import Outcome, OutcomeStatus
from index.removal import remove_report, remove_reports
from index.reports import find_reports, read_record
from index.schema import rejections, reports, sources
from index.settings import Settings
from index.sources import drop_copy, find_copy, keep_copy, list_files, name_source, open_file
from index.storage import add_source, delete_source, insert_findings, insert_report, move_findings
from index.store import open_store
from ingest.errors import InputError, StoreError
from ingest.pipeline import read_report
from ingest.readers.limits import Limits
from ingest.records import Report

__all__ = ["ingest_paths", "remove_reports"]

Reader = Callable[[bytes, str, Limits], Report]
Progress = Callable[[int, int, str], None]
"""Called with the number of files done, the number of all files, and the path of the next one ("" at the end)."""

_WAITING: Final = 1000
_log = logging.getLogger(__name__)


def ingest_paths(
    settings: Settings,
    paths: Iterable[Path | str],
    *,
    copy: bool | None = None,
    on_progress: Progress | None = None,
    read: Reader = read_report,
) -> Iterator[Outcome]:
    """Store files, folders and archives, and say of each file what became of it; one bad file never stops the others.

    A file's numbers can be asked for as soon as its outcome is given; vectors follow in batches, at the latest when the
    iterator ends or is closed. ``copy`` None means what the settings say.

    Raises:
        StoreError: the data folder refuses (Locked, ReadOnly, Full, NewerSchema).
        ModelError: the embedding model cannot be loaded.
    """
    files = list_files(Path(path) for path in paths)
    with open_store(settings, writable=True) as store:
        intake = _Intake(store, settings.copy_sources if copy is None else copy, read)
        try:
            for done, path in enumerate(files):
                if on_progress:
                    on_progress(done, len(files), name_source(path))
                yield from intake.take_file(path)
        finally:
            deliver_vectors(store)
        if on_progress:
            on_progress(len(files), len(files), "")


@dataclass(frozen=True, slots=True)
class _Intake:
    """Takes files into one open store."""

    store: Store
    copy: bool
    read: Reader

    def take_file(self, path: Path) -> Iterator[Outcome]:
        """The outcomes of a file, or of each member of an archive."""
        try:
            for source, data in open_file(path, self.store.settings.limits):
                yield self._take_guarded(source, data)
        except InputError as error:
            yield self._reject(name_source(path), None, error)

    def _take_guarded(self, source: str, data: bytes) -> Outcome:
        digest = sha256(data).hexdigest()
        try:
            outcome = self._take(source, data, digest)
        except InputError as error:
            return self._reject(source, digest, error)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  # the worker's door: an unforeseen fault costs this one file
            _log.exception("internal error while reading %s", source)
            return self._reject(source, digest, error)
        if count_waiting(self.store) >= _WAITING:
            deliver_vectors(self.store)
        return outcome

    def _take(self, source: str, data: bytes, digest: str) -> Outcome:
        with self.store.connect() as connection:
            before = _find_by_source(connection, source)
            same = _find_by_sha256(connection, digest)
        if same is not None and same == before:
            self._keep_copy(source, digest, data)
            return self._describe(source, "unchanged", same)
        report = None if same is not None else self.read(data, source, self.store.settings.limits)
        status: OutcomeStatus = "replaced" if before is not None else "duplicate" if same is not None else "added"
        with self.store.begin() as connection:
            report_id = _insert(connection, report, before) if report is not None else same
            if report_id is None:
                raise AssertionError("a file is either known or read")
            dropped = _change_source(connection, source, before, report_id)
            compare_with_stored(connection, report_id)
            connection.execute(delete(rejections).where(rejections.c.path == source))
            self._keep_copy(source, digest, data)
        if dropped:
            drop_copy(self.store.settings, dropped)
        return self._describe(source, status, report_id)

    def _keep_copy(self, source: str, digest: str, data: bytes) -> None:
        if self.copy and find_copy(self.store.settings, digest) is None:
            keep_copy(self.store.settings, source, digest, data)

    def _describe(self, source: str, status: OutcomeStatus, report_id: int) -> Outcome:
        with self.store.connect() as connection:
            stored = find_reports(connection, [report_id])[report_id]
        name = stored.agency.name if stored.agency else None
        return Outcome(source, status, name, stored.year, stored.form, stored.cells, stored.passages, stored.findings)

    def _reject(self, source: str, digest: str | None, error: Exception) -> Outcome:
        known = isinstance(error, InputError)
        kind = type(error).__name__ if known else "internal_error"
        text = str(error) if known else f"internal_error: 程序出错({type(error).__name__}),此文件未导入"
        with self.store.begin() as connection:
            connection.execute(delete(rejections).where(rejections.c.path == source))
            connection.execute(insert(rejections), {"path": source, "sha256": digest, "kind": kind, "error": text})
        return Outcome(source, "rejected", error=text, error_kind=kind)


def _find_by_source(connection: Connection, source: str) -> int | None:
    return connection.execute(select(sources.c.report_id).where(sources.c.path == source)).scalar()


def _find_by_sha256(connection: Connection, digest: str) -> int | None:
    return connection.execute(select(reports.c.id).where(reports.c.sha256 == digest)).scalar()


def _insert(connection: Connection, report: Report, before: int | None) -> int:
    """Store a new report beside those of the same agency and year; ``before`` is the one that its path held."""
    agency_id, notes = resolve_agency(connection, report.header)
    rivals = [rival for rival in list_rivals(connection, agency_id, report.header.year) if rival != before]
    report_id = insert_report(connection, report, agency_id, notes)
    if rivals:
        older = read_record(connection, rivals[-1])
        if older is None:
            raise AssertionError("a rival was read from the same transaction")
        insert_findings(connection, report_id, [find_double(older, report)], rivals[-1])
    settle_answering(connection, [report_id])
    return report_id


def _change_source(connection: Connection, source: str, before: int | None, report_id: int) -> str | None:
    """Let ``source`` name the report; what it named before goes unless another path names it. Gives the sha256 that went."""
    if before is None:
        add_source(connection, source, report_id)
        return None
    older, newer = read_record(connection, before), read_record(connection, report_id)
    if older is None or newer is None:
        raise AssertionError("both reports were read from the same transaction")
    delete_source(connection, source)
    add_source(connection, source, report_id)
    insert_findings(connection, report_id, [find_change(replace(older, source=source), replace(newer, source=source))])
    if connection.execute(select(sources.c.id).where(sources.c.report_id == before)).first():
        return None
    move_findings(connection, before, report_id, "report_changed")
    remove_report(connection, before)
    return older.sha256
