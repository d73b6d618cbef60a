"""One figure in parts or times of another, of many agencies: ranked (处罚与许可之比最高) or bounded (超过许可的一半)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.records import Measure, Operation, Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.pairs import read_side
from assistant.understanding.signs.relations import AMONG
from assistant.understanding.words.amounts import PERCENT, find_amounts, read_number
from assistant.understanding.words.bounds import Comparison
from assistant.understanding.words.cues import load_cues

_SAID: Mapping[str, Comparison] = {
    **dict.fromkeys(("不超过", "不多于", "不高于", "没超过", "没有超过"), "<="),
    **dict.fromkeys(("不少于", "不低于", "达到", "达", "至少是"), ">="),
    **dict.fromkeys(("超过", "多于", "大于", "高于", "超出"), ">"),
    **dict.fromkeys(("不到", "不足", "少于", "小于", "低于"), "<"),
    **dict.fromkeys(("等于", "相当于", "是", "为", "占"), "="),
}
_PATTERN = "|".join(sorted(_SAID, key=len, reverse=True))
_BOUND = re.compile(
    rf"(?P<said>{_PATTERN})了?(?P<base>[^,。?\x00]{{1,12}}?)的?(?P<amount>一半|半数|(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
    r"(?:倍|成半?|%)|百分之[一二三四五六七八九十百\d.]+|[一二三四五六七八九十\d]+分之[一二三四五六七八九十\d]+)(?P<more>以上|以下)?"
)
_RATIO_ENGLISH = re.compile(r"ratio (?:of|between) (?P<part>[^,?\x00]+?) (?:to|over|and) (?P<base>[^,?\x00]+)")
_RATIO = re.compile(
    r"(?P<joint>[和与跟同、]|占|除以|相对于?)(?P<base>[^,。?\x00]{1,12}?)(?:之间)?的?(?:之比|比例|比值|比率|比重|倍数|商)"
)


def set_ratio(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query as one on the first of two figures in percent of the second, where its question is such; else as it is."""
    among = frame.names.everyone or AMONG.search(frame.masked) is not None
    if not among or frame.names.mentions or query.operation in ("check", "reports", "help"):
        return query
    if frame.language == "en":
        return _set_english(query, frame, catalog)
    if (match := _BOUND.search(frame.names.bare)) is not None:
        bound = _read_bound(match)
        ratio = _read_ratio(frame, catalog, match)
        if ratio is not None and bound is not None:
            return replace(_reach(query, ratio), operation="threshold", threshold=bound, limit=None, position=None)
    if (match := _RATIO.search(frame.names.bare)) is not None and (ratio := _read_ratio(frame, catalog, match)) is not None:
        limit = query.limit or frame.task.limit or (1 if _ends(frame) else None)
        least = load_cues().match("least", frame.masked, "zh") and not load_cues().match("most", frame.masked, "zh")
        bound = frame.task.threshold
        operation: Operation = "threshold" if bound is not None and bound.value else "rank"
        held = replace(bound, unit="") if bound is not None and bound.value else None
        return replace(_reach(query, ratio), operation=operation, limit=limit, ascending=least, threshold=held)
    return query


def _set_english(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The same for an English question (the highest ratio of penalties to licences)."""
    match = _RATIO_ENGLISH.search(frame.names.bare)
    if match is None or not (_ends(frame) or query.operation == "rank"):
        return query
    ratio = _join(read_side(frame, catalog, *match.span("part")), read_side(frame, catalog, *match.span("base")))
    if ratio is None:
        return query
    limit = query.limit or frame.task.limit or (1 if _ends(frame) else None)
    least = load_cues().match("least", frame.masked, "en")
    return replace(_reach(query, ratio), operation="rank", limit=limit, ascending=least, threshold=None)


def _ends(frame: Frame) -> bool:
    """Whether the largest or the smallest is asked for, and no order."""
    most = any(load_cues().match(name, frame.masked, frame.language) for name in ("most", "least"))
    return most and not load_cues().match("order", frame.masked, frame.language)


def _read_ratio(frame: Frame, catalog: Catalog, match: re.Match[str]) -> Measure | None:
    """The figure before the match in percent of the one in it; None where they are not one figure of one unit each."""
    return _join(read_side(frame, catalog, 0, match.start()), read_side(frame, catalog, *match.span("base")))


def _join(first: tuple[Measure, ...], second: tuple[Measure, ...]) -> Measure | None:
    """The first figure in percent of the second; None where they are not one figure of one unit each."""
    if len(first) != 1 or len(second) != 1 or first == second or first[0].unit != second[0].unit:
        return None
    part, whole = first[0], second[0]
    if part.over or whole.over or part.variants or not (part.cells and whole.cells):
        return None
    return replace(
        part,
        id=f"{part.id}/{whole.id}",
        label=f"{part.label}与{whole.label}之比",
        label_en=f"{part.label_en} as a share of {whole.label_en}",
        unit="%",
        figure=None,
        over=(whole.id,),
        note="",
    )


def _read_bound(match: re.Match[str]) -> Threshold | None:
    """The bound in percent: 一半 is 50, 两倍 is 200."""
    comparison = _SAID[match["said"]]
    if match["more"]:
        comparison = ">=" if match["more"] == "以上" else "<="
    written = match["amount"]
    if written.endswith("倍"):
        times = read_number(written[:-1])
        return None if times is None else Threshold(comparison, times * 100, written=written)
    amounts = find_amounts(written, "zh") if written != "半数" else ()
    value = Decimal(50) if written == "半数" else amounts[0].value if amounts and amounts[0].unit == PERCENT else None
    return None if value is None else Threshold(comparison, value, written="" if "%" in written else written)


def _reach(query: Query, ratio: Measure) -> Query:
    """The query over all agencies by the ratio alone; what else was read of its question is left out."""
    plain = replace(query, measures=(ratio,), conditions=(), unread=(), topics=(), terms=(), related=(), together=False)
    return replace(plain, all_agencies=not query.agencies, wants_difference=False, wants_growth=False, position=None)
