"""A rise or fall on the year before that the form of 2019 states itself, in its column 本年增/减 (项目数量比上年增加还是减少)."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Measure, Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary

_ON_YEAR = re.compile(
    r"[比较与和跟同]\x00|[比较与和跟同](?:上一?|前一?|去)年度?|同比|增/?减|有(?:没有)?(?:什么|无|何)?变化|"
    r"than \x00|year before|previous year|last year"
)
_HANDLED = re.compile(r"处理决定|决定数|办理|作出|几件|多少件|件数")
_ITEMS = re.compile(r"项目|事项|增/减|几项|多少项|item")
_NOW = re.compile(r"现在|现有|目前|如今|年底|年末|本年(?!增)|当年")
_MORE = re.compile(r"哪|谁|的(?:乡镇|镇|乡|街道|单位|机关)[?]?$|几[个家]|多少[个家]|which|who|how many (?:agencies|towns)")
_RATE = re.compile(r"百分|%|率|幅")
_NOTE = "按2019年版表格的“本年增/减”一栏回答，它说的是项目数量，不是处理决定数量"
_NOTE_EN = "taken from the column “change in the year” of the 2019 form, which is of the items and not of the decisions"


def set_form_change(query: Query, frame: Frame, catalog: Catalog) -> Query:
    """The query for the form's own column of changes, where its reports have one and the change on the year before is asked."""
    change = _find_change(query)
    text = frame.masked
    if change is not None and _NOW.search(text) and any(one.id.endswith(".previous_items") for one in query.measures):
        return replace(query, measures=(_add_items(change),))
    if change is None or _HANDLED.search(text) or _RATE.search(text) or len(query.agencies) > 1 or query.conditions:
        return query
    years = frame.periods.years or query.years
    moved = any(load_cues().match(name, text, frame.language) for name in ("rise", "fall", "change", "difference", "trend"))
    told = change in query.measures
    if not years or not moved or not (told or _ON_YEAR.search(text)) or (len(years) > 1 and years[0] != years[-1] - 1):
        return query
    if not (told or _ITEMS.search(text)) and catalog.list_forms(query.agencies or catalog.agencies, (years[-1] - 1,)):
        return query  # the reports of both years are compared
    if catalog.list_forms(query.agencies or catalog.agencies, years[-1:]) != {"2019"}:
        return query
    return _ask_change(query, frame, change, years[-1:])


def _ask_change(query: Query, frame: Frame, change: Measure, year: tuple[int, ...]) -> Query:
    """The query for the column of changes: one agency's change, or who has most, or all that rose or fell."""
    among, text = not query.agencies, frame.masked
    falls = load_cues().match("fall", text, frame.language) and not load_cues().match("rise", text, frame.language)
    most = among and any(load_cues().match(name, text, frame.language) for name in ("most", "least", "order"))
    listed = among and not most and _MORE.search(text) is not None
    note = _NOTE_EN if query.language == "en" else _NOTE
    return replace(
        query,
        operation="lookup" if not among else "threshold" if listed else "sum" if frame.task.operation == "sum" else "rank",
        measures=(change,),
        years=year,
        all_years=False,
        all_agencies=among,
        threshold=Threshold("<" if falls else ">", Decimal(0)) if listed else None,
        ascending=falls if among else query.ascending,
        wants_difference=False,
        wants_growth=False,
        limit=query.limit or frame.task.limit if most else None,
        assumed=(*query.assumed, note),
    )


def _add_items(change: Measure) -> Measure:
    """How many items there are by the form of 2019: those of the year before and the change of the year."""
    before = load_vocabulary().measures[f"{change.id.rpartition('.')[0]}.previous_items"]
    label = before.label.replace("上一年项目数量", "")
    return replace(
        before,
        id=f"{before.id}+{change.id}",
        label=f"{label}本年项目数量",
        label_en=f"{before.label_en.replace(' in the previous year', '')} in the year",
        cells=(*before.cells, *change.cells),
        note="上一年项目数量与本年增/减之和",
    )


def add_form_change(queries: tuple[Query, ...], catalog: Catalog) -> tuple[Query, ...]:
    """What the form states of a change besides, where the reports of two years are compared (处罚比上年增加还是减少)."""
    query = queries[0]
    change = _find_change(query) if len(queries) == 1 and len(query.agencies) == 1 else None
    plain = query.operation in ("difference", "growth") and not query.wants_growth and query.threshold is None
    pair = len(query.years) == len(("before", "now")) and query.years[0] == query.years[1] - 1
    if change is None or not plain or not pair or catalog.list_forms(query.agencies, query.years[1:]) != {"2019"}:
        return ()
    if _HANDLED.search(query.question) or query.options or query.unread or query.picked or not _asks_move(query):
        return ()
    note = _NOTE_EN if query.language == "en" else _NOTE
    return (
        replace(query, operation="lookup", measures=(change,), years=query.years[1:], wants_difference=False, assumed=(note,)),
    )


def _asks_move(query: Query) -> bool:
    """Whether the question's own words ask for a rise or fall, and not only those of the turn before (处罚呢)."""
    moves = ("rise", "fall", "change", "difference", "trend")
    return any(load_cues().match(name, query.question.lower(), query.language) for name in moves)


def _find_change(query: Query) -> Measure | None:
    """The column of changes of the one item that a query speaks of; None where the form has none for it."""
    items = {measure.id.rpartition(".")[0] for measure in query.measures}
    if len(items) != 1 or not next(iter(items)).startswith("active.") or any(measure.over for measure in query.measures):
        return None
    return load_vocabulary().measures.get(f"{items.pop()}.change")


def note_sequential(query: Query, frame: Frame) -> Query:
    """The query saying that 环比 is not to be had of yearly reports, where it is asked for and the year before is taken."""
    if not re.search(r"环比|quarter.on.quarter|month.on.month", frame.text) or not query.measures:
        return query
    if query.language == "en":
        note = "reports are yearly, so there is no change on the month or quarter before; the year before is taken"
    else:
        note = "年报只有全年的数，没有环比；按与上一年相比（同比）回答"
    return replace(query, assumed=(*query.assumed, note))
