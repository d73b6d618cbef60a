"""A query and its evidence become an answer: which kind of answer it is, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.doubting import judge_doubt
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.basis.echoing import drop_echoes
from assistant.answering.basis.glossing import polish_text
from assistant.answering.basis.verdicts import judge_derived, judge_quorum
from assistant.answering.basis.yuan import add_yuan
from assistant.answering.checks.checking import compose_check
from assistant.answering.figures.apiece import compose_apiece
from assistant.answering.figures.beyond import compose_unstated, find_unstated
from assistant.answering.figures.claims import compose_claim, compose_either
from assistant.answering.figures.comparing import compose_change, compose_comparison, compose_multiple
from assistant.answering.figures.conditions import compose_conditions
from assistant.answering.figures.county_changes import compose_county_changes
from assistant.answering.figures.courses import compose_course
from assistant.answering.figures.cumulating import adds_years, compose_cumulation
from assistant.answering.figures.groups import compose_groups
from assistant.answering.figures.lacking import compose_lacking
from assistant.answering.figures.lookups import compose_lookup
from assistant.answering.figures.makeup import compose_makeup
from assistant.answering.figures.members import compose_items, weighs_items
from assistant.answering.figures.paces import compose_pace, find_pace
from assistant.answering.figures.placing import compose_provenance
from assistant.answering.figures.ranking import compose_extreme, compose_ranking
from assistant.answering.figures.relating import compose_relation
from assistant.answering.figures.rest import compose_rest
from assistant.answering.figures.rivals import compose_rivals
from assistant.answering.figures.series import compose_trend
from assistant.answering.figures.shares import compose_share
from assistant.answering.figures.spreads import compose_spread
from assistant.answering.figures.streaks import compose_streaks
from assistant.answering.figures.thresholds import compose_threshold
from assistant.answering.figures.totals import compose_total
from assistant.answering.figures.written import asks_written, compose_written
from assistant.answering.figures.yearly import compose_yearly
from assistant.answering.prose.counted import compose_counted
from assistant.answering.prose.prose import compose_said, compose_text
from assistant.answering.stores.clarifying import compose_choice, compose_refusal, compose_unclear, compose_unread
from assistant.answering.stores.meanings import compose_help
from assistant.answering.stores.stock import compose_reports
from assistant.records import Answer, Conversation, Evidence, Operation, Query
from assistant.understanding.drafting.referring import OVER_ALL
from assistant.understanding.signs.claims import asks_either, claims_number
from assistant.understanding.signs.makeup import shows_makeup
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.signs.relations import relates
from assistant.understanding.signs.rest import asks_rest
from assistant.understanding.unused import UNUSED

COMPOSERS: Mapping[Operation, Callable[[Draft], Answer]] = {
    "lookup": compose_lookup,
    "compare": compose_comparison,
    "trend": compose_trend,
    "rank": compose_ranking,
    "threshold": compose_threshold,
    "count": compose_threshold,
    "sum": compose_total,
    "average": compose_total,
    "median": compose_total,
    "maximum": compose_extreme,
    "minimum": compose_extreme,
    "share": compose_share,
    "difference": compose_change,
    "growth": compose_change,
    "multiple": compose_multiple,
    "text": compose_text,
    "mentions": compose_said,
    "check": compose_check,
    "reports": compose_reports,
    "help": compose_help,
    "out_of_scope": compose_refusal,
}


BESIDES: Sequence[tuple[Callable[[Query], object], Callable[[Draft], Answer]]] = (
    (lambda query: query.conditions, compose_conditions),
    (lambda query: query.every_year, compose_yearly),
    (lambda query: query.operation == "threshold" and (query.streak or query.course), compose_streaks),
    (lambda query: query.rival, compose_rivals),
    (lambda query: query.apiece, compose_apiece),
    (asks_rest, compose_rest),
    (asks_either, compose_either),
    (claims_number, compose_claim),
    (weighs_items, compose_items),
    (relates, compose_relation),
    (lambda query: query.course, compose_course),
    (lambda query: query.operation == "rank" and query.wants_difference, compose_spread),
    (lambda query: query.lacking, compose_lacking),
    (shows_makeup, compose_makeup),
    (adds_years, compose_cumulation),
    (lambda query: (query.counties or query.by == "all") and query.operation == "difference", compose_county_changes),
    (lambda query: (query.counties or query.by) and query.operation in ("sum", "average"), compose_groups),
)
"""What is composed for queries that ask for more than their operation says, the first that fits."""


def compose_answer(query: Query, evidence: Evidence, conversation: Conversation, doubles: frozenset[str] = frozenset()) -> Answer:
    """The answer before it is verified. ``doubles`` are the names that more than one stored agency bears."""
    answer = _compose_whole(query, evidence, conversation, doubles)
    if query.trial and answer.status == "no_data" and not query.objects:
        refusal = compose_refusal(Draft(query, evidence, doubles))
        answer = replace(refusal, text=f"{answer.text}\n\n{refusal.text}", available=list_available(evidence.reports))
    answer = drop_echoes(answer)
    return replace(answer, text=polish_text(answer.text, doubles)) if query.language == "en" else answer


def _compose_whole(query: Query, evidence: Evidence, conversation: Conversation, doubles: frozenset[str]) -> Answer:
    """The answer in the words of its composer."""
    draft = Draft(query, evidence, doubles)
    asked_back = _ask_back(draft)
    if asked_back is not None:
        return asked_back
    if query.objects:
        return compose_counted(draft)
    if asks_written(query) and evidence.readings:
        return compose_written(draft)
    if query.operation == "provenance":
        return compose_provenance(draft, conversation)
    return _add_remarks(draft, add_yuan(draft, _put_first(draft, _compose_asked(draft))))


def _ask_back(draft: Draft) -> Answer | None:
    """What has to be asked before anything can be answered; None where nothing has."""
    query = draft.query
    if query.options:
        return compose_choice(draft)
    if query.unread:
        return compose_unread(draft)
    written = query.objects or (asks_written(query) and draft.evidence.readings)
    return compose_unclear(draft) if query.operation in FIGURES and not query.measures and not written else None


def _put_first(draft: Draft, answer: Answer) -> Answer:
    """The answer with what has to be read before it: yes or no to a bound, and what of the turn before limits it."""
    query, text = draft.query, answer.text
    verdict = judge_quorum(draft) or judge_derived(draft) or judge_doubt(draft)
    text = f"{verdict}{text}" if answer.status == "answered" else text
    text = f"{draft.say('note.kept', kept=query.kept)}\n\n{text}" if query.kept else text
    text = f"{draft.say('nested.among')}{text}" if query.picked and len(query.agencies) > 1 else text
    return replace(answer, text=text)


def _add_remarks(draft: Draft, answer: Answer) -> Answer:
    """The answer with how its question was taken and how it was searched, as far as it does not say so itself."""
    query = draft.query
    for reading in query.assumed:  # what limits an answer over all has to be seen in it
        if (query.operation in OVER_ALL or reading.startswith(UNUSED)) and reading not in answer.text:
            answer = replace(answer, text=f"{answer.text}\n\n{draft.say('note.assumed', reading=reading)}")
    if draft.evidence.by_words:
        return replace(answer, text=f"{answer.text}\n\n{draft.say('note.by_words')}")
    return answer


def _compose_asked(draft: Draft) -> Answer:
    """The answer of the query's operation, or of what is asked besides it: a part of a year, a relation, sums over years."""
    query = draft.query
    if per := find_pace(query):
        return compose_pace(draft, per)
    kind, words = find_unstated(query)
    if kind:
        return compose_unstated(draft, kind, words)
    besides = next((compose for fits, compose in BESIDES if fits(query)), None)
    return besides(draft) if besides is not None else COMPOSERS[query.operation](draft)
