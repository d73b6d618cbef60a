"""How soon the page can be used and how fast it answers a number: python -m bench.page [REPORTS].

The store is filled as ``bench.store_scale`` fills it. In one run: the time until a browser's first page can be used against an
empty Gradio page of as many tabs, and the time of a number question over the wire, by the JSON interface and in the page.
Writes docs/page.md. Needs the program chromium.
"""

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from assistant.pages.page import TABS
from bench.ask_scale import list_questions
from bench.measuring import wait_for
from bench.publishing import Goal, Section, keep_below, publish
from bench.screenshots import ARGUMENTS
from bench.store_scale import fill_store
from bench.tables import describe_times, write_table
from index.database.cell_names import add_cell_names
from index.settings import Settings
from index.store import open_store

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "page.md"
LOADS = 25
"""Loads of each page that count; each in a browser profile of its own, whose store of files is empty."""

QUESTIONS = 30
MOST_SHARE = 1.3
MOST_SECONDS = 0.3

SEEN = "(part) => part && part.getClientRects().length > 0"
OURS = (
    "() => seen(document.querySelector('.welcome')) && seen(document.querySelector('.ask :is(textarea, input)'))"
    " && [...document.querySelectorAll('.suggestions button')].some(seen)"
)
EMPTY = f"() => [...document.querySelectorAll('[role=tab]')].filter(seen).length >= {len(TABS) + 1}"
WATCH = """(() => {
  const seen = %s, usable = %s;
  const look = () => { if (document.body && usable()) window.usableAfter = performance.now(); else requestAnimationFrame(look); };
  requestAnimationFrame(look);
})()"""
"""Notes the milliseconds from the start of the navigation until the page can be used."""

ASK = """(question) => new Promise((resolve) => {
  const count = document.querySelectorAll('.turn').length, started = performance.now();
  const look = () => {
    const turns = document.querySelectorAll('.turn');
    const done = turns.length > count && turns[turns.length - 1].querySelector('.doings');
    if (done) resolve([performance.now() - started, turns[turns.length - 1].querySelector('.cited') !== null]);
    else requestAnimationFrame(look);
  };
  [...document.querySelectorAll('.ask button')].pop().click();
  look();
})"""
"""Sends the question that stands in the box; milliseconds until its whole answer stands there, and whether it has a figure."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in seconds."""

    ours: list[float]
    empty: list[float]
    wire: list[float]
    page: list[float]

    @property
    def share(self) -> float:
        """How many times as long as an empty page ours takes."""
        return median(self.ours) / median(self.empty)


def main() -> None:
    """Fill a store in a temporary folder, measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=1000)
    reports = parser.parse_args().reports
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("the program chromium is not installed (make system installs it)")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fill_folder(Path(folder), reports)
        ours, empty = find_port(), find_port()
        with (
            serve(["-m", "assistant", "serve", "--data", folder, "--port", str(ours)], ours) as address,
            serve(["-m", "bench.empty_page", str(empty)], empty) as bare,
        ):
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            figures = measure(browser, address, bare, list_numbers(reports))
            browser.close()
    TARGET.write_text("\n".join(describe(figures, reports, load)), encoding="utf-8")
    publish(Section("page", "The page", list_goals(figures), list(list_times(figures))))


def list_goals(figures: Figures) -> list[Goal]:
    """What was promised of the page."""
    seconds = median(figures.page)
    return [
        keep_below("first page usable, against an empty Gradio page of as many tabs", figures.share, MOST_SHARE),
        keep_below("a number question in the page, until its answer is shown", seconds * 1000, MOST_SECONDS * 1000, " ms"),
    ]


def fill_folder(folder: Path, reports: int) -> None:
    """A data folder with so many reports."""
    settings = Settings(_env_file=None, data=folder)
    with open_store(settings, writable=True) as store, store.begin() as connection:
        codes = add_cell_names(connection, ())
    fill_store(settings.sqlite_path, codes, reports, 0)


def list_numbers(reports: int) -> list[str]:
    """Number questions of different towns and years; the first only warms up."""
    write = list_questions(reports, with_text=False)["number"]
    return [write() for _ in range(QUESTIONS + 1)]


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve(arguments: list[str], port: int) -> Iterator[str]:
    """The address of a page that a program of its own serves."""
    environment = {**os.environ, "WENBAO_REQUESTS_PER_MINUTE": "100000"}
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def measure(browser: Browser, address: str, bare: str, questions: list[str]) -> Figures:
    """Both pages loaded in turn, then the questions asked both ways; the first of each does not count."""
    loads = [(load_page(browser, address, OURS), load_page(browser, bare, EMPTY)) for _ in range(LOADS + 1)][1:]
    ours, empty = zip(*loads, strict=True)
    wire = [ask_wire(address, question) for question in questions][1:]
    return Figures(list(ours), list(empty), wire, ask_page(browser, address, questions)[1:])


def load_page(browser: Browser, address: str, usable: str) -> float:
    """Seconds from the start of the navigation until the page can be used, nothing kept from a load before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(WATCH % (SEEN, usable))
    page.goto(address)
    page.wait_for_function("() => window.usableAfter")
    seconds = float(page.evaluate("() => window.usableAfter")) / 1000
    context.close()
    return seconds


