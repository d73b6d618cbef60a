"""Words of a general dictionary (jieba's list), so that no word is cut in two; the list is read only where a question needs it.

The list is read as a file: to load the segmenter takes a second and 90 MB, which one question should not spend.
"""

import re
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

LONGEST = 4
"""Longer words of the list are not looked for."""

TOTAL = 60_000_000
"""About as many words were met for the list."""

_EMPTY_KINDS = ("p", "c", "d", "u", "r", "y", "e", "o", "m", "q", "t", "f", "b")
"""Kinds of words that tell nothing of what is spoken of: prepositions, conjunctions, adverbs, pronouns, numbers, times, sides."""

_LEANING = ("到", "在", "于", "给", "得", "过", "要", "有", "跟", "让", "从")
"""Characters with which verbs begin or end that only lean on what is spoken of (做到, 属于, 没有)."""


@cache
def read_kind(word: str) -> str:
    """The kind of a word as the list has it (n, v, ns, …); empty where it has no such word."""
    return _find_entry(word)[1]


@cache
def is_content(word: str) -> bool:
    """Whether a word of two characters and more stands in the list as one that tells something (结对, 征地)."""
    kind = read_kind(word) if len(word) > 1 else ""
    if not kind or kind.startswith(_EMPTY_KINDS):
        return False
    return kind != "v" or not (word.endswith(_LEANING) or word.startswith(("不", "没")))


def begins_word(text: str) -> bool:
    """Whether a text begins with such a word of several characters (乡村振兴)."""
    return any(is_content(text[:length]) for length in range(2, min(LONGEST, len(text)) + 1))


def ends_word(text: str) -> bool:
    """Whether a text ends with such a word of several characters (邻里结对)."""
    return any(is_content(text[-length:]) for length in range(2, min(LONGEST, len(text)) + 1))


@cache
def part_words(text: str) -> tuple[str, ...]:
    """A text cut into words of the list, single characters and Latin words, in the likeliest way (媒体|刊登|过|稿件)."""
    runs = re.findall(r"[a-z0-9+]+|[^a-z0-9+]+", text)
    return tuple(word for run in runs for word in ((run,) if run.isascii() else _part_run(run)))


def _part_run(text: str) -> tuple[str, ...]:
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(text) + 1):
        ways = []
        for start in range(max(0, end - LONGEST), end):
            number, kind = _find_entry(text[start:end])
            if kind or end - start == 1:
                cost, pieces = best[start]
                ways.append((cost + log(TOTAL / max(number, 1)), (*pieces, text[start:end])))
        best.append(min(ways))
    return best[-1][1]


@cache
def _find_entry(word: str) -> tuple[int, str]:
    """How often the list has met a word, and its kind."""
    lines = _find_lines(word[:1])
    start = lines.find(f"\n{word} ".encode()) + 1
    if not start:
        return 0, ""
    _, number, kind = lines[start : lines.index(b"\n", start)].decode().rsplit(" ", 2)
    return int(number), kind


@cache
def _find_lines(first: str) -> bytes:
    """The stretch of the list in which all words with that first character stand, between line ends."""
    held = _read_list()
    mark = f"\n{first}".encode()
    start = held.find(mark)
    return held[start : held.index(b"\n", held.rfind(mark) + 1) + 1] if first and start >= 0 else b""


@cache
def _read_list() -> bytes:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba")
    return b"\n" + (Path(spec.submodule_search_locations[0]) / "dict.txt").read_bytes().replace(b"\r\n", b"\n") + b"\n"
