"""What an elliptical question keeps of the turn before: its years, its rules, the bound and the flags of its operation."""

import re
from dataclasses import replace

from assistant.records import Measure, Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.measures.wholes import PAIR, find_whole, join_counts, join_parts, make_rate, order_share
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.shapes import likens_years
from assistant.understanding.signs.subjects import TOGETHER
from assistant.understanding.signs.summing import adds_up, find_sum_rules, list_sum_rules
from assistant.understanding.words.vocabulary import load_vocabulary

_OVER_YEARS = ("difference", "growth", "multiple", "compare", "trend")

_CARRIED = frozenset({"requests.carried_in.total", "requests.carried_out.total"})
_OF = re.compile(r"占(?:了|到)?(?:通过|政府)?$")
_OF_UNITS = re.compile(r"占(?:了|到)?(?:全部|所有|各个?)的?(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关)")
_OF_EVERYONE = re.compile(r"占(?:了|到)?(?:全部|所有|各单位|全[县市区省]|总的)")
_OF_SUM = re.compile(r"占(?:了|到)?(?:这|它们)?(?:[两二三四]项|[两二三]者|各项)?(?:的)?(?:合计|总和|之和|加起来|相加)")
_EACH_PART = re.compile(r"占(?:了|到|比)?(?:多少|百分之|几成|多大|比例)")
"""How a share is asked for without its whole; asked twice, it is asked of each part."""


def draft_years(frame: Frame, base: Query | None, previous: Query | None, operation: str) -> tuple[int, ...]:
    """The years of a question: its own, those that 上一年 or 再往前一年 counts from, or those of the turn before."""
    years = frame.periods.years
    before = _list_before(base, previous, operation)
    changing = operation in _OVER_YEARS or likens_years(frame, operation)
    if frame.periods.step is not None and before:
        moved = before[-1] + frame.periods.step
        return tuple(sorted({*before[-1:], moved})) if changing else (moved,)
    if base is not None and changing and len(years) == len(before) == 1:
        return years if len(frame.names.mentions) > 1 else tuple(sorted({*before, *years}))
    if years or frame.periods.all_years:
        return years
    return () if base is None and previous is not None and frame.prose else before


def leave_lone_year(query: Query, previous: Query | None, frame: Frame, catalog: Catalog) -> Query:
    """The query without the only year of the agency before, which nobody named, where its own agencies have no report of it."""
    if previous is None or not previous.lone_year or frame.dated or query.years != previous.years:
        return query
    held = [catalog.agency_years.get(agency.id, ()) for agency in query.agencies]
    if held and not any(year in years for years in held for year in query.years):
        return replace(query, years=())
    return replace(query, lone_year=True)


def _list_before(base: Query | None, previous: Query | None, operation: str) -> tuple[int, ...]:
    """The years spoken of before, as far as a question with this operation may mean them."""
    if base is not None:
        return base.years
    if previous is None or operation in ("text", "reports"):
        return ()
    anew = operation == "mentions" and previous.operation != "mentions"  # who of all mentions it is asked of all reports
    return () if anew else previous.years


def draft_all_years(frame: Frame, base: Query | None) -> bool:
    """Whether every stored year is spoken of."""
    if frame.dated:
        return frame.periods.all_years
    return base is not None and base.all_years


def draft_rules(frame: Frame, base: Query | None, task: Task) -> tuple[str, ...]:
    """The rules of a check; one on figures added up goes over those of the turn before, unless it names its own."""
    if base is None or not base.measures or task.operation != "check" or not adds_up(frame):
        return task.rules
    return find_sum_rules(frame.names.masked) or list_sum_rules(base.measures) or task.rules


def compares_carried(frame: Frame, base: Query | None) -> bool:
    """Whether a check sets what one year carried in against what the year before carried out."""
    own = {measure.id for measure in frame.measures}
    before = {measure.id for measure in base.measures} if base is not None else set()
    return bool(own) and own <= _CARRIED <= own | before


