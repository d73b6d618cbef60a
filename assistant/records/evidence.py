"""What the store holds for a query: found and missing, nothing derived yet."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.records.measures import Measure, WhyMissing
from index.records import StoredCell, StoredFigure, StoredPassage, StoredReport
from ingest.records import Finding, Place


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
    their ids (索引号, 文号), where that is asked for. ``dates`` are the places of dates of publication, by their reports' ids.
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
    dates: tuple[tuple[int, Place], ...] = ()
