"""How far a question over all agencies reaches: whether each of them has any, and how many all have together."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.frame import Frame

_EACH = r"(?:每一?[个家]|各个?|所有的?|全部的?)(?:单位|乡镇街道|乡镇|镇街|镇|乡|街道|地方|机关)"
_UNIVERSAL = re.compile(
    rf"(?:是不是|是否){_EACH}[^,。?]*?都?(?:有|收到|超过|达到|不少于|作出)|{_EACH}(?:是不是|是否)?都[^,。?]*(?:吗|[?]|$)|"
    rf"{_EACH}[^,。?]*都(?:有|收到|超过|达到|作出)[^,。?]*(?:吗|[?])|^(?:did|do|does|has|have|had) (?:every|each|all)\b"
)
_HOW_MANY = re.compile(r"^(?:[^,]*, )?(?:how many|how much|what (?:is|was) the (?:total )?number)\b")
_ONE_BY_ONE = re.compile(
    r"\b(?:each|every|per|respectively|which|rank\w*|by (?:county|town|agency|year)|top|most|fewest|least)\b"
)


_LEVEL = re.compile(r"一样[多高]?|相同|相等|持平")
"""How figures of one report are asked to be level (复议和诉讼一样多吗)."""


def asks_universal(question: str) -> bool:
    """Whether a question asks if something holds of every agency."""
    return _UNIVERSAL.search(question.lower().replace("？", "?")) is not None


def set_reach(query: Query, frame: Frame) -> Query:
    """The query as a bound on each agency, or as one sum over all, where its question asks for that; else as it is."""
    if query.operation == "lookup" and len(query.agencies) == 1 == len(query.years) and len(query.measures) > 1:
        return replace(query, operation="compare") if _LEVEL.search(frame.names.bare) else query
    if not query.all_agencies or query.agencies or query.conditions or query.unread or len(query.measures) != 1:
        return query
    if query.operation in ("rank", "lookup", "count", "threshold") and asks_universal(frame.text):
        return replace(query, operation="threshold", threshold=query.threshold or Threshold(">", Decimal(0)), limit=None)
    plain = query.operation == "rank" and query.limit is None and query.threshold is None and not query.wants_difference
    summed = frame.language == "en" and plain and not query.counties and _HOW_MANY.search(frame.text)
    if summed and not _ONE_BY_ONE.search(frame.text) and len(query.years) == 1:
        return replace(query, operation="sum")
    return query
