"""What taking a file in would do, told without doing it."""

from dataclasses import dataclass, field

from sqlalchemy import select

from index.database.engine import Store
from index.database.schema import reports, sources
from index.intake.reading import GivenFile, RefusedFile, explain_refusal
from index.records import Outcome


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Reads files beside an open store and remembers what would have been stored; findings are those of one report alone."""

    store: Store
    held: dict[str, str] = field(default_factory=dict)
    """The sha256 that each source would hold by now."""

    def expects(self, _source: str, digest: str) -> bool:
        """Whether these bytes have to be read to tell what would become of them."""
        return not self._is_stored(digest)

    def take(self, given: GivenFile | RefusedFile) -> Outcome:
        """What would become of the file."""
        if isinstance(given, RefusedFile):
            return self._refuse(given.source, given.error)
        before = self.held.get(given.source) or self._find_digest(given.source)
        if before == given.digest:
            return Outcome(given.source, "unchanged")
        if self._is_stored(given.digest) or given.digest in self.held.values():
            self.held[given.source] = given.digest
            return Outcome(given.source, "replaced" if before else "duplicate")
        try:
            report = given.finish().rows
        except Exception as error:  # noqa: BLE001  # the worker's door: an unforeseen fault costs this one file
            return self._refuse(given.source, error)
        self.held[given.source] = given.digest
        counts = (len(report.cells), len(report.passages), len(report.findings))
        header = report.header
        return Outcome(given.source, "replaced" if before else "added", header.agency, header.year, report.form, *counts)

    def _is_stored(self, digest: str) -> bool:
        with self.store.connect() as connection:
            return connection.execute(select(reports.c.id).where(reports.c.sha256 == digest)).first() is not None

    def _find_digest(self, source: str) -> str | None:
        statement = select(reports.c.sha256).join(sources, sources.c.report_id == reports.c.id).where(sources.c.path == source)
        with self.store.connect() as connection:
            return connection.execute(statement).scalar()

    @staticmethod
    def _refuse(source: str, error: Exception) -> Outcome:
        kind, text = explain_refusal(source, error)
        return Outcome(source, "rejected", error=text, error_kind=kind)
