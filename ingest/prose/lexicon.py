"""The word lists of ``narrative.toml``, compiled once; nothing else reads that file."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

Words = Mapping[str, tuple[str, ...]]


@cache
def load_lexicon() -> Mapping[str, Words]:
    """Each section of the file with its lists."""
    data = tomllib.loads((files("ingest.prose") / "narrative.toml").read_text(encoding="utf-8"))
    return {section: {name: tuple(words) for name, words in lists.items()} for section, lists in data.items()}


@cache
def compile_list(section: str, name: str) -> re.Pattern[str]:
    """A pattern that finds any entry of one list, longer words first; ``…_patterns`` are taken as they are."""
    words = load_lexicon()[section][name]
    if name.endswith("_patterns"):
        return re.compile("|".join(f"(?:{word})" for word in words))
    return re.compile(join_words(words))


def join_words(words: Iterable[str]) -> str:
    """The alternation of some words, longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def holds(section: str, name: str, text: str) -> bool:
    """Whether any entry of the list stands in ``text``."""
    return compile_list(section, name).search(text) is not None
