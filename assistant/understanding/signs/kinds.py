"""Which kind of check a question is after: the rules that its words name, a tally of reports, or more on the check before.

The patterns stand in ``kinds.toml``.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.records import Query, Tally
from assistant.understanding.frame import Frame, Task
from assistant.understanding.names.mentions import mask_spans
from assistant.understanding.prose.sayings import lists_problems
from assistant.understanding.signs.doubts import ANYTHING
from assistant.understanding.signs.shapes import sets_claims
from assistant.understanding.signs.summing import adds_up, find_sum_rules
from assistant.understanding.words.cues import Cues, Language
from ingest.folding import fold_text

_SPOKEN = re.compile(r"提到|提及|谈到|讲到|说到|承认|反映|mention|complain|speaks? of")
"""Behind these words stands what a report says of itself (哪些镇提到公布得太晚), and not what a check is after."""

_APART = re.compile(r"相?差(?:距|额)?(?:了|是|有)?(?:多少|几|多大)")
"""How two figures are held against each other."""

_ADDS = re.compile(r"加|合计|之和|总和|平衡|收支")
"""What makes it a check of a sum all the same."""

PARTS = ("text_parts",)
"""The rule that adds the channels of the prose up to what it says in all."""

_BOTH = ("text_vs_table",)
"""The rule that holds a figure of the prose against the table's."""

_CARRIED = re.compile(r"结转|carr(?:y|ied)")


_ALONE = frozenset({"copied_last_year", "copied_between", "foreign_name", "year_mismatch", "published_late", "form_outdated"})
"""Rules that a question means alone, whatever else its words remind of (文字有没有抄袭)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of check: its rule ids, the patterns by language, and rules that it puts aside."""

    rules: tuple[str, ...]
    patterns: Mapping[Language, re.Pattern[str]]
    instead: frozenset[str] = frozenset()

    def match(self, text: str, language: Language) -> bool:
        """Whether a question asks for it."""
        return self.patterns[language].search(text) is not None


@cache
def load_kinds(group: str) -> Mapping[str, Kind]:
    """The kinds of a group (``kinds``, ``tallies``, ``after``) by name."""
    data = tomllib.loads(files("assistant.understanding.signs").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {name: _build_kind(entry, data["words"]) for name, entry in data[group].items()}


def _build_kind(entry: Mapping[str, Any], words: Mapping[str, str]) -> Kind:
    def join(language: str, before: str) -> re.Pattern[str]:
        whole = "|".join(f"{before}(?:{pattern})" for pattern in entry[language])
        return re.compile(re.sub(r"<(adds|agrees|tallies)>", lambda hole: words[hole[1]], whole))

    return Kind(
        tuple(entry.get("rules", ())), {"zh": join("zh", ""), "en": join("en", r"(?<!\w)")}, frozenset(entry.get("instead", ()))
    )


def read_check(frame: Frame, cues: Cues, previous: Query | None) -> Task | None:
    """The task of a question that names a fault, tallies faults, or goes on with a check; None for others."""
    tally = find_tally(frame)
    if tally or find_kinds(frame):
        return Task("check", rules=find_rules(frame, cues), tally=tally, wants_difference=asks_gap(frame))
    if previous is not None and asks_late(frame, previous):
        return Task("check", rules=("published_late",))
    if previous is not None and goes_on(frame, previous):
        return Task("check", rules=previous.rules, tally=previous.tally, wants_difference=asks_gap(frame))
    return None


def find_rules(frame: Frame, cues: Cues) -> tuple[str, ...]:
    """The rule ids that a question about checks asks for; empty for all."""
    if crosses_years(frame):
        return ("carry_over",)
    kinds = find_kinds(frame)
    if sets_claims(frame):
        return PARTS
    if kinds or find_tally(frame):
        return kinds
    if ANYTHING.search(frame.names.masked) and not frame.measures:
        return ()
    text = frame.names.masked
    found = tuple(dict.fromkeys(rule for cue, rules in cues.checks if cue.match(text, frame.language) for rule in rules))
    single = tuple(rule for rule in found if rule in _ALONE)
    if "copied_between" in single and "名" not in text:
        single = tuple(rule for rule in single if rule != "foreign_name")  # 跟别的乡镇雷同 speaks of no wrong name
    return single or (find_sum_rules(text) if adds_up(frame) else ()) or _add_prose(frame, found, cues)


def _add_prose(frame: Frame, found: tuple[str, ...], cues: Cues) -> tuple[str, ...]:
    """The rules, with that on prose and table where only the name of a figure that both give has brought them up.

    Whether the number of requests is consistent asks of all that is said of it; whether it balances asks for a sum.
    """
    twice = any(measure.cells and measure.figure for measure in frame.measures)
    text = mask_spans(frame.masked, [(token.start, token.end) for token in frame.tokens])
    named = not any(cue.match(text, frame.language) for cue, rules in cues.checks if set(rules) & set(found))
    return (*found, *_BOTH) if found and twice and named and not set(_BOTH) & set(found) else found


def crosses_years(frame: Frame) -> bool:
    """Whether what is carried over is set against another year's."""
    return len(frame.periods.years) > 1 and _CARRIED.search(frame.text) is not None


def find_kinds(frame: Frame) -> tuple[str, ...]:
    """The rules whose faults a question names; none where it names no kind of fault."""
    spoken = _SPOKEN.search(frame.text)
    text = frame.text[: spoken.start()] if spoken else frame.text
    if len(frame.measures) > 1 and not adds_up(frame) and _ADDS.search(text) is None:
        text = _APART.sub("", text)  # 新收和办结相差多少 asks for a difference, not whether they agree
    matching = {name: kind for name, kind in load_kinds("kinds").items() if kind.match(text, frame.language)}
    found = [kind for name, kind in matching.items() if name != "sums" or len(matching) == 1]
    aside = frozenset().union(*(kind.instead for kind in found))
    return tuple(dict.fromkeys(rule for kind in found for rule in kind.rules if rule not in aside))


def find_tally(frame: Frame) -> Tally:
    """Whether a question asks how many reports have faults, which have none, or which have most or fewest."""
    if lists_problems(frame):
        return ""
    tallies: tuple[Tally, ...] = ("clean", "faulty", "most", "least")
    return next((tally for tally in tallies if load_kinds("tallies")[tally].match(frame.text, frame.language)), "")


def asks_gap(frame: Frame) -> bool:
    """Whether a question about a check also asks how far the two sides are apart."""
    return load_kinds("after")["gap"].match(frame.text, frame.language)


def asks_side(query: Query) -> bool:
    """Whether a question about a check asks which of two figures is right."""
    return load_kinds("after")["side"].match(
        fold_text(query.question, keep_layout=query.language == "en").text.lower(), query.language
    )


def asks_late(frame: Frame, previous: Query) -> bool:
    """Whether a question that names nothing asks if the report was late, of whose date the turn before asked (晚没晚)."""
    if previous.operation != "reports" or previous.stock or not previous.agencies or frame.named or frame.dated or frame.measures:
        return False
    return load_kinds("dated")["late"].match(frame.text, frame.language)


def goes_on(frame: Frame, previous: Query) -> bool:
    """Whether a question that names nothing goes on with the check before it (差几件, 应该信哪个, 是哪一列不对)."""
    if previous.operation != "check" or frame.named or frame.dated or frame.sources:
        return False
    after = load_kinds("after")
    if frame.measures:
        return after["more"].match(frame.text, frame.language)
    return any(kind.match(frame.text, frame.language) for kind in after.values())
