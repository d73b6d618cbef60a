"""The tabs 报告, 核查, 比较 and 导入 in a real browser, over a store that changes under them."""

import json
import queue
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.pages.desk import open_desk
from assistant.pages.page import build_pages
from assistant.pages.serving import serve_site
from index.intake.build import ingest_paths, remove_reports
from index.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 30_000
PORTRAIT = "梧山县栎桥镇2022年政府信息公开工作年度报告"
DRAWN = "2023年汀岚镇政府信息公开工作年度报告"
UNREAD = "廿七里街道2023年政府信息公开工作年度报告.txt"
MEASURE = """(leaf) => {
  const page = leaf.getBoundingClientRect(), frame = leaf.querySelector('.frame').getBoundingClientRect();
  const scale = leaf.dataset.width / page.width;
  return [frame.left - page.left, frame.top - page.top, frame.right - page.left, frame.bottom - page.top].map((x) => x * scale);
}"""
"""The frame on a page, in points from its top left."""

MEASURE_PIECE = """(piece) => {
  const page = piece.querySelector('img').getBoundingClientRect(), frame = piece.querySelector('.frame').getBoundingClientRect();
  const [x, y, wide, high] = [page.left, page.top, page.width, page.height];
  return [(frame.left - x) / wide, (frame.top - y) / high, (frame.right - x) / wide, (frame.bottom - y) / high];
}"""
"""The frame on a piece of a page, in shares of the whole page."""

TABS = ("报告", "核查", "比较", "导入", "问答")


