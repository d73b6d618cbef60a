"""What the stores give back: the same values as ``ingest`` found, each with the report it belongs to."""

from dataclasses import dataclass
from datetime import date

from ingest.records import CellValue, FormVersion, MediaKind, NarrativeFigure, Passage


@dataclass(frozen=True, slots=True)
class StoredAgency:
    """An agency that reports. ``name`` is the short name; ``parents`` go from large to small; ``aliases`` are other names."""

    id: int
    name: str
    full_name: str | None
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One stored file read as one report. ``agency`` is None where the text names none: such a report answers by its file name.

    ``answers`` is False for an older file of the same agency and year, which is kept but does not answer.
    """

    id: int
    source: str
    sha256: str
    kind: MediaKind
    agency: StoredAgency | None
    year: int | None
    form: FormVersion | None
    title: str | None
    published_on: date | None
    answers: bool
    cells: int = 0
    passages: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class StoredCell:
    """A cell of a stored report."""

    report: StoredReport
    cell: CellValue


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A narrative figure of a stored report."""

    report: StoredReport
    figure: NarrativeFigure


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of a stored report; ``id`` is made from its content, ``score`` is higher for nearer, 0 where nothing was searched."""

    id: str
    report: StoredReport
    passage: Passage
    score: float = 0.0
