"""A page over a few samples and one hostile report, and a real browser to look at it with."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_SECONDS = 60
ACTION_SECONDS = 15
expect.set_options(timeout=ACTION_SECONDS * 1000)
HURTFUL = (
    '<img src=x onerror="document.title=1"> [点我](http://outside.invalid) ![图](http://outside.invalid/x.png) ${1+1} {{value}}'
)


@pytest.fixture(scope="session")
def page_data(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with every kind of file, two towns of one name, and a report that would do harm."""
    folder = tmp_path_factory.mktemp("page")
    hostile = folder / "<img src=x onerror='document.title=2'>.txt"
    text = (samples / "汀岚镇2020年政府信息公开工作年度报告.txt").read_text(encoding="utf-8").replace("汀岚镇", "恶言镇")
    hostile.write_text(text.replace("办结转下年度", HURTFUL).replace("本年度", f"本年度{HURTFUL}", 1), encoding="utf-8")
    boxed = [samples / f"{file.stem}.pdf" for file in (samples.parent / "boxes").glob("*.json")]
    chosen = [*samples.glob("*.txt"), *samples.glob("*汀岚镇*"), *samples.glob("*栎桥镇2022*"), *boxed, hostile]
    command = [sys.executable, "-m", "assistant", "ingest", *sorted(set(chosen)), "--data", folder / "data"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "data"


@pytest.fixture(scope="session")
def address(page_data: Path) -> Iterator[str]:
    """The address of a page that runs on the data folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "WENBAO_DATA": str(page_data), "WENBAO_PORT": str(port)}
    with subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def wait_for(address: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the page ended at once"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the page did not start")


@pytest.fixture(scope="session")
def browser(require_program: Callable[[str], str]) -> Iterator[Browser]:
    program = require_program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the browser asked for."""
    return []


@pytest.fixture
def visit(browser: Browser, address: str, asked: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens the page for a visitor of its own."""
    contexts = []

    def open_page(query: str = "", width: int = 1440, height: int = 900, script: str = "") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(ACTION_SECONDS * 1000)
        page.add_init_script(script)
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(address + query)
        expect(page.locator(".welcome, .turn").first).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def ask() -> Callable[[Page, str], None]:
    """Types a question and waits for its answer."""

    def send(page: Page, question: str) -> None:
        page.get_by_label(re.compile(r"^\s*(问题|Question)\s*$")).fill(question)
        page.keyboard.press("Enter")
        turns = page.locator(".turn")
        expect(turns.last.locator(".asked")).to_contain_text(question)
        expect(turns.last.locator(".doings")).to_be_visible(timeout=PATIENCE_SECONDS * 1000)

    return send
