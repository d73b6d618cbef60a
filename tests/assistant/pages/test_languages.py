"""The page in both languages: every word has both, the switch is kept, and neither page speaks the other's words."""

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.pages.preloading import name_files
from assistant.pages.words import LANGUAGES, load_words

ROOT = Path(__file__).resolve().parents[3]
Visit = Callable[..., Page]
Ask = Callable[[Page, str], None]

ONE = {"": "汀岚镇2023年新收到几件政府信息公开申请？", "en/": "How many disclosure requests did 汀岚镇 receive in 2023?"}
LONG_ENOUGH = {"zh": 4, "en": 12}
"""Characters from which a word of the page cannot stand in a report by chance."""

READ = """() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
  .filter((part) => part.getClientRects().length)
  .flatMap((part) => ['aria-label', 'title', 'placeholder'].map((name) => part.getAttribute(name) || ''))].join('\\n')"""
"""Everything that is seen or read out."""


@pytest.mark.parametrize("key", sorted(load_words()))
def test_every_word_has_both_languages_and_the_same_holes(key: str) -> None:
    word = load_words()[key]
    assert set(LANGUAGES) == set(word)
    assert all(word.values())
    holes = [sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None) for text in word.values()]
    assert holes[0] == holes[1]
    assert '"' not in "".join(word.values())


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "assistant" / "pages").glob("*.py"))
    named = set(re.findall(r"""["']([a-z_]+\.[A-Za-z_]+)["']""", code)) & set(re.findall(r"[a-z_]+\.\w+", code))
    rooms = {key.partition(".")[0] for key in load_words()}
    asked = {name for name in named if name.partition(".")[0] in rooms and not name.endswith((".css", ".js", ".toml"))}
    whole = {
        room for room in rooms if re.search(rf"""f?["']{room}\.\{{|room\(["']{room}["']\)|["']{room}["'],|f'{room}\.\{{""", code)
    }
    assert set() == {name for name in asked if name not in load_words()}
    assert [] == sorted(key for key in load_words() if key not in asked and key.partition(".")[0] not in {*whole, "error"})


def list_strange(text: str, language: str) -> list[str]:
    """The words of the other language that stand in a text."""
    other = "en" if language == "zh" else "zh"
    own = {key: word[other] for key, word in load_words().items() if not key.startswith("reports.table_")}  # stands in reports
    said = {word for word in own.values() if "{" not in word and "<" not in word}
    common = {word[language] for word in load_words().values()}
    return sorted(word for word in said - common if len(word) >= LONG_ENOUGH[other] and word in text)


@pytest.mark.parametrize("path", ["", "en/"])
def test_no_tab_speaks_the_other_language(visit: Visit, ask: Ask, path: str) -> None:
    page = visit(path)
    language = "en" if path else "zh"
    assert [] == list_strange(page.evaluate(READ), language)
    ask(page, ONE[path])
    page.locator(".reply .cited").first.click()
    expect(page.locator(".page-mark")).to_be_visible()
    assert [] == list_strange(page.evaluate(READ), language)
    for number in range(1, 5):
        page.get_by_role("tab").nth(number).click()
        panel = page.get_by_role("tabpanel").locator("visible=true").first
        expect(panel.locator(".matrix, .case-list, .filters, .hint").first).to_be_visible()
        assert [] == list_strange(page.evaluate(READ), language)


@pytest.mark.parametrize(
    ("path", "words"), [("", ["点击选择文件", "把文件拖到这里"]), ("en/", ["Click to choose files", "Drop files here"])]
)
@pytest.mark.parametrize("locale", ["zh-CN", "en-US", "fr-FR"])
def test_the_librarys_words_follow_the_page_and_not_the_browser(
    browser: Browser, address: str, path: str, words: list[str], locale: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(address + path)
    expect(page.locator("html")).to_have_attribute("lang", "en" if path else "zh-CN")
    page.get_by_role("tab").last.click()
    for word in words:
        expect(page.get_by_text(word)).to_be_visible()
    named = page.locator("button.upload-container")
    expect(named).to_have_attribute(
        "aria-label", "Click to choose files, or drop them here" if path else "点击选择文件，或把文件拖到这里"
    )
    assert [] == [word for word in ("common.", "upload_text.") if word in page.evaluate(READ)]
    context.close()


def test_the_switch_keeps_the_conversation_and_is_remembered(visit: Visit, ask: Ask, address: str) -> None:
    page = visit()
    ask(page, ONE[""])
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/\?q="))
    expect(page.locator(".turn .doings")).to_have_count(1)
    expect(page.locator(".turn .cited").first).to_contain_text("件")
    page.goto(address)
    expect(page.get_by_role("tab", name="Reports")).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("tab", name="报告")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("tab", name="报告")).to_be_visible()


@pytest.mark.parametrize(("query", "tab"), [("?lang=en", "Reports"), ("?lang=zh", "报告"), ("en/?lang=zh", "报告")])
def test_the_address_chooses_the_language(visit: Visit, query: str, tab: str) -> None:
    page = visit(query)
    expect(page.get_by_role("tab", name=tab)).to_be_visible()
    assert "lang=" not in page.url


def test_an_english_question_is_answered_in_english_on_either_page(visit: Visit, ask: Ask) -> None:
    for path in ONE:
        page = visit(path)
        ask(page, ONE["en/"])
        expect(page.locator(".reply").last).to_contain_text("4 cases")


def test_the_page_names_the_scripts_that_its_first_tab_loads(visit: Visit, asked: list[str]) -> None:
    page = visit()
    expect(page.locator(".below")).to_be_visible()
    page.wait_for_timeout(500)
    loaded = {url.rpartition("/")[2] for url in asked if "/assets/" in url}
    named = set(re.findall(r'assets/([^"]+)"', name_files("zh")))
    assert named
    assert set() == named - loaded
    late = {name for name in loaded - named if name.endswith(".js")}
    assert 1 >= len(late), late
