"""A written number becomes an exact ``Decimal``, in a table cell or in prose.

What a number counts is not decided here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.radicals import RADICALS
from ingest.records import State

_DASHES = r"[/\\\-\u2010-\u2015\u2212\u2500\u2501_~·]"
_NOT_APPLICABLE = re.compile(rf"(?:{_DASHES}+|无|無|不适用|不適用|N/A|NA)[.。]?", re.IGNORECASE)
_GLUED = re.compile(r"[\d.]\s+[\d.]")
_SPACE = re.compile(r"[\s\x1e\x1f\ufeff\u200b]+")

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "兩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_COLLOQUIAL = re.compile(r"([百千万萬])[一二三四五六七八九两兩]$")
_NEXT_STEP = {"百": "十", "千": "百", "万": "千", "萬": "千"}

# Longer units first where one begins another.
_UNIT = (
    "万元|萬元|亿元|億元|人次|条次|條次|件次|场次|場次|篇次|户次|平方米|公里|小时|分钟|部门|"
    "[条條件项項个個元份篇期次宗起人名位场場家处處类類户戶批张張部册本页頁字块塊套台所幅例天日年月班点卷通则則案%‰]"
)
_ABOUT = "(?<![节節预預合契条條签簽公])(?:约|約)|近|大约|大約|将近|將近|超过|超過|超|达到?近|逾"
_MORE = "余|餘|多|来|以上|左右"
_NUMERAL = re.compile(
    rf"(?P<about>{_ABOUT})?"
    r"(?P<sign>[+\-\u2212])?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?|[零〇○一二三四五六七八九两兩十百千]+(?:[万萬亿億][零〇一二三四五六七八九两兩十百千]+)*)"
    rf"(?P<more1>{_MORE})?(?P<scale>(?:[万萬亿億](?!元))?)(?P<more2>{_MORE})?(?P<unit>{_UNIT})?(?P<more3>{_MORE})?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written; 万 and 亿 are multiplied out (万元 and 亿元 are units), ``approx`` where 余, 约 or 近 stands."""

    value: Decimal
    unit: str | None
    approx: bool


def read_numeral(text: str) -> Numeral:
    """The one number that ``text`` is, with its sign, unit and qualifiers.

    Raises:
        ValueError: ``text`` is empty, holds anything else, or two numbers.
    """
    plain = _make_plain(text)
    match = _NUMERAL.fullmatch(plain)
    number = _make_numeral(match) if match and not _GLUED.search(_unify(text).strip()) else None
    if number is None:
        raise ValueError(f"not a number: {text!r}")
    return number


def find_numerals(text: str) -> Iterator[tuple[int, int, Numeral]]:
    """Every number of a prose text that has no white space, as [start, end) and value, in order.

    Takes in qualifiers and unit where they stand at the number; what is no number (1,23 or 00012) is left out.
    """
    for match in _NUMERAL.finditer(text):
        numeral = _make_numeral(match, in_prose=True)
        if numeral is not None:
            yield match.start(), match.end(), numeral


def read_cell(text: str) -> tuple[State, Numeral | None]:
    """A table cell's state, and its number if it states one.

    A lone 一 is unreadable: nobody can tell it from a dash.
    """
    plain = _make_plain(text)
    if not plain:
        return ("blank", None)
    if _NOT_APPLICABLE.fullmatch(plain):
        return ("not_applicable", None)
    try:
        numeral = read_numeral(text)
    except ValueError:
        return ("unreadable", None)
    return ("unreadable", None) if plain == "一" else ("stated", numeral)


def read_chinese(text: str) -> int | None:
    """The number that Chinese numerals write, in words (二十九, 两千三百) or digit by digit (二〇二三); None if none."""
    if all(c in _DIGITS for c in text) and len(text) > 1:
        return int("".join(str(_DIGITS[c]) for c in text))
    total, section, last = 0, 0, 10**12
    digit: int | None = None
    for character in _COLLOQUIAL.sub(lambda m: m[0] + _NEXT_STEP[m[1]], text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _STEPS:
            if _STEPS[character] >= last:
                return None
            last = _STEPS[character]
            section += (1 if digit is None else digit) * last
            digit = None
        else:
            total = (total + section + (digit or 0)) * _SCALES[character]
            section, digit, last = 0, None, 10**12
    return total + section + (digit or 0)


def _unify(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(RADICALS.get(c, c) for c in text))


def _make_plain(text: str) -> str:
    return _SPACE.sub("", _unify(text))


def _make_numeral(match: re.Match[str], *, in_prose: bool = False) -> Numeral | None:
    value = _read_number(match["number"])
    if value is None:
        return None
    if match["sign"] in ("-", "\u2212") and not in_prose:
        value = -value
    if match["scale"]:
        value *= _SCALES[match["scale"]]
    approx = any(match[name] for name in ("about", "more1", "more2", "more3"))
    return Numeral(value.normalize() + 0 if match["scale"] else value, match["unit"], approx)


def _read_number(written: str) -> Decimal | None:
    if not written[0].isdigit() or not written.isascii():
        number = read_chinese(written)
        return None if number is None else Decimal(number)
    whole = written.replace(",", "")
    if whole[0] == "0" and whole[1:2].isdigit():
        return None
    return Decimal(whole)
