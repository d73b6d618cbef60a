"""The door to Chroma: passages' vectors by id. Texts and everything else about a passage stand in SQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage, rmtree
from threading import Lock
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from index.database.faults import translate_os_errors
from index.settings import Settings
from index.vectors.embedding import Vector
from ingest.errors import BrokenVectors, Full, ReadOnly, StoreError
from ingest.readers.limits import MEBIBYTE
from ingest.records import Topic

_BATCH: Final = 1000
_ROOM: Final = 4 * MEBIBYTE
"""With fewer bytes free than this, a fault is laid to the disk."""
_opening: Final = Lock()
_states: Final[dict[str, str | None]] = {}
"""By folder, the state at which this process opened it; Chroma keeps one open system per folder and process."""

_clients: Final[dict[str, Any]] = {}
"""By folder, what opened it; making one again takes ten milliseconds of reading settings."""

_collections: Final[dict[tuple[str, str], Any]] = {}
"""By folder and name, what was opened there; Chroma takes some milliseconds to look a collection up."""

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
    """The vectors that one model made. A score is the cosine: higher is nearer.

    Nothing larger than ``batch`` is sent at once; ``server`` is the address of a Chroma server, for what is said of faults, and
    ``folder`` where the vectors lie if there is none.
    """

    def __init__(self, collection: Any, folder: Path, batch: int = _BATCH, server: str = "") -> None:
        self._collection = collection
        self._folder = folder
        self._batch = batch
        self._server = server

    def upsert(self, ids: Sequence[str], vectors: Sequence[Vector], tags: Sequence[VectorTags]) -> None:
        """Store vectors under their ids, in place of what stood there."""
        for start in range(0, len(ids), self._batch):
            part = slice(start, start + self._batch)
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
        for start in range(0, len(ids), self._batch):
            self._run("delete", ids=list(ids[start : start + self._batch]))

    def probe(self) -> int:
        """How many vectors there are, once one of them could be read."""
        self._run("get", limit=1, include=["embeddings"])
        return int(self._run("count"))

    def list_ids(self) -> set[str]:
        """Every id that has a vector."""
        return set(self._run("get", include=[])["ids"])

    def score(self, ids: Sequence[str], query: Vector) -> dict[str, float]:
        """The exact score of each of these passages that has a vector."""
        scores: dict[str, float] = {}
        for start in range(0, len(ids), self._batch):
            found = self._run("get", ids=list(ids[start : start + self._batch]), include=["embeddings"])
            if found["ids"]:
                matrix = np.asarray(found["embeddings"], dtype=np.float32)
                norms = np.linalg.norm(matrix, axis=1) * np.linalg.norm(query)
                scores |= dict(zip(found["ids"], (matrix @ query / np.maximum(norms, 1e-12)).tolist(), strict=True))
        return scores

    def search(self, query: Vector, limit: int) -> dict[str, float]:
        """About the ``limit`` nearest passages, with scores."""
        found = self._run("query", query_embeddings=[query], n_results=limit, include=["distances"])
        return {key: 1.0 - distance for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)}

    def _run(self, action: str, **arguments: Any) -> Any:
        with _translate_errors(self._server, self._folder):
            return getattr(self._collection, action)(**arguments)


def has_vectors(settings: Settings) -> bool:
    """Whether there is anything to open; only a writer may make a new Chroma folder, for it alone knows what is missing."""
    return bool(settings.chroma_url) or (settings.chroma_path / "chroma.sqlite3").exists()


def open_vectors(settings: Settings, fingerprint: str, state: str | None = None) -> PassageVectors:
    """The vectors made by the model with this fingerprint; an empty collection if there are none yet.

    ``state`` names what has been written so far. An open Chroma folder does not see what another process writes, so it is
    opened anew whenever the state has changed.

    Raises:
        BrokenVectors: the folder is damaged.
        StoreError: Chroma refuses or does not answer.
    """
    import chromadb  # noqa: PLC0415  # 0.6 s and 60 MB that a number lookup need not spend

    server = _name_server(settings)
    with _translate_errors(server, settings.chroma_path):
        name = f"passages-{fingerprint}"
        if not server:
            return PassageVectors(_open_collection(chromadb, settings, state, name), settings.chroma_path)
        client = _open_server(chromadb, settings)
        batch = min(_BATCH, client.get_max_batch_size())
        return PassageVectors(_make_collection(client, name), settings.chroma_path, batch, server)


def confirm_state(settings: Settings, state: str) -> None:
    """Say that this process itself wrote what brought the vectors to ``state``, so that it need not open them anew."""
    with _opening:
        _states[str(settings.chroma_path.resolve())] = state


def delete_other_vectors(settings: Settings, fingerprint: str) -> None:
    """Forget the vectors that other models made."""
    import chromadb  # noqa: PLC0415  # as in open_vectors

    server = _name_server(settings)
    with _translate_errors(server, settings.chroma_path), _opening:
        client = _open_server(chromadb, settings) if server else _open_folder(chromadb, settings, None)
        for collection in client.list_collections():
            if collection.name.startswith("passages-") and collection.name != f"passages-{fingerprint}":
                client.delete_collection(collection.name)
                _collections.pop((str(settings.chroma_path.resolve()), collection.name), None)


def _name_server(settings: Settings) -> str:
    """Where the Chroma server is, without what may be secret in its address; empty where there is none."""
    url = urlsplit(settings.chroma_url)
    return f"{url.hostname}:{url.port}" if url.port else url.hostname or ""


def _open_server(chromadb: Any, settings: Settings) -> Any:
    url = urlsplit(settings.chroma_url)
    secure = url.scheme == "https"
    return chromadb.HttpClient(
        host=url.hostname, port=url.port or (443 if secure else 80), ssl=secure, settings=_choose_options(chromadb)
    )


def _open_collection(chromadb: Any, settings: Settings, state: str | None, name: str) -> Any:
    with _opening:
        client = _open_folder(chromadb, settings, state)
        key = (str(settings.chroma_path.resolve()), name)
        if key not in _collections:
            _collections[key] = _make_collection(client, name)
        return _collections[key]


def _make_collection(client: Any, name: str) -> Any:
    configuration = {"hnsw": {"space": "cosine"}}
    return client.get_or_create_collection(name, configuration=configuration, embedding_function=None)


def _open_folder(chromadb: Any, settings: Settings, state: str | None) -> Any:
    """What opened the folder; callers hold ``_opening``."""
    path = str(settings.chroma_path.resolve())
    if _states.get(path, state) != state:
        _forget(chromadb)
    _states[path] = state
    if path not in _clients:
        _clients[path] = chromadb.PersistentClient(path=path, settings=_choose_options(chromadb))
    return _clients[path]


def forget_open_folders() -> None:
    """Let go of every Chroma folder, so that the next use opens it anew; for when a folder was put in another's place."""
    import chromadb  # noqa: PLC0415  # as in open_vectors

    with _opening:
        _forget(chromadb)


