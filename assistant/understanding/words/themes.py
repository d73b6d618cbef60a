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
    """One side of a section: ``asks`` tells it in a question, ``cues`` in a report's sentence.

    ``loosely`` are those of ``asks`` that may as well ask for what was done in any other field (措施).
    """

    id: str
    asks: tuple[str, ...]
    cues: tuple[str, ...]
    loosely: tuple[str, ...] = ()


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
    return tuple(
        Aspect(name, fold_words(entry["asks"]), fold_words(entry["cues"]), fold_words(entry["loosely"]))
        for name, entry in _load()["aspects"].items()
    )


def load_aspect(name: str) -> Aspect:
    """The aspect of that id."""
    return next(aspect for aspect in load_aspects() if aspect.id == name)


_FAULT = r"(?:问题|不足|短板|困难|弱项|薄弱环节)"
_REMEDY = re.compile(
    rf"针对[^,;。?]{{2,24}}(?:怎么办|怎么改|怎么做|怎么解决|准备|打算|采取|有(?:什么|哪些|何))"
    rf"|针对.{{0,8}}{_FAULT}.{{0,8}}(?:办法|对策|采取|措施|怎么|如何|做)"
    rf"|{_FAULT}[^,;。?]{{0,4}}(?:怎么|怎样|如何|打算|准备)(?:去|来|要)?(?:解决|改|处理|应对|补|克服|弥补)"
    rf"|(?:怎么|怎样|如何|打算|准备|拟|将)[^,;。?]{{0,6}}(?:补|解决|克服|弥补|消除|应对|破解|整改|改)[^,;。?]{{0,6}}{_FAULT}"
)
"""How a question asks what shall be done about problems."""
_WHICH_PROBLEMS = re.compile(r"(?:什么|哪些|有何|啥|几个)(?:主要)?(?:的)?(?:问题|不足|短板|困难)")
"""How a question asks for the problems themselves: then what is done about them is asked besides."""


_FOUND = re.compile(r"(?<=[发查出反][现出现映])(?:了|过)?(?:什么|任何)?问题(?=了?[吗么没]|没有|[?。]|$)")
_BESIDES = re.compile(r"除了?(?:上述|以上)?[^,;。?]{1,12}?(?:以外|之外|外)(?=[,的还也又])")
"""What a question sets aside (除了问题以外，还写了什么)."""


def drop_besides(folded: str) -> str:
    """A folded question without what it sets aside, and without 问题 that something else was found to have (检测发现问题了吗)."""
    folded = _FOUND.sub(lambda match: "\x00" * len(match.group()), folded)
    return _BESIDES.sub(lambda match: "\x00" * len(match.group()), folded)


def asks_firmly(question: str) -> bool:
    """Whether a question asks for problems or plans by words that mean nothing else."""
    folded = drop_besides(fold_text(question).text.lower())
    return any(word in folded for aspect in load_aspects() for word in aspect.asks if word not in aspect.loosely)


def find_aspects(question: str) -> frozenset[str]:
    """The aspects that a question asks for; empty where it names none. 咋 is 怎么."""
    folded = drop_besides(fold_text(question).text.lower()).replace("咋", "怎么")
    found = frozenset(aspect.id for aspect in load_aspects() if any(word in folded for word in aspect.asks))
    return frozenset({"plans"}) if _REMEDY.search(folded) and not _WHICH_PROBLEMS.search(folded) else found


def expand_terms(terms: Iterable[str], related: Iterable[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Each term with the other words of its themes, the term first and ``related`` words last."""
    kin = fold_words(related)
    return tuple(tuple(dict.fromkeys((*_expand(fold_text(term).text.lower()), *kin))) for term in terms if term.strip())


def list_same(word: str) -> tuple[str, ...]:
    """The words that say the same as a folded word of a question, or less than it; empty where none are known."""
    return tuple(dict.fromkeys(said for asks, words in _load_same() if word in asks for said in words))


@cache
def _load_same() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((fold_words(entry["asks"]), fold_words(entry["words"])) for entry in _load()["same"].values())


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
    return tomllib.loads(files("assistant.understanding.words").joinpath("themes.toml").read_text(encoding="utf-8"))
