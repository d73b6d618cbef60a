"""An answer while it is being written: its paragraphs, its ledger, and what they are written from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.basis.ledger import Entry, Ledger
from assistant.answering.basis.naming import Names
from assistant.answering.basis.suspect import doubts_unit
from assistant.answering.basis.wording import say, show_amount
from assistant.records import Answer, Coverage, Evidence, Query, Status, Value
from index.records import StoredReport
from ingest.folding import fold_plain
from ingest.numerals import find_numerals

CHECKED = 12
"""As many checked reports are named."""

MANY_MARKS = 3
"""More citation marks than this behind one figure are written as first–last."""


_MARKS = re.compile(r"\[(\d+)\](?:–\[(\d+)\])?")
_GROUP = re.compile(r"(?:\[\d+\](?:–\[\d+\])?)+")


class Draft:
    """Collects what an answer says. ``doubles`` are the names that more than one stored agency bears."""

    def __init__(self, query: Query, evidence: Evidence, doubles: frozenset[str] = frozenset()) -> None:
        self.query = query
        self.evidence = evidence
        self.ledger = Ledger(query.language)
        self.names = Names(query.language, doubles)
        self.paragraphs: list[str] = []
        self.findings: list[str] = []
        self.coverage: Coverage | None = evidence.coverage
        self.published: list[tuple[str, int | None, date]] = []
        self.subjects: tuple[int, ...] = ()

    def say(self, key: str, **holes: object) -> str:
        """A sentence of the wording in the answer's language."""
        return say(self.query.language, key, **holes)

    def write(self, key: str, **holes: object) -> None:
        """Adds a sentence as a paragraph."""
        self.add(self.say(key, **holes))

    def add(self, paragraph: str) -> None:
        """Adds a paragraph; an empty one and one that already stands are left out."""
        if paragraph and paragraph not in self.paragraphs:
            self.paragraphs.append(paragraph)

    def run(self, sentences: Iterable[str]) -> None:
        """Adds sentences as one paragraph."""
        self.add(self.say("piece.sentence").join(sentence for sentence in sentences if sentence))

    def settle_on(self, reports: Iterable[StoredReport]) -> None:
        """Notes the agencies of these reports as those that the question is answered with."""
        self.subjects = tuple(dict.fromkeys(report.agency.id for report in reports if report.agency is not None))

    def enter_all(self) -> list[Entry]:
        """Every reading of the evidence that has a number, entered, in its order."""
        return [self.ledger.enter(reading) for reading in self.evidence.readings if reading.why is None]

    def mark(self, positions: Sequence[int]) -> str:
        """Citation marks ([1][2]), counted from one."""
        return "".join(show_run(run) for run in find_runs(sorted(set(positions))))

    def figure(self, position: int, *, bold: bool = True, marks: bool = True) -> str:
        """A value as the text shows it: about, number and unit, citation marks."""
        value = self.ledger.values[position]
        shown = self.amount(value, bold=bold)
        return f"{shown}{self.mark(value.citations)}" if marks else shown

    def amount(self, value: Value, *, bold: bool = True) -> str:
        """A number with its unit, as written where it is about so many (40多人次), else 约; a mark where a person read it."""
        written = self._find_written(value) if value.approx and self.query.language == "zh" else ""
        doubted = doubts_unit(value)
        shown = written or show_amount(
            self.query.language, replace(value, unit="") if doubted else value, self._find_counted(value)
        )
        if bold:
            shown = f"**{shown}**"
        shown = self.say("piece.no_unit", figure=shown) if doubted else shown
        shown = self.say("piece.about", figure=shown) if value.approx and not written else shown
        return self.say("piece.corrected", figure=shown) if value.corrected_by else shown

    def _find_written(self, value: Value) -> str:
        """How the report writes an approximate number; empty for a derived one, and where its quote has no such number."""
        quotes = (self.ledger.citations[place].quote for place in value.citations if value.derived is None)
        return next((found for quote in quotes if (found := find_written(quote, value))), "")

    def _find_counted(self, value: Value) -> str:
        """What a number counts: the label of the first figure that it comes from."""
        while value.inputs:
            value = self.ledger.values[value.inputs[0]]
        return value.label

    def entry(self, entry: Entry, *, bold: bool = True) -> str:
        """The figure of an entry; a rate shows what it is taken from."""
        if entry.reading.measure.over:
            formula = self.ratio(entry)
            if entry.position is None:
                return self.say("piece.brackets", text="—", more=formula)
            return self.say("piece.brackets", text=self.figure(entry.position, bold=bold), more=formula)
        return "" if entry.position is None else self.figure(entry.position, bold=bold)

    def ratio(self, entry: Entry) -> str:
        """What a rate is taken from: 3件[1] ÷ 4件[2]."""
        part, *whole = (self.figure(position, bold=False) for position in entry.base)
        base = " + ".join(whole)
        added = self.say("piece.brackets", text="", more=base).strip()
        return f"{part} ÷ {added if len(whole) > 1 else base}"

    def list_nearest(self, status: Status) -> Sequence[StoredReport]:
        """The reports to name as there: the nearest where something is missing, those gone over where no figure names them."""
        nearest = self.evidence.available if status == "no_data" or self.evidence.missing else ()
        many = len(self.query.years) > 1 and self.evidence.coverage is not None
        over = self.query.operation in ("check", "mentions") or many or status == "no_data"
        return (*nearest, *(self.evidence.reports[:CHECKED] if over else ()))

    def finish(self, status: Status) -> Answer:
        """The answer with everything that was collected; the citations stand in the order in which its text marks them."""
        text = "\n\n".join(self.paragraphs)
        order = order_citations(text, len(self.ledger.citations))
        places = {old: new for new, old in enumerate(order)}
        return Answer(
            status=status,
            text=renumber_marks(text, places),
            values=tuple(
                replace(value, citations=tuple(sorted(places[old] for old in value.citations))) for value in self.ledger.values
            ),
            citations=tuple(self.ledger.citations[old] for old in order),
            published=tuple(self.published),
            subjects=self.subjects,
            missing=self.evidence.missing,
            available=list_available(self.list_nearest(status)),
            coverage=self.coverage,
            findings=tuple(dict.fromkeys(self.findings)),
            query=self.query,
        )