def discard_vectors(settings: Settings) -> None:
    """Take away what is left of a damaged Chroma folder, so that the next use begins a new one."""
    if str(settings.chroma_path.resolve()) in _states:
        forget_open_folders()
    with translate_os_errors():
        if settings.chroma_path.exists():
            rmtree(settings.chroma_path)


def _forget(chromadb: Any) -> None:
    chromadb.api.client.SharedSystemClient.clear_system_cache()
    _states.clear()
    _clients.clear()
    _collections.clear()


def _choose_options(chromadb: Any) -> Any:
    return chromadb.config.Settings(anonymized_telemetry=False)


@contextmanager
def _translate_errors(server: str, folder: Path) -> Iterator[None]:
    """Within, Chroma's errors become the project's own; those of a server say nothing of what it holds."""
    from chromadb.errors import ChromaError  # noqa: PLC0415  # as in open_vectors
    from httpx import TransportError  # noqa: PLC0415  # what Chroma's client lets through

    try:
        yield
    except (ChromaError, OSError, ValueError, TransportError) as error:
        raise (_explain_server(error, server) if server else _translate(error, folder)) from error


def _explain_server(error: Exception, server: str) -> StoreError:
    if isinstance(error, ValueError | OSError) or type(error).__module__.startswith("httpx"):
        return StoreError(f"向量库服务 {server} 没有应答（WENBAO_CHROMA_URL）")
    return StoreError(f"向量库服务 {server} 出错：{type(error).__name__}")


def _translate(error: Exception, folder: Path) -> StoreError:
    text = str(error).lower()
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return ReadOnly("向量库是只读的")
    # Chroma tells of a full disk in many words, some of which sound like damage.
    if "no space" in text or "disk is full" in text or disk_usage(folder if folder.exists() else folder.parent).free < _ROOM:
        return Full("磁盘空间不足，向量库写不下了")
    return BrokenVectors(f"向量库出错：{error}")
