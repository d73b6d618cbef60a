"""The full text of the passages, by each database's own means: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold the words of ``index.words``, not the text itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, column, literal_column, select, table, text

from index.schema import passages, reports

_INSERT = {
    "sqlite": "INSERT INTO passage_words(rowid, words) VALUES (:number, :words)",
    "postgresql": "INSERT INTO passage_words(rowid, words) VALUES (:number, array_to_tsvector(string_to_array(:words, ' ')))",
}
_DELETE = {
    "sqlite": "INSERT INTO passage_words(passage_words, rowid, words) VALUES ('delete', :number, :words)",
    "postgresql": "DELETE FROM passage_words WHERE rowid = :number",
}
_MATCH = {
    "sqlite": "passage_words MATCH :query",
    "postgresql": "passage_words.words @@ CAST(:query AS tsquery)",
}
_SCORE = {
    "sqlite": "-bm25(passage_words)",
    "postgresql": "ts_rank(passage_words.words, CAST(:query AS tsquery), 1)",
}
_full_text = table("passage_words", column("rowid"))


@dataclass(frozen=True, slots=True)
class WordRow:
    """The words of one passage, by its number."""

    number: int
    words: tuple[str, ...]


def insert_words(connection: Connection, rows: Iterable[WordRow]) -> None:
    """Make the passages findable by their words."""
    _run(connection, _INSERT, rows)


def delete_words(connection: Connection, rows: Iterable[WordRow]) -> None:
    """Take the passages out again; the words must be those that were put in."""
    _run(connection, _DELETE, rows)


def _run(connection: Connection, statements: dict[str, str], rows: Iterable[WordRow]) -> None:
    values = [{"number": row.number, "words": " ".join(row.words)} for row in rows]
    if values:
        connection.execute(text(statements[connection.dialect.name]), values)


def rank_by_words(
    connection: Connection, words: Sequence[str], conditions: Sequence[ColumnElement[bool]], limit: int
) -> tuple[int, ...]:
    """The numbers of the ``limit`` passages that share most of the rarest of ``words``; best first.

    ``conditions`` are on ``passages`` and ``reports``.
    """
    if not words:
        return ()
    dialect = connection.dialect.name
    score: ColumnElement[float] = literal_column(_SCORE[dialect])
    statement = (
        select(_full_text.c.rowid)
        .join_from(_full_text, passages, passages.c.number == _full_text.c.rowid)
        .join(reports, reports.c.id == passages.c.report_id)
        .where(text(_MATCH[dialect]), *conditions)
        .order_by(score.desc(), _full_text.c.rowid)
        .limit(limit)
    )
    return tuple(connection.execute(statement, {"query": _write_query(dialect, words)}).scalars())


def _write_query(dialect: str, words: Sequence[str]) -> str:
    unique = list(dict.fromkeys(words))
    if dialect == "sqlite":
        return " OR ".join(f'"{word}"' for word in unique)
    return " | ".join(f"'{word}'" for word in unique)
