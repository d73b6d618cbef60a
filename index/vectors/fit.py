"""Fits the default embedding model: latent semantic analysis, folded into a stock ``StaticEmbedding``.

Texts are bags of characters and pairs of neighbours; a truncated singular value decomposition of their weighted counts
gives each of these features a vector that leans towards what it occurs with. A token's vector is the sum of its features'
vectors, beside a small signature of its own, so that words which the model never met still match themselves.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from string import ascii_lowercase, digits
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.database.engine import Store
from index.database.passage_rows import list_passages
from index.database.swapping import swap_folders
from index.settings import Settings
from index.vectors.agreement import reconcile_vectors
from index.vectors.corpus import write_documents
from index.vectors.embedding import save_static_model
from ingest.folding import fold_text

Matrix = NDArray[np.float32]

TOPIC_SIZE: Final = 64
SIGNATURE_SIZE: Final = 64
_SIGNATURE_WEIGHT: Final = 0.2
_CHARACTER_WEIGHT: Final = 0.2
_MOST_TOKENS: Final = 12_000
_MOST_FEATURES: Final = 9000
_MOST_TEXTS: Final = 8000
_LONGEST: Final = 4
_RUN: Final = re.compile(r"[\u3400-\u9fff]+")
_ROUNDS: Final = 4


def refit_model(store: Store, settings: Settings) -> Path:
    """Fit a model on what this store holds, beside the shipped corpus, and make every vector again; gives its folder.

    Raises:
        ReadOnly: the store was opened for reading.
        ModelError: the settings name another model, which cannot be fitted.
    """
    with store.connect() as connection:
        texts = [row.passage.text for row in list_passages(connection, _MOST_TEXTS)]
    fit_model(texts, settings.model_path)
    reconcile_vectors(store)
    return settings.model_path


def fit_model(texts: Iterable[str], folder: Path) -> None:
    """Fit a model on ``texts`` and the shipped corpus and write it to ``folder``, in place of what is there."""
    documents = [*write_documents(), *texts]
    counts = [count_features(text) for text in documents[: _MOST_TEXTS + len(write_documents())]]
    weights = weigh_features(counts)
    vectors = decompose(counts, weights)
    tokens = choose_tokens(documents)
    rare = math.log(len(counts))
    rows = np.stack([_embed_token(token, weights, vectors, rare) for token, _ in tokens])
    unfinished = folder.with_name(f"{folder.name}.part")
    rmtree(unfinished, ignore_errors=True)
    save_static_model(unfinished, tokens, rows)
    if not folder.exists():
        unfinished.rename(folder)
        return
    swap_folders(unfinished, folder)
    rmtree(unfinished)


def count_features(text: str) -> Counter[str]:
    """How often each character and each pair of neighbours stands in ``text``."""
    counts: Counter[str] = Counter()
    for run in _RUN.findall(fold_text(text).text):
        counts.update(run)
        counts.update(run[i : i + 2] for i in range(len(run) - 1))
    return counts


def weigh_features(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """The weight of each feature that at least two texts have: rarer is heavier, a character lighter than a pair."""
    spread = Counter(feature for count in counts for feature in count)
    common = [item for item in spread.most_common() if item[1] > 1][:_MOST_FEATURES]
    return {
        feature: math.log(len(counts) / texts) * (1.0 if len(feature) > 1 else _CHARACTER_WEIGHT) for feature, texts in common
    }


def decompose(counts: Sequence[Counter[str]], weights: dict[str, float]) -> dict[str, Matrix]:
    """Each feature's vector: its row of the right singular vectors, scaled so that a text's vector has about length 1."""
    columns = {feature: i for i, feature in enumerate(weights)}
    matrix = np.zeros((len(counts), len(columns)), dtype=np.float32)
    for row, count in zip(matrix, counts, strict=True):
        for feature, times in count.items():
            if feature in columns:
                row[columns[feature]] = (1 + math.log(times)) * weights[feature]
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    basis = _find_basis(matrix, min(TOPIC_SIZE, *matrix.shape))
    padded = np.zeros((len(columns), TOPIC_SIZE), dtype=np.float32)
    padded[:, : basis.shape[1]] = basis
    return {feature: padded[column] for feature, column in columns.items()}


def _find_basis(matrix: Matrix, size: int) -> Matrix:
    """The leading right singular vectors, by subspace iteration (Halko, Martinsson and Tropp 2011)."""
    basis = np.random.default_rng(1).standard_normal((matrix.shape[1], size)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(matrix.T @ (matrix @ basis))
    return basis


def choose_tokens(texts: Iterable[str]) -> list[tuple[str, float]]:
    """The tokens with their log likelihoods: common characters, and the strings that occur most often in ``texts``."""
    strings: Counter[str] = Counter()
    for text in texts:
        for run in _RUN.findall(fold_text(text).text):
            for length in range(1, _LONGEST + 1):
                strings.update(run[i : i + length] for i in range(len(run) - length + 1))
    characters = dict.fromkeys(
        [*_list_common_characters(), *(string for string in strings if len(string) == 1), *ascii_lowercase, *digits, "%"]
    )
    longer = [(string, times) for string, times in strings.items() if len(string) > 1 and times > 1]
    longer.sort(key=lambda item: (-item[1] * len(item[0]), item[0]))
    longer = longer[: _MOST_TOKENS - len(characters)]
    total = sum(strings.values())
    scored = [(string, math.log((times + 1) / total)) for string, times in longer]
    lowest = math.log(1 / total) - 5
    return [(character, lowest) for character in characters] + scored


def _list_common_characters() -> list[str]:
    """The 3,755 characters of GB 2312's first level."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return [character for code in codes for character in code.decode("gb2312", errors="ignore")]


def _embed_token(token: str, weights: dict[str, float], vectors: dict[str, Matrix], rare: float) -> Matrix:
    topic = np.zeros(TOPIC_SIZE, dtype=np.float32)
    signature = np.zeros(SIGNATURE_SIZE, dtype=np.float32)
    features = [*token, *(token[i : i + 2] for i in range(len(token) - 1))]
    for feature in features:
        weight = weights.get(feature, rare * (1.0 if len(feature) > 1 else _CHARACTER_WEIGHT))
        signature += weight * _sign(feature)
        if feature in vectors:
            topic += weight * vectors[feature]
    return np.concatenate([topic, _SIGNATURE_WEIGHT * signature])


def _sign(feature: str) -> Matrix:
    seed = int.from_bytes(sha256(feature.encode()).digest()[:8], "big")
    direction = np.random.default_rng(seed).standard_normal(SIGNATURE_SIZE).astype(np.float32)
    return direction / np.float32(np.linalg.norm(direction))
