"""Problems and the measures against them as items: cut as the report cuts them, and set beside each other by their place."""

from collections.abc import Mapping, Sequence

from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.sentences import Block, Sentence
from assistant.answering.quotes.telling import begins_item, list_chains, tell_aspects

Item = tuple[Sentence, ...]
"""The sentences of one item."""

Sides = Mapping[str, tuple[Item, ...]]
"""The items of a report by side: problems and plans."""


def cut_sides(blocks: Sequence[Block]) -> Sides:
    """The problems and the plans of a report as items: those that it numbers, else the clauses between semicolons."""
    return {side: tuple(cut_items(tuple(tell_aspects(blocks, (side,))))) for side in ("problems", "plans")}


def cut_items(sentences: Sequence[Sentence]) -> list[Item]:
    """Sentences as items; where none is numbered, each sentence of a chain is one, and without chains none is told apart."""
    if not any(begins_item(sentence) for sentence in sentences):
        return [(sentence,) for chain in list_chains(sentences) if len(chain) > 1 for sentence in chain]
    items: list[list[Sentence]] = []
    for sentence in sentences:
        if begins_item(sentence) or not items:
            items.append([])
        items[-1].append(sentence)
    return [tuple(item) for item in items]


def join_items(items: Sequence[Item]) -> Item:
    """The sentences of all items."""
    return tuple(sentence for item in items for sentence in item)


def pick_places(items: Sequence[Item], places: Sequence[int]) -> Item:
    """The sentences of the items at these places, the last being -1; a place that there is not gives none."""
    wanted = {place if place > 0 else len(items) + 1 + place for place in places}
    return join_items([item for place, item in enumerate(items, start=1) if place in wanted])


def find_places(items: Sequence[Item], words: Sequence[str]) -> tuple[int, ...]:
    """The places of the items that say one of the words."""
    return tuple(
        place
        for place, item in enumerate(items, start=1)
        if any(stands_in(word, sentence.folded) for word in words for sentence in item)
    )


def are_matched(sides: Sides) -> bool:
    """Whether each problem has one measure, so that those at the same place belong together."""
    return len(sides["problems"]) == len(sides["plans"]) > 0
