"""Arithmetic over the values of an answer: what is derived, from which values, by which formula.

Everything is ``Decimal``. Percentages are rounded half up to one decimal, averages and multiples to two; sums and
differences are exact. ``values`` is the answer's list of values, and positions in it say what goes in.
"""

import operator
from calendar import isleap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

from assistant.records import Derivation, Threshold, Value

Span = Literal["month", "quarter", "day"]
"""What a year's figure is spread over."""

TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")
SHOWN_DIGITS = 8
"""A bound with more digits behind the point has no end (a third) and is shown rounded."""

DIGITS = 60
"""Working precision; far beyond any sum of stated numbers, so that only the last rounding rounds."""


def trim_number(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point and without an exponent."""
    return Decimal(format(value.normalize(), "f")) if value else Decimal(0)


def round_number(value: Decimal, step: Decimal) -> Decimal:
    """``value`` rounded half up to a multiple of ``step``."""
    return value.quantize(step, rounding=ROUND_HALF_UP)


def take_percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` in percent of ``whole`` with one decimal; None where ``whole`` is 0."""
    if not whole:
        return None
    with localcontext(prec=DIGITS):
        return round_number(part * 100 / whole, TENTH)


def grow_exactly(later: Decimal, earlier: Decimal) -> Decimal | None:
    """The change in percent of ``earlier``, not rounded, so that 99.96 does not meet a bound of 100; None where that is 0."""
    if not earlier:
        return None
    with localcontext(prec=DIGITS):
        return (later - earlier) * 100 / earlier


def derive_difference(values: Sequence[Value], first: int, second: int, label: str) -> Value:
    """The value at ``first`` minus the value at ``second``, with its sign."""
    result = trim_number(values[first].value - values[second].value)
    formula = f"{show_term(values[first])} − {show_term(values[second])}"
    unit = unit_of(values, (first, second))
    return Value(
        label, result, unit, derived="difference", inputs=(first, second), formula=formula, approx=is_rough(values, first, second)
    )


def derive_growth(values: Sequence[Value], later: int, earlier: int, label: str) -> Value | None:
    """The change from ``earlier`` to ``later`` in percent of ``earlier``; None where that is 0."""
    rate = take_percent(values[later].value - values[earlier].value, values[earlier].value)
    if rate is None:
        return None
    formula = f"（{show_term(values[later])} − {show_term(values[earlier])}）÷ {show_term(values[earlier])}"
    rough = is_rough(values, later, earlier)
    return Value(label, rate, "%", derived="growth", inputs=(later, earlier), formula=formula, approx=rough)


def derive_share(
    values: Sequence[Value], part: int, whole: Sequence[int], label: str, kind: Derivation = "share"
) -> Value | None:
    """The value at ``part`` in percent of the sum of those at ``whole``; None where that sum is 0."""
    rate = take_percent(values[part].value, sum((values[i].value for i in whole), Decimal(0)))
    if rate is None:
        return None
    base = " + ".join(show_term(values[i]) for i in whole)
    formula = f"{show_term(values[part])} ÷ {f'（{base}）' if len(whole) > 1 else base}"
    return Value(label, rate, "%", derived=kind, inputs=(part, *whole), formula=formula, approx=is_rough(values, part, *whole))


def derive_multiple(values: Sequence[Value], first: int, second: int, label: str) -> Value | None:
    """How many times the value at ``second`` the value at ``first`` is; None where the second is 0."""
    if not values[second].value:
        return None
    with localcontext(prec=DIGITS):
        result = trim_number(round_number(values[first].value / values[second].value, HUNDREDTH))
    formula = f"{show_term(values[first])} ÷ {show_term(values[second])}"
    rough = is_rough(values, first, second)
    return Value(label, result, "倍", derived="multiple", inputs=(first, second), formula=formula, approx=rough)


def derive_sum(values: Sequence[Value], inputs: Sequence[int], label: str) -> Value:
    """The sum of the values at ``inputs``."""
    result = sum_amounts([values[i].value for i in inputs])
    return derive_from(values, inputs, Value(label, result, "", derived="sum", formula=join_terms(values, inputs, " + ")))


def derive_average(values: Sequence[Value], inputs: Sequence[int], label: str) -> Value:
    """The mean of the values at ``inputs``, rounded half up to two decimals."""
    result = average_amounts([values[i].value for i in inputs])
    formula = f"（{join_terms(values, inputs, ' + ')}）÷ {len(inputs)}"
    return derive_from(values, inputs, Value(label, result, "", derived="average", formula=formula))


def derive_pace(values: Sequence[Value], position: int, per: Span, label: str) -> Value:
    """A year's figure by the month, quarter or day: divided by 12, by 4, or by the days of its year; rounded to two decimals."""
    with localcontext(prec=DIGITS):
        result = trim_number(round_number(values[position].value / count_parts(per, values[position].year), HUNDREDTH))
    formula = f"{show_term(values[position])} ÷ {count_parts(per, values[position].year)}"
    return derive_from(values, (position,), Value(label, result, "", derived="average", formula=formula))


def count_parts(per: Span, year: int | None) -> int:
    """How many months, quarters or days a year has; a year that is not known counts as no leap year."""
    return {"month": 12, "quarter": 4, "day": 366 if year is not None and isleap(year) else 365}[per]


def derive_median(values: Sequence[Value], inputs: Sequence[int], label: str) -> Value:
    """The middle one of the values at ``inputs``, or the mean of the two in the middle."""
    result = middle_amount([values[i].value for i in inputs])
    return derive_from(values, inputs, Value(label, result, "", derived="median", formula="按大小排列，居中的数"))


def derive_extreme(values: Sequence[Value], inputs: Sequence[int], label: str, kind: Derivation) -> Value:
    """The largest (``maximum``) or smallest (``minimum``) of the values at ``inputs``."""
    choose = max if kind == "maximum" else min
    result = choose(values[i].value for i in inputs)
    return derive_from(values, inputs, Value(label, result, "", derived=kind, formula="各数比较"))


def derive_count(number: int, inputs: Sequence[int], label: str, unit: str = "个") -> Value:
    """How many there are; ``inputs`` are the values that were counted, as far as they are listed."""
    return Value(label, Decimal(number), unit, derived="count", inputs=tuple(inputs), formula="逐个计数")


def derive_rank(place: int, counted: int, label: str) -> Value:
    """The place in a ranking, 1 being first; ``counted`` is the value ranked."""
    return Value(label, Decimal(place), "名", derived="rank", inputs=(counted,), formula="按大小排列，相同的数名次相同")


def sum_amounts(amounts: Sequence[Decimal]) -> Decimal:
    """The exact sum."""
    with localcontext(prec=DIGITS):
        return trim_number(sum(amounts, Decimal(0)))


def average_amounts(amounts: Sequence[Decimal]) -> Decimal:
    """The mean of one or more numbers, rounded half up to two decimals."""
    with localcontext(prec=DIGITS):
        return trim_number(round_number(sum(amounts, Decimal(0)) / len(amounts), HUNDREDTH))


def middle_amount(amounts: Sequence[Decimal]) -> Decimal:
    """The median of one or more numbers."""
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    return trim_number(ordered[middle]) if len(ordered) % 2 else trim_number((ordered[middle - 1] + ordered[middle]) / 2)


def rank_amounts(amounts: Sequence[Decimal], *, ascending: bool = False) -> tuple[int, ...]:
    """The place of each number, 1 being first; equal numbers share a place and the next place is left out (1, 2, 2, 4)."""
    ordered = sorted(amounts, reverse=not ascending)
    first: dict[Decimal, int] = {}
    for place, amount in enumerate(ordered, start=1):
        first.setdefault(amount, place)
    return tuple(first[amount] for amount in amounts)


_MEETS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}


