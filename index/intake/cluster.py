"""The door to Dask: the workers of a cluster read and embed files; this process alone stores them.

What is sent is a file's bytes, what comes back is its report, ready to be stored; a reading that is lost with its machine is
done again elsewhere. Whoever reaches a scheduler can run anything on its workers: it belongs in a trusted network or behind TLS.
"""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import dask
from distributed import Client, KilledWorker
from distributed.client import FutureCancelledError

from index.intake.cluster_task import Errand, Mismatch, read_there
from index.intake.kit import compare_kits, describe_kit
from index.intake.workers import ReaderFault, ReadersLost, Worker, plan_worker
from index.vectors.ready import ReadyReport
from ingest.errors import Damaged, InputError, UsageError

_CONNECT_SECONDS: Final = 10
_WORKERS_SECONDS: Final = 30
_ATTEMPTS: Final = 2
"""Dask itself begins a reading again on another worker three times; this often is it asked to."""
_SAME: Final = "请在每台机器上安装相同版本的 wenbao"
_log = logging.getLogger(__name__)


class ClusterReaders:
    """Reads on the workers of a cluster. Archives are opened in a guarded process here, their members read there."""

    def __init__(self, client: Client, errand: Errand) -> None:
        self._client = client
        self._errand = errand
        self._expander = Worker(plan_worker(errand.limits, errand.max_memory))

    @property
    def threads(self) -> int:
        """How many files the workers there are now read at the same time."""
        return sum(self._client.nthreads().values())

    def submit(self, data: bytes, source: str) -> Future[ReadyReport]:
        """Have a file read by the next free worker; the result raises as ``workers.Worker.read`` does, and ReadersLost."""
        reading: Future[ReadyReport] = Future()
        self._begin(reading, data, source, _ATTEMPTS)
        return reading

    def read(self, data: bytes, source: str) -> ReadyReport:
        """The report, as soon as a worker has read it."""
        return self.submit(data, source).result()

    def expand(self, path: Path, source: str) -> Iterator[tuple[str, bytes]]:
        """The members of an archive."""
        return self._expander.expand(os.fsencode(path), source)

    def close(self) -> None:
        """End the process for archives."""
        self._expander.close()

    def _begin(self, reading: Future[ReadyReport], data: bytes, source: str, attempts: int) -> None:
        try:
            # The bytes travel with the task: what is lost with a machine can be sent again only if the scheduler has it.
            task = self._client.submit(read_there, self._errand, data, source, pure=False, retries=1)
        except (OSError, RuntimeError, ValueError) as error:
            reading.set_exception(_explain_loss(error))
            return
        task.add_done_callback(lambda done: self._settle(reading, done, data, source, attempts - 1))

    def _settle(self, reading: Future[ReadyReport], task: Any, data: bytes, source: str, attempts: int) -> None:
        """Hand on what became of a reading. Runs in a thread of Dask's."""
        try:
            reply = task.result()
        except KilledWorker:
            if attempts:
                self._begin(reading, data, source, attempts)
            else:
                reading.set_exception(Damaged("读取时集群的工作进程屡次中断，文件可能已损坏或所需内存过大"))
        except (FutureCancelledError, OSError) as error:
            reading.set_exception(_explain_loss(error))
        except Exception as error:  # noqa: BLE001  # whatever a worker's program raises comes out here
            _log.error("internal error on a worker of the cluster", exc_info=error)
            reading.set_exception(ReadersLost(f"集群的工作进程读不了文件（{type(error).__name__}）：{_SAME}"))
        else:
            _hand_over(reading, reply)


def _hand_over(reading: Future[ReadyReport], reply: ReadyReport | InputError | ReaderFault | Mismatch) -> None:
    if isinstance(reply, ReadyReport):
        reading.set_result(reply)
    elif isinstance(reply, Mismatch):
        reading.set_exception(ReadersLost(f"集群的工作进程与本机不同，不能混用：{reply.difference}"))
    else:
        reading.set_exception(reply)


def _explain_loss(error: Exception) -> ReadersLost:
    _log.debug("lost the scheduler", exc_info=error)
    return ReadersLost("与 Dask 调度器的连接断了；已经保存的不受影响，集群恢复后重新运行即可接着导入")


@contextmanager
def open_cluster(address: str, errand: Errand) -> Iterator[ClusterReaders]:
    """Readers on the cluster whose scheduler is at ``address``.

    Raises:
        UsageError: there is no scheduler, no worker, or a worker that would read otherwise than this machine.
    """
    with _connect(address) as client:
        _check_workers(client, errand)
        readers = ClusterReaders(client, errand)
        try:
            yield readers
        finally:
            readers.close()


@contextmanager
def _connect(address: str) -> Iterator[Client]:
    if not _log.isEnabledFor(logging.WARNING):
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what went wrong is told in plain lines
    # A file is far larger than what Dask expects of a task, and is needed once.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"连不上 Dask 调度器：{address}") from error
        try:
            yield client
        finally:
            client.close(timeout=_CONNECT_SECONDS)


def _check_workers(client: Client, errand: Errand) -> None:
    try:
        client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        kits = client.run(describe_kit, errand.model, on_error="return")
    except (OSError, FutureCancelledError) as error:
        raise UsageError(f"集群里没有工作进程：等了 {_WORKERS_SECONDS} 秒") from error
    for address, kit in sorted(kits.items()):
        if isinstance(kit, Exception):
            _log.debug("a worker cannot describe itself", exc_info=kit)
            raise UsageError(f"工作进程 {address} 用不了（{type(kit).__name__}）：{_SAME}")
        difference = compare_kits(errand.kit, kit)
        if difference:
            raise UsageError(f"工作进程 {address} 与本机不同，不能混用：{difference}")
