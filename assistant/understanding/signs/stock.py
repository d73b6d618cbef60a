"""Questions about the store itself: how many reports and agencies there are, of which years and form, the oldest and the newest.

Such a question has words for the stored reports and nothing else besides what it asks of them; ``cues.toml`` has the words.
"""

import re

from assistant.records import Query, Stock
from assistant.understanding.frame import Frame
from assistant.understanding.prose.sayings import asks_published
from assistant.understanding.words.cues import Cues

_REPORTS = re.compile(
    r"^(?:请问|一共|总共|共|现在|库里|这里)*有?(?:几|多少|哪几|哪些)个?(?:区县|县)|"
    r"最[新早近]的?(?:数据|资料)|(?:数据|资料)(?:全不全|齐不齐|完整吗|齐全吗|全吗|齐了)|"
    r"报告|年报|年份(?:都|是)*(?:齐|全|完整)|(?:存|收录|导入|录入)了?[^,。?]{0,4}(?:几|多少)(?:个|份)文件|\breports?\b"
)
_COUNT = re.compile(
    r"(?:存|收录|导入|录入)了?[^,。?]{0,4}(?:几|多少)(?:个|份)文件|[几多]少?(?:份|篇|本|个)(?:年度)?(?:报告|年报)|(?:报告|"
    r"年报)[^,。?]{0,6}(?:几|多少)[份篇本]|how many (?:\w+ )?reports"
)
_KIND = "乡镇街道|乡镇|镇街|民族乡|镇|乡|街道|苏木"
_UNITS = re.compile(
    rf"(?:几|多少|哪几|哪些)个?(?:区县|县区|县)|(?:几|多少)(?:个|家)?(?:不同的?)?(?:{_KIND}|单位|机关|地方)|(?:{_KIND})(?:都)?有(?:哪些|哪几[个家]|几[个家]|多少[个家]?)|"
    r"how many (?:\w+ )?(?:towns?|townships?|agencies|places|subdistricts?)"
)
_LACKS = re.compile(r"缺|missing|lack")
_FULL = re.compile(r"全不全|齐不齐|(?:完整|齐全|齐了|全)吗")
_HELD = re.compile(r"库|收录|存有?|资料|系统|手[头上里]|收集|涵盖|覆盖|导入|录入|有哪|stored?|covered|database|have")
_PROBLEMS = re.compile(
    r"(?:没有?|未)(?:写|提|列|说)(?:明|到|出)?(?:存在的?)?(?:主要)?(?:问题|不足)(?:部分)?|(?:缺|没有|"
    r"无)(?:存在的?)?问题(?:部分|一节)"
)
_EACH_YEAR = re.compile(
    r"(?:每一?年|年年|各年|历年|逐年|一年)(?:都|均|也|全)?(?:有|存|交|报|齐|不缺|没缺|没有缺|不落)|"
    r"(?:从没|从未|从来没有?|没有?|未)(?:缺|少|断|漏)过|"
    r"年份(?:都|是)*(?:齐全|完整|齐|全)|every year|each year|all years"
)
_NOT_EACH = re.compile(r"不是|并非|不齐|不全|不完整|没有每|未必|not ")
_WHOSE = re.compile(rf"(?:{_KIND}|单位|机关|地方)|哪家|谁|who|agenc|towns?|places?")

_TABLES = re.compile(
    r"(?:没有?|无|不带|不含|没读到|没有读到|没见到)(?:任何|统计|数据|数字|规定的)*表格?(?:的(?=报告|年报))?|"
    r"(?:without|with no|have no|has no|lack(?:ing)?) (?:any )?tables?"
)
_OF_PLACE = re.compile(
    r"^(?:请问|有没有|有无|是否有|有|来自|属于|哪些|是|库里|那|现在|在|这里|你们|收录了?)*\x00+(?:的|下面的?|境内的?|那边的?|"
    r"哪些|\x00)*"
    rf"(?:{_KIND}|单位|机关|报告|年报|\x00)*(?:的|都)?(?:有哪些|有吗|吗|有没有|有谁|是哪些|有几[个份家]|没有)*[?。]?$"
)
"""A place and nothing else, its name blanked."""

