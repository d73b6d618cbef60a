"""Kills ``wenbao ingest`` at random points, again and again, and looks at what is left: python -m bench.soak [KILLS] [SEED].

A folder of every kind of file is taken in, then taken in again with some of its files replaced. Each run is killed (SIGKILL)
at a random point, the program alone or with its workers, some of them once more while they pick up; then the folder is looked at,
opened by a writer, and the run repeated to its end. What is stored then must be what an undisturbed run stores.
Writes docs/soak.md; status 1 where anything disagrees.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from uuid import uuid4

from bench.courses import MARK, TOGETHER, Course, prepare_courses, start_run, wait_for_line
from bench.dumping import Dump, count_stored, dump_folder, find_disagreements, find_faults
from bench.tables import write_table
from index.settings import Settings
from index.store import open_store

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "soak.md"
AGAIN = 0.4
"""The share of kills after which the run that picks up is killed, too."""
KINDS = {"txt": 4, "html": 2, "docx": 2, "pdf": 2}
"""How many files of which kind are taken in; four texts are needed to be changed."""
EARLY = 0.3
"""The share of kills that strike before the first file is stored."""
ALONE = 0.5
"""The share of kills that strike the program alone."""
ORPHAN_SECONDS = 5.0
"""As long a process may take to notice that it is alone."""
STAGES = ("before the first report", "among the reports", "between rows and vectors", "after the last report")
PASSES = ("first", "second")
ABOUT = """
`wenbao ingest` takes in a folder of text, HTML, DOCX and PDF files, an archive, a file under two names and files that are
refused; in a second pass some of them were replaced. Each run is ended by SIGKILL at a random point, mostly after the first
stored file, half of them without their workers; the run that picks up is often killed, too. After each kill: is the database
whole, is every report complete, does any process go on? Then the folder is opened for writing: does every passage have exactly
one vector? Then the run is repeated: is everything stored as by a run that nobody disturbed (rows, vectors, kept copies;
without ids)?
"""


@dataclass(slots=True)
class Tally:
    """What was seen so far."""

    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def main() -> None:
    """Kill as often as asked, and publish what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=100)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = run_kills(Path(folder), arguments.kills, arguments.seed, KINDS, AGAIN)
    text = "\n".join(write_page(tally, arguments.kills, arguments.seed))
    print(text)
    if tally.faults:
        print("\n".join(tally.faults))
        sys.exit(1)
    TARGET.write_text(text, encoding="utf-8")


def run_kills(folder: Path, kills: int, seed: int, kinds: Mapping[str, int], again: float) -> Tally:
    """Kill ``kills`` runs or a few more, in turn over both passes; ``folder`` is where everything lies meanwhile.

    ``kinds`` says how many files of which ending are taken in, ``again`` how often the run that picks up is killed, too.
    """
    choose = random.Random(seed)
    courses = dict(zip(PASSES, prepare_courses(folder, kinds), strict=True))
    tally = Tally()
    for number, which in enumerate(cycle(PASSES)):
        if tally.kills.total() >= kills:
            break
        data = folder / f"killed-{number}"
        if which == "second":
            shutil.copytree(folder / "first-done", data)
        disturb_run(choose, data, courses[which], tally, again)
        shutil.rmtree(data)
    return tally


def disturb_run(choose: random.Random, data: Path, course: Course, tally: Tally, again: float) -> None:
    """Kill one run, once or several times, look at what is left each time, and let it end."""
    files = data.parent / "files"
    shutil.rmtree(files)
    shutil.copytree(course.files, files)
    together = choose.choice(TOGETHER)
    killing = True
    while killing:
        strike(choose, data, course, together, tally)
        killing = choose.random() < again
    recover(data, tally)
    finish = start_run(files, data, uuid4().hex, together)
    finish.communicate()
    if finish.returncode != 1:
        tally.faults.append(f"the run after kill {tally.kills.total()} ended with status {finish.returncode}")
    compare(dump_folder(data), course.dump, f"after kill {tally.kills.total()}", tally)


