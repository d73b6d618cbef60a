"""The tab 导入: many files or archives at once, what became of each, and a way to stop."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from index.files import is_archive
from index.records import Outcome
from ingest.errors import WenbaoError

KINDS = [".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".md", ".zip"]
RESULTS = {
    "added": "已导入",
    "replaced": "已更新",
    "unchanged": "早已导入，没有变化",
    "duplicate": "内容与已有文件相同",
    "rejected": "没有导入",
}
SHOWN = 400
"""Results in the list; those before them are only counted."""

CLOSED = (
    '<p class="empty">导入已关闭：网页对外开放而没有设置密码。请管理员用 <code>wenbao password</code> 生成密码，'
    "写入 <code>WENBAO_USERS</code> 后重新启动。</p>"
)
HINT = (
    '<p class="hint">PDF、DOCX、DOC、HTML、TXT、MD 或 ZIP，可以一次选很多个。文件只保存在这台电脑的数据文件夹里；'
    "同一份文件再导入一次不会重复。导入时可以照常提问。</p>"
)


@dataclass(slots=True)
class Tally:
    """What became of the files of one import so far."""

    files: int
    outcomes: list[Outcome] = field(default_factory=list)
    fault: str = ""
    ended: str = ""

    def count(self, *statuses: str) -> int:
        """How many files ended so."""
        return sum(1 for outcome in self.outcomes if outcome.status in statuses)


class Stops:
    """The imports that somebody asked to stop, by session."""

    def __init__(self) -> None:
        self._running: dict[str, threading.Event] = {}

    def begin(self, session: str) -> threading.Event:
        """A new import's signal."""
        self._running[session] = threading.Event()
        return self._running[session]

    def stop(self, session: str | None) -> None:
        """Asks the session's import to stop after the file that it is at."""
        signal = self._running.pop(session or "", None)
        if signal is not None:
            signal.set()


def build_import_tab(desk: Desk) -> None:
    """Files in, results out; one import at a time, apart from the questions' queue."""
    if not desk.settings.accepts_changes:
        gr.HTML(CLOSED)
        return
    stops = Stops()
    with gr.Column(elem_classes="tab-body"):
        gr.HTML(HINT)
        files = gr.File(label="选择报告文件", file_count="multiple", file_types=KINDS, height=190)
        with gr.Row(elem_classes="actions"):
            start = gr.Button("导入", variant="primary", scale=0, min_width=140)
            stop = gr.Button("停止", scale=0, min_width=110, interactive=False)
        result = gr.HTML(elem_classes="import-result")

    def ingest(given: list[str] | None, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        session = request.session_hash or ""
        for shown, running in ingest_files(desk, [Path(name) for name in given or ()], stops.begin(session)):
            yield shown, gr.Button(interactive=not running), gr.Button(interactive=running)

    def cancel(request: gr.Request) -> Any:
        stops.stop(request.session_hash)
        return gr.Button(interactive=False)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    start.click(ingest, files, [result, start, stop], concurrency_limit=1, concurrency_id="imports", **quiet)
    stop.click(cancel, None, stop, concurrency_limit=None, **quiet)


def ingest_files(desk: Desk, files: Sequence[Path], stopped: threading.Event) -> Iterator[tuple[str, bool]]:
    """What to show after each file, and whether there is more to come."""
    if not files:
        yield '<div class="outcome rejected" role="alert">请先选择文件。</div>', False
        return
    tally = Tally(0 if any(is_archive(file) for file in files) else len(files))
    yield render_tally(tally), True
    outcomes = desk.ingest(files)
    try:
        for outcome in outcomes:
            tally.outcomes.append(outcome)
            yield render_tally(tally), True
            if stopped.is_set():
                tally.ended = "已停止。已导入的文件保留；没有读到的文件可以再次选择。"
                break
    except WenbaoError as error:
        tally.fault = str(error)
    finally:
        close = getattr(outcomes, "close", None)
        if close is not None:
            close()
    tally.ended = tally.ended or "完成。"
    yield render_tally(tally), False


def render_tally(tally: Tally) -> str:
    """Progress, counts, and the results with the newest first."""
    done = len(tally.outcomes)
    of = f"，共 {tally.files} 个" if tally.files else ""
    state = tally.ended or f"正在读取……已读 {done} 个{of}"
    share = 100 if tally.ended else round(100 * done / tally.files) if tally.files else None
    bar = (
        f'<progress max="100" value="{share}" aria-label="导入进度"></progress>'
        if share is not None
        else '<progress aria-label="导入进度"></progress>'
    )
    counts = (
        f'<span class="good">导入 {tally.count("added", "replaced")}</span>'
        f"<span>已有 {tally.count('unchanged', 'duplicate')}</span>"
        f'<span class="bad">没有导入 {tally.count("rejected")}</span>'
    )
    fault = f'<div class="outcome rejected" role="alert">{escape_html(tally.fault)}</div>' if tally.fault else ""
    rows = "".join(render_outcome(outcome) for outcome in reversed(tally.outcomes[-SHOWN:]))
    head = f'<div class="progress" role="status"><b>{escape_html(state)}</b>{bar}<div class="counts">{counts}</div></div>'
    return f'{head}{fault}<ul class="outcomes" aria-label="每个文件的结果">{rows}</ul>'


def render_outcome(outcome: Outcome) -> str:
    """One file: its name, what was read or why nothing was."""
    name = escape_html(Path(outcome.source).name)
    if outcome.status == "rejected":
        return f'<li class="outcome rejected"><b>{name}</b><span>没有导入：{escape_html(outcome.error)}</span></li>'
    who = escape_html(f"{outcome.agency or '机关未写明'} {f'{outcome.year}年' if outcome.year else '年度未写明'}")
    counts = f"数据 {outcome.cells} 格，段落 {outcome.passages} 个，问题 {outcome.findings} 个"
    return f'<li class="outcome {outcome.status}"><b>{name}</b><span>{RESULTS[outcome.status]}：{who}；{counts}</span></li>'
