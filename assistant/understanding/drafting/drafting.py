"""From a frame to a draft: what a question leaves out is taken from the turn before; years and agencies may stay open.

What stays open is decided in ``settle``.
"""

from dataclasses import replace

from assistant.records import Conversation, Query
from assistant.understanding.drafting.carrying import carry_task, draft_all_years, draft_rules, draft_years
from assistant.understanding.drafting.deciding import choose_operation, sums_report_up, turn_task
from assistant.understanding.drafting.leaning import find_base
from assistant.understanding.drafting.referring import (
    draft_agencies,
    draft_parent,
    note_country,
    note_kept,
    note_region,
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
from assistant.understanding.turns.listed import note_among
from assistant.understanding.words.cues import load_cues


def draft_query(frame: Frame, previous: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The question's own words, with what it leaves out taken from the turn before; years and agencies may still be open."""
    cues = load_cues()
    frame, base = find_base(frame, previous, conversation)
    task = turn_task(frame, base)
    agencies, notes = draft_agencies(frame, base, catalog, conversation)
    operation = choose_operation(frame, base, task, cues, specific=bool(agencies), several=len(agencies) > 1)
    if operation == "text" and base is None and sums_report_up(frame, cues, named=bool(agencies)):
        operation, frame = "lookup", replace(frame, measures=list_key_measures(), prose=False)
    measures = draft_measures(frame, base, operation, several=len(agencies) > 1)
    topics, terms, related = draft_subject(frame, base, operation, cues)
    if operation == "text" and base is None and terms and not topics and asks_which_ones(frame):
        operation = "mentions"
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
        assumed=(*frame.periods.assumed, *notes, *(() if agencies else note_region(frame, operation))),
        language=frame.language,
        counties=draft_counties(frame, catalog),
        pairs=draft_pairs(frame, catalog) or (base.pairs if base is not None and base is not previous else ()),
        sides=draft_sides(frame),
        own=frame.own,
        about=draft_about(frame, base, (topics, terms, related)),
    )
    query = replace(query, assumed=(*query.assumed, *note_kept(query, frame), *note_unglossed(frame, operation, cues)))
    query = carry_task(_keep_reach(_set_task(query, task), frame, base, notes), frame, base)
    query = set_streak(set_ever(query, frame, base), frame, base)
    query = set_conditions(set_course(set_relation(query, frame, base, catalog), frame), frame, base, catalog)
    query = set_ratio(query, frame, catalog)
    query = set_average(set_groups(set_every_year(query, frame, base), frame, conversation), frame)
    query = set_reach(set_members(set_rival(query, frame, base), frame, catalog), frame)
    query = note_sequential(set_form_change(set_apiece(query, frame), frame, catalog), frame)
    query = set_following(query, catalog)
    return set_objects(fit_verdict(note_among(query, frame, base, catalog)), frame, base)


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
    before = base if base is not None and not frame.named else None
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
