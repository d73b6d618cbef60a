"""The full text on PostgreSQL: words as a tsvector with a GIN index, ranked by the BM25 that SQLite's FTS5 computes.

PostgreSQL's own ``ts_rank`` does not know how rare a word is, and would put 政府信息 before a place's name. So totals are kept
beside the words, and both databases rank passages alike: Robertson's BM25 with k1 = 1.2 and b = 0.75, as in FTS5's source.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, column, select, table, text

from index.database.schema import passages, reports

Words = Sequence[str]

_ALL: Final = ""
"""The word under which the totals of all words stand."""

_MOST: Final = 255
"""A tsvector counts a word up to here; BM25 is as good as flat there."""

_BOUND: Final = 2.2
"""More than a word's weight times this no passage gets for it: k1 + 1."""

_SETTLED: Final = 500
"""After about so many passages what was counted is added up: a word's total is changed once, and not for each report."""

_BUDGETS: Final = (4000, 32_000, 128_000)
"""About so many passages are scored, and then so many more where they do not settle the ranking; the last take seconds."""

_FEW: Final = 1000
"""Up to so many passages that meet the conditions are all scored."""

_INSERT: Final = text(
    "INSERT INTO passage_words (rowid, words, repeated, length)"
    " SELECT number, CAST(words AS tsvector), CAST(repeated AS tsvector), length"
    " FROM unnest(CAST(:numbers AS bigint[]), CAST(:words AS text[]), CAST(:repeated AS text[]), CAST(:lengths AS integer[]))"
    " AS given(number, words, repeated, length)"
)
_DELETE: Final = text("DELETE FROM passage_words WHERE rowid = ANY(CAST(:numbers AS bigint[]))")
_ADD: Final = text(
    "INSERT INTO passage_words_recent (word, passages, occurrences) SELECT * FROM"
    " unnest(CAST(:words AS text[]), CAST(:passages AS bigint[]), CAST(:occurrences AS bigint[]))"
)
_SETTLE: Final = text(
    "WITH moved AS (DELETE FROM passage_words_recent RETURNING word, passages, occurrences)"
    " INSERT INTO passage_words_total AS total (word, passages, occurrences)"
    " SELECT word, sum(passages), sum(occurrences) FROM moved GROUP BY word"
    " ON CONFLICT (word) DO UPDATE SET"
    " passages = total.passages + excluded.passages, occurrences = total.occurrences + excluded.occurrences"
)
_TOTALS: Final = text(
    "SELECT word, CAST(sum(passages) AS bigint), CAST(sum(occurrences) AS bigint) FROM"
    " (SELECT * FROM passage_words_total WHERE word = ANY(CAST(:words AS text[]))"
    " UNION ALL SELECT * FROM passage_words_recent WHERE word = ANY(CAST(:words AS text[]))) AS counted GROUP BY word"
)
_MATCH: Final = "passage_words.words @@ CAST(:query AS tsquery)"
_SCORE: Final = """(
    SELECT sum(weight * ((coalesce(times, 1) * 2.2::float8)
               / (coalesce(times, 1) + 1.2::float8 * (0.25::float8 + 0.75::float8 * passage_words.length / :average)))
               ORDER BY place)
    FROM unnest(CAST(:words AS text[]), CAST(CAST(:words AS text[]) AS tsquery[]), CAST(:weights AS float8[]))
         WITH ORDINALITY AS asked(word, query, weight, place)
         LEFT JOIN (SELECT lexeme, cardinality(positions)::float8 FROM unnest(passage_words.repeated)) AS met(lexeme, times)
         ON lexeme = word
    WHERE passage_words.words @@ query
) AS score"""
_full_text = table("passage_words", column("rowid"))


def insert_words(connection: Connection, rows: Iterable[tuple[int, Words]]) -> None:
    """Make passages findable by their words, by their numbers."""
    counted = [(number, *count_words(words)) for number, words in rows]
    if counted:
        values = {
            "numbers": [number for number, _, _ in counted],
            "words": [" ".join(f"'{word}'" for word in counts) for _, counts, _ in counted],
            "repeated": [_write_repeated(counts) for _, counts, _ in counted],
            "lengths": [length for _, _, length in counted],
        }
        connection.execute(_INSERT, values)
        _add_totals(connection, counted, 1)


def delete_words(connection: Connection, rows: Iterable[tuple[int, Words]]) -> None:
    """Take passages out again; the words must be those that were put in."""
    counted = [(number, *count_words(words)) for number, words in rows]
    if counted:
        connection.execute(_DELETE, {"numbers": [row[0] for row in counted]})
        _add_totals(connection, counted, -1)