_FILE = re.compile(
    r"文件名|(?:来自|出自|存在|是|在)(?:哪一?个|什么|哪份)文件|(?:什么|哪种|哪些)(?:文件)?格式|(?:是|有|为)[^,。?]{0,6}(?:pdf|"
    r"word|docx?|html?|txt|网页|文本)"
)
_WHAT_FILE = re.compile(r"(?:是|属于)(?:哪|什么|谁)[^,。?]{0,6}(?:单位|镇|乡|街道|报告|年报|年|的)")
"""What report a file is that a question names."""

_OF_YEAR = re.compile(
    r"^(?:请问|你们?|这里|这儿|库里|那|现在|还|到底|\x00)*(?:有没有|有无|是否有|有)\x00+(?:年度?)?的(?:资料|数据)?(?:吗|么|"
    r"没有|呢)?[?。]*$|"
    r"^(?:do you have|is there|are there) (?:anything |any |something )?(?:for|from|of|on) \x00+\W*$"
)
"""Whether there is anything of a year, and nothing else."""

_NO_DATE = re.compile(
    r"(?:没有?|未|不|缺少?|看不出)(?:能|有)?(?:写|标|注|印|署|说|给|带|含)?(?:明|出|上|着|清|清楚)?(?:了|对外)?(?:公布|发布|公开)的?(?:日期|时间(?!表|节|安排|线|轴)|日子)|"
    r"(?:公布|发布)的?(?:日期|时间|日子)(?:没有?|未|缺|不)(?:写|标|注|印|署|说|给)?(?:明|出|上|清|清楚)?|"
    r"(?:without|with no|do not|does not|don't|doesn't|lack\w*|have no|has no|no) (?:state |give |have |print |say )?"
    r"(?:an? |any |the |its |their )?(?:dates? of publication|publication dates?|publishing dates?)"
)
"""How a question asks for the reports that state no date."""

_LATEST = re.compile(
    r"最[新近晚]的?(?:数据|资料|报告|年报|年份|一[份年期])?的?(?:是|在|到|截至|更新到|为)?哪一?(?:年|年度)|"
    r"(?:what|which) year (?:is|are) (?:the |your )?(?:latest|newest|most recent) (?:data|figures|reports?)(?: (?:from|of|for))?"
)
"""How a question asks of which year the newest is, whose 最新 is read as a year already."""

_IN_TIME = re.compile(
    r"(?:是不是|是否|有没有|算不算|算|已经?|也|又|并且?|而且|都|就)*(?:超过|超出|超|过|误|逾|错过)了?(?:规定的?|法定的?|公布的?|发布的?)*(?:期限|时限|限期|期)了?(?:没有?)?|"
    r"(?:没有?|未)?(?:按时|按期|及时|如期|准时)|(?:was|is) (?:it|that|this) (?:too )?(?:late|on time|in time|overdue)|"
    r"(?:miss(?:ed|es)?|past) (?:the|its) deadline"
)
"""What is said beside the last date: whether that was late, which is told with it."""

_NEW_FORM = re.compile(r"新版?表|新的?(?:表|格式|版式|版)|(?:new|current) form")


