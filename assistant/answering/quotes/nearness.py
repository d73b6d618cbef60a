"""How near sentences come to the words of a question."""

from collections.abc import Sequence
from math import log

from assistant.answering.quotes.sentences import Sentence
from assistant.understanding.words.themes import load_stop_pairs

ENOUGH = 0.6
"""A sentence is quoted if it scores at least this part of the best one's score."""
SHARP = 0.75
"""The same where one sentence should answer."""
FEW = 2
"""As many sentences at most where one should answer."""
PARTLY = 0.6
"""A term counts as met where at least this part of its character pairs stands in the sentence."""
LOOSELY = 0.25
"""Of a question's rare character pairs at least this part must stand in the report for a sentence to be quoted by them alone."""


def rank_sentences(sentences: Sequence[Sentence], terms: Sequence[Sequence[str]], most: int) -> tuple[Sentence, ...]:
    """The sentences that score best, in the order of the text; none where none has any of the words."""
    if not terms:
        return ()
    weights = [weigh_term(term[0], sentences) for term in terms]
    scored = [(score_sentence(sentence, terms, weights), -position, sentence) for position, sentence in enumerate(sentences)]
    best = max((score for score, _, _ in scored), default=0.0)
    if not best:
        return ()
    enough = (SHARP if most <= FEW else ENOUGH) * best
    kept = sorted((entry for entry in scored if entry[0] >= enough), key=lambda entry: entry[:2], reverse=True)[:most]
    return tuple(sentence for _, _, sentence in sorted(kept, key=lambda entry: -entry[1]))


def rank_loosely(sentences: Sequence[Sentence], terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """The sentence that shares the rarest character pairs with the terms; none where they share too little."""
    pairs = {pair for term in terms for pair in list_pairs(term[0])} - load_stop_pairs()
    having = {pair: sum(pair in sentence.folded for sentence in sentences) for pair in pairs}
    weights = {pair: log(1 + len(sentences) / number) for pair, number in having.items() if number}
    if not pairs or len(weights) < LOOSELY * len(pairs):
        return ()
    scores = [sum(weight for pair, weight in weights.items() if pair in sentence.folded) for sentence in sentences]
    return (sentences[scores.index(max(scores))],)


def rank_near(sentences: Sequence[Sentence], terms: Sequence[Sequence[str]], most: int) -> tuple[Sentence, ...]:
    """The sentences that share most rare character pairs with the terms, or another word of their theme, in the text's order.

    None where no sentence has a fair part of the pairs or such a word.
    """
    pairs = {pair for term in terms for pair in list_pairs(term[0])} - load_stop_pairs()
    kin = {word for term in terms for word in term[1:]}
    having = {pair: sum(pair in sentence.folded for sentence in sentences) for pair in pairs}
    weights = {pair: log(1 + len(sentences) / number) for pair, number in having.items() if number}
    scored = []
    for place, sentence in enumerate(sentences):
        met = [weight for pair, weight in weights.items() if pair in sentence.folded]
        if len(met) >= LOOSELY * max(1, len(pairs)) or any(word in sentence.folded for word in kin):
            scored.append((sum(met), place))
    best = sorted(scored, key=lambda entry: (-entry[0], entry[1]))[:most]
    return tuple(sentences[place] for place in sorted(place for score, place in best if score >= SHARP * best[0][0]))


def list_pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def score_sentence(sentence: Sentence, terms: Sequence[Sequence[str]], weights: Sequence[float]) -> float:
    """The sum over the terms: whole for the term itself, less for another word of its theme or for most of its characters."""
    return sum(weight * match_term(sentence.folded, term) for term, weight in zip(terms, weights, strict=True))


def match_term(folded: str, term: Sequence[str]) -> float:
    """1 for the term itself, less for most of its character pairs, least for another word of its theme, else 0."""
    first, *others = term
    plain = folded.lower()
    if first in plain:
        return 1.0
    pairs = list_pairs(first)
    met = sum(pair in plain for pair in pairs) / len(pairs) if pairs else 0.0
    own = 0.8 * met if met >= PARTLY else 0.0
    kin = 0.4 if any(other in plain for other in others) else 0.0
    return max(own, kin) + min(own, kin, 0.1)


def weigh_term(term: str, sentences: Sequence[Sentence]) -> float:
    """More for a word that few of the sentences have."""
    having = sum(term in sentence.folded for sentence in sentences)
    return 1.0 + 1.0 / (1 + having)
