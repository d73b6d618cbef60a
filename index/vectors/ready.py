"""What a worker hands over: a report that is read, packed for the tables and embedded, so that its writer need only store it."""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.database.packing import PackedReport, pack_report
from index.database.words import write_header
from index.vectors.embedding import Embedder, Vector
from ingest.records import Report


@dataclass(frozen=True, slots=True)
class MadeVectors:
    """Vectors made ahead by one model: of passages' texts under the passages' ids, and of header lines under the lines.

    A passage's id is made from its content, so that what is found under it is the vector of that very text.
    """

    texts: dict[str, Vector] = field(default_factory=dict)
    headers: dict[str, Vector] = field(default_factory=dict)

    def add(self, other: "MadeVectors") -> None:
        """Take another one's vectors in."""
        self.texts.update(other.texts)
        self.headers.update(other.headers)

    def drop(self, passage_ids: Iterable[str]) -> None:
        """Forget what is stored by now; header lines go once no text waits for them."""
        for passage_id in passage_ids:
            self.texts.pop(passage_id, None)
        if not self.texts:
            self.headers.clear()


@dataclass(frozen=True, slots=True)
class ReadyReport:
    """A read report. The record itself is unpickled only where it is asked for: most are stored from their rows alone."""

    rows: PackedReport
    vectors: MadeVectors
    record: bytes

    def unpack(self) -> Report:
        """The report as it was read."""
        report: Report = pickle.loads(self.record)  # noqa: S301  # made by prepare_report, in this program's own worker
        return report


def prepare_report(report: Report, model: Embedder | None) -> ReadyReport:
    """Do whatever can be done with a report before it meets the store; without a ``model`` it is not embedded."""
    rows = pack_report(report)
    vectors = MadeVectors() if model is None else embed_report(report, rows, model)
    return ReadyReport(rows, vectors, pickle.dumps(report, pickle.HIGHEST_PROTOCOL))


def embed_report(report: Report, rows: PackedReport, model: Embedder) -> MadeVectors:
    """The vectors of a report's passages, under the header lines that they have if its agency is stored as it is written."""
    header = report.header
    lines = dict.fromkeys(write_header(header.agency, header.year, passage.heading) for passage in report.passages)
    vectors = embed_once(model, [*lines, *(passage.text for passage in report.passages)])
    texts = {str(row[0]): vectors[passage.text] for row, passage in zip(rows.passages, report.passages, strict=True)}
    return MadeVectors(texts, {line: vectors[line] for line in lines})


def embed_once(model: Embedder, texts: Iterable[str]) -> dict[str, Vector]:
    """The vector of each text; texts that are the same are embedded once."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, model.embed(distinct), strict=True)) if distinct else {}
