"""What happens on the tab 问答: a question is worked on step by step, a figure opens its evidence, a turn is voted on."""

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.exports.charting import Chart, plan_chart
from assistant.exports.proof import trace_citation
from assistant.exports.surroundings import find_surroundings
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.evidence import render_evidence
from assistant.pages.examples import suggest_examples
from assistant.pages.history import note_session, pack_history, read_history, render_past
from assistant.pages.labels import label_citations
from assistant.pages.parcels import make_parcel
from assistant.pages.parts import QUESTION_LIMIT, Parts, Update
from assistant.pages.session import Exchange, Session
from assistant.pages.sources import render_sources
from assistant.pages.transcript import (
    announce_answer,
    announce_step,
    render_status,
    render_suggestions,
    render_transcript,
    render_welcome,
    render_working,
)
from assistant.records import Answer, Step
from index.people.feedback import Vote, keep_vote
from ingest.errors import WenbaoError


class Turns:
    """The doings of one tab over one desk; nothing of a visitor's stays here.

    ``parts`` are set once they are built. ``opening`` is the store's version with the welcome and the examples made for it,
    ``built`` the version whose opening stands in the page as it is sent.
    """

    parts: Parts

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.words = desk.words
        self.opening: tuple[str, str, tuple[str, ...]] | None = None
        self.built: str | None = None

    def find_opening(self) -> tuple[str, tuple[str, ...]]:
        """Words of welcome and example questions, made anew where the store's content has changed."""
        version, catalog, _ = self.desk.assistant.load_catalog()
        if self.opening is None or self.opening[0] != version:
            reports = catalog.reports
            self.opening = (version, render_welcome(self.words, reports), suggest_examples(self.words, reports))
            self.built = self.built or version
        return self.opening[1:]

    def begin(self, arrival: Any) -> Iterator[Update]:
        """What a visitor finds beyond the page as it was sent: earlier conversations, the questions of the address answered.

        A visitor who was quick has asked already, so only what is out of date is renewed.
        """
        parts, (welcome, examples) = self.parts, self.find_opening()
        questions, past = read_arrival(arrival)
        shown: Update = {parts.past: render_past(self.words, read_history(past)), parts.history: past}
        if self.opening is not None and self.opening[0] != self.built:
            shown |= {parts.transcript: welcome, parts.suggestions: render_suggestions(self.words, examples)}
        yield shown
        yield from self.ask_all(questions, past)

    def restart(self, past: Any) -> Update:
        """A conversation that knows nothing of the one before."""
        return self.clear(past)

    def clear(self, past: Any) -> Update:
        """An empty conversation, with examples that the stored reports can answer."""
        parts, (welcome, examples) = self.parts, self.find_opening()
        return {
            parts.transcript: welcome,
            parts.evidence: render_sources(self.words, None),
            parts.question: "",
            parts.suggestions: render_suggestions(self.words, examples),
            parts.chart: None,
            parts.session: None,
            parts.past: render_past(self.words, read_history(past)),
            parts.status: render_status(""),
        }

    def ask_all(self, questions: list[str], past: Any) -> Iterator[Update]:
        """The turns of a conversation, one after the other."""
        session: Session | None = Session()
        for question in questions:
            for update in self.ask(question, session, past):
                session, past = update.get(self.parts.session, session), update.get(self.parts.history, past)
                yield update

    def ask_picked(self, held: Session | None, past: Any, event: gr.EventData) -> Iterator[Update]:
        """A suggested question, asked."""
        yield from self.ask(read_text(event, "text"), held, past)

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
                    self.parts.transcript: render_transcript(
                        self.words, (*session.exchanges, working), render_working(self.words, step, answer, turn)
                    ),
                    self.parts.status: announce_step(self.words, step),
                    self.parts.question: "",
                }
        except WenbaoError as error:
            answer = None
            working = Exchange(question, failure=self.words.error(error))
        session = session.add(Exchange(question, answer) if answer is not None else working)
        yield self.show_answer(session, past)

    def show_answer(self, session: Session, past: Any) -> Update:
        """The newest turn with its sources, chart and next questions."""
        parts, words, newest, turn = self.parts, self.words, session.exchanges[-1], len(session.exchanges) - 1
        answer = newest.answer
        chart = self.plan_chart(answer) if answer else None
        kept = note_session(read_history(past), session)
        return {
            parts.transcript: render_transcript(words, session.exchanges),
            parts.evidence: self.list_sources(answer, turn),
            parts.status: announce_answer(words, answer) if answer else render_status(words("ask.failure", text=newest.failure)),
            parts.chart: (chart, turn) if chart else None,
            parts.session: session,
            parts.history: pack_history(kept),
            parts.past: render_past(words, kept, session.id),
            **({parts.suggestions: render_suggestions(words, answer.next)} if answer else {}),
        }

    def plan_chart(self, answer: Answer) -> Chart | None:
        """The chart of an answer, agencies named so that nobody mistakes them."""
        return plan_chart(answer, self.desk.assistant.load_catalog()[2])

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

    def forget(self) -> Update:
        """An empty history."""
        return {self.parts.history: [], self.parts.past: render_past(self.words, ())}

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
            gr.Warning(self.words("ask.busy"))
            return {self.parts.transcript: gr.skip()}
        session = held.vote(turn, vote)
        return {self.parts.session: session, self.parts.transcript: render_transcript(self.words, session.exchanges)}

    def show_evidence(self, held: Session | None, event: gr.EventData) -> Update:
        """The evidence of one source of a turn."""
        turn, number = read_number(event, "turn"), read_number(event, "number")
        answer = held.find_answer(turn) if held else None
        if answer is None or not 0 <= number < len(answer.citations):
            return {self.parts.evidence: gr.skip()}
        proof = trace_citation(self.desk.store, answer, number)
        around = find_surroundings(self.desk.settings, proof.citation)
        shown = render_evidence(self.words, self.desk.settings, proof, around, turn, len(answer.citations))
        told = self.words("ask.opened_source", number=number + 1, quote=proof.citation.quote)
        return {self.parts.evidence: shown, self.parts.status: render_status(told)}

    def show_sources(self, held: Session | None, event: gr.EventData) -> str:
        """All sources of a turn."""
        turn = read_number(event, "turn")
        return self.list_sources(held.find_answer(turn) if held else None, turn)

    def list_sources(self, answer: Answer | None, turn: int) -> str:
        """The sources of an answer, each with what stands there."""
        return render_sources(self.words, answer, turn, label_citations(self.desk.store, self.words, answer))

    def make_file(self, held: Session | None, event: gr.EventData) -> str:
        """A file to keep, as JSON; empty, with a word about it, where it cannot be made."""
        turn = read_number(event, "turn")
        if held is None or not 0 <= turn < len(held.exchanges):
            return ""
        try:
            return json.dumps(make_parcel(self.desk, held.exchanges[turn], read_text(event, "kind")))
        except WenbaoError as error:
            gr.Warning(escape_html(self.words.error(error)))
            return ""


def read_arrival(arrival: Any) -> tuple[list[str], Any]:
    """The questions that the page's address brings, and what the browser gives as its history; it may send anything."""
    try:
        given = json.loads(arrival) if isinstance(arrival, str) and arrival else {}
    except ValueError:
        given = {}
    asked, past = (given.get("asked"), given.get("past")) if isinstance(given, dict) else ([], [])
    return [text for text in asked if isinstance(text, str) and text.strip()] if isinstance(asked, list) else [], past


def read_text(event: gr.EventData, name: str) -> str:
    """What a press says under that name; a browser may send anything."""
    data = event._data  # noqa: SLF001  # Gradio gives what a part's own script sends in no other way
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def read_number(event: gr.EventData, name: str) -> int:
    """A number that a press sends, -1 where it is none."""
    text = read_text(event, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1  # noqa: PLR2004  # no turn is so late
