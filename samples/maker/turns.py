"""The shape of a conversation and of its expected answers."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from samples.maker.library import Entry, write_number

Turn = dict[str, object]
Conversation = tuple[str, list[Turn]]


def wrap(kind: str, *turns: Turn) -> Conversation:
    """A conversation of one kind."""
    return kind, list(turns)


def answer(question: str, values: Iterable[Decimal], entries: Iterable[Entry], **words: Sequence[str]) -> Turn:
    """A turn that is answered with ``values`` out of ``entries``; ``words`` are any_of, all_of and none_of."""
    turn: Turn = {"ask": question, "status": "answered"}
    numbers = list(dict.fromkeys(write_number(value) for value in values))
    if numbers:
        turn["values"] = numbers
    turn["cites"] = [entry.source for entry in entries]
    turn |= {name: list(listed) for name, listed in words.items()}
    return turn


def refuse(question: str, status: str | list[str], **words: Sequence[str]) -> Turn:
    """A turn that is not answered: no_data, clarify or out_of_scope; ``words`` may name ``missing``."""
    turn: Turn = {"ask": question, "status": status}
    turn |= {name: list(listed) for name, listed in words.items()}
    return turn
