"""The passages that a text question needs: those of the reports named, or the nearest of all."""

from collections.abc import Sequence

from assistant.answering.basis.extent import narrows
from assistant.answering.quotes.facts import find_stating
from assistant.records import Query
from assistant.understanding.words.themes import expand_terms, find_aspects
from index.lookup.search import search_passages
from index.records import StoredPassage, StoredReport
from index.store import Store
from ingest.errors import ModelError, StoreError
from ingest.records import Topic

WHOLE = 4
"""Of so few reports every passage is looked at."""

SCANNED = 400
"""Of so many reports every passage is looked at where all that mention something, or a section of each, are asked for."""

CANDIDATES = 48
"""Of more reports, so many passages."""

LONGEST = 200
"""More passages than any report has."""

EXPANDED = 12
"""So many words of a theme go into the search."""


def find_whole(store: Store, ids: Sequence[int]) -> tuple[StoredPassage, ...]:
    """Every passage of a few reports; none of more."""
    return search_passages(store, "", report_ids=ids, limit=len(ids) * LONGEST) if 0 < len(ids) <= WHOLE else ()


def find_passages(store: Store, query: Query, reports: tuple[StoredReport, ...]) -> tuple[tuple[StoredPassage, ...], bool]:
    """The passages to choose sentences from, of the section asked for, and whether words alone found them.

    Words alone find them where the vectors cannot be used (another model made them, they are lost, or stand on a medium that
    cannot be written); the answer says so.
    """
    ids = [report.id for report in reports]
    if 0 < len(ids) <= (SCANNED if wants_all(query) else WHOLE):
        topics = list_topics(query) if len(ids) > WHOLE else ()
        found = search_passages(store, "", report_ids=ids, topics=topics or None, limit=len(ids) * LONGEST)
        return keep_topics(found, query), False
    try:
        return search_near(store, query, ids, hybrid=True), False
    except (ModelError, StoreError):  # a fault of the rows themselves comes up again without the vectors
        return search_near(store, query, ids, hybrid=False), True


def search_near(store: Store, query: Query, ids: Sequence[int], *, hybrid: bool) -> tuple[StoredPassage, ...]:
    """The passages nearest to the question and to the words of its themes."""
    narrow = bool(query.agencies or query.sources or query.parent is not None or narrows(query))
    return search_passages(
        store,
        " ".join((query.question, *(word for term in expand_terms(query.terms, query.related) for word in term[1:EXPANDED]))),
        report_ids=ids if narrow else None,
        years=query.years or None,
        topics=list_topics(query) or None,
        limit=CANDIDATES,
        hybrid=hybrid,
    )


def keep_topics(passages: tuple[StoredPassage, ...], query: Query) -> tuple[StoredPassage, ...]:
    """The passages of the sections asked for; all of a report that has no such section."""
    topics = list_topics(query)
    if not topics:
        return passages
    having = {passage.report.id for passage in passages if passage.passage.topic in topics}
    return tuple(passage for passage in passages if passage.passage.topic in topics or passage.report.id not in having)


def wants_all(query: Query) -> bool:
    """Whether every report has to be gone over: for who mentions something, what the prose counts, a section of each."""
    sides = find_aspects(query.asked) & {"problems", "plans"}
    return query.operation == "mentions" or bool(query.objects or list_topics(query) or sides)


def list_topics(query: Query) -> tuple[Topic, ...]:
    """The sections that a question points to; none where it asks for a fact that may stand anywhere (地址, 落款日期)."""
    return () if find_stating(query.asked) else query.topics
