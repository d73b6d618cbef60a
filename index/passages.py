"""The door to Chroma: passages' vectors by id. Texts and everything else about a passage stand in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from index.embedding import Vector
from index.settings import Settings
from ingest.errors import Full, ReadOnly, StoreError
from ingest.records import Topic

_BATCH: Final = 1000
_opening: Final = Lock()
_states: Final[dict[str, str | None]] = {}
"""By folder, the state at which this process opened it; Chroma keeps one open system per folder and process."""

_HIDDEN: Final = 0
"""Stands for none in Chroma's metadata, which has no nulls."""


@dataclass(frozen=True, slots=True)
class VectorTags:
    """What a vector can be chosen by inside Chroma."""

    report_id: int
    agency_id: int | None
    year: int | None
    topic: Topic | None


class PassageVectors:
    """The vectors that one model made. A score is the cosine: higher is nearer."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection

    def upsert(self, ids: Sequence[str], vectors: Sequence[Vector], tags: Sequence[VectorTags]) -> None:
        """Store vectors under their ids, in place of what stood there."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            metadatas = [
                {
                    "report": tag.report_id,
                    "agency": tag.agency_id or _HIDDEN,
                    "year": tag.year or _HIDDEN,
                    "topic": tag.topic or "",
                }
                for tag in tags[part]
            ]
            self._run("upsert", ids=list(ids[part]), embeddings=list(vectors[part]), metadatas=metadatas)

    def delete(self, ids: Sequence[str]) -> None:
        """Forget vectors; unknown ids are no fault."""
        for start in range(0, len(ids), _BATCH):
            self._run("delete", ids=list(ids[start : start + _BATCH]))

    def list_ids(self) -> set[str]:
        """Every id that has a vector."""
        return set(self._run("get", include=[])["ids"])

    def score(self, ids: Sequence[str], query: Vector) -> dict[str, float]:
        """The exact score of each of these passages that has a vector."""
        scores: dict[str, float] = {}
        for start in range(0, len(ids), _BATCH):
            found = self._run("get", ids=list(ids[start : start + _BATCH]), include=["embeddings"])
            if found["ids"]:
                matrix = np.asarray(found["embeddings"], dtype=np.float32)
                norms = np.linalg.norm(matrix, axis=1) * np.linalg.norm(query)
                scores |= dict(zip(found["ids"], (matrix @ query / np.maximum(norms, 1e-12)).tolist(), strict=True))
        return scores

    def search(self, query: Vector, limit: int, where: Mapping[str, Sequence[int | str]]) -> dict[str, float]:
        """About the ``limit`` nearest passages, with scores; ``where`` gives the allowed values of a tag."""
        conditions: list[dict[str, Any]] = [{key: {"$in": list(values)}} for key, values in where.items()]
        clause = None if not conditions else conditions[0] if len(conditions) == 1 else {"$and": conditions}
        found = self._run("query", query_embeddings=[query], n_results=limit, where=clause, include=["distances"])
        return {key: 1.0 - distance for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)}

    def _run(self, action: str, **arguments: Any) -> Any:
        from chromadb.errors import ChromaError  # noqa: PLC0415  # as in open_vectors

        try:
            return getattr(self._collection, action)(**arguments)
        except (ChromaError, OSError, ValueError) as error:
            raise _translate(error) from error


def open_vectors(settings: Settings, fingerprint: str, state: str | None = None) -> PassageVectors:
    """The vectors made by the model with this fingerprint; an empty collection if there are none yet.

    ``state`` names what has been written so far. An open Chroma folder does not see what another process writes, so it is
    opened anew whenever the state has changed.

    Raises:
        StoreError: Chroma refuses or does not answer.
    """
    import chromadb  # noqa: PLC0415  # 0.6 s and 60 MB that a number lookup need not spend
    from chromadb.errors import ChromaError  # noqa: PLC0415

    try:
        client = _open_server(chromadb, settings) if settings.chroma_url else _open_folder(chromadb, settings, state)
        name = f"passages-{fingerprint}"
        configuration = {"hnsw": {"space": "cosine"}}
        return PassageVectors(client.get_or_create_collection(name, configuration=configuration, embedding_function=None))
    except (ChromaError, OSError, ValueError) as error:
        raise _translate(error) from error


def confirm_state(settings: Settings, state: str) -> None:
    """Say that this process itself wrote what brought the vectors to ``state``, so that it need not open them anew."""
    with _opening:
        _states[str(settings.chroma_path.resolve())] = state


def delete_other_vectors(settings: Settings, fingerprint: str) -> None:
    """Forget the vectors that other models made."""
    import chromadb  # noqa: PLC0415  # as in open_vectors

    client = _open_server(chromadb, settings) if settings.chroma_url else _open_folder(chromadb, settings, None)
    for collection in client.list_collections():
        if collection.name.startswith("passages-") and collection.name != f"passages-{fingerprint}":
            client.delete_collection(collection.name)


def _open_server(chromadb: Any, settings: Settings) -> Any:
    url = urlsplit(settings.chroma_url)
    secure = url.scheme == "https"
    return chromadb.HttpClient(
        host=url.hostname, port=url.port or (443 if secure else 80), ssl=secure, settings=_choose_options(chromadb)
    )


def _open_folder(chromadb: Any, settings: Settings, state: str | None) -> Any:
    path = str(settings.chroma_path.resolve())
    with _opening:
        if _states.get(path, state) != state:
            _forget(chromadb)
        _states[path] = state
        return chromadb.PersistentClient(path=path, settings=_choose_options(chromadb))


def forget_open_folders() -> None:
    """Let go of every Chroma folder, so that the next use opens it anew; for when a folder was put in another's place."""
    import chromadb  # noqa: PLC0415  # as in open_vectors

    with _opening:
        _forget(chromadb)


def _forget(chromadb: Any) -> None:
    chromadb.api.client.SharedSystemClient.clear_system_cache()
    _states.clear()


def _choose_options(chromadb: Any) -> Any:
    return chromadb.config.Settings(anonymized_telemetry=False)


def _translate(error: Exception) -> StoreError:
    text = str(error).lower()
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return ReadOnly("向量库是只读的")
    if "no space" in text or "disk is full" in text:
        return Full("磁盘空间不足，向量库写不下了")
    return StoreError(f"向量库出错：{error}")
