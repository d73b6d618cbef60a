"""Which sentences each report uses: dealt like cards, so that neighbours in place and time never hold the same hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from samples.maker.bank import EXTRAS, MEASURES, OPENING_TAILS, OPENINGS, PROBLEMS, Measure, Problem
from samples.maker.records import Plan

_HAND, _LONG_HAND = 9, 17


@dataclass(frozen=True, slots=True)
class Script:
    """The sentences of one report; ``turn`` counts through the reports and varies the wording around them.

    ``closing_turn`` does so for section five.
    """

    turn: int
    closing_turn: int
    opening: str
    tail: str
    measures: tuple[Measure, ...]
    problems: tuple[Problem, ...]
    extras: tuple[Measure, ...]


class Deck:
    """An endless pile of cards: shuffled, dealt, shuffled again; one hand never holds a card twice."""

    def __init__(self, cards: Iterable[Any], seed: str) -> None:
        self._cards = tuple(cards)
        self._rng = Random(seed)
        self._pile: list[Any] = []

    def deal(self, count: int) -> tuple[Any, ...]:
        """The next ``count`` cards, all different."""
        hand: list[Any] = []
        while len(hand) < count:
            if not self._pile:
                self._pile = self._rng.sample(self._cards, len(self._cards))
            card = self._pile.pop()
            if card not in hand:
                hand.append(card)
        return tuple(hand)


def deal_scripts(plans: Sequence[Plan], deal: str = "") -> dict[str, Script]:
    """A script per plan, by stem; planted copies take over the other report's sentences.

    ``deal`` seeds the shuffling; a deal with a name hands out more measures, so that many more reports stay unlike each other.
    """
    size = _LONG_HAND if deal else _HAND
    openings, tails = Deck(OPENINGS, f"openings{deal}"), Deck(OPENING_TAILS, f"tails{deal}")
    measures, problems = Deck(MEASURES, f"measures{deal}"), Deck(PROBLEMS, f"problems{deal}")
    extras = Deck(EXTRAS, f"extras{deal}")
    scripts: dict[str, Script] = {}
    for turn, plan in enumerate(plans):
        hand = (openings.deal(1)[0], tails.deal(1)[0], measures.deal(size), problems.deal(3 + turn % 2), extras.deal(2))
        scripts[plan.stem] = Script(turn, turn, *hand)
    return scripts


def copy_measures(script: Script, other: Script) -> Script:
    """``script`` with the other's second paragraph of measures."""
    return replace(script, measures=(*script.measures[:2], *other.measures[2:5], *script.measures[5:]))


def copy_problems(script: Script, other: Script) -> Script:
    """``script`` with the other's section five, wording included."""
    return replace(script, problems=other.problems, closing_turn=other.closing_turn)
