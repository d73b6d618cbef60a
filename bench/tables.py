"""Tables in Markdown, and how numbers stand in them."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import quantiles


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table, with an empty line after it."""
    yield f"| {' | '.join(head)} |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    yield ""


def write_percent(part: int, whole: int) -> str:
    """``part`` in percent of ``whole`` with one decimal; a dash where there is nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "–"


def describe_times(seconds: Sequence[float]) -> tuple[str, str]:
    """The median and the 95th percentile in milliseconds."""
    cuts = quantiles([*seconds, *seconds], n=20)
    return (f"{cuts[9] * 1000:.0f}", f"{cuts[18] * 1000:.0f}")