def find_written(quote: str, value: Value) -> str:
    """The approximate number of a quote that is the value; empty where there is none."""
    folded = fold_plain(quote)
    alike = (
        folded[start:end]
        for start, end, numeral in find_numerals(folded)
        if numeral.approx and numeral.value == value.value and (numeral.unit or "") == value.unit
    )
    return next(alike, "")


def order_citations(text: str, count: int) -> tuple[int, ...]:
    """The positions of the citations in the order in which the text marks them, then the others."""
    marked = [place for place in list_marked(text) if place < count]
    return tuple(dict.fromkeys((*marked, *range(count))))


def list_marked(text: str) -> list[int]:
    """The positions that citation marks point at, [1]–[3] at three of them."""
    return [place for match in _MARKS.finditer(text) for place in range(int(match[1]) - 1, int(match[2] or match[1]))]


def renumber_marks(text: str, places: Mapping[int, int]) -> str:
    """The text with its citation marks at their new numbers, those of one figure ascending; numbers that are no mark stay."""

    def renumber(match: re.Match[str]) -> str:
        positions = list_marked(match.group())
        if not all(position in places for position in positions):
            return match.group()
        return "".join(show_run(run) for run in find_runs(sorted({places[position] for position in positions})))

    return _GROUP.sub(renumber, text)


def find_runs(positions: Sequence[int]) -> list[list[int]]:
    """Ascending numbers as stretches without a gap."""
    runs: list[list[int]] = []
    for position in positions:
        if not runs or position != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(position)
    return runs


def show_run(run: Sequence[int]) -> str:
    """[1][2] for a short stretch of positions, [1]–[8] for a long one."""
    if len(run) > MANY_MARKS:
        return f"[{run[0] + 1}]–[{run[-1] + 1}]"
    return "".join(f"[{position + 1}]" for position in run)


def list_available(reports: Iterable[StoredReport]) -> tuple[tuple[str, int | None], ...]:
    """Agency and year of each report, each pair once; a report that names no agency goes by its file."""
    pairs = ((report.agency.name if report.agency else report.source, report.year) for report in reports)
    return tuple(dict.fromkeys(pairs))
