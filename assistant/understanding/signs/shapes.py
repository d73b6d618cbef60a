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


_WHICH_OF = re.compile(
    r"(?:哪一?[个种类项边](?:渠道|平台|方面|数)?|谁|哪样)[^,。?最]{0,6}?(?:更|比较)?[多少高低大小](?:些|一些|一点)?[呢啊]?[?。]?$|"
    r"which (?:one |of the two )?(?:is|was|are|were|has|had) (?:more|fewer|less|larger|smaller|higher|lower)"
)
_MORE_OF_TWO = re.compile(
    r"(?:哪一?[个家边](?:乡镇|镇|乡|街道|单位)?|谁)[^,。?最]{0,14}?更[多少高低大小]|"
    r"(?:who|which(?: one| of the two| town)?)[^,.?]* (?:more|fewer|less)\b"
)


_LIKENED = re.compile(
    r"[跟和与同比较](?:的)?\x00[^,。?]*(?:一样|相同|不同|区别|差别|差异|变化|重复|类似|相似|改变)|"
    r"(?:还|仍|依然|依旧|又)(?:然)?(?:是|有|存在|写|提|出现|列)?(?:了|到|着)?"
    r"(?:同样|相同|一样|这些|那些|这几|上述|前面|以上|原来|老|上年)|"
    r"[跟和与同](?:它|上面|前面|那年|之前|此前|上述)[^,。?]*(?:重复|一样|相同|不同|类似|相似|重合)|"
    r"(?:这些|那些|上述|同样的?|相同的?|老)问题(?:在|到)?\x00*(?:还|仍|依然|是否|是不是|有没有)|"
    r"(?:same|these|those) (?:problems?|shortcomings?)[^,.?]* (?:still|again|remain)|"
    r"(?:still|again) (?:the )?(?:same|these|those)|"
    r"(?:same as|differ\w* from|compared (?:to|with)|changed? since|than) (?:in )?\x00"
)
"""How the prose of one year is held against that of the year spoken of (跟2022年一样吗)."""


_CONTRASTED = re.compile(
    r"^(?:那|前|头)?[两二]年(?:之间|的)?(?:相比|比起来|比较|对比|比)?(?:之下|起来|一下)?,?(?:有|都有)?(?:什么|哪些|何|啥|没有)?的?"
    r"(?:不同|不一样|变化|差别|区别|差异)"
)
"""How the two years spoken of last are held against each other."""


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


def asks_which_measure(frame: Frame) -> bool:
    """Whether a question asks which of several figures is larger (网站和公众号哪个多)."""
    return len(frame.measures) > 1 and not frame.names.everyone and _WHICH_OF.search(frame.masked) is not None


def asks_more_of_two(frame: Frame) -> bool:
    """Whether a question that names nobody asks which of two has more (谁的申请更多, 哪个镇更少)."""
    return not frame.names.mentions and not frame.names.regions and _MORE_OF_TWO.search(frame.masked) is not None


def likens_years(frame: Frame, operation: str | None) -> bool:
    """Whether a question about the prose holds a year against the one spoken of before."""
    return operation == "text" and (_LIKENED.search(frame.masked) is not None or contrasts_years(frame))


def contrasts_years(frame: Frame) -> bool:
    """Whether a question sets the two years spoken of last against each other (两年相比有什么不同)."""
    return _CONTRASTED.match(frame.masked) is not None


def asks_bare_count(frame: Frame) -> bool:
    """Whether a question asks how many and nothing else."""
    return _BARE_COUNT.match(frame.names.masked) is not None


def claims_figure(frame: Frame) -> bool:
    """Whether a question puts a number to a figure and asks if it is so (罚了21件，对吗)."""
    return bool(frame.measures) and _CLAIM.search(frame.masked) is not None
