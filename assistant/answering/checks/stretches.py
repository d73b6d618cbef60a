"""The stretches of a report's prose over which a total and its parts may reach, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.basis.draft import Draft
from assistant.answering.quotes.sentences import cite_stretch, cut_long
from index.records import StoredPassage, StoredReport
from ingest.checks.prose_counts import cut_sentences
from ingest.folding import Folded, fold_text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a passage over which a total and its parts may reach: ``passage.text[start:]`` and on, folded."""

    passage: StoredPassage
    start: int
    folded: Folded

    def cite(self, draft: Draft, span: tuple[int, int] | None = None) -> tuple[int, ...]:
        """The positions of the citations of a span of the folded text, or of all of it."""
        left, right = self.folded.restore(*(span or (0, len(self.folded.text))))
        text = self.passage.passage.text
        cuts = cut_long(text, self.start + left, self.start + right)
        return tuple(draft.ledger.cite(cite_stretch(self.passage, *cut)) for cut in cuts)


def list_stretches(draft: Draft, report: StoredReport) -> Iterator[Stretch]:
    """The stretches of a report's prose in reading order."""
    own = [passage for passage in draft.evidence.passages if passage.report.id == report.id]
    for passage in sorted(own, key=lambda passage: passage.passage.start):
        for start, end in cut_sentences(passage.passage.text):
            yield Stretch(passage, start, fold_text(passage.passage.text[start:end]))
