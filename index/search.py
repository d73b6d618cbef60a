"""Passages that speak of something: candidates by SQL, then full text and vectors, fused.

The two rankings are fused by reciprocal ranks (Cormack, Clarke and Büttcher 2009), which needs no common scale.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, select

from index.embedding import fingerprint_model, open_model
from index.engine import Store
from index.full_text import rank_by_words
from index.meta import read_meta
from index.passage_rows import select_passages
from index.passages import open_vectors
from index.records import StoredPassage
from index.reports import filter_reports, find_reports
from index.rows import TOPICS
from index.schema import passages, reports
from index.words import split_words
from ingest.errors import ModelError
from ingest.records import Topic

_DEPTH: Final = 50
"""How many passages of each ranking are fused."""

_SHARE: Final = 10
"""The constant of reciprocal rank fusion; smaller than the paper's 60, since a first place should count here."""

_NAMES: Final = 3
"""How often the full text counts where nothing is filtered: then names have to do it, and vectors are blind to names."""

_FEW: Final = 2000
"""Up to so many candidates are scored exactly; among more, Chroma's graph is searched."""


def search_passages(
    store: Store,
    text: str,
    *,
    report_ids: Sequence[int] | None = None,
    agency_ids: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    topics: Sequence[Topic] | None = None,
    limit: int = 8,
    hybrid: bool = True,
) -> tuple[StoredPassage, ...]:
    """The passages of answering reports that are nearest to ``text``, best first.

    Each filter holds only if it is given. An empty ``text`` gives the passages as they stand in their reports, with score 0.
    Without ``hybrid`` the full text alone ranks them, and no model and no vector is touched.

    Raises:
        ModelError: the vectors were made by another model than the settings name.
    """
    conditions = filter_reports(agency_ids=agency_ids, years=years, answering=report_ids is None)
    if report_ids is not None:
        conditions.append(passages.c.report_id.in_(list(report_ids)))
    if topics is not None:
        conditions.append(passages.c.topic.in_([TOPICS.index(topic) for topic in topics]))
    tags = {"report": report_ids, "agency": agency_ids, "year": years, "topic": topics}
    given = {key: values for key, values in tags.items() if values is not None}
    with store.connect() as connection:
        if not text.strip():
            scores = dict.fromkeys(_list_passages(connection, conditions, limit), 0.0)
        else:
            by_words = rank_by_words(connection, split_words(text), conditions, _DEPTH)
            rankings = [by_words] if given else [by_words] * _NAMES
            if hybrid:
                rankings.append(rank_by_vectors(store, connection, text, conditions, given))
            scores = fuse_rankings(rankings, limit)
        return _build_passages(connection, scores)


def _list_passages(connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int) -> tuple[int, ...]:
    statement = select(passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    return tuple(connection.execute(statement.order_by(passages.c.number).limit(limit)).scalars())


def rank_by_vectors(
    store: Store,
    connection: Connection,
    text: str,
    conditions: Sequence[ColumnElement[bool]],
    tags: Mapping[str, Sequence[int | str]],
) -> tuple[int, ...]:
    """The numbers of the passages nearest to ``text`` among those that meet the conditions; best first.

    ``tags`` say the same as the conditions, as far as Chroma can know it.
    """
    candidates = select(passages.c.id, passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    few = connection.execute(select(func.count()).select_from(candidates.limit(_FEW + 1).subquery())).scalar_one()
    if few == 0:
        return ()
    fingerprint = fingerprint_model(store.settings)
    if read_meta(connection, "embedding") != fingerprint:
        raise ModelError("库中的向量由另一个嵌入模型算出，请先重新导入或重新拟合")
    vectors = open_vectors(store.settings, fingerprint, read_meta(connection, "vectors"))
    query = open_model(store.settings).embed([text])[0]
    if few <= _FEW:
        numbers = dict(connection.execute(candidates).all())
        scores = vectors.score(list(numbers), query)
    else:
        scores = vectors.search(query, 4 * _DEPTH, tags)
        numbers = dict(connection.execute(candidates.where(passages.c.id.in_(list(scores)))).all())
    ranked = sorted((-score, numbers[key]) for key, score in scores.items() if key in numbers)
    return tuple(number for _, number in ranked[:_DEPTH])


def fuse_rankings(rankings: Sequence[Sequence[int]], limit: int) -> dict[int, float]:
    """The best ``limit`` of all that the rankings hold, with their scores; best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (_SHARE + rank)
    best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
    return {number: scores[number] for number in best}


def _build_passages(connection: Connection, scores: Mapping[int, float]) -> tuple[StoredPassage, ...]:
    rows = {row.number: row for row in select_passages(connection, passages.c.number.in_(list(scores)))}
    owners = find_reports(connection, (row.report_id for row in rows.values()))
    return tuple(
        StoredPassage(rows[number].id, owners[rows[number].report_id], rows[number].passage, score)
        for number, score in scores.items()
    )
