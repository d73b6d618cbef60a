"""Conditions between two figures (微信超过网站) or two years (比上年下降, 增加最多), asked of many agencies or years.

Such a query is a ranking or a bound that says ``wants_difference`` or ``wants_growth``: what is ranked or bounded is the first
of its two measures less the second, or the later of its two years less the earlier.
"""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Measure, Operation, Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.measures.wholes import find_whole
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.courses import WHY
from assistant.understanding.signs.operations import PICKING
from assistant.understanding.signs.pairs import PAIR, find_level, find_pair, find_wholly
from assistant.understanding.words.bounds import find_limit
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary

ZERO = Decimal(0)

AMONG = re.compile(
    r"哪些|哪几个|哪个|哪家|哪里|谁|(?:几|多少)[个家]|的(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|年份)(?:有|名单)?[?。]*$|"
    r"which|what towns|who\b|"
    r"\b(?:biggest|largest|greatest|steepest|sharpest|strongest) (?:jump|increase|rise|drop|fall|decrease|decline|growth|change)"
)
_EVERYONE = re.compile(r"(?:全部|所有|整个)的?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关)")
_HOW_MUCH = re.compile(r"[增加减少多降升涨]了?(?:多少|几|百分)|[是的](?:几|多少)倍")
_COUNTING = re.compile(r"(?:几|多少)[个家]|how many (?:towns|townships|agencies|places)")
_RISE = (
    r"增长|增加|增多|上升|上涨|增幅|涨幅|提高|变多|升高|"
    r"increase\w*|grew|growth|rose|improv\w*|jump\w*|surge\w*|gain\w*|climb\w*|\brise\b"
)
_FALL = r"下降|减少|降低|下滑|降幅|跌幅|变少|回落|decrease\w*|declin\w*|fell|drop\w*|plung\w*|\bfall\b"
_FALLING, _RISING = re.compile(_FALL), re.compile(_RISE)
_NEUTRAL = re.compile(r"增速|增长率|增长速度|growth rate")
_OVER_TIME = re.compile(r"同比|比\x00|较\x00|相比|[比较]上一?年|[比较]去年|year.on.year|than in|compared")
_TIMES_MORE = re.compile(r"(?:比|较)\x00[^,。?]*?(?P<way>[多高少低])(?:的|了|[?。\x00]|$)")
_ENGLISH_WAY = re.compile(r"\b(?P<way>more|fewer|less|higher|lower)\b[^,.?]* than in \x00")
_RATE = re.compile(r"%|百分|[率幅速快慢成]|percent|rate|fast")
_MOST, _LEAST = (
    re.compile(r"最|前[\d一二两三四五六七八九十]|most|fast|largest|biggest|steep|sharp|strong|greatest|top "),
    re.compile(r"最[少小慢低]|least|slowest"),
)
_BOTH = re.compile(r"(?:都|均|皆|同时|both)[^,。?]*")
_WHOLLY_DENIED = re.compile(r"(?:不|没有?|并非|未)(?:全部?|都|均|皆|只|仅)|\bnot (?:all|only|exclusively|entirely)\b")
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def relates(query: Query) -> bool:
    """Whether a query ranks or bounds the difference of two measures or of two years."""
    wants = query.wants_difference or query.wants_growth
    single = len(query.measures) == 1 and len(query.years) == PAIR
    return query.operation in PICKING and wants and (len(query.measures) == PAIR or single)


def takes_all(query: Query) -> bool:
    """Whether the second figure is to be all of the first; reports in which both are 0 are then left out."""
    equal = levels(query) and query.threshold is not None and query.threshold.comparison == "="
    return equal and find_whole(query.measures[1], load_vocabulary()) == query.measures[0]


def levels(query: Query) -> bool:
    """Whether two figures of a report are to be equal, or unequal, or one of them no less than the other."""
    equal = query.threshold is not None and query.threshold.comparison in ("=", "!=", ">=")
    return relates(query) and len(query.measures) == PAIR and equal


def set_relation(query: Query, frame: Frame, base: Query | None, catalog: Catalog) -> Query:
    """The query as a ranking or bound of a difference where its question is one; else as it is."""
    if base is not None and relates(base) and not frame.measures and query.operation == base.operation:
        return _move_relation(query, base)
    if base is not None and takes_all(base) and len(frame.measures) == 1 and query.operation == base.operation:
        whole = find_whole(frame.measures[0], load_vocabulary())
        if whole is not None:
            return replace(_relate_measures(query, frame, (whole, frame.measures[0])), threshold=base.threshold)
    among = frame.names.everyone or frame.periods.which or AMONG.search(frame.masked) is not None
    among = among or (not query.agencies and orders_change(frame))
    elsewhere = query.counties or query.sources or query.course or query.streak or sums_everyone(frame)
    if not among or elsewhere or WHY.search(frame.masked) or len(frame.names.mentions) > 1:
        return query
    pair, held = find_wholly(frame), find_pair(frame, catalog)
    if held is None and pair is not None:
        return _relate_measures(query, frame, pair)
    if (held := held or find_level(frame, catalog)) is not None:
        return replace(_relate_measures(query, frame, (held[0], held[1])), threshold=Threshold(held[2], ZERO))
    return _relate_one(query, frame, catalog)


