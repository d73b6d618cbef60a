"""What a question wants done with a figure, or that it wants no figure: read from its cues."""

import re
from decimal import Decimal, InvalidOperation

from assistant.cues import Cues, Language
from assistant.frame import Task
from assistant.records import Operation, Threshold

SMALL = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)(?P<scale>万)?"
_UNIT = r"(?:件|条|个|项|次|名|人|份|篇|起|宗|元|万元|%)?"
_BOUNDS: tuple[tuple[str, str], ...] = (
    (rf"(?:不超过|不多于|不高于|不大于|至多|最多不超过|没超过|没有超过)了?{_NUMBER}", "<="),
    (rf"(?:不少于|不低于|不小于|至少|达到|达|起码|大于等于)了?{_NUMBER}", ">="),
    (rf"(?:超过|大于|多于|高于|超出|突破|多过|超)了?{_NUMBER}", ">"),
    (rf"(?:不到|不足|少于|低于|小于|未达到?|没到|没达到)了?{_NUMBER}", "<"),
    (rf"{_NUMBER}{_UNIT}(?:及|或|\(含\)|含)?以上", ">="),
    (rf"{_NUMBER}{_UNIT}(?:及|或)?(?:以下|以内|之内)", "<="),
    (rf"(?:等于|正好是?|恰好是?|刚好是?|恰为)了?{_NUMBER}", "="),
    (rf"(?:不为|不是|不等于)(?P<number>0|零)(?P<scale>)", "!="),
    (rf"(?:为|是|都是|有)(?P<number>0|零)(?P<scale>)", "="),
    (rf"(?:为|是|有|收到|作出|发布|公开)(?:了)?{_NUMBER}{_UNIT}(?:的)", "="),
)
_ENGLISH_BOUNDS: tuple[tuple[str, str], ...] = (
    (r"(?:no more than|at most|up to) (?P<number>[\w,.]+)(?P<scale>)", "<="),
    (r"(?:at least|no fewer than|no less than|not less than) (?P<number>[\w,.]+)(?P<scale>)", ">="),
    (
        r"(?:more than|over|above|exceed\w*|greater than) (?P<number>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten)(?P<scale>)",
        ">",
    ),
    (
        r"(?:fewer than|less than|under|below) (?P<number>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten)(?P<scale>)",
        "<",
    ),
    (r"(?:exactly|equal to) (?P<number>[\w,.]+)(?P<scale>)", "="),
)
_LIMIT = re.compile(
    r"前(?P<n>\d+|[一二两三四五六七八九十]+)(?:名|位|个|家|的|强|大|$)?|最[多少高低大小]的?(?:前)?(?P<m>\d+|[两二三四五六七八九十]+)[个名位家]|(?P<k>\d+|[两二三四五六七八九十]+)[个名位家][^,]{0,8}最[多少高低]|(?:倒数|后)(?P<l>\d+|[两二三四五六七八九十]+)(?:名|位|个|家)"
)
_TOP = re.compile(r"(?:top|first|bottom|last) (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten)")
_POSITION = re.compile(
    r"(?<!倒数)(?:排名?(?:在|到)?)?第(?P<n>\d+|[一二三四五六七八九十]+)(?:名|位|多|高|少|低)?(?!条|页|项|方|款|季|名?呢?是第)"
)
_FROM_END = re.compile(r"倒数第(?P<n>\d+|[一二三四五六七八九十]+)")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_WHICH_COUNT = re.compile(
    r"(?<![这那])(?:多少|几)个?(?:个|家|座)?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|县|区)|有多少个(?!项目)|有几个(?:\x00|镇)|how many (?:towns|townships|agencies|streets|places)"
)
_WHICH = re.compile(r"哪(?!年|一年|个渠道|个平台|个网站|类|种|几年|些年)|谁|which (?:town|agenc|street|place|of|one)|who ")
_AGAINST = re.compile(r"[和跟与同]\x00+的?(?:相|对)?比(?![例重率])|(?:compared? (?:it )?(?:to|with)|versus|vs\.?) \x00")
_LIST = re.compile(r"哪些|哪几个|有谁|都有谁|which (?:towns|townships|agencies|streets|places)|what towns")


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
        if not amount and plain not in ("0",):
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
    """The bound that a question sets."""
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


