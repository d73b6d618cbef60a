"""What runs in a worker: a process of its own that reads files for another one, and may be ended at any time.

Requests and replies are pickles on its standard input and output. It is started by ``index.intake.workers``.
"""

import faulthandler
import os
import pickle
import select
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Final

from index.intake.files import read_archive_file
from index.vectors.embedding import Embedder, open_named
from index.vectors.ready import ReadyReport, prepare_report
from ingest.errors import InputError, TooLarge
from ingest.readers.archive import expand_archive
from ingest.readers.limits import MEBIBYTE, Limits
from ingest.records import Report

READY: Final = "ready"
_GIBIBYTE: Final = 1024 * MEBIBYTE
_ROOM: Final = 128 * MEBIBYTE
_ORPHAN_SECONDS: Final = 60.0
"""A worker whose starter has gone ends itself so long after it should have been ended."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How a worker reads. ``reader`` is ``module:function``; ``max_memory`` is in bytes; ``model`` embeds, if one is named."""

    limits: Limits
    max_memory: int
    deadline_seconds: float
    reader: str = "ingest.pipeline:read_report"
    model: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Asks for the report in a file; the reply is one ``ReadyReport``, ``InputError`` or ``Fault``."""

    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ExpandFile:
    """Asks for an archive's members; the replies are ``Member`` and at the end None, ``InputError`` or ``Fault``."""

    path: bytes
    source: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive."""

    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that nobody foresaw: its class and where it happened."""

    kind: str
    trace: str


Reply = ReadyReport | InputError | Fault | Member | None


def main() -> None:
    """Serve requests until the standard input ends."""
    # What libraries print must not stand among the replies.
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    Thread(target=_follow_starter, args=(requests.fileno(),), daemon=True).start()
    setup: Setup = pickle.load(requests)  # noqa: S301  # from the process that started this one
    module, _, name = setup.reader.partition(":")
    read = getattr(import_module(module), name)
    _limit_memory(setup.max_memory)
    _check_memory(setup)
    model = open_named(setup.model) if setup.model else None
    _send(replies, READY)
    while True:
        try:
            request = pickle.load(requests)  # noqa: S301
        except EOFError:
            return
        _watch(setup)
        for reply in _answer(request, partial(_read, read, setup.limits, model), setup):
            faulthandler.cancel_dump_traceback_later()  # the other side may take its time, or end this process
            _send(replies, reply)
            _watch(setup)
        faulthandler.cancel_dump_traceback_later()


def _follow_starter(requests: int) -> None:
    """End this process and what it has started as soon as its starter is gone, however long its file would still take."""
    gone = select.poll()
    gone.register(requests, 0)  # only a hang-up is told of, not what there is to read
    gone.poll()
    os.killpg(os.getpid(), signal.SIGKILL)


def _check_memory(setup: Setup) -> None:
    """End here, before any file is blamed, where the bound leaves no room to work in."""
    _watch(setup)
    faulthandler.cancel_dump_traceback_later()
    bytearray(_ROOM)


def _watch(setup: Setup) -> None:
    faulthandler.dump_traceback_later(setup.deadline_seconds + _ORPHAN_SECONDS, exit=True)


def _send(replies: BinaryIO, reply: object) -> None:
    pickle.dump(reply, replies, pickle.HIGHEST_PROTOCOL)
    replies.flush()


def _limit_memory(max_memory: int) -> None:
    try:
        import resource  # noqa: PLC0415  # only Unix has it
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = max_memory if hard == resource.RLIM_INFINITY else min(max_memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _read(
    reader: Callable[[bytes, str, Limits], Report], limits: Limits, model: Embedder | None, request: ReadFile
) -> ReadyReport:
    return prepare_report(reader(request.data, request.source, limits), model)


def _answer(request: ReadFile | ExpandFile, read: Callable[[ReadFile], ReadyReport], setup: Setup) -> Iterator[Reply]:
    try:
        if isinstance(request, ReadFile):
            yield read(request)
            return
        data = read_archive_file(Path(os.fsdecode(request.path)), setup.limits)
        for source, content in expand_archive(data, request.source, setup.limits):
            yield Member(source, content)
        yield None
    except InputError as error:
        yield error
    except MemoryError:
        yield TooLarge(f"读取所需内存过大：上限 {setup.max_memory / _GIBIBYTE:.1f} GB")
    except RecursionError:
        yield TooLarge("文件结构嵌套过深")
    except Exception as error:  # noqa: BLE001  # the worker's door: an unforeseen fault costs this one file
        yield Fault(type(error).__name__, "".join(traceback.format_exception(error)))
