"""Which chart an answer calls for, and the numbers in it. Drawing it is the page's work.

Years make a line, agencies or measures of one year make bars; a single number, or numbers in different units, make none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.answering.basis.wording import name_unit, say
from assistant.exports.sheet import Sheet
from assistant.records import Answer, Value
from assistant.wire import decimal_to_json

Language = Literal["zh", "en"]

BARS = 30
LINES = 6
"""More bars or lines than this nobody can read; the table has them all."""

OPERATIONS = frozenset({"lookup", "compare", "trend", "rank", "threshold", "sum", "average", "median", "maximum", "minimum"})


HEADS = {"zh": {"line": "年份", "bar": "名称"}, "en": {"line": "Year", "bar": "Name"}}
"""What heads the first column of a chart's table."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or the bars of one colour; a missing number is None, never 0."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, in the answer's language.

    ``labels`` are the years, or the names of the bars; every series has a number or None for each.
    """

    kind: Literal["line", "bar"]
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    language: Language = "zh"

    @property
    def table(self) -> Sheet:
        """The same numbers as a table."""
        first = HEADS[self.language][self.kind]
        named = "{}（{}）" if self.language == "zh" else "{} ({})"
        head = (first, *(named.format(series.name, self.unit) if self.unit else series.name for series in self.series))
        rows = (
            (label, *(decimal_to_json(series.values[i]) or "" for series in self.series)) for i, label in enumerate(self.labels)
        )
        return Sheet(self.title, head, tuple(rows))


@dataclass(frozen=True, slots=True)
class Point:
    """A number of the answer by what it is of."""

    agency: str
    year: int
    measure: str
    value: Decimal
    unit: str


def plan_chart(answer: Answer, doubles: Collection[str] = ()) -> Chart | None:
    """The chart of an answer; None where there is nothing to compare. ``doubles`` are names that two stored agencies bear."""
    query = answer.query
    if answer.status != "answered" or query is None or query.operation not in OPERATIONS:
        return None
    points = collect_points(answer, doubles)
    if len(points) < 2 or len({point.unit for point in points}) != 1:  # noqa: PLR2004  # one number is no comparison
        return None
    years = sorted({point.year for point in points})
    if len(years) > 1:
        return draw_lines(points, years, query.language)
    if query.operation == "lookup" and len({point.agency for point in points}) == 1:
        return None  # different figures of one report side by side say nothing about each other
    return draw_bars(points, query.language)


def collect_points(answer: Answer, doubles: Collection[str]) -> list[Point]:
    """The answer's number for each measure, agency and year; where table and prose differ, the table's."""
    labels = {text for measure in (answer.query.measures if answer.query else ()) for text in (measure.label, measure.label_en)}
    names = name_agencies(answer.values, doubles)
    found: dict[tuple[str, int, str], Point] = {}
    for value in answer.values:
        if value.agency is None or value.year is None or value.label not in labels or value.derived not in (None, "rate", "sum"):
            continue
        key = (names[value.parents, value.agency], value.year, value.label)
        # A sum stands for the parts, and an amount in the form's unit for the one that is printed.
        if key not in found or value.derived == "sum":
            found[key] = Point(*key, value.value, value.unit)
    return list(found.values())


def name_agencies(values: Sequence[Value], doubles: Collection[str]) -> dict[tuple[tuple[str, ...], str], str]:
    """What to call each agency: its name, with the place above it where two share the name."""
    agencies = dict.fromkeys((value.parents, value.agency) for value in values if value.agency)
    plain = [name for _, name in agencies]
    return {
        (parents, name): name if plain.count(name) == 1 and name not in doubles else "".join((*parents[-1:], name))
        for parents, name in agencies
        if name
    }


def draw_lines(points: Sequence[Point], years: Sequence[int], language: Language) -> Chart | None:
    """A line per agency, or per agency and measure; years without a number are gaps."""
    span = range(years[0], years[-1] + 1)
    agencies = list(dict.fromkeys(point.agency for point in points))
    measures = list(dict.fromkeys(point.measure for point in points))
    if len(agencies) * len(measures) > LINES:
        return None
    held = {(point.agency, point.measure, point.year): point.value for point in points}
    series = tuple(
        Series(
            name_series(agency, measure, agencies, measures),
            tuple(held.get((agency, measure, year)) for year in span),
        )
        for agency in agencies
        for measure in measures
        if any((agency, measure, year) in held for year in span)
    )
    title = join_title(agencies, measures, say(language, "piece.year", year=f"{years[0]}–{years[-1]}"))
    return Chart("line", title, name_unit(language, points[0].unit), tuple(str(year) for year in span), series, language)


def draw_bars(points: Sequence[Point], language: Language) -> Chart | None:
    """A bar per agency, a colour per measure; of one agency, a bar per measure."""
    agencies = list(dict.fromkeys(point.agency for point in points))
    measures = list(dict.fromkeys(point.measure for point in points))
    held = {(point.agency, point.measure): point.value for point in points}
    title = join_title(agencies, measures, say(language, "piece.year", year=points[0].year))
    unit = name_unit(language, points[0].unit)
    if len(agencies) == 1:
        values = tuple(held.get((agencies[0], measure)) for measure in measures)
        return Chart("bar", title, unit, tuple(measures), (Series(agencies[0], values),), language)
    if len(agencies) > BARS or len(measures) > LINES:
        return None
    series = tuple(Series(measure, tuple(held.get((agency, measure)) for agency in agencies)) for measure in measures)
    return Chart("bar", title, unit, tuple(agencies), series, language)


def name_series(agency: str, measure: str, agencies: Sequence[str], measures: Sequence[str]) -> str:
    """What tells this line from the others."""
    if len(measures) == 1:
        return agency if len(agencies) > 1 else measure
    return measure if len(agencies) == 1 else f"{agency} {measure}"


def join_title(agencies: Sequence[str], measures: Sequence[str], when: str) -> str:
    """What the chart is of, as far as it is one thing."""
    return " ".join((*(agencies if len(agencies) == 1 else ()), *(measures if len(measures) == 1 else ()), when))
