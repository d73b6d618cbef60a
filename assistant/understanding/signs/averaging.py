"""Averages that a question trims (去掉最高的) or holds one agency's figure against (比平均高多少)."""

import re
from dataclasses import replace

from assistant.records import End, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.words.cues import load_cues

_OUT = rf"(?:{'|'.join(load_cues().groups['leaves_out'].phrases)})(?:一个|那个|其中)?"
_WITHOUT = rf"(?:{'|'.join(load_cues().groups['leaves_out'].words)}) the "
_HIGH, _LOW = "最(?:高|大|多)的?", "最(?:低|小|少)的?"
_NOUN = "(?:值|数|分|单位|镇|一个)?"
_AND = "(?:和|与|及|、)"
_BOTH = rf"{_HIGH}{_NOUN}{_AND}{_LOW}|{_LOW}{_NOUN}{_AND}{_HIGH}|两[头端]的?"
_TRIMS: tuple[tuple[re.Pattern[str], tuple[End, ...]], ...] = (
    (re.compile(rf"{_OUT}(?:{_BOTH}){_NOUN}"), ("most", "least")),
    (re.compile(rf"{_WITHOUT}(?:highest|largest|most)\b.*\b(?:lowest|smallest|fewest)"), ("most", "least")),
    (re.compile(rf"{_OUT}{_HIGH}{_NOUN}|{_WITHOUT}(?:highest|largest|most)"), ("most",)),
    (re.compile(rf"{_OUT}{_LOW}{_NOUN}|{_WITHOUT}(?:lowest|smallest|fewest)"), ("least",)),
)
"""Words that leave out the figures at an end, the most telling first."""
_COUNTY = re.compile(r"全[县区市旗]|本县|all of the county|county")


def set_average(query: Query, frame: Frame) -> Query:
    """The query with what its average leaves out, or as the average that one agency's figure is held against."""
    trimmed = _find_trims(frame)
    statistic = any(load_cues().match(name, frame.masked, frame.language) for name in ("average", "median", "sum", "grand_total"))
    if trimmed and statistic and query.measures and not query.agencies:
        operation: Operation = "average" if load_cues().match("average", frame.masked, frame.language) else "sum"
        return replace(query, operation=operation, trimmed=trimmed, all_agencies=True, limit=None, ascending=False, without=())
    if _is_share_of_years(query, frame):
        beside = (query.agencies[0].id, query.years[0])
        return replace(query, measures=query.measures[:1], beside=beside, years=(), all_years=True, all_agencies=False)
    return _hold_against(query, frame) if _is_held(query, frame) else query


def _is_share_of_years(query: Query, frame: Frame) -> bool:
    """Whether one agency's figure of a year is held against the sum of its own years (占五年总数的百分之几)."""
    cues, language = load_cues(), frame.language
    single = query.operation == "share" and len(query.agencies) == 1 == len(query.years)
    single = single and bool(query.measures) and not query.measures[0].over
    whole = len({measure.id.partition(".")[0] for measure in query.measures}) == 1
    added = cues.match("grand_total", frame.text, language) or cues.match("sum", frame.text, language)
    return single and whole and added and cues.match("own_years", frame.text, language)


def _find_trims(frame: Frame) -> tuple[End, ...]:
    return next((ends for pattern, ends in _TRIMS if pattern.search(frame.text)), ())


def _is_held(query: Query, frame: Frame) -> bool:
    """Whether one agency's figure of one year is held against an average."""
    cues, language = load_cues(), frame.language
    single = len(query.agencies) == 1 == len(query.years) and len(query.measures) == 1 and not query.measures[0].over
    averaged = cues.match("average", frame.text, language)
    held = (
        cues.match("against_average", frame.text, language) or re.search(r"[比较与和跟同于过].{0,6}平均", frame.text) is not None
    )
    return single and averaged and held


def _hold_against(query: Query, frame: Frame) -> Query:
    """The average over the agency's own years, over its county or over all, with the figure to hold against it."""
    beside = (query.agencies[0].id, query.years[0])
    query = replace(query, operation="average", beside=beside, wants_difference=False, wants_growth=False, threshold=None)
    if load_cues().match("own_years", frame.text, frame.language):
        return replace(query, years=(), all_years=True)
    parents = query.agencies[0].parents if _COUNTY.search(frame.text) else ()
    return replace(query, agencies=(), all_agencies=True, parent=parents[-1] if parents else None)
