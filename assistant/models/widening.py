"""What a language model adds where the rules are unsure of a question: it names the task, the measures, the agencies, the words.

Its names are looked up in the catalog and the vocabulary, and what is not found there is dropped. Years, bounds and places
in a ranking come from the question's own words alone. What it gives is filled into the frame that the rules read, so that
everything behind (conversation, namesakes, years left open) is decided as for any other question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from assistant.answering.basis.wording import join_names, say
from assistant.models.chat_model import LanguageModel
from assistant.models.exhibits import gives_orders
from assistant.models.grounding import brings_numbers
from assistant.models.prompts import Prompt, quote_data, write_prompt
from assistant.records import Answer, Conversation, Evidence, Measure, Operation, Query
from assistant.understanding.drafting.drafting import draft_query
from assistant.understanding.drafting.scope import refuses_plainly
from assistant.understanding.drafting.settle import settle_query
from assistant.understanding.frame import Frame
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import MASK, Mention, Names
from assistant.understanding.names.naming import strip_kind
from assistant.understanding.prose.objects import list_objects
from assistant.understanding.turns.conversation import find_pending, find_previous
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.spelling import blur_sounds, spell_sounds
from assistant.understanding.words.vocabulary import load_vocabulary
from ingest.folding import fold_text

OPERATIONS: Final[tuple[Operation, ...]] = (
    "lookup",
    "compare",
    "trend",
    "rank",
    "sum",
    "average",
    "median",
    "maximum",
    "minimum",
    "share",
    "difference",
    "growth",
    "multiple",
    "text",
    "mentions",
)
"""What a model may say is asked; a bound has to stand in the question, where the rules see it."""

PROSE: Final = frozenset({"text", "mentions"})

MOST = 6
"""So many entries of each list in a reply are read."""

LISTED = 60
"""Of so many stored agencies the names are shown to the model; more would fill the request."""

TERM = range(2, 9)
"""Characters of a search word."""

SCHEMA: Final[Mapping[str, Any]] = {
    "title": "question",
    "description": "What the question asks, without any number.",
    "type": "object",
    "additionalProperties": False,
    "required": ["in_scope", "operation", "measures", "agencies", "all_agencies", "terms"],
    "properties": {
        "in_scope": {"type": "boolean"},
        "operation": {"type": "string", "enum": list(OPERATIONS)},
        "measures": {"type": "array", "items": {"type": "string"}},
        "agencies": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["words", "name"],
                "properties": {"words": {"type": "string"}, "name": {"type": "string"}},
            },
        },
        "all_agencies": {"type": "boolean"},
        "terms": {"type": "array", "items": {"type": "string"}},
    },
}
"""The form that the model fills in. ``words`` are the question's, ``name`` the agency's."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model's reply as far as it holds: what it says is stored, defined or stands in the question."""

    operation: Operation
    measures: tuple[Measure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    everyone: bool = False
    terms: tuple[str, ...] = ()


def is_unsure(query: Query, answer: Answer, evidence: Evidence, frame: Frame) -> bool:
    """Whether the rules were at a loss for what is meant; a question refused for its words or asked back for a choice is not."""
    if query.operation == "out_of_scope":
        return not refuses_plainly(frame, load_cues())
    if answer.status == "clarify":
        return not query.options
    return query.operation in PROSE and answer.status == "no_data" and bool(evidence.reports) and not query.unknown_agencies


def read_alone(question: str, catalog: Catalog, conversation: Conversation) -> Frame | None:
    """The frame of a question; None for one that only chooses between readings offered before."""
    if find_pending(conversation) is not None:
        return None
    return read_frame(question, catalog, find_previous(conversation))


def widen_query(model: LanguageModel, query: Query, frame: Frame, catalog: Catalog, conversation: Conversation) -> Query | None:
    """The query with what the model adds; None where that is nothing, or the model finds the question foreign too.

    Raises:
        ModelError: The model gives no usable reply.
    """
    previous = find_previous(conversation)
    suggestion = read_suggestion(model.fill(ask_suggestion(query, previous, catalog), SCHEMA), frame, catalog)
    if suggestion is None or (suggestion.operation in PROSE and not suggestion.terms):
        return None
    widened = widen_frame(frame, suggestion)
    if suggestion.operation not in PROSE and not (widened.measures or (previous is not None and previous.measures)):
        return None
    draft = draft_query(widened, previous, catalog, conversation)
    if suggestion.operation in PROSE:
        draft = replace(draft, topics=(), terms=suggestion.terms, related=(*draft.related, *suggestion.terms))
    settled = settle_query(draft, widened, catalog)
    found = [agency for mention in widened.names.mentions if mention not in frame.names.mentions for agency in mention.agencies]
    heard = [catalog.name_agency(agency) for agency in found]
    return replace(settled, assumed=(*settled.assumed, describe_suggestion(settled, heard)))


def ask_suggestion(query: Query, previous: Query | None, catalog: Catalog) -> Prompt:
    """The request to say what a question asks."""
    measures = load_vocabulary().measures.values()
    listed = [measure for measure in measures if measure.id.endswith(".total") or not is_crossed(measure)]
    names = (
        join_names("zh", (catalog.name_agency(agency) for agency in catalog.agencies)) if len(catalog.agencies) <= LISTED else ""
    )
    return write_prompt(
        "understand",
        question=quote_data(query.question),
        previous=quote_data(previous.question) if previous is not None else "",
        measures="\n".join(f"{measure.id} {measure.label}" for measure in listed),
        applicants=list_columns(measures, "requests.new."),
        outcomes=list_columns(measures, "disputes.reviews."),
        agencies=f"存有报告的单位：{quote_data(names)}" if names else "",
    )


def is_crossed(measure: Measure) -> bool:
    """Whether a measure is one of a table in which rows and columns cross freely."""
    return measure.id.startswith(("requests.", "disputes."))


def list_columns(measures: Iterable[Measure], row: str) -> str:
    """The columns of a row with their names."""
    found = [measure for measure in measures if measure.id.startswith(row)]
    return "、".join(f"{measure.id.removeprefix(row)} {measure.label}" for measure in found)


def read_suggestion(reply: Mapping[str, Any], frame: Frame, catalog: Catalog) -> Suggestion | None:
    """What of a reply holds; None where the model finds the question foreign or names no task that there is."""
    operation = reply.get("operation")
    if reply.get("in_scope") is not True or operation not in OPERATIONS:
        return None
    measures = load_vocabulary().measures
    return Suggestion(
        cast("Operation", operation),
        tuple(measures[name] for name in dict.fromkeys(list_texts(reply.get("measures"))) if name in measures),
        tuple(read_mentions(reply.get("agencies"), frame, catalog)),
        everyone=reply.get("all_agencies") is True,
        terms=tuple(dict.fromkeys(term for term in list_texts(reply.get("terms")) if is_term(term))),
    )


def list_texts(given: object) -> list[str]:
    """The texts of a list in a reply."""
    return [entry.strip() for entry in given[:MOST] if isinstance(entry, str)] if isinstance(given, list) else []


def is_term(text: str) -> bool:
    """Whether a text is a word to search for: short, without numbers, no order."""
    return len(text) in TERM and text.isalnum() and not brings_numbers(text) and not gives_orders(text)


def read_mentions(given: object, frame: Frame, catalog: Catalog) -> Iterator[Mention]:
    """The stored agencies that a reply finds in the question, where the words that it points to stand there and sound alike."""
    for entry in given[:MOST] if isinstance(given, list) else ():
        words, name = (entry.get("words"), entry.get("name")) if isinstance(entry, dict) else (None, None)
        if not isinstance(words, str) or not isinstance(name, str) or not words.strip():
            continue
        folded = fold_text(words).text.lower()
        agencies = catalog.find_agencies(name)
        taken = any(token.text in folded for token in frame.tokens)  # words that already name a figure
        if agencies and not taken and folded in fold_text(frame.text).text and sounds_alike(folded, name):
            yield Mention(0, 0, words, agencies)


def sounds_alike(words: str, name: str) -> bool:
    """Whether words of a question share a sound with a name, its kind (镇, 街道) left out; Latin letters have to spell it."""
    stem = strip_kind(name)
    if words.isascii():
        return "".join(spell_sounds(stem)) in "".join(filter(str.isalpha, words))
    return bool(set(blur_sounds(words)) & set(blur_sounds(stem)))


def widen_frame(frame: Frame, suggestion: Suggestion) -> Frame:
    """The frame with the suggestion where the question's own words say nothing."""
    names = explain_words(frame) if suggestion.measures else frame.names
    if not (names.mentions or names.regions or names.it or names.these):
        names = replace(
            names, mentions=suggestion.mentions, everyone=names.everyone or (suggestion.everyone and not suggestion.mentions)
        )
    prose = suggestion.operation in PROSE
    operation = frame.task.operation if frame.task.operation not in (None, *PROSE) else suggestion.operation
    task = replace(frame.task, operation=None if operation in ("lookup", "text") else operation)
    measures = () if prose else frame.measures or suggestion.measures
    return replace(frame, names=names, measures=measures, task=task, prose=prose)


def explain_words(frame: Frame) -> Names:
    """The names of a question without the words that the rules take for a thing counted: the model says what they mean."""
    bare = frame.names.bare
    for word in list_objects(frame):
        bare = bare.replace(word, MASK * len(word))
    return replace(frame.names, bare=bare)


def describe_suggestion(query: Query, heard: Sequence[str]) -> str:
    """What the model took the question to mean, in words; ``heard`` are the agencies that only it found there."""
    if query.operation in PROSE:
        return say(query.language, "note.widened_text", words=join_names(query.language, (*heard, *query.terms)))
    english = query.language == "en"
    labels = [measure.label_en or measure.label if english else measure.label for measure in query.measures]
    return say(query.language, "note.widened", words=join_names(query.language, (*heard, *labels)))
