"""Questions that doubt what a report says: how another town's name got in, of which year it is, whether a figure can be.

Which findings answer them is decided by the rules named here; a doubted figure is looked up with all that touches it.
"""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.signs.rest import read_rest
from assistant.understanding.signs.verdicts import find_verdict
from assistant.understanding.words.cues import Cues
from ingest.folding import fold_text

_STRAY = re.compile(
    r"(?:怎么|为什么|为何|为啥|咋|有没有|是不是|是否)(?:会|又|还|把|也|就)*[^,。?\x00]{0,6}"
    r"(?:写|提|出现|冒出|混进|混入|变|串|误写|错写|抄)(?:了|到|成|进|着|为|出)*(?:别处的?|另一个|隔壁的?)?\x00"
)
"""How a question asks how one town's name got into the report of another (怎么会写到乙镇)."""

_MISCALLED = re.compile(
    r"(?:把|将|自称|称)[^,。?]{0,6}?(?:写|抄|填|弄|搞|叫|说|称)(?:成|错|作|为)了?[“\"'‘]?(?:镇|乡|街道|县|局|区)"
)
"""How a question asks whether an agency is called by another kind (把镇写成了“乡”)."""

_EITHER_YEAR = re.compile(r"(?:是|算|属于?)\d{4}年?度?的?还是(?:是|算|属于?)?\d{4}年?")
_REPORT = re.compile(r"报告|年报|文件|资料|材料")

ANYTHING = re.compile(
    r"前后(?:互相|相互|自相)?矛盾|前后[^,。?]{0,8}(?:打架|冲突|打脸)|自相矛盾|[互相]相?矛盾|不对劲|蹊跷|说不通|破绽|不寻常|反常|奇怪|古怪|可疑|"
    r"前言不搭后语|站不住脚|what (?:looks|is) (?:odd|strange|suspicious)"
)
"""How a question asks for whatever is wrong with a report, and not for sums alone."""

DOUBTED = re.compile(
    r"(?:正不正常|正常|合不合理|合理|靠不靠谱|靠谱|可不可信|可信|可靠|离谱|说得通|站得住脚?|讲得通|有道理|像话|现实)"
    r"(?:吗|么|嘛|不|没|呢|吧)?[?。!]*$|(?:数字?|金额|件|条|元|个)[^,。?]{0,4}(?:有没有|有无|是不是有|是否有)(?:什么)?(?:问题|毛病|疑点)[?。!]*$|"
    r"(?:数字?|金额|件|条|元|个)[^,。?]{0,4}有(?:问题|毛病|疑点)(?:吗|么|没有?)[?。!]*$|"
    r"(?:正常|合理|靠谱|可信|离谱|不对劲)(?:吗|么)"
)
"""How a question asks whether one figure can be so."""

_PERCENT = re.compile(
    r"占[^,。?]{0,8}\d+(?:\.\d+)?%[^。?]{0,6}?(?:对|正确|准确|没错|属实|是真的|有错|算错|错了|可信|靠谱)(?:不对|没有|吗|么|不|吧)?[?。]*$"
)
"""How a question asks whether a percentage is right that no measure gives."""

_UNTABLED = re.compile(
    r"(?:为什么|为何|为啥|怎么|咋)(?:会|都|又|也|在)*(?:表格?|统计表)(?:里面?|中|上|内)?(?:会|却|都|又|也)*(?:没有?|找不到|查不到|不见|缺|是?空)|"
    r"(?:表格?|统计表)(?:里面?|中|上|内)(?:为什么|为何|为啥|怎么|咋)(?:会|却|都|又|也)*(?:没有?|找不到|查不到|不见|缺|是?空)"
)
"""How a question asks why a table does not have a figure."""

_OVERDUE = re.compile(
    r"(?:超期|超时|超过?(?:了|规定的?|法定的?)*(?:期限|时限)|逾期(?!不|未|没|无)|延期|拖延)"
    r"(?!公布|发布|公开|上网|挂网|不)"
)
_ANY = re.compile(r"有没有|有无|是否有|有[^,。?]{0,12}吗|是不是有")
"""How a question asks whether anything was handled late."""

_PUNCTUAL = re.compile(
    r"^(?:那|它|这|算|是|是否|是不是|有没有|发布得?|公布得?|够)*(?:及时|按时|按期|准时|晚没晚|晚不晚|晚了|超期|逾期|过期|迟了|太晚|算晚)(?:了|公布|发布)?"
    r"(?:吗|么|没有?|不)?[?。]*$"
)
"""How a question asks, once a date of publication is told, whether that was in time."""

_WHOLE = re.compile(r"报告|年报|数据|数字|正文|表格|前后|发布|公布|日期|时间|说法|占比|比例|百分|相加|总和|之和|平衡|结转.*衔接")
"""With these a question is after the report, or after how figures agree."""

