"""Questions for both ends of an order at once (最多和最少的单位, 最高的和最低的年份)."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Operation, Query
from assistant.understanding.words.cues import load_cues
from ingest.folding import fold_text

_ENDS: tuple[tuple[Operation, bool], ...] = (("maximum", False), ("minimum", True))


def split_ends(query: Query, before: Sequence[Query] = ()) -> list[Query]:
    """A query for the most and one for the least, where a question asks for both; empty where it does not.

    ``before`` are the queries of the conversation: a further question (2022年呢) that names no end asks for both again.
    """
    plain = query.limit == 1 and query.position is None and not (query.wants_difference or query.wants_growth or query.conditions)
    years = query.operation in ("maximum", "minimum")
    if query.options or query.unread or not (years or (query.operation == "rank" and plain)) or not _asks_both(query, before):
        return []
    if years:
        return [replace(query, operation=operation) for operation, _ in _ENDS]
    return [replace(query, ascending=ascending) for _, ascending in _ENDS]


def _asks_both(query: Query, before: Sequence[Query]) -> bool:
    """Whether a question names both ends, or none where the one before it named both."""
    named = _count_ends(query)
    pair = before[-len(_ENDS) :]
    again = len({one.question for one in pair}) == 1 < len(pair) and _count_ends(pair[0]) == len(_ENDS)
    return named == len(_ENDS) or (not named and again)


def _count_ends(query: Query) -> int:
    text = fold_text(query.question, keep_layout=query.language == "en").text.lower()
    return sum(load_cues().match(name, text, query.language) for name in ("most", "least"))
