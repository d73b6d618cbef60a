"""From a frame to a draft: what a question leaves out is taken from the turn before; years and agencies may stay open.

What stays open is decided in ``settle``.
"""

from dataclasses import replace

from assistant.records import Conversation, Operation, Query
from assistant.understanding.drafting.carrying import carry_task, draft_all_years, draft_rules, draft_years, leave_lone_year
from assistant.understanding.drafting.deciding import choose_operation, sums_report_up, turn_task
from assistant.understanding.drafting.leaning import find_base
from assistant.understanding.drafting.referring import (
    draft_agencies,
    draft_parent,
    note_country,
    note_kept,
    note_region,
    shares_sum,
    speaks_of_all,
    turns_to_all,
)
from assistant.understanding.drafting.sides import draft_counties, draft_pairs, draft_sides
from assistant.understanding.drafting.wanting import set_objects
from assistant.understanding.frame import Frame, Task
from assistant.understanding.names.agency_kinds import note_kinds
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.sayings import asks_which_ones
from assistant.understanding.signs.apiece import set_apiece
from assistant.understanding.signs.averaging import set_average
from assistant.understanding.signs.conditions import set_conditions
from assistant.understanding.signs.courses import set_course
from assistant.understanding.signs.ever import set_ever
from assistant.understanding.signs.form_changes import note_sequential, set_form_change
from assistant.understanding.signs.grouping import set_groups
from assistant.understanding.signs.members import set_members
from assistant.understanding.signs.ratios import set_ratio
from assistant.understanding.signs.reach import set_reach
from assistant.understanding.signs.relations import set_relation
from assistant.understanding.signs.rivals import set_rival
from assistant.understanding.signs.streaks import set_streak
from assistant.understanding.signs.subjects import (
    adds_figures,
    draft_about,
    draft_measures,
    draft_subject,
    list_key_measures,
    note_unglossed,
    shares_all,
)
from assistant.understanding.signs.verdicts import fit_verdict
from assistant.understanding.signs.yearly import set_every_year
from assistant.understanding.turns.following import set_following
from assistant.understanding.turns.listed import keep_leader, note_among
from assistant.understanding.words.cues import load_cues
from index.records import StoredAgency


