"""When a language model is asked, and what is said where it fails: the rules' answer always stands behind it."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from assistant.answering.basis.wording import say
from assistant.models.chat_model import LanguageModel
from assistant.models.phrasing import may_phrase, phrase_answer
from assistant.models.widening import is_unsure, read_alone, widen_query
from assistant.records import Answer, Conversation, Evidence, Query
from assistant.understanding.names.catalog import Catalog
from ingest.errors import ModelError

LOG = logging.getLogger("wenbao")


def widen_question(
    model: LanguageModel, answer: Answer, evidence: Evidence, catalog: Catalog, conversation: Conversation
) -> tuple[Query | None, str]:
    """A query that the model reads where the rules were at a loss, or None; and a remark where it failed."""
    query = answer.query
    frame = None if query is None else read_alone(query.question, catalog, conversation)
    if query is None or frame is None or not is_unsure(query, answer, evidence, frame):
        return None, ""
    try:
        return widen_query(model, query, frame, catalog, conversation), ""
    except ModelError as error:
        LOG.warning("%s", error)
        return None, say(query.language, "note.model_failed")


def sum_up(model: LanguageModel, answer: Answer) -> Iterator[Answer]:
    """An answer of quotes with the model's summary above them, growing by a sentence at a time; any other as it is.

    Sentences that do not stand on the quotes are left out, and the last answer says so.
    """
    if not may_phrase(answer):
        return
    sentences: list[str] = []
    dropped = failed = False
    try:
        for sentence in phrase_answer(model, answer):
            dropped = dropped or not sentence
            if sentence:
                sentences.append(sentence)
                yield replace(answer, text="".join(sentences))
    except ModelError as error:
        LOG.warning("%s", error)
        failed = True
    yield replace(answer, text=join_parts(answer.text, sentences, dropped=dropped, failed=failed))


def join_parts(quotes: str, sentences: list[str], *, dropped: bool, failed: bool) -> str:
    """The summary, what it is, the quotes, and what the model failed at."""
    parts = ["".join(sentences), say("zh", "note.phrased")] if sentences else []
    parts.append(quotes)
    if failed or not sentences:
        parts.append(say("zh", "note.model_failed"))
    elif dropped:
        parts.append(say("zh", "note.model_dropped"))
    return "\n\n".join(parts)
