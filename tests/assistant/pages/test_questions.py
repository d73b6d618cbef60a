"""The tab 问答 in a real browser: asking, looking at the evidence, choosing, sharing, keeping."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from playwright.sync_api import Download, Page, expect

Visit = Callable[..., Page]
Ask = Callable[[Page, str], None]

TREND = "汀岚镇2019年到2023年收到的申请有什么变化？"
ONE = "汀岚镇2023年新收到几件政府信息公开申请？"
BOXED = [
    ("2023年汀岚镇政府信息公开工作年度报告", "汀岚镇2023年新收到几件政府信息公开申请？", "requests.new.total"),
    ("2023年汀岚镇政府信息公开工作年度报告", "汀岚镇2023年行政处罚处理决定数量是多少？", "active.penalties.decisions"),
    ("梧山县栎桥镇2022年政府信息公开工作年度报告", "梧山县栎桥镇2022年新收到几件政府信息公开申请？", "requests.new.total"),
]
PATIENCE = 20_000
"""Milliseconds that the first chart may take: what draws it is loaded only then."""

MARGIN = 0.16
"""The share of a page's width at its left that is empty or nearly so."""

SLACK = 1.5
"""Points by which a marked box may differ from the drawn one: half a ruled line."""


def measure_mark(page: Page) -> tuple[float, ...]:
    """The marked box as shares of the page's picture: left, top, right, bottom."""
    mark, sheet = (page.locator(f".evidence {part}").bounding_box() for part in (".page-mark", ".page-sheet img"))
    assert mark is not None
    assert sheet is not None
    return (
        (mark["x"] - sheet["x"]) / sheet["width"],
        (mark["y"] - sheet["y"]) / sheet["height"],
        (mark["x"] + mark["width"] - sheet["x"]) / sheet["width"],
        (mark["y"] + mark["height"] - sheet["y"]) / sheet["height"],
    )


@pytest.mark.parametrize("case", BOXED, ids=["town", "penalties", "portrait"])
def test_clicked_figure_shows_the_page_with_the_drawn_box_marked(
    visit: Visit, ask: Ask, samples: Path, case: tuple[str, str, str]
) -> None:
    name, question, cell = case
    drawn = json.loads((samples.parent / "boxes" / f"{name}.json").read_text(encoding="utf-8"))[cell]
    width, height = pypdfium2.PdfDocument(samples / f"{name}.pdf")[drawn["page"] - 1].get_size()
    page = visit()
    ask(page, question)
    page.locator(".reply .cited").first.click()
    expect(page.locator(".evidence figcaption")).to_contain_text(f"第 {drawn['page']} 页")
    shares = measure_mark(page)
    assert drawn["box"] == pytest.approx(
        [share * side for share, side in zip(shares, (width, height, width, height), strict=True)], abs=SLACK
    )


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_marked_box_is_brought_into_sight(visit: Visit, ask: Ask, size: tuple[int, int]) -> None:
    page = visit(width=size[0], height=size[1])
    ask(page, ONE)
    page.locator(".reply .cited").first.click()
    expect(page.locator(".page-mark")).to_be_in_viewport()
    assert size[0] >= page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("button", name="看整页").click()
    expect(page.locator(".page-mark")).to_be_in_viewport()


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_names_of_the_row_are_seen_beside_the_marked_number(visit: Visit, ask: Ask, size: tuple[int, int]) -> None:
    page = visit(width=size[0], height=size[1])
    ask(page, "梧山县栎桥镇2022年行政许可处理决定多少件？")
    page.locator(".reply .cited").first.click()
    expect(page.locator(".page-mark")).to_be_in_viewport()
    frame, sheet, mark = (
        page.locator(f".evidence {part}").bounding_box() for part in (".page-frame", ".page-sheet", ".page-mark")
    )
    assert frame is not None
    assert sheet is not None
    assert mark is not None
    shares = [(edge - sheet["x"]) / sheet["width"] for edge in (frame["x"], frame["x"] + frame["width"])]
    assert shares[0] < MARGIN
    assert shares[1] >= (mark["x"] + mark["width"] - sheet["x"]) / sheet["width"]
    assert mark["y"] - frame["y"] > frame["y"] + frame["height"] - mark["y"] - mark["height"]


