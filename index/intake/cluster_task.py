"""What a cluster's worker does with one file: reads it in a process of its own that may be ended, and embeds it.

It knows nothing of the cluster: a reading is a function of the file, its name and what stands in the errand.
"""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty, LifoQueue
from threading import Lock
from typing import Final

from index.intake.kit import Kit, compare_kits, describe_kit
from index.intake.worker_process import Setup
from index.intake.workers import ReaderFault, Worker, plan_worker
from index.vectors.embedding import find_static_folder, open_named
from index.vectors.ready import ReadyReport, embed_report
from ingest.errors import InputError
from ingest.readers.limits import Limits

_idle: Final[dict[Setup, LifoQueue[Worker]]] = {}
_every: Final[list[Worker]] = []
_lending: Final = Lock()
_embedding: Final = Lock()
"""A large model uses every core by itself."""


@dataclass(frozen=True, slots=True)
class Errand:
    """How a file is to be read elsewhere, and the kit that this machine would read it with."""

    limits: Limits
    max_memory: int
    model: str
    kit: Kit
    reader: str = "ingest.pipeline:read_report"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A machine that would not read as this one does, in words."""

    difference: str


def read_there(errand: Errand, data: bytes, source: str) -> ReadyReport | InputError | ReaderFault | Mismatch:
    """The report in a file, ready to be stored, or why there is none; a refusal is given, since only accidents are raised."""
    difference = compare_kits(errand.kit, describe_kit(errand.model))
    if difference:
        return Mismatch(difference)
    folder = find_static_folder(errand.model)
    try:
        with _lend_worker(plan_worker(errand.limits, errand.max_memory, errand.reader, folder)) as worker:
            ready = worker.read(data, source)
    except (InputError, ReaderFault) as refusal:
        return refusal
    if folder:
        return ready
    with _embedding:
        return replace(ready, vectors=embed_report(ready.unpack(), ready.rows, open_named(errand.model)))


@contextmanager
def _lend_worker(setup: Setup) -> Iterator[Worker]:
    """A guarded process for as long as one file takes; there are as many as files were ever read at the same time."""
    with _lending:
        idle = _idle.setdefault(setup, LifoQueue())
        try:
            worker = idle.get_nowait()
        except Empty:
            worker = Worker(setup)
            _every.append(worker)
    try:
        yield worker
    finally:
        idle.put(worker)


@atexit.register
def close_workers() -> None:
    """End the guarded processes; those of a machine's worker that is killed end by themselves when its pipes close."""
    while _every:
        _every.pop().close()
    _idle.clear()
