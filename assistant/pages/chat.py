"""The tab 问答: the conversation, what is being done for it, and the sources of the last answer beside it."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.pages.desk import Desk
from assistant.pages.examples import suggest_examples
from assistant.pages.sources import render_sources
from assistant.pages.transcript import Exchange, Session, render_failure, render_reply, render_transcript, render_working
from ingest.errors import WenbaoError

CHOICES = 6
"""Buttons under the conversation: example questions, readings to choose from, or next questions."""

QUESTION_LIMIT = 500
"""Longest question in characters."""

SHOW_NEWEST = """() => {
  const turns = document.querySelectorAll('.turn'), frame = document.querySelector('.block.transcript-frame');
  if (!turns.length) return;
  frame.scrollTop += turns[turns.length - 1].getBoundingClientRect().top - frame.getBoundingClientRect().top - 12;
}"""
"""Brings the newest question to the top of the conversation's frame, its answer below it."""

KEEP_COMPOSING = """() => {
  const keep = (event) => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  };
  for (const kind of ['keydown', 'keypress', 'keyup']) window.addEventListener(kind, keep, true);
}"""
"""Keeps an Enter that confirms a pinyin candidate from sending the question."""

Update = tuple[Any, ...]


def build_chat(desk: Desk, page: gr.Blocks) -> None:
    """The tab's parts and what each does; every visitor's conversation lives in that visitor's session only."""
    session = gr.State(None)
    with gr.Row(equal_height=False):
        with gr.Column(scale=7, min_width=300):
            transcript = gr.HTML(render_transcript(()), elem_classes="transcript-frame")
            with gr.Row(elem_classes="suggestions"):
                choices = [gr.Button(visible=False, size="sm") for _ in range(CHOICES)]
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
            restart = gr.Button("开始新的对话", size="sm", variant="secondary", elem_classes="restart")
        with gr.Column(scale=4, min_width=280):
            sources = gr.HTML(render_sources(None))

    outputs = [transcript, session, sources, question, *choices]

    def answer(asked: str | None, held: Session | None) -> Iterator[Update]:
        yield from answer_turn(desk, asked or "", held or Session())

    def begin() -> Update:
        return render_transcript(()), None, render_sources(None), "", *label_choices(suggest_examples(desk.list_reports()))

    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on([send.click, question.submit], answer, [question, session], outputs, **options)
    for choice in choices:
        choice.click(answer, [choice, session], outputs, **options)
    transcript.change(None, js=SHOW_NEWEST)
    page.load(None, js=KEEP_COMPOSING)
    gr.on([page.load, restart.click], begin, None, outputs, **options)


def answer_turn(desk: Desk, asked: str, session: Session) -> Iterator[Update]:
    """What the page shows while a question is worked on, and at last its answer."""
    asked = asked.strip()[:QUESTION_LIMIT]
    if not asked:
        yield gr.skip(), session, gr.skip(), "", *keep_choices()
        return
    working = Exchange(asked, render_working())
    yield render_transcript((*session.exchanges, working)), session, gr.skip(), "", *keep_choices()
    try:
        answer = desk.ask(asked, session.conversation)
    except WenbaoError as error:
        session = session.add(asked, render_failure(error))
        yield render_transcript(session.exchanges), session, render_sources(None), "", *keep_choices()
        return
    session = session.add(asked, render_reply(answer))
    yield render_transcript(session.exchanges), session, render_sources(answer), "", *label_choices(answer.options or answer.next)


def keep_choices() -> list[Any]:
    """The buttons as they are."""
    return [gr.skip()] * CHOICES


def label_choices(texts: tuple[str, ...]) -> list[Any]:
    """The buttons with these texts, the rest hidden."""
    filled = [gr.Button(text, visible=True) for text in texts[:CHOICES]]
    return filled + [gr.Button(visible=False)] * (CHOICES - len(filled))
