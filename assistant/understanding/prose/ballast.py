"""Words of a question that do not tell what is counted, as ``objects.toml`` has them, and a question without them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.understanding.names.mentions import mask_spans
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.lexicon import Lexicon, Tag
from ingest.folding import fold_text

_ASIDE = (
    *("numeric", "prose", "provenance", "check", "reports", "mentions", "trend", "difference", "growth", "multiple", "share"),
    *("average", "median", "sum", "whole", "compare", "most", "least", "order", "existence", "zero", "follow", "correction"),
    *("leading", "stop", "all_options", "rise", "fall", "change", "streak", "first_time", "per_month", "per_quarter", "per_day"),
    *("mainly", "against_each_other", "whether", "among"),
)
"""Groups of cues whose words tell what is to be done, and not what is counted."""

PAIR = 2
"""The shortest word that names a thing."""

THING = "thing"


@dataclass(frozen=True, eq=False)
class Counting:
    """The words of ``objects.toml``: ``aside`` those that tell nothing, ``counters`` the ways of counting in order.

    ``edges`` are characters that tell nothing at the edge of a word, ``leads`` and ``trails`` those that tell nothing in front
    of a longer word and behind one; of ``light`` ones alone no name consists, nor of those of ``saying`` and writing, nor of
    ``adverbs``. ``manners`` are shapes of words that count nothing, ``english`` the words of English questions that do not,
    ``part_kinds`` words for one kind of people beside another.
    """

    aside: Lexicon
    edges: str
    leads: str
    trails: str
    light: frozenset[str]
    saying: frozenset[str]
    adverbs: frozenset[str]
    manners: re.Pattern[str]
    english: re.Pattern[str]
    verbs: re.Pattern[str]
    asking: re.Pattern[str]
    part_kinds: tuple[str, ...]
    counters: tuple[tuple[str, tuple[str, ...], re.Pattern[str], tuple[str, ...]], ...]


@cache
def load_counting() -> Counting:
    """The words as shipped, built once."""
    data = tomllib.loads(files("assistant.understanding.prose").joinpath("objects.toml").read_text(encoding="utf-8"))
    groups = (load_cues().groups[name].phrases for name in _ASIDE)
    words = {word for phrases in groups for word in phrases if len(word) > 1}
    words |= {*data["marks"], *(fold_text(word).text for word in data["plain"])}
    tags = {**dict.fromkeys(words, (Tag("aside", ""),)), **dict.fromkeys(data["things"], (Tag(THING, ""),))}
    return Counting(
        Lexicon(tags),
        data["edges"],
        data["leads"],
        data["trails"],
        frozenset(data["edges"] + data["leads"] + data["trails"] + data["light"]),
        frozenset(data["edges"] + data["saying"]),
        frozenset(data["adverbs"]),
        re.compile("|".join(data["manners"])),
        re.compile("|".join(data["plain_en"])),
        re.compile("|".join(data["verbs_en"])),
        re.compile("|".join(data["asking_en"])),
        tuple(data["part_kinds"]),
        tuple(_build_counter(name, entry) for name, entry in data["counters"].items()),
    )


def _build_counter(name: str, entry: Mapping[str, Any]) -> tuple[str, tuple[str, ...], re.Pattern[str], tuple[str, ...]]:
    return name, tuple(entry["asks"]), re.compile(rf"\b(?:{'|'.join(entry['en']) or '(?!)'})\b"), tuple(entry["units"])


def blank_plain(text: str, told: set[int]) -> str:
    """The text without the words that tell nothing, unless they are a part of what is at the ``told`` places."""
    counting = load_counting()
    things = [token for token in counting.aside.find_tokens(text) if token.tags[0].axis == THING]
    kept = {index for token in things for index in range(token.start, token.end)}
    manners = [match.span() for match in counting.manners.finditer(text)]
    text = mask_spans(text, [span for span in manners if not kept.intersection(range(*span))])
    aside = [token for token in counting.aside.find_tokens(text) if token.tags[0].axis != THING]
    return mask_spans(text, [(token.start, token.end) for token in aside if not told.intersection(range(token.start, token.end))])


def strip_word(run: str) -> str:
    """A run of characters without those at its edges that tell nothing; two that make a word stay (检查, 会议)."""
    counting = load_counting()
    word = run.strip(counting.edges)
    things = [token for token in counting.aside.find_tokens(word) if token.tags[0].axis == THING]
    first, last = (any(token.start == 0 for token in things), any(token.end == len(word) for token in things))
    while not first and len(word) > PAIR and word[0] in counting.leads + counting.edges:
        word = word[1:]
    while not last and len(word) > PAIR and word[-1] in counting.trails + counting.edges:
        word = word[:-1]
    return word.strip(counting.edges)


def is_light(word: str) -> bool:
    """Whether a word is too short to name a thing, or has no character that tells of one (约合, 能查, 据称)."""
    counting = load_counting()
    if len(word) < PAIR or counting.light.issuperset(word) or counting.saying.issuperset(word):
        return True
    return any(word.startswith(adverb) and _is_empty(word[len(adverb) :], counting) for adverb in counting.adverbs)


def _is_empty(rest: str, counting: Counting) -> bool:
    """Whether what stands behind an adverb tells nothing, or is another one (居然才)."""
    return counting.light.issuperset(rest) or is_light(rest)
