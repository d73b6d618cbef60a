"""The page as a whole: its tabs joined, and how it is served."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.pages.chat import build_chat
from assistant.pages.desk import Desk, open_desk
from assistant.pages.reports import build_reports
from assistant.pages.theme import STYLE_SHEET, THEME
from assistant.pages.upload import build_upload
from index.settings import Settings
from ingest.errors import UsageError

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


def serve_page(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page until it is stopped (Ctrl+C) and announces its address.

    Nothing is fetched from outside, and no file is served but the page's own.

    Raises:
        UsageError: The port is taken, or the host is not one of this machine.
    """
    with open_desk(settings) as desk:
        page = build_page(desk)
        address = launch_page(page, settings)
        announce(f"网页已打开：{address}（按 Ctrl+C 结束）")
        page.block_thread()


def launch_page(page: gr.Blocks, settings: Settings) -> str:
    """Binds the page to host and port and gives its address."""
    queued = page.queue(default_concurrency_limit=8)
    options: dict[str, Any] = {"theme": THEME, "css": STYLE_SHEET, "footer_links": [], "share": False, "ssr_mode": False}
    try:
        _, address, _ = queued.launch(
            server_name=settings.host, server_port=settings.port, prevent_thread_lock=True, quiet=True, **options
        )
    except OSError as error:
        raise UsageError(f"打不开 {settings.host}:{settings.port}，可能已被占用；可用 --port 换一个端口。") from error
    return address
