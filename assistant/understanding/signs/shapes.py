"""Shapes of questions that their words alone tell: for a formula, a group's items, a bare count, a figure to be confirmed."""

import re

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.signs.verdicts import claims_none
from assistant.understanding.words.cues import Cues

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
    r"how (?:is|are|do you|does one) .*(?:comput|calculat|defin|work(?:ed)? out)|"
    r"what (?:does|do) .* (?:mean|stand for|refer to)\b|"
    r"what (?:is|are|do you) mean(?:t)? by|(?:meaning|definition|sense) of|^(?:please )?(?:define|explain the (?:word|term))\b|"
    r"what is the formula|what counts as|what is (?:considered|regarded as|understood by)"
)
_MEANS = re.compile(
    r"指的?是?(?:什么|啥)|(?:是|有)?(?:什么|啥)意思|怎么理解|如何理解|定义|含义|"
    r"\b(?:what (?:does|do|is meant by)|meaning of|definition of|define)\b"
)
_WHAT_IS = re.compile(r"(?:请问)?(?:什么是|什么叫|何谓|何为)|what (?:is an?|exactly (?:is|are)|are) (?!the)[^?]*[?.]*$")
_NOT = re.compile(r"(?<![并是除莫无若])非$|(?<![a-z])non-$")
_WHICH_MORE = re.compile(
    r"^(?:那|那么)?(?:哪个|谁|哪边|哪一个|哪家|哪年|哪一年)(?:的)?(?:更|比较)?[多少高低大小](?:些|一些|一点)?呢?[?。]?$|"
    r"^(?:and |so |but )?(?:which|who)(?: one| of (?:the two|them)| town| year)? (?:is|was|has|had|got|received|did) (?:the )?"
    r"(?:more|fewer|less|higher|lower|bigger|larger|greater|smaller)(?: (?:one|number|figure))?\W*$"
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


_FIRST_FEW = re.compile(
    r"(?:前|倒数前?|后)(?:[2-9]|1\d|[两二三四五六七八九十])(?:名|位|家|强)|\b(?:top|bottom) (?:\d+|two|three|four|five|ten)\b"
)
LIKENING = re.compile(
    r"(?:有没有|有无|是否|是不是|有什么|有哪些|有何|有啥|有|还|都|也)*(?:一样|相同|一致|重复|雷同|类似|相似|变化|变了|改变|不同|区别|差别|差异)(?:多|了|的)?"
    r"(?:吗|么|嘛|没有|没|不|呢)?|\b(?:the same|alike|similar|any different|different|any changes?|differences?|changed?)\b"
)
"""Words that hold one year against another and name nothing."""

_ALIKE = re.compile(
    r"\x00[^,。?]*(?:一样|相同|一致|重复|雷同|类似|相似|变化|变了|改变|不同|区别|差别|差异)(?:多|了|的)?(?:吗|么|嘛|没有|没|不|呢|[?。]|$)|"
    r"\x00[^,.?]*\b(?:the same|alike|similar|different|any (?:change|difference))|(?:the same|similar|different|changed?) in \x00"
)
"""How the prose of a year that stands alone in its question is held against that of the year before it (2021年的问题一样吗)."""

_CONTRASTED = re.compile(
    r"^(?:那|前|头|这)*[两二]年(?:之间|的)?(?:主要|存在的?)?(?:问题|不足|措施|打算|计划|内容|说法|写法)?"
    r"(?:相比|比起来|比较|对比|比)?(?:之下|起来|一下)?,?(?:有|都有|都|是否|是不是|说的|写的)*(?:什么|哪些|何|啥|没有)?的?"
    r"(?:不同|不一样|变化|差别|区别|差异|一样|相同|一致|重复|雷同|类似|相似)|"
    r"^(?:and |so )?(?:are|were|is) (?:they|the two|both|the two years)(?: \w+)? (?:the same|identical|alike|different)"
)
"""How the two years spoken of last are held against each other."""


_FIGURE_IS = re.compile(r"(?:and |so )?what(?:'s| is| are| was| were) ")
"""How an English question asks for a figure by its name alone."""


def asks_formula(frame: Frame) -> bool:
    """Whether a question asks how a rate is computed or what an item of the form is, and not for the figure."""
    named = frame.named or frame.dated or frame.sources
    plainly = any(tag.strong for token in frame.tokens for tag in token.tags)
    asked = _FORMULA.search(frame.text) is not None or (plainly and _WHAT_IS.match(frame.text) is not None)
    return asked and bool(frame.measures) and not named


def asks_term(frame: Frame) -> bool:
    """Whether a question asks what a word of the checks means (勾稽关系是什么意思), and of no report."""
    named = frame.names.mentions or frame.names.regions or frame.dated or frame.sources
    return not named and (_MEANS.search(frame.text) or _WHAT_IS.match(frame.text)) is not None


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
    return operation == "text" and (likens_year(frame) or _LIKENED.search(frame.masked) is not None or contrasts_years(frame))


def asks_first_few(frame: Frame, before: Query) -> bool:
    """Whether a question after a turn on one agency asks for the first several, who can only be those of all (前三名是谁)."""
    return (
        len(before.agencies) == 1 and bool(frame.measures) and not frame.leaning and _FIRST_FEW.search(frame.masked) is not None
    )


def likens_year(frame: Frame) -> bool:
    """Whether a question names one year and nobody, and asks whether it was the same then (2021年一样吗)."""
    alone = len(frame.periods.years) == 1 and not (frame.names.mentions or frame.names.regions or frame.names.everyone)
    return alone and _ALIKE.search(frame.masked) is not None


def drop_likening(text: str) -> str:
    """A question's words without those that only hold one year against another."""
    return LIKENING.sub(lambda match: "\x00" * len(match.group()), text)


def contrasts_years(frame: Frame) -> bool:
    """Whether a question sets the two years spoken of last against each other (两年相比有什么不同)."""
    return _CONTRASTED.match(frame.masked) is not None


def asks_bare_count(frame: Frame) -> bool:
    """Whether a question asks how many and nothing else."""
    return _BARE_COUNT.match(frame.names.masked) is not None


def sets_claims(frame: Frame) -> bool:
    """Whether a question puts numbers to all that was published and to channels (公开260条和网站95条对得上吗).

    One number more than channels is that of all; two channels (网站95条跟微信118条) are not held against their total.
    """
    published = bool(frame.measures) and all(measure.id.startswith("published.") for measure in frame.measures)
    channels = [measure for measure in frame.measures if measure.id != "published.total"]
    return published and bool(channels) and len(_CLAIM.findall(frame.masked)) > len(channels)


def list_claims(text: str) -> tuple[str, ...]:
    """The numbers with counters that a question names (260条)."""
    return tuple(match.group() for match in _CLAIM.finditer(text))


def claims_figure(frame: Frame) -> bool:
    """Whether a question puts a number, or none, to a figure and asks if it is so (罚了21件，对吗)."""
    return bool(frame.measures) and (_CLAIM.search(frame.masked) is not None or claims_none(frame.masked))


def names_figure_only(frame: Frame, cues: Cues) -> bool:
    """Whether an English question asks what a figure is and says nothing else (what are the penalties of Luzhu in 2022)."""
    if frame.language != "en" or not _FIGURE_IS.match(frame.text):
        return False
    text = frame.names.bare
    for token in frame.tokens:
        text = text[: token.start] + " " * len(token.text) + text[token.end :]
    return not set(re.findall(r"[a-z]+", text)) - {*cues.groups["stop"].words, "s", "figure", "figures"}
