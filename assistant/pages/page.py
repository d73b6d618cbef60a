"""The page as a whole: its tabs joined, and how it is served."""

from typing import Any

import gradio as gr

from assistant.pages.chat import build_chat
from assistant.pages.desk import Desk, open_desk
from assistant.pages.reports import build_reports
from assistant.pages.theme import STYLE_SHEET, THEME
from assistant.pages.upload import build_upload
from index.settings import Settings

MASTHEAD = '<div class="masthead"><h1>问报</h1><p>问政府信息公开年报，每个数字都有出处</p></div>'


def build_page(desk: Desk) -> gr.Blocks:
    """The three tabs over one desk."""
    with gr.Blocks(title="问报", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(MASTHEAD)
        with gr.Tabs():
            with gr.Tab("问答"):
                build_chat(desk, page)
            with gr.Tab("报告"):
                table = build_reports(desk, page)
            with gr.Tab("导入"):
                build_upload(desk, table)
    return page


def serve_page(settings: Settings) -> None:
    """Serves the page until it is stopped (Ctrl+C)."""
    with open_desk(settings) as desk:
        launch_page(build_page(desk), settings)


def launch_page(page: gr.Blocks, settings: Settings, **more: Any) -> None:
    """Binds the page to host and port, with nothing fetched from outside and no file served but its own."""
    page.queue(default_concurrency_limit=8).launch(
        server_name=settings.host,
        server_port=settings.port,
        theme=THEME,
        css=STYLE_SHEET,
        footer_links=[],
        share=False,
        ssr_mode=False,
        **more,
    )