def carry_task(query: Query, frame: Frame, base: Query | None) -> Query:
    """Bound, limit and flags of the operation that goes on from the turn before; the whole of a share."""
    if base is not None and frame.task.operation is None and query.operation == base.operation:
        query = replace(
            query,
            limit=query.limit or base.limit,
            ascending=base.ascending,
            threshold=query.threshold or (base.threshold if _keeps_bound(query, frame) else None),
            wants_growth=base.wants_growth,
            wants_difference=base.wants_difference,
            rules=query.rules or base.rules,
            tally=query.tally or base.tally,
        )
    if query.operation == "check" and compares_carried(frame, base):
        years = tuple(sorted({*query.years, *(base.years if base is not None else ())}))[-1:]
        return replace(query, rules=("carry_over",), years=years)
    if query.operation == "share":
        return _carry_share(query, frame, base)
    return replace(query, measures=(rate,)) if (rate := _keep_rate(query, frame, base)) is not None else query


def _carry_share(query: Query, frame: Frame, base: Query | None) -> Query:
    """The share with its parts and their whole: each part, the parts added up, or the part of a sum over all told before."""
    each = re.search(r"各占|分别占|各自占|各为", query.question) or len(_EACH_PART.findall(query.question)) > 1
    if len(query.measures) == 1 and _OF_UNITS.search(frame.text):
        return replace(query, all_agencies=True)  # 占全部单位企业申请的多少
    if base is not None and base.all_agencies and frame.measures == base.measures and _OF_EVERYONE.search(frame.masked):
        return replace(query, measures=base.measures, all_agencies=True)  # 占全部企业申请的多少, after who has most of these
    if _OF_SUM.search(frame.masked) and (whole := join_counts(query.measures, load_vocabulary())) is not None:
        return replace(query, measures=(*query.measures, whole))  # 许可、处罚各占两项合计的多少
    together = not each and TOGETHER.search(query.question) is not None
    each = each or (not together and base is not None and not frame.measures and len(query.measures) > 1)
    measures = order_share(_keep_told(query.measures, frame), load_vocabulary(), each=bool(each) or together)
    if together and base is not None and not frame.measures and _lacks_whole(measures):
        return replace(query, unread=(query.question.rstrip("?？。"),))
    measures = join_parts(measures, load_vocabulary()) if together else measures
    if not each and (rate := _take_of_sum(query, measures, frame, base)) is not None:
        return replace(query, operation="sum", measures=(rate,))
    query = replace(query, together=query.together or (together and len(measures) > PAIR))
    return replace(query, measures=measures, operation="lookup" if any(measure.over for measure in measures) else "share")


def _lacks_whole(measures: tuple[Measure, ...]) -> bool:
    """Whether of two figures that are to be added up neither is the whole that their sum is to be held against."""
    plain = len(measures) == PAIR and not any(measure.over for measure in measures)
    return plain and find_whole(measures[0], load_vocabulary()) != measures[1]


def _take_of_sum(query: Query, measures: tuple[Measure, ...], frame: Frame, base: Query | None) -> Measure | None:
    """The rate over all agencies together, where the turn before told a sum over all (一共… || 其中自然人占多大比例)."""
    added = base is not None and base.operation == "sum" and base.all_agencies and not (base.counties or base.by)
    over_all = added and query.all_agencies and not query.agencies and not frame.names.mentions
    return make_rate(measures, load_vocabulary()) if over_all and len(measures) == PAIR else None


def _keep_rate(query: Query, frame: Frame, base: Query | None) -> Measure | None:
    """The rate over all of another part of the same whole (其中自然人占多大比例 || 企业呢); None where a count is asked for."""
    told = base.measures[0] if base is not None and base.operation == "sum" and len(base.measures) == 1 else None
    if told is None or not told.over or query.operation != "sum" or frame.task.operation is not None or frame.numeric:
        return None
    rate = make_rate(query.measures, load_vocabulary()) if frame.measures else None
    return rate if rate is not None and rate.over == told.over else None


def _keeps_bound(query: Query, frame: Frame) -> bool:
    """Whether a bound goes on: one put to a single figure does not hold for another figure, nor where a number is asked for."""
    return query.operation != "lookup" or not (frame.measures or frame.numeric)


def _keep_told(measures: tuple[Measure, ...], frame: Frame) -> tuple[Measure, ...]:
    """The measures of a share without the whole of all of them, where another one is named as the base (微信占网站的多少)."""
    bases = {tag.id for token in frame.tokens if _OF.search(frame.names.bare[: token.start]) for tag in token.tags}
    told = {measure for measure in measures if measure.id in bases}
    wholes = {find_whole(measure, load_vocabulary()) for measure in told} - told
    return tuple(measure for measure in measures if measure not in wholes)