def test_everything_to_press_is_in_sight_on_a_small_screen_and_the_chart_takes_no_room_of_the_answer(
    visit: Visit, ask: Ask
) -> None:
    page = visit(width=1280, height=800)
    ask(page, ONE)
    expect(page.locator(".restart")).to_be_in_viewport(ratio=1)
    ask(page, TREND)
    expect(page.locator(".talk-frame .chart-card .js-plotly-plot")).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".turn").last.locator("tbody tr").last).to_be_in_viewport(ratio=1)
    expect(page.locator(".restart")).to_be_in_viewport(ratio=1)


def test_every_kind_of_file_shows_its_place_and_a_citation_to_paste(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, TREND)
    page.get_by_role("row", name="2019年").locator(".cited").click()
    expect(page.locator(".original-table td.marked")).to_have_text("4")
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".original-lines li.marked mark")).to_have_text("6")
    expect(page.locator(".evidence-findings")).to_contain_text("8")
    expect(page.locator(".facts")).to_contain_text("按行列名称")
    page.locator("[data-event=copy-reference]").click()
    expect(page.locator("[data-event=copy-reference]")).to_have_text("已复制")
    reference = page.evaluate("navigator.clipboard.readText()")
    assert [] == [part for part in ("汀岚镇", "2020年度", "第159行", "公布", "SHA-256：", "读取") if part not in reference]
    page.get_by_role("button", name="全部依据").click()
    expect(page.locator(".source")).to_have_count(6)


def test_trend_has_a_chart_with_its_table(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, TREND)
    expect(page.locator(".chart-card .js-plotly-plot .scatterlayer .points path")).to_have_count(5, timeout=PATIENCE)
    page.get_by_text("图中的数").click()
    expect(page.locator(".chart-table tbody tr")).to_have_count(5)
    ask(page, "那2022年呢？")
    expect(page.locator(".chart-card")).to_be_hidden()


def test_clarification_is_chosen_by_a_button_and_followed_up(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, "栎桥镇2022年收到几件申请？")
    page.get_by_role("button", name="梧山县栎桥镇2022年收到几件申请？").click()
    expect(page.locator(".turn").last.locator(".cited").first).to_contain_text("4件")
    ask(page, "行政处罚呢？")
    expect(page.locator(".turn").last).to_contain_text("梧山县栎桥镇2022年")


def test_example_question_is_answered(visit: Visit) -> None:
    page = visit()
    page.locator(".suggestions button:visible").first.click()
    expect(page.locator(".turn .cited").first).to_be_visible()


def keep(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"[data-event=fetch][data-kind={kind}]").last.click()
    return read_download(waiting.value)