def ask_wire(address: str, question: str) -> float:
    """Seconds that the JSON interface takes, connection and all."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection(address.split("/")[2])
    connection.request("GET", f"/api/ask?q={quote(question)}")
    answer = json.loads(connection.getresponse().read())
    seconds = time.perf_counter() - started
    connection.close()
    if answer["status"] != "answered":
        raise SystemExit(f"not answered: {question}")
    return seconds


def ask_page(browser: Browser, address: str, questions: list[str]) -> list[float]:
    """Seconds from a press of the button until the whole answer stands in the page, each in a new conversation."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page.goto(address)
    page.locator(".suggestions button:visible").first.wait_for()
    times = []
    for question in questions:
        page.get_by_label("问题", exact=True).fill(question)
        page.wait_for_timeout(100)
        milliseconds, has_figure = page.evaluate(ASK, question)
        if not has_figure:
            raise SystemExit(f"not answered: {question}")
        times.append(milliseconds / 1000)
        page.get_by_role("button", name="开始新的对话").click()
        page.locator(".welcome").wait_for()
    page.close()
    return times


def list_times(figures: Figures) -> Iterator[str]:
    """The times as a table."""
    goal = f"≤ {MOST_SHARE} ×"
    limit = f"< {MOST_SECONDS * 1000:.0f} ms"
    rows = (
        ("first page usable", *describe_times(figures.ours), f"{figures.share:.2f} ×", goal),
        ("an empty Gradio page of as many tabs", *describe_times(figures.empty), "", ""),
        ("a number question by the JSON interface", *describe_times(figures.wire), "", limit),
        ("a number question in the page, until its answer is shown", *describe_times(figures.page), "", limit),
    )
    yield from write_table(("what", "median, ms", "95 of 100 within, ms", "against the empty page", "goal"), rows)


def describe(figures: Figures, reports: int, load: float) -> Iterator[str]:
    """The page of the documents."""
    yield "# How fast the page is"
    yield ""
    yield f"Measured by `python -m bench.page`, which writes this page, over {reports:,} made-up reports; server and Chromium on"
    yield f"one computer of {os.cpu_count()} cores, whose load average at the start was {load:.1f}: other work slows both sides."
    yield ""
    yield f"The pages are loaded in turn, {LOADS} times each, by a browser that has kept nothing; usable is when the question can"
    yield "be written and the words of welcome and the example questions stand there; of the empty page, when its tabs do."
    yield f"{QUESTIONS} questions are asked each way, of towns and years chosen at random."
    yield "What the library needs for the first tab is named in the page's first lines and comes from memory; the other tabs are"
    yield "built when they are opened. Many visitors at once: [benchmarks](benchmarks.md), by `python -m bench.load`."
    yield ""
    yield from list_times(figures)


if __name__ == "__main__":
    main()
