"""What the person gets: answers with their numbers and quotes, and the conversation that they make up."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.records.evidence import Coverage, Missing
from assistant.records.queries import Query
from ingest.records import Place

Status = Literal["answered", "no_data", "clarify", "out_of_scope"]
Derivation = Literal[
    "difference", "growth", "share", "rate", "multiple", "sum", "average", "median", "maximum", "minimum", "count", "rank"
]
Step = Literal["understand", "look_up", "check"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote of one report with the place where it stands; ``agency`` and ``year`` are the report's.

    ``cell`` is the id of the cell that is quoted, where it is one.
    """

    source: str
    sha256: str
    section: str | None
    place: Place
    quote: str
    agency: str | None = None
    year: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A number of an answer: one cell or narrative figure as stated, or derived from other values of the same answer.

    ``inputs`` index the answer's values; ``citations`` its citations. ``unit_assumed`` says that the report prints no unit
    and the form's stands for it. ``corrected_by`` is the person whose reading the number is, where it is one.
    """

    label: str
    value: Decimal
    unit: str
    agency: str | None = None
    parents: tuple[str, ...] = ()
    year: int | None = None
    cell: str | None = None
    derived: Derivation | None = None
    citations: tuple[int, ...] = ()
    inputs: tuple[int, ...] = ()
    formula: str | None = None
    approx: bool = False
    unit_assumed: bool = False
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person gets. ``text`` is Markdown; every number in it is accounted for (see ``verify``).

    ``published`` gives the publication date of reports by agency and year, where it was asked for. ``subjects`` are the ids of
    the agencies that a question for some of many is answered with (who has most, who meets a bound, who mentions something), in
    the answer's order; empty where none are or not all are listed. ``surroundings`` are the titles, file numbers
    and the like that the text tells of reports.
    """

    status: Status
    text: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[Missing, ...] = ()
    available: tuple[tuple[str, int | None], ...] = ()
    coverage: Coverage | None = None
    options: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    query: Query | None = None
    store: str = ""
    published: tuple[tuple[str, int | None, date], ...] = ()
    subjects: tuple[int, ...] = ()
    surroundings: tuple[str, ...] = ()


@dataclass(slots=True)
class Conversation:
    """What earlier turns settled; one per conversation, shared with nobody."""

    queries: list[Query] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
