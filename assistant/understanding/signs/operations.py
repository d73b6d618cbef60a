"""What a question wants done with the figures that it names: read from its cues, the most telling first."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.records import Operation, Threshold
from assistant.understanding.frame import Task
from assistant.understanding.names.mentions import SOMEBODY
from assistant.understanding.signs.clues import Clues
from assistant.understanding.signs.happening import happened
from assistant.understanding.signs.places import find_last_place, find_places
from assistant.understanding.signs.shares import MOVES, WEIGHED
from assistant.understanding.signs.verdicts import find_verdict
from assistant.understanding.words.amounts import PERCENT
from assistant.understanding.words.bounds import find_limit, find_place_from_end, find_position, find_threshold

FIGURES: frozenset[Operation] = frozenset(
    {
        *("lookup", "compare", "trend", "rank", "threshold", "sum", "average", "median"),
        *("maximum", "minimum", "share", "difference", "growth", "multiple"),
    }
)
"""Operations on figures: nothing can be said to them without a measure."""

PICKING: tuple[Operation, ...] = ("rank", "threshold", "count")
"""Operations that pick some of many agencies."""

_WHICH_COUNT = re.compile(
    r"的(?:报告|年报)(?:一共|总共|共)?有?(?:几|多少)份|(?:几|多少)份(?:报告|年报)(?=有|写|列|公布)|的(?:乡镇|镇街|镇|乡|街道|单位|地方|机关)(?:一共|总共|共)?有?(?:几|多少)|(?<![这那])(?:多少|几)(?:处|家)(?=[?。]|$|[被有没收超申行处诉复公不未])|(?<![这那])(?:多少|几)个?(?:个|"
    r"家|座)?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|县|区)|有多少个(?!项目)|有几个(?:\x00|"
    r"镇)|how many (?:towns|townships|agencies|streets|places)"
)
_WHICH = re.compile(r"哪(?!年|一年|个渠道|个平台|个网站|类|种|几年|些年)|谁|which (?:town|agenc|street|place|of|one)|who ")
_ADDED = re.compile(r"(?:总共|一共|合计|共计|累计|加起来|总计|共)[^,。?]{0,8}(?:多少|几)(?:[件条份项次篇笔宗起人名]|万|元)")
"""How a question adds figures up, whatever it counts besides (几个镇一共多少件)."""

_AGAINST = re.compile(
    r"[和跟与同]\x00+的?(?:相|对)?比(?![例重率])|(?:compared? (?:it )?(?:to|with)|versus|vs\.?) (?:the one in |in |that of )?\x00"
)
_ONE = "(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关)?"
_LIST = re.compile(
    r"哪些|哪几个|有谁|都有谁|的是谁|谁(?=(?:一[次件条个份])?(?:也|都)?(?:没|未|无|有过|被))|的(?:乡镇|镇街|镇|乡|街道|单位)|"
    r"which (?:towns|townships|agencies|streets|places)|what towns|"
    rf"(?:哪一?[个家]|\x00){_ONE}(?:还|也|曾|都)?(?:存在|出现|发生|收到|有)(?:过|的)?[呢啊]?(?=[,?。]|$)|"
    rf"哪一?[个家]{_ONE}\x00*(?:曾经?|还|也)?(?:有(?!多少|几|没有|无|什么|哪|最)|发生过|出现过|收到过|作出过|被)"
)


_WHETHER = re.compile(r"有没有|有无|存不存在")
_NEVER = re.compile(r"(?<!有)(?:没有?|从未|未曾?)[\u4e00-\u9fff]{1,3}过")
"""How a question says that something did not happen (没公开过)."""

_OUTDOES = re.compile(r"比[^,]{0,8}(?:多|少|高|低|增加|减少|上升|下降)了?(?:吗|没有|还是|么|嘛|不$|不[?])")
_EXCEEDS = re.compile(
    r"(?:超过|超出|多于|高于|大于|少于|低于|小于|不如|不及)了?(?:在)?\x00[^哪谁几]*?(?:吗|没有|么|嘛|[?])|"
    r"^(?:did|does|do|is|was|were|has|have|had)\b.* (?:more|fewer|less|higher|lower) (?:[^?]* )?than (?:in |for )?\x00"
)
"""How a question of yes or no holds one agency or year against another (甲镇的申请多于乙镇吗)."""
_RISING = re.compile(
    r"增|降|减|涨|比|(?<!多)少[了出]?(?:百分|几成)|[多高低跌升][了出]?(?:百分|几成)|grow|grew|increase|decrease|change"
)
_DESCENDING = re.compile(r"从多到少|从高到低|从大到小|由多到少|由高到低|由大到小|降序")
_SORTED = re.compile(r"排|从.到.|由.到.|升序|降序|rank|sort|order|list")


def find_task(clues: Clues) -> Task:
    """What is to be done with the figures that a question names; ``operation`` None where it only names them."""
    verdict = find_verdict(clues.text, clues.language, clues.cues) if clues.single else None
    if verdict is not None:
        clues = replace(clues, text=verdict[1])
    task = _find_task(clues)
    if verdict is None or task.threshold is not None:
        return task
    if task.operation in (None, "difference") and clues.says("rise", "fall"):  # 增加超过50条 bounds the change
        growth = verdict[0].unit == PERCENT
        task = replace(task, operation="growth" if growth else "difference", wants_growth=growth, wants_difference=not growth)
    return replace(task, threshold=verdict[0])


def _find_task(clues: Clues) -> Task:
    """What is to be done, but for the bound of a question of yes or no."""
    difference = clues.says("difference")
    growth = clues.says("growth") and not (clues.says("share") and not _RISING.search(clues.text))
    flags = Task(wants_growth=growth or (difference and "百分" in clues.text), wants_difference=difference)
    for step in _STEPS:
        task = step(clues, flags)
        if task is not None:
            return task
    return flags


def _try_bound(clues: Clues, flags: Task) -> Task | None:
    threshold = find_threshold(clues.text, clues.language)
    years = clues.which_year and clues.agencies == 1
    counting = _WHICH_COUNT.search(clues.text) is not None
    who = counting or _LIST.search(clues.text) or _WHICH.search(clues.text)
    if threshold is None or not (clues.everyone or years or (who and clues.agencies != 1)):
        return None
    return replace(flags, operation="count" if counting else "threshold", threshold=threshold)


def _try_slope(clues: Clues, flags: Task) -> Task | None:
    """翻番 and 减半 as a bound of growth: whose it is, or the growth of the one agency that is named."""
    _, slope = clues.cues.find_slope(clues.text, clues.language)
    if slope is None or clues.says("most", "least"):
        return None
    among = clues.everyone or (clues.agencies != 1 and (_LIST.search(clues.text) or _WHICH.search(clues.text)))
    if not among and clues.agencies != 1:
        return None
    operation: Operation = "growth" if not among else "count" if _WHICH_COUNT.search(clues.text) else "threshold"
    bound = Threshold(">=" if slope > 0 else "<=", slope)
    return replace(flags, operation=operation, wants_growth=True, threshold=bound)


def _says_total(clues: Clues) -> bool:
    """Whether all agencies' figures are wanted as one number (总金额, 共多少), and not one by one."""
    return not clues.says("one_by_one") and clues.says("sum", "grand_total")


