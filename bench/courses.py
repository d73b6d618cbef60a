"""The files that ``bench.soak`` has taken in, in two passes, and how an undisturbed run over them goes."""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.dumping import Dump, count_stored, dump_folder

ROOT = Path(__file__).resolve().parent.parent
MARK = "WENBAO_SOAK"
"""A variable by whose value the processes of a run are found again."""
TOGETHER = (1, 2, 64)
"""So many files are stored in one transaction: as few as can be, which gives the most points to strike between, or as many
as the program takes."""
RUN = """
from sys import argv
from assistant.cli import main
from index.intake import intake
intake._TOGETHER = (int(argv[1]), intake._TOGETHER[1])
main(argv[2:])
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from an undisturbed run's start to its first stored file, and from there to its end."""

    first: float
    rest: float


@dataclass(frozen=True, slots=True)
class Course:
    """What an undisturbed run of a pass takes and leaves."""

    name: str
    files: Path
    pace: Pace
    reports: int
    dump: Dump


def prepare_courses(folder: Path, kinds: Mapping[str, int]) -> Iterator[Course]:
    """The files of both passes, and what undisturbed runs over them leave."""
    files, done = folder / "files", folder / "first-done"
    lay_files(files, kinds)
    first = time_run(files, done)
    yield Course("first", copy_files(files, folder / "first-files"), first, count_stored(done)[0], dump_folder(done))
    after = folder / "second-done"
    shutil.copytree(done, after)
    change_files(files)
    second = time_run(files, after)
    yield Course("second", copy_files(files, folder / "second-files"), second, count_stored(after)[0], dump_folder(after))


def copy_files(files: Path, copy: Path) -> Path:
    """The files as they are now, to be put back before each run; their paths belong to their identity."""
    shutil.copytree(files, copy)
    return copy


def lay_files(files: Path, kinds: Mapping[str, int]) -> None:
    """A folder with files of the given kinds, a file under two names, an archive, and files that are refused."""
    files.mkdir(parents=True)
    samples = ROOT / "samples" / "reports"
    for ending, count in kinds.items():
        for path in sorted(samples.glob(f"*.{ending}"))[:count]:
            shutil.copy(path, files / path.name)
    texts = sorted(samples.glob("*.txt"))
    shutil.copy(texts[0], files / "again.txt")
    with zipfile.ZipFile(files / "more.zip", "w") as archive:
        archive.write(texts[-1], "more/one.txt")
    for name in ("recipe.txt", "half.docx"):
        shutil.copy(ROOT / "samples" / "bad" / name, files / name)


def change_files(files: Path) -> None:
    """Replaced files: by another town's report, by a longer text, by what another path holds already; a good one for a bad."""
    texts = sorted(path for path in files.glob("*.txt") if path.name not in ("again.txt", "recipe.txt"))
    other = sorted((ROOT / "samples" / "layouts" / "reports").glob("*.txt"))
    shutil.copy(other[1], texts[0])
    texts[1].write_bytes(texts[1].read_bytes() + "\n\n我镇另将办事指南印成小册子发到各村。\n".encode())
    shutil.copy(texts[3], texts[2])
    shutil.copy(other[2], files / "recipe.txt")
    shutil.copy(ROOT / "samples" / "bad" / "notice.txt", next(files.glob("*.html")))


def time_run(files: Path, data: Path) -> Pace:
    """How long an undisturbed run takes."""
    started = time.perf_counter()
    run = start_run(files, data, "undisturbed", TOGETHER[0])
    wait_for_line(run)
    first = time.perf_counter() - started
    assert run.stdout is not None
    run.stdout.read()
    rest = time.perf_counter() - started - first
    if run.wait() != 1:
        raise SystemExit(f"an undisturbed run ended with status {run.returncode}")
    return Pace(first, rest)


def start_run(files: Path, data: Path, mark: str, together: int) -> subprocess.Popen[bytes]:
    """A run of ``wenbao ingest`` whose processes bear ``mark``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    words = [str(together), "ingest", str(files), "--data", str(data), "--json", "--jobs", "2"]
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *words],
        cwd=ROOT,
        env={**kept, MARK: mark, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_line(run: subprocess.Popen[bytes]) -> None:
    """Wait until the run tells of its first file; what it tells later is little enough to stay in the pipe."""
    assert run.stdout is not None
    run.stdout.readline()
