"""From what is picked in lists to a query, the same that understanding a question gives."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answering.basis.wording import name_unit
from assistant.pages.words import Words
from assistant.records import Measure, Operation, Query
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.vocabulary import load_vocabulary
from index.records import StoredAgency
from ingest.errors import UsageError

RANKED = 30
"""Agencies that a ranking without names shows."""

MOST = 400
"""Figures in one comparison; more belong in an export."""


@dataclass(frozen=True, slots=True)
class Picks:
    """What is picked: agencies by id, years in order, measures by id."""

    agencies: tuple[int, ...]
    years: tuple[int, ...]
    measures: tuple[str, ...]


def list_agency_choices(catalog: Catalog, doubles: Collection[str]) -> list[tuple[str, int]]:
    """Every agency with its id; the place above it where two share the name."""
    return [
        ("".join((*agency.parents[-1:], agency.name)) if agency.name in doubles else agency.name, agency.id)
        for agency in catalog.agencies
    ]


def list_measure_choices(words: Words) -> list[tuple[str, str]]:
    """Every measure with its id: whole rows and counts first, then rates, then what is one kind of applicant's or outcome's."""
    measures = sorted(load_vocabulary().measures.values(), key=lambda measure: ("（" in measure.label, bool(measure.over)))
    return [(name_measure(words, measure), measure.id) for measure in measures]


def name_measure(words: Words, measure: Measure) -> str:
    """A measure with its unit."""
    label = measure.label if words.language == "zh" else measure.label_en
    unit = name_unit(words.language, measure.unit)
    return words.bracket(label, unit)


def make_query(words: Words, picks: Picks, catalog: Catalog) -> Query:
    """The query that the picks mean.

    Raises:
        UsageError: Too little is picked, or too much.
    """
    known = load_vocabulary().measures
    measures = tuple(known[name] for name in picks.measures if name in known)
    agencies = tuple(agency for agency in catalog.agencies if agency.id in picks.agencies)
    if not measures:
        raise UsageError(words("compare.no_measure"))
    if not agencies and (len(picks.years) != 1 or len(measures) != 1):
        raise UsageError(words("compare.rank_one"))
    years = picks.years or tuple(sorted({report.year for report in catalog.reports if report.year and report.agency in agencies}))
    if max(len(agencies), 1) * len(years) * len(measures) > MOST:
        raise UsageError(words("compare.too_many", most=MOST))
    return Query(
        write_question(words, agencies, years, measures),
        choose_operation(len(agencies), len(years)),
        agencies=agencies,
        all_agencies=not agencies,
        years=years,
        measures=measures,
        limit=None if agencies else RANKED,
        language=words.language,
    )


def write_question(words: Words, agencies: Sequence[StoredAgency], years: Sequence[int], measures: Sequence[Measure]) -> str:
    """The picks as a question; the answer is in its language."""
    chinese = words.language == "zh"
    names = [agency.name for agency in agencies] or [words("compare.every")]
    parts = (names, [words.year(year) for year in years], [item.label if chinese else item.label_en for item in measures])
    return ("" if chinese else ", ").join(words("piece.list").join(part) for part in parts)


def choose_operation(agencies: int, years: int) -> Operation:
    """A ranking where nobody is named, a trend over years, else figures side by side."""
    return "rank" if not agencies else "trend" if years > 1 else "compare"