def _try_statistic(clues: Clues, flags: Task) -> Task | None:
    if clues.says("median"):
        return replace(flags, operation="median")
    if clues.says("average"):
        return replace(flags, operation="average")
    return replace(flags, operation="multiple") if clues.says("multiple") else None


def _try_spread(clues: Clues, flags: Task) -> Task | None:
    """最多的和最少的差多少 as a ranking whose two ends are held against each other; 比最少的多多少 after one.

    So are two of its places (第二名比第一名少多少).
    """
    if (places := find_places(clues.text)) and not clues.agencies and clues.years <= 1:
        return Task("rank", limit=places[-1], position=places[0], wants_difference=True)
    ends = clues.says("most") and clues.says("least")
    after = clues.everyone and not clues.listing and _THAN_END.search(clues.text) is not None
    if not (ends or after) or not (flags.wants_difference or _APART.search(clues.text)) or clues.years > 1:
        return None
    return Task("rank", wants_difference=True) if clues.agencies != 1 else None


def _try_change(clues: Clues, flags: Task) -> Task | None:
    both = flags.wants_growth and flags.wants_difference
    if not (flags.wants_growth or flags.wants_difference):
        return None
    if clues.agencies <= 1 and (clues.open_years or clues.years > PAIR or both):
        return replace(flags, operation="trend")
    return replace(flags, operation="growth" if flags.wants_growth and not both else "difference")


def _try_rank(clues: Clues, flags: Task) -> Task | None:
    if clues.which_year and clues.years > 1 and re.search(r"[多少高低]", clues.text):
        return replace(flags, operation="compare")
    limit, position = find_limit(clues.text), find_position(clues.text)
    if limit is None and (last := find_last_place(clues.text)) is not None:
        limit, position = last, None
    counted = (limit is not None and not clues.agencies) or (position is not None and (clues.everyone or not clues.agencies))
    if not (clues.says("most", "least", "order") or counted):
        return None
    from_end = find_place_from_end(clues.text)
    ascending = clues.says("least") and (from_end is not None or not clues.says("most")) and not _DESCENDING.search(clues.text)
    if clues.agencies == 1 and (clues.open_years or clues.which_year) and not clues.everyone:
        return Task("minimum" if ascending else "maximum")
    return _write_rank(clues, limit, from_end or position, ascending=ascending, exact=from_end is not None)


