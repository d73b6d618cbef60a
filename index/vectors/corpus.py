"""Text to fit the embedding model on: our own sentences about the domain, paired with how people ask for them.

Each document puts a question, a report's sentence and words of one topic side by side, so that the model learns that
they belong together. The data stands in ``corpus.toml``.
"""

import random
import tomllib
from functools import cache
from importlib.resources import files
from itertools import chain

from ingest.form import list_figures, load_form

_PER_TOPIC = 60


@cache
def load_topics() -> dict[str, dict[str, list[str]]]:
    """The topics as written in ``corpus.toml``."""
    return tomllib.loads(files("index.vectors").joinpath("corpus.toml").read_text(encoding="utf-8"))


def write_documents(seed: int = 1) -> tuple[str, ...]:
    """The documents, the same for the same seed."""
    choose = random.Random(seed)  # noqa: S311  # nothing here is secret
    return tuple(chain(_write_topics(choose), _list_labels()))


def _write_topics(choose: random.Random) -> list[str]:
    documents = []
    for topic in load_topics().values():
        for _ in range(_PER_TOPIC):
            parts = [
                *choose.sample(topic["words"], k=min(4, len(topic["words"]))),
                choose.choice(topic["questions"]),
                choose.choice(topic["reports"]),
            ]
            choose.shuffle(parts)
            documents.append("，".join(parts))
        documents += topic["reports"] + topic["questions"]
    return documents


def _list_labels() -> list[str]:
    labels = [*list_figures().values()]
    for version in ("2019", "2021"):
        labels += [f"{cell.under}{cell.row_label}{cell.column_label}" for cell in load_form(version).cells.values()]
    return list(dict.fromkeys(labels))