def read_download(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_evidence_pack_opens_and_is_the_same_twice(visit: Visit, ask: Ask) -> None:
    packs = []
    for _ in range(2):
        page = visit()
        ask(page, ONE)
        packs.append(keep(page, "pack"))
    assert packs[0] == packs[1]
    with zipfile.ZipFile(io.BytesIO(packs[0])) as archive:
        evidence = json.loads(archive.read("evidence.json"))
        assert evidence[0]["picture"] in archive.namelist()
        assert "requests.new.total" == evidence[0]["cell"]["id"]


SLOW_FAREWELL = """
const reach = window.fetch;
const hold = async (piece, out) => {
  if (new TextDecoder().decode(piece).includes('close_stream')) {
    window.farewells = (window.farewells || 0) + 1;
    await new Promise((go) => setTimeout(go, 1500));
  }
  out.enqueue(piece);
};
window.fetch = async (...asked) => {
  const answer = await reach(...asked);
  if (!answer.url.includes('/queue/data')) return answer;
  return new Response(answer.body.pipeThrough(new TransformStream({ transform: hold })), answer);
};
"""


def test_question_is_answered_though_the_stream_of_messages_is_just_being_closed(visit: Visit, ask: Ask) -> None:
    page = visit(script=SLOW_FAREWELL)
    for number, question in enumerate((TREND, "汀岚镇2023年收到几件政府信息公开申请？"), start=1):
        page.wait_for_function("number => window.farewells >= number", arg=number)
        ask(page, question)
        expect(page.locator(".turn")).to_have_count(number)


def test_table_is_kept_as_csv(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, TREND)
    rows = list(csv.reader(io.StringIO(keep(page, "csv").decode("utf-8-sig"))))
    assert ["2020年", "6件", "'+2件"] == rows[2]


def test_address_with_questions_opens_their_answers_and_is_what_the_link_copies(visit: Visit) -> None:
    page = visit(f"?q={quote(ONE)}&q={quote('那2022年呢？')}")
    expect(page.locator(".turn .doings")).to_have_count(2)
    expect(page.locator(".turn").last.locator(".cited").first).to_contain_text("6件")
    page.locator(".turn").last.get_by_role("button", name="链接").click()
    expect(page.locator("[data-event=share] span").last).to_have_text("已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit("?" + link.split("?", 1)[1])
    expect(other.locator(".turn .doings")).to_have_count(2)


def test_history_stays_in_the_browser_and_opens_again(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, ONE)
    ask(page, "那2022年呢？")
    page.get_by_role("button", name="开始新的对话").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    page.locator(".history summary").click()
    page.locator(".history [data-event=open]").click()
    expect(page.locator(".turn .doings")).to_have_count(2)
    other = visit()
    expect(other.locator(".suggestions button:visible").first).to_be_visible()
    expect(other.locator(".history")).to_have_count(0)


def test_vote_is_shown_and_answer_can_be_asked_again(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, ONE)
    page.get_by_role("button", name="有用").click()
    expect(page.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="重新回答").click()
    expect(page.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".turn")).to_have_count(1)


def test_two_browsers_do_not_share_a_conversation(visit: Visit, ask: Ask) -> None:
    page, other = visit(), visit()
    ask(page, ONE)
    expect(other.locator(".turn")).to_have_count(0)
    ask(other, "那2021年呢？")
    expect(other.locator(".source, .cited")).to_have_count(0)


def test_enter_that_confirms_a_pinyin_candidate_does_not_send(visit: Visit) -> None:
    page = visit()
    box = page.get_by_label("问题", exact=True)
    box.fill(ONE)
    options = {"key": "Enter", "code": "Enter", "keyCode": 229, "isComposing": True, "bubbles": True}
    for kind in ("keydown", "keypress", "keyup"):
        box.dispatch_event(kind, options)
    page.wait_for_timeout(400)
    expect(page.locator(".turn")).to_have_count(0)
    box.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)


def test_figures_are_reached_and_opened_by_keyboard(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, ONE)
    page.locator(".reply .cited").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence h3").first).to_contain_text("汀岚镇")
    expect(page.locator("[role=status]").filter(has_text="出处 1 已打开")).to_have_count(1)


def test_hostile_report_and_question_are_shown_as_text_and_nothing_comes_from_outside(
    visit: Visit, ask: Ask, asked: list[str], address: str
) -> None:
    page = visit()
    for question in ('<img src=x onerror="document.title=1"> [点我](http://outside.invalid)', "恶言镇2020年写了什么主要问题？"):
        ask(page, question)
    ask(page, "恶言镇2020年新收到几件政府信息公开申请？")
    for figure in page.locator(".turn").last.locator(".cited, .mark").all():
        figure.click()
        expect(page.locator(".original-lines")).to_be_visible()
        expect(page.locator(".turn a, .turn img, .panel a, .panel img")).to_have_count(0)
    expect(page.locator(".facts")).to_contain_text("<img src=x")
    assert "问报" == page.title()
    assert [] == [url for url in asked if not url.startswith((address, "data:", "blob:"))]
