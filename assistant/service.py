"""The one way to an answer: understand, find, compose, verify. The page and the command line both ask here."""

import threading
from dataclasses import replace

from assistant.catalog import Catalog
from assistant.compose import compose_answer
from assistant.naming import find_doubles
from assistant.records import Answer, Conversation
from assistant.retrieve import find_evidence
from assistant.suggesting import suggest_questions
from assistant.understand import understand_question
from assistant.verify import verify_answer
from index.reports import list_agencies, list_reports, store_version
from index.store import Store


class Assistant:
    """Answers questions over one open store, which it reads and never writes.

    Several threads may ask at once: what they share is the store and the catalog, which is replaced and never changed. What
    a conversation settled stands in its ``Conversation`` alone.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._version = ""
        self._catalog = Catalog()
        self._doubles: frozenset[str] = frozenset()

    def ask(self, question: str, conversation: Conversation) -> Answer:
        """The verified answer to a question, which is also noted in the conversation.

        Raises:
            StoreError: The store cannot be read.
        """
        version, catalog, doubles = self.load_catalog()
        query = understand_question(question, catalog, conversation)
        evidence = find_evidence(self._store, query)
        composed = verify_answer(compose_answer(query, evidence, conversation, doubles), evidence)
        answer = replace(composed, next=suggest_questions(self._store, query, composed, catalog), store=version)
        conversation.queries.append(query)
        conversation.answers.append(answer)
        return answer

    def load_catalog(self) -> tuple[str, Catalog, frozenset[str]]:
        """The store's version, its catalog and the names borne twice, read anew where the content has changed."""
        with self._lock:
            version = store_version(self._store)
            if version != self._version:
                self._catalog = Catalog(list_agencies(self._store), list_reports(self._store))
                self._doubles = find_doubles(self._catalog.agencies)
                self._version = version
            return self._version, self._catalog, self._doubles
