"""The tab 问答: the conversation with its chart, and beside it the evidence; what each press and each question does.

It is the tab that every visitor sees first: it is made of few kinds of parts, and its words stand in it from the start.
"""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.exports.charting import Chart
from assistant.pages.desk import Desk
from assistant.pages.figures import draw_chart
from assistant.pages.history import render_past
from assistant.pages.parts import QUESTION_LIMIT, Parts
from assistant.pages.plate import render_chart_head
from assistant.pages.scripts import KEEP_COMPOSING, READ_ARRIVAL, SAVE_FILE, SHOW_EVIDENCE, SHOW_NEWEST, write_press
from assistant.pages.sources import render_sources
from assistant.pages.transcript import render_status, render_suggestions
from assistant.pages.turns import Turns
from assistant.pages.words import Words

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def make_bare(words: Words) -> dict[str, Any]:
    """The options of an HTML part whose buttons are events."""
    return {"js_on_load": write_press(words), "apply_default_css": False}


def build_chat_tab(desk: Desk, page: gr.Blocks) -> None:
    """The tab's parts and what each does; every visitor's conversation lives in that visitor's session only."""
    turns = Turns(desk)
    turns.parts = parts = lay_out(desk.words, *turns.find_opening())
    wire_questions(turns, parts)
    wire_presses(turns, parts)
    with parts.chart_room:
        show_chart(desk, turns, parts)
    page.load(None, js=KEEP_COMPOSING)
    page.load(turns.begin, [parts.arrival], parts.outputs, js=READ_ARRIVAL, **QUIET)


def lay_out(words: Words, welcome: str, examples: tuple[str, ...]) -> Parts:
    """Conversation, chart, suggestions and the question's box on the left; the evidence on the right."""
    bare = make_bare(words)
    with gr.Row(equal_height=False, elem_classes="desk"):
        with gr.Column(scale=7, min_width=300, elem_classes="talk"):
            with gr.Column(elem_classes="talk-frame"):
                transcript = gr.HTML(welcome, elem_classes="transcript-frame", **bare)
                chart_room = gr.Column(elem_classes="chart-room")
            suggestions = gr.HTML(render_suggestions(words, examples), **bare)
            with gr.Row(elem_classes="ask"):
                question = gr.Textbox(
                    label=words("ask.question"),
                    show_label=False,
                    container=False,
                    placeholder=words("ask.hint"),
                    max_lines=1,
                    scale=8,
                    min_width=160,
                    max_length=QUESTION_LIMIT,
                )
                send = gr.HTML(f'<button type="button" data-event="send">{words("ask.send")}</button>', **bare)
            past = gr.HTML(render_past(words, ()), elem_classes="past", **bare)
        with gr.Column(scale=5, min_width=300, elem_classes="proof"):
            evidence = gr.HTML(render_sources(words, None), elem_classes="evidence-frame", **bare)
    return Parts(
        transcript=transcript,
        evidence=evidence,
        question=question,
        send=send,
        suggestions=suggestions,
        past=past,
        status=gr.HTML(render_status("")),
        chart_room=chart_room,
        chart=gr.State(None),
        session=gr.State(None),
        history=gr.State([]),
        arrival=gr.HTML(visible=False),
        parcel=gr.HTML(visible=False),
    )


def wire_questions(turns: Turns, parts: Parts) -> None:
    """Typing, the suggestions, and a new conversation."""
    listen(parts.question.submit, turns.ask, [parts.question], parts)
    listen(parts.send.send, turns.ask, [parts.question], parts)
    listen(parts.suggestions.pick, turns.ask_picked, [], parts)
    parts.past.restart(turns.restart, [parts.history], parts.outputs, **QUIET)
    parts.transcript.change(None, js=SHOW_NEWEST)


def listen(trigger: Callable[..., Any], act: Callable[..., Any], inputs: list[Any], parts: Parts) -> None:
    """Lets an event work on the visitor's session and history, and renew the page's parts."""
    trigger(act, [*inputs, parts.session, parts.history], parts.outputs, **QUIET)


def wire_presses(turns: Turns, parts: Parts) -> None:
    """The buttons inside conversation, evidence and history."""
    for room in (parts.transcript, parts.evidence):
        opened = room.cite(turns.show_evidence, [parts.session], [parts.evidence, parts.status], **QUIET)
        opened.then(None, js=SHOW_EVIDENCE)
    parts.evidence.sources(turns.show_sources, [parts.session], [parts.evidence], **QUIET)
    listen(parts.transcript.choose, turns.choose, [], parts)
    listen(parts.transcript.again, turns.ask_again, [], parts)
    listen(parts.past.open, turns.reopen, [], parts)
    parts.past.forget(turns.forget, None, [parts.history, parts.past], **QUIET)
    parts.transcript.vote(turns.vote, [parts.session], [parts.session, parts.transcript], **QUIET)
    wire_files(turns, parts, parts.transcript)


def wire_files(turns: Turns, parts: Parts, room: gr.HTML) -> None:
    """The buttons of a part that give files."""
    made = room.fetch(turns.make_file, [parts.session], [parts.parcel], **QUIET)
    made.then(None, [parts.parcel], None, js=SAVE_FILE)


def show_chart(desk: Desk, turns: Turns, parts: Parts) -> None:
    """Draws the chart whenever it changes; what draws it comes to the browser with the first chart."""

    @gr.render(parts.chart, [parts.chart.change], show_progress="hidden")
    def show(held: tuple[Chart, int] | None) -> None:
        if held is None:
            return
        chart, turn = held
        with gr.Column(elem_classes="chart-card"):
            head = gr.HTML(render_chart_head(desk.words, chart, turn), **make_bare(desk.words))
            gr.Plot(draw_chart(desk.words, chart), show_label=False, container=False, elem_classes="chart")
        wire_files(turns, parts, head)
