"""Numbers in an answer's text: digits, Chinese numerals and English words that count, and vague amounts that name none."""

import re
from decimal import Decimal

from ingest.numerals import read_chinese

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_COUNTED = r"(?:个|件|条|份|人|名|次|项|篇|期|起|宗|家|年|元|万元|倍|镇|乡|街道|%|％)"
CHINESE_COUNT = re.compile(
    r"(?<![第上下前后同近头〇零一二两三四五六七八九十百千万亿这那每某任哪唯统单])(?!一(?:起|次性|年来))(?![万亿])([〇零一二两三四五六七八九十百千万亿]+)"
    rf"(?=余?{_COUNTED})"
)
"""A numeral in Chinese characters that counts something (二十九件)."""

_PERCENT = re.compile(r"百分之([〇零一二两三四五六七八九十百]+)(?:点([〇零一二三四五六七八九]+))?")
_PLACE = re.compile(r"第([一二三四五六七八九十]+)(?=名|位)")
_VAGUE = re.compile(
    rf"(?:[一二两三四五六七八九]?[十百千万](?:几|多|来)|[近上约][十百千万]|[几数][十百千万]|廿[一二三四五六七八九]?|卅|"
    rf"[一二三四五六七八九]{{2}}[十百千]|[壹贰叁肆伍陆柒捌玖拾佰仟]+)(?:余|多)?(?={_COUNTED})|"
    r"[一二两三四五六七八九几][成折](?![为立员效果功本])|[一二三四五六七八九十]+分之[一二三四五六七八九十]+|(?<![一])一半|过半|半数|"
    r"翻了?(?:[一两三四五几])?(?:番|倍)"
)
"""An amount that is no exact number (近百件, 三成, 一半, 翻了一番): it may only stand where a source has the same words."""

_SMALL = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<ones>{'|'.join(_ONES)}))?|(?P<small>{'|'.join(_SMALL)}))\b", re.IGNORECASE
)
"""English words from ten to ninety-nine; smaller ones too often count nothing."""


def read_numbers(text: str) -> list[tuple[str, Decimal]]:
    """The numbers of a text as written and as they are: digits with or without thousands separators, and words that count."""
    found = [(match[0], Decimal(match[0].replace(",", ""))) for match in _DIGITS.finditer(text)]
    for pattern in (CHINESE_COUNT, _PLACE):
        read = ((match[0], read_chinese(match[1])) for match in pattern.finditer(text))
        found += [(written, Decimal(number)) for written, number in read if number is not None]
    found += [(match[0], _read_percent(match)) for match in _PERCENT.finditer(text)]
    return [*found, *((match[0], _read_english(match)) for match in _ENGLISH.finditer(text))]


def _read_percent(match: re.Match[str]) -> Decimal:
    """百分之四十二点六 is 42.6; a wrong numeral is -1, which no source has."""
    whole = read_chinese(match[1])
    digits = "".join(str(read_chinese(digit)) for digit in match[2] or "〇")
    return Decimal(-1) if whole is None else Decimal(f"{whole}.{digits}")


def _read_english(match: re.Match[str]) -> Decimal:
    if match["small"]:
        return Decimal(10 + _SMALL.index(match["small"].lower()))
    ones = 1 + _ONES.index(match["ones"].lower()) if match["ones"] else 0
    return Decimal(10 * (2 + _TENS.index(match["tens"].lower())) + ones)


def find_vague(text: str) -> list[str]:
    """The amounts of a text that are no exact numbers."""
    return [match[0] for match in _VAGUE.finditer(text)]