def find_task(
    text: str, language: Language, cues: Cues, *, everyone: bool, agencies: int, years: int, open_years: bool, which_year: bool
) -> Task:
    """What is to be done with the figures that a question names; ``operation`` None where it only names them.

    ``everyone`` says that it speaks of all agencies or asks for one of them, ``agencies`` and ``years`` how many it names,
    ``open_years`` that it speaks of all years or a span.
    """
    says = lambda name: cues.match(name, text, language)  # noqa: E731  (a word for this function's many questions)
    growth = says("growth") and not (says("share") and not re.search(r"增|降|减|涨|比|grow|grew|increase|decrease|change", text))
    difference = says("difference")
    most, least, order = says("most"), says("least"), says("order")
    threshold = find_threshold(text, language)
    counting = bool(_WHICH_COUNT.search(text))
    asks_which = everyone or bool(_WHICH.search(text))
    base = Task(wants_growth=growth, wants_difference=difference)
    if threshold is not None and (everyone or (_LIST.search(text) and agencies != 1)):
        return _put(base, "count" if counting else "threshold", threshold=threshold)
    if says("median"):
        return _put(base, "median")
    if says("average"):
        return _put(base, "average")
    if says("multiple"):
        return _put(base, "multiple")
    if growth or difference:
        return _pick_change(base, agencies, years, open_years)
    if most or least or order or (find_position(text) is not None and (everyone or not agencies)):
        return _pick_rank(
            base, text, most=most, least=least, agencies=agencies, everyone=everyone, open_years=open_years or which_year
        )
    if says("share") and not re.search(r"增|降", text):
        return _put(base, "share")
    if counting or (everyone and _LIST.search(text) and (says("existence") or says("zero"))):
        zero = says("zero") and not re.search(r"有没有", text)
        bound = threshold or Threshold("=" if zero else ">", Decimal(0))
        return _put(base, "count" if counting else "threshold", threshold=bound)
    if _AGAINST.search(text):
        return _put(base, "compare")
    if says("trend") or (open_years and agencies <= 1 and not everyone and not says("sum")):
        return _put(base, "trend")
    if says("sum") and (everyone or agencies > 1 or years > 1 or open_years):
        return _put(base, "sum")
    if (says("compare") or asks_which and agencies > 1) and (agencies > 1 or years > 1 or everyone):
        return _put(base, "compare") if not (everyone and not agencies) else _put(base, "rank")
    if everyone and not agencies:
        return _put(base, "rank" if not says("sum") else "sum")
    return base


def _put(task: Task, operation: Operation, *, threshold: Threshold | None = None) -> Task:
    return Task(operation, threshold=threshold, wants_growth=task.wants_growth, wants_difference=task.wants_difference)


def _pick_change(task: Task, agencies: int, years: int, open_years: bool) -> Task:
    if agencies < 2 and (open_years or years > 2 or (task.wants_growth and task.wants_difference)):
        return _put(task, "trend")
    return _put(task, "growth" if task.wants_growth and not task.wants_difference else "difference")


def _pick_rank(task: Task, text: str, *, most: bool, least: bool, agencies: int, everyone: bool, open_years: bool) -> Task:
    from_end = _FROM_END.search(text)
    position = read_count(from_end["n"]) if from_end else find_position(text)
    limit = find_limit(text)
    ascending = least and not (most and not from_end)
    if re.search(r"从多到少|从高到低|从大到小|由多到少|由高到低|由大到小|降序", text):
        ascending = False
    if agencies == 1 and open_years and not everyone:
        return Task("minimum" if ascending else "maximum")
    if agencies > 1:
        return Task(
            "compare" if limit is None and position is None else "rank", limit=limit, ascending=ascending, position=position
        )
    if limit is None and position is not None:
        limit = position
    if limit is None and (most or least) and not re.search(r"排|从.到.|由.到.|升序|降序|rank|sort|order|list", text):
        limit = 1
    return Task("rank", limit=limit, ascending=ascending, position=position if position != 1 or from_end else None)
