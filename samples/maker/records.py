"""The types that the maker's steps hand on: a plan becomes numbers, numbers and prose a sheet, a sheet a file and a truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

FileKind = Literal["pdf", "docx", "doc", "html", "txt", "md"]
FormVersion = Literal["2019", "2021"]
Values = dict[str, Decimal]
"""Cell id → the true number; one per agency and year."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An invented agency; ``volume`` scales how many applications it gets, ``full_name`` is its official name."""

    key: str
    name: str
    full_name: str
    county: str
    city: str
    province: str
    self_name: str
    wechat: str
    street: str
    volume: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What one report shall be: whose, which year, in which form and kind of file, and what is wrong with it.

    ``look`` is the producer of a PDF or the layout of a text; ``parents_at`` says where county and city stand;
    ``writings`` name the ways in which cells are printed (see ``writing``); ``faults`` are rule ids. ``form`` is None for a
    report without the form's tables; ``container`` names the archive, or the file of several reports, that it stands in.
    """

    agency: Agency
    year: int
    form: FormVersion | None
    kind: FileKind
    look: str
    file_name: str
    title: str
    parents_at: tuple[str, ...]
    published_on: date
    writings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    container: str | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending; the truth's name too."""
        return self.file_name.rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as printed and what it truly says; ``value`` is None unless ``state`` is stated."""

    text: str
    value: str | None
    state: str = "stated"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of a grid; ``id`` is the form's cell id for a value, None for a label."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a merged cell stands once, at its top left. ``widths`` are relative, one per column."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Square, ...], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph of the report."""

    kind: Literal["title", "heading", "body", "note", "signature"]
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that the prose states."""

    value: str
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong on purpose; ``other`` is the second report's file name."""

    rule: str
    detail: str
    cells: tuple[str, ...] = ()
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """The six sections' paragraphs by section number, the counts stated in them, and which bank entries they use."""

    sections: Mapping[int, tuple[str, ...]]
    figures: Mapping[str, Figure]
    said: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole report before it becomes a file: blocks in reading order, and everything that its truth says."""

    plan: Plan
    blocks: tuple[Paragraph | Grid, ...]
    cells: Mapping[str, Written]
    absent: tuple[str, ...]
    figures: Mapping[str, Figure]
    faults: tuple[Fault, ...]
    said: Mapping[str, tuple[str, ...]]
    either: tuple[str, ...] = ()
