"""How a question asks who says something in the prose and who does not, and what no report says at all."""

import re

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.words.themes import find_aspects
from ingest.folding import fold_text

_HOLDERS = re.compile(
    r"(?:有|是)?(?:几|多少)(?:家|个(?=[?。]|$|镇|乡|街道|单位|地方)|份(?:报告|年报))|哪(?:家|几家|年|一年|几年)"
    r"|(?:哪里|哪儿|哪些?地方|何处)(?:的(?:报告|年报))?(?:里|中|都|有|曾)*(?=提|写|说|谈|讲|反映|承认|出现)"
    r"|哪(?:一|几|些)?(?:个|份|篇|本)?(?:年度)?(?:报告|年报)|的(?:都)?(?:有|是)(?:哪[些几家个]|谁)"
)
"""How a question asks for those of whom something holds, without naming them."""

_LACKING = re.compile(r"(?:(?<!有)没有?|未|从未|不)(?:曾)?(?:在)?(?:使?用|采用|开通|开设|设立?|建立?|运营|注册)?过?了?$")
"""What stands in front of a channel that somebody does not use."""

_WHO = re.compile(r"(?:哪些|哪几[个家]|哪[个家]|有谁)(?:的)?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|苏木)|谁")
_HOW = re.compile(r"怎|如何|为什么|为何|多久|什么|哪里|哪儿|几点|多少")
_WHO_ENGLISH = re.compile(r"\b(?:which|what) (?:towns?|townships?|agenc\w+|streets?|places?|subdistricts?)\b|^who\b")
_HOW_ENGLISH = re.compile(r"\b(?:how|why|when|where)\b")

_WHEN = r"(?:什么时候|什么时间|何时|哪天|哪一天|几月几[日号]|哪月哪日)"
_ISSUED = r"(?:公布|发布|公开|挂网|上网|发出|发)"
_PUBLISHED = re.compile(
    rf"(?:报告|年报).{{0,4}}{_WHEN}(?:对外|正式)?{_ISSUED}|(?:报告|年报)的?(?:公布|发布|公开)(?:日期|时间)"
    rf"|{_WHEN}(?:对外|正式)?{_ISSUED}(?:出来)?的?(?:这份|这个|该|本|此|年度)?(?:报告|年报)"
    rf"|^\x00{{4,}}的?(?:是|在)?{_WHEN}(?:对外|正式)?(?:公布|发布|挂网|上网|发)(?:出来)?的[呢啊呀]?[?。]?$"
    rf"|^(?:那|它|这份|该|此|又|是|在|\x00)*{_WHEN}(?:对外|正式)?{_ISSUED}(?:出来)?的?[呢啊呀]?[?。]?$"
    r"|^(?:那|它的?|这份|该|此|又)*(?:公布|发布)(?:日期|时间)(?:是|呢|为|在)?[^,。?]{0,5}[?。]?$"
    r"|when was (?:it|the report|.*report.*|this) (?:published|issued|released)"
)
"""How a question asks for the date of a report, and not for that of anything else."""

_SAYS = re.compile(
    r"(?:(?:哪|几|多少|谁)[^,。?]{0,6}(?:报告|年报|单位|机关|乡镇|镇|乡|街道|地方|家)|谁)(?:里面?|中)?(?:都|也|曾|还|有)?"
    r"(?:说|称|讲|谈|写|提)(?:的是|自己|本镇|本乡|该镇|其|了|到)?(?=[\u4e00-\u9fff0-9]{2})(?!明|法|什么|清楚|是哪|不出)"
)
"""How a question asks who says something, with what they say behind it."""

_WHERE_SAID = re.compile(
    r"(?:哪里|哪儿|哪些?地方|何处)(?:的(?:报告|年报))?(?:里|中|都|有|曾)*(?:提到?|写|说|谈|讲|反映|承认)(?:到|了|过|有|着|及)*"
    r"(?=[\u4e00-\u9fff]{2})(?!的|这|那|这个数|数字)"
)
"""How it is asked where something is written, in whosever report."""

_LISTED = re.compile(r"(?:列|提|写|说|摆|承认)(?:到|出|明|了|得|的)*(?:存在的?)?(?:主要)?(?:问题|不足|短板)")

_LAW = re.compile(r"(?:条例|办法|规定|细则|(?<![方做办想看])法)[》\"”]?(?:的)?第[一二三四五六七八九十百\d]+条")
_LAW_ASKED = re.compile(r"说|规定|内容|是什么|写|讲|怎么|全文|原文|解释|意思")


