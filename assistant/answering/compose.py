"""A query and its evidence become an answer: which kind of answer it is, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.answering.beyond import compose_unstated, find_unstated
from assistant.answering.checking import compose_check
from assistant.answering.comparing import compose_change, compose_comparison, compose_multiple, compose_trend
from assistant.answering.counties import compose_counties
from assistant.answering.cumulating import adds_years, compose_cumulation
from assistant.answering.draft import Draft
from assistant.answering.lookups import compose_lookup, compose_provenance
from assistant.answering.quoting import compose_mentions, compose_text
from assistant.answering.relating import compose_relation
from assistant.answering.shares import compose_share
from assistant.answering.stock import compose_choice, compose_help, compose_refusal, compose_reports, compose_unclear
from assistant.answering.thresholds import compose_threshold
from assistant.answering.totals import compose_extreme, compose_ranking, compose_total
from assistant.records import Answer, Conversation, Evidence, Operation, Query
from assistant.understanding.operations import FIGURES
from assistant.understanding.referring import OVER_ALL
from assistant.understanding.relations import relates

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
    "mentions": compose_mentions,
    "check": compose_check,
    "reports": compose_reports,
    "help": compose_help,
    "out_of_scope": compose_refusal,
}


def compose_answer(query: Query, evidence: Evidence, conversation: Conversation, doubles: frozenset[str] = frozenset()) -> Answer:
    """The answer before it is verified. ``doubles`` are the names that more than one stored agency bears."""
    draft = Draft(query, evidence, doubles)
    if query.options:
        return compose_choice(draft)
    if query.operation == "provenance":
        return compose_provenance(draft, conversation)
    if query.operation in FIGURES and not query.measures:
        return compose_unclear(draft)
    answer = _compose_asked(draft)
    for reading in query.assumed:  # what limits an answer over all has to be seen in it
        if query.operation in OVER_ALL and reading not in answer.text:
            answer = replace(answer, text=f"{answer.text}\n\n{draft.say('note.assumed', reading=reading)}")
    if evidence.by_words:
        return replace(answer, text=f"{answer.text}\n\n{draft.say('note.by_words')}")
    return answer


def _compose_asked(draft: Draft) -> Answer:
    """The answer of the query's operation, or of what is asked besides it: a part of a year, a relation, sums over years."""
    query = draft.query
    kind, words = find_unstated(query)
    if kind:
        return compose_unstated(draft, kind, words)
    if relates(query):
        return compose_relation(draft)
    if adds_years(query):
        return compose_cumulation(draft)
    return compose_counties(draft) if query.counties and query.operation == "sum" else COMPOSERS[query.operation](draft)
