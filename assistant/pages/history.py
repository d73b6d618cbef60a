"""Earlier conversations, kept in the visitor's browser and nowhere else: their questions, not the answers."""

import json
from dataclasses import dataclass
from typing import Any

from assistant.pages.escaping import escape_html
from assistant.pages.session import Session
from assistant.pages.words import Words

CONVERSATIONS = 20
TURNS = 12
TEXT_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Past:
    """A conversation by its questions."""

    id: str
    questions: tuple[str, ...]


def read_history(stored: Any) -> tuple[Past, ...]:
    """What the browser gives back, the newest first; whatever does not look like a history is passed over."""
    if not isinstance(stored, list):
        return ()
    return tuple(past for past in map(read_past, stored[:CONVERSATIONS]) if past is not None)


def read_past(entry: Any) -> Past | None:
    """One conversation; None where the entry is none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not isinstance(entry.get("questions"), list):
        return None
    questions = tuple(text[:TEXT_LIMIT] for text in entry["questions"][:TURNS] if isinstance(text, str) and text.strip())
    return Past(entry["id"][:TEXT_LIMIT], questions) if questions else None


def note_session(past: tuple[Past, ...], session: Session) -> tuple[Past, ...]:
    """The history with the session's conversation on top."""
    questions = tuple(exchange.question for exchange in session.exchanges)[-TURNS:]
    rest = tuple(entry for entry in past if entry.id != session.id and entry.questions != questions)
    return ((Past(session.id, questions), *rest) if questions else rest)[:CONVERSATIONS]


def pack_history(past: tuple[Past, ...]) -> list[dict[str, Any]]:
    """The history as the browser keeps it."""
    return [{"id": entry.id, "questions": list(entry.questions)} for entry in past]


def render_past(words: Words, past: tuple[Past, ...], current: str = "") -> str:
    """The way to a new conversation, and the list of earlier ones; what the browser is to keep stands in it as data."""
    kept = escape_html(json.dumps(pack_history(past), ensure_ascii=False))
    fresh = f'<button type="button" class="restart" data-event="restart">{words("ask.restart")}</button>'
    return f'<div class="below" data-kept="{kept}">{fresh}{render_history(words, past, current)}</div>'


def render_history(words: Words, past: tuple[Past, ...], current: str = "") -> str:
    """A list of conversations that can be opened again; empty without any but the present one."""
    entries = [(number, entry) for number, entry in enumerate(past) if entry.id != current]
    if not entries:
        return ""
    items = "".join(
        f'<li><button type="button" data-event="open" data-number="{number}"><span class="history-question">'
        f"{escape_html(entry.questions[0])}</span>{count_more(words, entry)}</button></li>"
        for number, entry in entries
    )
    return (
        f'<details class="history"><summary>{words("ask.past", count=len(entries))}</summary><ul>{items}</ul>'
        f"<p>{words('ask.past_where')} "
        f'<button type="button" class="link" data-event="forget">{words("ask.forget")}</button></p></details>'
    )


def count_more(words: Words, entry: Past) -> str:
    """How many turns follow the first."""
    count = len(entry.questions)
    return f'<span class="history-more">{words("ask.turns", count=count)}</span>' if count > 1 else ""
