"""Given files in their order, each with its reading, which workers do ahead of the one who takes them."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from index.intake.files import FileSource, is_archive, list_files, read_archive_file
from index.intake.workers import ReaderFault, Workers, plan_worker
from index.settings import Settings
from index.vectors.embedding import Embedder, find_static_folder, name_model, open_named
from index.vectors.ready import ReadyReport, prepare_report
from ingest.errors import InputError, UsageError
from ingest.readers.archive import expand_archive
from ingest.readers.limits import MEBIBYTE, Limits
from ingest.records import Report

Reader = Callable[[bytes, str, Limits], Report]

_AHEAD: Final = 4
"""Files in hand for each worker: enough that none waits while one file takes long."""
_HELD: Final = 128 * MEBIBYTE
"""Bytes of files in hand; over it nothing more is opened."""
_MOST: Final = 4
_WORTH: Final = 4
"""A further worker takes half a second to start; with fewer files than this it would have little to do."""
_PATIENCE: Final = 0.2
"""Seconds to wait for a file's reading before those in front of it are stored and told."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that could be opened; ``position`` is that of its path among those given, an archive's for its members.

    ``finish`` gives the report, at once if it was read ahead; it raises InputError and ReaderFault.
    """

    position: int
    source: str
    data: bytes
    digest: str
    finish: Callable[[], ReadyReport]
    reading: Future[ReadyReport] | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file or archive that could not be opened."""

    position: int
    source: str
    error: InputError | ReaderFault


class Readers(Protocol):
    """Where files are read."""

    def submit(self, data: bytes, source: str) -> Future[ReadyReport] | None:
        """Begin to read a file; None where nothing is read before it is asked for."""

    def read(self, data: bytes, source: str) -> ReadyReport:
        """Read a file now."""

    def expand(self, path: Path, source: str) -> Iterator[tuple[str, bytes]]:
        """The members of an archive whose bytes lie under ``path``."""


@dataclass(frozen=True, slots=True)
class HereReaders:
    """Reads in this process, with a reader of the caller's own that needs no protection."""

    reader: Reader
    limits: Limits
    model: Embedder | None = None

    def submit(self, data: bytes, source: str) -> None:
        """Nothing is read ahead."""

    def read(self, data: bytes, source: str) -> ReadyReport:
        """The report, by the caller's reader."""
        return prepare_report(self.reader(data, source, self.limits), self.model)

    def expand(self, path: Path, source: str) -> Iterator[tuple[str, bytes]]:
        """The members of an archive."""
        return expand_archive(read_archive_file(path, self.limits), source, self.limits)


@dataclass(frozen=True, slots=True)
class GuardedReaders:
    """Reads in workers."""

    workers: Workers

    def submit(self, data: bytes, source: str) -> Future[ReadyReport]:
        """Have the file read by the next free worker."""
        return self.workers.submit(data, source)

    def read(self, data: bytes, source: str) -> ReadyReport:
        """The report, as soon as a worker has read it."""
        return self.workers.submit(data, source).result()

    def expand(self, path: Path, source: str) -> Iterator[tuple[str, bytes]]:
        """The members of an archive."""
        return self.workers.expand(os.fsencode(path), source)


def feed_files(
    files: Sequence[FileSource], readers: Readers, limits: Limits, *, window: int, expects: Callable[[str, str], bool]
) -> Iterator[GivenFile | RefusedFile | None]:
    """The files and the members of archives, in order; at most ``window`` are in hand. None where the next one is not read yet.

    ``expects`` says of a source and a sha256 whether it will have to be read; others are read only if asked for.
    """
    waiting: deque[GivenFile | RefusedFile] = deque()
    for given in _open_files(files, readers, limits, expects):
        waiting.append(given)
        while waiting and (_is_done(waiting[0]) or len(waiting) >= window or sum(map(_measure, waiting)) > _HELD):
            yield from _hand_over(waiting)
    while waiting:
        yield from _hand_over(waiting)


def _hand_over(waiting: deque[GivenFile | RefusedFile]) -> Iterator[GivenFile | RefusedFile | None]:
    """The first of those that wait, after None if its reading takes long."""
    given = waiting.popleft()
    if isinstance(given, GivenFile) and given.reading is not None and wait([given.reading], _PATIENCE).not_done:
        yield None
    yield given


