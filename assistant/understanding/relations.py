"""Conditions between two figures (微信超过网站) or two years (比上年下降, 增加最多), asked of many agencies or years.

Such a query is a ranking or a bound that says ``wants_difference`` or ``wants_growth``: what is ranked or bounded is the first
of its two measures less the second, or the later of its two years less the earlier.
"""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Measure, Operation, Query, Threshold
from assistant.understanding.catalog import Catalog
from assistant.understanding.frame import Frame
from assistant.understanding.measuring import find_measures
from assistant.understanding.picking import Context
from assistant.understanding.vocabulary import load_vocabulary

PAIR = 2
RELATED = ("rank", "threshold", "count")
ZERO = Decimal(0)

_AMONG = re.compile(
    r"哪些|哪几个|哪个|哪家|哪里|谁|(?:几|多少)个|的(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|年份)(?:有|名单)?[?。]*$|"
    r"which|what towns|who\b"
)
_COUNTING = re.compile(r"(?:几|多少)个|how many (?:towns|townships|agencies|places)")
_MORE = re.compile(r"(?:超过|超出|多于|大于|高于|多过|高过|胜过|more than|exceed\w*|greater than)(?![了\d\s]*\d)")
_FEWER = re.compile(r"(?:少于|低于|小于|不及|不如|不到|少过|fewer than|less than)(?![了\d\s]*\d)")
_THAN = re.compile(r"比(?![例重率])(?=[^,。?\x00]*?(?P<way>[多高大少低小])(?:的|$|[?。\x00]|了))")
_RISE = r"增长|增加|增多|上升|上涨|增幅|涨幅|提高|变多|升高|increase\w*|grew|growth|rose"
_FALL = r"下降|减少|降低|下滑|降幅|跌幅|变少|回落|decrease\w*|declin\w*|fell|drop\w*"
_FALLING, _RISING = re.compile(_FALL), re.compile(_RISE)
_NEUTRAL = re.compile(r"增速|增长率|增长速度|变化率|growth rate")
_OVER_TIME = re.compile(r"同比|比\x00|较\x00|相比|[比较]上一?年|[比较]去年|year.on.year|than in|compared")
_TIMES_MORE = re.compile(r"(?:比|较)\x00[^,。?]*?(?P<way>[多高少低])(?:的|了|[?。\x00]|$)")
_ENGLISH_WAY = re.compile(r"\b(?P<way>more|fewer|less|higher|lower)\b[^,.?]* than in \x00")
_RATE = re.compile(r"%|百分|[率幅速快慢成]|percent|rate|fast")
_MOST, _LEAST = (
    re.compile(r"最|前[\d一二两三四五六七八九十]|most|fast|largest|biggest"),
    re.compile(r"最[少小慢低]|least|slowest"),
)
_WHY = re.compile(r"为什么|为何|原因|怎么回事|why")
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def relates(query: Query) -> bool:
    """Whether a query ranks or bounds the difference of two measures or of two years."""
    wants = query.wants_difference or query.wants_growth
    single = len(query.measures) == 1 and len(query.years) == PAIR
    return query.operation in RELATED and wants and (len(query.measures) == PAIR or single)


def set_relation(query: Query, frame: Frame, base: Query | None, catalog: Catalog) -> Query:
    """The query as a ranking or bound of a difference where its question is one; else as it is."""
    if base is not None and relates(base) and not frame.measures and query.operation == base.operation:
        return _move_relation(query, base)
    among = frame.names.everyone or frame.periods.which or _AMONG.search(frame.masked) is not None
    if not among or query.counties or query.sources or _WHY.search(frame.masked) or len(frame.names.mentions) > 1:
        return query
    pair = find_pair(frame, catalog)
    if pair is not None:
        return _relate_measures(query, frame, pair)
    if len(frame.measures) == 1 and not frame.names.mentions and not frame.periods.which:
        return _relate_years(query, frame, catalog)
    return query


def _move_relation(query: Query, base: Query) -> Query:
    """The same relation of another year (那2021年呢)."""
    years = query.years
    if len(base.measures) == 1 and len(years) == 1:
        years = (years[0] - 1, years[0])
    return replace(
        query, years=years, threshold=base.threshold, wants_difference=base.wants_difference, wants_growth=base.wants_growth
    )


