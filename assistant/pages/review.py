"""What people read themselves: the queue of doubtful cells and of reports without a place, the form, the log."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.pages.cases import tell_failure
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.queue import QUEUES, find_task, open_task, render_log, render_queue
from assistant.pages.reports import MARKING, OPTIONS, read_number
from assistant.pages.visitor import find_user
from index.people.corrections import correct_cell
from index.people.headers import correct_header, undo_correction
from index.store import Store
from ingest.errors import WenbaoError

LOG = "log"


def build_review(desk: Desk, tab: gr.Tab) -> None:
    """The queue, the chosen task with its picture, and a form for a cell or for agency and year."""
    words, user = desk.words, find_user()
    chosen = gr.State("")
    kinds = [(words(f"review.{name}"), name) for name in (*QUEUES, LOG)]
    kind = gr.Radio(kinds, value=QUEUES[0], label=words("review.kind"), interactive=True)
    with gr.Row(elem_classes="work"):
        with gr.Column(scale=5, min_width=300):
            tasks = gr.HTML(render_queue(desk, QUEUES[0], 0, ""), js_on_load=MARKING)
        with gr.Column(scale=6, min_width=300):
            panel = gr.HTML(open_task(desk, ""), js_on_load=MARKING)
            with gr.Column(visible=False, elem_classes="form-card") as form:
                hint = words("review.written_hint")
                written = gr.Textbox(label=words("review.written"), info=hint, max_lines=1, max_length=60, interactive=True)
                agency = gr.Textbox(label=words("review.agency"), max_lines=1, max_length=60, interactive=True)
                parents = gr.Textbox(label=words("review.parents"), max_lines=1, max_length=120, interactive=True)
                year = gr.Number(label=words("checks.year"), precision=0, minimum=1990, maximum=2100, interactive=True)
                note = gr.Textbox(label=words("checks.note"), max_lines=2, max_length=300, interactive=True)
                who = gr.Textbox(user, label=words("review.who"), max_lines=1, max_length=40, interactive=not user)
                save = gr.Button(words("review.save"), variant="primary")
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

    def renew(wanted: str, held: str) -> str:
        return render_log(desk) if wanted == LOG else render_queue(desk, wanted, 0, held)

    def act(event: gr.EventData, wanted: str, held: str, name: str, request: gr.Request) -> tuple[Any, ...]:
        if event.act == "page":
            return held, render_queue(desk, wanted, read_number(event), held), gr.skip(), "", *[gr.skip()] * len(forms)
        if event.act == "undo":
            number = read_number(event)
            said = change(
                desk, lambda store: undo_correction(store, number, request.username or name or ""), words("review.undone")
            )
            return "", render_log(desk), open_task(desk, ""), said, *show_forms("")
        task = str(event.id)[:120]
        return task, gr.skip(), open_task(desk, task), "", *show_forms(task)

    def keep(task: str, wanted: str, *given: Any, request: gr.Request | None = None) -> tuple[Any, ...]:
        said = keep_reading(desk, task, given, request)
        return said, render_queue(desk, wanted, 0, task), open_task(desk, task)

    def keep_as(task: str, wanted: str, request: gr.Request, *given: Any) -> tuple[Any, ...]:
        return keep(task, wanted, *given, request=request)

    tab.select(renew, [kind, chosen], tasks, **OPTIONS)
    kind.change(show_list, kind, [chosen, tasks, panel, notice, *forms], **OPTIONS)
    tasks.click(act, [kind, chosen, who], [chosen, tasks, panel, notice, *forms], **OPTIONS)
    save.click(keep_as, [chosen, kind, written, agency, parents, year, note, who], [notice, tasks, panel], **OPTIONS)


def keep_reading(desk: Desk, task: str, given: tuple[Any, ...], request: gr.Request | None) -> str:
    """Stores what a person read, and says so or why not."""
    written, agency, parents, year, note, name = given
    who = (request.username if request else None) or name or ""
    found = find_task(desk, task)
    if found is None:
        return tell_failure(desk.words("review.choose_first"))
    if not who.strip():
        return tell_failure(desk.words("review.name_first"))

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

    return change(desk, correct, desk.words("review.saved"))


def change(desk: Desk, work: Callable[[Store], object], done: str) -> str:
    """Does a change in a short writing, and says what came of it."""
    try:
        if not desk.settings.accepts_changes:
            return tell_failure(desk.words("checks.closed"))
        with desk.write() as store:
            work(store)
    except WenbaoError as error:
        return tell_failure(desk.words.error(error))
    return f'<div class="notice" role="status">{escape_html(done)}</div>'
