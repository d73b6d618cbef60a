"""Processes that read files and can be ended: whatever a file does to its reader, it costs that one file.

A worker has a time for each file and a bound on its memory. One that dies or takes too long is replaced; the file it was
reading is refused with a plain line. What runs inside is in ``index.intake.worker_process``.
"""

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import LifoQueue
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Final, Self, cast

from index.intake.worker_process import READY, ExpandFile, Fault, Member, ReadFile, Reply, Setup
from index.vectors.ready import ReadyReport
from ingest.errors import Damaged, InputError, TooLarge, UsageError
from ingest.readers.limits import Limits

_START_SECONDS: Final = 120.0
_GRACE: Final = (1.1, 1.0)
"""Readers watch the time themselves and refuse in good order; only one that does not is ended, a factor and seconds later."""
_FILES: Final = 500
"""After so many files a worker is replaced: what libraries never give back must not add up to the bound on memory."""
_log = logging.getLogger(__name__)


class ReaderFault(Exception):
    """A reader failed in a way that nobody foresaw; its text is the class of the error."""


class ReadersLost(UsageError):
    """No file can be read any more, for a reason that is no file's."""


def plan_worker(limits: Limits, max_memory: int, reader: str = "ingest.pipeline:read_report", model: str = "") -> Setup:
    """How a worker reads within ``limits`` and ``max_memory`` bytes; with a ``model``'s folder, it embeds what it has read."""
    factor, seconds = _GRACE
    return Setup(limits, max_memory, limits.max_seconds * factor + seconds, reader, model)


class Worker:
    """One process that reads one file at a time; it is started when it is first needed and again after it was ended."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = Lock()  # a worker may be closed by another thread than the one that it reads for
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._files = 0
        self._closed = False

    def start(self) -> None:
        """Let the process load its libraries while the caller does other things."""
        with self._lock:
            if self._process is not None or self._closed:
                return
            self._ready, self._files = False, 0
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from index.intake.worker_process import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if _log.isEnabledFor(logging.WARNING) else subprocess.DEVNULL,
                env={
                    **os.environ,
                    "MALLOC_ARENA_MAX": "2",
                    "OPENBLAS_NUM_THREADS": "1",
                    "TOKENIZERS_PARALLELISM": "false",
                    "PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path),  # noqa: PTH100
                },
                start_new_session=True,  # an interrupt is for the program alone, which then ends its workers
            )
            _send(self._process, self._setup)

    def read(self, data: bytes, source: str) -> ReadyReport:
        """The report in a file, with its rows and vectors.

        Raises:
            InputError: the file cannot be read, took too long or too much memory, or ended the worker.
            ReaderFault: the reader has a mistake.
        """
        (reply,) = self._ask(ReadFile(source, data))
        return cast(ReadyReport, reply)

    def expand(self, path: bytes, source: str) -> Iterator[tuple[str, bytes]]:
        """The members of an archive as ``ingest.readers.archive.expand_archive`` gives them; each has a file's time.

        Raises:
            InputError: as ``expand_archive``, or the archive ended the worker.
            ReaderFault: the reader has a mistake.
        """
        for reply in self._ask(ExpandFile(path, source)):
            if isinstance(reply, Member):
                yield (reply.source, reply.data)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._lock:
            self._closed = True
        self._end()

    def _ask(self, request: ReadFile | ExpandFile) -> Iterator[Reply]:
        """Replies up to the last one; if the caller stops before it, the process is ended, for it would go on replying."""
        process = self._start_ready()
        _send(process, request)
        last = False
        try:
            while not last:
                reply = self._receive(process, self._setup.deadline_seconds)
                last = not isinstance(reply, Member)
                if isinstance(reply, Fault):
                    _log.error("internal error in a worker\n%s", reply.trace)
                    raise ReaderFault(reply.kind)
                if isinstance(reply, InputError):
                    raise reply
                yield reply
        finally:
            self._files += 1
            if not last or self._files >= _FILES:
                self._end()

    def _start_ready(self) -> subprocess.Popen[bytes]:
        self.start()
        process = self._process
        if process is None:
            raise ReadersLost("读取已停止")
        if not self._ready:
            try:
                self._ready = self._receive(process, _START_SECONDS) == READY
            except InputError as error:
                raise ReadersLost("读取文件的进程无法启动：WENBAO_MAX_MEMORY 可能设得太小") from error
        return process

    def _receive(self, process: subprocess.Popen[bytes], seconds: float) -> Any:
        if process.stdout is None:
            raise AssertionError("a worker is started with pipes")
        deadline = _Deadline(process)
        timer = Timer(seconds, deadline.strike)
        timer.daemon = True
        timer.start()
        try:
            reply = pickle.load(process.stdout)  # noqa: S301  # from this program's own worker
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise self._explain_end(process, late=deadline.meet()) from error
        finally:
            timer.cancel()
        if deadline.meet():  # struck while the reply was on its way
            self._end()
        return reply

    def _explain_end(self, process: subprocess.Popen[bytes], *, late: bool) -> InputError:
        status = process.wait()
        self._end()
        if late:
            return TooLarge(f"读取超时：超过 {self._setup.limits.max_seconds:g} 秒")
        if status == -signal.SIGKILL:
            return TooLarge("读取时进程被系统终止，所需内存可能过大")
        name = signal.Signals(-status).name if status < 0 else f"状态 {status}"
        return Damaged(f"读取时进程意外中断（{name}），文件可能已损坏或所需内存过大")

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        _kill_group(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was still to be sent has nobody to go to
                    _log.debug("a worker died before its request")


def _send(process: subprocess.Popen[bytes], message: object) -> None:
    if process.stdin is None:
        raise AssertionError("a worker is started with pipes")
    try:
        pickle.dump(message, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
    except (OSError, ValueError):  # it has died or was ended; what it should have replied tells how
        _log.debug("a worker died before its request")


@dataclass(slots=True)
class _Deadline:
    """Ends a process once, unless its reply has come before."""

    process: subprocess.Popen[bytes]
    lock: Lock = field(default_factory=Lock)
    struck: bool = False
    over: bool = False

    def strike(self) -> None:
        with self.lock:
            if not self.over:
                self.struck = True
                _kill_group(self.process)

    def meet(self) -> bool:
        """Say that the waiting is over; gives whether it was too late."""
        with self.lock:
            self.over = True
            return self.struck


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a worker and what it started."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGKILL)


class Workers:
    """Several workers that read ahead, and one that expands archives. A context manager: leaving it ends them all."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._workers = [Worker(setup) for _ in range(jobs)]
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="wenbao-worker")
        self._expander = Worker(setup)
        self.jobs = jobs

    def start(self) -> None:
        """Let a first worker load its libraries while the caller does other things."""
        self._workers[-1].start()

    def submit(self, data: bytes, source: str) -> Future[ReadyReport]:
        """Have a file read as soon as a worker is free; the result raises as ``Worker.read`` does."""
        return self._threads.submit(self._read, data, source)

    def expand(self, path: bytes, source: str) -> Iterator[tuple[str, bytes]]:
        """As ``Worker.expand``."""
        return self._expander.expand(path, source)

    def close(self) -> None:
        """End every worker; what was submitted and not read is dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in (*self._workers, self._expander):
            worker.close()
        self._threads.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _read(self, data: bytes, source: str) -> ReadyReport:
        worker = self._idle.get()
        try:
            return worker.read(data, source)
        finally:
            self._idle.put(worker)
