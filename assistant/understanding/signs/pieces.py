"""The pieces of a question between its conjunctions: the figure that each names and the bound that it sets (没有复议)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from assistant.records import Measure, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context, find_context
from assistant.understanding.measures.selecting import REQUESTS
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.bounds import find_bounds
from assistant.understanding.words.cues import Language, load_cues
from assistant.understanding.words.vocabulary import load_vocabulary

NONE, SOME = Threshold("=", Decimal(0)), Threshold(">", Decimal(0))
_WHETHER = re.compile(r"有没有|有无|是否|是不是|存不存在")
_ALL = re.compile(r"都|均|皆|全|一律|both|all|each|either")
_DONE = re.compile(r"被|过(?![程期去半])")
_NOT_HAVING = re.compile(r"(?<![都均皆])有(?=哪|几|谁|多少|吗|没|关|的|效|限|时|无|什么|[,。?\x00]|$)|(?<=[所没只还具])有")


@dataclass(frozen=True, slots=True)
class Sign:
    """Words at [start, end) that set a bound; a weak one (有, 收到) only where its piece has no other."""

    start: int
    end: int
    threshold: Threshold
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a question between two conjunctions: the measures that it names and the bound that it sets.

    ``softly`` says that only 和 or 、 joins it to the piece before, ``either`` that 或 does, ``leads`` that its bound stands
    before its figure (没有复议) and ``shared`` that it speaks of all before it (都).
    """

    start: int
    end: int
    softly: bool = False
    either: bool = False
    measures: tuple[Measure, ...] = ()
    sign: Sign | None = None
    leads: bool = False
    shared: bool = False


def read_pieces(frame: Frame, catalog: Catalog) -> tuple[Piece, ...]:
    """The pieces of a question between its conjunctions, with what each names and bounds."""
    text = _WHETHER.sub(lambda match: " " * len(match.group()), frame.masked)
    signs = find_signs(text, frame)
    pieces: list[Piece] = []
    context = Context()
    for cut in _cut(text, frame, signs):
        piece = _read_piece(cut, frame, signs, catalog, context)
        pieces.append(piece)
        context = find_context(piece.measures) if piece.measures else context
    return tuple(pieces)


def _read_piece(cut: Piece, frame: Frame, signs: Sequence[Sign], catalog: Catalog, context: Context) -> Piece:
    """A piece with its measures and its bound; what it leaves out is taken from the piece before."""
    text = " " * cut.start + frame.names.bare[cut.start : cut.end]
    tokens = tuple(token for token in frame.tokens if cut.start <= token.start and token.end <= cut.end)
    own = [sign for sign in signs if cut.start <= sign.start and sign.end <= cut.end]
    sign = next((sign for sign in own if not sign.weak), own[0] if own else None)
    plain, forms = load_vocabulary(), catalog.all_forms
    measures = find_measures(text, tokens, plain, forms, Context()) or (
        find_measures(text, tokens, plain, forms, context) if tokens else ()
    )
    if sign is not None and sign.weak and not measures:
        sign = None
    elif sign is None and measures and (done := _DONE.search(text)):
        sign = Sign(*done.span(), SOME, weak=True)
    leads = sign is not None and not names_figure(frame, cut.start, sign.start)
    return replace(cut, measures=measures, sign=sign, leads=leads, shared=_ALL.search(text) is not None)


def names_figure(frame: Frame, start: int, end: int) -> bool:
    """Whether a stretch of a question speaks of a figure: by a phrase of the vocabulary longer than a counter, or of requests."""
    inside = (token for token in frame.tokens if start <= token.start and token.end <= end)
    return any(len(token.text) > 1 for token in inside) or REQUESTS.search(frame.names.bare[start:end]) is not None


