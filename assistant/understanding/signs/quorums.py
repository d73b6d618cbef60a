"""Questions whether so many agencies meet a condition (超过3个单位有诉讼吗): the bound, and the question for those that do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.records import Threshold
from assistant.understanding.words.amounts import PERCENT
from assistant.understanding.words.bounds import Comparison, read_count

_HEAD = r"(?:乡镇街道|街道乡镇|街道和乡镇|镇街|乡镇|镇街|镇|乡|街道|单位|机关|地方)"
_NUMBER = r"\d{1,4}|[一二两三四五六七八九十]{1,3}"
_BOUNDS: Mapping[str, Comparison] = {
    **dict.fromkeys(("不超过", "不多于", "至多", "最多"), "<="),
    **dict.fromkeys(("不少于", "不低于", "不止少于", "至少有", "至少", "起码", "达到", "够", "有没有"), ">="),
    **dict.fromkeys(("超过", "多于", "大于", "不止", "超出"), ">"),
    **dict.fromkeys(("不到", "不足", "少于", "小于"), "<"),
    **dict.fromkeys(("只有", "仅有", "就", "正好", "恰好", "刚好", "等于"), "="),
}
_SAID = "|".join(sorted(_BOUNDS, key=len, reverse=True))
_WHETHER = re.compile(r"吗|嘛|么[?]?$|是不是|是否|有没有|有无|对不对|对吧")
_OTHERS = re.compile(r"哪|谁|多少|几[个家]|什么|怎|如何")
_AHEAD = re.compile(
    rf"(?:是不是|是否|有没有|有无|真的)?(?:有|在)?(?P<said>{_SAID})?(?:有)?"
    rf"(?<![这那前后第上])(?P<number>{_NUMBER})[个家](?P<more>及?以上|及?以下)?的?(?P<head>{_HEAD})"
    r"(?:都|以上)?"
)
_BEHIND = re.compile(
    rf"(?<=的)(?P<head>{_HEAD})(?:数量|个数|数)?(?:是不是|是否|有没有)?(?:有|都)?(?P<said>{_SAID}|过)了?(?:有)?"
    rf"(?:(?P<number>{_NUMBER})[个家]{_HEAD}?(?P<more>及?以上|及?以下)?|(?P<half>(?:总数的?)?(?:一半|半数|半)))"
)
_HALF = re.compile(
    rf"(?:是不是|是否|有没有)?(?P<said>{_SAID}|过)(?:了)?(?P<half>一半|半数|半)(?:以上)?的?(?P<head>{_HEAD})(?:都)?|"
    rf"(?:有没有|是不是|是否)?(?P<part>一半|半数)(?:以上)的?(?P<headed>{_HEAD})(?:都)?|"
    rf"(?P<most>(?:大多数|多数|大部分)的?(?P<heads>{_HEAD})(?:都)?)"
)
_TAIL = re.compile(r"(?:，|,)?(?:是吗|对吗|对不对|对吧|是不是|是真的吗|吗|嘛|么)[?？。]*$")
_ENGLISH = re.compile(
    r"^(?:were there|are there|did|do|have|had|were|is it true that|are)\s+"
    r"(?P<said>more than|at least|fewer than|less than|exactly|at most)"
    r"\s+(?P<number>\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<head>agencies|towns|townships|units)\b"
)
_ENGLISH_BOUNDS: Mapping[str, Comparison] = {
    "more than": ">",
    "at least": ">=",
    "fewer than": "<",
    "less than": "<",
    "exactly": "=",
    "at most": "<=",
}


PART = Threshold(">=", Decimal(0), unit=PERCENT)
"""Stands for the question what part of all agencies they are (有诉讼的单位占几成)."""

_PART = re.compile(
    rf"(?<=的)(?P<head>{_HEAD})(?:数量?|个数)?的?(?:占比|比例|占(?:到|了)?(?:全部|所有|总|全县)?(?:单位|乡镇)?(?:总?数量?)?的?"
    r"(?:几成|多少|多大比例|比例|比重|百分之几|百分之多少))(?:是?多少|有多大|多大)?[?？。]*$"
)


@dataclass(frozen=True, slots=True)
class Quorum:
    """A bound on how many agencies there are, in their number or in percent of all, and the question for those meant."""

    bound: Threshold
    question: str


def read_quorum(question: str) -> Quorum | None:
    """The bound that a question sets on the number of agencies, with the question for these; None where it sets none."""
    if (match := _ENGLISH.match(question.lower())) is not None:
        bound = Threshold(_ENGLISH_BOUNDS[match["said"]], Decimal(read_count(match["number"])))
        rest = re.sub(r"^ with ", " had ", question[match.end() :])
        return Quorum(bound, f"which {match['head']}{rest}")
    if (match := _PART.search(question)) is not None and not _OTHERS.search(question[: match.start()]):
        return Quorum(PART, f"{question[: match.start()]}{match['head']}有哪些")
    if not _WHETHER.search(question):
        return None
    for shape in (_BEHIND, _HALF, _AHEAD):
        match = shape.search(question)
        if match is None:
            continue
        rest = question[: match.start()] + question[match.end() :]
        if _OTHERS.search(rest):
            return None
        groups = match.groupdict()
        head = groups.get("head") or groups.get("heads") or groups.get("headed") or ""
        head = "单位" if "街" in head and head != "街道" else head  # several kinds are all of them
        asked = f"哪些{head}" if shape is not _BEHIND else f"{head}有哪些"
        plain = f"{question[: match.start()]}{asked}{_TAIL.sub('', question[match.end() :])}"
        return Quorum(_read_bound(match), plain)
    return None


def _read_bound(match: re.Match[str]) -> Threshold:
    """The bound that was matched: a number of agencies, or half of them."""
    groups = match.groupdict()
    said = groups.get("said") or ""
    if groups.get("part"):
        return Threshold(">=", Decimal(50), unit=PERCENT, written=str(groups["part"]))
    if groups.get("half") or groups.get("most"):
        return Threshold(
            _BOUNDS.get(said, ">"),
            Decimal(50),
            unit=PERCENT,
            written=half if (half := groups.get("half") or "") in ("一半", "半数") else "",
        )
    more = groups.get("more") or ""
    comparison = _BOUNDS.get(said, ">=")
    comparison = ">=" if more.endswith("以上") else "<=" if more.endswith("以下") else comparison
    return Threshold(comparison, Decimal(read_count(str(groups["number"]))))