def _open_files(
    files: Sequence[FileSource], readers: Readers, limits: Limits, expects: Callable[[str, str], bool]
) -> Iterator[GivenFile | RefusedFile]:
    for position, file in enumerate(files):
        try:
            for source, data in _open_file(file, readers, limits):
                yield _begin(position, source, data, readers, expects)
        except (InputError, ReaderFault) as error:
            yield RefusedFile(position, file.name, error)


def _open_file(file: FileSource, readers: Readers, limits: Limits) -> Iterator[tuple[str, bytes]]:
    if is_archive(file.name):
        with file.hold(limits) as path:
            yield from readers.expand(path, file.name)
    else:
        yield (file.name, file.read(limits))


def _begin(position: int, source: str, data: bytes, readers: Readers, expects: Callable[[str, str], bool]) -> GivenFile:
    digest = sha256(data).hexdigest()
    reading = readers.submit(data, source) if expects(source, digest) else None
    finish = partial(readers.read, data, source) if reading is None else reading.result
    return GivenFile(position, source, data, digest, finish, reading)


def _is_done(given: GivenFile | RefusedFile) -> bool:
    return isinstance(given, RefusedFile) or given.reading is None or given.reading.done()


def _measure(given: GivenFile | RefusedFile) -> int:
    return len(given.data) if isinstance(given, GivenFile) else 0


def explain_refusal(source: str, error: Exception) -> tuple[str, str]:
    """The kind and the plain line of what became of a file; a mistake of the program's own is logged."""
    if isinstance(error, InputError):
        return (type(error).__name__, str(error))
    name = str(error) if isinstance(error, ReaderFault) else type(error).__name__
    _log.error("internal error while reading %s", source, exc_info=error)
    return ("internal_error", f"internal_error: 程序出错（{name}），此文件未导入")


def read_paths(settings: Settings, paths: Iterable[Path | str], *, jobs: int | None = None) -> Iterator[tuple[str, Report | str]]:
    """Read files, folders and archives as ``ingest_paths`` does and store nothing; in place of a report, why there is none.

    Raises:
        UsageError: no worker can be started.
    """
    files = list_files(paths)
    with open_readers(settings, files, jobs, None) as (readers, window):
        for given in feed_files(files, readers, settings.limits, window=window, expects=lambda _source, _digest: True):
            if given is not None:
                yield (given.source, _finish(given))


def _finish(given: GivenFile | RefusedFile) -> Report | str:
    try:
        if isinstance(given, RefusedFile):
            raise given.error
        return given.finish().unpack()
    except (InputError, ReaderFault) as error:
        return explain_refusal(given.source, error)[1]


@contextmanager
def _open_cluster(settings: Settings, address: str) -> Iterator[tuple[Readers, int]]:
    try:
        from index.intake.cluster import open_cluster  # noqa: PLC0415  # only this needs the cluster extra
    except ModuleNotFoundError as error:
        if error.name not in {"dask", "distributed"}:
            raise
        raise UsageError("需要安装 wenbao[cluster] 才能用 Dask 集群") from error
    from index.intake.cluster_task import Errand  # noqa: PLC0415
    from index.intake.kit import describe_kit  # noqa: PLC0415

    model = name_model(settings)
    with open_cluster(address, Errand(settings.limits, settings.max_memory, model, describe_kit(model))) as readers:
        yield (readers, max(1, readers.threads) * _AHEAD)


@contextmanager
def open_readers(
    settings: Settings, files: Sequence[FileSource], jobs: int | None, read: Reader | None, cluster: str | None = None
) -> Iterator[tuple[Readers, int]]:
    """Where the files are read, and how many may be in hand; the first worker starts while the store is opened.

    Raises:
        UsageError: the cluster cannot be used.
    """
    if cluster is not None:
        with _open_cluster(settings, cluster) as opened:
            yield opened
        return
    model = find_static_folder(name_model(settings))
    if read is not None:
        yield (HereReaders(read, settings.limits, open_named(model) if model else None), 1)
        return
    most = jobs or settings.jobs or min(len(os.sched_getaffinity(0)), _MOST)
    wanted = most if any(is_archive(file.name) for file in files) else min(most, 1 + len(files) // _WORTH)
    with Workers(plan_worker(settings.limits, settings.max_memory, model=model), wanted) as workers:
        if files:
            workers.start()
        yield (GuardedReaders(workers), wanted * _AHEAD)
