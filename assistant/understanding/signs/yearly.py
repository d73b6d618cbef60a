"""Bounds that are to be met in every year (每年都有复议, 从来没有被起诉过), asked of many agencies."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.frame import Frame
from assistant.understanding.signs.relations import relates
from assistant.understanding.words.cues import load_cues

_EVER = re.compile(r"过(?![程期去半])|被|曾|\bever\b")
"""How a question without a year asks who never had any (哪些单位没有被复议过)."""

_EACH_YEAR = re.compile(
    r"(?:每一?年|年年|各年|历年)(?:里|来)?[^,。?]{0,12}?[都均](?:(?P<none>没有?|未)|有|收到|发生|存在|被)(?!变|上升|下降|增|减)"
)
"""How a question asks after each year of one agency (每年都有诉讼吗)."""

_YES_OR_NO = re.compile(r"是不是|是否|吗|么")

_ALL_YEARS = re.compile(r"\x00[^,。?]*[都均皆](?:没|有(?!多少|几)|是|为|不|未|超|达|在|收|被|少|多|高|低)")
"""How all of several years are meant without saying so (2021年至2023年都没有)."""

_OPEN = ("threshold", "count", "rank", "lookup")


def set_every_year(query: Query, frame: Frame, base: Query | None) -> Query:
    """The query as one for the agencies that meet its bound in each year, where its question asks for such; else as it is."""
    cues, language = load_cues(), frame.language
    spoken = cues.match("every_year", frame.text, language)
    if spoken and query.operation == "trend" and len(query.agencies) == 1 == len(query.measures) and not query.course:
        return _ask_each_year(query, frame)
    kept = base is not None and base.every_year and query.operation == "threshold" and frame.task.operation is None
    unsaid = not frame.dated and query.threshold == Threshold("=", Decimal(0)) and _EVER.search(frame.text) is not None
    together = query.threshold is not None and len(query.years) > 1 and _ALL_YEARS.search(frame.masked) is not None
    if (
        not (spoken or unsaid or kept or together)
        or query.operation not in _OPEN
        or len(query.years) == 1
        or len(query.measures) != 1
    ):
        return query
    if (
        query.agencies
        or query.conditions
        or query.unread
        or query.course
        or query.streak
        or relates(query)
        or not (frame.names.everyone or kept)
    ):
        return query
    if query.threshold is not None:
        return replace(query, operation="threshold", every_year=True)
    ranks = any(cues.match(name, frame.masked, language) for name in ("most", "least", "order", "trend"))
    told = language == "en" or re.search(r"[都均][^,。?]*(?:有|收到|被)", frame.masked) is not None
    if not told or ranks or cues.match("numeric", frame.masked, language):
        return query
    bound = Threshold("=" if cues.match("zero", frame.masked, language) else ">", Decimal(0))
    return replace(query, operation="threshold", threshold=bound, limit=None, every_year=True)


def _ask_each_year(query: Query, frame: Frame) -> Query:
    """The series of one agency with the bound of whether there is any in each year (是不是每年都有诉讼), where that is asked."""
    asked = _EACH_YEAR.search(frame.text) if frame.language == "zh" and query.threshold is None else None
    if asked is None or not _YES_OR_NO.search(frame.text):
        return query
    return replace(query, threshold=Threshold("=" if asked["none"] else ">", Decimal(0)))
