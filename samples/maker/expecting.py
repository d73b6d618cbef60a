"""What a question file asks for, worked out from the truths: which reports, which figures, and what follows from them."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatch
from statistics import median

from samples.maker.library import Entry, Library, round_percent
from samples.maker.places import BY_KEY

Row = tuple[Entry, tuple[Decimal, ...]]
"""A report and the figures that a question takes of it."""


def choose_entries(library: Library, wanted: str | Sequence[str]) -> tuple[Entry, ...]:
    """The reports that ``AGENCY YEAR`` names, in that order; AGENCY is a key, a county or ``*``, YEAR may be ``*``."""
    chosen: list[Entry] = []
    for one in [wanted] if isinstance(wanted, str) else wanted:
        place, year = one.split()
        found = library.list_agency(place) if place in BY_KEY else library.entries
        chosen += [e for e in found if place in {"*", e.county, *BY_KEY} and year in {"*", str(e.year)}]
    return tuple(chosen)


class NotStated(ValueError):
    """A question asks a single report for what it does not state."""


def measure_entry(entry: Entry, measure: str, names: Mapping[str, str]) -> Decimal | None:
    """The sum of what ``measure`` names with plus signs, each a short name, an id, or a pattern of cell ids.

    None where the report does not state every one of them.
    """
    total = Decimal(0)
    for part in "+".join(names.get(part, part) for part in measure.split("+")).split("+"):
        value = _measure_ids(entry, part)
        if value is None:
            return None
        total += value
    return total


def _measure_ids(entry: Entry, pattern: str) -> Decimal | None:
    narrative: Mapping[str, object] = entry.truth["narrative"]  # type: ignore[assignment]
    if pattern in narrative:
        return entry.figure(pattern)
    cells: Mapping[str, str | None] = entry.truth["cells"]  # type: ignore[assignment]
    found = [cell for cell in cells if fnmatch(cell, pattern)]
    return entry.cell(*found) if found and all(cells[cell] is not None for cell in found) else None


def pick_rows(rows: Sequence[Row], pick: str) -> list[Row]:
    """The rows that a ranking or threshold keeps, the largest first; all that tie for the first or the last place."""
    weighed = sorted(((_weigh(row), row) for row in rows), key=lambda pair: -pair[0])
    word, _, number = pick.partition(" ")
    if word == "top":
        return [row for _, row in weighed[: int(number)]]
    weights = [weight for weight, _ in weighed]
    keep: Mapping[str, Callable[[Decimal], bool]] = {
        "max": lambda weight: weight == max(weights),
        "min": lambda weight: weight == min(weights),
        "zero": lambda weight: weight == 0,
        "positive": lambda weight: weight > 0,
        "over": lambda weight: weight > Decimal(number),
        "under": lambda weight: weight < Decimal(number),
    }
    return [row for weight, row in weighed if keep[word](weight)]


def _weigh(row: Row) -> Decimal:
    first, *rest = row[1]
    if not rest:
        return first
    return first / rest[0] if rest[0] else Decimal(-1)


def derive_values(rows: Sequence[Row], want: str) -> list[Decimal]:
    """What one word of ``want`` gives: the figures themselves, or what they lead to, rounded to one decimal where needed."""
    if want == "each":
        return [value for _, values in rows for value in values]
    if want in {"share", "rates"}:
        return [round_percent(values[0], values[1]) for _, values in rows]
    return [_reduce([values[0] for _, values in rows], want)]


def _reduce(values: Sequence[Decimal], want: str) -> Decimal:
    first, last = values[0] if values else Decimal(0), values[-1] if values else Decimal(0)
    reduced: Mapping[str, Callable[[], Decimal]] = {
        "sum": lambda: sum(values, Decimal(0)),
        "count": lambda: Decimal(len(values)),
        "average": lambda: _round(sum(values, Decimal(0)) / len(values)),
        "median": lambda: median(values),
        "difference": lambda: last - first,
        "growth": lambda: round_percent(last - first, first),
        "multiple": lambda: _round(last / first),
        "portion": lambda: round_percent(first, sum(values, Decimal(0))),
    }
    return reduced[want]()


def _round(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def sum_counties(rows: Sequence[Row]) -> list[Decimal]:
    """The first figure of each row summed up by county."""
    sums: dict[str, Decimal] = {}
    for entry, values in rows:
        sums[entry.county] = sums.get(entry.county, Decimal(0)) + values[0]
    return list(sums.values())
