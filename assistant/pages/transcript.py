"""The conversation as it is shown: each question with its answer, newest last."""

from collections.abc import Sequence

from assistant.pages.escaping import escape_html
from assistant.pages.replies import render_reply, render_text
from assistant.pages.session import Exchange
from assistant.pages.words import Words
from assistant.records import Answer, Step
from index.records import StoredReport

CHOICES = 6
"""Suggested questions that are shown."""

STEPS: tuple[Step, ...] = ("understand", "look_up", "check")


def render_transcript(words: Words, exchanges: Sequence[Exchange], working: str = "") -> str:
    """The whole conversation. ``working`` is what stands under the last question while it is worked on, as HTML."""
    last = len(exchanges) - 1
    turns = (
        render_turn(
            words,
            exchange,
            turn,
            working if working and turn == last else render_reply(words, exchange, turn, newest=turn == last),
        )
        for turn, exchange in enumerate(exchanges)
    )
    return f'<div class="transcript" role="log" aria-live="off" aria-label="{words("ask.conversation")}">{"".join(turns)}</div>'


def render_welcome(words: Words, reports: Sequence[StoredReport]) -> str:
    """What stands there before the first question: what may be asked, and of how many reports."""
    years = sorted({report.year for report in reports if report.year is not None})
    agencies = {report.agency.id for report in reports if report.agency is not None}
    span = words("ask.span" if len(years) > 1 else "ask.one_year", first=years[0], last=years[-1]) if years else ""
    held = words("ask.stock", reports=len(reports), agencies=len(agencies), span=span) if reports else words("ask.no_stock")
    return (
        f'<div class="welcome"><p class="lead">{words("ask.lead")}</p><p>{words("ask.kinds")}</p>'
        f'<p>{words("ask.figures")}</p><p class="stock">{held}</p></div>'
    )


def render_turn(words: Words, exchange: Exchange, turn: int, reply: str) -> str:
    """A question and what stands under it."""
    return (
        f'<article class="turn" data-turn="{turn}"><h2 class="asked" data-mark="{words("ask.asked_mark")}">'
        f'<span class="sr-only">{words("ask.asked")}</span>'
        f'<span class="asked-text">{escape_html(exchange.question)}</span></h2><div class="reply">{reply}</div></article>'
    )


def render_working(words: Words, step: Step, answer: Answer | None = None, turn: int = 0) -> str:
    """The steps of the work, the present one marked, and the answer as far as it has grown."""
    shown = '<span class="arrow" aria-hidden="true"></span>'.join(
        f'<span class="step {name_state(STEPS.index(name) - STEPS.index(step))}">{words(f"ask.{name}")}</span>' for name in STEPS
    )
    grown = f'<div class="answer-body">{render_text(words, answer, turn)}</div>' if answer is not None else ""
    return f'<div class="steps">{shown}</div>{grown}'


def render_suggestions(words: Words, questions: Sequence[str]) -> str:
    """Questions to ask at a press: examples, or what may be asked next."""
    buttons = "".join(
        f'<button type="button" data-event="pick" data-text="{escape_html(question)}">{escape_html(question)}</button>'
        for question in questions[:CHOICES]
    )
    return f'<div class="suggestions" role="group" aria-label="{words("ask.examples")}">{buttons}</div>'


def name_state(distance: int) -> str:
    """Whether a step is done, is being done, or comes later."""
    return "now" if distance == 0 else "done" if distance < 0 else "later"


def announce_step(words: Words, step: Step) -> str:
    """The step for screen readers."""
    return render_status(words("ask.doing", step=words(f"ask.{step}")))


def announce_answer(words: Words, answer: Answer) -> str:
    """The beginning of an answer for screen readers."""
    first = next((line for line in answer.text.splitlines() if line.strip() and not line.startswith("|")), "")
    return render_status(words("ask.answer", text=first.replace("**", "")))


def render_status(text: str) -> str:
    """A line that is read out when it changes."""
    return f'<div class="sr-only" role="status" aria-live="polite">{escape_html(text)}</div>'
