"""Kinds of agencies that a question keeps to, leaves out or sets against each other (只看镇, 不含街道, 街道和镇哪个多).

The words stand in ``agency_kinds.toml``.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.records import AgencyKind, Query
from assistant.understanding.names.mentions import mask_spans
from assistant.understanding.words.cues import Language

_JOINS: Mapping[Language, str] = {"zh": "(?:和|与|及|跟|同|或|、|以及|还有)", "en": "(?: and | or |, )"}
_PLAIN = ("民族乡", "乡", "街道", "苏木", "开发区")
"""Kinds that no everyday word for any agency is; 镇 is one."""


@dataclass(frozen=True, slots=True)
class KindsSaid:
    """What a question says of kinds: those it keeps to or sets against each other, those it leaves out, and where."""

    kept: tuple[AgencyKind, ...] = ()
    dropped: tuple[AgencyKind, ...] = ()
    apart: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    def blank(self, text: str) -> str:
        """The text without the words that say so."""
        return mask_spans(text, list(self.spans))


@dataclass(frozen=True, slots=True)
class _Words:
    """Every kind with the pattern of its name, and the patterns of each way of speaking of kinds, of one language."""

    kinds: tuple[tuple[AgencyKind, re.Pattern[str]], ...]
    ways: Mapping[str, tuple[re.Pattern[str], ...]]


def find_agency_kinds(text: str, language: Language) -> KindsSaid:
    """What a question whose names are blanked says of kinds of agencies; nothing where it speaks of none."""
    words = _load_words(language)
    found: dict[str, tuple[AgencyKind, ...]] = {}
    spans: list[tuple[int, int]] = []
    for way in ("dropped", "apart", "kept", "subject"):
        if way == "subject" and ("kept" in found or "apart" in found):
            continue
        matches = [match for pattern in words.ways[way] for match in pattern.finditer(mask_spans(text, spans))]
        kinds = [kind for match in matches for kind in _list_kinds(match.group(), words, whole=way == "apart")]
        if kinds:
            found[way] = tuple(dict.fromkeys(kinds))
            spans += [match.span() for match in matches]
    kept = found.get("apart") or found.get("kept") or found.get("subject") or ()
    return KindsSaid(kept, found.get("dropped", ()), "apart" in found, tuple(spans))


def note_kinds(query: Query) -> tuple[str, ...]:
    """Says by their names which agencies the kinds of a query take in or leave out."""
    notes = []
    for kinds, chinese, english in ((query.kinds, "只计", "only"), (query.without_kinds, "不计", "without")):
        if kinds and query.language == "en":
            notes.append(f"{english} {', '.join(kind.label_en for kind in kinds)}, told by the endings of their names")
        elif kinds:
            names = "、".join(f"各{kind.name}" for kind in kinds)
            notes.append(f"{chinese}{names}（按单位名称的结尾认）")
    return tuple(notes)


def _list_kinds(written: str, words: _Words, *, whole: bool) -> list[AgencyKind]:
    """The kinds that a stretch names, in their order; all where it names none and ``whole`` says that it speaks of all."""
    places: list[tuple[int, AgencyKind]] = []
    for kind, pattern in words.kinds:
        for match in pattern.finditer(written):
            places.append((match.start(), kind))
            written = mask_spans(written, [match.span()])
    named = [kind for _, kind in sorted(places, key=lambda place: place[0])]
    return named or [kind for kind, _ in words.kinds if whole and kind.name != "民族乡"]


@cache
def _load_words(language: Language) -> _Words:
    data = tomllib.loads(files("assistant.understanding.names").joinpath("agency_kinds.toml").read_text(encoding="utf-8"))
    kinds = tuple(
        (AgencyKind(name, tuple(entry["endings"]), entry["label_en"]), re.compile(_bound(entry[language], language)))
        for name, entry in sorted(data["kinds"].items(), key=lambda item: -len(item[0]))
    )
    holes = _write_holes(data["kinds"], language)
    ways = {name: tuple(_fill(pattern, holes) for pattern in entry[language]) for name, entry in data["ways"].items()}
    return _Words(kinds, ways)


def _write_holes(kinds: Mapping[str, Any], language: Language) -> Mapping[str, str]:
    """What stands for <kinds>, <several> and <plain> in the patterns."""
    ordered = sorted(kinds, key=len, reverse=True)
    one = _bound("|".join(kinds[name][language] for name in ordered), language)
    join = _JOINS[language]
    return {
        "kinds": f"{one}(?:{join}{one})*",
        "several": f"(?<![各每个有乡]){one}(?:{join}{one})+",
        "plain": "|".join(kinds[name][language] for name in _PLAIN),
    }


def _bound(pattern: str, language: Language) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)" if language == "en" else f"(?:{pattern})"


def _fill(pattern: str, holes: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(re.sub(r"<(\w+)>", lambda hole: holes[hole[1]], pattern))


def list_endings(kinds: Sequence[AgencyKind]) -> tuple[str, ...]:
    """How the names of the agencies of these kinds end."""
    return tuple(ending for kind in kinds for ending in kind.endings)
