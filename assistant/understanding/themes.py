"""What text questions and reports speak of, in their different words; the words stand in ``themes.toml``.

Everything is compared in folded text. Which sentence answers is decided in ``sentences``.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.folding import fold_text


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject with the words that reports and questions use for it.

    ``asks`` are the words of questions that mean the whole subject; by any other word a question means just that (手语).
    """

    id: str
    label: str
    label_en: str
    words: tuple[str, ...]
    asks: tuple[str, ...] = ()

    def speaks(self, folded: str) -> bool:
        """Whether a folded text uses any of the words."""
        return any(word in folded for word in self.words)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of a section: ``asks`` tells it in a question, ``cues`` in a report's sentence."""

    id: str
    asks: tuple[str, ...]
    cues: tuple[str, ...]


@cache
def load_themes() -> tuple[Theme, ...]:
    """All themes, in the file's order."""
    return tuple(
        Theme(
            name,
            entry["label"],
            entry["label_en"],
            fold_words(entry["words"]),
            fold_words(entry.get("asks", entry["words"])),
        )
        for name, entry in _load()["themes"].items()
    )


@cache
def load_stop_pairs() -> frozenset[str]:
    """Pairs of characters that say nothing of what is asked."""
    return frozenset(_load()["stop_pairs"])


@cache
def load_aspects() -> tuple[Aspect, ...]:
    """Problems and plans."""
    return tuple(Aspect(name, fold_words(entry["asks"]), fold_words(entry["cues"])) for name, entry in _load()["aspects"].items())


_REMEDY = re.compile(
    r"针对.{0,8}(?:问题|不足|短板).{0,8}(?:办法|对策|采取|措施|怎么|如何|做)|(?:问题|不足|短板)[^,;。?]{0,4}(?:怎么|如何|打算)(?:解决|改|处理|应对)"
)
"""How a question asks what shall be done about problems."""
_WHICH_PROBLEMS = re.compile(r"(?:什么|哪些|有何|啥|几个)(?:主要)?(?:的)?(?:问题|不足|短板|困难)")
"""How a question asks for the problems themselves: then what is done about them is asked besides."""


def find_aspects(question: str) -> frozenset[str]:
    """The aspects that a question asks for; empty where it names none."""
    folded = fold_text(question).text.lower()
    found = frozenset(aspect.id for aspect in load_aspects() if any(word in folded for word in aspect.asks))
    return frozenset({"plans"}) if _REMEDY.search(folded) and not _WHICH_PROBLEMS.search(folded) else found


def expand_terms(terms: Iterable[str], related: Iterable[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Each term with the other words of its themes, the term first and ``related`` words last."""
    kin = fold_words(related)
    return tuple(tuple(dict.fromkeys((*_expand(fold_text(term).text.lower()), *kin))) for term in terms if term.strip())


def find_themes(folded: str) -> tuple[Theme, ...]:
    """The themes that a folded text speaks of."""
    return tuple(theme for theme in load_themes() if theme.speaks(folded))


def fold_words(words: Iterable[str]) -> tuple[str, ...]:
    """Words as texts are compared with them."""
    return tuple(fold_text(word).text.lower() for word in words)


def _expand(term: str) -> tuple[str, ...]:
    found = [
        word
        for theme in load_themes()
        if any(word == term or (len(word) > 1 and word in term) for word in theme.asks)
        for word in theme.words
    ]
    return tuple(dict.fromkeys((term, *found)))


@cache
def _load() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("assistant.understanding").joinpath("themes.toml").read_text(encoding="utf-8"))
