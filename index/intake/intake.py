"""Taking one read file into the store: identity, one transaction, its copy, and the memory of what was refused.

What a path, its bytes and its agency and year mean together is the interfaces' chapter on identity.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, exists, insert, select

from index.database.engine import Store
from index.database.packing import pack_report
from index.database.schema import agencies, corrections, rejections, reports, sources
from index.database.sources import drop_copies, find_copy, keep_copy
from index.intake.conditions import describe_conditions
from index.intake.reading import GivenFile, RefusedFile, explain_refusal
from index.intake.workers import ReadersLost
from index.keeping.comparison import find_change, find_double
from index.keeping.crosschecks import compare_with_stored
from index.keeping.identity import list_rivals, resolve_agency
from index.keeping.removal import remove_report
from index.keeping.roster import Roster
from index.keeping.storage import add_source, delete_source, insert_findings, insert_report, move_findings, set_answers
from index.lookup.record import read_record
from index.people.corrections import apply_corrections
from index.people.headers import read_as_corrected
from index.records import Outcome, OutcomeStatus
from index.vectors.outbox import deliver_vectors
from index.vectors.ready import MadeVectors, ReadyReport
from ingest.errors import StoreError
from ingest.records import Report

_WAITING: Final = 1000
_TOGETHER: Final = (64, 0.5)
"""A transaction takes in so many files, or seconds; what became of a file is told only once it is committed."""
_REFUSED: Final = [rejections.c[name] == bindparam(name) for name in ("path", "sha256", "conditions")]
_KNOWN: Final = select(
    select(sources.c.report_id).where(sources.c.path == bindparam("path")).scalar_subquery().label("before"),
    select(reports.c.id).where(reports.c.sha256 == bindparam("sha256")).scalar_subquery().label("same"),
    select(rejections.c.kind).where(*_REFUSED).scalar_subquery().label("kind"),
    select(rejections.c.error).where(*_REFUSED).scalar_subquery().label("error"),
    exists().where(rejections.c.path == bindparam("path")).label("rejected"),
    exists().where(corrections.c.sha256 == bindparam("sha256"), corrections.c.undone_at.is_(None)).label("corrected"),
)
"""What is known of a path and its bytes: the report it held and the one made of these bytes; how these bytes were refused
before, whether any were; whether a person reads anything in them otherwise."""
_FORGET: Final = delete(rejections).where(rejections.c.path == bindparam("wanted"))
_TOLD: Final = (
    select(agencies.c.name, reports.c.year, reports.c.form, reports.c.cells, reports.c.passages, reports.c.findings)
    .join_from(reports, agencies, agencies.c.id == reports.c.agency_id, isouter=True)
    .where(reports.c.id == bindparam("wanted"))
)

Given = GivenFile | RefusedFile


@dataclass(slots=True)
class Intake:
    """Takes files into one open store. With ``retry``, what was refused before is read again."""

    store: Store
    roster: Roster
    copy: bool
    retry: bool
    _ahead: set[str] = field(default_factory=set)
    """The sha256 of what is being read; the same bytes need not be read twice at the same time."""
    _connection: Connection | None = None
    _dropped: set[str] = field(default_factory=set)
    _vectors: MadeVectors = field(default_factory=MadeVectors)
    _waiting: int = 0

    def expects(self, source: str, digest: str) -> bool:
        """Whether these bytes will have to be read, as far as can be told before those in front of them are stored."""
        if digest in self._ahead:
            return False
        with nullcontext(self._connection) if self._connection is not None else self.store.connect() as connection:
            known = self._look_up(connection, source, digest)
        if known.same is None and not self._is_refused(known):
            self._ahead.add(digest)
            return True
        return False

    def take_all(self, given: Iterator[Given | None]) -> Iterator[Outcome]:
        """Store the files, or remember why they were refused; several in one transaction, each file wholly or not at all.

        None among the files says that the next one may take a while, so that what is there is stored and told.

        Raises:
            StoreError: the data folder refuses.
            UsageError: files can no longer be read.
        """
        for first in given:
            if first is not None:
                yield from self._take_some(chain([first], given))
                if self._waiting >= _WAITING:
                    self.deliver()

    def deliver(self) -> None:
        """Bring the vectors to where the rows are."""
        deliver_vectors(self.store, self._vectors)
        self._waiting = 0

    def _take_some(self, given: Iterator[Given | None]) -> list[Outcome]:
        files, seconds = _TOGETHER
        end = monotonic() + seconds
        outcomes: list[Outcome] = []
        with self.store.begin() as connection:
            self._connection = connection
            try:
                for item in given:
                    if item is None:
                        break
                    outcomes.append(self._take(connection, item))
                    if len(outcomes) >= files or monotonic() >= end:
                        break
            finally:
                self._connection = None
        if self._dropped:
            drop_copies(self.store)
            self._dropped.clear()
        return outcomes

    def _take(self, connection: Connection, given: Given) -> Outcome:
        if isinstance(given, RefusedFile):
            return self._reject(connection, given.source, None, given.error)
        try:
            with connection.begin_nested():
                return self._store(connection, given)
        except (StoreError, ReadersLost):
            raise
        except Exception as error:  # noqa: BLE001  # the worker's door: an unforeseen fault costs this one file
            return self._reject(connection, given.source, given.digest, error)
        finally:
            self._ahead.discard(given.digest)

    def _store(self, connection: Connection, given: GivenFile) -> Outcome:
        source, digest = given.source, given.digest
        known = self._look_up(connection, source, digest)
        before, same = known.before, known.same
        if same is None and self._is_refused(known):
            return Outcome(source, "rejected", error=known.error, error_kind=known.kind, remembered=True)
        report_id = self._insert(connection, given.finish(), known) if same is None else same
        if self.copy and (same is None or find_copy(self.store.settings, digest) is None):
            keep_copy(self.store.settings, source, digest, given.data)
        if same is not None and same == before:
            return _describe(connection, source, "unchanged", same)
        dropped = _change_source(connection, source, before, report_id)
        compare_with_stored(connection, report_id)
        if known.rejected:
            connection.execute(_FORGET, {"wanted": source})
        status: OutcomeStatus = "replaced" if before is not None else "duplicate" if same is not None else "added"
        outcome = _describe(connection, source, status, report_id)
        if dropped is not None:
            self._dropped.add(dropped)
        return outcome

    def _insert(self, connection: Connection, ready: ReadyReport, known: Row[*tuple[Any, ...]]) -> int:
        """Store a new report beside those of the same agency and year, one of which its path may have held."""
        read = read_as_corrected(connection, ready.unpack()) if known.corrected else None
        rows = ready.rows if read is None else pack_report(read)
        agency_id, notes = resolve_agency(connection, rows.header, self.roster)
        rivals = list_rivals(connection, agency_id, rows.header.year)
        report_id = insert_report(connection, rows, agency_id, notes)
        for rival in rivals:
            set_answers(connection, rival, answers=False)
        others = [rival for rival in rivals if rival != known.before]
        if others:
            _compare_rival(connection, report_id, read or ready.unpack(), others[-1])
        if read is not None:
            apply_corrections(connection, report_id)
        self._vectors.add(ready.vectors)
        self._waiting += len(rows.passages)
        return report_id

    def _look_up(self, connection: Connection, source: str, digest: str) -> Row[*tuple[Any, ...]]:
        known = {"path": source, "sha256": digest, "conditions": describe_conditions(self.store.settings)}
        return connection.execute(_KNOWN, known).one()

    def _is_refused(self, known: Row[*tuple[Any, ...]]) -> bool:
        """Whether these very bytes were refused under this path, and nothing has changed that could make it otherwise."""
        return known.kind is not None and not self.retry

    def _reject(self, connection: Connection, source: str, digest: str | None, error: Exception) -> Outcome:
        kind, text = explain_refusal(source, error)
        conditions = describe_conditions(self.store.settings)
        row = {"path": source, "sha256": digest, "kind": kind, "error": text, "conditions": conditions}
        connection.execute(_FORGET, {"wanted": source})
        connection.execute(insert(rejections), row)
        return Outcome(source, "rejected", error=text, error_kind=kind)


def _describe(connection: Connection, source: str, status: OutcomeStatus, report_id: int) -> Outcome:
    return Outcome(source, status, *connection.execute(_TOLD, {"wanted": report_id}).one())


def _compare_rival(connection: Connection, report_id: int, report: Report, rival: int) -> None:
    """The finding that another file, too, holds a new report's agency and year."""
    older = read_record(connection, rival)
    if older is None:
        raise AssertionError("a rival was read from the same transaction")
    insert_findings(connection, report_id, [find_double(older, report)], rival)


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
