"""How the benchmarks measure: sides in turn in one process, or a program of its own, five times each, medians.

A part of the benchmarks is a module with a ``main``, run alone by ``python -m bench.<part>`` or with all others by
``make bench``. It measures with the functions here and publishes with ``bench.publishing``:

    costs = measure_in_turn({"ours": lambda: ..., "bare": lambda: ...})     # warm, this process; dict of Cost
    ask, lookup = measure_programs({"ask": [sys.executable, "-m", ...]})    # each a fresh process; peak memory too
    publish(Section("ask_scale", "How fast answers come", goals, lines))    # its section of docs/benchmarks.md, no other

where ``goals`` are ``keep_below("number question, 1,000 reports", costs["ours"].cpu * 1000, 20, " ms")`` and the like, and
``lines`` are Markdown, such as ``bench.tables.write_table`` gives. Ratios stand first; absolute times differ by machine.
CPU seconds count the children that have ended, so a side that starts workers must end them before it returns.
"""

import os
import resource
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.01
"""How often a program's memory is looked at."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, in seconds and bytes; ``peak`` is 0 where only a program of its own could tell."""

    cpu: float
    wall: float
    peak: int = 0


def measure_in_turn(sides: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS, warm: bool = True) -> dict[str, Cost]:
    """Each side's median cost; all sides run in each round, in turn, and the first round only warms up."""
    runs: dict[str, list[Cost]] = {side: [] for side in sides}
    for number in range(rounds + warm):
        for side, run in sides.items():
            cost = measure_once(run)
            if number >= warm:
                runs[side].append(cost)
    return {side: find_median(costs) for side, costs in runs.items()}


def measure_once(run: Callable[[], object]) -> Cost:
    """What one call takes in this process and in those that it starts and ends."""
    started, before = time.perf_counter(), count_cpu()
    run()
    return Cost(count_cpu() - before, time.perf_counter() - started)


def measure_programs(
    programs: Mapping[str, Sequence[str]], *, rounds: int = ROUNDS, environment: Mapping[str, str] | None = None
) -> dict[str, Cost]:
    """Each program's median cost, run from the project's folder in turn; the first round only warms up the disk's cache."""
    runs: dict[str, list[Cost]] = {side: [] for side in programs}
    for number in range(rounds + 1):
        for side, arguments in programs.items():
            cost = run_program(arguments, environment or {})
            if number:
                runs[side].append(cost)
    return {side: find_median(costs) for side, costs in runs.items()}


def run_program(arguments: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """What a program takes with all that it starts; its output is dropped.

    Raises:
        SystemExit: the program failed.
    """
    started, before, peak = time.perf_counter(), count_cpu(), 0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(arguments, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=said)
        while process.poll() is None:
            peak = max(peak, read_resident(process.pid))
            time.sleep(LOOK_SECONDS)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)}\n{said.read().decode()}")
    return Cost(count_cpu() - before, time.perf_counter() - started, peak)


def find_median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs), int(median(cost.peak for cost in costs)))


def wait_for(address: str) -> None:
    """Look often until a program answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(2 * LOOK_SECONDS)
        else:
            return
    raise SystemExit(f"nothing answers under {address}")


def count_cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    whose = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in whose)


def read_resident(pid: int) -> int:
    """Bytes that a process and all that it started hold in memory now; what they share counts for each."""
    return sum(_read_pages(Path("/proc", str(each))) * PAGE_BYTES for each in _list_family(pid))


def read_cpu(pid: int) -> float:
    """CPU seconds that a process and all that it started and that still runs have taken so far."""
    ticks = sum(sum(_read_ticks(Path("/proc", str(each)))) for each in _list_family(pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def _list_family(pid: int) -> Iterable[int]:
    yield pid
    for child in _list_children(pid):
        yield from _list_family(child)


def _list_children(pid: int) -> list[int]:
    """What the process has started; nothing once it, or the thread that started them, has ended."""
    try:
        return [int(child) for path in Path("/proc", str(pid), "task").glob("*/children") for child in path.read_text().split()]
    except OSError:
        return []


def _read_pages(process: Path) -> int:
    try:
        return int((process / "statm").read_text().split()[1])
    except OSError:
        return 0


def _read_ticks(process: Path) -> list[int]:
    """Ticks in the program and in the system, of the process and of its children that have ended."""
    try:
        return [int(ticks) for ticks in (process / "stat").read_text().rpartition(")")[2].split()[11:15]]
    except OSError:
        return []
