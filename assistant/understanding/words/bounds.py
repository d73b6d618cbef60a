"""Numbers inside questions: bounds (超过10件), how many places of a ranking (前三名), and one place of it (第二名)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.records import Threshold
from assistant.understanding.words.amounts import MONEY, PERCENT, TENS_OF_THOUSANDS, WORDS, Amount, find_amounts
from assistant.understanding.words.cues import Language

SMALL = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
Comparison = Literal[">", ">=", "<", "<=", "=", "!="]

_VERB = r"(?:了|有|为|在|是|收到|收取|收|作出|发布|公开|办理|罚|仅|只|过)*\s*$"
_WORDS: Sequence[tuple[Comparison, str]] = (
    (
        "<=",
        "不超过?|不多于|不高于|不大于|至多|最多不超过|最多|顶多|没超过?|没有超过|未超过?|小于或?等于|少于或?等于|低于或?等于|<=|≤|≦",
    ),
    (
        ">=",
        "不少于|不低于|不小于|不下于?|至少|最少|起码|(?<![未没有])达到?|(?<=\x01)到|(?<!不)够|大于或?等于|多于或?等于|高于或?等于|(?<![不未])满|>=|≥|≧",
    ),
    ("!=", "不等于|不为|不是|并非"),
    (">", "超过|大于|多于|高于|超出|突破|多过|超|逾|(?<=[息请数量的\x00\x01])过|>"),
    ("<", "不到|不足|少于|低于|小于|不满|不够|未满|未达到?|没到|没有到|没达到|没有达到|未到|不及|<"),
    ("=", "等于|正好是?|恰好是?|刚好是?|恰为|="),
)
_BEFORE = tuple((comparison, re.compile(rf"(?:{words}){_VERB}")) for comparison, words in _WORDS)
_BEHIND: Sequence[tuple[Comparison, re.Pattern[str]]] = (
    (
        ">=",
        re.compile(
            r"(?:及|或|或者|\(含\)|含)?(?:以上|往上|之上|开外|起步|(?<=[件条个项次名人份篇宗元家例笔])起(?![诉草])|打底)|\(含\)以上"
        ),
    ),
    ("<=", re.compile(r"(?:及|或|或者|\(含\)|含)?(?:以下|以内|之内|之下|往下)")),
    ("<", re.compile(r"(?:都)?(?:不到|不足)(?=的|[,。?\x00]|$)")),
)
_CHOICE = re.compile(r"有没有|有无|是不是|是否|(?P<verb>[超到过够达满])(?:没有?|不)(?=(?P=verb))")
"""A question put as a choice (有没有超过, 超没超过), whose 没有 denies nothing."""
_BARE: Sequence[tuple[Comparison, re.Pattern[str]]] = (
    (">", re.compile(r"(?<![不未超])过$")),
    (">=", re.compile(r"(?<![以之])上$")),
)
"""What stands right before a round number (过半, 上百)."""

_EXACT = re.compile(r"(?:为|是|都是|有|收到|作出|发布|公开)了?\s*$")
_ENGLISH_BEFORE: Sequence[tuple[Comparison, re.Pattern[str]]] = (
    ("<=", re.compile(r"(?:(?:no|not) (?:more|greater|higher) than|at most|up to|a maximum of) $")),
    (">=", re.compile(r"(?:at least|(?:no|not) (?:fewer|less|lower) than|a minimum of) $")),
    (">", re.compile(r"(?:more than|over|above|exceed\w*|greater than|higher than|in excess of) $")),
    ("<", re.compile(r"(?:fewer than|less than|under|below|lower than) $")),
    ("=", re.compile(r"(?:exactly|equal to|equals) $")),
)
_ENGLISH_BEHIND: Sequence[tuple[Comparison, re.Pattern[str]]] = (
    (">=", re.compile(r"(?: \w+)? (?:or|and) (?:more|above|over|higher|greater)\b|\+")),
    ("<=", re.compile(r"(?: \w+)? (?:or|and) (?:fewer|less|below|under|lower)\b")),
)
_TO = re.compile(r"\s*(?:到|至|-|—|~|～|–)\s*|\s(?:to|-|–)\s|-")
_AND = re.compile(r"\s*[和与]\s*| and ")
_IN, _INSIDE = re.compile(r"(?:在|介于|处于|居于|位于|between )\s*$"), re.compile(r"(?:之间|区间|范围|之内)")
_BETWEEN = re.compile(r"^(?:[,、]|且|而且|并且|但是?|又|同时|和|\s|and|but)*(?:在|是|为)?$")
_DIGITS = (
    (re.compile(r"个位数|[一1]位数|single[- ]digit"), Threshold("<", Decimal(10))),
    (re.compile(r"[两二]位数|(?:two|double)[- ]digit"), Threshold(">=", Decimal(10), Decimal(99))),
    (re.compile(r"[三]位数|(?:three|triple)[- ]digit"), Threshold(">=", Decimal(100), Decimal(999))),
)
_LIMIT = re.compile(
    r"前(?P<n>\d+|[一二两三四五六七八九十]+)(?:名|位|个|家|的|强|大|$)?|"
    r"最[多少高低大小快慢]的?(?:前)?(?P<m>\d+|[两二三四五六七八九十]+)[个名位家]|(?P<k>\d+|"
    r"[两二三四五六七八九十]+)[个名位家][^,]{0,8}最[多少高低]|(?:倒数|后)(?P<l>\d+|"
    r"[两二三四五六七八九十]+)(?:名|位|个|家)"
)
_TOP = re.compile(r"(?:top|first|bottom|last) (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten)")
_OF_MOST = re.compile(
    r"(?:which|what|the|name|list) (?P<n>\d|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:town(?:ship)?s|agencies|streets|places|sub-?districts|offices|years|reports)\b[^?]*"
    r"\b(?:most|fewest|least|highest|lowest|largest|smallest|biggest)\b"
)
_POSITION = re.compile(
    r"(?<!倒数)(?:排名?(?:在|到)?)?第(?P<n>\d+|[一二三四五六七八九十]+)(?:名|位|多|高|少|低)?(?!条|"
    r"页|项|方|款|季|名?呢?是第)"
)
_FROM_END = re.compile(r"倒数第(?P<n>\d+|[一二三四五六七八九十]+)")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


_ABOUT = (
    r"(?:几[十百千万]|数[十百千万]|[一二三四五六七八九]?[十百千万][几多余来]|\d+[几多余来])(?:[件条个项次名人份篇起宗元]|万元)"
)
_VAGUE = re.compile(
    rf"(?:超过|不到|不足|[少多高低小大]于|至少|至多|达到?|不超过|突破|逾|等于)了?(?:有|收到|收|作出|发布|公开)?{_ABOUT}|"
    rf"{_ABOUT}(?:及|或)?以[上下内]|"
    r"(?:排名?|位居|居|列)?[前后](?:\d+(?:\.\d+)?%|百分之[一二三四五六七八九十\d]+|[一二三四五六七八九]成|一半)|"
    r"(?:top|bottom) \d+ ?(?:%|percent)"
)


_OF_WHICH = re.compile(r"的(?:单位|乡镇|镇|乡|街道)?(?:是|有)(?:\x00|哪|谁)")
"""What stands behind a number that picks who has just so many (强制4件的是哪家)."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound at [start, end) of a text, the words that set it included."""

    start: int
    end: int
    threshold: Threshold