def draft_query(frame: Frame, previous: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The question's own words, with what it leaves out taken from the turn before; years and agencies may still be open."""
    frame, base = find_base(frame, previous, conversation)
    base = keep_leader(frame, base, catalog, conversation) if base is not None else None
    task = turn_task(frame, base)
    agencies, notes = draft_agencies(frame, base, catalog, conversation)
    operation, frame = _draft_operation(frame, base, task, agencies)
    query = Query(
        frame.question,
        operation,
        agencies=agencies,
        rules=draft_rules(frame, base, task),
        forms=frame.periods.forms,  # type: ignore[arg-type]
        language=frame.language,
        counties=draft_counties(frame, catalog) or (base.counties if base is not None and not frame.named else ()),
        pairs=draft_pairs(frame, catalog) or (base.pairs if base is not None and base is not previous else ()),
        sides=draft_sides(frame),
        own=frame.own,
    )
    query = _set_subject(query, frame, base)
    query = leave_lone_year(_set_scope(query, frame, base, previous), previous, frame, catalog)
    query = _note_taken(query, frame, notes)
    query = _set_task(query, task)
    query = _keep_reach(query, frame, base, notes)
    query = carry_task(query, frame, base)
    return _set_signs(query, frame, base, catalog, conversation)


def _draft_operation(frame: Frame, base: Query | None, task: Task, agencies: tuple[StoredAgency, ...]) -> tuple[Operation, Frame]:
    """What is wanted; a question that sums a report up asks for its key figures, and its frame names them then."""
    cues = load_cues()
    operation = choose_operation(frame, base, task, cues, specific=bool(agencies), several=len(agencies) > 1)
    if operation == "text" and base is None and sums_report_up(frame, cues, named=bool(agencies)):
        return "lookup", replace(frame, measures=list_key_measures(), prose=False)
    return operation, frame


def _set_subject(query: Query, frame: Frame, base: Query | None) -> Query:
    """The query with the measures that it asks for, or the topics and words."""
    several = len(query.agencies) > 1
    measures = draft_measures(frame, base, query.operation, several=several)
    topics, terms, related = draft_subject(frame, base, query.operation, load_cues())
    which = query.operation == "text" and base is None and terms and not topics and asks_which_ones(frame)
    operation: Operation = "mentions" if which else query.operation
    return replace(
        query,
        operation=operation,
        measures=measures,
        together=adds_figures(frame, operation, measures, several=several),
        topics=topics,
        terms=terms,
        related=related,
        about=draft_about(frame, base, (topics, terms, related)),
    )


def _set_scope(query: Query, frame: Frame, base: Query | None, previous: Query | None) -> Query:
    """The query with the years that it speaks of, and whether of all agencies or those of one place."""
    agencies, operation = query.agencies, query.operation
    shared = shares_all(frame, operation, query.measures, several=len(agencies) > 1)
    return replace(
        query,
        all_agencies=speaks_of_all(frame, base, agencies) or shared,
        parent=draft_parent(frame, base) if not agencies or operation in ("rank", "share") else None,
        years=draft_years(frame, base, None if turns_to_all(frame) else previous, operation),
        all_years=draft_all_years(frame, base),
    )


def _note_taken(query: Query, frame: Frame, notes: list[str]) -> Query:
    """The query with what was taken for granted so far, in words."""
    region = () if query.agencies else note_region(frame, query.operation)
    query = replace(query, assumed=(*frame.periods.assumed, *notes, *region))
    return replace(
        query, assumed=(*query.assumed, *note_kept(query, frame), *note_unglossed(frame, query.operation, load_cues()))
    )


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
        lacking=task.lacking,
        stock=task.stock,
        mainly=task.mainly,
        tally=task.tally,
    )


def _keep_reach(query: Query, frame: Frame, base: Query | None, notes: list[str]) -> Query:
    """The query with the kind, the files and the unknown names that it speaks of or keeps from the turn before."""
    before = base if base is not None and (not frame.named or shares_sum(frame, base)) else None
    unknown = frame.names.unknown or (before.unknown_agencies if before is not None and not query.agencies else ())
    query = replace(
        query,
        unknown_agencies=unknown,
        kind=frame.names.kind or (before.kind if before is not None else ""),
        kinds=frame.names.kinds or (before.kinds if before is not None else ()),
        without_kinds=frame.names.without_kinds or (before.without_kinds if before is not None else ()),
        without=frame.without or (before.without if before is not None else ()),
        sources=frame.sources or (before.sources if before is not None else ()),
    )
    if not query.agencies:
        kinds = () if frame.names.kinds_apart else note_kinds(query)
        query = replace(query, assumed=(*query.assumed, *kinds, *note_country(frame)))
    if query.sources:
        query = replace(query, agencies=(), all_agencies=False, all_years=not query.years, parent=None)
    if "copied_last_year" in query.rules and frame.periods.assumed:
        query = replace(query, years=(), all_years=True, assumed=tuple(notes))
    return query


def _set_signs(query: Query, frame: Frame, base: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The query with what each sign in the question's words adds to it; a later sign may rest on an earlier one."""
    query = set_ever(query, frame, base)
    query = set_streak(query, frame, base)
    query = set_relation(query, frame, base, catalog)
    query = set_course(query, frame)
    query = set_conditions(query, frame, base, catalog)
    query = set_ratio(query, frame, catalog)
    query = set_every_year(query, frame, base)
    query = set_groups(query, frame, conversation)
    query = set_average(query, frame)
    query = set_rival(query, frame, base)
    query = set_members(query, frame, catalog)
    query = set_reach(query, frame)
    query = set_apiece(query, frame)
    query = set_form_change(query, frame, catalog)
    query = note_sequential(query, frame)
    query = set_following(query, catalog)
    query = note_among(query, frame, base, catalog)
    query = fit_verdict(query)
    return set_objects(query, frame, base)