def meets_threshold(amount: Decimal, threshold: Threshold) -> bool:
    """Whether a number lies on the asked side of the bound, or within the range."""
    if threshold.upper is not None and not _MEETS[threshold.below](amount, threshold.upper):
        return False
    return _MEETS[threshold.comparison](amount, threshold.value)


def show_number(value: Decimal) -> str:
    """The exact digits, never in scientific notation."""
    return format(value, "f")


def show_term(value: Value) -> str:
    """A value as it stands in a formula: its number and unit."""
    return f"{show_number(value.value)}{value.unit}"


def join_terms(values: Sequence[Value], inputs: Sequence[int], operator: str) -> str:
    """The terms of a long formula; from the ninth on they are only pointed at."""
    shown = operator.join(show_term(values[i]) for i in inputs[:8])
    return f"{shown}{operator}…" if len(inputs) > len(inputs[:8]) else shown


def derive_from(values: Sequence[Value], inputs: Sequence[int], value: Value) -> Value:
    """The derived value with its inputs, in their unit, and rough where one of them is."""
    return replace(value, unit=unit_of(values, inputs), inputs=tuple(inputs), approx=is_rough(values, *inputs))


def unit_of(values: Sequence[Value], inputs: Sequence[int]) -> str:
    """The unit that most of the values have; prose counts one measure in 条, 件 and 篇."""
    return Counter(values[i].unit for i in inputs).most_common(1)[0][0]


def is_rough(values: Sequence[Value], *inputs: int) -> bool:
    """Whether any of the values is approximate in its report, so that what follows from it is too."""
    return any(values[i].approx for i in inputs)
