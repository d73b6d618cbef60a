"""Full text on SQLite among very many passages, where FTS5 alone takes seconds: its bm25 looks at all passages of each word.

Passages with the rarest words are candidates; the best of them are scored by all words, by the BM25 that FTS5 computes. What has
only words that very many passages have may be missed; the benchmarks show how much of an exhaustive ranking is found.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final

from sqlalchemy import ColumnElement, Connection, column, func, literal_column, select, table, text

from index.database.meta import read_meta
from index.database.passage_rows import PassageRow, select_passages
from index.database.schema import passages, reports
from index.database.words import split_words

MANY: Final = 50_000
"""Among more passages a ranking by words is made here."""

_FEW: Final = 1000
"""Up to so many passages that meet the conditions are all scored."""

_BUDGET: Final = 500_000
"""So many passages of the rarest words are looked at; FTS5 scores a million a second, those of other years aside."""

_BEST: Final = 2
"""As many times the limit are scored by all words."""

_SPARE: Final = 4
"""As many times as wanted are ranked first without a look at the conditions, which costs more than the ranking among so many."""

_K1, _B = 1.2, 0.75

_MATCH: Final = "passage_words MATCH :query"
_SCORE: Final = "bm25(passage_words)"
_full_text = table("passage_words", column("rowid"))
_EXACT: Final = 10_000
"""Words of fewer passages are counted; how many have another one is judged by a part of all passages."""

_STRETCHES: Final = 32
_PART: Final = 40
"""That part is as many stretches, evenly placed, which hold one in so many of all passages."""

_COUNT: Final = text("SELECT count(*) FROM (SELECT 1 FROM passage_words WHERE passage_words MATCH :query LIMIT :most)")
_SAMPLE: Final = text(
    "WITH RECURSIVE stretches(first) AS (SELECT 1 UNION ALL SELECT first + :step FROM stretches WHERE first + :step <= :total)"
    " SELECT count(*) FROM stretches CROSS JOIN passage_words"
    " WHERE passage_words MATCH :query AND passage_words.rowid BETWEEN first AND first + :length - 1"
)
_counted: Final[dict[tuple[str, str | None, int], dict[str, int]]] = {}
"""About how many passages have a word, as far as it was asked for, of the store's state asked last."""


def count_passages(connection: Connection) -> int:
    """About how many passages are stored; never fewer than there are."""
    return connection.execute(select(func.max(passages.c.number))).scalar() or 0


def rank_among_many(
    connection: Connection, words: Sequence[str], conditions: Sequence[ColumnElement[bool]], limit: int, years: Sequence[int]
) -> dict[int, float]:
    """As ``index.database.full_text`` promises it, but for passages whose words are all frequent."""
    total = count_passages(connection)
    held = count_holders(connection, words, total)
    if not held:
        return {}
    numbers = _list_few(connection, conditions)
    if numbers is None:
        numbers = _find_candidates(connection, held, conditions, _BEST * limit, years)
    rows = select_passages(connection, passages.c.number.in_(numbers)) if numbers else ()
    scores = score_rows(rows, {word: weigh_word(holders, total) for word, holders in held.items()})
    best = sorted((-score, number) for number, score in scores.items() if score > 0)[:limit]
    return {number: -score for score, number in best}


def count_holders(connection: Connection, words: Sequence[str], total: int) -> dict[str, int]:
    """How many passages have each of the words, about where they are very many; none that no passage has."""
    state = (str(connection.engine.url), read_meta(connection, "content"), total)
    if state not in _counted:
        _counted.clear()
    known = _counted.setdefault(state, {})
    for word in set(words).difference(known):
        known[word] = _count_passages_with(connection, word, total)
    return {word: known[word] for word in dict.fromkeys(words) if known[word]}


def _count_passages_with(connection: Connection, word: str, total: int) -> int:
    query = f'"{word}"'
    counted: int = connection.execute(_COUNT, {"query": query, "most": _EXACT}).scalar_one()
    if counted < _EXACT:
        return counted
    step = total // _STRETCHES
    stretches = {"step": step, "length": step // _PART, "total": total}
    met: int = connection.execute(_SAMPLE, {"query": query, **stretches}).scalar_one()
    return max(counted, met * _PART)


def weigh_word(holders: int, total: int) -> float:
    """The rarer the more; what half of all passages have weighs next to nothing."""
    return max(math.log((total - holders + 0.5) / (holders + 0.5)), 1e-6)


def choose_leading(held: Mapping[str, int]) -> list[str]:
    """The rarest words, as many as the budget of passages allows, and at least one."""
    ordered = sorted(held, key=lambda word: held[word])
    sizes = accumulate(held[word] for word in ordered)
    return [word for place, (word, size) in enumerate(zip(ordered, sizes, strict=True)) if not place or size <= _BUDGET]


def score_rows(rows: Iterable[PassageRow], weights: Mapping[str, float]) -> dict[int, float]:
    """BM25 of each passage; how long passages are on the whole is judged by these."""
    read = {row.number: split_words(row.header) + split_words(row.passage.text) for row in rows}
    average = sum(map(len, read.values())) / max(1, len(read)) or 1
    return {number: _score(words, weights, average) for number, words in read.items()}


def _score(words: Sequence[str], weights: Mapping[str, float], average: float) -> float:
    times = Counter(word for word in words if word in weights)
    slack = _K1 * (1 - _B + _B * len(words) / average)
    return sum(weights[word] * count * (_K1 + 1) / (count + slack) for word, count in times.items())


def _list_few(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[int] | None:
    """The passages that meet the conditions; None if they are many."""
    statement = select(passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    numbers = list(connection.execute(statement.limit(_FEW + 1)).scalars())
    return numbers if len(numbers) <= _FEW else None


def _find_candidates(
    connection: Connection,
    held: Mapping[str, int],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
    years: Sequence[int],
) -> list[int]:
    """The passages with most of the rarest words. Every passage's words hold its year, which spares FTS5 those of others.

    For the same reason the year chooses none: with it FTS5 would score every passage of the year.
    """
    telling = {word: holders for word, holders in held.items() if word not in map(str, years)}
    if not telling:
        return []
    query = " OR ".join(f'"{word}"' for word in choose_leading(telling))
    if years:
        query = f"({' OR '.join(map(str, years))}) AND ({query})"
    best = select(_full_text.c.rowid).where(text(_MATCH)).order_by(literal_column(_SCORE), _full_text.c.rowid)
    first = list(connection.execute(best.limit(_SPARE * limit), {"query": query}).scalars())
    allowed = select(passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    kept = set(connection.execute(allowed.where(passages.c.number.in_(first))).scalars())
    if len(kept) < limit and len(first) == _SPARE * limit:
        joined = best.join_from(_full_text, passages, passages.c.number == _full_text.c.rowid).join(
            reports, reports.c.id == passages.c.report_id
        )
        return list(connection.execute(joined.where(*conditions).limit(limit), {"query": query}).scalars())
    return [number for number in first if number in kept][:limit]
