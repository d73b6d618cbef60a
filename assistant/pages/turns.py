"""What happens on the tab 问答: a question is worked on step by step, a figure opens its evidence, a turn is voted on."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.charting import Chart, plan_chart
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.evidence import render_evidence
from assistant.pages.examples import suggest_examples
from assistant.pages.figures import draw_chart
from assistant.pages.history import note_session, pack_history, read_history, render_history
from assistant.pages.parcels import Parcel, make_parcel
from assistant.pages.parts import QUESTION_LIMIT, Parts, Update
from assistant.pages.plate import render_chart_head
from assistant.pages.session import Exchange, Session
from assistant.pages.sources import render_sources
from assistant.pages.transcript import (
    announce_answer,
    announce_step,
    render_status,
    render_transcript,
    render_welcome,
    render_working,
)
from assistant.proof import trace_citation
from assistant.records import Answer, Step
from assistant.surroundings import find_surroundings
from index.feedback import Vote, keep_vote
from ingest.errors import WenbaoError


class Turns:
    """The doings of one tab over one desk; nothing of a visitor's stays here.

    ``opening`` is the store's version with the welcome and the examples made for it.
    """

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self.desk = desk
        self.parts = parts
        self.opening: tuple[str, str, tuple[str, ...]] | None = None

    def find_opening(self) -> tuple[str, tuple[str, ...]]:
        """Words of welcome and example questions, made anew where the store's content has changed."""
        version, catalog, _ = self.desk.assistant.load_catalog()
        if self.opening is None or self.opening[0] != version:
            self.opening = (version, render_welcome(catalog.reports), suggest_examples(catalog.reports))
        return self.opening[1:]

    def begin(self, arrival: Any, past: Any) -> Iterator[Update]:
        """What a visitor finds: the questions of the address answered, or words of welcome and examples."""
        yield self.clear(past)
        questions = [text for text in arrival if isinstance(text, str) and text.strip()] if isinstance(arrival, list) else []
        yield from self.ask_all(questions, past)

    def restart(self, past: Any) -> Update:
        """A conversation that knows nothing of the one before."""
        return self.clear(past)

    def clear(self, past: Any) -> Update:
        """An empty conversation, with examples that the stored reports can answer."""
        parts, (welcome, examples) = self.parts, self.find_opening()
        return {
            parts.transcript: welcome,
            parts.evidence: render_sources(None),
            parts.question: "",
            parts.chart_card: gr.Column(visible=False),
            parts.session: None,
            parts.past: render_history(read_history(past)),
            parts.status: render_status(""),
            **parts.label_choices(examples),
        }

    def ask_all(self, questions: list[str], past: Any) -> Iterator[Update]:
        """The turns of a conversation, one after the other."""
        session: Session | None = Session()
        for question in questions:
            for update in self.ask(question, session, past):
                session, past = update.get(self.parts.session, session), update.get(self.parts.history, past)
                yield update

    def ask(self, asked: str | None, held: Session | None, past: Any) -> Iterator[Update]:
        """What the page shows while a question is worked on, and at last its answer."""
        session = held or Session()
        question = (asked or "").strip()[:QUESTION_LIMIT]
        if not question:
            yield {self.parts.question: ""}
            return
        working = Exchange(question)
        turn = len(session.exchanges)
        step: Step = "understand"
        answer: Answer | None = None
        try:
            for told in self.desk.assistant.ask_steps(question, session.rebuild_conversation()):
                step, answer = (step, told) if isinstance(told, Answer) else (told, answer)
                yield {
                    self.parts.transcript: render_transcript((*session.exchanges, working), render_working(step, answer, turn)),
                    self.parts.status: announce_step(step),
                    self.parts.question: "",
                }
        except WenbaoError as error:
            answer = None
            working = Exchange(question, failure=str(error))
        session = session.add(Exchange(question, answer) if answer is not None else working)
        yield self.show_answer(session, past)

    def show_answer(self, session: Session, past: Any) -> Update:
        """The newest turn with its sources, chart and next questions."""
        parts, newest = self.parts, session.exchanges[-1]
        answer = newest.answer
        kept = note_session(read_history(past), session)
        return {
            parts.transcript: render_transcript(session.exchanges),
            parts.evidence: render_sources(answer, len(session.exchanges) - 1),
            parts.status: announce_answer(answer) if answer else render_status(f"没能回答：{newest.failure}"),
            parts.session: session,
            parts.history: pack_history(kept),
            parts.past: render_history(kept, session.id),
            **self.show_chart(answer, len(session.exchanges) - 1),
            **(parts.label_choices(answer.next) if answer else {}),
        }

    def plan_chart(self, answer: Answer) -> Chart | None:
        """The chart of an answer, agencies named so that nobody mistakes them."""
        return plan_chart(answer, self.desk.assistant.load_catalog()[2])

    def show_chart(self, answer: Answer | None, turn: int) -> Update:
        """The chart that the answer calls for; none hides the card."""
        chart = self.plan_chart(answer) if answer is not None else None
        if chart is None:
            return {self.parts.chart_card: gr.Column(visible=False)}
        return {
            self.parts.chart_card: gr.Column(visible=True),
            self.parts.chart_head: render_chart_head(chart, turn),
            self.parts.chart: draw_chart(chart),
        }

    def choose(self, held: Session | None, past: Any, event: gr.EventData) -> Iterator[Update]:
        """One of the readings that an answer offers, asked in full."""
        session = held or Session()
        answer = session.find_answer(read_number(event, "turn"))
        number = read_number(event, "number")
        if answer is not None and 0 <= number < len(answer.options):
            yield from self.ask(answer.options[number], session, past)

    def ask_again(self, held: Session | None, past: Any) -> Iterator[Update]:
        """The newest question once more, over what is stored now."""
        if held is not None and held.exchanges:
            yield from self.ask(held.exchanges[-1].question, held.cut(-1), past)

    def reopen(self, _held: Session | None, past: Any, event: gr.EventData) -> Iterator[Update]:
        """An earlier conversation, asked anew."""
        number = read_number(event, "number")
        entries = read_history(past)
        if 0 <= number < len(entries):
            rest = pack_history(tuple(entry for i, entry in enumerate(entries) if i != number))
            yield from self.ask_all(list(entries[number].questions), rest)

    def forget(self, _held: Session | None) -> Update:
        """An empty history."""
        return {self.parts.history: [], self.parts.past: ""}

    def vote(self, held: Session | None, event: gr.EventData) -> Update:
        """Keeps a thumb up or down."""
        turn = read_number(event, "turn")
        vote: Vote = "up" if read_text(event, "kind") == "up" else "down"
        answer = held.find_answer(turn) if held else None
        if held is None or answer is None:
            return {self.parts.transcript: gr.skip()}
        try:
            with self.desk.write() as store:
                keep_vote(store, question=held.exchanges[turn].question, status=answer.status, vote=vote, version=answer.store)
        except WenbaoError:
            gr.Warning("现在不能写入（可能正在导入），这次没有记下，请稍后再点。")
            return {self.parts.transcript: gr.skip()}
        session = held.vote(turn, vote)
        return {self.parts.session: session, self.parts.transcript: render_transcript(session.exchanges)}

    def show_evidence(self, held: Session | None, event: gr.EventData) -> Update:
        """The evidence of one source of a turn."""
        turn, number = read_number(event, "turn"), read_number(event, "number")
        answer = held.find_answer(turn) if held else None
        if answer is None or not 0 <= number < len(answer.citations):
            return {self.parts.evidence: gr.skip()}
        proof = trace_citation(self.desk.store, answer, number)
        around = find_surroundings(self.desk.settings, proof.citation)
        shown = render_evidence(self.desk.settings, proof, around, turn, len(answer.citations))
        told = f"出处 {number + 1} 已打开：{proof.citation.quote}"
        return {self.parts.evidence: shown, self.parts.status: render_status(told)}

    def show_sources(self, held: Session | None, event: gr.EventData) -> str:
        """All sources of a turn."""
        turn = read_number(event, "turn")
        return render_sources(held.find_answer(turn) if held else None, turn)

    def make_file(self, held: Session | None, event: gr.EventData) -> Parcel | None:
        """A file to keep; None, and a word about it, where it cannot be made."""
        turn = read_number(event, "turn")
        if held is None or not 0 <= turn < len(held.exchanges):
            return None
        try:
            return make_parcel(self.desk, held.exchanges[turn], read_text(event, "kind"))
        except WenbaoError as error:
            gr.Warning(escape_html(error))
            return None


def read_text(event: gr.EventData, name: str) -> str:
    """What a press says under that name; a browser may send anything."""
    data = event._data  # noqa: SLF001  # Gradio gives what a part's own script sends in no other way
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def read_number(event: gr.EventData, name: str) -> int:
    """A number that a press sends, -1 where it is none."""
    text = read_text(event, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1  # noqa: PLR2004  # no turn is so late
