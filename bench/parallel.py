"""How much two cores help when files are taken in, and how memory grows with their number: python -m bench.parallel.

The files are the text-layer PDF samples several times over, told apart by a comment at their end.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from bench.ingest import find_files
from bench.measuring import Cost, measure_in_turn, run_program
from bench.publishing import Section, keep_above, publish
from bench.sides import take_in
from bench.tables import write_table

COPIES = 3
MEGABYTE = 1e6
ABOUT = """Text-layer PDF files, start and end included. The goal is two cores against one; one job is quicker on two cores
than on one as well, since the program stores a report while its worker reads the next file. Starting the second worker takes
half a second of CPU, and one process stores.
"""


def main() -> None:
    """Measure, and publish."""
    logging.disable(logging.ERROR)
    cores = sorted(os.sched_getaffinity(0))[:2]
    if len(cores) < 2:  # noqa: PLR2004
        raise SystemExit("needs two cores")
    with tempfile.TemporaryDirectory() as folder:
        files = copy_files(Path(folder))
        costs = measure_in_turn(
            {
                "one core, one job": lambda: take_in_on(files, 1, cores[:1]),
                "two cores, one job": lambda: take_in_on(files, 1, cores),
                "two cores, two jobs": lambda: take_in_on(files, 2, cores),
            }
        )
        few, many = measure_peak(files[: len(files) // COPIES]), measure_peak(files)
    one, piped, two = costs.values()
    goals = [keep_above("two cores against one, wall", one.wall / two.wall, 1.8)]
    head = (f"{len(files)} files", "times as quick", "wall s", "CPU s")
    rows = [(name, f"{one.wall / cost.wall:.2f} ×", f"{cost.wall:.1f}", f"{cost.cpu:.1f}") for name, cost in costs.items()]
    growth = (
        f"Two jobs against one, both on two cores: {piped.wall / two.wall:.2f} ×. Most memory of `wenbao ingest --jobs 2` with"
        f" its workers: {few.peak / MEGABYTE:.0f} MB over {len(files) // COPIES} files, {many.peak / MEGABYTE:.0f} MB over"
        f" {len(files)}.\n"
    )
    publish(Section("parallel", "Two cores", goals, [ABOUT, *write_table(head, rows), growth]))


def copy_files(folder: Path) -> list[Path]:
    """The text-layer PDF samples ``COPIES`` times, each time as other bytes."""
    pdfs = [path for kind, paths in find_files().items() if kind.startswith("PDF") for path in paths]
    copies = [
        (folder / f"{number}-{path.name}", path.read_bytes() + f"\n%{number}".encode())
        for number in range(COPIES)
        for path in pdfs
    ]
    for path, data in copies:
        path.write_bytes(data)
    return [path for path, _ in copies]


def take_in_on(files: Sequence[Path], jobs: int, cores: Collection[int]) -> None:
    """Take files into a new folder, on these cores alone."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        with tempfile.TemporaryDirectory() as folder:
            take_in(files, Path(folder), jobs)
    finally:
        os.sched_setaffinity(0, allowed)


def measure_peak(files: Sequence[Path]) -> Cost:
    """The command over files, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = ("ingest", *map(str, files), "--data", folder, "--jobs", "2")
        return run_program([sys.executable, "-m", "assistant", *command], {})


if __name__ == "__main__":
    main()