UNIT = re.compile(
    r"(?:是|用|按|以)(?:的|的是)?(?:元|块钱?)(?:还是|或者?|、|,)(?:是|用|按|以)?(?:的)?万元?|"
    r"(?:是|用|按|以)(?:的|的是)?万元?(?:还是|或者?|、|,)(?:是|用|按|以)?(?:的)?(?:元|块钱?)|"
    r"(?:金额|费用?|收费|款|数)[^,。?]{0,6}(?:的)?(?:计量)?单位(?:是|为|用的?是?)?(?:什么|啥|哪个|多少)|"
    r"^(?:那|它的?|这个?|其)*(?:计量)?单位(?:到底|究竟)?(?:是|用的?是?)(?:什么|啥|元|万元)|(?<!\d)万?元还是万?元|"
    r"(?<!最[多少高低大小])(?:的|计量)单位(?:到底|究竟)?(?:是|为|用的?是?)(?:什么|啥|元|万元)"
)
"""How a question asks in which unit a figure is printed."""


def read_doubt(frame: Frame, previous: Query | None, cues: Cues) -> Frame | None:
    """The frame of a question that doubts a name, a year, a report or a figure, or asks for a unit; None for others."""
    if frame.language == "en":
        return None
    if UNIT.search(frame.text):  # 单位 is none of agencies
        return _doubt_figure(replace(frame, names=replace(frame.names, everyone=False, kind="")), previous, cues)
    if frame.names.everyone:
        return None
    readers = (read_rest, _doubt_name, _doubt_year, _doubt_table, _doubt_haste, _doubt_share)
    told = next((found for reader in readers if (found := reader(frame, previous)) is not None), None)
    return told if told is not None else _doubt_figure(frame, previous, cues)


def _leans(frame: Frame, previous: Query | None) -> bool:
    """Whether a question goes on with the turn before because it names nobody."""
    return frame.leaning or (previous is not None and not frame.named)


def _doubt_name(frame: Frame, _: Query | None) -> Frame | None:
    """The frame as a question for names that are out of place in the report of those named first."""
    stray = _STRAY.search(frame.names.masked) is not None and len(frame.names.mentions) > 1
    if not stray and not (_MISCALLED.search(frame.text) and frame.names.known):
        return None
    names = replace(frame.names, mentions=frame.names.known[:1] if stray else frame.names.known)
    return replace(frame, names=names, measures=(), task=Task("check", rules=("foreign_name",)), prose=False)


def _doubt_year(frame: Frame, _: Query | None) -> Frame | None:
    """The frame as a question for the year of whatever report there is: those that it names are what is doubted."""
    if frame.measures or not (_EITHER_YEAR.search(frame.text) and _REPORT.search(frame.text)):
        return None
    periods = replace(frame.periods, years=(), all_years=True, span=False)
    return replace(frame, periods=periods, task=Task("check", rules=("year_mismatch",)), prose=False)


def _doubt_table(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame as a question for tables that are lost, or as a look-up of a figure that no table of the form has."""
    leaning = _leans(frame, previous)
    spoken = frame.measures or (previous.measures if previous is not None and leaning else ())
    if not _UNTABLED.search(frame.text) or not spoken or not (frame.named or leaning):
        return None
    told = Task("check", rules=("table_lost",)) if any(measure.cells for measure in spoken) else Task("lookup")
    return replace(frame, task=told, prose=False, leaning=leaning)


def _doubt_haste(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame as a question for late publication, once its date is told, or for prose on what was handled late."""
    leaning = _leans(frame, previous)
    row = any(_OVERDUE.search(token.text) for token in frame.tokens)  # 逾期未缴费 is a row of the form
    if frame.measures and not row and _OVERDUE.search(frame.text) and _ANY.search(frame.text) and (frame.named or leaning):
        return replace(frame, measures=(), tokens=(), task=Task(), prose=True)  # no figure tells of it
    if previous is not None and previous.operation == "reports" and _PUNCTUAL.match(frame.masked):
        return replace(frame, task=Task("check", rules=("published_late",)), prose=False, leaning=True)
    return None


def _doubt_share(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame as a question for percentages of the prose that no measure gives."""
    leaning = _leans(frame, previous)
    if frame.measures or not _PERCENT.search(frame.names.masked) or not (frame.named or leaning):
        return None
    return replace(frame, task=Task("check", rules=("percentage",)), prose=False, leaning=leaning)


def _doubt_figure(frame: Frame, previous: Query | None, cues: Cues) -> Frame | None:
    """The frame as a look-up of the figure whose size or unit is asked about; None where none is."""
    text = frame.names.masked
    doubted = DOUBTED.search(text) is not None and _WHOLE.search(text) is None
    spoken = bool(frame.measures) or (previous is not None and bool(previous.measures) and not frame.named)
    if not (doubted or UNIT.search(frame.text)) or not spoken or not (frame.named or previous is not None):
        return None
    verdict = find_verdict(text, "zh", cues) if doubted and frame.measures else None
    task = Task("lookup", threshold=verdict[0] if verdict is not None else None)
    return replace(frame, task=task, prose=False, leaning=_leans(frame, previous))


def asks_unit(query: Query) -> bool:
    """Whether a look-up asks in which unit its figure is."""
    return query.operation == "lookup" and query.language == "zh" and UNIT.search(fold_text(query.question).text) is not None


def doubts_figure(query: Query) -> bool:
    """Whether a look-up asks if its figure can be so."""
    if query.operation != "lookup" or query.language == "en" or asks_unit(query):
        return False
    return DOUBTED.search(fold_text(query.question).text) is not None
