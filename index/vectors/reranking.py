"""The door to cross-encoders: models that read a question and a passage together, which takes long and often ranks better.

None is shipped and none is used unless the settings name one; it then orders the best passages that the fused search found.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.errors import ModelError


def score_pairs(model: str, question: str, texts: Sequence[str]) -> tuple[float, ...]:
    """How well each text answers the question, by the model's own measure; higher is better.

    Raises:
        ModelError: there is no such model, or it cannot be loaded.
    """
    scores = _load_cross_encoder(model).predict([(question, text) for text in texts], show_progress_bar=False)
    return tuple(float(score) for score in scores)


@lru_cache(maxsize=1)
def _load_cross_encoder(model: str) -> Any:
    from sentence_transformers import CrossEncoder  # noqa: PLC0415  # five seconds, with torch

    try:
        return CrossEncoder(model, device="cpu", num_labels=1, local_files_only=True)
    except (OSError, ValueError, KeyError) as local_error:
        if Path(model).is_dir():
            raise ModelError(f"重排模型文件夹读不出来：{model}") from local_error
    try:
        return CrossEncoder(model, device="cpu", num_labels=1)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"找不到重排模型“{model}”：本机没有，也下载不到") from error
