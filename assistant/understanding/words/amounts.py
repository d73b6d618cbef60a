"""Amounts as questions write them: digits, Chinese numerals, English words, and parts of a whole (一半, 三成, a third)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

from assistant.understanding.words.cues import Language
from ingest.numerals import read_chinese

PERCENT, MONEY, TENS_OF_THOUSANDS = "%", "元", "万"
"""Units of an amount that a measure's unit is held against; 万 without 元 may be either."""

DIGITS = 60
"""Working precision of a part that has no end (a third)."""

WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_MORE_WORDS = {"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "a dozen": 12}
_NUMBERS: Mapping[str, int] = {**WORDS, **_MORE_WORDS, "zero": 0, "a": 1}
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_POWERS: Mapping[str, int] = {"hundred": 100, "thousand": 1000, "million": 10**6, "wan": 10**4}
_PARTS: Mapping[str, int] = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_PLAIN = r"\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_CHINESE = re.compile(
    rf"百分之(?P<percent>{_PLAIN})|(?P<below>{_PLAIN})分之(?P<above>{_PLAIN})|(?P<tenths>{_PLAIN})成(?P<rest>半)?(?![立为员效果功本])|"
    r"(?P<half>一半|半数|(?<=[过超逾])半)|"
    rf"(?P<number>{_PLAIN})(?P<scale>[十百千万亿]*)"
    r"(?P<unit>万元|块钱?|元钱?|%|件|条|个|项|次|名|人|份|篇|起(?=诉讼|复议|案|处罚|[以及或,。?\x00]|$|的)|宗|例|笔|家)?"
)
_NO_AMOUNT = re.compile(r"(?:第|前|后|倒数|top |first |last )$")
_VAGUE = re.compile(r"^(?:几|多(?=[件条个项次名人份篇起宗元万])|来(?=[件条个项次名人份篇起宗元万]))")
_OTHER_UNIT = re.compile(
    r"^(?:个|家)?(?:不同的?)?(?:单位|乡镇|镇|乡|街道|地方|机关|县|区|月|工作日|年|部门|年度|季度|渠道|平台|类|种|方面)|"
    r"^位数|^[年月日天倍番季类种]"
)
_WORD = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_PART = "|".join(part for part in _PARTS if part != "half")
_ENGLISH = re.compile(
    rf"\b(?P<half>half)\b|\b(?:(?P<above>{'|'.join(WORDS)}|an?)[ -])(?P<below>{_PART})s?\b|"
    rf"(?<![\w.])(?P<number>{_WORD})(?P<powers>(?: (?:{'|'.join(_POWERS)})\b)*)\b(?P<unit> ?%| ?per ?cent\b| yuan\b)?"
)
_ENGLISH_OTHER = re.compile(r"^ (?:town|agenc|place|street|subdistrict|year|month|day|times|channel|of (?:the|all|every))")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at [start, end) of a text. A part of a whole has the unit % and is not rounded; ``written`` is its wording."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    written: str = ""


def find_amounts(text: str, language: Language) -> tuple[Amount, ...]:
    """The amounts of a folded text from left to right; what counts agencies, years or places of a ranking is none."""
    if language == "en":
        found = [(match, _read_english(match)) for match in _ENGLISH.finditer(text)]
        other = _ENGLISH_OTHER
    else:
        found = [(match, _read_chinese(match)) for match in _CHINESE.finditer(text)]
        other = _OTHER_UNIT
    return tuple(
        amount
        for match, amount in found
        if amount is not None and not _NO_AMOUNT.search(text[: match.start()]) and not _counts_others(text, match, amount, other)
    )


def _counts_others(text: str, match: re.Match[str], amount: Amount, other: re.Pattern[str]) -> bool:
    """Whether agencies or years are counted, or only about so many of anything (十几件)."""
    bare_end = match.end("scale") if match.groupdict().get("scale") is not None else match.end()
    parts = amount.unit == PERCENT and other is _ENGLISH_OTHER
    return not parts and (other.match(text[bare_end:]) or _VAGUE.match(text[bare_end:])) is not None


def read_number(written: str) -> Decimal | None:
    """A plain number in digits or Chinese numerals (1,000, 三十, 两千三百, 一点五); None where it is none."""
    plain = written.replace(",", "").rstrip(".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        whole, _, behind = plain.partition("点")
        number = read_chinese(whole)
        digits = "".join(str(read_chinese(digit)) for digit in behind)
        return None if number is None else Decimal(f"{number}.{digits}") if digits else Decimal(number)


def _read_chinese(match: re.Match[str]) -> Amount | None:
    """What a Chinese amount stands for; None where its numerals make no number."""
    written = match.group()
    if match["half"]:
        return Amount(*match.span(), Decimal(50), PERCENT, "一半")
    if match["percent"]:
        number = read_number(match["percent"])
        return None if number is None else Amount(*match.span(), number, PERCENT)
    if match["tenths"]:
        number = read_number(match["tenths"])
        return None if number is None else Amount(*match.span(), number * 10 + (5 if match["rest"] else 0), PERCENT, written)
    if match["below"]:
        return _divide(match, read_number(match["above"]), read_number(match["below"]), written)
    number = read_number(match["number"])
    if number is None:
        return None
    for step in match["scale"]:
        number *= _STEPS[step]
    return Amount(*match.span(), *_set_unit(number, match))


def _set_unit(number: Decimal, match: re.Match[str]) -> tuple[Decimal, str]:
    """A number with its unit as far as one is written; 万元 is told in 元."""
    unit = match["unit"] or ""
    if unit == "万元":
        return number * 10000, MONEY
    if unit.startswith(("元", "块")):
        return number, MONEY
    large = match["scale"].endswith(("万", "亿")) or match["number"].endswith(("万", "亿"))
    return number, TENS_OF_THOUSANDS if large and not unit else unit


def _divide(match: re.Match[str], above: Decimal | None, below: Decimal | None, written: str) -> Amount | None:
    if above is None or not below:
        return None
    with localcontext(prec=DIGITS):
        return Amount(*match.span(), above * 100 / below, PERCENT, written)


def _read_english(match: re.Match[str]) -> Amount | None:
    """What an English amount stands for."""
    if match["half"]:
        return Amount(*match.span(), Decimal(50), PERCENT, "half")
    if match["below"]:
        above = Decimal(WORDS.get(match["above"], 1))
        return _divide(match, above, Decimal(_PARTS[match["below"]]), match.group())
    if match["number"] == "a" and not match["powers"]:
        return None
    number = Decimal(_NUMBERS[match["number"]]) if match["number"] in _NUMBERS else read_number(match["number"])
    if number is None:
        return None
    for power in match["powers"].split():
        number *= _POWERS[power]
    unit = (match["unit"] or "").strip()
    wan = "wan" in match["powers"]
    known = MONEY if unit == "yuan" else PERCENT if unit else TENS_OF_THOUSANDS if wan else ""
    return Amount(*match.span(), number, known)
