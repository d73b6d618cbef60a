"""The types that flow through the assistant: a Query is understood, Evidence is found for it, an Answer is given.

Nothing here computes. Stated numbers are ``Decimal`` from the store to the answer.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from index.records import StoredAgency, StoredCell, StoredFigure, StoredPassage, StoredReport
from ingest.records import Finding, FormVersion, Place, Topic

Status = Literal["answered", "no_data", "clarify", "out_of_scope"]
Operation = Literal[
    "lookup",  # the figure(s) of each agency and year named; also 有没有
    "compare",  # figures of two or more agencies (or years) side by side, who has more
    "trend",  # one agency over years, with differences and growth
    "rank",  # agencies ordered by a measure; limit and order apply
    "threshold",  # agencies whose measure is over/under a bound
    "sum",
    "average",
    "median",
    "maximum",
    "minimum",
    "count",  # how many agencies have a measure that meets the threshold (or a report at all)
    "share",  # first measure in percent of the second
    "difference",  # later minus earlier, or first named minus second
    "growth",
    "multiple",
    "text",  # what the prose says on a topic or to a question
    "mentions",  # which agencies' prose mentions something
    "check",  # findings: do the numbers agree, what was copied
    "provenance",  # where a figure of the last answer stands
    "reports",  # what is stored, which years are missing
    "help",
    "out_of_scope",
]
Derivation = Literal[
    "difference", "growth", "share", "rate", "multiple", "sum", "average", "median", "maximum", "minimum", "count", "rank"
]
Step = Literal["understand", "look_up", "check"]
WhyMissing = Literal["no report", "not in the report", "blank", "not applicable", "unreadable", "not comparable"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something countable that questions ask for, as the vocabulary defines it.

    ``cells`` are summed (a group of cells is their sum; one id is the usual case). ``figure`` is the narrative figure that
    cross-checks the cells, or that carries the measure alone when ``cells`` is empty. ``over`` names the measures whose sum
    is the base of a rate (予以公开率 = granted / total); it is empty for a plain count. ``variants`` gives the cell ids that
    take the place of ``cells`` in the reports of one form version, where they differ (其他处理: one row in 2019, three in 2021).
    """

    id: str
    label: str
    unit: str
    cells: tuple[str, ...] = ()
    figure: str | None = None
    over: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("2019", "2021")
    note: str = ""
    label_en: str = ""
    variants: tuple[tuple[FormVersion, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound in a question: 超过10件 is (">", 10). ``upper`` closes a range: 3到10件之间 is (">=", 3, upper 10)."""

    comparison: Literal[">", ">=", "<", "<=", "=", "!="]
    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks, in terms of what is stored.

    ``agencies`` empty with ``all_agencies`` means every stored agency (or those under ``parent``); ``years`` empty means not
    said. ``unknown_agencies`` are names in the question that nothing stored bears. ``terms`` are the words a text question
    turns on. ``options`` non-empty means that more than one reading fits and the person has to choose. ``assumed`` says in
    words which reading was taken where one was far likelier. ``related`` are words near in meaning to ``terms``, weaker
    evidence. ``rules`` are the rule ids that a check asks about (empty: all). ``position`` is the rank asked for, 1 = first.
    ``sources`` are files named in the question. ``forms`` are the form versions that a question about the stock asks for.
    With ``options``, ``agencies`` and ``years`` hold what was settled before the choice. ``kind`` keeps to agencies of one
    kind (哪个街道). ``counties`` are the places whose agencies are added up place by place. ``pairs`` are the agency ids and
    years that the question names together (甲镇2019年和乙镇2021年). ``about`` is the question whose subject a further one keeps.
    ``together`` says that the figures are also added up (网站加微信, 前三名合计). ``sides`` are agency ids that are added up side
    by side (甲镇和乙镇加起来比丙镇多吗). ``without`` are agencies left out of all (除了甲镇).
    """

    question: str
    operation: Operation
    agencies: tuple[StoredAgency, ...] = ()
    all_agencies: bool = False
    parent: str | None = None
    unknown_agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    all_years: bool = False
    measures: tuple[Measure, ...] = ()
    topics: tuple[Topic, ...] = ()
    terms: tuple[str, ...] = ()
    limit: int | None = None
    ascending: bool = False
    threshold: Threshold | None = None
    wants_growth: bool = False
    wants_difference: bool = False
    options: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    language: Literal["zh", "en"] = "zh"
    related: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    position: int | None = None
    sources: tuple[str, ...] = ()
    forms: tuple[FormVersion, ...] = ()
    kind: str = ""
    counties: tuple[str, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    about: str = ""
    together: bool = False
    sides: tuple[tuple[int, ...], ...] = ()
    without: tuple[StoredAgency, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote of one report with the place where it stands; ``agency`` and ``year`` are the report's."""

    source: str
    sha256: str
    section: str | None
    place: Place
    quote: str
    agency: str | None = None
    year: int | None = None


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
class Missing:
    """A figure that the question needs and no report gives."""

    agency: str | None
    year: int | None
    cell: str | None
    why: WhyMissing


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a ranking or total rests on: ``with_data`` of ``of`` agencies, and those left out with the reason."""

    of: int
    with_data: int
    excluded: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure in one report: the cells that are summed and the narrative figure, or why there is no number.

    ``cells`` are all stated when ``why`` is None, unless only the prose has the number (then ``cells`` is empty). ``base``
    holds the readings whose sum a rate is taken over.
    """

    measure: Measure
    report: StoredReport
    cells: tuple[StoredCell, ...] = ()
    figure: StoredFigure | None = None
    why: WhyMissing | None = None
    base: tuple["Reading", ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the store holds for a query: found and missing, nothing derived yet.

    ``readings`` are the measures read out of ``cells`` and ``figures``, report by report. ``coverage`` is set where the query
    speaks of many agencies. ``amounts`` are the numbers of a total over more reports than are read one by one, otherwise empty.
    ``wide`` says that there are such. ``by_words`` says that passages were looked for by their words alone, because the
    vectors could not be used.
    """

    cells: tuple[StoredCell, ...] = ()
    figures: tuple[StoredFigure, ...] = ()
    passages: tuple[StoredPassage, ...] = ()
    reports: tuple[StoredReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    available: tuple[StoredReport, ...] = ()
    readings: tuple[Reading, ...] = ()
    coverage: Coverage | None = None
    amounts: tuple[Decimal, ...] = ()
    by_words: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person gets. ``text`` is Markdown; every number in it is accounted for (see ``verify``).

    ``published`` gives the publication date of reports by agency and year, where it was asked for.
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


@dataclass(slots=True)
class Conversation:
    """What earlier turns settled; one per conversation, shared with nobody."""

    queries: list[Query] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
