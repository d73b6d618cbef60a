"""The passages that a text question needs: those of the reports named, or the nearest of all."""

from assistant.records import Query
from assistant.themes import expand_terms
from index.records import StoredPassage, StoredReport
from index.search import search_passages
from index.store import Store

WHOLE = 4
"""Of so few reports every passage is looked at."""

CANDIDATES = 48
"""Of more reports, so many passages."""

EXPANDED = 12
"""So many words of a theme go into the search."""


def find_passages(store: Store, query: Query, reports: tuple[StoredReport, ...]) -> tuple[StoredPassage, ...]:
    """The passages to choose sentences from, of the section asked for where the reports have it."""
    narrow = bool(query.agencies) or query.parent is not None
    ids = [report.id for report in reports]
    if len(ids) <= WHOLE:
        found = search_passages(store, "", report_ids=ids, limit=len(ids) * 200)
        return keep_topics(found, query)
    text = " ".join((query.question, *(word for term in expand_terms(query.terms) for word in term[1:EXPANDED])))
    return search_passages(
        store, text, topics=query.topics or None, limit=CANDIDATES, report_ids=ids if narrow else None, years=query.years or None
    )


def keep_topics(passages: tuple[StoredPassage, ...], query: Query) -> tuple[StoredPassage, ...]:
    """The passages of the sections asked for; all of a report that has no such section."""
    if not query.topics:
        return passages
    having = {passage.report.id for passage in passages if passage.passage.topic in query.topics}
    return tuple(passage for passage in passages if passage.passage.topic in query.topics or passage.report.id not in having)
