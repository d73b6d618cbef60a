"""From a question to a Query, by rules: read the words (framing), fill in from the conversation (drafting), decide what is open.

Nothing here looks into the store; ``Catalog`` says which agencies and years there are.
"""

from dataclasses import replace

from assistant.records import Conversation, Operation, Query
from assistant.understanding.drafting.drafting import draft_query
from assistant.understanding.drafting.leftovers import note_apart, note_left_out
from assistant.understanding.drafting.reaching import (
    asks_how_many,
    list_quotes,
    note_skipped,
    reach_into,
    reaches_into,
    restate,
    stay_with_quote,
    turns_away,
)
from assistant.understanding.drafting.scope import judge_scope, refuses_plainly
from assistant.understanding.drafting.settle import settle_query
from assistant.understanding.frame import Frame
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.carried import note_carried
from assistant.understanding.signs.fitting import fit_query
from assistant.understanding.signs.members import asks_further
from assistant.understanding.signs.outside import read_outside, read_pointless
from assistant.understanding.signs.shapes import asks_formula, asks_makeup, asks_term, find_excluded
from assistant.understanding.turns.brief import read_bare
from assistant.understanding.turns.choosing import choose_all, choose_option, choose_other, misses_options
from assistant.understanding.turns.conversation import find_pending, find_previous
from assistant.understanding.turns.counting import join_counted
from assistant.understanding.words.cues import load_cues


def understand_question(question: str, catalog: Catalog, conversation: Conversation) -> Query:
    """What ``question`` asks, in terms of what is stored, as the latest turn of ``conversation`` (which is not changed)."""
    return (
        _choose_reading(question, catalog, conversation)
        or _turn_back(question, catalog, conversation)
        or _go_on_bare(question, catalog, conversation)
        or _understand_words(question, catalog, conversation)
    )


def _choose_reading(question: str, catalog: Catalog, conversation: Conversation) -> Query | None:
    """What the answer to a clarification settles: one option, all of them, or none, so that it is asked again; None otherwise."""
    pending = find_pending(conversation)
    if pending is None:
        return None
    option = choose_option(question, pending)
    if option is not None:
        chosen = understand_question(option, catalog, Conversation())
        return replace(chosen, question=question, language=pending.language, about=option)
    if misses_options(question, pending):
        told = "there is no such option" if pending.language == "en" else "没有这个选项"
        return replace(pending, question=question, kept=told)
    return choose_all(question, pending, load_cues())


def _turn_back(question: str, catalog: Catalog, conversation: Conversation) -> Query | None:
    """The query of the other option, where a turn goes back to a choice made before (另一个呢); None for others."""
    other = choose_other(question, conversation)
    if other is None:
        return None
    return replace(understand_question(other, catalog, Conversation()), question=question, about=other)


def _go_on_bare(question: str, catalog: Catalog, conversation: Conversation) -> Query | None:
    """The query of a question that says nothing but what it wants of the turn before (具体什么原因, 都有谁); None for others."""
    previous = find_previous(conversation)
    whole = restate(question, previous)
    if whole and whole != question:
        return replace(understand_question(whole, catalog, conversation), question=question, about=whole)
    if previous is not None and asks_further(question, previous):
        return replace(previous, question=question, assumed=())  # its number is told with its items
    return join_counted(question, conversation) or read_bare(question, conversation, catalog.years)


def _understand_words(question: str, catalog: Catalog, conversation: Conversation) -> Query:
    """The query of a question that says by its own words what it is after, or that it is none for these reports."""
    previous = find_previous(conversation)
    frame = read_frame(question, catalog, previous)
    outside = None if refuses_plainly(frame, load_cues()) else read_outside(frame) or read_pointless(frame, previous)
    if outside is not None:
        return outside
    operation = judge_scope(frame, previous, load_cues())
    trial = _is_trial(frame, previous, operation)
    if operation is not None and not trial:
        return _refuse(frame, previous, operation)
    frame = reach_into(frame) if trial else frame
    return _answer_shape(question, frame) or replace(_fill_in(frame, previous, catalog, conversation), trial=trial)


def _is_trial(frame: Frame, previous: Query | None, operation: Operation | None) -> bool:
    """Whether only the words of the report spoken of before tell if the question is about it at all."""
    unheard = operation == "out_of_scope" and not refuses_plainly(frame, load_cues()) and reaches_into(frame, previous)
    return unheard or (operation is None and turns_away(frame, previous))


def _refuse(frame: Frame, previous: Query | None, operation: Operation) -> Query:
    """The query of a question that is none for these reports, unless it only asks how many the turn before told of (几名)."""
    if operation == "out_of_scope" and previous is not None and asks_how_many(frame, previous):
        return replace(previous, question=frame.question, about=previous.question)
    return Query(frame.question, operation, language=frame.language)


def _answer_shape(question: str, frame: Frame) -> Query | None:
    """The query of a question for what the form means, or for all but one of its rows; None for others."""
    if frame.task.operation == "check" and asks_term(frame):
        return Query(question, "help", rules=frame.task.rules, language=frame.language)
    if asks_formula(frame) or asks_makeup(frame):
        return Query(question, "help", measures=frame.measures, language=frame.language)
    included = find_excluded(frame)  # no row or item is the rest: only what is named can be offered
    return Query(question, "lookup", language=frame.language, options=(included,)) if included else None


def _fill_in(frame: Frame, previous: Query | None, catalog: Catalog, conversation: Conversation) -> Query:
    """The query of a frame: drafted, what is open decided, fitted to its figures, and said what was not taken up."""
    query = draft_query(frame, previous, catalog, conversation)
    query = settle_query(query, frame, catalog)
    query = fit_query(query, frame)
    query = stay_with_quote(query, frame, previous, conversation)
    notes = (
        *note_skipped(query, frame, previous, conversation),
        *note_left_out(frame, query),
        *note_apart(frame, query),
        *note_carried(frame, query),
    )
    return replace(query, near=list_quotes(query, frame, previous, conversation), assumed=(*query.assumed, *notes))