@pytest.fixture(scope="module")
def settings(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store of PDFs whose boxes are known, of texts with findings, and of a text with a cell that cannot be read."""
    settings = Settings(_env_file=None, data=tmp_path_factory.mktemp("tabs") / "data", port=0)
    chosen = [
        *(samples / f"{name}.pdf" for name in (DRAWN, PORTRAIT)),
        *sorted(samples.glob("*.txt")),
        ROOT / "samples" / "layouts" / "reports" / UNREAD,
    ]
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, chosen)}
    return settings


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """The address of the page over that store."""
    said: queue.Queue[str] = queue.Queue()
    with open_desk(settings) as desk:
        threading.Thread(target=serve_site, args=(desk, build_pages(desk), said.put), daemon=True).start()
        yield said.get(timeout=60).partition("：")[2].partition("（")[0]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    yield page
    context.close()


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def open_report(page: Page, label: str) -> None:
    open_tab(page, "报告")
    page.get_by_role("button", name=f"打开{label}报告").click()
    expect(page.locator(".reading-side")).to_be_visible()


def load_json(address: str, path: str, **query: str) -> dict:
    with urllib.request.urlopen(f"{address}{path}?{urllib.parse.urlencode(query)}", timeout=30) as answer:
        return json.load(answer)


def find_case(page: Page, text: str) -> Locator:
    return page.locator(".case:visible", has_text=text).first


def test_a_click_on_a_cell_marks_the_box_that_was_drawn(page: Page) -> None:
    boxes = json.loads((ROOT / "samples" / "boxes" / f"{DRAWN}.json").read_text(encoding="utf-8"))
    open_report(page, "汀岚镇2023年")
    for cell in ("active.normative_documents.made", "requests.total.total", "disputes.direct_suit.total"):
        page.locator(f'[data-cell="{cell}"]').click()
        leaf = page.locator(f'.leaf[data-page="{boxes[cell]["page"]}"]')
        expect(leaf.locator("img")).to_have_js_property("complete", value=True)
        expect(leaf.locator(".frame")).to_be_in_viewport()
        marked = leaf.evaluate(MEASURE)
        assert boxes[cell]["box"] == pytest.approx(marked, abs=3.0)
        assert 1 == page.locator(".frame:visible").count()


def test_a_click_on_a_cell_of_a_text_marks_its_characters(page: Page) -> None:
    open_report(page, "汀岚镇2020年")
    cell = page.locator('[data-cell="requests.new.total"]')
    cell.click()
    assert "6" == cell.inner_text()
    expect(page.locator("mark.span")).to_have_text("6")
    expect(page.locator("mark.span")).to_be_in_viewport()


def test_a_stored_copy_can_be_saved_as_it_was_given(page: Page, samples: Path) -> None:
    open_report(page, "汀岚镇2023年")
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载原件").click()
    assert f"{DRAWN}.pdf" == saved.value.suggested_filename
    assert (samples / f"{DRAWN}.pdf").read_bytes() == saved.value.path().read_bytes()


def test_a_verdict_outlives_the_report_being_read_again(page: Page, address: str, settings: Settings, samples: Path) -> None:
    open_tab(page, "核查")
    find_case(page, "正文写收到申请 8件").click()
    expect(page.locator(".case-panel mark, .case-panel .marked").first).to_be_visible()
    page.get_by_label("说明").first.fill("已核对原件")
    page.get_by_label("审核人").fill("李审")
    page.get_by_role("button", name="保存结论").click()
    expect(page.locator(".said")).to_contain_text("李审")
    source = samples / "汀岚镇2020年政府信息公开工作年度报告.txt"
    remove_reports(settings, source=str(source))
    assert ["added"] == [outcome.status for outcome in ingest_paths(settings, [source])]
    page.reload()
    open_tab(page, "核查")
    expect(find_case(page, "正文写收到申请 8件").locator(".ruling")).to_have_text("成立")
    judged = load_json(address, "api/findings", verdict="confirmed")["findings"]
    assert [("李审", "已核对原件")] == [(finding["auditor"]["who"], finding["auditor"]["note"]) for finding in judged]


def test_a_finding_frames_the_box_on_a_piece_of_the_page(page: Page, samples: Path) -> None:
    boxes = json.loads((samples.parent / "boxes" / f"{PORTRAIT}.json").read_text(encoding="utf-8"))
    drawn = boxes["requests.total.natural_person"]
    width, height = pypdfium2.PdfDocument(samples / f"{PORTRAIT}.pdf")[drawn["page"] - 1].get_size()
    open_tab(page, "核查")
    find_case(page, "“自然人”一列的办理结果总计").click()
    piece = page.locator(".case-panel .crop").first
    expect(piece.locator("img")).to_have_js_property("complete", value=True)
    shares = piece.evaluate(MEASURE_PIECE)
    marked = [share * side for share, side in zip(shares, (width, height, width, height), strict=True)]
    assert drawn["box"] == pytest.approx(marked, abs=1.5)


def test_a_persons_reading_is_used_marked_kept_and_undone(page: Page, address: str, settings: Settings) -> None:
    question = "廿七里街道2023年作出多少件行政处罚决定？"
    assert "no_data" == load_json(address, "api/ask", q=question)["status"]
    open_tab(page, "核查")
    open_tab(page, "人工读数")
    find_case(page, "行政处罚").click()
    page.get_by_label("原文写的是").fill("31")
    page.get_by_label("读数人").fill("李审")
    page.get_by_role("button", name="保存读数").click()
    expect(page.locator(".notice:visible")).to_contain_text("已保存")
    source = ROOT / "samples" / "layouts" / "reports" / UNREAD
    for _ in range(2):
        answer = load_json(address, "api/ask", q=question)
        assert ("31", "李审") == (answer["values"][0]["value"], answer["values"][0]["corrected_by"])
        assert "31件**（人工读数）" in answer["text"]
        remove_reports(settings, source=str(source))
        list(ingest_paths(settings, [source]))
    page.get_by_label("读数记录").check()
    page.get_by_role("button", name="撤回").click()
    expect(page.locator(".log")).to_contain_text("已撤回")
    assert "no_data" == load_json(address, "api/ask", q=question)["status"]


def test_picked_figures_are_compared_in_a_table(page: Page) -> None:
    open_tab(page, "比较")
    for label, texts in (("机关", ["汀岚镇"]), ("年度", ["2020", "2023"]), ("数据项", ["新收政府信息公开申请（件）"])):
        box = page.get_by_role("combobox", name=label, exact=True).and_(page.locator(":visible"))
        for text in texts:
            box.click()
            box.fill(text)
            page.get_by_role("option", name=text).first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="比较", exact=True).click()
    expect(page.locator(".compared tbody tr")).to_have_count(1)
    expect(page.locator(".compared tbody")).to_contain_text("6")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=PATIENCE)


def test_files_are_imported_though_the_button_is_pressed_before_they_are_uploaded(page: Page, tmp_path: Path) -> None:
    slow = tmp_path / "慢文件.txt"
    slow.write_text("把面粉和水揉成团，醒二十分钟。\n", encoding="utf-8")
    page.route("**/gradio_api/upload*", lambda route: (page.wait_for_timeout(1500), route.continue_()))
    open_tab(page, "导入")
    page.locator("input[type=file]").last.set_input_files([slow])
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator(".progress")).to_contain_text("完成", timeout=2 * PATIENCE)
    expect(page.locator(".outcomes .rejected")).to_contain_text("慢文件.txt")
    expect(page.get_by_role("button", name="停止")).to_be_disabled()


def test_an_uploaded_report_is_read_and_answers(page: Page, address: str, samples: Path, tmp_path: Path) -> None:
    report = samples / "鹭渚街道办事处2020年度政府信息公开年报.pdf"
    (tmp_path / "菜谱.txt").write_text("把面粉和水揉成团，醒二十分钟。\n", encoding="utf-8")
    open_tab(page, "导入")
    page.locator("input[type=file]").last.set_input_files([report, tmp_path / "菜谱.txt"])
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator(".progress")).to_contain_text("完成", timeout=2 * PATIENCE)
    expect(page.locator(".outcomes .rejected")).to_contain_text("菜谱.txt")
    expect(page.locator(".outcomes .added")).to_contain_text("鹭渚街道 2020年")
    answer = load_json(address, "api/ask", q="鹭渚街道2020年收到几件申请？")
    assert ("answered", 1) == (answer["status"], answer["citations"][0]["place"]["page"] and 1)
    open_report(page, "鹭渚街道2020年")


def test_nothing_comes_from_outside_and_no_tab_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page, asked, faults = context.new_page(), [], []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(address)
    for tab in TABS:
        open_tab(page, tab)
        page.wait_for_timeout(300)
        assert 390 >= page.evaluate("document.documentElement.scrollWidth"), tab
    open_report(page, "汀岚镇2023年")
    assert 390 >= page.evaluate("document.documentElement.scrollWidth")
    assert ([], []) == ([url for url in asked if not url.startswith((address, "data:", "blob:"))], faults)
    context.close()
