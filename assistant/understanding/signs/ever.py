"""Questions on one agency that name no year and mean all of them: how many altogether, and whether there ever were any."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.words.cues import load_cues

_EVER = re.compile(
    r"(?:有没有|有无|是否|是不是|有).*(?<![超通经])过(?![程期去半])|(?<![超通经])过(?![程期去半]).*(?:吗|没有?$|[?])|曾|从来|"
    r"\bever\b"
)
_WHETHER = re.compile(r"有没有|有无|是否有|是不是有|有过|过(?:吗|没有|没)|曾|从来|\bever\b|\bany\b")
_AMOUNT = re.compile(r"多少|几[件条个项次份篇名人元万]|how (?:many|much)")


def set_ever(query: Query, frame: Frame, base: Query | None) -> Query:
    """The query over all stored years of its agency, where its question means them; else as it is."""
    single = len(query.agencies) == 1 and len(query.measures) == 1 and not query.measures[0].over
    open_years = not query.years and not frame.dated
    if not single or base is not None or query.operation not in ("lookup", "trend", "sum") or query.threshold or query.course:
        return query
    if _ranges(frame) and _WHETHER.search(frame.text) and not _AMOUNT.search(frame.text) and not _moves(frame):
        return _ask_whether(query)
    if not open_years:
        return query
    amount = _AMOUNT.search(frame.text) is not None
    if amount and load_cues().match("sum", frame.masked, frame.language):
        return replace(query, operation="sum", all_years=True, assumed=(*query.assumed, _note(query)))
    return _ask_whether(query) if _EVER.search(frame.text) and not amount else query


def _ranges(frame: Frame) -> bool:
    """Whether a stretch of years is spoken of, and not one year."""
    return len(frame.periods.years) > 1 or frame.periods.span or (frame.periods.all_years and not frame.periods.which)


def _moves(frame: Frame) -> bool:
    """Whether a change over the years is asked for."""
    return any(load_cues().match(name, frame.masked, frame.language) for name in ("rise", "fall", "change", "every_year"))


def _ask_whether(query: Query) -> Query:
    """The query for the years in which there were any."""
    return replace(
        query,
        operation="threshold",
        threshold=Threshold(">", Decimal(0)),
        all_years=not query.years,
        wants_difference=False,
        wants_growth=False,
        assumed=query.assumed if query.years else (*query.assumed, _note(query)),
    )


def _note(query: Query) -> str:
    if query.language == "en":
        return "no year given; all stored years are used"
    return "没有指明年份，按库中全部年份计算"