def count_words(words: Words) -> tuple[Counter[str], int]:
    """How often each word stands there, and the length of it all; as in FTS5, 12.5 is the phrase of 12 and 5."""
    parts = [part for word in words for part in word.split(".")]
    phrases = (f"{one}.{other}" for one, other in pairwise(parts) if one.isascii() and other.isascii() and other.isdigit())
    return Counter([*parts, *phrases]), len(parts)


def _write_repeated(counts: Counter[str]) -> str:
    """The few words that stand there more than once, with as many places as occurrences."""
    repeated = {word: range(1, min(times, _MOST) + 1) for word, times in counts.items() if times > 1}
    return " ".join(f"'{word}':{','.join(map(str, places))}" for word, places in repeated.items())


def _add_totals(connection: Connection, counted: Sequence[tuple[int, Counter[str], int]], sign: int) -> None:
    holders: Counter[str] = Counter({_ALL: len(counted)})
    occurrences: Counter[str] = Counter({_ALL: sum(length for _, _, length in counted)})
    for _, counts, _ in counted:
        holders.update(counts.keys())
        occurrences.update(counts)
    values = {
        "words": sorted(holders),
        "passages": [sign * holders[word] for word in sorted(holders)],
        "occurrences": [sign * occurrences[word] for word in sorted(holders)],
    }
    connection.execute(_ADD, values)
    if any(number % _SETTLED == 0 for number, _, _ in counted):
        connection.execute(_SETTLE)


def rank_by_words(
    connection: Connection, words: Words, conditions: Sequence[ColumnElement[bool]], limit: int
) -> dict[int, float]:
    """As ``index.database.full_text`` promises it.

    Passages with the rarest words are scored first. What has none of them cannot come before ``limit`` of them once these have
    more than all other words together could give, and need not be looked at (Turtle and Flood's MaxScore). In very large stores
    what has only words that very many passages have may be missed.
    """
    totals = {word: (holders, count) for word, holders, count in connection.execute(_TOTALS, {"words": [_ALL, *words]})}
    asked = _Asked(totals, words)
    if not asked.words:
        return {}
    found: Sequence[Row[Any]] = ()
    for leading in [asked.words] if _are_few(connection, conditions) else asked.list_leading():
        found = connection.execute(_select(conditions, limit), asked.bind(leading)).all()
        rest = sum(asked.weights[word] for word in asked.words if word not in leading) * _BOUND
        if len(found) == limit and found[-1].score > rest:
            break
    return {row.rowid: row.score for row in found}


def _are_few(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> bool:
    """Whether so few passages meet the conditions that the planner had better begin with them."""
    meeting = select(passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    return len(connection.execute(meeting.limit(_FEW + 1)).all()) <= _FEW


class _Asked:
    """The words of a query that passages have, with what each weighs."""

    def __init__(self, totals: Mapping[str, tuple[int, int]], words: Words) -> None:
        self.totals = totals
        self.words = [word for word in dict.fromkeys(words) if totals.get(word, (0, 0))[0] > 0]
        self.weights = {word: self._weigh(totals[word][0]) for word in self.words}

    def _weigh(self, holders: int) -> float:
        """The rarer the more; what half of all passages have weighs next to nothing."""
        weight = math.log((self.totals[_ALL][0] - holders + 0.5) / (holders + 0.5))
        return weight if weight > 0 else 1e-6

    def list_leading(self) -> list[list[str]]:
        """The rarest words, as many as each budget of passages allows, and at least one."""
        ordered = sorted(self.words, key=lambda word: self.totals[word][0])
        sizes = list(accumulate(self.totals[word][0] for word in ordered))
        counts = (max(1, sum(size <= budget for size in sizes)) for budget in _BUDGETS)
        return [ordered[:count] for count in dict.fromkeys(counts)]

    def bind(self, leading: Words) -> dict[str, object]:
        """The parameters of the query for passages that have one of the ``leading`` words."""
        passages, length = self.totals[_ALL]
        query = " | ".join(f"'{word}'" for word in leading)
        weights = [self.weights[word] for word in self.words]
        return {"query": query, "words": self.words, "weights": weights, "average": length / passages}


def _select(conditions: Sequence[ColumnElement[bool]], limit: int) -> Select[Any]:
    return (
        select(_full_text.c.rowid, text(_SCORE))
        .join_from(_full_text, passages, passages.c.number == _full_text.c.rowid)
        .join(reports, reports.c.id == passages.c.report_id)
        .where(text(_MATCH), *conditions)
        .order_by(text("score DESC"), _full_text.c.rowid)
        .limit(limit)
    )
