"""Whatever a kill interrupts, nothing is lost, nothing is half stored, and the next run ends where an undisturbed one does."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.dumping import dump_folder, find_disagreements
from bench.soak import run_kills
from index.database.sources import find_copy
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import open_store

HANG = """
import sys
from pathlib import Path
from index.intake.workers import Worker, plan_worker
from ingest.readers.limits import Limits

sys.path.insert(0, {tests!r})
worker = Worker(plan_worker(Limits(max_seconds=600), 2**31, "hostile:misbehave"))
worker.start()
print(worker._process.pid, flush=True)
worker.read(b"hang", "a.txt")
"""


@pytest.mark.timeout(1200)  # forty seconds on a quiet machine of two cores
def test_ten_kills_leave_what_an_undisturbed_run_leaves(tmp_path: Path) -> None:
    tally = run_kills(tmp_path, 10, 1, {"txt": 4, "html": 1}, 0.75)
    assert [] == tally.faults
    assert tally.kills.total() >= 10


def test_a_worker_in_the_middle_of_a_file_ends_with_its_starter() -> None:
    program = HANG.format(tests=str(Path(__file__).resolve().parents[1] / "index"))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as starter:
        worker = int(starter.stdout.readline())
        os.kill(starter.pid, signal.SIGKILL)
    end = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    """Whether a process is there and not merely waiting to be forgotten."""
    try:
        return b"State:\tZ" not in Path(f"/proc/{process}/status").read_bytes()
    except FileNotFoundError:
        return False


KILLED = """
import os, signal
from pathlib import Path
from index.database import sources
from index.intake.build import ingest_paths
from index.settings import Settings

sources.drop_copy = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
list(ingest_paths(Settings(_env_file=None, data=Path({data!r})), [{file!r}], jobs=1))
"""


def test_a_copy_whose_report_was_replaced_before_a_kill_goes_at_the_next_start(
    settings: Settings, chosen: list[Path], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(chosen[3].read_bytes())
    list(ingest_paths(settings, [file], jobs=1))
    before = dump_folder(settings.data)
    file.write_bytes(chosen[3].read_bytes() + "\n另有一句。\n".encode())
    program = KILLED.format(data=str(settings.data), file=str(file))
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert -signal.SIGKILL == done.returncode, done.stderr
    left = {line.split(".")[0] for line in dump_folder(settings.data).copies}
    assert {line.split(".")[0] for line in before.copies} < left
    open_store(settings, writable=True).close()
    assert 4 == len(dump_folder(settings.data).copies)
    assert all(find_copy(settings, line.split(".")[0]) for line in dump_folder(settings.data).copies)
    assert [] == find_disagreements(settings.data)