_LABELS = {
    "索引号": ("索引号", "信息索引号"),
    "文号": ("文号", "发文字号", "发文号"),
    "主题分类": ("主题分类", "信息分类"),
    "公开方式": ("公开方式",),
    "发布机构": ("发布机构", "公开机构", "公开单位", "发布单位", "信息来源", "来源单位"),
    "标题": ("标题", "题目", "全称", "正式名称", "报告名称", "年报名称"),
}
_LABEL = re.compile(
    rf"({'|'.join(word for words in _LABELS.values() for word in words)})(?:是|叫|为|写的?是?|印的?是?|在)*"
    r"(?:什么|啥|多少|几号?|谁|哪个|哪家|呢)*(?:名字|样的?)?[?。]?$"
)
"""How a question asks for what a page says around its report, at its end."""


_WHOSE_WORDS = re.compile(
    r"[\"“][^\"”]{2,}[\"”](?:这|那)?(?:一|个|种)?(?:句|话|句话|段话|词|说法|提法|字样|表述)*(?:是|都|最早)*(?:谁|"
    r"哪[家个份些几]|出自哪?|来自哪?|由谁)|"
    r"(?:谁|哪[家个份些几](?:镇|乡|单位|报告|年报)?)[^,。?]{0,6}(?:写|说|提|用|讲)(?:了|过|到|的)*(?:是)?[\"“]"
)
"""How a question asks whose words are quoted."""


def asks_holders(frame: Frame) -> bool:
    """Whether a question asks how many or which ones do something, though it names nobody (提到一人多岗的有几家)."""
    return frame.language == "zh" and (frame.periods.which or _HOLDERS.search(frame.names.masked) is not None)


def asks_where_said(frame: Frame) -> bool:
    """Whether a question that names nobody asks in whose reports something is written, and not where a figure stands."""
    if frame.language == "en" or frame.named or frame.measures or frame.leaning:
        return False
    return _WHERE_SAID.search(frame.text) is not None


def asks_which_ones(frame: Frame) -> bool:
    """Whether a question about the prose asks which agencies it holds for, and not how or what."""
    among = frame.names.everyone or (not frame.named and "谁" in frame.names.bare)
    if not among or find_aspects(frame.question):
        return False
    who, how = (_WHO_ENGLISH, _HOW_ENGLISH) if frame.language == "en" else (_WHO, _HOW)
    return who.search(frame.text) is not None and how.search(frame.text) is None


def denies_channel(frame: Frame) -> bool:
    """Whether a question asks who does not use a channel, of which only the prose tells (哪些单位没有用微博)."""
    among = frame.names.everyone or "谁" in frame.names.bare
    if not frame.measures or not among or any(measure.cells for measure in frame.measures):
        return False
    return any(_LACKING.search(frame.names.bare[: token.start]) for token in frame.tokens)


def asks_published(frame: Frame) -> bool:
    """Whether a question asks on which day a report was published (报告什么时候发布的, 什么时候公布的报告)."""
    return _PUBLISHED.search(frame.text) is not None or _PUBLISHED.search(frame.masked) is not None


def says_that(frame: Frame) -> bool:
    """Whether a question asks which reports say so and so (哪些报告说人手不够)."""
    if frame.language == "en" or not (frame.names.everyone or asks_holders(frame)):
        return False
    return _SAYS.search(frame.text) is not None


def asks_whose_words(frame: Frame) -> bool:
    """Whether a question asks who wrote words that it quotes (“一事一议”这话是谁写的)."""
    return frame.language == "zh" and not frame.names.known and _WHOSE_WORDS.search(frame.text) is not None


def asks_own_words(frame: Frame) -> bool:
    """Whether a question asks for the wording of a side of a report (2023年问题部分原文), and not where a figure stands."""
    asked = find_aspects(frame.question)
    return bool(asked) and frame.named and not frame.measures and re.search(r"原文|原话|怎么[写说]的", frame.text) is not None


def asks_grounds(frame: Frame, previous: Query | None) -> bool:
    """Whether a question asks on which rule or paper something rests (依据哪个文件), and not where a figure stands."""
    own = frame.named if previous is not None else True
    return (
        own
        and not frame.measures
        and re.search(r"依据|根据", frame.text) is not None
        and re.search(r"\d[件条次个]", frame.text) is None
    )


def lists_problems(frame: Frame) -> bool:
    """Whether a question speaks of the problems that reports list themselves, and not of faults in them (列的问题最多)."""
    return _LISTED.search(frame.text) is not None


def find_label(question: str) -> str:
    """The mark of a report's page that a question asks for, as pages name it (索引号, 标题); empty where it asks for none."""
    match = _LABEL.search(fold_text(question).text)
    return next((name for name, words in _LABELS.items() if match[1] in words), "") if match is not None else ""


def asks_law(frame: Frame) -> bool:
    """Whether a question asks what an article of a law says, which no report is about."""
    if frame.named or frame.measures or frame.dated:
        return False
    return _LAW.search(frame.text) is not None and _LAW_ASKED.search(frame.text) is not None
