"""Shapes of questions that their words alone tell: for a formula, a group's items, a bare count, a figure to be confirmed."""

import re

from assistant.understanding.frame import Frame

_BARE_COUNT = re.compile(r"^(?:那|到底|一共|总共|共)?(?:有|是)?(?:多少|几)(?:件|条|项|份|起|宗|次)?(?:呢|啊)?[?。]?$")
_MAKEUP = re.compile(
    r"(?:包括|包含|分为|分成|有)(?:哪|什么)(?:些|几)?|哪(?:些|几)(?:种|类|项)?(?:情形|情况|原因|理由)|consist of|include"
)
_BREAKDOWN = re.compile(
    r"(?:原因|理由|情形|类型|种类|依据)[^,。?]{0,6}(?:哪|什么|分别|各|啥)|(?:哪|什么)[^,。?]{0,3}(?:原因|理由|情形|类型|种类)"
)
_CLAIM = re.compile(r"\d[\d,.]*\s?(?:件|条|次|起|宗|个|名|人|项|份|元|万元|%)")
_FORMULA = re.compile(
    r"指的?是?什么|指的?是?啥|是指什么|怎么算|如何算|怎样算|怎么计算|如何计算|怎样计算|计算方法|计算公式|公式|怎么得出|是什么意思|定义|"
    r"how is .* (?:computed|calculated|defined)"
)
_WHAT_IS = re.compile(r"(?:请问)?(?:什么是|什么叫|何谓|何为)")
_NOT = re.compile(r"(?<![并是除莫无若])非$|(?<![a-z])non-$")
_WHICH_MORE = re.compile(
    r"^(?:那|那么)?(?:哪个|谁|哪边|哪一个|哪家|哪年|哪一年)(?:的)?(?:更|比较)?[多少高低大小](?:些|一些|一点)?呢?[?。]?$"
)


def asks_formula(frame: Frame) -> bool:
    """Whether a question asks how a rate is computed or what an item of the form is, and not for the figure."""
    named = frame.named or frame.dated or frame.sources
    plainly = any(tag.strong for token in frame.tokens for tag in token.tags)
    asked = _FORMULA.search(frame.text) is not None or (plainly and _WHAT_IS.match(frame.text) is not None)
    return asked and bool(frame.measures) and not named


def asks_makeup(frame: Frame) -> bool:
    """Whether a question asks which items of the form a group holds (不予公开包括哪些情形), and of no report."""
    groups = [measure for measure in frame.measures if len(measure.cells) > 1 and not measure.over]
    return bool(groups) and _MAKEUP.search(frame.text) is not None and not (frame.named or frame.dated or frame.sources)


def asks_breakdown(frame: Frame) -> bool:
    """Whether a question asks for the items of a group that a report has (不予公开的原因有哪些)."""
    groups = [measure for measure in frame.measures if len(measure.cells) > 1 and not measure.over]
    return bool(groups) and (frame.named or frame.dated) and _BREAKDOWN.search(frame.text) is not None


def find_excluded(frame: Frame) -> str:
    """What a question that asks for all but one row or item (非信访类申请) would ask without its 非; empty for others."""
    for token in frame.tokens:
        before = _NOT.search(frame.names.bare[: token.start])
        if before is not None and any(tag.strong for tag in token.tags):
            return frame.text[: before.start()] + frame.text[before.end() :]
    return ""


def asks_which_more(frame: Frame) -> bool:
    """Whether a question only asks which of those spoken of has more."""
    return _WHICH_MORE.match(frame.text) is not None


def asks_bare_count(frame: Frame) -> bool:
    """Whether a question asks how many and nothing else."""
    return _BARE_COUNT.match(frame.names.masked) is not None


def claims_figure(frame: Frame) -> bool:
    """Whether a question puts a number to a figure and asks if it is so (罚了21件，对吗)."""
    return bool(frame.measures) and _CLAIM.search(frame.masked) is not None
