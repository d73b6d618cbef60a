"""Takes the pictures of the page that the documents show: every tab, on a desktop and on a phone, into docs/screens.

Run with ``make screenshots``; it needs the program chromium. The store is made anew from the samples.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.measuring import wait_for

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screens"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
COLOURS = 96
QUESTION = "砚泉镇2019年到2023年收到的申请有什么变化？"
ENGLISH = "How did the requests received by 砚泉镇 change from 2019 to 2023?"
PATIENCE_SECONDS = 30


@contextmanager
def serve_samples(folder: Path) -> Iterator[str]:
    """The address of the page over the samples."""
    program = [sys.executable, "-m", "assistant"]
    sources = ["samples/reports", "samples/layouts/reports"]
    subprocess.run([*program, "ingest", *sources, "--data", folder], cwd=ROOT, check=False, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*program, "serve", "--data", folder, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def open_tab(page: Page, name: str) -> None:
    """Opens a tab."""
    page.get_by_role("tab", name=name, exact=True).click()


def show_question(page: Page) -> None:
    """An answer with its chart and the evidence of its first figure."""
    page.get_by_label("问题", exact=True).fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".turn .cited").first.click()
    page.locator(".evidence").first.wait_for()
    page.wait_for_timeout(2500)


def show_english(page: Page) -> None:
    """The same on the English page."""
    page.get_by_role("link", name="English").click()
    page.get_by_role("tab", name="Ask", exact=True).wait_for()
    page.get_by_label("Question", exact=True).fill(ENGLISH)
    page.keyboard.press("Enter")
    page.locator(".turn .cited").first.click()
    page.locator(".evidence").first.wait_for()
    page.wait_for_timeout(2500)


def show_coverage(page: Page) -> None:
    """The coverage matrix."""
    open_tab(page, "报告")
    page.locator(".matrix").wait_for()


def show_report(page: Page) -> None:
    """A PDF report beside what was read, one cell marked."""
    show_coverage(page)
    page.get_by_role("button", name="打开汀岚镇2023年报告").click()
    page.locator('[data-cell="requests.granted.total"]').click()
    page.locator(".frame:visible").wait_for()
    page.wait_for_timeout(2500)


def show_finding(page: Page) -> None:
    """A finding on copied text with both places."""
    open_tab(page, "核查")
    box = page.get_by_role("combobox", name="规则")
    box.click()
    page.get_by_role("option", name="照抄上年").click()
    page.wait_for_timeout(800)
    page.locator(".case").first.click()
    page.locator(".case-panel .exhibit").first.wait_for()


def show_review(page: Page) -> None:
    """A cell of a scan that a person has to read."""
    open_tab(page, "核查")
    open_tab(page, "人工读数")
    page.locator(".case:visible", has_text="页").first.click()
    page.locator(".crop img").wait_for()
    page.wait_for_timeout(1500)


def show_comparison(page: Page) -> None:
    """Two agencies over five years."""
    open_tab(page, "比较")
    for label, texts in (
        ("机关", ("汀岚镇", "砚泉镇")),
        ("年度", ("2019", "2020", "2021", "2022", "2023")),
        ("数据项", ("新收政府信息公开申请（件）",)),
    ):
        box = page.get_by_role("combobox", name=label, exact=True).and_(page.locator(":visible"))
        for text in texts:
            box.click()
            box.fill(text)
            page.get_by_role("option", name=text).first.click()
        page.keyboard.press("Escape")
        box.blur()
    page.get_by_role("button", name="比较", exact=True).click()
    page.locator(".compared").wait_for()
    page.wait_for_timeout(1500)


def show_import(page: Page) -> None:
    """Files taken in, one of them refused."""
    open_tab(page, "导入")
    chosen = [*sorted((ROOT / "samples" / "reports").glob("砚泉镇*"))[:3], ROOT / "samples" / "bad" / "recipe.txt"]
    page.locator("input[type=file]").last.set_input_files(chosen)
    page.get_by_role("button", name="导入", exact=True).click()
    page.locator(".progress", has_text="完成").wait_for()


SCENES: dict[str, Callable[[Page], None]] = {
    "ask": show_question,
    "english": show_english,
    "coverage": show_coverage,
    "report": show_report,
    "finding": show_finding,
    "review": show_review,
    "compare": show_comparison,
    "import": show_import,
}


def take_picture(browser: Browser, address: str, scene: str, size: str) -> None:
    """One scene in one size, as a small PNG file."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.goto(address)
    page.locator(".welcome").wait_for()
    page.locator(".suggestions button:visible").first.wait_for()
    SCENES[scene](page)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(400)
    image = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(TARGET / f"{scene}-{size}.png", optimize=True)
    context.close()


def main(wanted: list[str]) -> None:
    """Takes the scenes that are named, or all."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("the program chromium is not installed (make system installs it)")
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_samples(Path(folder) / "data") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for scene in wanted or SCENES:
            for size in SIZES:
                take_picture(browser, address, scene, size)
                print(f"{scene}-{size}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