def strike(choose: random.Random, data: Path, course: Course, together: int, tally: Tally) -> None:
    """Start a run, kill it at a random point, and look at what is left."""
    mark = uuid4().hex
    run = start_run(data.parent / "files", data, mark, together)
    if choose.random() < EARLY:
        time.sleep(choose.uniform(0.4, 1.0) * course.pace.first)
    else:
        wait_for_line(run)
        time.sleep(choose.random() ** 3 * course.pace.rest)  # mostly soon after, for the end is long
    kill_run(run, mark, alone=choose.random() < ALONE)
    tally.kills[course.name, tell_stage(data, course)] += 1
    look(data, mark, f"{course.name} pass, kill {tally.kills.total()}", tally)


def kill_run(run: subprocess.Popen[bytes], mark: str, *, alone: bool) -> None:
    """End a run at once: the program alone, so that its workers have to notice, or all of its processes."""
    for process in [run.pid] if alone else [run.pid, *list_processes(mark)]:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:  # it has ended meanwhile
            continue
    run.wait()


def list_processes(mark: str) -> list[int]:
    """The processes that bear a mark."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"{MARK}={mark}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:  # it has ended meanwhile, or is another's
            continue
    return found


def tell_stage(data: Path, course: Course) -> str:
    """How far a killed run had come."""
    reports, waiting = count_stored(data)
    if waiting:
        return STAGES[2]
    if reports == 0:
        return STAGES[0]
    return STAGES[1] if reports < course.reports else STAGES[3]


def look(data: Path, mark: str, when: str, tally: Tally) -> None:
    """What is wrong right after a kill: in the database, or a process that goes on."""
    if count_stored(data) != (0, 0):
        tally.faults += [f"{when}: {fault}" for fault in find_faults(data)]
    end = time.monotonic() + ORPHAN_SECONDS
    while list_processes(mark) and time.monotonic() < end:
        time.sleep(0.05)
    tally.faults += [f"{when}: process {process} goes on" for process in list_processes(mark)]


def recover(data: Path, tally: Tally) -> None:
    """Open the folder as the next writer does, and see whether both stores agree."""
    started = time.perf_counter()
    open_store(Settings(_env_file=None, data=data), writable=True).close()
    tally.recoveries.append(time.perf_counter() - started)
    when = f"recovery after kill {tally.kills.total()}"
    tally.faults += [f"{when}: {fault}" for fault in (*find_faults(data), *find_disagreements(data))]


def compare(found: Dump, wanted: Dump, when: str, tally: Tally) -> None:
    """Whether what is stored is what an undisturbed run stores."""
    pairs = ((found.rows, wanted.rows), (found.vectors, wanted.vectors), (found.copies, wanted.copies))
    for kind, (ours, theirs) in zip(("rows", "vectors", "copies"), pairs, strict=True):
        tally.faults += [f"{when}: {kind}, too many: {line[:200]}" for line in sorted(set(ours) - set(theirs))[:5]]
        tally.faults += [f"{when}: {kind}, missing: {line[:200]}" for line in sorted(set(theirs) - set(ours))[:5]]
        if set(ours) == set(theirs) and ours != theirs:
            tally.faults.append(f"{when}: {kind} are not as many")


def write_page(tally: Tally, asked: int, seed: int) -> Iterator[str]:
    """The page for docs/."""
    yield "# Killed in the middle"
    yield ""
    yield f"Measured by `python -m bench.soak {asked} {seed}` (`make soak`), which writes this page."
    yield ABOUT
    rows = [[which, *(tally.kills[which, stage] for stage in STAGES)] for which in PASSES]
    yield from write_table(["killed in the", *STAGES], rows)
    yield f"Kills: {tally.kills.total()}. Disagreements: {len(tally.faults)}."
    yield "Opening the folder again took, with making the vectors that were missing,"
    seconds = sorted(tally.recoveries)
    yield f"{median(seconds):.2f} s in the median and {seconds[-1]:.2f} s at most, over {len(seconds)} times."
    yield ""


if __name__ == "__main__":
    main()
