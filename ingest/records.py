"""The types that flow up from ``ingest``: documents as read, and reports with everything found in them.

Nothing here computes anything but views of itself. Numbers are ``Decimal``; a missing value and a
finding are data, not exceptions.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

State = Literal["stated", "blank", "not_applicable", "unreadable"]
ReadBy = Literal["label", "position", "arithmetic", "ocr"]
FormVersion = Literal["2019", "2021"]
MediaKind = Literal["pdf", "docx", "html", "text"]
Severity = Literal["error", "warning", "note"]
Verdict = Literal["fail", "uncertain", "not_assessable"]
Fault = Literal["report", "reading", "unknown"]
Topic = Literal["overview", "active", "requests", "disputes", "problems", "other"]

QUOTE_LIMIT = 200
"""Longest quote in characters (interfaces: a place's quote is at most this long)."""

CELL_END = "\x1f"
"""Stands behind each table cell in a document's text (the unit separator; no source writes it)."""

ROW_END = "\x1e"
"""Stands behind each table row in a document's text (the record separator)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a source; ``None`` where a coordinate does not apply.

    ``page``, ``line``, ``table``, ``row`` and ``column`` start at 1. ``box`` is x0, top, x1, bottom in
    points from the page's top left. ``span`` is [start, end) in characters of the source text.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int | None = None
    span: tuple[int, int] | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch [start, end) of a document's text that stands in one place: a line, or one table cell.

    ``place`` carries no quote and no span. ``rowspan`` and ``colspan`` are those of a table cell.
    """

    start: int
    end: int
    place: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A file as its reader saw it: one text, and for every stretch of it the place where it stands.

    ``text`` keeps what the source writes, unrepaired. Lines end with a newline. Each table cell is followed by ``CELL_END``
    and each row by ``ROW_END`` and a newline; a merged cell stands once, at its top left. For text files ``text`` is the file's
    text itself, so that spans count in it. ``segments`` are sorted and do not overlap.
    ``recognised`` are the pages whose text was recognised from pictures.
    ``metadata`` holds what stands around the report (索引号, 发布日期, 发布机构, title of the page) as the page names it.
    """

    source: str
    sha256: str
    kind: MediaKind
    text: str
    segments: tuple[Segment, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    recognised: tuple[int, ...] = ()
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(segment.start for segment in self.segments))

    def find_segment(self, offset: int) -> Segment | None:
        """The segment in which, or last before which, the character at ``offset`` stands."""
        index = bisect_right(self.starts, offset) - 1
        return self.segments[index] if index >= 0 else None

    def locate(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``, its quote cut at ``QUOTE_LIMIT`` characters.

        A stretch over several segments of one page gets the union of their boxes; over a page break, the
        first page's.
        """
        quote = self.text[start : min(end, start + QUOTE_LIMIT)].replace(CELL_END, " ").replace(ROW_END, " ").strip()
        span = (start, end) if self.kind == "text" else None
        first = self.find_segment(start)
        if first is None:
            return Place(span=span, quote=quote)
        return replace(first.place, box=self._union_box(start, end, first), span=span, quote=quote)

    def _union_box(self, start: int, end: int, first: Segment) -> tuple[float, float, float, float] | None:
        index = bisect_right(self.starts, start) - 1
        boxes = []
        for segment in self.segments[index:]:
            if segment.start >= end:
                break
            if segment.place.box is not None and segment.place.page == first.place.page:
                boxes.append(segment.place.box)
        if not boxes:
            return None
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        return (min(x0s), min(tops), max(x1s), max(bottoms))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class CellValue:
    """One cell of the form as one report has it; only a stated cell has a ``value``.

    ``raw`` is the cell's text as written. ``unit`` is what the source writes at the cell or in its heading;
    ``unit_assumed`` is the form's unit where the source writes none. ``normalised`` is the value in the form's unit
    where the stated one differs. ``corrected_by`` is the person whose reading state and value are, where they are a person's;
    ``raw`` and ``read_by`` then still tell of the program's.
    """

    cell: str
    state: State
    value: Decimal | None
    raw: str
    unit: str | None
    unit_assumed: str | None
    normalised: Quantity | None
    read_by: ReadBy
    place: Place
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """A count that the prose states. ``figure`` is an id of the form data, or None for any further counted thing."""

    figure: str | None
    label: str
    value: Decimal
    unit: str | None
    approx: bool
    primary: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """One of the report's sections; [start, end) is its body in the document's text, ``heading_start`` its heading's start."""

    heading: str
    topic: Topic | None
    text: str
    start: int
    end: int
    place: Place
    heading_start: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of prose that retrieval finds. ``text`` is as the source writes it, at most about 400 characters.

    ``start`` is its offset in the document's text, so that a sentence inside it can be placed again.
    """

    ordinal: int
    heading: str
    topic: Topic | None
    text: str
    start: int
    place: Place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose made comparable: ``digest`` is the same for sentences that differ in numbers and names alone.

    The form's stock phrases and short sentences have none and are left out. ``length`` counts the masked characters.
    """

    digest: str
    length: int
    start: int
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, or could not be checked; the fingerprint stays over re-ingests of the same content."""

    fingerprint: str
    rule: str
    severity: Severity
    verdict: Verdict
    fault: Fault
    fault_why: str
    source: str
    other_source: str | None
    agency: str | None
    year: int | None
    detail: str
    cells: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Who reports, for which year, published when. ``agency`` is the short name; ``parents`` go from large to small.

    ``year_readings`` are the years that title, statistics period and prose name, each with its place, for the
    year_mismatch check; ``foreign_names`` are other agencies' names that stand where this one should.
    ``published_place`` is where the date of publication stands; None where a store of an older version does not say.
    """

    title: str | None
    agency: str | None
    agency_full: str | None
    parents: tuple[str, ...]
    year: int | None
    published_on: date | None
    year_readings: tuple[tuple[str, int, Place], ...] = ()
    foreign_names: tuple[tuple[str, Place], ...] = ()
    published_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Which report a finding speaks of."""

    source: str
    sha256: str
    agency: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read from one report. ``cells`` are in the form's order; ``absent`` are the form's ids without a cell."""

    source: str
    sha256: str
    kind: MediaKind
    header: Header
    form: FormVersion | None
    sections: tuple[Section, ...]
    cells: tuple[CellValue, ...]
    absent: tuple[str, ...]
    narrative: tuple[NarrativeFigure, ...]
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def subject(self) -> Subject:
        """The report as findings name it."""
        return Subject(self.source, self.sha256, self.header.agency, self.header.year)
