"""Taking one read file into the store: identity, one transaction, its copy, and the memory of what was refused.

What a path, its bytes and its agency and year mean together is the interfaces' chapter on identity.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from index.comparison import find_change, find_double
from index.conditions import describe_conditions
from index.corrections import apply_corrections
from index.crosschecks import compare_with_stored
from index.engine import Store
from index.headers import read_as_corrected
from index.identity import list_rivals, resolve_agency, settle_answering
from index.outbox import count_waiting, deliver_vectors
from index.reading import GivenFile, RefusedFile, explain_refusal
from index.records import Outcome, OutcomeStatus
from index.removal import remove_report
from index.reports import find_reports, read_record
from index.roster import Roster
from index.schema import rejections, reports, sources
from index.sources import drop_copy, find_copy, keep_copy
from index.storage import add_source, delete_source, insert_findings, insert_report, move_findings
from ingest.errors import StoreError
from ingest.records import Report

_WAITING: Final = 1000


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes files into one open store. With ``retry``, what was refused before is read again."""

    store: Store
    roster: Roster
    copy: bool
    retry: bool
    begun: set[str] = field(default_factory=set)
    """The sha256 of what is being read or has been; the same bytes need not be read twice."""

    def expects(self, source: str, digest: str) -> bool:
        """Whether these bytes will have to be read, as far as can be told before those in front of them are stored."""
        if digest in self.begun:
            return False
        with self.store.connect() as connection:
            known = _find_by_sha256(connection, digest) is not None or self._recall(connection, source, digest) is not None
        if not known:
            self.begun.add(digest)
        return not known

    def take(self, given: GivenFile | RefusedFile) -> Outcome:
        """Store the file, or remember why it was refused.

        Raises:
            StoreError: the data folder refuses.
        """
        if isinstance(given, RefusedFile):
            return self._reject(given.source, None, given.error)
        try:
            outcome = self._take(given)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  # the worker's door: an unforeseen fault costs this one file
            return self._reject(given.source, given.digest, error)
        if count_waiting(self.store) >= _WAITING:
            deliver_vectors(self.store)
        return outcome

    def _take(self, given: GivenFile) -> Outcome:
        source, digest = given.source, given.digest
        with self.store.connect() as connection:
            before = _find_by_source(connection, source)
            same = _find_by_sha256(connection, digest)
            refused = None if same is not None else self._recall(connection, source, digest)
        if refused is not None:
            return refused
        if same is not None and same == before:
            self._keep_copy(given)
            return self._describe(source, "unchanged", same)
        report = None if same is not None else given.finish()
        status: OutcomeStatus = "replaced" if before is not None else "duplicate" if same is not None else "added"
        with self.store.begin() as connection:
            report_id = self._insert(connection, report, before) if report is not None else same
            if report_id is None:
                raise AssertionError("a file is either known or read")
            dropped = _change_source(connection, source, before, report_id)
            compare_with_stored(connection, report_id)
            connection.execute(delete(rejections).where(rejections.c.path == source))
            self._keep_copy(given)
        if dropped:
            drop_copy(self.store.settings, dropped)
        return self._describe(source, status, report_id)

    def _insert(self, connection: Connection, report: Report, before: int | None) -> int:
        """Store a new report beside those of the same agency and year; ``before`` is the one that its path held."""
        report = read_as_corrected(connection, report)
        agency_id, notes = resolve_agency(connection, report.header, self.roster)
        rivals = [rival for rival in list_rivals(connection, agency_id, report.header.year) if rival != before]
        report_id = insert_report(connection, report, agency_id, notes)
        if rivals:
            older = read_record(connection, rivals[-1])
            if older is None:
                raise AssertionError("a rival was read from the same transaction")
            insert_findings(connection, report_id, [find_double(older, report)], rivals[-1])
        settle_answering(connection, [report_id])
        apply_corrections(connection, report_id)
        return report_id

    def _keep_copy(self, given: GivenFile) -> None:
        if self.copy and find_copy(self.store.settings, given.digest) is None:
            keep_copy(self.store.settings, given.source, given.digest, given.data)

    def _describe(self, source: str, status: OutcomeStatus, report_id: int) -> Outcome:
        with self.store.connect() as connection:
            stored = find_reports(connection, [report_id])[report_id]
        name = stored.agency.name if stored.agency else None
        return Outcome(source, status, name, stored.year, stored.form, stored.cells, stored.passages, stored.findings)

    def _recall(self, connection: Connection, source: str, digest: str) -> Outcome | None:
        """The refusal of these very bytes under this path, if nothing has changed that could make it otherwise."""
        if self.retry:
            return None
        conditions = describe_conditions(self.store.settings)
        same = (rejections.c.path == source, rejections.c.sha256 == digest, rejections.c.conditions == conditions)
        row = connection.execute(select(rejections).where(*same)).mappings().one_or_none()
        return None if row is None else Outcome(source, "rejected", error=row["error"], error_kind=row["kind"], remembered=True)

    def _reject(self, source: str, digest: str | None, error: Exception) -> Outcome:
        kind, text = explain_refusal(source, error)
        conditions = describe_conditions(self.store.settings)
        row = {"path": source, "sha256": digest, "kind": kind, "error": text, "conditions": conditions}
        with self.store.begin() as connection:
            connection.execute(delete(rejections).where(rejections.c.path == source))
            connection.execute(insert(rejections), row)
        return Outcome(source, "rejected", error=text, error_kind=kind)


def _find_by_source(connection: Connection, source: str) -> int | None:
    return connection.execute(select(sources.c.report_id).where(sources.c.path == source)).scalar()


def _find_by_sha256(connection: Connection, digest: str) -> int | None:
    return connection.execute(select(reports.c.id).where(reports.c.sha256 == digest)).scalar()


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