def read_count(written: str) -> int:
    """A small whole number in digits, Chinese numerals up to 99, or an English word."""
    if written.isdigit():
        return int(written)
    if written in WORDS:
        return WORDS[written]
    tens, found, ones = written.partition("十")
    if found:
        return SMALL.get(tens, 1) * 10 + SMALL.get(ones, 0)
    return SMALL.get(written, 0)


def find_threshold(text: str, language: Language) -> Threshold | None:
    """The bound that a question sets first, or the range (3到10件之间)."""
    bounds = find_bounds(text, language)
    return bounds[0].threshold if bounds else None


def find_bounds(text: str, language: Language) -> tuple[Bound, ...]:
    """The bounds that a question sets, from left to right; the two ends of a range are one."""
    found: list[Bound] = []
    text = _CHOICE.sub(lambda match: "\x01" * len(match.group()), text)
    amounts = list(find_amounts(text, language))
    while amounts:
        amount = amounts.pop(0)
        bound = _read_range(text, amount, amounts[0]) if amounts else None
        if bound is not None:
            amounts.pop(0)
        else:
            bound = _read_bound(text, amount, language)
        if bound is not None:
            found.append(bound)
    found += [Bound(*match.span(), threshold) for shape, threshold in _DIGITS if (match := shape.search(text)) is not None]
    return _join_ends(text, sorted(found, key=lambda bound: bound.start))


def find_vague_bounds(text: str) -> tuple[str, ...]:
    """The bounds of a text whose amount is no number (超过十几件, 几十件以上)."""
    return tuple(match.group() for match in _VAGUE.finditer(text))


