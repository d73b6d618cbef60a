"""Agencies held against a named one (申请比甲镇多的单位, 超过甲镇的有谁, 和甲镇一样的有哪些)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.names.mentions import Mention
from assistant.understanding.signs.relations import relates
from assistant.understanding.words.bounds import Comparison

_OPEN = ("lookup", "compare", "rank", "threshold", "count", "difference", "multiple", "text")
HEAD = r"(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关)"
"""How an agency is called that is not named."""
_AMONG = re.compile(
    rf"哪些|哪几[个家]|哪[个家]{HEAD}?|谁|(?:几|多少)[个家]|的{HEAD}(?:是|有|名单)?[?。]*$|"
    r"\b(?:which|what) (?:agenc|town|place|street|subdistrict)|\bwho\b|how many (?:agenc|town|place|street|subdistrict)"
)
_COUNTS = re.compile(r"(?:几|多少)[个家]|how many (?:agenc|town|place|street|subdistrict)")
_TURNED: Mapping[Comparison, Comparison] = {">": "<", "<": ">"}
_OPPOSITE: Mapping[Comparison, Comparison] = {">": "<=", "<": ">=", "=": "!="}
_NOT = re.compile(r"(?:不|没有?|未)(?:曾|能|会)?$")
"""How the words before turn a comparison round (不比甲镇少)."""

_NOT_SO = re.compile(r"(?:没有?|不如)$")
"""没有甲镇多 is fewer."""

_WAY = frozenset({"多", "高", "大", "more", "higher"})
"""How the others lie above; any other word says below."""

_THAN = re.compile(r"(?:比|较)$")
_MORE = re.compile(r"(?:超过|超出|高于|多于|大于|多过|高过|胜过)了?$")
_FEWER = re.compile(r"(?:低于|少于|小于|不及|少过|不到|不如(?!\x00[^,。?]{0,6}[多少高低]))$")
_WITH = re.compile(r"(?:和|与|跟|同)$")
_SAME = re.compile(r"^(?:的)?[^,。?\x00]{0,8}?(?:一样|相同|相等|持平|并列|同样)")
_BEHIND = re.compile(rf"^[^,。?\x00]{{0,8}}?(?P<way>[多高大少低小])(?=的|$|[?。]|了|{HEAD})")
_ENGLISH_THAN = re.compile(r"\b(?P<way>more|higher|fewer|less|lower)\b[^,.?]* than(?: in| at| those of)? ?$")
_ENGLISH_SAME = re.compile(r"\b(?:same|as many|as much)\b[^,.?]* as ?$")


def set_rival(query: Query, frame: Frame, base: Query | None) -> Query:
    """The query as one for the agencies above, below or level with the one that it or the turn before names; else as it is."""
    if base is not None and base.rival and query.operation in ("threshold", "count") and query.threshold == base.threshold:
        return replace(query, rival=base.rival)  # 2022年呢
    if (
        query.operation not in _OPEN
        or len(frame.measures or query.measures) != 1
        or len(frame.names.mentions) != 1
        or relates(query)
    ):
        return query
    mention = frame.names.mentions[0]
    masked = frame.masked[: mention.start] + "\x00" * (mention.end - mention.start) + frame.masked[mention.end :]
    if query.conditions or query.unread or len(query.agencies) != 1 or not _AMONG.search(masked):
        return query
    sign = _find_sign(frame, mention)
    if query.operation == "multiple":
        return replace(query, unread=(frame.text[mention.start :].rstrip("?。"),))  # 哪个单位的申请是甲镇的两倍
    return query if sign is None else _hold_against(query, frame, mention, sign, counted=_COUNTS.search(masked) is not None)


def _hold_against(query: Query, frame: Frame, mention: Mention, sign: Comparison, *, counted: bool) -> Query:
    """The query for the agencies on that side of the one that is named."""
    return replace(
        query,
        operation="count" if counted else "threshold",
        agencies=(),
        all_agencies=True,
        parent=next((name for name in frame.names.regions if not frame.text[: mention.start].endswith(name)), None),
        rival=query.agencies[0],
        measures=frame.measures or query.measures,
        topics=(),
        terms=(),
        related=(),
        threshold=Threshold(sign, Decimal(0)),
        limit=None,
        position=None,
        wants_difference=False,
    )


def _find_sign(frame: Frame, mention: Mention) -> Comparison | None:
    """How the others are to lie to the named one: above, below or level."""
    before, behind = frame.masked[: mention.start], frame.masked[mention.end :].lstrip("\x00 ")
    if frame.language == "en":
        english = _ENGLISH_THAN.search(before)
        if english is not None:
            return ">" if english["way"] in _WAY else "<"
        return "=" if _ENGLISH_SAME.search(before) else None
    after = _BEHIND.match(behind)
    way: Comparison | None = None if after is None else ">" if after["way"] in _WAY else "<"
    signs: tuple[tuple[re.Pattern[str], Comparison | None], ...] = (
        (_MORE, ">"),
        (_FEWER, "<"),
        (_THAN, way),
        (_NOT_SO, None if way is None else _TURNED[way]),
        (_WITH, "=" if _SAME.match(behind) else None),
    )
    for pattern, sign in signs:
        match = pattern.search(before)
        if match is not None and sign is not None:
            return _OPPOSITE[sign] if _NOT.search(before[: match.start()]) else sign
    return None
