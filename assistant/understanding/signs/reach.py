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

_WHO_MORE = re.compile(r"谁|哪[个家一边]|比\x00")
_CUMULATED = re.compile(r"累计|累积|[比较与和跟]\x00[^,。?]*(?:合计|一共|总共|加起来)|(?:合计|一共|总共|加起来)[^,。?]*比\x00")
_OUTDOES = re.compile(r"(?:是不是|是否|有没有)?比(?![例重率])[^,。?]{1,12}[多少高低大][吗?]?$")
_SOMEBODY = re.compile(
    r"(?<!\w)(?:哪些|哪几家|谁|有哪些|有谁)(?:都|从来|一直)?(?=没有?|未|无(?!关)|零|有过|被)|"
    r"(?:没有?[^,。?\x00哪谁]{1,8}|被[^,。?\x00哪谁]{1,6}|有过?[^,。?\x00哪谁]{1,6})的(?:是?有?哪些|是谁|都?有谁)[?]?$"
)
_EACH_OVER_YEARS = re.compile(rf"{_EACH}[^,。?]*(?:历年|累计|累积|\x00+[^,。?]*(?:累计|累积))|(?:历年|累计|累积)[^,。?]*{_EACH}")


def asks_universal(question: str) -> bool:
    """Whether a question asks if something holds of every agency."""
    return _UNIVERSAL.search(question.lower().replace("？", "?")) is not None


def set_reach(query: Query, frame: Frame) -> Query:
    """The query as a bound on each agency, or as one sum over all, where its question asks for that; else as it is."""
    if query.operation == "lookup" and len(query.agencies) == 1 == len(query.years) and len(query.measures) > 1:
        if len(query.measures) == len(("one", "other")) and _OUTDOES.search(frame.names.bare):
            return replace(query, operation="difference")
        return replace(query, operation="compare") if _LEVEL.search(frame.names.bare) else query
    if _sets_sums_apart(query, frame):
        return replace(query, operation="rank", all_agencies=False, limit=None, wants_difference=False, wants_growth=False)
    plain = query.all_agencies and not query.agencies and not query.conditions and not query.unread
    return _reach_all(query, frame) if plain and len(query.measures) == 1 else query


def _sets_sums_apart(query: Query, frame: Frame) -> bool:
    """Whether two agencies are held against each other by what they have over several years together."""
    two = len(query.agencies) == len(("one", "other")) and query.operation in ("difference", "compare", "growth", "lookup", "sum")
    against = query.operation != "sum" or _WHO_MORE.search(frame.masked) is not None
    several = len(query.years) != 1 and len(query.measures) == 1 and not query.sides
    return two and against and several and _CUMULATED.search(frame.masked) is not None


def _reach_all(query: Query, frame: Frame) -> Query:
    """The query on one figure of all agencies as a bound on each, as sums of each, or as one sum over all."""
    if query.operation in ("rank", "lookup", "count", "threshold") and asks_universal(frame.text):
        return replace(query, operation="threshold", threshold=query.threshold or Threshold(">", Decimal(0)), limit=None)
    if query.operation == "sum" and len(query.years) != 1 and not query.by and _EACH_OVER_YEARS.search(frame.text):
        return replace(query, operation="rank", limit=None, position=None)
    plain = query.operation == "rank" and query.limit is None and query.threshold is None and not query.wants_difference
    summed = frame.language == "en" and plain and not query.counties and _HOW_MANY.search(frame.text)
    if summed and not _ONE_BY_ONE.search(frame.text) and len(query.years) == 1:
        return replace(query, operation="sum")
    return query


def reach_somebody(frame: Frame) -> Frame:
    """The frame as one about all agencies, where 哪些 or 谁 stands right before what they have or lack (哪些没有诉讼)."""
    named = frame.named or frame.sources or frame.without
    if named or not frame.measures or frame.language == "en" or not _SOMEBODY.search(frame.masked):
        return frame
    return replace(frame, names=replace(frame.names, everyone=True))
