"""What the stores give back: the same values as ``ingest`` found, each with the report it belongs to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ingest.records import CellValue, FormVersion, MediaKind, NarrativeFigure, Passage

OutcomeStatus = Literal["added", "replaced", "unchanged", "duplicate", "rejected"]


@dataclass(frozen=True, slots=True)
class StoredAgency:
    """An agency that reports. ``name`` is the short name; ``parents`` go from large to small; ``aliases`` are other names.

    ``rostered`` says that the roster lists it; such an agency is there even if none of its reports is stored.
    """

    id: int
    name: str
    full_name: str | None
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    rostered: bool = False


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
    """A passage of a stored report.

    ``id`` is made from its content; ``score`` is higher for nearer, 0 where nothing was searched.
    """

    id: str
    report: StoredReport
    passage: Passage
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One report's value of a measure: the sum of its cells, or its primary narrative figure."""

    report_id: int
    agency_id: int
    year: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """A measure over many reports, ordered by value; equal values by report id.

    ``reports`` counts the reports that were looked at, ``with_data`` those that state the whole measure; ``rows`` may be
    fewer than ``with_data`` only where a limit was given.
    """

    rows: tuple[MeasureRow, ...]
    reports: int
    with_data: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one given file, with the fields of ``wenbao ingest --json``.

    ``error`` is one plain line for a rejected file; ``error_kind`` names the kind of error (``Damaged``, ``internal_error``).
    ``remembered``: refused as it was before, without being read again.
    """

    source: str
    status: OutcomeStatus
    agency: str | None = None
    year: int | None = None
    form: FormVersion | None = None
    cells: int = 0
    passages: int = 0
    findings: int = 0
    error: str | None = None
    error_kind: str | None = None
    remembered: bool = False
