"""Passages that speak of something: candidates by SQL, then full text and vectors, fused, and a reranker if one is set.

The vectors are searched in a thread beside the full text; both leave the interpreter to others meanwhile. The two rankings are
fused by their scores, each measured by its best one (a convex combination: Bruch, Gai and Ingber 2023). How much the words count
depends on how well the best passage explains the question: where a question is put in other words than the reports', the few that
match by chance should not outvote the vectors. Constants were found on one collection of reports and checked on others;
``bench.retrieval`` measures them.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, select

from index.database.engine import Store
from index.database.full_text import rank_by_words
from index.database.meta import read_meta
from index.database.passage_rows import select_passages
from index.database.rows import TOPICS
from index.database.schema import passages, reports
from index.database.words import split_words, write_header
from index.lookup.reports import filter_reports, find_reports
from index.records import StoredPassage
from index.vectors.embedding import Vector, fingerprint_model, open_model
from index.vectors.passages import PassageVectors, has_vectors, open_vectors
from index.vectors.reranking import score_pairs
from ingest.errors import BrokenVectors, ModelError
from ingest.records import Topic

_DEPTH: Final = 50
"""How many passages of each ranking are fused."""

_CHANCE: Final = 0.1
_EXPLAINED: Final = 0.5
"""BM25 of the best passage for each word of the question: by chance, and where its words alone should decide."""

_LEAST: Final = 0.2
_MOST: Final = 0.95
"""The share of the words in the fused score, from a chance match to an explained question."""

_RERANKED: Final = 30
"""So many of the fused passages a reranker reads; it takes tens of milliseconds for each."""

_FEW: Final = 2000
"""Up to so many candidates are scored exactly; among more, Chroma's graph is searched."""

_FETCHED: Final = 1600
"""So many of all passages are fetched from the graph where a filter lets few through; Chroma's own filter takes far longer."""

_LOOKED_UP: Final = 200
"""As many of them at once are looked up in SQL, which takes as long as fetching them."""


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
        ModelError: the vectors were made by another model than the settings name, or the reranker cannot be loaded.
        StoreError: the vectors cannot be read; BrokenVectors where the next writer makes them again.
    """
    conditions = filter_reports(agency_ids=agency_ids, years=years, answering=report_ids is None)
    if report_ids is not None:
        conditions.append(passages.c.report_id.in_(list(report_ids)))
    if topics is not None:
        conditions.append(passages.c.topic.in_([TOPICS.index(topic) for topic in topics]))
    with store.connect() as connection:
        if not text.strip():
            scores = dict.fromkeys(_list_passages(connection, conditions, limit), 0.0)
        else:
            words = split_words(text)
            with ThreadPoolExecutor(max_workers=1) as beside:
                nearness = find_nearness(store, connection, text, conditions) if hybrid else None
                scored = beside.submit(nearness.score) if nearness else None
                by_words = rank_by_words(connection, words, conditions, _DEPTH, years or ())
                by_vectors = nearness.rank(connection, scored.result()) if nearness and scored else {}
            reranker = store.settings.reranker if hybrid else ""
            kept = max(limit, _RERANKED) if reranker else limit
            scores = fuse_scores(by_words, by_vectors, weigh_words(by_words, words), kept)
            if reranker:
                return _rerank_passages(reranker, text, _build_passages(connection, scores))[:limit]
        return _build_passages(connection, scores)


def _rerank_passages(model: str, text: str, found: Sequence[StoredPassage]) -> tuple[StoredPassage, ...]:
    scores = score_pairs(model, text, [_write_passage(item) for item in found])
    scored = [replace(item, score=score) for item, score in zip(found, scores, strict=True)]
    return tuple(sorted(scored, key=lambda item: -item.score))


def _write_passage(item: StoredPassage) -> str:
    name = item.report.agency.name if item.report.agency else None
    return f"{write_header(name, item.report.year, item.passage.heading)}\n{item.passage.text}"


def _list_passages(connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int) -> tuple[int, ...]:
    statement = select(passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    return tuple(connection.execute(statement.order_by(passages.c.number).limit(limit)).scalars())


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near candidates are to a text: ``score`` needs no connection and may run beside what does, ``rank`` comes after it."""

    vectors: PassageVectors
    query: Vector
    candidates: Select[Any]
    numbers: Mapping[str, int]
    """The candidates by id where they are few, else none."""
    fetched: int

    def score(self) -> dict[str, float]:
        """The scores of the candidates where they are few, else of about the nearest of all passages."""
        return (
            self.vectors.score(list(self.numbers), self.query) if self.numbers else self.vectors.search(self.query, self.fetched)
        )

    def rank(self, connection: Connection, scores: dict[str, float]) -> dict[int, float]:
        """The numbers of the nearest candidates with their scores, best first; more of all are fetched where too few are."""
        numbers = self.numbers or self._find_numbers(connection, scores)
        if not self.numbers and len(numbers) < _DEPTH and len(scores) == self.fetched < _FETCHED:
            scores = self.vectors.search(self.query, _FETCHED)
            numbers = self._find_numbers(connection, scores)
        ranked = sorted((-score, numbers[key]) for key, score in scores.items() if key in numbers)
        return {number: -score for score, number in ranked[:_DEPTH]}

    def _find_numbers(self, connection: Connection, scores: Mapping[str, float]) -> dict[str, int]:
        """The numbers of the candidates among the passages, looked up from the nearest on until they are enough."""
        nearest = sorted(scores, key=lambda key: -scores[key])
        numbers: dict[str, int] = {}
        for start in range(0, len(nearest), _LOOKED_UP):
            part = self.candidates.where(passages.c.id.in_(nearest[start : start + _LOOKED_UP]))
            numbers |= dict(connection.execute(part).all())
            if len(numbers) >= _DEPTH:
                break
        return numbers


