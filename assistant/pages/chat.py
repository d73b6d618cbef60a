"""The tab 问答: the conversation with its chart, and beside it the evidence; what each press and each question does."""

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.pages.desk import Desk
from assistant.pages.parts import CHOICES, QUESTION_LIMIT, Parts
from assistant.pages.scripts import KEEP_COMPOSING, PRESS, READ_ADDRESS, SAVE_FILE, SHOW_EVIDENCE, SHOW_NEWEST
from assistant.pages.sources import render_sources
from assistant.pages.transcript import render_status
from assistant.pages.turns import Turns

BARE: dict[str, Any] = {"js_on_load": PRESS, "apply_default_css": False}
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_chat_tab(desk: Desk) -> None:
    """The tab's parts and what each does; every visitor's conversation lives in that visitor's session only."""
    parts = lay_out()
    turns = Turns(desk, parts)
    wire_questions(turns, parts)
    wire_presses(turns, parts)
    page = Context.root_block
    assert page is not None, "a tab is built inside a page"
    page.load(None, js=KEEP_COMPOSING)
    page.load(turns.begin, [parts.arrival, parts.history], parts.outputs, js=READ_ADDRESS, **QUIET)


def lay_out() -> Parts:
    """Conversation, chart, suggestions and the question's box on the left; the evidence on the right."""
    with gr.Row(equal_height=False, elem_classes="desk"):
        with gr.Column(scale=7, min_width=300, elem_classes="talk"):
            transcript = gr.HTML("", elem_classes="transcript-frame", **BARE)
            with gr.Column(visible=False, elem_classes="chart-card") as chart_card:
                chart_head = gr.HTML(**BARE)
                chart = gr.Plot(show_label=False, container=False, elem_classes="chart")
            with gr.Row(elem_classes="suggestions"):
                choices = tuple(gr.Button(visible=False, size="sm") for _ in range(CHOICES))
            with gr.Row(elem_classes="ask"):
                question = gr.Textbox(
                    label="问题",
                    show_label=False,
                    container=False,
                    placeholder="写下问题，按回车发送",
                    max_lines=1,
                    scale=8,
                    min_width=160,
                    max_length=QUESTION_LIMIT,
                )
                send = gr.Button("提问", variant="primary", scale=1, min_width=72)
            with gr.Row(elem_classes="below"):
                restart = gr.Button("开始新的对话", size="sm", variant="secondary", elem_classes="restart")
            past = gr.HTML(elem_classes="past", **BARE)
        with gr.Column(scale=5, min_width=300, elem_classes="proof"):
            evidence = gr.HTML(render_sources(None), elem_classes="evidence-frame", **BARE)
    return Parts(
        transcript=transcript,
        evidence=evidence,
        question=question,
        send=send,
        restart=restart,
        choices=choices,
        chart_card=chart_card,
        chart_head=chart_head,
        chart=chart,
        past=past,
        status=gr.HTML(render_status("")),
        session=gr.State(None),
        # The secret only keeps the history from being read by accident; it has to stay the same over restarts.
        history=gr.BrowserState([], storage_key="wenbao-history", secret="wenbao-history"),  # noqa: S106
        arrival=gr.JSON(visible=False),
        parcel=gr.JSON(visible=False),
    )


def wire_questions(turns: Turns, parts: Parts) -> None:
    """Typing, the suggestions, and a new conversation."""
    listen(parts.send.click, turns.ask, [parts.question], parts)
    listen(parts.question.submit, turns.ask, [parts.question], parts)
    for choice in parts.choices:
        listen(choice.click, turns.ask, [choice], parts)
    parts.restart.click(turns.restart, [parts.history], parts.outputs, **QUIET)
    parts.transcript.change(None, js=SHOW_NEWEST)


def listen(trigger: Callable[..., Any], act: Callable[..., Any], inputs: list[Any], parts: Parts) -> None:
    """Lets an event work on the visitor's session and history, and renew the page's parts."""
    trigger(act, [*inputs, parts.session, parts.history], parts.outputs, **QUIET)


def wire_presses(turns: Turns, parts: Parts) -> None:
    """The buttons inside conversation, evidence, chart and history."""
    for room in (parts.transcript, parts.evidence):
        opened = room.cite(turns.show_evidence, [parts.session], [parts.evidence, parts.status], **QUIET)
        opened.then(None, js=SHOW_EVIDENCE)
    parts.evidence.sources(turns.show_sources, [parts.session], [parts.evidence], **QUIET)
    listen(parts.transcript.choose, turns.choose, [], parts)
    listen(parts.transcript.again, turns.ask_again, [], parts)
    listen(parts.past.open, turns.reopen, [], parts)
    parts.past.forget(turns.forget, [parts.session], [parts.history, parts.past], **QUIET)
    parts.transcript.vote(turns.vote, [parts.session], [parts.session, parts.transcript], **QUIET)
    for room in (parts.transcript, parts.chart_head):
        made = room.fetch(turns.make_file, [parts.session], [parts.parcel], **QUIET)
        made.then(None, [parts.parcel], None, js=SAVE_FILE)
