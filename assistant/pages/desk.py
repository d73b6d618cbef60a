"""What the page's parts work with: the assistant over a data folder, and the way new files go in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

from assistant.models.chat_model import open_model
from assistant.pages.words import Words
from assistant.records import Answer, Conversation
from assistant.service import Assistant
from index.database.faults import translate_os_errors
from index.intake.build import ingest_paths
from index.lookup.reports import find_reports, list_reports
from index.records import Outcome, StoredReport
from index.settings import Settings
from index.store import Store, has_store, open_store

WAIT_SECONDS = 4.0
"""As long a change of a few rows waits for another writer."""
START_SECONDS = 30.0
"""As long a page waits for another one that starts at the same time and makes the tables."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One data folder, open for questions. It keeps nothing of a visitor's: conversations are handed in.

    ``words`` are those of the page that the desk stands behind.
    """

    settings: Settings
    store: Store
    assistant: Assistant
    words: Words = field(default_factory=Words)

    def ask(self, question: str, conversation: Conversation) -> Answer:
        """The answer; the conversation remembers it."""
        return self.assistant.ask(question, conversation)

    def list_reports(self) -> tuple[StoredReport, ...]:
        """Every stored report, those that no longer answer too."""
        return list_reports(self.store, answering=False)

    def find_report(self, report_id: int) -> StoredReport | None:
        """One stored report."""
        with self.store.connect() as connection:
            return find_reports(connection, [report_id]).get(report_id)

    def write(self) -> Store:
        """The store opened for a short change, to be closed at once.

        Raises:
            Locked: another process has been writing for too long.
        """
        return open_store(self.settings, writable=True, wait_seconds=WAIT_SECONDS)

    def ingest(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Takes uploaded files in, one outcome per file.

        They are first put into the data folder under their own names: a file's path is part of its identity, and that of
        an upload is different each time.

        Raises:
            StoreError: the data folder cannot be written.
        """
        folder = self.settings.data / "uploads"
        with translate_os_errors():
            folder.mkdir(parents=True, exist_ok=True)
            copies = [Path(copyfile(path, folder / path.name)) for path in paths]
        yield from ingest_paths(self.settings, copies)


@contextmanager
def open_desk(settings: Settings) -> Iterator[Desk]:
    """A desk over the data folder, for as long as the page runs."""
    if not has_store(settings):
        # A reader of a store that does not exist sees an empty one for good; the first upload has to reach this page.
        open_store(settings, writable=True, wait_seconds=START_SECONDS).close()
    with open_store(settings) as store:
        yield Desk(settings, store, Assistant(store, open_model(settings)))
