"""What an elliptical question keeps of the turn before: its years, its rules, the bound and the flags of its operation."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.summing import adds_up, find_sum_rules, list_sum_rules
from assistant.understanding.vocabulary import load_vocabulary
from assistant.understanding.wholes import order_share

_OVER_YEARS = ("difference", "growth", "multiple", "compare", "trend")


def draft_years(frame: Frame, base: Query | None, previous: Query | None, operation: str) -> tuple[int, ...]:
    """The years of a question: its own, those that 上一年 or 再往前一年 counts from, or those of the turn before."""
    years = frame.periods.years
    before = _list_before(base, previous, operation)
    changing = operation in _OVER_YEARS
    if frame.periods.step is not None and before:
        moved = before[-1] + frame.periods.step
        return tuple(sorted({*before[-1:], moved})) if changing else (moved,)
    if base is not None and changing and len(years) == len(before) == 1:
        return years if len(frame.names.mentions) > 1 else tuple(sorted({*before, *years}))
    if years or frame.periods.all_years:
        return years
    return () if base is None and previous is not None and frame.prose else before


def _list_before(base: Query | None, previous: Query | None, operation: str) -> tuple[int, ...]:
    """The years spoken of before, as far as a question with this operation may mean them."""
    if base is not None:
        return base.years
    return previous.years if previous is not None and operation not in ("text", "reports") else ()


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


def carry_task(query: Query, frame: Frame, base: Query | None) -> Query:
    """Bound, limit and flags of the operation that goes on from the turn before; the whole of a share."""
    if base is not None and frame.task.operation is None and query.operation == base.operation:
        query = replace(
            query,
            limit=query.limit or base.limit,
            ascending=base.ascending,
            threshold=query.threshold or base.threshold,
            wants_growth=base.wants_growth,
            wants_difference=base.wants_difference,
            rules=query.rules or base.rules,
        )
    if query.operation == "share":
        measures = order_share(
            query.measures, load_vocabulary(), each=re.search(r"各占|分别占|各自占|各为", query.question) is not None
        )
        return replace(query, measures=measures, operation="lookup" if any(measure.over for measure in measures) else "share")
    return query
