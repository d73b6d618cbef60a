"""Numbers that a question names and asks about (是5件还是6件): one of two, just that one, or several of them at once."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.records import Query, Threshold
from assistant.understanding.words.amounts import Amount, find_amounts
from assistant.understanding.words.bounds import find_bounds
from ingest.folding import fold_text

_ASKS = re.compile(
    r"[,，、。]?(?:这个?说法|这话|这些?数字?|这样|以上|都|说得)?(?:都|是)?"
    r"(?:对不对|对吗|对吧|是吗|是真的吗|属实吗|是否属实|属不属实|正确吗|是否正确|准确吗|没错吧|有没有错|对的吗|真的吗)[?？。！!]*$"
)
_SAID = re.compile(r"^(?:有人说|据说|听说|都说|报道说|网上说|传言|是不是|是否)[,，:：]?")
_JOINT = re.compile(r"^[,，、;；和与及跟又并且而且其中\s]+")
_PARTS = re.compile(r"[,，、;；]|而且|并且|以及")
MOST = 4
_NUMBER = r"(?P<{}>\d[\d,]*(?:\.\d+)?)(?:件|条|次|起|宗|个|名|人|项|份|篇|万?元)?"
_EITHER = re.compile(
    rf"(?:(?<!\d){_NUMBER.format('third')}[、,])?(?<!\d){_NUMBER.format('first')}(?:,|的)?(?:还是|或者?)(?:是)?{_NUMBER.format('second')}(?!\d|年|%)"
)
_OR = re.compile(r"[,的]?(?:还是|或者?)(?:是)?")

TELLING = 10
"""A smaller number stands for too many things to be looked for in the prose."""


def split_claims(question: str) -> tuple[tuple[str, Threshold], ...]:
    """For each number that one question asks to confirm the question for it, and the number; empty where it states fewer."""
    asks = _ASKS.search(question)
    if asks is None:
        return ()
    text = _SAID.sub("", question[: asks.start()])
    amounts = [amount for amount in find_amounts(text, "zh") if amount.unit]
    if not 1 < len(amounts) <= MOST or find_bounds(text, "zh"):
        return ()
    pieces = _cut(text, amounts)
    if not pieces:
        return ()
    asked = (_ask(piece, text[amount.start : amount.end]) for piece, amount in zip(pieces, amounts, strict=True))
    bounds = (Threshold("=", amount.value, unit=amount.unit, written=amount.written) for amount in amounts)
    return tuple(zip(asked, bounds, strict=True))


def _cut(text: str, amounts: Sequence[Amount]) -> list[str]:
    """The text in pieces of one number each: between its commas, or else behind each number; none where neither fits."""
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) == len(amounts) and all(len(find_amounts(part, "zh")) == 1 for part in parts):
        return parts
    ends = [0, *(amount.end for amount in amounts)]
    pieces = [_JOINT.sub("", text[start:end]) for start, end in pairwise(ends)]
    whole = all(len(piece) > amount.end - amount.start for piece, amount in zip(pieces, amounts, strict=True))
    return pieces if whole and not text[amounts[-1].end :].strip(" ,，的") else []


def _ask(piece: str, written: str) -> str:
    """The piece with its number asked for (维持3件 becomes 维持几件)."""
    counter = written.lstrip("0123456789.,一二两三四五六七八九十百千万零〇")
    return f"{piece.replace(written, f'几{counter}' if counter == '件' else f'多少{counter}', 1)}？"


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


def tells_alternative(question: str, word: str) -> bool:
    """Whether a word that no figure uses is one of the numbers between which the question leaves the choice."""
    number = re.match(r"\d[\d,.]*", word)
    return number is not None and Decimal(number.group().replace(",", "").rstrip(".")) in list_alternatives(question)
