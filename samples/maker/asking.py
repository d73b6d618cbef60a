"""More conversations, whose wordings stand in ``asked`` and ``third``, a TOML file per kind; the answers come from the truths.

A turn says ``of`` which reports (``AGENCY YEAR``) it takes which figures (``take``), what it makes of them (``want``), which it
picks (``pick``), and what words must stand in the answer; ``says`` and ``mentions`` turn on the sentences of the prose. A turn
of several ``parts`` expects what each of them does.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from samples.maker.bank import EXTRAS, MEASURES, PROBLEMS
from samples.maker.expecting import NotStated, Row, choose_entries, derive_values, measure_entry, pick_rows, sum_counties
from samples.maker.library import Entry, Library, Truth
from samples.maker.turns import Turn, answer

ASKED = Path(__file__).resolve().parent / "asked"
THIRD = Path(__file__).resolve().parent / "third"
BOXES = Path(__file__).resolve().parent.parent / "boxes"
KINDS = (
    "lookup", "absent", "trend", "share", "compare", "rank", "aggregate", "text", "check",
    "meta", "scope", "clarify", "followup", "typo", "english",
)  # fmt: skip
_NAMES: Mapping[str, str] = tomllib.loads((ASKED / "measures.toml").read_text(encoding="utf-8"))
_WORDS = ("any_of", "all_of", "none_of", "missing")


def ask_more(truths: Iterable[Truth]) -> Iterator[dict[str, object]]:
    """Every further conversation, numbered in order, in the form of the question files."""
    return _ask_folder(truths, ASKED, KINDS, "n")


def ask_third(truths: Iterable[Truth]) -> Iterator[dict[str, object]]:
    """The conversations of the third set, which also ask whether anything is there, and several things at once."""
    return _ask_folder(truths, THIRD, (*KINDS, "existence", "several"), "p")


def _ask_folder(truths: Iterable[Truth], folder: Path, kinds: Sequence[str], letter: str) -> Iterator[dict[str, object]]:
    library = Library(truths)
    number = 0
    for kind in kinds:
        for asked in tomllib.loads((folder / f"{kind}.toml").read_text(encoding="utf-8"))[kind]:
            number += 1
            turns = [_expect_turn(library, turn) for turn in asked.get("turns", [asked])]
            yield {"id": f"{letter}{number:03d}", "kind": kind, "turns": turns}


def _expect_parts(library: Library, asked: Mapping[str, Any]) -> Turn:
    """A turn that expects the figures, the sources and the words of each of its parts."""
    turn: Turn = {"ask": asked["ask"], "status": "answered"}
    for part in asked["parts"]:
        expected = _expect_turn(library, {"ask": asked["ask"], **part})
        for name in ("values", "cites", *_WORDS):
            if listed := expected.get(name):
                turn[name] = list(dict.fromkeys((*turn.get(name, ()), *listed)))  # type: ignore[misc, attr-defined]
    return turn


def _expect_turn(library: Library, asked: Mapping[str, Any]) -> Turn:
    if "parts" in asked:
        return _expect_parts(library, asked)
    words = {name: list(asked[name]) for name in _WORDS if name in asked}
    if "mentions" in asked:
        found = list_mentions(library, asked["mentions"], asked.get("year"))
        return answer(asked["ask"], (), found, all_of=sorted({entry.name for entry in found}))
    if "of" not in asked:
        return {"ask": asked["ask"], "status": asked.get("status", "answered"), **words}
    entries = choose_entries(library, asked["of"])
    rows = _take_rows(entries, asked)
    values: list[Decimal] = []
    if rows:
        rows = pick_rows(rows, asked["pick"]) if "pick" in asked else rows
        values = sum_counties(rows) if asked.get("by") == "county" else _want_values(rows, asked)
        entries = tuple(entry for entry, _ in rows)
    words |= _list_words(entries, asked)
    turn = answer(asked["ask"], values, entries, **words)
    return turn | {"status": asked.get("status", "answered")}


def _take_rows(entries: Sequence[Entry], asked: Mapping[str, Any]) -> list[Row]:
    """The figures of each report; a ``*`` leaves out the reports that do not state them."""
    if "take_each" in asked:
        measures = [(measure,) for measure in asked["take_each"]]
    elif "take" in asked:
        measures = [(asked["take"],) if isinstance(asked["take"], str) else tuple(asked["take"])] * len(entries)
    else:
        return []
    rows = []
    for entry, wanted in zip(entries, measures, strict=True):
        values = tuple(value for measure in wanted if (value := measure_entry(entry, measure, _NAMES)) is not None)
        if len(values) == len(wanted):
            rows.append((entry, values))
        elif "*" not in asked["of"]:
            message = f"{entry.source} does not state {wanted}"
            raise NotStated(message)
    return rows


def _want_values(rows: Sequence[Row], asked: Mapping[str, Any]) -> list[Decimal]:
    return [value for want in asked.get("want", ("each",)) for value in derive_values(rows, want)]


def _list_words(entries: Sequence[Entry], asked: Mapping[str, Any]) -> dict[str, list[str]]:
    """The words that follow from the reports: names or years of those picked, a page, marks of sentences."""
    if "says" in asked:
        return {"any_of": list_marks(entries[0], asked["says"])}
    if "page" in asked:
        boxes = json.loads((BOXES / f"{Path(entries[0].source).stem}.json").read_text(encoding="utf-8"))
        page = boxes[asked["page"]]["page"]
        return {"any_of": [f"第{page}页", f"第 {page} 页"]}
    if "pick" not in asked:
        return {}
    naming = asked.get("naming", "name")
    names = [entry.name for entry in entries] if naming in {"name", "both"} else []
    years = [str(entry.year) for entry in entries] if naming in {"year", "both"} else []
    told = list(dict.fromkeys((*names, *years)))
    return {"all_of": told} if told else {}


def list_marks(entry: Entry, says: str) -> list[str]:
    """The marks of a report's troubles or remedies, or that of one measure, which the report must have."""
    if says in {"trouble", "remedy"}:
        problems = {problem.key: problem for problem in PROBLEMS}
        return [getattr(problems[key], f"{says}_mark") for key in entry.said("problems")]
    if says not in entry.said("measures"):
        message = f"{entry.source} does not say {says}"
        raise ValueError(message)
    return [measure.mark for measure in MEASURES if measure.key == says]


def list_mentions(library: Library, words: str, year: int | None) -> list[Entry]:
    """The reports, of ``year`` if given, one of whose sentences contains ``words``."""
    holding = {
        "measures": {measure.key for measure in MEASURES if words in measure.text},
        "problems": {problem.key for problem in PROBLEMS if words in problem.trouble + problem.remedy},
        "extras": {extra.key for extra in EXTRAS if words in extra.text},
    }
    return [
        entry
        for entry in library.entries
        if year in {None, entry.year} and any(keys & set(entry.said(bank)) for bank, keys in holding.items())
    ]
