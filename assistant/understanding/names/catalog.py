"""What is stored, as questions name it: agencies by any of their names, counties, and the years of each.

Everything here is a dictionary built once per catalog, so that a question costs the same over four agencies and over forty
thousand. Finding names inside a question is done in ``names``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.understanding.names.naming import (
    fold_name,
    shorten_autonomous,
    sound_name,
    spell_variants,
    strip_kind,
    strip_region,
)
from assistant.understanding.words.spelling import blur_sounds, spell_sounds
from index.records import StoredAgency, StoredReport


@dataclass(frozen=True, eq=False)
class Catalog:
    """The stored agencies and reports. Only reports that answer, of a known agency and year, count as years."""

    agencies: tuple[StoredAgency, ...] = ()
    reports: tuple[StoredReport, ...] = ()

    @cached_property
    def names(self) -> dict[str, tuple[StoredAgency, ...]]:
        """Every spelling of every agency's name, folded, with the agencies that bear it in the order of the catalog."""
        found: dict[str, list[StoredAgency]] = {}
        for agency in self.agencies:
            for name in {variant for written in self._list_names(agency) for variant in spell_variants(written)}:
                found.setdefault(name, []).append(agency)
        return {name: _prefer_exact(name, agencies) for name, agencies in found.items()}

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the names that begin with a character, longest first."""
        return _group_lengths(self.names)

    @cached_property
    def regions(self) -> dict[str, tuple[str, ...]]:
        """Every spelling of every parent place, with the parents as stored."""
        found: dict[str, list[str]] = {}
        for parent in {parent for agency in self.agencies for parent in agency.parents}:
            folded = fold_name(parent)
            short = shorten_autonomous(folded)
            bare = short[:-1] + "自治" + short[-1] if short != folded else short  # 沱岭自治县
            for name in {folded, strip_region(folded), short, strip_region(short), bare}:
                found.setdefault(name, []).append(parent)
        return {name: tuple(sorted(parents)) for name, parents in found.items()}

    @cached_property
    def region_lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the parents' names that begin with a character, longest first."""
        return _group_lengths(self.regions)

    @cached_property
    def characters(self) -> dict[str, tuple[str, ...]]:
        """For each character the names (with their kind) that contain it; the kind's own characters left out."""
        found: dict[str, set[str]] = {}
        for agency in self.agencies:
            name = fold_name(agency.name)
            for character in strip_kind(name):
                found.setdefault(character, set()).add(name)
        return {character: tuple(sorted(names)) for character, names in found.items()}

    @cached_property
    def sounds(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The short names by their blurred sound, with and without their kind."""
        found: dict[tuple[str, ...], set[str]] = {}
        for name in {fold_name(agency.name) for agency in self.agencies}:
            for spelling in {name, strip_kind(name)}:
                found.setdefault(blur_sounds(spelling), set()).add(name)
        return {sound: tuple(sorted(names)) for sound, names in found.items()}

    @cached_property
    def pinyin(self) -> dict[str, tuple[StoredAgency, ...]]:
        """The agencies by the joined pinyin of their names, with and without their kind (zhicheng, zhichengzhen)."""
        found: dict[str, list[StoredAgency]] = {}
        for agency in self.agencies:
            name = fold_name(agency.name)
            for spelling in {name, strip_kind(name)}:
                found.setdefault("".join(spell_sounds(spelling)), []).append(agency)
        return {sound: tuple(agencies) for sound, agencies in found.items()}

    @cached_property
    def pinyin_regions(self) -> dict[str, tuple[str, ...]]:
        """The parents by the joined pinyin of their names without their kind (shidian)."""
        found: dict[str, list[str]] = {}
        for name, parents in self.regions.items():
            if name == strip_region(name):
                found.setdefault("".join(spell_sounds(name)), []).extend(parents)
        return {sound: tuple(dict.fromkeys(parents)) for sound, parents in found.items()}

    @cached_property
    def files(self) -> dict[str, tuple[str, ...]]:
        """The sources by the name of their file, folded, with its ending and without."""
        found: dict[str, list[str]] = {}
        for report in self.reports:
            name = fold_name(report.source.replace("\\", "/").rsplit("/", 1)[-1]).lower()
            for written in {name, name.rsplit(".", 1)[0]}:
                found.setdefault(written, []).append(report.source)
        return {name: tuple(sources) for name, sources in found.items()}

    @cached_property
    def places_above(self) -> dict[str, frozenset[str]]:
        """The places that hold each place, as far as agencies' parents say."""
        found: dict[str, set[str]] = {}
        for parents in {agency.parents for agency in self.agencies}:
            for place, parent in enumerate(parents):
                found.setdefault(parent, set()).update(parents[:place])
        return {parent: frozenset(above) for parent, above in found.items()}

    @cached_property
    def counties(self) -> tuple[str, ...]:
        """The places right above the agencies, in the order of the catalog."""
        return tuple(dict.fromkeys(agency.parents[-1] for agency in self.agencies if agency.parents))

    @cached_property
    def agency_years(self) -> dict[int, tuple[int, ...]]:
        """The years of each agency's reports, ascending."""
        found: dict[int, set[int]] = {}
        for report in self.reports:
            if report.answers and report.agency is not None and report.year is not None:
                found.setdefault(report.agency.id, set()).add(report.year)
        return {agency: tuple(sorted(years)) for agency, years in found.items()}

    @cached_property
    def year_agencies(self) -> dict[int, tuple[StoredAgency, ...]]:
        """The agencies that report for each year, in the order of the catalog."""
        found: dict[int, list[StoredAgency]] = {}
        for agency in self.agencies:
            for year in self.agency_years.get(agency.id, ()):
                found.setdefault(year, []).append(agency)
        return {year: tuple(agencies) for year, agencies in sorted(found.items())}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The stored years, ascending."""
        return tuple(self.year_agencies)

    @cached_property
    def forms(self) -> dict[tuple[int, int], str]:
        """The form version of each agency's report of a year, where it is known."""
        return {
            (report.agency.id, report.year): report.form
            for report in self.reports
            if report.answers and report.agency is not None and report.year is not None and report.form is not None
        }

    @cached_property
    def all_forms(self) -> frozenset[str]:
        """The form versions in use among all reports."""
        return frozenset(self.forms.values())

    def find_agencies(self, name: str) -> tuple[StoredAgency, ...]:
        """The agencies of this name in any spelling; empty where none bears it."""
        return self.names.get(fold_name(name), ())

    def list_years(self, agencies: Iterable[StoredAgency]) -> tuple[int, ...]:
        """The years for which any of ``agencies`` reports, ascending."""
        return tuple(sorted({year for agency in agencies for year in self.agency_years.get(agency.id, ())}))

    def list_forms(self, agencies: Iterable[StoredAgency], years: Iterable[int]) -> frozenset[str]:
        """The form versions of the reports of ``agencies``, in ``years`` or, where that is empty, in all years."""
        wanted = tuple(years)
        found = set()
        for agency in agencies:
            for year in wanted or self.agency_years.get(agency.id, ()):
                found.add(self.forms.get((agency.id, year)))
        return frozenset(form for form in found if form is not None)

    def shares_name(self, agency: StoredAgency) -> bool:
        """Whether another stored agency has the same short name."""
        return len(self.names.get(fold_name(agency.name), ())) > 1

    def name_agency(self, agency: StoredAgency, language: str = "zh") -> str:
        """The short name, with the county in front where the name alone does not tell; in English behind its sound."""
        name = (agency.parents[-1] if agency.parents and self.shares_name(agency) else "") + agency.name
        return f"{sound_name(agency.name)} ({name})" if language == "en" else name

    def _list_names(self, agency: StoredAgency) -> Iterator[str]:
        for name in (agency.name, agency.full_name, *agency.aliases):
            if name:
                yield fold_name(name)
                yield fold_name(name).replace("廿", "二十").replace("卅", "三十")


def _prefer_exact(name: str, agencies: list[StoredAgency]) -> tuple[StoredAgency, ...]:
    exact = [agency for agency in agencies if agency.name == name]
    return tuple(exact or agencies)


def _group_lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in names:
        if name:
            lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