def _read_range(text: str, low: Amount, high: Amount) -> Bound | None:
    """10到20件, 在10件和20件之间; None where the two amounts are no ends of a range."""
    between = text[low.end : high.start]
    inside, behind = _IN.search(text[: low.start]), _INSIDE.match(text[high.end :])
    if not (_TO.fullmatch(between) or (_AND.fullmatch(between) and (inside or behind))):
        return None
    first = _share_unit(low, high)
    start = inside.start() if inside is not None else low.start
    end = high.end + (behind.end() if behind is not None else 0)
    ends = sorted((first.value, high.value))
    return Bound(start, end, Threshold(">=", ends[0], ends[1], unit=high.unit))


def _share_unit(low: Amount, high: Amount) -> Amount:
    """The first amount of a range with what only the second one says (1到10万, 三到五成)."""
    if low.unit or not high.unit or low.value >= high.value:
        return low
    tenths = high.unit == PERCENT and high.written.endswith("成")
    scale = 10 if tenths else 10000 if high.unit in (MONEY, TENS_OF_THOUSANDS) and high.value % 1000 == 0 else 1
    return replace(low, value=low.value * scale)


def _read_bound(text: str, amount: Amount, language: Language) -> Bound | None:
    """The bound that the words before or behind an amount make of it; None where it is just a number."""
    english = language == "en"
    ahead, rest = text[: amount.start], text[amount.end :]
    bare = _BARE if text[amount.start] in "半百千万" else ()
    for comparison, shape in _ENGLISH_BEFORE if english else (*_BEFORE, *bare):
        match = shape.search(ahead)
        if match is not None:
            return _write_bound(match.start(), amount.end, comparison, amount)
    for comparison, shape in _ENGLISH_BEHIND if english else _BEHIND:
        match = shape.match(text, amount.end)
        if match is not None:
            return _write_bound(amount.start, match.end(), comparison, amount)
    exact = None if english else _EXACT.search(ahead)
    if exact is not None and (amount.value == 0 or rest.startswith("的")):
        return _write_bound(exact.start(), amount.end, "=", amount)
    if not english and amount.unit and _OF_WHICH.match(rest):
        return _write_bound(amount.start, amount.end, "=", amount)
    return None


def _write_bound(start: int, end: int, comparison: Comparison, amount: Amount) -> Bound:
    return Bound(start, end, Threshold(comparison, amount.value, unit=amount.unit, written=amount.written))


def _join_ends(text: str, bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """The bounds with a lower and an upper one that only a conjunction parts made one (10件以上30件以下)."""
    joined: list[Bound] = []
    for bound in bounds:
        before = joined[-1] if joined else None
        if before is not None and _BETWEEN.match(text[before.end : bound.start]):
            both = _close_range(before.threshold, bound.threshold)
            if both is not None:
                joined[-1] = Bound(before.start, bound.end, both)
                continue
        joined.append(bound)
    return tuple(joined)


def _close_range(one: Threshold, other: Threshold) -> Threshold | None:
    """Two bounds of one figure as a range; None where they are not a lower and an upper one."""
    low, high = (one, other) if one.comparison in (">", ">=") else (other, one)
    plain = low.comparison in (">", ">=") and high.comparison in ("<", "<=") and low.upper is None and high.upper is None
    if not plain or low.value > high.value:
        return None
    unit = low.unit or high.unit
    return Threshold(low.comparison, low.value, high.value, unit=unit, below="<" if high.comparison == "<" else "<=")


def find_limit(text: str) -> int | None:
    """How many places of a ranking are asked for."""
    match = _LIMIT.search(text) or _TOP.search(text) or _OF_MOST.search(text)
    if match is None:
        return None
    written = next(part for part in match.groups() if part)
    return read_count(written) or None


def find_position(text: str) -> int | None:
    """The one place of a ranking that is asked for (第二名), 1 = first."""
    match = _POSITION.search(text)
    if match is not None and not re.match(r"\d*[季条页]", text[match.end() :]):
        return read_count(match["n"]) or None
    found = re.search(r"(?:the )?(first|second|third|fourth|fifth)(?: place| highest| largest| most| one|$|\?)", text)
    return ORDINALS[found[1]] if found else None


def find_place_from_end(text: str) -> int | None:
    """The place counted from the other end (倒数第二)."""
    match = _FROM_END.search(text)
    return read_count(match["n"]) or None if match is not None else None
