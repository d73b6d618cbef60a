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
Course = Literal["", "rise", "fall", "change", "first", "rising", "falling"]
"""Years with more, fewer or another number than the year before; the first beyond a bound; years of rise or fall in a row."""

End = Literal["most", "least"]
"""The largest figures or the smallest ones."""

Tally = Literal["", "clean", "faulty", "most", "least"]
"""Reports without a finding, those with one, and whose have most or fewest."""

Stock = Literal[
    "",
    "list",
    "count",
    "units",
    "oldest",
    "newest",
    "first_published",
    "last_published",
    "new_form",
    "no_problems",
    "every_year",
    "no_tables",
]
"""What is asked of the stored reports as such."""

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
    """A bound in a question: 超过10件 is (">", 10). ``upper`` closes a range: 3到10件之间 is (">=", 3, upper 10).

    ``below`` is how the upper end is meant. ``unit`` is the unit that the question writes, as far as the measure's may differ:
    元, 万 (without 元), %, a counter or nothing; once the bound is fitted to a measure it is empty. ``written`` is the wording
    of a part of a whole (一半, 三成), which answers repeat.
    """

    comparison: Literal[">", ">=", "<", "<=", "=", "!="]
    value: Decimal
    upper: Decimal | None = None
    unit: str = ""
    below: Literal["<=", "<"] = "<="
    written: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One of several conditions that a report has to meet: a measure and its bound, or the first or last place in it."""

    measure: Measure
    threshold: Threshold | None
    place: Literal["", "most", "least"] = ""


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """A kind of agencies (镇, 街道) and how the names of its agencies end."""

    name: str
    endings: tuple[str, ...]
    label_en: str = ""


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
    years that the question names together (甲镇2019年和乙镇2021年), ``own`` the agency ids and
    measure ids (甲镇微信发的和乙镇公开的). ``about`` is the question whose subject a further one keeps.
    ``together`` says that the figures are also added up (网站加微信, 前三名合计). ``sides`` are agency ids that are added up side
    by side (甲镇和乙镇加起来比丙镇多吗). ``without`` are agencies left out of all (除了甲镇). ``either_way`` ranks a change by
    its size, up or down (变化最大). ``course`` says which years of one agency's figures are asked for (哪年下降, 第一次超过10件).
    ``stock`` is what is asked of the stored reports as such (how many, the oldest, those with the new form).
    ``kept`` says in words what of the turn before limits the query besides its agency and year; answers say it first.
    ``lacking`` are the states of a cell without a number by which reports are listed (没填, 空白, 斜杠).
    ``mainly`` is the id of the applicants of whom it is asked whether most requests are theirs (以法人为主吗).
    ``unread`` are conditions of the question that could not be read, so that nothing may be answered without them.
    ``conditions`` are several that a report has to meet, all of them, or any where ``either`` (申请超过10件而且没有诉讼).
    ``among`` is the query that picks the agencies of which this one is asked (申请最多的镇有几件诉讼);
    ``picked`` says that ``agencies`` are those that it picked. ``every_year`` asks for those that meet the bound in each year,
    ``streak`` for those that do, or whose figure rises or falls, so many years in a row.
    ``rival`` is the agency whose own figure is the bound (比甲镇多的单位).
    ``tally`` asks a check for the reports that have findings or none.
    ``kinds`` are the only kinds of agencies that count, ``without_kinds`` those that do not (不含街道). ``by`` adds figures up
    year by year or kind by kind, or holds the sums over all of two years against each other. ``trimmed`` leaves out the largest
    or the smallest figures. ``beside`` is the agency id and the year whose figure is held against an average.
    ``objects`` are what the question counts and no measure covers (栏目信息), in one of ``units`` as the prose states it; the
    measures are then only the nearest. ``quorum`` is the bound that the number of those that meet the condition is held against
    (超过3个单位有诉讼吗); one in percent is of those that have the figure. ``offered`` are the
    reports between which a question that names none has to choose, newest first: agency id, year and the question in full;
    ``options`` are the first of them. ``apiece`` divides the first measure by the second,
    both of one report (平均每个采购项目多少钱). ``trial`` says that only the words of the report spoken of before tell whether a
    follow-up is about it at all. ``portion`` asks what part of a whole the objects are: of what ``terms`` name, else of all.
    ``near`` are quotes of the answer before, where what a follow-up counts is looked for first.
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
    kept: str = ""
    stock: Stock = ""
    together: bool = False
    sides: tuple[tuple[int, ...], ...] = ()
    without: tuple[StoredAgency, ...] = ()
    either_way: bool = False
    course: Course = ""
    lacking: tuple[WhyMissing, ...] = ()
    mainly: str = ""
    unread: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    either: bool = False
    among: "Query | None" = None
    picked: bool = False
    every_year: bool = False
    streak: int = 0
    rival: StoredAgency | None = None
    tally: Tally = ""
    objects: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[AgencyKind, ...] = ()
    without_kinds: tuple[AgencyKind, ...] = ()
    by: Literal["", "year", "kind", "all"] = ""
    trimmed: tuple[End, ...] = ()
    beside: tuple[int, int] | None = None
    quorum: Threshold | None = None
    apiece: bool = False
    trial: bool = False
    portion: bool = False
    near: tuple[str, ...] = ()
    own: tuple[tuple[int, str], ...] = ()
    offered: tuple[tuple[int, int, str], ...] = ()


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
    ``years`` are those against which missing reports are counted, or where nothing was found those that there are.
    ``wide`` says that there are such; ``further`` are those of the query's other measures. ``by_words`` says that passages were
    looked for by their words alone, because the vectors could not be used. ``surroundings`` is what stands around reports, by
    their ids (索引号, 文号), where that is asked for.
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
    years: tuple[int, ...] = ()
    further: tuple["Evidence", ...] = ()
    surroundings: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()


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
