"""How soon the program is there, and what it holds in memory: command line, page and worker: python -m bench.startup.

The data folder holds the first set of samples. The page is ready when it answers, and is then asked for a number and a text.
"""

import json
import logging
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO
from urllib.parse import quote

from bench.measuring import ROOT, ROUNDS, Cost, find_median, measure_programs, read_cpu, read_resident, wait_for
from bench.publishing import Goal, Section, keep_below, publish
from bench.reading import SAMPLES
from bench.sides import take_in
from bench.tables import write_table
from index.intake.worker_process import ReadFile
from index.intake.workers import plan_worker
from index.settings import Settings
from index.vectors.embedding import find_static_folder, name_model

WENBAO = (sys.executable, "-m", "assistant")
NUMBER, TEXT = "杉坞乡2021年行政处罚有多少件？", "杉坞乡2021年存在哪些问题？"
UNKNOWN = "山乌乡2021年行政处罚有多少件？"
PAGE_ROUNDS = 3
MEGABYTE = 1e6
WORKER = (
    sys.executable,
    "-P",
    "-c",
    f"import sys; sys.path.append({str(ROOT)!r}); from index.intake.worker_process import main; main()",
)
ABOUT = """Over the first set of samples. A command runs from the shell to its end, and its memory is the most that it held; the
page and the worker stay, and theirs is what they hold when they are ready and again when they have done their work once.
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that stays: what it took until it answered, and bytes in memory when it had done its work once."""

    ready: Cost
    later: int


def main() -> None:
    """Fill a folder, start everything, publish."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        take_in(sorted((SAMPLES / "reports").iterdir()), Path(folder))
        commands = measure_commands(folder)
        page = measure_page(folder, {})
        with serve_vectors(folder) as url:
            server = measure_page(folder, {"WENBAO_CHROMA_URL": url})
        worker = measure_worker(folder)
    rows = [
        *((name, *_write_cost(cost)) for name, cost in commands.items()),
        ("page, until it answers; later: a number and a text asked", *_write_program(page)),
        ("page with a Chroma server, likewise; the server's memory apart", *_write_program(server)),
        ("worker, until it can read; later: a PDF file read", *_write_program(worker)),
    ]
    table = write_table(("program", "CPU s", "wall s", "MB in memory", "MB later"), rows)
    publish(Section("startup", "Starting", list(judge(commands, server)), [ABOUT, *table]))


def _write_cost(cost: Cost) -> tuple[str, ...]:
    return (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak / MEGABYTE:.0f}", "")


def _write_program(program: Program) -> tuple[str, ...]:
    return (*_write_cost(program.ready)[:3], f"{program.later / MEGABYTE:.0f}")


def judge(commands: Mapping[str, Cost], server: Program) -> Iterator[Goal]:
    """The goals for memory."""
    asked = max(cost.peak for name, cost in commands.items() if "number" in name)
    yield keep_below("memory of a number question on the command line", asked / MEGABYTE, 150, " MB")
    yield keep_below("memory of the page with a Chroma server", max(server.ready.peak, server.later) / MEGABYTE, 1000, " MB")


def measure_commands(folder: str) -> dict[str, Cost]:
    """Commands from the shell to their end, with the most memory that they held."""
    report = next(path for path in sorted((SAMPLES / "reports").iterdir()) if path.suffix == ".txt")
    commands = {
        "`wenbao --help`": (*WENBAO, "--help"),
        "`wenbao ask`, a number": (*WENBAO, "ask", NUMBER, "--data", folder),
        "`wenbao ask`, a number of a town misspelt": (*WENBAO, "ask", UNKNOWN, "--data", folder),
        "`wenbao ask`, a text": (*WENBAO, "ask", TEXT, "--data", folder),
        "`wenbao ingest`, a file that is known": (*WENBAO, "ingest", str(report), "--data", folder),
    }
    return measure_programs(commands)


def measure_page(folder: str, environment: Mapping[str, str]) -> Program:
    """The page from its start to its first answer, and after a number and a text were asked; medians."""
    runs = []
    for _ in range(PAGE_ROUNDS):
        port = find_port()
        address = f"http://127.0.0.1:{port}"
        started = time.perf_counter()
        with serve((*WENBAO, "serve", "--data", folder, "--port", str(port)), f"{address}/", environment) as process:
            ready = Cost(read_cpu(process.pid), time.perf_counter() - started, read_resident(process.pid))
            for question in (NUMBER, TEXT):
                with urllib.request.urlopen(f"{address}/api/ask?q={quote(question)}") as reply:
                    if json.load(reply)["status"] != "answered":
                        raise SystemExit(f"not answered: {question}")
            runs.append(Program(ready, read_resident(process.pid)))
    return find_middle(runs)


def measure_worker(folder: str) -> Program:
    """A worker until it can read, and after it has read a PDF file; medians."""
    path = next(path for path in sorted((SAMPLES / "reports").iterdir()) if path.suffix == ".pdf")
    settings = Settings(_env_file=None, data=Path(folder))
    setup = plan_worker(settings.limits, settings.max_memory, model=find_static_folder(name_model(settings)))
    runs = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with subprocess.Popen(WORKER, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            send(process.stdin, setup)
            pickle.load(process.stdout)
            ready = Cost(read_cpu(process.pid), time.perf_counter() - started, read_resident(process.pid))
            send(process.stdin, ReadFile(path.name, path.read_bytes()))
            pickle.load(process.stdout)
            runs.append(Program(ready, read_resident(process.pid)))
    return find_middle(runs)


def send(pipe: IO[bytes], message: object) -> None:
    """Give a worker something to do."""
    pickle.dump(message, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def find_middle(runs: Sequence[Program]) -> Program:
    """The median of each figure."""
    return Program(find_median([run.ready for run in runs]), int(median(run.later for run in runs)))


@contextmanager
def serve_vectors(folder: str) -> Iterator[str]:
    """The address of a Chroma server over the vectors of a data folder."""
    port = find_port()
    address = f"http://127.0.0.1:{port}"
    program = (str(Path(sys.executable).with_name("chroma")), "run", "--path", f"{folder}/chroma", "--port", str(port))
    with serve(program, f"{address}/api/v2/heartbeat", {"ANONYMIZED_TELEMETRY": "False"}):
        yield address


@contextmanager
def serve(arguments: Sequence[str], address: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program that stays, once it answers under ``address``; it is ended at the end."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(arguments, cwd=ROOT, env={**os.environ, **environment}, stdout=quiet, stderr=quiet) as process:
        try:
            wait_for(address)
            yield process
        finally:
            process.terminate()


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
