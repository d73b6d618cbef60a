"""Several numbers that one question asks to confirm (维持3件、纠正1件，对不对): a question for each of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.records import Threshold
from assistant.understanding.words.amounts import Amount, find_amounts
from assistant.understanding.words.bounds import find_bounds

_ASKS = re.compile(
    r"[,，、。]?(?:这个?说法|这话|这些?数字?|这样|以上|都|说得)?(?:都|是)?"
    r"(?:对不对|对吗|对吧|是吗|是真的吗|属实吗|是否属实|属不属实|正确吗|是否正确|准确吗|没错吧|有没有错|对的吗|真的吗)[?？。！!]*$"
)
_SAID = re.compile(r"^(?:有人说|据说|听说|都说|报道说|网上说|传言|是不是|是否)[,，:：]?")
_JOINT = re.compile(r"^[,，、;；和与及跟又并且而且其中\s]+")
_PARTS = re.compile(r"[,，、;；]|而且|并且|以及")
MOST = 4


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