def find_nearness(store: Store, connection: Connection, text: str, conditions: Sequence[ColumnElement[bool]]) -> Nearness | None:
    """What ranks the passages that meet the conditions by how near they are to ``text``; None where there are none."""
    candidates = select(passages.c.id, passages.c.number).join(reports, reports.c.id == passages.c.report_id).where(*conditions)
    few = connection.execute(select(func.count()).select_from(candidates.limit(_FEW + 1).subquery())).scalar_one()
    if few == 0:
        return None
    fingerprint = fingerprint_model(store.settings)
    if read_meta(connection, "embedding") != fingerprint:
        raise ModelError("库中的向量由另一个嵌入模型算出，请先重新导入或重新拟合")
    if not has_vectors(store.settings):
        raise BrokenVectors("向量库不见了，下次导入时重新生成")
    vectors = open_vectors(store.settings, fingerprint, read_meta(connection, "vectors"))
    query = open_model(store.settings).embed([text])[0]
    numbers = dict(connection.execute(candidates).all()) if few <= _FEW else {}
    narrowed = len(conditions) > 1  # than that reports answer, which nearly all do
    return Nearness(vectors, query, candidates, numbers, _FETCHED if narrowed else 4 * _DEPTH)


def rank_by_vectors(
    store: Store, connection: Connection, text: str, conditions: Sequence[ColumnElement[bool]]
) -> dict[int, float]:
    """The numbers of the passages nearest to ``text`` among those that meet the conditions, with their scores; best first."""
    nearness = find_nearness(store, connection, text, conditions)
    return nearness.rank(connection, nearness.score()) if nearness else {}


def weigh_words(by_words: Mapping[int, float], words: Sequence[str]) -> float:
    """The share of the words in the fused score: the better the best passage explains the question, the more."""
    explained = max(by_words.values(), default=0.0) / max(1, len(set(words)))
    sure = min(1.0, max(0.0, (explained - _CHANCE) / (_EXPLAINED - _CHANCE)))
    return _LEAST + (_MOST - _LEAST) * sure


def fuse_scores(words: Mapping[int, float], vectors: Mapping[int, float], share: float, limit: int) -> dict[int, float]:
    """The best ``limit`` of all that the rankings hold, with their fused scores; best first. Words count by ``share``."""
    parts = ((share, words), (1 - share, vectors))
    scores: dict[int, float] = {}
    for weight, ranking in parts:
        top = max(ranking.values(), default=0.0)
        for number, score in ranking.items() if top > 0 else ():
            scores[number] = scores.get(number, 0.0) + weight * score / top
    best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
    return {number: scores[number] for number in best}


def _build_passages(connection: Connection, scores: Mapping[int, float]) -> tuple[StoredPassage, ...]:
    rows = {row.number: row for row in select_passages(connection, passages.c.number.in_(list(scores)))}
    owners = find_reports(connection, (row.report_id for row in rows.values()))
    return tuple(
        StoredPassage(rows[number].id, owners[rows[number].report_id], rows[number].passage, score)
        for number, score in scores.items()
    )
