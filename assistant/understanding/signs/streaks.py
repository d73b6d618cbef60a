"""What is to hold year after year, asked of many agencies: a bound in so many years in a row, or a steady rise or fall."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Course, Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.signs.relations import AMONG
from assistant.understanding.words.bounds import read_count
from assistant.understanding.words.cues import load_cues

_NUMBER = r"\d+|[一二两三四五六七八九十]+|几|多|数"
_IN_A_ROW = re.compile(
    rf"(?:连续|接连|连着|一连)[^,。?]{{0,2}}?(?P<n>{_NUMBER})个?年|(?P<m>{_NUMBER})个?年(?:连续|接连|连着)|"
    r"(?P<k>\d+|two|three|four|five) (?:consecutive|straight|successive) years|"
    r"(?P<l>\d+|two|three|four|five) years (?:in a row|running)"
)
_YEARLY = r"(?:(?:every|each) (?:single )?|year (?:after|by|on) )year"
_STEADILY = re.compile(
    r"逐年|年年|连年|一年比一年|年都在|年都(?=[增减上下])|一直在?|持续|不断|始终在?|每一?年都?在|连续|接连|连着|越来越|"
    rf"{_YEARLY}|every year|each year|steadily|consistently|continuously|continually|in a row|"
    r"consecutive|running|fewer and fewer|less and less|more and more|ke(?:ep|eps|pt) \w+ing"
)
_LESS, _MORE = r"\b(?:fewer|less|lower|smaller)\b", r"\b(?:more|higher|larger|greater)\b"
_FALLS = re.compile(
    rf"(?:越来越|一年比一年|年年)[少低小]|fewer and fewer|less and less|{_LESS}[^,?]*{_YEARLY}|{_YEARLY}[^,?]*{_LESS}"
)
_RISES = re.compile(
    rf"(?:越来越|一年比一年|年年)[多高大]|more and more|{_MORE}(?! than)[^,?]*{_YEARLY}|{_YEARLY}[^,?]*{_MORE}(?! than)"
)
_DENIED = re.compile(r"(?:不是|并非|没有|没|未)(?:逐年|年年|连年|一直|持续|连续|每年)")
_FROM = ("threshold", "count", "rank", "lookup", "trend", "compare", "difference", "growth", "text", "mentions")
SEVERAL = {"几": 2, "多": 3, "数": 3}
"""So many years at least are meant where no number is said (连续几年)."""


def set_streak(query: Query, frame: Frame, base: Query | None) -> Query:
    """The query as one for the agencies of which something holds year after year, where its question asks so; else as it is."""
    if base is not None and base.operation == "threshold" and (base.streak or base.course) and frame.task.operation is None:
        return replace(query, course=base.course, streak=base.streak) if query.operation == "threshold" else query
    among = frame.names.everyone or AMONG.search(frame.masked) is not None
    if not among or query.agencies or query.counties or query.sources or query.stock or len(query.measures) != 1:
        return query
    if query.operation not in _FROM:
        return query
    way, years = find_way(frame), find_streak(frame.text)
    if way and _STEADILY.search(frame.text) and not load_cues().match("most", frame.masked, frame.language):
        return _set_steady(query, frame, way, years)
    return _set_run(query, frame, years) if years and query.operation in ("threshold", "count", "rank") else query


def _set_run(query: Query, frame: Frame, years: int) -> Query:
    """The query as one on a bound met so many years in a row; a place held so long is not read."""
    if query.limit or query.position:
        return replace(query, unread=(frame.question.strip("?？。 "),))
    none = load_cues().match("zero", frame.masked, frame.language)
    bound = query.threshold or Threshold("=" if none else ">", Decimal(0))
    return replace(query, operation="threshold", threshold=bound, streak=years, all_agencies=True, all_years=not query.years)


def find_way(frame: Frame) -> Course:
    """Whether a question speaks of a rise or of a fall; empty where of neither, of both, or of none of them."""
    falls = load_cues().match("fall", frame.masked, frame.language) or _FALLS.search(frame.text) is not None
    rises = load_cues().match("rise", frame.masked, frame.language) or _RISES.search(frame.text) is not None
    return "" if falls == rises else "falling" if falls else "rising"


def find_streak(text: str) -> int:
    """How many years in a row a question speaks of; 0 where of none."""
    match = _IN_A_ROW.search(text)
    if match is None:
        return 0
    written = match["n"] or match["m"] or match["k"] or match["l"]
    return SEVERAL.get(written) or read_count(written)


def _set_steady(query: Query, frame: Frame, way: Course, years: int) -> Query:
    """The query as one on a rise or fall in every year, or in so many in a row; what it denies is not read."""
    if _DENIED.search(frame.text) or len(query.years) == 1:
        return replace(query, unread=(frame.question.strip("?？。 "),))
    return replace(
        query,
        operation="threshold",
        course=way,
        streak=years,
        all_agencies=True,
        all_years=not query.years,
        threshold=None,
        wants_difference=False,
        wants_growth=False,
        limit=None,
        topics=(),
        terms=(),
        related=(),
    )
