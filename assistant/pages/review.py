"""What people read themselves: the queue of doubtful cells and of reports without a place, the form, the log."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.pages.cases import tell_failure
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.queue import QUEUES, find_task, open_task, render_log, render_queue
from assistant.pages.reports import MARKING, OPTIONS, read_number
from assistant.pages.visitor import find_user
from assistant.pages.words import Words
from index.people.corrections import correct_cell
from index.people.headers import correct_header, undo_correction
from index.store import Store
from ingest.errors import WenbaoError

LOG = "log"


@dataclass(frozen=True, slots=True)
class Form:
    """What a person fills in of a task: a cell as written, or the agency and the year; why, and who read it."""

    card: gr.Column
    written: gr.Textbox
    agency: gr.Textbox
    parents: gr.Textbox
    year: gr.Number
    note: gr.Textbox
    who: gr.Textbox
    save: gr.Button

    @property
    def changing(self) -> list[Any]:
        """The parts that are shown, hidden and emptied as the task asks."""
        return [self.card, self.written, self.agency, self.parents, self.year]

    @property
    def given(self) -> list[Any]:
        """The parts that hold what the person says, in the order of ``keep_reading``."""
        return [self.written, self.agency, self.parents, self.year, self.note, self.who]


@dataclass(frozen=True, slots=True)
class Presses:
    """What each press of the tab does, and what it shows then."""

    desk: Desk

    def show_list(self, wanted: str) -> tuple[Any, ...]:
        """Another queue or the log, with no task chosen."""
        return "", self.renew(wanted, ""), open_task(self.desk, ""), "", *self.show_forms("")

    def renew(self, wanted: str, held: str) -> str:
        """The list that is shown, read anew, with the chosen task marked."""
        return render_log(self.desk) if wanted == LOG else render_queue(self.desk, wanted, 0, held)

    def act(self, event: gr.EventData, wanted: str, held: str, name: str, request: gr.Request) -> tuple[Any, ...]:
        """Turns the page of the list, takes a reading back, or opens a task."""
        if event.act == "page":
            stays = [gr.skip()] * (1 + len(self.show_forms("")))
            return held, render_queue(self.desk, wanted, read_number(event), held), stays[0], "", *stays[1:]
        if event.act == "undo":
            number, who = read_number(event), request.username or name or ""
            said = change(self.desk, lambda store: undo_correction(store, number, who), self.desk.words("review.undone"))
            return "", render_log(self.desk), open_task(self.desk, ""), said, *self.show_forms("")
        task = str(event.id)[:120]
        return task, gr.skip(), open_task(self.desk, task), "", *self.show_forms(task)

    def keep(self, task: str, wanted: str, request: gr.Request, *given: Any) -> tuple[Any, ...]:
        """Stores what the form holds, and shows the list and the task as they are then."""
        said = keep_reading(self.desk, task, given, request)
        return said, render_queue(self.desk, wanted, 0, task), open_task(self.desk, task)

    def show_forms(self, task: str) -> list[Any]:
        """The form emptied, with the fields that the task asks for."""
        header = task.startswith("report:")
        return [
            gr.Column(visible=bool(task) and self.desk.settings.accepts_changes),
            gr.Textbox(value="", visible=not header),
            *(gr.Textbox(value="", visible=header) for _ in range(2)),
            gr.Number(value=None, visible=header),
        ]


def build_review(desk: Desk, tab: gr.Tab) -> None:
    """The queue, the chosen task with its picture, and a form for a cell or for agency and year."""
    words, presses = desk.words, Presses(desk)
    chosen = gr.State("")
    kinds = [(words(f"review.{name}"), name) for name in (*QUEUES, LOG)]
    kind = gr.Radio(kinds, value=QUEUES[0], label=words("review.kind"), interactive=True)
    with gr.Row(elem_classes="work"):
        with gr.Column(scale=5, min_width=300):
            tasks = gr.HTML(render_queue(desk, QUEUES[0], 0, ""), js_on_load=MARKING)
        with gr.Column(scale=6, min_width=300):
            panel = gr.HTML(open_task(desk, ""), js_on_load=MARKING)
            form = lay_out_form(words)
            notice = gr.HTML()
    shown = [chosen, tasks, panel, notice, *form.changing]
    tab.select(presses.renew, [kind, chosen], tasks, **OPTIONS)
    kind.change(presses.show_list, kind, shown, **OPTIONS)
    tasks.click(presses.act, [kind, chosen, form.who], shown, **OPTIONS)
    form.save.click(presses.keep, [chosen, kind, *form.given], [notice, tasks, panel], **OPTIONS)


def lay_out_form(words: Words) -> Form:
    """The form, hidden until a task is chosen; a visitor who signed in need not say who reads."""
    user = find_user()
    with gr.Column(visible=False, elem_classes="form-card") as card:
        hint = words("review.written_hint")
        return Form(
            card=card,
            written=gr.Textbox(label=words("review.written"), info=hint, max_lines=1, max_length=60, interactive=True),
            agency=gr.Textbox(label=words("review.agency"), max_lines=1, max_length=60, interactive=True),
            parents=gr.Textbox(label=words("review.parents"), max_lines=1, max_length=120, interactive=True),
            year=gr.Number(label=words("checks.year"), precision=0, minimum=1990, maximum=2100, interactive=True),
            note=gr.Textbox(label=words("checks.note"), max_lines=2, max_length=300, interactive=True),
            who=gr.Textbox(user, label=words("review.who"), max_lines=1, max_length=40, interactive=not user),
            save=gr.Button(words("review.save"), variant="primary"),
        )


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
