"""The one way to an answer: understand, find, compose, verify. The page and the command line both ask here.

A language model, where there is one, is asked only where the rules are at a loss for a question (``consulting``), and to sum
up quotes. Without one the same question over the same store gives the same answer.
"""

import gc
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.basis.naming import find_doubles
from assistant.answering.basis.verify import verify_answer
from assistant.answering.compose import compose_answer
from assistant.answering.joining import join_answers
from assistant.answering.narrowing import narrow_options
from assistant.answering.nesting import find_parts
from assistant.answering.retrieve import find_evidence
from assistant.answering.suggesting import suggest_questions
from assistant.models.chat_model import LanguageModel
from assistant.models.consulting import sum_up, widen_question
from assistant.records import Answer, Conversation, Evidence, Query, Step
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.several import understand_turn
from index.lookup.reports import find_newest, list_agencies, list_reports, store_version
from index.store import Store

MANY = 10_000
"""A catalog of more reports is kept out of the garbage collector's rounds."""

TRIES = 5
"""So often a question is looked up anew where a writer changed the store meanwhile: its statements have to see one state."""


class Assistant:
    """Answers questions over one open store, which it reads and never writes.

    Several threads may ask at once: what they share is the store, the model and the catalog, which is replaced and never
    changed. What a conversation settled stands in its ``Conversation`` alone.
    """

    def __init__(self, store: Store, model: LanguageModel | None = None) -> None:
        self._store = store
        self._model = model
        self._lock = threading.Lock()
        self._version, self._newest = "", 0
        self._catalog = Catalog()
        self._doubles: frozenset[str] = frozenset()

    def ask(self, question: str, conversation: Conversation) -> Answer:
        """The verified answer to a question, which is also noted in the conversation.

        Raises:
            StoreError: The store cannot be read.
        """
        return deque(self.stream(question, conversation), maxlen=1)[0]

    def stream(self, question: str, conversation: Conversation) -> Iterator[Answer]:
        """The answer as it grows; each is verified, and the last is the whole, which is noted in the conversation.

        Raises:
            StoreError: The store cannot be read.
        """
        return (told for told in self.ask_steps(question, conversation) if isinstance(told, Answer))

    def ask_steps(self, question: str, conversation: Conversation) -> Iterator[Step | Answer]:
        """What ``stream`` gives, and before it each step of the work as it begins.

        Raises:
            StoreError: The store cannot be read.
        """
        yield "understand"
        version, catalog, doubles = self.load_catalog()
        queries = understand_turn(question, catalog, conversation)
        yield "look_up"
        parts = self._find(queries)
        for _ in range(TRIES):
            if self._is_current(catalog):
                break
            version, catalog, doubles = self.load_catalog()
            parts = self._find(understand_turn(question, catalog, conversation))
        queries, found = tuple(query for query, _ in parts), [evidence for _, evidence in parts]
        yield "check"
        told = [self._compose(query, evidence, conversation, doubles) for query, evidence in zip(queries, found, strict=True)]
        if len(told) > 1 or self._model is None:
            answer = join_answers(told, question)
        else:
            for answer in self._consult(self._model, told[0], found[0], conversation):
                yield replace(answer, store=version)
            queries = (answer.query,) if answer.query is not None else queries
        answer = replace(answer, next=suggest_questions(self._store, queries[-1], answer, catalog), store=version)
        conversation.queries.extend(queries)
        conversation.answers.append(answer)
        yield answer

    def _find(self, queries: Sequence[Query]) -> list[tuple[Query, Evidence]]:
        return [part for query in queries for part in find_parts(self._store, narrow_options(self._store, query))]

    def _consult(self, model: LanguageModel, answer: Answer, evidence: Evidence, conversation: Conversation) -> Iterator[Answer]:
        """The answer to a single question as a language model widens and phrases it, verified."""
        _, catalog, doubles = self.load_catalog()
        widened, note = widen_question(model, answer, evidence, catalog, conversation)
        if widened is not None:
            found = find_evidence(self._store, widened)
            better = self._compose(widened, found, conversation, doubles)
            if better.status != "no_data":
                evidence, answer = found, better
        answer = replace(answer, text=f"{answer.text}\n\n{note}" if note else answer.text)
        for answer in sum_up(model, answer):  # noqa: B020  (each stands for the one before)
            yield answer
        yield verify_answer(answer, evidence)

    def answer(self, query: Query) -> Answer:
        """The verified answer to a query that was put together without words; no conversation knows of it.

        Raises:
            StoreError: The store cannot be read.
        """
        version, catalog, doubles = self.load_catalog()
        evidence = find_evidence(self._store, query)
        for _ in range(TRIES):
            if self._is_current(catalog):
                break
            version, catalog, doubles = self.load_catalog()
            evidence = find_evidence(self._store, query)
        return replace(self._compose(query, evidence, Conversation(), doubles), store=version)

    def _is_current(self, catalog: Catalog) -> bool:
        """Whether nothing was written since this catalog was read."""
        return self.load_catalog()[1] is catalog

    @staticmethod
    def _compose(query: Query, evidence: Evidence, conversation: Conversation, doubles: frozenset[str]) -> Answer:
        return verify_answer(compose_answer(query, evidence, conversation, doubles), evidence)

    def load_catalog(self) -> tuple[str, Catalog, frozenset[str]]:
        """The store's version, its catalog and the names borne twice, read anew where the content has changed."""
        with self._lock:
            version, newest = store_version(self._store), find_newest(self._store)
            if (version, newest) != (self._version, self._newest):
                self._catalog = Catalog(list_agencies(self._store), list_reports(self._store))
                self._doubles = find_doubles(self._catalog.agencies)
                self._version, self._newest = version, newest
                if len(self._catalog.reports) > MANY:  # walking through all of it again and again takes a tenth of a second
                    gc.collect()
                    gc.freeze()
            return self._version, self._catalog, self._doubles
