"""The door to embedding models: texts become vectors.

A model is a sentence-transformers folder or name. The default one is a ``StaticEmbedding`` that ``index.vectors.fit`` made and
that is shipped; its folder is read here without torch, which takes five seconds to import, and gives the same vectors.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelError

if TYPE_CHECKING:  # workers embed, and need not wait for the libraries that read settings
    from index.settings import Settings

Vector = NDArray[np.float32]
SHIPPED = Path(__file__).parents[1] / "model"
_HEAD = 4 * 1024 * 1024


class Embedder(Protocol):
    """Makes vectors of one fixed length."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text, of length 1 unless the text says nothing to the model (then zeros)."""
        ...


def name_model(settings: "Settings") -> str:
    """The model that the settings mean, by name or folder; empty for the shipped one, which each machine has in its own place."""
    if settings.embedding:
        return settings.embedding
    return str(settings.model_path.absolute()) if settings.model_path.is_dir() else ""


def open_model(settings: "Settings") -> Embedder:
    """The model that the settings name.

    Raises:
        ModelError: there is no such model, or it cannot be loaded.
    """
    return open_named(name_model(settings))


def open_named(model: str) -> Embedder:
    """The model that ``name_model`` named; raises as ``open_model``."""
    return _load_model(model or str(SHIPPED), fingerprint_named(model))


def find_static_folder(model: str) -> str:
    """The folder of a named model where it is light enough for every worker to hold it; empty where it is not.

    Raises:
        ModelError: the model's folder cannot be read.
    """
    folder = Path(model or SHIPPED)
    return str(folder) if folder.is_dir() and _is_static(folder) else ""


def fingerprint_model(settings: "Settings") -> str:
    """Names the model behind the vectors, by its files' content; by its name alone if it is not a folder."""
    return fingerprint_named(name_model(settings))


def fingerprint_named(model: str) -> str:
    """As ``fingerprint_model``, of the model that ``name_model`` named."""
    folder = Path(model or SHIPPED)
    if not folder.is_dir():
        return sha256(model.encode()).hexdigest()[:16]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return _fingerprint_files(tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files), str(folder))


@lru_cache(maxsize=8)
def _fingerprint_files(files: tuple[tuple[str, int, int], ...], folder: str) -> str:
    digest = sha256()
    for name, size, _ in files:
        with Path(name).open("rb") as file:
            digest.update(f"{Path(name).relative_to(folder)} {size}\n".encode())
            digest.update(file.read(_HEAD))
    return digest.hexdigest()[:16]


@lru_cache(maxsize=2)
def _load_model(model: str, fingerprint: str) -> Embedder:  # noqa: ARG001  # a changed folder is loaded again
    folder = Path(model)
    if folder.is_dir() and _is_static(folder):
        return _StaticModel(folder)
    return _SentenceModel(model)


def _is_static(folder: Path) -> bool:
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"嵌入模型文件夹读不出来：{folder}") from error
    return bool(modules) and modules[0]["type"].endswith("StaticEmbedding")


class _StaticModel:
    """A ``StaticEmbedding`` folder: a text's vector is the mean of its tokens' vectors."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file  # noqa: PLC0415  # number lookups need neither
        from tokenizers import Tokenizer  # noqa: PLC0415

        module = folder / json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]["path"]
        self._tokenizer: Any = Tokenizer.from_file(str(module / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._weights: NDArray[np.float32] = load_file(module / "model.safetensors")["embedding.weight"].astype(np.float32)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self._weights.shape[1]), dtype=np.float32)
        for row, encoding in zip(rows, self._tokenizer.encode_batch(list(texts), add_special_tokens=False), strict=True):
            if encoding.ids:
                row[:] = self._weights[encoding.ids].mean(axis=0)
        return _normalise(rows)


class _SentenceModel:
    """Any sentence-transformers model, looked for on this machine before anywhere else."""

    def __init__(self, model: str) -> None:
        self._model = _load_sentence_transformer(model)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return _normalise(np.asarray(vectors, dtype=np.float32))


def _load_sentence_transformer(model: str) -> Any:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # five seconds, with torch

    try:
        return SentenceTransformer(model, device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as local_error:
        if Path(model).is_dir():
            raise ModelError(f"嵌入模型文件夹读不出来：{model}") from local_error
    try:
        return SentenceTransformer(model, device="cpu")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"找不到嵌入模型“{model}”：本机没有，也下载不到") from error


def _normalise(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    normalised: NDArray[np.float32] = rows / np.maximum(norms, 1e-12)
    return normalised


def save_static_model(folder: Path, tokens: Sequence[tuple[str, float]], rows: NDArray[np.float32]) -> None:
    """Write a stock ``StaticEmbedding`` of sentence-transformers: tokens with log likelihoods, and a vector for each."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # as above
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: PLC0415
    from tokenizers import Regex, Tokenizer, models, normalizers  # noqa: PLC0415

    vocabulary = [("<unk>", min(score for _, score in tokens) - 10), *tokens]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"[^\u3400-\u9fffa-z0-9%]+"), " ")]
    )
    weights = np.vstack([np.zeros((1, rows.shape[1])), rows / np.abs(rows).max()]).astype(np.float16)
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)
