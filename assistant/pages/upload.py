"""The tab 导入: takes files in and says what became of each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.reports import render_reports
from ingest.errors import WenbaoError

KINDS = [".pdf", ".docx", ".html", ".htm", ".txt", ".md", ".zip"]
RESULTS = {
    "added": "已导入",
    "replaced": "已更新",
    "unchanged": "早已导入，没有变化",
    "duplicate": "内容与已有文件相同",
    "rejected": "没有导入",
}


def build_upload(desk: Desk, table: gr.HTML) -> None:
    """The tab's parts; after the last file the table of reports is renewed."""

    def ingest(files: list[str] | None) -> Iterator[tuple[str, Any]]:
        yield from ingest_files(desk, files or [])

    gr.HTML('<p class="count">PDF、DOCX、HTML、TXT 或 ZIP；文件只保存在这台电脑的数据文件夹里。</p>')
    files = gr.File(label="选择报告文件", file_count="multiple", file_types=KINDS, height=160)
    start = gr.Button("导入", variant="primary")
    result = gr.HTML()
    start.click(ingest, files, [result, table], show_progress="minimal", concurrency_limit=1, api_visibility="private")


def ingest_files(desk: Desk, files: list[str]) -> Iterator[tuple[str, Any]]:
    """The outcomes so far after each file, newest last, and the renewed table at the end."""
    if not files:
        yield '<div class="outcome rejected">请先选择文件。</div>', gr.skip()
        return
    shown = '<div role="status" class="count">正在读取……</div>'
    yield shown, gr.skip()
    lines = ""
    try:
        for outcome in desk.ingest([Path(file) for file in files]):
            lines += render_outcome(outcome)
            yield lines, gr.skip()
    except WenbaoError as error:
        lines += f'<div class="outcome rejected">{escape_html(error)}</div>'
    yield lines, render_reports(desk.list_reports())


def render_outcome(outcome: Any) -> str:
    """One file's result in a sentence."""
    name = escape_html(Path(outcome.source).name)
    if outcome.status == "rejected":
        return f'<div class="outcome rejected" role="status"><b>{name}</b>：没有导入。{escape_html(outcome.error)}</div>'
    who = f"{outcome.agency or '机关未写明'} {outcome.year or '年度未写明'}"
    counts = f"数据 {outcome.cells} 格，段落 {outcome.passages} 个，发现问题 {outcome.findings} 个"
    return f'<div class="outcome" role="status"><b>{name}</b>：{RESULTS[outcome.status]}。{escape_html(who)}；{counts}。</div>'
