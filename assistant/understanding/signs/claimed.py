"""Numbers that a question puts side by side (是5件还是6件), and what is left of a total beside its parts (剩下的6条呢)."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.records import Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.words.amounts import find_amounts
from assistant.understanding.words.vocabulary import load_vocabulary
from ingest.folding import fold_text

_NUMBER = r"(?P<{}>\d[\d,]*(?:\.\d+)?)(?:件|条|次|起|宗|个|名|人|项|份|篇|万?元)?"
_EITHER = re.compile(
    rf"(?:(?<!\d){_NUMBER.format('third')}[、,])?(?<!\d){_NUMBER.format('first')}(?:,|的)?(?:还是|或者?)(?:是)?{_NUMBER.format('second')}(?!\d|年|%)"
)
_OR = re.compile(r"[,的]?(?:还是|或者?)(?:是)?")
_REST = re.compile(
    r"(?<![最更])(?:剩下|剩余|余下|其余|多出来?|少了?|差了?)的?(?:那|这)?(?:\d+[条件个篇])?(?:信息)?"
    r"(?:呢|去哪|哪去|到哪|在哪|是什么|是哪|是从哪|从哪|通过|怎么|算什么|没写|去向)"
)
"""How a question asks for what the parts of a total do not cover."""

TELLING = 10
"""A smaller number stands for too many things to be looked for in the prose."""

_CHANNELS = ("published.website", "published.wechat", "published.weibo", "published.other")
_TOTAL = "published.total"


def list_alternatives(question: str) -> tuple[Decimal, ...]:
    """The numbers between which a question leaves the choice; none where it leaves none."""
    text = fold_text(question).text
    found = _EITHER.search(text)
    if found is not None:
        numbers = (found["third"], found["first"], found["second"])
        return tuple(dict.fromkeys(Decimal(number.replace(",", "")) for number in numbers if number))
    amounts = [amount for amount in find_amounts(text, "zh") if amount.unit]
    pairs = [pair for pair in pairwise(amounts) if _OR.fullmatch(text[pair[0].end : pair[1].start])]
    return tuple(dict.fromkeys(amount.value for amount in pairs[0])) if pairs else ()


def asks_either(query: Query) -> bool:
    """Whether a look-up of one report's figure asks which of several numbers it is."""
    return query.operation == "lookup" and len(query.measures) == 1 and len(list_alternatives(query.question)) > 1


def claims_number(query: Query) -> bool:
    """Whether a look-up of one figure asks if it is just so much."""
    bound = query.threshold
    single = query.operation == "lookup" and len(query.measures) == 1 and len(query.agencies) == 1 == len(query.years)
    return single and bound is not None and bound.comparison == "=" and bound.value >= TELLING and query.language == "zh"


def asks_rest(query: Query) -> bool:
    """Whether a look-up of what was published asks for what its channels leave over."""
    published = bool(query.measures) and all(measure.id.startswith("published.") for measure in query.measures)
    return published and query.operation == "lookup" and _REST.search(fold_text(query.question).text) is not None


def read_rest(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame of a question for what the channels leave over of all that was published; None for others."""
    if frame.language == "en" or _REST.search(frame.masked) is None:
        return None
    spoken = frame.measures or (previous.measures if previous is not None and not frame.named else ())
    if not spoken or not all(measure.id.startswith("published.") for measure in spoken):
        return None
    measures = load_vocabulary().measures
    parts = tuple(measures[name] for name in _CHANNELS)
    leaning = frame.leaning or (previous is not None and not frame.named)
    return replace(frame, measures=(measures[_TOTAL], *parts), task=Task("lookup"), prose=False, leaning=leaning)


def explains(question: str, word: str) -> bool:
    """Whether a word that no figure uses is read here."""
    if _REST.search(fold_text(question).text) and re.search(r"剩|余|其余|\d", word):
        return True
    number = re.match(r"\d[\d,.]*", word)
    return number is not None and Decimal(number.group().replace(",", "").rstrip(".")) in list_alternatives(question)
