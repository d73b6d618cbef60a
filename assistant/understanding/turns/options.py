"""The readings between which a person has to choose, each as a short full question."""

from collections.abc import Iterable, Sequence

from assistant.records import Measure
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import Mention
from assistant.understanding.words.cues import Language
from index.records import StoredAgency

MOST = 10
"""How many options are offered at most."""

MASK = "\x00"


def strip_question(text: str, masked: str, measures: Sequence[Measure], *, whole: bool, language: Language) -> str:
    """What is left to ask once agencies and years are named anew: the question's own words, or its measures' labels."""
    rest = "".join(character for character, kept in zip(text, masked, strict=True) if kept != MASK)
    rest = rest.strip("的在从到,、。 那呢?？").removeprefix("年").removesuffix("?").strip()
    if whole and rest:
        return rest
    if language == "en":
        return " and ".join(measure.label_en for measure in measures)
    return ("和".join(measure.label for measure in measures) + "是多少") if measures else rest


def write_option(rest: str, agency: str | None, year: int | None, language: Language) -> str:
    """One full question."""
    if language == "en":
        parts = (agency, str(year) if year else None)
        return f"{', '.join(part for part in parts if part)}: {rest}?"
    return f"{agency or ''}{f'{year}年' if year else ''}{rest}？"


def offer_agencies(
    agencies: Iterable[StoredAgency], years: tuple[int, ...], rest: str, catalog: Catalog, language: Language
) -> tuple[str, ...]:
    """One option per agency, each with the year that was settled, if one was."""
    year = years[0] if len(years) == 1 else None
    written = [write_option(rest, catalog.name_agency(agency, language), year, language) for agency in agencies]
    return tuple(dict.fromkeys(written))[:MOST]


def offer_namesakes(
    text: str, mention: Mention, agencies: Iterable[StoredAgency], catalog: Catalog, language: Language
) -> tuple[str, ...]:
    """The question itself, once for each agency that the ambiguous name may mean."""
    before, after = text[: mention.start], text[mention.end :].rstrip("?。!")
    stop = "?" if language == "en" else "？"
    written = (f"{before}{catalog.name_agency(agency, language)}{after}{stop}" for agency in agencies)
    return tuple(dict.fromkeys(option[:1].upper() + option[1:] for option in written))[:MOST]


def offer_years(
    agencies: Sequence[StoredAgency], years: Iterable[int], rest: str, catalog: Catalog, language: Language
) -> tuple[str, ...]:
    """One option per year, newest first."""
    joint = " and " if language == "en" else "和"
    name = joint.join(catalog.name_agency(agency, language) for agency in agencies)
    return tuple(write_option(rest, name or None, year, language) for year in sorted(years, reverse=True))[:MOST]


OFFERED = 2000
"""Of so many reports it is looked up which have the figure asked for."""


def list_offers(
    agencies: Iterable[StoredAgency], years: Sequence[int], rest: str, catalog: Catalog, language: Language
) -> tuple[tuple[int, int, str], ...]:
    """An offer for each report of ``agencies`` and ``years`` (all where none is named), the newest first."""
    pairs = [
        (agency, year) for agency in agencies for year in catalog.agency_years.get(agency.id, ()) if not years or year in years
    ]
    pairs.sort(key=lambda pair: -pair[1])
    return tuple(
        (agency.id, year, write_option(rest, catalog.name_agency(agency, language), year, language))
        for agency, year in pairs[:OFFERED]
    )


def offer_reports(agencies: Iterable[StoredAgency], rest: str, catalog: Catalog, language: Language) -> tuple[str, ...]:
    """One option per agency and year."""
    pairs = ((agency, year) for agency in agencies for year in reversed(catalog.agency_years.get(agency.id, ())))
    options = []
    for agency, year in pairs:
        options.append(write_option(rest, catalog.name_agency(agency, language), year, language))
        if len(options) == MOST:
            break
    return tuple(options)
