"""From a frame to a draft: what a question leaves out is taken from the turn before; years and agencies may stay open.

What stays open is decided in ``settle``.
"""

import re
from dataclasses import replace

from assistant.bounds import find_position
from assistant.catalog import Catalog
from assistant.conversation import (
    carry_operation,
    find_place,
    find_ranking,
    join_measures,
    join_turns,
    leans_on,
)
from assistant.cues import Cues, load_cues
from assistant.frame import Frame, Task
from assistant.measuring import combine_measures, find_whole, order_share
from assistant.records import Conversation, Measure, Operation, Query
from assistant.referring import draft_agencies, draft_parent, speaks_of_all
from assistant.sides import draft_counties, draft_pairs, sets_turns_apart
from assistant.summing import adds_up, find_sum_rules, list_sum_rules
from assistant.topics import find_subject
from assistant.vocabulary import load_vocabulary

_BOTH = re.compile(
    r"两者|二者|它们|两个|双方|合起来|加起来|[这前]两|[这前上]面?(?:二|几|三)[项个种类]|这些[项数]|^两[项数种]|both|the two"
)
_THREE = re.compile(r"三[项个种类者]")
_OF_WHOLE = re.compile(r"^[那它这其个数大概约又,的\x00]*占")
_BARE_WHOLE = re.compile(
    r"占(?:了|到)?(?:全部的?|总的?|所有的?|总体的?|整体的?)(?:总?数量?|总?量|里|中|的|[百多几])|占(?:总数|总量|全部|总的)"
)
_BRIEF = 8
_OVERVIEW = re.compile(r"总结|概括|概述|综述|简述|梳理|介绍|摘要|主要内容|summar|overview")
KEY = (
    "published.total",
    "requests.new.total",
    "requests.total.total",
    "active.licensing.decisions",
    "active.penalties.decisions",
    "disputes.review.total",
    "disputes.suits.total",
)
"""The measures that sum a report up."""


