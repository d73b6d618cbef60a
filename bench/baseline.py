"""What most programs of this kind do, for comparison: chunks of a fixed size, the nearest one, its first number.

The chunks are cut out of the same text that the readers give and embedded with the same model. Whatever is asked, the
baseline answers with the nearest chunk and the first number in it; ``titled`` chunks begin with their file's name, so that
the agency and the year are in the vector too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from assistant.records import Answer, Citation, Conversation, Value
from index.settings import Settings
from index.vectors.embedding import open_model
from ingest.readers.door import read_document
from ingest.readers.limits import Limits
from ingest.records import Place

SIZE, TOP = 400, 5
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARKS = re.compile("[\x1e\x1f]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file's text."""

    source: str
    text: str


class Baseline:
    """Every chunk of some files, and the vector of each."""

    def __init__(self, files: Sequence[Path], *, titled: bool) -> None:
        self._model = open_model(Settings(_env_file=None))
        self.chunks = tuple(chunk for path in files for chunk in cut_chunks(path))
        self._vectors = self._model.embed([f"{Path(c.source).stem}\n{c.text}" if titled else c.text for c in self.chunks])

    def find_nearest(self, question: str, limit: int = TOP) -> list[Chunk]:
        """The chunks nearest to a question, best first."""
        scores = self._vectors @ self._model.embed([question])[0]
        return [self.chunks[index] for index in np.argsort(-scores, kind="stable")[:limit]]

    def ask(self, question: str, _: Conversation) -> Answer:
        """The nearest chunk with the first number in it; it knows no conversation and never refuses."""
        best = self.find_nearest(question, 1)[0]
        number = _NUMBER.search(best.text)
        values = (Value("", Decimal(number[0]), "", citations=(0,)),) if number else ()
        return Answer("answered", best.text, values, (Citation(best.source, "", None, Place(), best.text[:200]),))


def cut_chunks(path: Path) -> list[Chunk]:
    """The text of a file in pieces of one size."""
    text = _MARKS.sub(" ", read_document(path.read_bytes(), path.name, Limits()).text)
    return [Chunk(path.name, text[start : start + SIZE]) for start in range(0, len(text), SIZE)]


def holds_figures(chunks: Sequence[Chunk], wanted: Sequence[str]) -> bool:
    """Whether every wanted number is printed somewhere in the chunks."""
    printed = {Decimal(number) for chunk in chunks for number in _NUMBER.findall(chunk.text)}
    return {abs(Decimal(number)) for number in wanted} <= printed
