"""The page as a whole: its tabs joined, and how it is served."""

from collections.abc import Callable

import gradio as gr

from assistant.pages.chat import build_chat_tab
from assistant.pages.checks import build_checks_tab
from assistant.pages.compare import build_compare_tab
from assistant.pages.desk import Desk, open_desk
from assistant.pages.imports import build_import_tab
from assistant.pages.reports import build_reports_tab
from assistant.pages.scripts import NAME_LANGUAGE
from assistant.pages.serving import serve_site
from assistant.pages.theme import STYLE_SHEET, THEME
from index.settings import Settings

MASTHEAD = (
    '<div class="masthead"><span class="seal" aria-hidden="true">问报</span><h1>问报</h1>'
    "<p>问政府信息公开年报，每个数字都有出处</p></div>"
)


TABS: tuple[tuple[str, Callable[[Desk], None]], ...] = (
    ("问答", build_chat_tab),
    ("报告", build_reports_tab),
    ("核查", build_checks_tab),
    ("比较", build_compare_tab),
    ("导入", build_import_tab),
)
"""The tabs in their order, each with the function that builds its parts."""


def build_page(desk: Desk) -> gr.Blocks:
    """The tabs over one desk."""
    with gr.Blocks(title="问报", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(MASTHEAD)
        with gr.Tabs():
            for label, build_tab in TABS:
                with gr.Tab(label):
                    build_tab(desk)
        page.load(None, js=NAME_LANGUAGE)
    return page


def serve_page(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page until it is stopped (Ctrl+C) and announces its address.

    Nothing is fetched from outside, and no file is served but the page's own.

    Raises:
        UsageError: The port is taken, or the host is not one of this machine.
    """
    with open_desk(settings) as desk:
        serve_site(desk, build_page(desk), {"theme": THEME, "css": STYLE_SHEET}, announce)