def find_signs(text: str, frame: Frame) -> tuple[Sign, ...]:
    """The words of a text that set a bound, from left to right; words of the vocabulary (无法提供) set none."""
    found = [Sign(bound.start, bound.end, bound.threshold) for bound in find_bounds(text, frame.language)]
    taken = [(token.start, token.end) for token in frame.tokens] + [(sign.start, sign.end) for sign in found]
    for name, threshold, weak in (("lacks_any", NONE, False), ("has_any", SOME, True)):
        for match in _shape(name, frame.language).finditer(text):
            if weak and frame.language == "zh" and match.group() == "有" and _NOT_HAVING.match(text, match.start()):
                continue
            start, end = match.start(), _stop_before(match.start(), match.end(), taken)
            if end == match.end() or text[start:end] in load_cues().groups[name].phrases:
                found.append(Sign(start, end, threshold, weak))
                taken.append((start, end))
    return tuple(sorted(found, key=lambda sign: sign.start))


def _stop_before(start: int, end: int, taken: Sequence[tuple[int, int]]) -> int:
    """Where a word that reaches into one taken before has to end (没有收到 before 收到); its start where it lies inside one."""
    inside = [first for first, last in taken if first < end and start < last]
    return max(start, min(inside, default=end))


@cache
def _shape(name: str, language: Language) -> re.Pattern[str]:
    """A pattern for the words of a group of cues."""
    cue = load_cues().groups[name]
    return cue.pattern if language == "en" else re.compile("|".join(map(re.escape, cue.phrases)))


def _cut(text: str, frame: Frame, signs: Sequence[Sign]) -> Iterable[Piece]:
    """The stretches between conjunctions, and between two bounds that none parts."""
    taken = [(token.start, token.end) for token in frame.tokens] + [(sign.start, sign.end) for sign in signs if not sign.weak]
    joins = [
        (match.start(), match.end(), name)
        for name in ("joins_firmly", "joins_loosely", "joins_either")
        for match in _shape(name, frame.language).finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    ends = [(0, 0, ""), *_drop_inner(joins), (len(text), len(text), "")]
    for (_, start, name), (end, _, _) in pairwise(ends):
        inside = _keep_apart(frame, [sign for sign in signs if start <= sign.start and sign.end <= end], start, end)
        places = [start, *(_part(frame, *pair, start) for pair in pairwise(inside)), end]
        for at, (first, last) in enumerate(pairwise(places)):
            yield Piece(first, last, softly=name == "joins_loosely" and not at, either=name == "joins_either" and not at)


def _keep_apart(frame: Frame, signs: Sequence[Sign], start: int, end: int) -> list[Sign]:
    """The signs of a stretch that set bounds of their own: the firm ones, and 有 where it stands beside a whole one of them."""
    kept: list[Sign] = []
    for place, sign in enumerate(signs):
        then = signs[place + 1] if place + 1 < len(signs) else None
        speaks = names_figure(frame, sign.end, end if then is None else then.start)
        against = then is not None and (then.weak or then.threshold == NONE) and names_figure(frame, then.end, end)
        last = kept[-1] if kept else None
        whole = last is not None and (names_figure(frame, start, last.start) or names_figure(frame, last.end, sign.start))
        if not sign.weak or (speaks and (whole if last is not None else against)):
            kept.append(sign)
    return kept


def _drop_inner(joins: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Conjunctions from left to right, none inside a longer one (且 in 而且)."""
    kept: list[tuple[int, int, str]] = []
    for start, end, name in sorted(joins, key=lambda join: (join[0], -join[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, name))
    return kept


def _part(frame: Frame, first: Sign, second: Sign, start: int) -> int:
    """Where to part two bounds without a conjunction between them: behind the first, or before what the second speaks of."""
    between = [token.start for token in frame.tokens if first.end <= token.start and token.end <= second.start]
    if names_figure(frame, start, first.start) or not between:
        return first.end
    behind = any(second.end <= token.start for token in frame.tokens)
    return second.start if behind or len(between) == 1 else between[-1]
