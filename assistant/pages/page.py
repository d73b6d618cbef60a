"""The page as a whole: its tabs joined, one page for each language, and how they are served.

The first tab stands in the page as it is sent; each other is built for a visitor who opens it.
"""

from collections.abc import Callable
from dataclasses import replace

import gradio as gr

from assistant.pages.chat import build_chat_tab
from assistant.pages.checks import build_checks_tab
from assistant.pages.compare import build_compare_tab
from assistant.pages.desk import Desk, open_desk
from assistant.pages.imports import build_import_tab
from assistant.pages.reports import build_reports_tab
from assistant.pages.scripts import SWITCH
from assistant.pages.serving import serve_site
from assistant.pages.words import LANGUAGES, LOCALES, NAMES, Language, Words
from index.settings import Settings

TABS: dict[str, Callable[[Desk, gr.Tab], None]] = {
    "reports": build_reports_tab,
    "checks": build_checks_tab,
    "compare": build_compare_tab,
    "imports": build_import_tab,
}
"""The tabs after the first, in their order, each with the function that builds its parts."""


def build_pages(desk: Desk) -> dict[Language, gr.Blocks]:
    """The page in every language, over one desk."""
    return {language: build_page(replace(desk, words=Words(language))) for language in LANGUAGES}


def build_page(desk: Desk) -> gr.Blocks:
    """The tabs over one desk, in its language."""
    words = desk.words
    with gr.Blocks(title=words("page.title"), analytics_enabled=False, fill_width=True) as page:
        gr.HTML(render_masthead(words, users=bool(desk.settings.users)), js_on_load=SWITCH, apply_default_css=False)
        with gr.Tabs():
            with gr.Tab(words("tab.ask")):
                build_chat_tab(desk, page)
            for name, build_tab in TABS.items():
                with gr.Tab(words(f"tab.{name}")) as tab:
                    build_later(desk, tab, build_tab)
    return page


def build_later(desk: Desk, tab: gr.Tab, build_tab: Callable[[Desk, gr.Tab], None]) -> None:
    """Builds a tab's parts when a visitor first opens it; what they are made of comes to the browser only then."""
    opened = gr.State(False)
    tab.select(lambda: True, None, opened, show_progress="hidden", api_visibility="private")

    @gr.render(opened, [opened.change], show_progress="hidden")
    def build(_opened: bool) -> None:
        build_tab(desk, tab)


def render_masthead(words: Words, *, users: bool) -> str:
    """Name and motto, the choice of language, and the way out where people log in."""
    links = "".join(render_language(language, chosen=language == words.language) for language in LANGUAGES)
    leave = f'<a class="leave" href="logout">{words("page.log_out")}</a>' if users else ""
    return (
        f'<header class="masthead"><span class="seal" aria-hidden="true">问报</span><h1>{words("page.title")}</h1>'
        f'<p>{words("page.motto")}</p><nav class="languages" aria-label="{words("page.languages")}">{links}</nav>{leave}</header>'
    )


def render_language(language: Language, *, chosen: bool) -> str:
    """A language by its own name, as a link to the page in it."""
    here = ' aria-current="true"' if chosen else ""
    return f'<a href="?lang={language}" data-language="{language}" lang="{LOCALES[language]}"{here}>{NAMES[language]}</a>'


def serve_page(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page until it is stopped (Ctrl+C) and announces its address.

    Nothing is fetched from outside, and no file is served but the page's own.

    Raises:
        UsageError: The port is taken, or the host is not one of this machine.
    """
    with open_desk(settings) as desk:
        serve_site(desk, build_pages(desk), announce)
