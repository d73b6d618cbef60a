"""How questions are put: groups of words from ``cues.toml`` and whether a question uses one of them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ingest.folding import fold_text
from ingest.records import Topic

Language = Literal["zh", "en"]


@dataclass(frozen=True, eq=False)
class Cue:
    """One group of words: Chinese phrases, and English patterns over lower-case words."""

    phrases: tuple[str, ...]
    words: tuple[str, ...]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(rf"(?<!\w)(?:{'|'.join(self.words) or '(?!)'})(?!\w)"))

    def match(self, text: str, language: Language) -> bool:
        """Whether ``text`` uses a word of this group."""
        if language == "en":
            return self.pattern.search(text) is not None
        return any(phrase in text for phrase in self.phrases)

    def list_found(self, text: str, language: Language) -> tuple[str, ...]:
        """The words of this group that ``text`` uses, longest first, none inside another."""
        if language == "en":
            return tuple(dict.fromkeys(match.group() for match in self.pattern.finditer(text)))
        found: list[str] = []
        for phrase in self.phrases:
            if phrase in text and not any(phrase in longer for longer in found):
                found.append(phrase)
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Aspect:
    """Something that the prose speaks about: its words, the sections it points to, and words near to it in reports."""

    cue: Cue
    topics: tuple[Topic, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Cues:
    """Every group by name, the aspects of prose, the kinds of checks with their rule ids, and English words with Chinese ones.

    ``slopes`` are words for a change with the growth in percent that they stand for (翻番: 100, 减半: -50).
    """

    groups: Mapping[str, Cue]
    aspects: Mapping[str, Aspect]
    checks: tuple[tuple[Cue, tuple[str, ...]], ...]
    glossary: tuple[tuple[Cue, tuple[str, ...]], ...]
    slopes: tuple[tuple[Cue, Decimal], ...] = ()

    def match(self, name: str, text: str, language: Language) -> bool:
        """Whether ``text`` uses a word of the group ``name``."""
        return self.groups[name].match(text, language)

    def find_slope(self, text: str, language: Language) -> tuple[str, Decimal | None]:
        """The longest word of ``text`` for a steep change, and the growth in percent that it stands for; None without one."""
        found = [(len(word), word, growth) for cue, growth in self.slopes for word in cue.list_found(text, language)]
        return max(found)[1:] if found else ("", None)


@cache
def load_cues() -> Cues:
    """The cues as shipped, built once."""
    data = tomllib.loads(files("assistant.understanding.words").joinpath("cues.toml").read_text(encoding="utf-8"))
    aspects = data.pop("aspects")
    checks = data.pop("checks")
    glossary = data.pop("glossary")
    slopes = data.pop("slopes")
    data["slope"] = {key: [word for entry in slopes.values() for word in entry[key]] for key in ("zh", "en")}
    return Cues(
        groups={name: _build_cue(entry) for name, entry in data.items()},
        aspects={
            name: Aspect(_build_cue(entry), tuple(entry["topics"]), tuple(entry["related"])) for name, entry in aspects.items()
        },
        checks=tuple((_build_cue(entry), tuple(entry["rules"])) for entry in checks.values()),
        glossary=tuple((Cue((), (pattern,)), tuple(words)) for pattern, words in glossary.items()),
        slopes=tuple((_build_cue(entry), Decimal(entry["growth"])) for entry in slopes.values()),
    )


def _build_cue(entry: Mapping[str, Any]) -> Cue:
    phrases = sorted({fold_text(phrase).text.lower() for phrase in entry["zh"]}, key=lambda phrase: (-len(phrase), phrase))
    return Cue(tuple(phrases), tuple(entry["en"]))
