"""The truths as the question writers look things up in them: by agency and year, printed figures only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samples.maker.places import BY_KEY

Truth = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One report's truth."""

    truth: Truth

    @property
    def source(self) -> str:
        """The file's name."""
        return str(self.truth["source"])

    @property
    def year(self) -> int:
        """The reported year."""
        return int(str(self.truth["year"]))

    @property
    def name(self) -> str:
        """The short name of the agency."""
        return str(self.truth["agency"])

    @property
    def county(self) -> str:
        """The county, also where the file does not say it."""
        return str(self.truth["county"])

    def cell(self, *cells: str) -> Decimal:
        """The sum of the printed values of ``cells``; every one must be stated."""
        stated: Mapping[str, str] = self.truth["cells"]  # type: ignore[assignment]
        return sum((Decimal(stated[cell]) for cell in cells), Decimal(0))

    def figure(self, figure: str) -> Decimal:
        """A count that the prose states."""
        stated: Mapping[str, Mapping[str, str]] = self.truth["narrative"]  # type: ignore[assignment]
        return Decimal(stated[figure]["value"])

    def said(self, bank: str) -> Sequence[str]:
        """Which entries of a sentence bank the report uses."""
        return self.truth["said"][bank]  # type: ignore[index]


class Library:
    """All truths."""

    def __init__(self, truths: Iterable[Truth]) -> None:
        self.entries = tuple(Entry(truth) for truth in truths)

    def find(self, key: str, year: int) -> Entry:
        """The report of an agency, by its key, and a year."""
        agency = BY_KEY[key]
        return next(e for e in self.entries if (e.name, e.county, e.year) == (agency.name, agency.county, year))

    def list_year(self, year: int, county: str | None = None) -> tuple[Entry, ...]:
        """The reports of a year, of one county if it is named."""
        return tuple(e for e in self.entries if e.year == year and county in (None, e.county))

    def list_agency(self, key: str) -> tuple[Entry, ...]:
        """An agency's reports, the earliest first."""
        agency = BY_KEY[key]
        return tuple(
            sorted((e for e in self.entries if (e.name, e.county) == (agency.name, agency.county)), key=lambda e: e.year)
        )


def round_percent(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` in percent of ``whole``, rounded half up to one decimal."""
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def write_number(number: Decimal) -> str:
    """A number as JSON holds it: exact, without trailing zeros."""
    return f"{number.normalize():f}"
