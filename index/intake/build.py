"""Files become stored reports: read, packed and embedded by workers, stored by this process, the one writer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from index.intake.files import FileSource, list_files
from index.intake.intake import Intake
from index.intake.reading import GivenFile, Reader, RefusedFile, feed_files, open_readers
from index.intake.rehearsal import Rehearsal
from index.keeping.regrouping import settle_roster
from index.keeping.removal import remove_reports
from index.records import Outcome
from index.settings import Settings
from index.store import open_store

__all__ = ["ingest_paths", "remove_reports"]

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, the number of all files, and the path of the next one ("" at the end)."""


def ingest_paths(
    settings: Settings,
    paths: Iterable[Path | str],
    *,
    copy: bool | None = None,
    jobs: int | None = None,
    dry_run: bool = False,
    retry_rejected: bool = False,
    on_progress: Progress | None = None,
    read: Reader | None = None,
    cluster: str | None = None,
) -> Iterator[Outcome]:
    """Store files, folders and archives, and say of each file what became of it; one bad file never stops the others.

    A file's numbers can be asked for as soon as its outcome is given; vectors follow in batches, at the latest when the
    iterator ends or is closed. Outcomes come in the order of the files, and are the same for any number of workers.
    ``copy`` and ``jobs`` None mean what the settings say; ``dry_run`` reads and compares, and stores nothing. What was refused
    before is read again only with ``retry_rejected`` or under other conditions. A reader of one's own (``read``) is called
    in this process; with a ``cluster``, the address of a Dask scheduler, its workers read.

    Raises:
        StoreError: the data folder refuses (Locked, ReadOnly, Full, NewerSchema).
        ModelError: the embedding model cannot be loaded.
        UsageError: the roster has a mistake, no worker can be started, or the cluster cannot be used or was lost.
    """
    files = list_files(paths)
    with open_readers(settings, files, jobs, read, cluster) as (readers, window):
        if dry_run:
            with open_store(settings) as store:
                rehearsal = Rehearsal(store)
                given = feed_files(files, readers, settings.limits, window=window, expects=rehearsal.expects)
                yield from (rehearsal.take(item) for item in _show_progress(given, files, on_progress) if item is not None)
            return
        with open_store(settings, writable=True) as store:
            roster = settle_roster(store)
            intake = Intake(store, roster, settings.copy_sources if copy is None else copy, retry=retry_rejected)
            given = feed_files(files, readers, settings.limits, window=window, expects=intake.expects)
            try:
                yield from intake.take_all(_show_progress(given, files, on_progress))
            finally:
                intake.deliver()


def _show_progress(
    given: Iterator[GivenFile | RefusedFile | None], files: Sequence[FileSource], on_progress: Progress | None
) -> Iterator[GivenFile | RefusedFile | None]:
    """The files as they come, telling of each path when the one before it is done."""
    shown = -1
    tell = on_progress or (lambda _done, _total, _name: None)
    if files:
        tell(0, len(files), files[0].name)
        shown = 0
    for item in given:
        if item is not None and item.position != shown:
            shown = item.position
            tell(shown, len(files), files[shown].name)
        yield item
    tell(len(files), len(files), "")
