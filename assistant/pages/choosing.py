"""From what is picked in lists to a query, the same that understanding a question gives."""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.catalog import Catalog
from assistant.records import Operation, Query
from assistant.vocabulary import load_vocabulary
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


def list_measure_choices() -> list[tuple[str, str]]:
    """Every measure with its id: whole rows and counts first, then rates, then what is one kind of applicant's or outcome's."""
    measures = sorted(load_vocabulary().measures.values(), key=lambda measure: ("（" in measure.label, bool(measure.over)))
    return [(f"{measure.label}（{measure.unit}）" if measure.unit else measure.label, measure.id) for measure in measures]


def make_query(picks: Picks, catalog: Catalog) -> Query:
    """The query that the picks mean.

    Raises:
        UsageError: Too little is picked, or too much.
    """
    known = load_vocabulary().measures
    measures = tuple(known[name] for name in picks.measures if name in known)
    agencies = tuple(agency for agency in catalog.agencies if agency.id in picks.agencies)
    if not measures:
        raise UsageError("请至少选一个数据项。")
    if not agencies and (len(picks.years) != 1 or len(measures) != 1):
        raise UsageError("不选机关是给全部机关排名，请正好选一个年度和一个数据项。")
    years = picks.years or tuple(sorted({report.year for report in catalog.reports if report.year and report.agency in agencies}))
    if max(len(agencies), 1) * len(years) * len(measures) > MOST:
        raise UsageError(f"一次最多比较 {MOST} 个数，请少选一些。")
    names = "、".join(agency.name for agency in agencies) or "各机关"
    question = f"{names}{'、'.join(f'{year}年' for year in years)}{'、'.join(measure.label for measure in measures)}"
    return Query(
        question,
        choose_operation(len(agencies), len(years)),
        agencies=agencies,
        all_agencies=not agencies,
        years=years,
        measures=measures,
        limit=None if agencies else RANKED,
    )


def choose_operation(agencies: int, years: int) -> Operation:
    """A ranking where nobody is named, a trend over years, else figures side by side."""
    return "rank" if not agencies else "trend" if years > 1 else "compare"
