"""The page for those who do not see it or do not use a mouse: axe-core on every tab, language, focus, what is read out."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
Ask = Callable[[Page, str], None]

ONE = "汀岚镇2023年新收到几件政府信息公开申请？"
TREND = "汀岚镇2019年到2023年收到的申请有什么变化？"
STOPS = 40
"""Presses of Tab after which enough has been reached."""

FEWEST = 5
"""Parts that the keyboard reaches in any tab, its own tabs among them."""

GRAVE = ("serious", "critical")


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def show_welcome(page: Page, _ask: Ask) -> None:
    expect(page.locator(".suggestions button:visible").first).to_be_visible()


def show_evidence(page: Page, ask: Ask) -> None:
    ask(page, ONE)
    page.locator(".reply .cited").first.click()
    expect(page.locator(".page-mark")).to_be_visible()


def show_chart(page: Page, ask: Ask) -> None:
    ask(page, TREND)
    expect(page.locator(".chart-card .js-plotly-plot").first).to_be_visible(timeout=20_000)
    page.get_by_text("图中的数").click()
    page.get_by_role("row", name="2019年").locator(".cited").click()
    expect(page.locator(".original-table td.marked")).to_be_visible()


def show_clarification(page: Page, ask: Ask) -> None:
    ask(page, "栎桥镇2022年收到几件申请？")
    expect(page.get_by_role("button", name="梧山县栎桥镇2022年收到几件申请？")).to_be_visible()


def show_reports(page: Page, _ask: Ask) -> None:
    open_tab(page, "报告")
    expect(page.locator(".matrix")).to_be_visible()


def show_pages(page: Page, ask: Ask) -> None:
    show_reports(page, ask)
    page.get_by_role("button", name="打开汀岚镇2023年报告").click()
    page.locator('[data-cell="requests.new.total"]').click()
    expect(page.locator(".frame:visible")).to_be_visible()


def show_lines(page: Page, ask: Ask) -> None:
    show_reports(page, ask)
    page.get_by_role("button", name="打开汀岚镇2020年报告").click()
    page.locator('[data-cell="requests.new.total"]').click()
    expect(page.locator("mark.span")).to_be_visible()


def show_finding(page: Page, _ask: Ask) -> None:
    open_tab(page, "核查")
    page.locator(".case:visible").first.click()
    expect(page.get_by_role("button", name="保存结论")).to_be_visible()


def show_readings(page: Page, _ask: Ask) -> None:
    open_tab(page, "核查")
    open_tab(page, "人工读数")
    expect(page.get_by_label("读数记录")).to_be_visible()


def show_picking(page: Page, _ask: Ask) -> None:
    open_tab(page, "比较")
    expect(page.get_by_role("button", name="比较", exact=True)).to_be_visible()


def show_comparison(page: Page, _ask: Ask) -> None:
    open_tab(page, "比较")
    for label, texts in (("机关", ["汀岚镇"]), ("年度", ["2020", "2023"]), ("数据项", ["新收政府信息公开申请（件）"])):
        box = page.get_by_role("combobox", name=label, exact=True).and_(page.locator(":visible"))
        for text in texts:
            box.click()
            box.fill(text)
            page.get_by_role("option", name=text).first.click()
        page.keyboard.press("Escape")
        box.blur()
    page.get_by_role("button", name="比较", exact=True).click()
    expect(page.locator(".compared tbody tr")).to_have_count(1)
    expect(page.locator(".js-plotly-plot:visible")).to_be_visible(timeout=20_000)


def show_import(page: Page, _ask: Ask) -> None:
    open_tab(page, "导入")
    expect(page.get_by_role("button", name="导入", exact=True)).to_be_visible()


SCENES = {
    "welcome": show_welcome,
    "evidence": show_evidence,
    "chart": show_chart,
    "clarification": show_clarification,
    "reports": show_reports,
    "pages": show_pages,
    "lines": show_lines,
    "finding": show_finding,
    "readings": show_readings,
    "picking": show_picking,
    "comparison": show_comparison,
    "import": show_import,
}


def find_grave(page: Page) -> list[str]:
    """The grave violations that are seen now, each with the part of the page."""
    return [
        f"{violation['id']}: {node['target'][0]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
        if violation["impact"] in GRAVE
    ]


@pytest.mark.parametrize("width", [1440, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("scene", SCENES)
def test_no_tab_has_a_grave_violation(visit: Visit, ask: Ask, scene: str, width: int) -> None:
    page = visit(width=width)
    SCENES[scene](page, ask)
    assert [] == find_grave(page)


@pytest.mark.parametrize("scene", ["evidence", "reports", "finding", "import"])
def test_a_computer_set_to_dark_shows_the_page_as_readable(visit: Visit, ask: Ask, scene: str) -> None:
    page = visit()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    SCENES[scene](page, ask)
    assert [] == find_grave(page)


@pytest.mark.parametrize("number", range(5))
def test_no_tab_of_the_english_page_has_a_grave_violation(visit: Visit, number: int) -> None:
    page = visit("en/")
    page.get_by_role("tab").nth(number).click()
    expect(page.locator(".ask, .matrix, .case-list, .filters, .hint").locator("visible=true").first).to_be_visible()
    assert [] == find_grave(page)


LOOK = """(part) => {
  const looks = [];
  for (let depth = 0; part && depth < 4; depth += 1, part = part.parentElement) {
    const { outline, boxShadow, border, backgroundColor, textDecoration } = getComputedStyle(part);
    looks.push([outline, boxShadow, border, backgroundColor, textDecoration].join('|'));
  }
  return looks.join('\\n');
}"""
"""How a part and what it stands in are drawn, as far as a focus may change it."""


@pytest.mark.parametrize("scene", ["evidence", "reports", "pages", "finding", "comparison", "import"])
def test_whatever_the_keyboard_reaches_is_seen_to_be_reached(visit: Visit, ask: Ask, scene: str) -> None:
    page = visit()
    SCENES[scene](page, ask)
    page.get_by_role("tab").first.focus()
    unseen, reached = [], set()
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        part = page.evaluate_handle("document.activeElement").as_element()
        assert part is not None
        name = part.evaluate("(part) => part.outerHTML.slice(0, 160)")
        if name.startswith("<body"):
            break
        reached.add(name)
        focused = part.evaluate(LOOK)
        page.wait_for_timeout(30)
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        if focused == part.evaluate(LOOK):
            unseen.append(name)
        page.keyboard.press("Shift+Tab")
    assert [] == unseen
    assert len(reached) > FEWEST


def test_the_region_that_is_read_out_stays_and_its_words_change(visit: Visit, ask: Ask) -> None:
    page = visit()
    region = page.get_by_role("tabpanel").get_by_role("status")
    region.evaluate("(part) => { part.marked = true; }")
    ask(page, ONE)
    expect(region).to_contain_text("回答：汀岚镇2023年")
    assert region.evaluate("(part) => part.marked")
