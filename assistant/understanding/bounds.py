"""Numbers inside questions: bounds (超过10件), how many places of a ranking (前三名), and one place of it (第二名)."""

import re
from decimal import Decimal, InvalidOperation

from assistant.records import Threshold
from assistant.understanding.cues import Language

SMALL = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?|[零一二两三四五六七八九十百千]+)(?P<scale>万)?"
_VERB = r"(?:有|收到|收|作出|发布|公开|办理|罚)?了?"
_UNIT = r"(?:件|条|个|项|次|名|人|份|篇|起|宗|元|万元|%)?"
_BOUNDS: tuple[tuple[str, str], ...] = (
    (rf"(?:不超过|不多于|不高于|不大于|至多|最多不超过|没超过|没有超过)了?{_VERB}{_NUMBER}", "<="),
    (rf"(?:不少于|不低于|不小于|至少|达到|达|起码|大于等于)了?{_VERB}{_NUMBER}", ">="),
    (rf"(?:超过|大于|多于|高于|超出|突破|多过|超)了?{_VERB}{_NUMBER}", ">"),
    (rf"(?:不到|不足|少于|低于|小于|未达到?|没到|没达到)了?{_VERB}{_NUMBER}", "<"),
    (rf"{_NUMBER}{_UNIT}(?:及|或|\(含\)|含)?以上", ">="),
    (rf"{_NUMBER}{_UNIT}(?:及|或)?(?:以下|以内|之内)", "<="),
    (rf"(?:等于|正好是?|恰好是?|刚好是?|恰为)了?{_NUMBER}", "="),
    (r"(?:不为|不是|不等于)(?P<number>0|零)(?P<scale>)", "!="),
    (r"(?:为|是|都是|有)(?P<number>0|零)(?P<scale>)", "="),
    (rf"(?:为|是|有|收到|作出|发布|公开)(?:了)?{_NUMBER}{_UNIT}(?:的)", "="),
)
_TO = r"(?:到|至|和|与|-|—|~|～)"
_RANGES = (
    re.compile(
        rf"(?:在|介于|有|处于)?{_NUMBER}{_UNIT}{_TO}(?P<upper>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
        rf"(?P<upper_scale>万)?{_UNIT}(?:之间|区间|范围|之内)"
    ),
    re.compile(
        rf"(?:在|介于|有|收到|作出){_NUMBER}{_UNIT}(?:到|至|-|—|~|～)(?P<upper>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
        rf"(?P<upper_scale>万)?(?:件|条|个|项|次|万元|元)的?"
    ),
    re.compile(r"(?:between|from) (?P<number>\d[\d,.]*)(?P<scale>) (?:and|to) (?P<upper>\d[\d,.]*)(?P<upper_scale>)"),
)
_ENGLISH_NUMBER = r"(?P<number>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten)(?P<scale>)"
_ENGLISH_BOUNDS: tuple[tuple[str, str], ...] = (
    (r"(?:no more than|at most|up to) (?P<number>[\w,.]+)(?P<scale>)", "<="),
    (r"(?:at least|no fewer than|no less than|not less than) (?P<number>[\w,.]+)(?P<scale>)", ">="),
    (
        rf"(?:more than|over|above|exceed\w*|greater than) {_ENGLISH_NUMBER}",
        ">",
    ),
    (
        rf"(?:fewer than|less than|under|below) {_ENGLISH_NUMBER}",
        "<",
    ),
    (r"(?:exactly|equal to) (?P<number>[\w,.]+)(?P<scale>)", "="),
)
_LIMIT = re.compile(
    r"前(?P<n>\d+|[一二两三四五六七八九十]+)(?:名|位|个|家|的|强|大|$)?|"
    r"最[多少高低大小]的?(?:前)?(?P<m>\d+|[两二三四五六七八九十]+)[个名位家]|(?P<k>\d+|"
    r"[两二三四五六七八九十]+)[个名位家][^,]{0,8}最[多少高低]|(?:倒数|后)(?P<l>\d+|"
    r"[两二三四五六七八九十]+)(?:名|位|个|家)"
)
_TOP = re.compile(r"(?:top|first|bottom|last) (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten)")
_POSITION = re.compile(
    r"(?<!倒数)(?:排名?(?:在|到)?)?第(?P<n>\d+|[一二三四五六七八九十]+)(?:名|位|多|高|少|低)?(?!条|"
    r"页|项|方|款|季|名?呢?是第)"
)
_FROM_END = re.compile(r"倒数第(?P<n>\d+|[一二三四五六七八九十]+)")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


_ENDS = (("number", ""), ("upper", "upper_"))


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


def read_amount(written: str, scale: str) -> Decimal | None:
    """A bound as written (1,000, 三十, 2万); None where it is no number."""
    plain = written.replace(",", "").rstrip(".")
    if plain in ("零", "none", "zero"):
        return Decimal(0)
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal(read_large(plain))
        if not amount and plain != "0":
            return None
    return amount * (10000 if scale else 1)


def read_large(written: str) -> int:
    """Chinese numerals with 百 and 千 as a number; 0 where they are none."""
    total, digit = 0, 0
    for character in written:
        if character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            digit = SMALL.get(character, 0)
    return total + digit or WORDS.get(written, 0)


def find_threshold(text: str, language: Language) -> Threshold | None:
    """The bound that a question sets, or the range (3到10件之间)."""
    for shape in _RANGES:
        match = shape.search(text)
        ends = [read_amount(match[name], match[f"{prefix}scale"]) for name, prefix in _ENDS] if match is not None else []
        if len(ends) == len(_ENDS) and ends[0] is not None and ends[1] is not None:
            return Threshold(">=", min(ends[0], ends[1]), max(ends[0], ends[1]))
    for pattern, comparison in _ENGLISH_BOUNDS if language == "en" else _BOUNDS:
        match = re.search(pattern, text)
        amount = read_amount(match["number"], match["scale"]) if match is not None else None
        if amount is not None:
            return Threshold(comparison, amount)  # type: ignore[arg-type]
    return None


def find_limit(text: str) -> int | None:
    """How many places of a ranking are asked for."""
    match = _LIMIT.search(text) or _TOP.search(text)
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
    return _ORDINALS[found[1]] if found else None


def find_place_from_end(text: str) -> int | None:
    """The place counted from the other end (倒数第二)."""
    match = _FROM_END.search(text)
    return read_count(match["n"]) or None if match is not None else None