def _write_rank(clues: Clues, limit: int | None, position: int | None, *, ascending: bool, exact: bool) -> Task:
    """A ranking of what is spoken of; ``exact`` keeps a first place as a place, which else is just the top."""
    if clues.agencies > 1:
        operation: Operation = "compare" if limit is None and position is None else "rank"
        return Task(operation, limit=limit, ascending=ascending, position=position)
    limit = limit or position
    if limit is None and clues.says("most", "least") and not _SORTED.search(clues.text):
        limit = 1
    return Task("rank", limit=limit, ascending=ascending, position=position if position != 1 or exact else None)


def _try_share(clues: Clues, flags: Task) -> Task | None:
    said = clues.says("change", "rise", "fall", "trend") and MOVES.search(clues.text)
    moving = said or re.search(r"增|降|怎么变|咋变|如何变", clues.text) or (clues.several and _OUTDOES.search(clues.text))
    weighed = clues.several and WEIGHED.search(clues.text)
    return replace(flags, operation="share") if clues.says("share") and not (moving or weighed) else None


def _try_existence(clues: Clues, flags: Task) -> Task | None:
    """哪些镇有 and 几个镇没有 set a bound at zero."""
    somebody = clues.everyone and not clues.agencies and SOMEBODY.search(clues.text) is not None
    counting = _WHICH_COUNT.search(clues.text) is not None and (clues.everyone or clues.agencies != 1)
    if counting and _ADDED.search(clues.text) and not clues.says("zero"):
        return None
    exists = (
        clues.says("existence", "zero") or _NEVER.search(clues.text) is not None or happened(clues.text, measured=clues.measured)
    )
    which_years = clues.measured and clues.which_year and clues.agencies == 1 and not clues.listing
    dated = which_years and (clues.says("zero") or (clues.says("has_any") and not clues.says("change", "rise", "fall")))
    if not (counting or somebody or dated or (clues.everyone and _LIST.search(clues.text) and exists)):
        return None
    asked = _WHETHER.sub("", clues.text)
    none = _NEVER.search(asked) is not None or replace(clues, text=asked).says("zero")
    return replace(flags, operation="count" if counting else "threshold", threshold=Threshold("=" if none else ">", Decimal(0)))


def _try_course(clues: Clues, flags: Task) -> Task | None:
    if (_OUTDOES.search(clues.text) or _EXCEEDS.search(clues.text)) and clues.several and not clues.listing:
        return replace(flags, operation="difference", wants_difference=True)
    if _AGAINST.search(clues.text):
        return replace(flags, operation="compare")
    unsaid = clues.open_years and clues.agencies <= 1 and not clues.everyone and not clues.says("sum") and not _says_total(clues)
    return replace(flags, operation="trend") if clues.says("trend") or unsaid else None


def _try_together(clues: Clues, flags: Task) -> Task | None:
    if clues.says("sum") and (clues.several or clues.open_years):
        return replace(flags, operation="sum")
    over_years = clues.agencies == 1 and (clues.years > 1 or clues.open_years)
    everyone = not clues.agencies and (clues.everyone or (clues.measured and not clues.says("makeup")))
    if _says_total(clues) and (everyone or over_years):
        return replace(flags, operation="sum")
    if clues.years and not clues.agencies and clues.says("whole") and not clues.listing:
        return replace(flags, operation="sum")
    asks_which = clues.everyone or _WHICH.search(clues.text) is not None
    if (clues.says("compare") or (asks_which and clues.agencies > 1)) and clues.several:
        return replace(flags, operation="rank" if clues.everyone and not clues.agencies else "compare")
    return replace(flags, operation="rank") if clues.listing and not clues.agencies else None


_THAN_END = re.compile(r"[比跟和与]最[多高大少低小]|than the (?:most|fewest|least|lowest|highest)")
_APART = re.compile(r"差|多多少|多几|多出|高多少|少多少|少几|apart|gap|difference")
PAIR = 2
_STEPS: tuple[Callable[[Clues, Task], Task | None], ...] = (
    _try_slope,
    _try_bound,
    _try_spread,
    _try_statistic,
    _try_change,
    _try_rank,
    _try_share,
    _try_existence,
    _try_course,
    _try_together,
)
