"""What a question asks: the Query, and the fixed words in it."""

from dataclasses import dataclass
from typing import Literal

from assistant.records.measures import AgencyKind, Condition, End, Measure, Threshold, WhyMissing
from index.records import StoredAgency
from ingest.records import FormVersion, Topic

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

Course = Literal["", "rise", "fall", "change", "first", "rising", "falling"]
"""Years with more, fewer or another number than the year before; the first beyond a bound; years of rise or fall in a row."""

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
    "no_date",
]
"""What is asked of the stored reports as such."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks, in terms of what is stored; a field left as it is by default limits nothing."""

    question: str
    operation: Operation

    # Of whom
    agencies: tuple[StoredAgency, ...] = ()  # with ``options``: those settled before the choice
    all_agencies: bool = False  # with no ``agencies``: every stored agency, or those under ``parent``
    parent: str | None = None
    unknown_agencies: tuple[str, ...] = ()  # names in the question that nothing stored bears

    # When
    years: tuple[int, ...] = ()  # empty: not said; with ``options``: those settled before the choice
    all_years: bool = False
    lone_year: bool = False  # nobody named ``years``: the only one that the agency's reports have, or that states the figure

    # What
    measures: tuple[Measure, ...] = ()  # where there are ``objects``: only the nearest
    topics: tuple[Topic, ...] = ()
    terms: tuple[str, ...] = ()  # the words that a text question turns on

    # How
    limit: int | None = None
    ascending: bool = False
    threshold: Threshold | None = None
    wants_growth: bool = False
    wants_difference: bool = False

    # What is left open, and what was settled for the person
    options: tuple[str, ...] = ()  # more than one reading fits, and the person has to choose
    assumed: tuple[str, ...] = ()  # says in words which reading was taken where one was far likelier
    language: Literal["zh", "en"] = "zh"

    # What, more closely
    related: tuple[str, ...] = ()  # words near in meaning to ``terms``, weaker evidence
    rules: tuple[str, ...] = ()  # the rule ids that a check asks about (empty: all)
    position: int | None = None  # the rank asked for, 1 = first
    sources: tuple[str, ...] = ()  # files named in the question
    forms: tuple[FormVersion, ...] = ()  # the form versions that a question about the stock asks for

    # Of whom, more closely
    kind: str = ""  # keeps to agencies of one kind (哪个街道)
    counties: tuple[str, ...] = ()  # places whose agencies are added up place by place
    pairs: tuple[tuple[int, int], ...] = ()  # agency ids and years named together (甲镇2019年和乙镇2021年)

    # What stays of the turn before
    about: str = ""  # the question whose subject a further one keeps
    kept: str = ""  # says in words what else of the turn before limits the query; answers say it first

    # Of the stored reports as such
    stock: Stock = ""  # how many, the oldest, those with the new form

    # Added up, set beside each other, or followed over the years
    together: bool = False  # the figures are also added up (网站加微信, 前三名合计)
    sides: tuple[tuple[int, ...], ...] = ()  # agency ids added up side by side (甲镇和乙镇加起来比丙镇多吗)
    without: tuple[StoredAgency, ...] = ()  # left out of all (除了甲镇)
    either_way: bool = False  # ranks a change by its size, up or down (变化最大)
    course: Course = ""  # which years of one agency's figures (哪年下降, 第一次超过10件)

    # Of cells without a number, and of the applicants
    lacking: tuple[WhyMissing, ...] = ()  # the states of a cell by which reports are listed (没填, 空白, 斜杠)
    mainly: str = ""  # the id of the applicants of whom it is asked whether most requests are theirs (以法人为主吗)

    # On which conditions
    unread: tuple[str, ...] = ()  # conditions that could not be read, so that nothing may be answered without them
    conditions: tuple[Condition, ...] = ()  # all that a report has to meet (申请超过10件而且没有诉讼)
    either: bool = False  # any of ``conditions`` is enough
    among: "Query | None" = None  # picks the agencies of which this one is asked (申请最多的镇有几件诉讼)
    picked: bool = False  # ``agencies`` are those that ``among`` picked
    every_year: bool = False  # those that meet the bound in each year
    streak: int = 0  # those that do so, or whose figure rises or falls, so many years in a row
    rival: StoredAgency | None = None  # the agency whose own figure is the bound (比甲镇多的单位)
    tally: Tally = ""  # a check for the reports that have findings or none

    # Of things that no measure covers
    objects: tuple[str, ...] = ()  # what the question counts (栏目信息)
    units: tuple[str, ...] = ()  # one of which the prose states the objects in

    # Of which kinds, by what, and against what
    kinds: tuple[AgencyKind, ...] = ()  # the only kinds that count
    without_kinds: tuple[AgencyKind, ...] = ()  # those that do not (不含街道)
    by: Literal["", "year", "kind", "all"] = ""  # adds up by it; all: the sums over all of two years
    trimmed: tuple[End, ...] = ()  # leaves out the largest or the smallest figures
    beside: tuple[int, int] | None = None  # the agency id and the year whose figure is held against an average
    quorum: Threshold | None = None  # bounds how many meet the condition (超过3个单位有诉讼吗); in %, of those with the figure
    apiece: bool = False  # divides the first measure by the second, both of one report (平均每个采购项目多少钱)

    # What a follow-up finds in the report spoken of before
    trial: bool = False  # only the words of that report tell whether the follow-up is about it at all
    portion: bool = False  # what part of a whole the objects are: of what ``terms`` name, else of all
    near: tuple[str, ...] = ()  # quotes of the answer before, where what is counted is looked for first

    # Whose is what, and which report is meant
    own: tuple[tuple[int, str], ...] = ()  # agency ids and measure ids named together (甲镇微信发的和乙镇公开的)
    offered: tuple[tuple[int, int, str], ...] = ()
    """The reports between which a question that names none has to choose, newest first: agency id, year and the question in
    full; ``options`` are the first of them."""

    @property
    def asked(self) -> str:
        """The question in whole: that whose subject it keeps, or itself."""
        return self.about or self.question
