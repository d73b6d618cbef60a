"""Figures that a question lists in everyday words (申请、复议、诉讼各多少; 收到多少、办了多少、剩多少)."""

import re
from collections.abc import Iterator

from assistant.records import Measure
from assistant.understanding.frame import Frame
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.vocabulary import load_vocabulary

_CUT = re.compile(r"[、,;/ ①-⑳]|和|与|以及|及|跟|还有")
_CIRCLED = re.compile(r"[①-⑳]")
_NUMBERED = re.compile(rf"{_CUT.pattern}|\d{{1,2}}")
"""The same where circled digits, which folding makes plain, number the pieces."""

_FILLING = re.compile(
    r"申请|信息公开|政府信息|多少|几件|各自|分别|各|是|有|了|的|件数|件|数量|总数|数|量|几|一共|总共|共|呢|吗|全年|当年|本年|请问|年|:|[?。!\x00]"
)
"""What may stand in a listed piece beside the word for its figure."""

_NEW = "requests.new.total"


def add_listed(frame: Frame, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures of a question with those of its listed pieces that only everyday words name."""
    if frame.language == "en" or "申请" not in frame.names.bare or any(measure.over for measure in measures):
        return measures
    pieces = [piece for piece in _cut(frame) if piece]
    if len(pieces) < 2 or not measures:  # noqa: PLR2004  (a list has two pieces)
        return measures
    vocabulary, known = load_vocabulary(), {measure.id for measure in measures}
    named = [name for name in pieces if name != "strong"]
    if any(name.startswith("requests.") and not name.endswith(".total") for name in known):
        return measures
    return (*measures, *(vocabulary.measures[name] for name in dict.fromkeys(named) if name not in known))


def _cut(frame: Frame) -> Iterator[str]:
    """For each listed piece the id of its figure, ``strong`` where a plain phrase names it, empty where nothing does."""
    text, start = frame.names.bare, 0
    taken = [(token.start, token.end) for token in frame.tokens]
    shape = _NUMBERED if _CIRCLED.search(frame.question) else _CUT
    cuts = [match.span() for match in shape.finditer(text) if not any(a < match.end() and match.start() < b for a, b in taken)]
    for first, last in (*cuts, (len(text), len(text))):
        inside = [token for token in frame.tokens if start <= token.start and token.end <= first]
        yield _name_piece(text[start:first], inside, start)
        start = last


def _name_piece(words: str, tokens: list[Token], start: int) -> str:
    """What a piece names."""
    if any(tag.strong for token in tokens for tag in token.tags):
        return "strong"
    rest = words
    for token in tokens:
        rest = rest[: token.start - start] + "\x00" * len(token.text) + rest[token.end - start :]
    if _FILLING.sub("", rest):
        return ""
    rows = [tag.id for token in tokens for tag in token.tags if tag.axis == "row"]
    if len(set(rows)) == 1:
        return f"requests.{rows[0]}.total"
    return _NEW if not tokens and "申请" in words else ""
