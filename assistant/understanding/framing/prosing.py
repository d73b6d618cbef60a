"""Whether a question asks for what the prose says and not for a figure."""

import re

from assistant.understanding.drafting.leftovers import names_other_items, names_other_things
from assistant.understanding.frame import Frame, Task
from assistant.understanding.measures.selecting import OUTCOME
from assistant.understanding.names.mentions import mask_spans
from assistant.understanding.signs.shapes import asks_breakdown, names_figure_only
from assistant.understanding.words.cues import Cues

_HAVING = re.compile(r"有(?P<what>[\u4e00-\u9fff]{2,6}?)(?:吗|么|没有)[?。]*$")

_LATIN = re.compile(r"[a-z]{3,}")
"""A thing with a name in Latin letters (app), of which no figure tells."""

_TELL = re.compile(
    r"^(?:please |can you |could you )*(?:tell (?:me|us) (?:something |more )?about|describe|summari[sz]e|what about|"
    r"give (?:me|us) (?:an overview of|details (?:of|on))) "
    r"[^,.?]*$|^[^,.?]* (?:situation|figures?|numbers?)\W*$"
)
"""How an English question asks for whatever there is on a figure."""

STRONG_PROSE = re.compile(
    r"设立|设置|建立|开设|成立|开通|为什么|为何|为啥|原因|多久|频率|频次|何时|什么时候|(?:去|到|上)哪(?:里|儿|些地方)?|哪(?:里|儿)(?:领|查|看|办|取|下载|可以|能)|几(?:点(?!几)|道|步|关|层|轮|环|时|天)|(?:经过|经|由|向|给|找|让|是)谁|谁(?:来|会|"
    r"批|审|签|把关)|怎么(?!样|变|算)|怎样|如何(?!变)|由谁|是谁|谁来|谁负责|谁担任|措施|举措|介绍|"
    r"概括|总结|说说|谈谈|打算|下一步|哪些(?!变化)|什么(?!变化|水平|比例)|叫什么|叫啥|名字|名称|做法|经验|共同点"
)
"""Words that ask for prose, though a figure is named."""

ASKS_FIGURE = re.compile(
    r"多少|几[件条个名项次份篇人位起宗笔万]|数量|件数|条数|总数|总量|总额|占|比例|率|百分|数(?:$|"
    r"[,。?是有呢])|平均|中位|最[多少高低]|排名|how many|how much|number of|amount|percent|rate|"
    r"average|median|total"
)
"""Words that ask for a figure."""

_WHICH_PLACE = re.compile(
    r"^[那而]?(?:么)?(?:排|排名|排在)?(?:倒数)?(?:第[一二三四五六七八九十\d]+(?:个|名|位)?|最[多少高低大小后])(?:的|一个|一名)?[又呢则]?是?"
    r"(?:谁|哪个|哪家|哪里|哪儿|哪一个|\x00+)[呢啊]?[?。]?$|"
    r"^(?:and |so |then )?(?:who|what|which(?: \w+)?) (?:was|is|were|came|comes|ranks?|ranked) (?:in |at )?(?:the )?"
    r"(?:second|third|fourth|fifth|last|next)(?: place| one| most| highest)?[?]?$"
)
"""A place of a ranking and nothing else (第三个是谁): the figure is that of the turn before."""


def reads_as_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether the question asks for what the report says and not for a figure."""
    if cues.match("qualified", _blank_phrases(frame), frame.language):
        return True
    if frame.measures:
        return not asks_breakdown(frame) and _prefers_prose(frame, task, cues)
    return _needs_prose(frame, task, cues)


def _needs_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether a question that names no measure is about prose rather than about the measure of the turn before."""
    text, language = frame.names.bare, frame.language
    if _WHICH_PLACE.match(frame.names.masked):
        return False
    aspect = any(aspect.cue.match(text, language) for aspect in cues.aspects.values())
    if task.operation == "trend" or task.operation not in (None, "compare", "rank", "threshold", "count"):
        return aspect and task.operation == "trend"
    if task.threshold is not None and re.search(r"\d", text):
        return False
    spoken = not frame.leaning and cues.match("report_words", text, language)
    return aspect or spoken or cues.match("prose", text, language)


def _prefers_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether a question that names a measure asks why, how or by whom, and not how many."""
    text, language = frame.names.bare, frame.language
    latin = not frame.numeric and _LATIN.search(_blank_phrases(frame))
    if language == "zh" and (names_other_items(frame) or latin or _asks_having(frame)):
        return True
    sorted_out = task.operation == "rank" and (task.limit is not None or cues.match("order", text, language))
    if (
        sorted_out
        or OUTCOME.search(text)
        or names_figure_only(frame, cues)
        or ASKS_FIGURE.search(text)
        or task.operation not in (None, "rank", "compare")
    ):
        return False
    if language == "zh" and names_other_things(frame):
        return True
    if cues.match("situation", text, language) and not re.search(r"为什么|原因|措施|哪些", text):
        return False
    if language == "en":
        all_told = _TELL.search(text.strip(" .?!")) and any(measure.cells for measure in frame.measures)
        return not all_told and cues.match("prose", _blank_bundles(frame), language) and not frame.numeric
    return STRONG_PROSE.search(_blank_phrases(frame)) is not None


def _blank_bundles(frame: Frame) -> str:
    """The bare text without phrases that name several figures (who filed, what happened to the requests)."""
    spans = [(token.start, token.end) for token in frame.tokens if any(tag.axis == "bundle" for tag in token.tags)]
    return mask_spans(frame.names.bare, spans)


def _asks_having(frame: Frame) -> bool:
    """Whether a question asks if a channel has something of which no figure tells (网站有空白栏目吗)."""
    match = _HAVING.search(frame.names.bare)
    if match is None or frame.numeric or not all(measure.id.startswith("published.") for measure in frame.measures):
        return False
    return not any(token.start < match.end("what") and match.start("what") < token.end for token in frame.tokens)


def _blank_phrases(frame: Frame) -> str:
    """The bare text without longer phrases of the vocabulary, so that 公告栏 does not count as 公告."""
    text = frame.names.bare
    for token in frame.tokens:
        bundle = any(tag.axis == "bundle" for tag in token.tags)
        telling = bundle or ("申请" not in token.text and not any(tag.id == "published.total" for tag in token.tags))
        if len(token.text) > 2 and telling:  # noqa: PLR2004
            text = text[: token.start] + "\x00" * len(token.text) + text[token.end :]
    return text
