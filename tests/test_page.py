"""The page in a real browser: a question gets its answer and source, an upload is taken in, nothing is fetched from outside."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
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
HOSTILE = (
    '<img src=x onerror="document.title=1"> [点我](http://outside.invalid) ![图](http://outside.invalid/x.png) ${1+1} {{value}}'
)


@pytest.fixture(scope="module")
def data(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the text samples."""
    folder = tmp_path_factory.mktemp("page") / "data"
    chosen = sorted(samples.glob("*.txt"))
    subprocess.run(
        [sys.executable, "-m", "assistant", "ingest", *chosen, "--data", folder], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """The address of a page that runs on the data folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "WENBAO_DATA": str(data), "WENBAO_PORT": str(port)}
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


@pytest.fixture(scope="module")
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


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str, asked: list[str]) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(address)
    expect(page.locator(".suggestions button:visible").first).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
    yield page
    context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_label("问题", exact=True).fill(question)
    page.keyboard.press("Enter")
    turns = page.locator(".turn")
    expect(turns.last.locator(".asked")).to_contain_text(question)
    expect(turns.last.locator(".steps")).to_have_count(0, timeout=PATIENCE_SECONDS * 1000)


def test_number_question_shows_answer_and_source(page: Page) -> None:
    ask(page, "汀岚镇2020年新收到几件政府信息公开申请？")
    expect(page.locator(".reply").last).to_contain_text("6")
    expect(page.locator(".source-file").first).to_contain_text("汀岚镇2020年")
    expect(page.locator(".source-place").first).to_contain_text("行")


def test_example_question_is_answered_and_followed_up(page: Page) -> None:
    page.locator(".suggestions button:visible").first.click()
    expect(page.locator(".source").first).to_be_visible()
    ask(page, "那收到几件申请？")
    expect(page.locator(".turn")).to_have_count(2)


def test_page_is_no_wider_than_the_screen(page: Page) -> None:
    ask(page, "汀岚镇2020年新收到几件政府信息公开申请？")
    for tab in ("报告", "导入", "问答"):
        page.get_by_role("tab", name=tab).click()
        assert page.viewport_size is not None
        assert page.viewport_size["width"] >= page.evaluate("document.documentElement.scrollWidth")


def test_hostile_question_is_shown_as_text_and_nothing_comes_from_outside(page: Page, asked: list[str], address: str) -> None:
    ask(page, HOSTILE)
    assert "问报" == page.title()
    expect(page.locator(".turn a, .turn img")).to_have_count(0)
    assert [] == [url for url in asked if not url.startswith((address, "data:", "blob:"))]


def test_two_browsers_do_not_share_a_conversation(page: Page, browser: Browser, address: str) -> None:
    ask(page, "汀岚镇2020年新收到几件政府信息公开申请？")
    other = browser.new_context(locale="zh-CN").new_page()
    other.goto(address)
    expect(other.locator(".suggestions button:visible").first).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
    expect(other.locator(".turn")).to_have_count(0)
    ask(other, "那2021年呢？")
    expect(other.locator(".source")).to_have_count(0)
    other.context.close()


def test_enter_that_confirms_a_pinyin_candidate_does_not_send(page: Page) -> None:
    box = page.get_by_label("问题", exact=True)
    box.fill("汀岚镇2020年收到几件申请")
    options = {"key": "Enter", "code": "Enter", "keyCode": 229, "isComposing": True, "bubbles": True}
    for kind in ("keydown", "keypress", "keyup"):
        box.dispatch_event(kind, options)
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(0)
    box.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)


def test_new_conversation_forgets_the_old_one(page: Page) -> None:
    ask(page, "汀岚镇2020年新收到几件政府信息公开申请？")
    page.get_by_role("button", name="开始新的对话").click()
    expect(page.locator(".turn")).to_have_count(0)


def test_uploaded_report_is_stored_and_listed(page: Page, samples: Path, tmp_path: Path) -> None:
    report = min(samples.glob("*.docx"), key=lambda path: path.stat().st_size)
    (tmp_path / "菜谱.txt").write_text("把面粉和水揉成团，醒二十分钟。\n", encoding="utf-8")
    shutil.copy(report, tmp_path / report.name)
    page.get_by_role("tab", name="导入").click()
    page.locator("input[type=file]").set_input_files([tmp_path / report.name, tmp_path / "菜谱.txt"])
    expect(page.get_by_text(report.name).first).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator(".outcome.rejected")).to_contain_text("菜谱.txt", timeout=PATIENCE_SECONDS * 1000)
    expect(page.locator(".outcome").first).to_contain_text(report.name)
    page.get_by_role("tab", name="报告").click()
    page.get_by_label("筛选").fill(report.name)
    expect(page.locator(".reports tbody tr")).to_have_count(1)
