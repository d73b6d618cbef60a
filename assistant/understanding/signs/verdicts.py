"""Questions whether a figure is what they say it is: beyond a bound (有没有超过400条), or just so many (是不是30件)."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.signs.fitting import fit_threshold
from assistant.understanding.words.amounts import find_amounts
from assistant.understanding.words.bounds import find_bounds
from assistant.understanding.words.cues import Cues, Language

JUDGED = ("lookup", "sum", "average", "median", "share", "multiple", "difference", "growth", "trend")
"""Operations whose figure a bound may be held against besides."""

_WHICH = re.compile(
    r"哪|谁|什么|啥|怎|如何|为何|[几多]少?(?:个|类|种|项|家)|(?<!有)几|\b(?:which|what|who|whom|whose|when|where|why|how)\b"
)
"""How a question asks for something else than yes or no."""

_NONE = re.compile(
    r"(?<!有)没有?(?!公开|予以|法|给|按|办|错)[^,。?吗]*,?(?:吧|(?:这样说|这么说|这话)?(?:对吗|对不对|是吗|对吧|没错吧|是不是|是真的吗|属实吗))[?。!]*$"
)
"""How a question asks to confirm that there is none."""

_ABOUT = re.compile(r"[多余来]|左右|上下|出头|不到")
"""What makes a number one of about that size."""

_HAVING = re.compile(r"(?<!没)有了?$")


def find_verdict(text: str, language: Language, cues: Cues) -> tuple[Threshold, str] | None:
    """The bound or number that a question of yes or no puts to a figure, and the question without it; None for others."""
    text = text.replace("一起", "\x01\x01")  # 加一起 counts nothing
    whether = cues.match("whether", text.rstrip("?。!") + "?", language)
    bounds = find_bounds(text, language)
    if len(bounds) == 1 and (whether or (text.endswith("?") and not _WHICH.search(text))):
        bound = bounds[0]
        return bound.threshold, text[: bound.start] + "\x00" * (bound.end - bound.start) + text[bound.end :]
    claim = _find_claim(text, language) if whether and not bounds else None
    return (claim, text) if claim is not None else None


def claims_none(text: str) -> bool:
    """Whether a question asks to confirm that there is none of something (没有不予公开的，对不对)."""
    return _NONE.search(text) is not None


def _find_claim(text: str, language: Language) -> Threshold | None:
    """The number that a question asks to confirm; 有3件吗 asks for no fewer."""
    amounts = [amount for amount in find_amounts(text, language) if amount.unit or (language == "en" and not amount.written)]
    if not amounts and language == "zh" and _NONE.search(text):
        return Threshold("=", Decimal(0))
    if len(amounts) != 1:
        return None
    amount = amounts[0]
    if _ABOUT.match(text[amount.end :]):
        return None  # 24万多 is no number to confirm
    comparison = ">=" if language == "zh" and _HAVING.search(text[: amount.start]) else "="
    return Threshold(comparison, amount.value, unit=amount.unit, written=amount.written)  # type: ignore[arg-type]


def fit_verdict(query: Query) -> Query:
    """The query with the bound that its figure is held against in the measure's unit; without it where they are unlike."""
    threshold = query.threshold
    if threshold is None or not threshold.unit or not query.measures or query.operation not in JUDGED:
        return query
    relative = query.operation in ("share", "multiple", "growth") or (query.operation == "difference" and threshold.unit == "%")
    fitted = replace(threshold, unit="") if relative else fit_threshold(threshold, query.measures[0])
    if fitted is not None:
        return replace(query, threshold=fitted)
    note = "the bound is of another unit and was not judged" if query.language == "en" else "所问界限的单位与此数不同，没有作判断"
    return replace(query, threshold=None, assumed=(*query.assumed, note))
