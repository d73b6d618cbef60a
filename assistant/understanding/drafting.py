"""From a frame to a draft: what a question leaves out is taken from the turn before; years and agencies may stay open.

What stays open is decided in ``settle``.
"""

from dataclasses import replace

from assistant.records import Conversation, Query
from assistant.understanding.bounds import find_position
from assistant.understanding.carrying import carry_task, draft_all_years, draft_rules, draft_years
from assistant.understanding.catalog import Catalog
from assistant.understanding.conversation import find_ranking, join_turns, leans_on
from assistant.understanding.cues import load_cues
from assistant.understanding.deciding import choose_operation, sums_report_up, turn_task
from assistant.understanding.frame import Frame, Task
from assistant.understanding.referring import draft_agencies, draft_parent, note_kept, note_region, speaks_of_all, turns_to_all
from assistant.understanding.relations import set_relation
from assistant.understanding.sides import asks_which_year, draft_counties, draft_pairs, draft_sides, sets_turns_apart
from assistant.understanding.subjects import (
    BOTH,
    THREE,
    adds_figures,
    draft_about,
    draft_measures,
    draft_subject,
    list_key_measures,
    shares_all,
)


def draft_query(frame: Frame, previous: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The question's own words, with what it leaves out taken from the turn before; years and agencies may still be open."""
    cues = load_cues()
    frame, base = _find_base(frame, previous, conversation)
    task = turn_task(frame, base)
    agencies, notes = draft_agencies(frame, base, catalog, conversation)
    operation = choose_operation(frame, base, task, cues, specific=bool(agencies), several=len(agencies) > 1)
    if operation == "text" and base is None and sums_report_up(frame, cues, named=bool(agencies)):
        operation, frame = "lookup", replace(frame, measures=list_key_measures(), prose=False)
    measures = draft_measures(frame, base, operation, several=len(agencies) > 1)
    topics, terms, related = draft_subject(frame, base, operation, cues)
    query = Query(
        frame.question,
        operation,
        agencies=agencies,
        all_agencies=speaks_of_all(frame, base, agencies) or shares_all(frame, operation, measures, several=len(agencies) > 1),
        parent=draft_parent(frame, base) if not agencies or operation in ("rank", "share") else None,
        years=draft_years(frame, base, None if turns_to_all(frame) else previous, operation),
        all_years=draft_all_years(frame, base),
        measures=measures,
        together=adds_figures(frame, operation, measures, several=len(agencies) > 1),
        topics=topics,
        terms=terms,
        related=related,
        rules=draft_rules(frame, base, task),
        forms=frame.periods.forms,  # type: ignore[arg-type]
        assumed=(*frame.periods.assumed, *notes, *note_region(frame, operation)),
        language=frame.language,
        counties=draft_counties(frame, catalog),
        pairs=draft_pairs(frame, catalog),
        sides=draft_sides(frame),
        about=draft_about(frame, base, (topics, terms, related)),
    )
    query = replace(query, assumed=(*query.assumed, *note_kept(query, frame)))
    query = carry_task(_keep_reach(_set_task(query, task), frame, base, notes), frame, base)
    return set_relation(query, frame, base, catalog)


def _find_base(frame: Frame, previous: Query | None, conversation: Conversation) -> tuple[Frame, Query | None]:
    """The query that a question leans on, if any; 第二名呢 leans on the last ranking, 两者 on the last two turns."""
    base = previous if previous is not None and not turns_to_all(frame) and leans_on(frame, previous) else None
    if base is not None and asks_which_year(frame):
        return _set_years_apart(frame, base, conversation)
    if base is not None and (BOTH.search(frame.masked) or sets_turns_apart(frame, base, conversation)):
        base = join_turns(base, conversation, 3 if THREE.search(frame.masked) else 2)
    place = find_position(frame.masked) if not (frame.measures or frame.named) else None
    ranking = find_ranking(conversation) if place is not None else None
    if ranking is None:
        return frame, base
    return replace(frame, task=Task("rank", limit=place, position=place)), ranking


def _set_years_apart(frame: Frame, base: Query, conversation: Conversation) -> tuple[Frame, Query]:
    """哪年更多 as a comparison of the years spoken of before, where they are more than one."""
    apart = replace(frame, task=Task("compare"), periods=replace(frame.periods, all_years=False, which=False))
    joined = join_turns(base, conversation) if sets_turns_apart(apart, base, conversation) else base
    return (apart, joined) if len(joined.years) > 1 else (frame, base)


def _set_task(query: Query, task: Task) -> Query:
    """The query with the bound, the places and the flags that its question names."""
    return replace(
        query,
        limit=task.limit,
        ascending=task.ascending,
        position=task.position,
        threshold=task.threshold,
        wants_growth=task.wants_growth,
        wants_difference=task.wants_difference,
    )


def _keep_reach(query: Query, frame: Frame, base: Query | None, notes: list[str]) -> Query:
    """The query with the kind, the files and the unknown names that it speaks of or keeps from the turn before."""
    before = base if base is not None and not frame.named else None
    unknown = frame.names.unknown or (before.unknown_agencies if before is not None and not query.agencies else ())
    query = replace(
        query,
        unknown_agencies=unknown,
        kind=frame.names.kind or (before.kind if before is not None else ""),
        without=frame.without or (before.without if before is not None else ()),
        sources=frame.sources or (before.sources if before is not None else ()),
    )
    if query.sources:
        query = replace(query, agencies=(), all_agencies=False, all_years=not query.years, parent=None)
    if "copied_last_year" in query.rules and frame.periods.assumed:
        query = replace(query, years=(), all_years=True, assumed=tuple(notes))
    return query