def find_pair(frame: Frame, catalog: Catalog) -> tuple[Measure, Measure] | None:
    """The two measures that a question holds against each other, the one that should be more in front; None where it does not."""
    text = frame.names.bare
    for pattern, more in ((_MORE, True), (_FEWER, False), (_THAN, None)):
        match = pattern.search(text)
        if match is None:
            continue
        first, second = (_read_side(frame, catalog, *ends) for ends in ((0, match.start()), (match.end(), len(text))))
        if len(first) != 1 or len(second) != 1 or first == second or first[0].unit != second[0].unit:
            continue
        first_more = match["way"] in "多高大" if more is None else more
        return (first[0], second[0]) if first_more else (second[0], first[0])
    return None


def _read_side(frame: Frame, catalog: Catalog, start: int, end: int) -> tuple[Measure, ...]:
    text = " " * start + frame.names.bare[start:end] if start else frame.names.bare[:end]
    tokens = tuple(token for token in frame.tokens if start <= token.start and token.end <= end)
    return find_measures(text, tokens, load_vocabulary(), catalog.all_forms, Context())


def _relate_measures(query: Query, frame: Frame, pair: tuple[Measure, Measure]) -> Query:
    return replace(
        _reach_all(query),
        operation=_list_or_count(frame),
        measures=pair,
        threshold=Threshold(">", ZERO),
        wants_difference=True,
        limit=None,
        position=None,
        ascending=False,
    )


def _reach_all(query: Query) -> Query:
    """The query over all agencies where it names none; what prose it looked for is left out."""
    return replace(query, all_agencies=query.all_agencies or not query.agencies, topics=(), terms=(), related=(), together=False)


def _list_or_count(frame: Frame) -> Operation:
    return "count" if _COUNTING.search(frame.masked) else "threshold"


def _relate_years(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query as one on the change between two years, where the question speaks of a rise or a fall."""
    text = frame.masked
    falls = _find_way(text)
    most = _MOST.search(text) is not None
    dated = len(frame.periods.years) > 1 or _OVER_TIME.search(text) is not None
    if falls is None or not (most or dated) or frame.measures[0].id.endswith(".change"):
        return query
    years, notes = _pick_years(query, frame, catalog)
    if not years:
        return query
    growth = _RATE.search(text) is not None
    neutral = _NEUTRAL.search(text) is not None
    least = _LEAST.search(text) is not None
    threshold = None if neutral and most else _turn_bound(frame.task.threshold, falls=falls)
    return replace(
        _reach_all(query),
        operation="rank" if most else _list_or_count(frame),
        agencies=(),
        years=years,
        all_years=False,
        measures=frame.measures,
        threshold=threshold,
        wants_growth=growth,
        wants_difference=not growth,
        limit=(frame.task.limit or 1) if most else None,
        position=None,
        ascending=falls != (least and most),
        assumed=(*query.assumed, *notes),
    )


def _find_way(text: str) -> bool | None:
    """Whether a fall is meant (True) or a rise (False); None where the question speaks of no change."""
    if _FALLING.search(text):
        return True
    if _RISING.search(text) or _NEUTRAL.search(text):
        return False
    match = _TIMES_MORE.search(text) or _ENGLISH_WAY.search(text)
    return None if match is None else match["way"] in ("少", "低", "fewer", "less", "lower")


def _turn_bound(threshold: Threshold | None, *, falls: bool) -> Threshold:
    """The bound of a change: over 0 or the amount named, and under its negative for a fall."""
    if threshold is None or threshold.upper is not None or threshold.comparison not in _TURNED:
        return Threshold("<" if falls else ">", ZERO)
    if not falls:
        return threshold
    return Threshold(_TURNED[threshold.comparison], -threshold.value)  # type: ignore[arg-type]


def _pick_years(query: Query, frame: Frame, catalog: Catalog) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The two years between which the change is taken, and what has to be said of them."""
    named = frame.periods.years or query.years
    if len(named) > 1:
        return (named[0], named[-1]), ()
    if len(named) == 1:
        return (named[0] - 1, named[0]), ()
    if len(catalog.years) < PAIR:
        return (), ()
    years = catalog.years[-PAIR:]
    if query.language == "en":
        return years, (f"no year given; the newest stored years, {years[0]} and {years[1]}, are compared",)
    return years, (f"没有指明年份，按库中最新的{years[0]}年、{years[1]}年比较",)
