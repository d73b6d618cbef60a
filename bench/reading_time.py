"""CPU seconds of reading PDF files whole, against a bare pdfplumber pass over them: python -m bench.reading_time [FOLDER].

Bare is ``extract_text`` and ``extract_tables`` of every page. Both sides in one process, warm, in turn; medians of five.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

import pdfplumber

from bench.reading import SAMPLES
from ingest.pipeline import read_report

ROUNDS = 5


def main() -> None:
    """Print seconds and ratio for each file and for all together."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES / "reports"
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}
    totals = [0.0, 0.0]
    for name, data in files.items():
        ours, bare = time_both(lambda: read_report(data, name), lambda: read_bare(data))  # noqa: B023  # called at once
        totals[0] += ours
        totals[1] += bare
        print(f"{ours:6.3f} s  {bare:6.3f} s  {ours / bare:5.2f}  {name}")
    print(f"{totals[0]:6.3f} s  {totals[1]:6.3f} s  {totals[0] / totals[1]:5.2f}  all {len(files)}: ours, bare pdfplumber, ratio")


def read_bare(data: bytes) -> None:
    """What a user would otherwise take: every page's text and tables."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def time_both(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Median CPU seconds of each, run in turn after one round that does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        for run, into in zip((ours, bare), times, strict=True):
            started = process_time()
            run()
            if number:
                into.append(process_time() - started)
    return median(times[0]), median(times[1])


if __name__ == "__main__":
    main()
