"""Finding phrases in a question: the longest phrase at each place wins.

A lexicon knows phrases and their tags; what the tags mean is the vocabulary's and its readers' business.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tag:
    """What a phrase names: an entry ``id`` on an ``axis`` of the vocabulary. A weak tag needs its table to be spoken of."""

    axis: str
    id: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A phrase found at [start, end) of a text."""

    start: int
    end: int
    text: str
    tags: tuple[Tag, ...]


def join_tags(entries: Iterable[tuple[str, Tag]]) -> dict[str, tuple[Tag, ...]]:
    """The tags of each phrase, a phrase with several meanings once."""
    joined: dict[str, tuple[Tag, ...]] = {}
    for phrase, tag in entries:
        if tag not in joined.get(phrase, ()):
            joined[phrase] = (*joined.get(phrase, ()), tag)
    return joined


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases of a text written without spaces; ``phrases`` are folded as the texts are."""

    phrases: Mapping[str, tuple[Tag, ...]]
    lengths: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for phrase in self.phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        object.__setattr__(self, "lengths", {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})

    def find_tokens(self, text: str) -> tuple[Token, ...]:
        """The phrases of ``text`` from left to right, the longest at each place, none overlapping."""
        tokens = []
        start = 0
        while start < len(text):
            token = self._match_phrase(text, start)
            if token is not None:
                tokens.append(token)
            start = token.end if token is not None else start + 1
        return tuple(tokens)

    def _match_phrase(self, text: str, start: int) -> Token | None:
        for length in self.lengths.get(text[start], ()):
            phrase = text[start : start + length]
            tags = self.phrases.get(phrase)
            if tags is not None:
                return Token(start, start + len(phrase), phrase, tags)
        return None


@dataclass(frozen=True, eq=False)
class WordLexicon:
    """Phrases of a text written with spaces, in lower case; ``*`` at the end of a word stands for any ending."""

    phrases: Mapping[str, tuple[Tag, ...]]
    pattern: re.Pattern[str] = field(init=False)
    groups: tuple[tuple[Tag, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.phrases, key=len, reverse=True)
        alternatives = "|".join(f"({_write_pattern(phrase)})" for phrase in ordered)
        object.__setattr__(self, "pattern", re.compile(rf"(?<![\w])(?:{alternatives})(?![\w])"))
        object.__setattr__(self, "groups", tuple(self.phrases[phrase] for phrase in ordered))

    def find_tokens(self, text: str) -> tuple[Token, ...]:
        """The phrases of ``text`` from left to right, the longest at each place, none overlapping."""
        return tuple(
            Token(match.start(), match.end(), match.group(), self.groups[(match.lastindex or 1) - 1])
            for match in self.pattern.finditer(text)
        )


def _write_pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"[\w'-]*").replace(r"\ ", r"\s+")