def find_stock(frame: Frame, cues: Cues, previous: Query | None = None) -> Stock:
    """What a question asks of the stored reports as such; empty where it asks for anything they say.

    Behind an answer on the stored reports (``previous``) it need not name them again (最早的是哪年的).
    """
    text = frame.masked
    if (told := _find_first(frame, cues)) or asks_published(frame):
        return told
    placed = cues.match("provenance", text, frame.language)
    goes_on = (
        previous is not None
        and not placed
        and previous.operation == "reports"
        and not frame.measures
        and not frame.names.mentions
    )
    of_year = frame.dated and _OF_YEAR.match(text) is not None
    if not (_REPORTS.search(text) or goes_on or of_year or (_UNITS.search(text) and _HELD.search(text))):
        return ""
    if _asks_each_year(frame) and not _says_more(text, frame, cues):
        return "every_year"
    for kind, shape in _list_shapes(frame, cues):
        match = shape.search(text)
        if match is None:
            continue
        rest = _cut(text, match)
        if not _says_more(_IN_TIME.sub("\x00", rest) if kind == "last_published" else rest, frame, cues):
            return kind
    listed = (
        cues.match("reports", frame.text, frame.language)
        or _LACKS.search(frame.text)
        or _FULL.search(frame.text)
        or frame.dated
        or frame.periods.span
        or bool(frame.names.known)
    )
    return "list" if listed and not _says_more(text, frame, cues) and not frame.names.regions else ""


def _find_first(frame: Frame, cues: Cues) -> Stock:
    """``newest`` where the newest year is asked for, ``no_date`` where the reports without a date; neither of one agency's."""
    shapes: tuple[tuple[Stock, str, re.Pattern[str]], ...] = (
        ("newest", frame.text, _LATEST),
        ("no_date", frame.masked, _NO_DATE),
    )
    for kind, text, shape in shapes:
        match = shape.search(text)
        if match is not None and not frame.names.mentions and not _says_more(_cut(text, match), frame, cues):
            return kind
    return ""


def asks_file(frame: Frame) -> bool:
    """Whether a question asks in which file, or of which format, reports are, or what report a file is."""
    if frame.measures or frame.language == "en":
        return False
    if frame.sources:
        return _WHAT_FILE.search(frame.text) is not None
    return _FILE.search(frame.text) is not None and (_REPORTS.search(frame.text) is not None or bool(frame.names.known))


def asks_place(frame: Frame) -> bool:
    """Whether a question asks for nothing but whether, or which, reports there are of a place (有没有四川的乡镇)."""
    strange = bool(frame.names.mentions or frame.names.regions) and not frame.names.known and not frame.dated
    asks = re.search(r"有|来自|属于|哪些", frame.masked) is not None
    return strange and asks and frame.language == "zh" and _OF_PLACE.match(frame.masked) is not None


def _asks_each_year(frame: Frame) -> bool:
    """Whether it is asked which agencies have a report of every year."""
    each = _EACH_YEAR.search(frame.text) is not None and _WHOSE.search(frame.text) is not None
    return each and not frame.names.mentions and not _NOT_EACH.search(frame.text)


def _list_shapes(frame: Frame, cues: Cues) -> tuple[tuple[Stock, re.Pattern[str]], ...]:
    """What may be asked, with the words that ask it, the most telling first."""
    published = cues.match("published_when", frame.text, frame.language)
    ends = {name: _join(cues.groups[name].phrases, cues.groups[name].words, frame.language) for name in ("oldest", "newest")}
    return (
        ("no_tables", _TABLES),
        ("no_problems", _PROBLEMS),
        ("new_form", _NEW_FORM),
        ("first_published" if published else "oldest", ends["oldest"]),
        ("last_published" if published else "newest", ends["newest"]),
        ("count", _COUNT),
        ("units", _UNITS),
    )


def _join(phrases: tuple[str, ...], words: tuple[str, ...], language: str) -> re.Pattern[str]:
    return re.compile("|".join(words) if language == "en" else "|".join(map(re.escape, phrases)))


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}\x00{text[match.end() :]}"


def _says_more(text: str, frame: Frame, cues: Cues) -> bool:
    """Whether anything is left of a question once the words for stored reports are taken out."""
    words = cues.groups["stock_words"]
    if frame.language == "en":
        return re.sub(rf"\b(?:{'|'.join(words.words)})\b|[\W_]", "", text) != ""
    longest_first = sorted(words.phrases, key=len, reverse=True)
    text = re.sub("|".join(map(re.escape, longest_first)), "\x00", text)
    return re.sub(r"[\x00\x01\W_]", "", text) != ""
