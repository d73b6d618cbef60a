"""The full text of the passages, by each database's own means: FTS5 on SQLite, ``index.database.postgres_words`` on PostgreSQL.

Both hold the words of ``index.database.words``, not the text itself, and rank alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, TextClause, column, literal_column, select, table, text

from index.database import postgres_words
from index.database.many_words import MANY, count_passages, rank_among_many
from index.database.schema import passages, reports

_INSERT: Final = text("INSERT INTO passage_words(rowid, words) VALUES (:number, :words)")
_DELETE: Final = text("INSERT INTO passage_words(passage_words, rowid, words) VALUES ('delete', :number, :words)")
_MATCH: Final = "passage_words MATCH :query"
_SCORE: Final = "-bm25(passage_words)"
_full_text = table("passage_words", column("rowid"))


@dataclass(frozen=True, slots=True)
class WordRow:
    """The words of one passage, by its number."""

    number: int
    words: tuple[str, ...]


def insert_words(connection: Connection, rows: Iterable[WordRow]) -> None:
    """Make the passages findable by their words."""
    if connection.dialect.name == "postgresql":
        postgres_words.insert_words(connection, ((row.number, row.words) for row in rows))
    else:
        _run(connection, _INSERT, rows)


def delete_words(connection: Connection, rows: Iterable[WordRow]) -> None:
    """Take the passages out again; the words must be those that were put in."""
    if connection.dialect.name == "postgresql":
        postgres_words.delete_words(connection, ((row.number, row.words) for row in rows))
    else:
        _run(connection, _DELETE, rows)


def _run(connection: Connection, statement: TextClause, rows: Iterable[WordRow]) -> None:
    values = [{"number": row.number, "words": " ".join(row.words)} for row in rows]
    if values:
        connection.execute(statement, values)


def rank_by_words(
    connection: Connection,
    words: Sequence[str],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
    years: Sequence[int] = (),
) -> dict[int, float]:
    """The numbers of the ``limit`` passages that share most of the rarest of ``words``, with their BM25; best first.

    ``conditions`` are on ``passages`` and ``reports``; ``years`` say again which years they keep to, if they do.
    """
    if not words:
        return {}
    if connection.dialect.name == "postgresql":
        return postgres_words.rank_by_words(connection, words, conditions, limit)
    if count_passages(connection) > MANY:
        return rank_among_many(connection, words, conditions, limit, years)
    score: ColumnElement[float] = literal_column(_SCORE)
    statement = (
        select(_full_text.c.rowid, score.label("score"))
        .join_from(_full_text, passages, passages.c.number == _full_text.c.rowid)
        .join(reports, reports.c.id == passages.c.report_id)
        .where(text(_MATCH), *conditions)
        .order_by(score.desc(), _full_text.c.rowid)
        .limit(limit)
    )
    query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
    return dict(connection.execute(statement, {"query": query}).all())