def draft_query(frame: Frame, previous: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The question's own words, with what it leaves out taken from the turn before; years and agencies may still be open."""
    cues = load_cues()
    leaning = previous is not None and leans_on(frame, previous)
    base = previous if leaning else None
    if base is not None and (_BOTH.search(frame.masked) or sets_turns_apart(frame, base, conversation)):
        base = join_turns(base, conversation, 3 if _THREE.search(frame.masked) else 2)
    place = find_position(frame.masked) if not (frame.measures or frame.named) else None
    ranking = find_ranking(conversation) if place is not None else None
    if ranking is not None:
        base, frame = ranking, replace(frame, task=Task("rank", limit=place, position=place))
    task = _turn_task(frame, base)
    agencies, notes = draft_agencies(frame, base, catalog, conversation)
    operation = _choose_operation(frame, base, task, cues, specific=bool(agencies))
    if operation == "text" and base is None and _sums_report_up(frame, cues, named=bool(agencies)):
        operation = "lookup"
        frame = replace(frame, measures=tuple(load_vocabulary().measures[name] for name in KEY), prose=False)
    measures = () if operation in ("text", "mentions", "reports") else join_measures(frame.measures, base)
    if base is not None and len(base.measures) > 1 and _BOTH.search(frame.masked) and set(measures) < set(base.measures):
        measures = base.measures
    if operation == "share" and base is not None and base.measures:
        measures = _set_against_whole(frame, base, measures)
    if base is not None and not frame.measures and len(measures) == 1 and cues.match("whole", frame.masked, frame.language):
        whole = find_whole(measures[0], load_vocabulary())
        measures = measures if whole is None or len(agencies) > 1 else (whole,)
    if operation == "lookup" and len(measures) > 1 and len(agencies) < 2 and _sums_up(frame, cues):  # noqa: PLR2004
        together = combine_measures(measures, load_vocabulary())
        measures = measures if together is None else (*measures, together)
    inherits_place = base is not None and not frame.named
    subject = _draft_subject(frame, base, operation, cues)
    query = Query(
        frame.question,
        operation,
        agencies=agencies,
        all_agencies=speaks_of_all(frame, base, agencies),
        parent=draft_parent(frame, base) if not agencies or operation in ("rank", "share") else None,
        unknown_agencies=frame.names.unknown
        or (base.unknown_agencies if base is not None and inherits_place and not agencies else ()),
        years=_draft_years(frame, base, previous, operation),
        all_years=_draft_all_years(frame, base),
        measures=measures,
        limit=task.limit,
        ascending=task.ascending,
        position=task.position,
        threshold=task.threshold,
        wants_growth=task.wants_growth,
        wants_difference=task.wants_difference,
        rules=_draft_rules(frame, base, task),
        forms=frame.periods.forms,  # type: ignore[arg-type]
        topics=subject[0],
        terms=subject[1],
        related=subject[2],
        assumed=(*frame.periods.assumed, *notes),
        language=frame.language,
        kind=frame.names.kind or (base.kind if base is not None and not frame.named else ""),
        counties=draft_counties(frame, catalog),
        pairs=draft_pairs(frame, catalog),
        sources=frame.sources or (base.sources if base is not None and not frame.named else ()),
        about=_draft_about(frame, base, subject),
    )
    if query.sources:
        query = replace(query, agencies=(), all_agencies=False, all_years=not query.years, parent=None)
    if "copied_last_year" in query.rules and frame.periods.assumed:
        query = replace(query, years=(), all_years=True, assumed=tuple(notes))
    return _carry_task(query, frame, base)


def _choose_operation(frame: Frame, base: Query | None, task: Task, cues: Cues, *, specific: bool) -> Operation:
    """What is to be done: what the question says, else what the turn before did, else what fits what it names."""
    brief = base is not None and base.operation == "mentions" and frame.leaning and len(frame.masked) <= _BRIEF
    if brief and frame.prose:
        return "mentions"
    if frame.prose and task.operation not in ("check", "mentions", "provenance", "reports"):
        return "text"
    if task.operation is not None:
        return task.operation
    if base is not None:
        certain = specific and (frame.named or find_place(frame) is not None)
        return carry_operation(frame, base, cues, specific=certain)
    if frame.measures:
        return "lookup"
    return _read_bare(frame, cues)


def _read_bare(frame: Frame, cues: Cues) -> Operation:
    """What a question without a figure's name wants: the stock for a name alone, which figure for 多少, else the prose."""
    if not frame.names.known:
        return "text"
    if not frame.masked.strip("\x00的?。!"):
        return "reports"
    if frame.prose or not frame.numeric:
        return "text"
    subject = find_subject(frame.names.bare, frame.language, cues)
    return "text" if subject.terms or subject.topics else "lookup"


def _sums_report_up(frame: Frame, cues: Cues, *, named: bool) -> bool:
    """Whether a question wants a report summed up, and nothing in particular of it."""
    if not (named or frame.sources) or not _OVERVIEW.search(frame.names.bare):
        return False
    if not re.search(r"报告|年报|数据|数字|report|figures", frame.names.bare):
        return False
    return not find_subject(frame.names.bare, frame.language, cues).terms


def _draft_about(frame: Frame, base: Query | None, subject: tuple[tuple, tuple, tuple]) -> str:
    """The question whose subject this one keeps; empty where it has its own."""
    if base is None or subject != (base.topics, base.terms, base.related) or frame.prose:
        return ""
    return base.about or base.question


def _sums_up(frame: Frame, cues: Cues) -> bool:
    """Whether the question asks for its measures together: 一共 stands behind the last of them."""
    last = max((token.end for token in frame.tokens if any(tag.strong for tag in token.tags)), default=0)
    return cues.match("sum", frame.names.masked[last:], frame.language)


def _turn_task(frame: Frame, base: Query | None) -> Task:
    """The task of a question that leans on a change over years: 百分比呢 is then its growth."""
    if base is not None and base.operation in ("rank", "compare") and find_place(frame) is not None:
        return Task()
    changing = base is not None and base.operation in ("difference", "growth", "trend") and not frame.measures
    return (
        replace(frame.task, operation="growth", wants_growth=True) if changing and frame.task.operation == "share" else frame.task
    )


def _draft_years(frame: Frame, base: Query | None, previous: Query | None, operation: str) -> tuple[int, ...]:
    years = frame.periods.years
    before = base.years if base is not None else (previous.years if previous is not None and operation != "text" else ())
    if frame.periods.step is not None and len(before) >= 1:
        moved = before[-1] + frame.periods.step
        joined = operation in ("difference", "growth", "multiple", "compare", "trend")
        return tuple(sorted({*before[-1:], moved})) if joined else (moved,)
    if (
        years
        and base is not None
        and len(years) == 1
        and len(before) == 1
        and operation in ("difference", "growth", "multiple", "compare", "trend")
    ):
        return tuple(sorted({*before, *years})) if len(frame.names.mentions) < 2 else years  # noqa: PLR2004
    if years or frame.periods.all_years:
        return years
    if base is None and previous is not None and frame.prose:
        return ()
    return before


def _draft_all_years(frame: Frame, base: Query | None) -> bool:
    if frame.dated:
        return frame.periods.all_years
    return base is not None and base.all_years


def _draft_subject(frame: Frame, base: Query | None, operation: str, cues: Cues) -> tuple[tuple, tuple, tuple]:
    if operation not in ("text", "mentions"):
        return (), (), ()
    subject = find_subject(frame.names.bare, frame.language, cues)
    if base is not None and not subject.terms and not subject.topics and not frame.prose:
        return base.topics, base.terms, base.related
    if base is not None and not subject.terms and base.measures:
        return (), tuple(measure.label for measure in base.measures), ()
    topics = subject.topics if subject.topics or subject.terms else ("overview",)
    return topics, subject.terms, subject.related


def _set_against_whole(frame: Frame, base: Query, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The figure of the turn before with the whole that 占总数 or 占办结总数 names; ``measures`` where none is named so."""
    part = base.measures[0] if base.operation == "share" else base.measures[-1]
    if frame.named or part.over or len(frame.measures) > 1 or not _OF_WHOLE.match(frame.names.masked):
        return measures
    own = find_whole(part, load_vocabulary())
    whole = own if own is not None and (not frame.measures or _BARE_WHOLE.search(frame.names.masked)) else None
    if whole is None and frame.measures:
        whole = frame.measures[0]
    return measures if whole is None or whole == part else (part, whole)


def _draft_rules(frame: Frame, base: Query | None, task: Task) -> tuple[str, ...]:
    """The rules of a check; one on figures added up goes over those of the turn before, unless it names its own."""
    if base is None or not base.measures or task.operation != "check" or not adds_up(frame):
        return task.rules
    return find_sum_rules(frame.names.masked) or list_sum_rules(base.measures) or task.rules


def _carry_task(query: Query, frame: Frame, base: Query | None) -> Query:
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
