"""What questions ask for, and the bounds they set: measures, thresholds, conditions, kinds of agencies."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest.records import FormVersion

End = Literal["most", "least"]
"""The largest figures or the smallest ones."""

WhyMissing = Literal["no report", "not in the report", "blank", "not applicable", "unreadable", "not comparable"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something countable that questions ask for, as the vocabulary defines it.

    ``cells`` are summed (a group of cells is their sum; one id is the usual case). ``figure`` is the narrative figure that
    cross-checks the cells, or that carries the measure alone when ``cells`` is empty. ``over`` names the measures whose sum
    is the base of a rate (予以公开率 = granted / total); it is empty for a plain count. ``variants`` gives the cell ids that
    take the place of ``cells`` in the reports of one form version, where they differ (其他处理: one row in 2019, three in 2021).
    """

    id: str
    label: str
    unit: str
    cells: tuple[str, ...] = ()
    figure: str | None = None
    over: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("2019", "2021")
    note: str = ""
    label_en: str = ""
    variants: tuple[tuple[FormVersion, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound in a question: 超过10件 is (">", 10). ``upper`` closes a range: 3到10件之间 is (">=", 3, upper 10).

    ``below`` is how the upper end is meant. ``unit`` is the unit that the question writes, as far as the measure's may differ:
    元, 万 (without 元), %, a counter or nothing; once the bound is fitted to a measure it is empty. ``written`` is the wording
    of a part of a whole (一半, 三成), which answers repeat.
    """

    comparison: Literal[">", ">=", "<", "<=", "=", "!="]
    value: Decimal
    upper: Decimal | None = None
    unit: str = ""
    below: Literal["<=", "<"] = "<="
    written: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One of several conditions that a report has to meet: a measure and its bound, or the first or last place in it."""

    measure: Measure
    threshold: Threshold | None
    place: Literal["", "most", "least"] = ""


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """A kind of agencies (镇, 街道) and how the names of its agencies end."""

    name: str
    endings: tuple[str, ...]
    label_en: str = ""
