"""Kinds of applicants in a list: all of them certain, some named by the beginning of their names only (科研、公益、法律)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.understanding.frame import Frame
from assistant.understanding.words.lexicon import Tag, Token
from assistant.understanding.words.vocabulary import load_vocabulary

_LIST = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[、,][\u4e00-\u9fff]{2,8}?){2,}")
_PIECE = re.compile(r"[\u4e00-\u9fff]+")
_AXIS = "applicant"
ENOUGH = 3
"""So many kinds in one list are applicants, whatever stands beside them."""


def add_kindred(frame: Frame) -> Frame:
    """The frame with every kind of applicants of its lists, where enough of them are known."""
    if frame.language == "en":
        return frame
    found = {token.start: token for match in _LIST.finditer(frame.names.bare) for token in _read_list(match, frame)}
    if not found:
        return frame
    tokens = (*(token for token in frame.tokens if token.start not in found), *found.values())
    return replace(frame, tokens=tuple(sorted(tokens, key=lambda token: token.start)))


def _read_list(match: re.Match[str], frame: Frame) -> tuple[Token, ...]:
    """The kinds of one list, each as what it certainly names; none where too few of its members are known."""
    inside = [token for token in frame.tokens if match.start() <= token.start < match.end()]
    kinds = [token for token in inside if any(_names_kind(tag) for tag in token.tags)]
    if len(kinds) < ENOUGH:
        return ()
    sure = (replace(token, tags=tuple(replace(tag, strong=True) for tag in token.tags)) for token in kinds)
    return (*sure, *_find_short(match, frame))


def _find_short(match: re.Match[str], frame: Frame) -> Iterator[Token]:
    """The members that no phrase names, but the beginning of one does."""
    taken = {at for token in frame.tokens for at in range(token.start, token.end)}
    for piece in _PIECE.finditer(frame.names.bare, match.start(), match.end()):
        kinds = _list_beginnings().get(piece.group(), frozenset())
        if len(kinds) == 1 and not taken.intersection(range(*piece.span())):
            yield Token(piece.start(), piece.end(), piece.group(), tuple(Tag(_AXIS, name) for name in kinds))


@cache
def _list_beginnings() -> dict[str, frozenset[str]]:
    """The kinds of applicants by how their names begin."""
    found: dict[str, set[str]] = {}
    for phrase, tags in load_vocabulary().chinese.phrases.items():
        for tag in (tag for tag in tags if _names_kind(tag)):
            for end in range(2, len(phrase)):
                found.setdefault(phrase[:end], set()).add(tag.id)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _names_kind(tag: Tag) -> bool:
    return tag.axis == _AXIS and not tag.id.startswith("not_")