def sums_everyone(frame: Frame) -> bool:
    """Whether a question asks by how much all agencies together have more (全部单位收到的申请比上年增加多少件), and not which."""
    return (
        _EVERYONE.search(frame.text) is not None and _HOW_MUCH.search(frame.masked) is not None and not AMONG.search(frame.masked)
    )


def _relate_one(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query as one on the change of its only figure between two years, where its question is such."""
    both = len(frame.measures) > 1 and _OVER_TIME.search(frame.masked) is not None and _find_way(frame.masked) is not None
    if both and (all_of := _BOTH.search(frame.masked)) is not None and not frame.names.mentions:
        return replace(query, unread=(frame.text[slice(*all_of.span())],))  # two changes at once are not weighed
    if len(frame.measures) == 1 and not frame.names.mentions and not frame.periods.which:
        return _relate_years(query, frame, catalog)
    return query


def orders_change(frame: Frame) -> bool:
    """Whether a question that names nobody orders by a rise or a fall (申请增长率排名, 降幅前三名)."""
    ordered = load_cues().match("order", frame.masked, frame.language) or find_limit(frame.masked) is not None
    return ordered and not frame.names.mentions and _find_way(frame.masked) is not None


def _move_relation(query: Query, base: Query) -> Query:
    """The same relation of another year (那2021年呢)."""
    years = query.years
    if len(base.measures) == 1 and len(years) == 1:
        years = (years[0] - 1, years[0])
    return replace(
        query,
        years=years,
        threshold=base.threshold,
        wants_difference=base.wants_difference,
        wants_growth=base.wants_growth,
        either_way=base.either_way,
    )


def _relate_measures(query: Query, frame: Frame, pair: tuple[Measure, Measure]) -> Query:
    return replace(
        _reach_all(query),
        operation=_list_or_count(frame),
        measures=pair,
        threshold=Threshold("=" if find_wholly(frame) == pair and not _WHOLLY_DENIED.search(frame.masked) else ">", ZERO),
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
    _, slope = load_cues().find_slope(text, frame.language)
    falls = _find_way(text) if slope is None else slope < 0
    order = load_cues().match("order", text, frame.language)
    most = order or _MOST.search(text) is not None
    either = most and falls is None and load_cues().match("change", text, frame.language)
    dated = len(frame.periods.years) > 1 or _OVER_TIME.search(text) is not None
    if (falls is None and not either) or not (most or dated or slope) or frame.measures[0].id.endswith(".change"):
        return query
    years, notes = _pick_years(query, frame, catalog)
    if not years:
        return query
    growth = slope is not None or _RATE.search(text) is not None
    neutral = either or _NEUTRAL.search(text) is not None
    least = _LEAST.search(text) is not None
    bound = frame.task.threshold if slope is not None else _turn_bound(frame.task.threshold, falls=bool(falls))
    return replace(
        _reach_all(query),
        operation="rank" if most else _list_or_count(frame),
        agencies=(),
        years=years,
        all_years=False,
        measures=frame.measures,
        threshold=None if order or (neutral and most) else bound,
        wants_growth=growth,
        wants_difference=not growth,
        limit=(frame.task.limit or find_limit(text) or (None if order else 1)) if most else None,
        position=None,
        ascending=bool(falls) != (least and most),
        either_way=either,
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
    return replace(threshold, comparison=_TURNED[threshold.comparison], value=-threshold.value)  # type: ignore[arg-type]


def _pick_years(query: Query, frame: Frame, catalog: Catalog) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The two years between which the change is taken, and what has to be said of them."""
    named = frame.periods.years or (() if frame.periods.all_years else query.years)
    if len(named) > 1:
        return (named[0], named[-1]), ()
    if len(named) == 1:
        return (named[0] - 1, named[0]), ()
    if len(catalog.years) < PAIR:
        return (), ()
    return _pick_stored(query, catalog.years, whole=frame.periods.all_years)


def _pick_stored(query: Query, stored: tuple[int, ...], *, whole: bool) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The ends of the stored years where a question speaks of all of them, else the two newest."""
    if whole:
        first, last = stored[0], stored[-1]
        if query.language == "en":
            return (first, last), (f"the oldest and the newest stored year, {first} and {last}, are compared",)
        return (first, last), (f"按库中最早的{first}年与最新的{last}年比较",)
    years = stored[-PAIR:]
    if query.language == "en":
        return years, (f"no year given; the newest stored years, {years[0]} and {years[1]}, are compared",)
    return years, (f"没有指明年份，按库中最新的{years[0]}年、{years[1]}年比较",)
