"""What people read themselves: the queue of doubtful cells and of reports without a place, the form, the log."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.pages.cases import tell_failure
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.queue import QUEUES, find_task, open_task, render_log, render_queue
from assistant.pages.reports import MARKING, OPTIONS, find_tab, read_number
from index.corrections import correct_cell
from index.headers import correct_header, undo_correction
from index.store import Store
from ingest.errors import UsageError, WenbaoError

LOG = "log"


def build_review(desk: Desk) -> None:
    """The queue, the chosen task with its picture, and a form for a cell or for agency and year."""
    chosen = gr.State("")
    kind = gr.Radio([*((text, key) for key, text in QUEUES.items()), ("读数记录", LOG)], value="unreadable", label="内容")
    with gr.Row(elem_classes="work"):
        with gr.Column(scale=5, min_width=300):
            tasks = gr.HTML(js_on_load=MARKING)
        with gr.Column(scale=6, min_width=300):
            panel = gr.HTML(open_task(desk, ""), js_on_load=MARKING)
            with gr.Column(visible=False, elem_classes="form-card") as form:
                written = gr.Textbox(label="原文写的是", info="照原文写；空白格留空，不适用写“/”", max_lines=1, max_length=60)
                agency = gr.Textbox(label="机关（如 甲镇）", max_lines=1, max_length=60)
                parents = gr.Textbox(label="上级（从大到小，空格分开，如 某市 某县）", max_lines=1, max_length=120)
                year = gr.Number(label="年度", precision=0, minimum=1990, maximum=2100)
                note = gr.Textbox(label="说明", max_lines=2, max_length=300)
                who = gr.Textbox(label="读数人", max_lines=1, max_length=40)
                save = gr.Button("保存读数", variant="primary")
            notice = gr.HTML()

    forms = [form, written, agency, parents, year]

    def show_forms(task: str) -> list[Any]:
        """The form emptied, with the fields that the task asks for."""
        header = task.startswith("report:")
        return [
            gr.Column(visible=bool(task) and desk.settings.accepts_changes),
            gr.Textbox(value="", visible=not header),
            *(gr.Textbox(value="", visible=header) for _ in range(2)),
            gr.Number(value=None, visible=header),
        ]

    def show_list(wanted: str) -> tuple[Any, ...]:
        listing = render_log(desk) if wanted == LOG else render_queue(desk, wanted, 0, "")
        return "", listing, open_task(desk, ""), "", *show_forms("")

    def begin(request: gr.Request, wanted: str, held: str) -> tuple[Any, ...]:
        name = gr.Textbox(value=request.username, interactive=False) if request.username else gr.skip()
        return render_log(desk) if wanted == LOG else render_queue(desk, wanted, 0, held), name

    def act(event: gr.EventData, wanted: str, held: str, name: str, request: gr.Request) -> tuple[Any, ...]:
        if event.act == "page":
            return held, render_queue(desk, wanted, read_number(event), held), gr.skip(), "", *[gr.skip()] * len(forms)
        if event.act == "undo":
            number = read_number(event)
            said = change(desk, lambda store: undo_correction(store, number, request.username or name), "已撤回。")
            return "", render_log(desk), open_task(desk, ""), said, *show_forms("")
        task = str(event.id)[:120]
        return task, gr.skip(), open_task(desk, task), "", *show_forms(task)

    def keep(task: str, wanted: str, *given: Any, request: gr.Request | None = None) -> tuple[Any, ...]:
        said = keep_reading(desk, task, given, request)
        return said, render_queue(desk, wanted, 0, task), open_task(desk, task)

    def keep_as(task: str, wanted: str, request: gr.Request, *given: Any) -> tuple[Any, ...]:
        return keep(task, wanted, *given, request=request)

    find_tab().select(begin, [kind, chosen], [tasks, who], **OPTIONS)
    kind.change(show_list, kind, [chosen, tasks, panel, notice, *forms], **OPTIONS)
    tasks.click(act, [kind, chosen, who], [chosen, tasks, panel, notice, *forms], **OPTIONS)
    save.click(keep_as, [chosen, kind, written, agency, parents, year, note, who], [notice, tasks, panel], **OPTIONS)


def keep_reading(desk: Desk, task: str, given: tuple[Any, ...], request: gr.Request | None) -> str:
    """Stores what a person read, and says so or why not."""
    written, agency, parents, year, note, name = given
    who = (request.username if request else None) or name or ""
    found = find_task(desk, task)
    if found is None:
        return tell_failure("请先选一格。")

    def correct(store: Store) -> object:
        if found.cell is not None:
            return correct_cell(store, found.report.id, found.cell, written or "", who=who, note=note or "")
        places = tuple((parents or "").split())
        return correct_header(
            store,
            found.report.id,
            agency=agency or "",
            parents=places,
            year=int(year) if year else None,
            who=who,
            note=note or "",
        )

    return change(desk, correct, "已保存。回答、列表和导出里都用这个人工读数，并注明。")


def change(desk: Desk, work: Callable[[Store], object], done: str) -> str:
    """Does a change in a short writing, and says what came of it."""
    try:
        if not desk.settings.accepts_changes:
            raise UsageError("网页对外开放而没有设置密码，不能保存。")
        with desk.write() as store:
            work(store)
    except WenbaoError as error:
        return tell_failure(error)
    return f'<div class="notice" role="status">{escape_html(done)}</div>'
