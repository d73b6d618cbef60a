"""wenbao's search as a langchain retriever."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.abilities.abilities import passage_entry
from index.lookup.search import search_passages
from index.records import StoredPassage
from index.store import Store
from ingest.records import Topic


class PassageRetriever(BaseRetriever):
    """Finds the passages of the stored reports that are nearest to a question, best first.

    ``agency_ids``, ``years`` and ``topics`` narrow the search where they are given. A document's text is the passage's; its
    metadata hold agency, year, heading, topic, score and the citation.
    """

    store: Store
    agency_ids: list[int] | None = None
    years: list[int] | None = None
    topics: list[Topic] | None = None
    limit: int = 8

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        found = search_passages(
            self.store, query, agency_ids=self.agency_ids, years=self.years, topics=self.topics, limit=self.limit
        )
        return [write_document(passage) for passage in found]


def write_document(passage: StoredPassage) -> Document:
    """A passage as langchain takes it."""
    entry = passage_entry(passage)
    return Document(page_content=str(entry.pop("text")), metadata=entry, id=passage.id)
