"""Bounds brought to the unit of the measure that they are held against: 100万 is 100 of 万元, 一半 is 50 of %."""

from dataclasses import replace
from decimal import Decimal

from assistant.records import Measure, Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.measures.wholes import make_rate
from assistant.understanding.words.amounts import MONEY, PERCENT, TENS_OF_THOUSANDS
from assistant.understanding.words.bounds import find_bounds, find_vague_bounds
from assistant.understanding.words.vocabulary import load_vocabulary

SUMS = ("万元", "元")
"""The units of money that the form has."""
_BOUNDED = ("threshold", "count", "rank", "lookup", "compare")


def fit_query(query: Query, frame: Frame) -> Query:
    """The query with its bound in its measures' unit; where they cannot be brought together the bound is told as not read."""
    threshold = query.threshold
    vague = find_vague_bounds(frame.masked)
    if vague and query.operation in _BOUNDED and not query.options:
        return replace(query, unread=vague)
    if threshold is None or not threshold.unit or not query.measures or query.options:
        return query
    if query.wants_growth:
        return replace(query, threshold=replace(threshold, unit=""))
    found = fit_measures(query.measures, threshold)
    if found:
        return replace(query, measures=tuple(measure for measure, _ in found), threshold=found[0][1])
    words = tuple(frame.names.bare[bound.start : bound.end] for bound in find_bounds(frame.names.bare, frame.language))
    return replace(query, unread=words or (frame.question,))


def fit_measures(measures: tuple[Measure, ...], threshold: Threshold) -> tuple[tuple[Measure, Threshold], ...]:
    """The measures that a bound may be held against, with the bound in their unit; a bound in percent takes their rate."""
    if threshold.unit in (MONEY, TENS_OF_THOUSANDS):
        measures = tuple(dict.fromkeys(find_amount(measure) for measure in measures))
    pairs = [(measure, fit_threshold(threshold, measure)) for measure in measures]
    found = [(measure, fitted) for measure, fitted in pairs if fitted is not None]
    if not found and threshold.unit == PERCENT:
        outcomes = tuple(measure for measure in measures if measure.id != "requests.new.total")
        rate = make_rate(outcomes, load_vocabulary()) or make_rate(measures, load_vocabulary())
        return () if rate is None else ((rate, replace(threshold, unit="")),)
    return tuple(pair for pair in found if pair[1] == found[0][1])


def find_amount(measure: Measure) -> Measure:
    """The money of an item whose number is meant where nothing is said (采购超过100万元); others as they are."""
    table, _, rest = measure.id.partition(".")
    amount = load_vocabulary().measures.get(f"{table}.{rest.partition('.')[0]}.amount")
    return amount if amount is not None and measure.unit not in SUMS else measure


def fit_threshold(threshold: Threshold, measure: Measure) -> Threshold | None:
    """The bound in the measure's unit; None where the question's unit is of another kind."""
    unit = threshold.unit
    if unit in ("", TENS_OF_THOUSANDS):
        fits = True
    elif unit == MONEY:
        fits = measure.unit in SUMS
    else:
        fits = measure.unit == PERCENT if unit == PERCENT else measure.unit not in (*SUMS, PERCENT)
    if not fits:
        return None
    scale = Decimal(10000 if unit in (MONEY, TENS_OF_THOUSANDS) and measure.unit == "万元" else 1)
    upper = None if threshold.upper is None else threshold.upper / scale
    return replace(threshold, value=threshold.value / scale, upper=upper, unit="")
