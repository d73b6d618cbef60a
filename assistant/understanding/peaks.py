"""Questions on the year in which one agency had most or least of something (申请最多的那年公开了多少条)."""

import re
from dataclasses import replace

from assistant.records import Conversation, Query
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.operations import FIGURES, PICKING
from assistant.understanding.understand import understand_question
from ingest.folding import fold_text

_END = r"最[多少高低大小]"
_YEAR = r"(?:那|这)?一?个?(?:年度|年份|年)"
_OF_YEAR = re.compile(rf"^(?P<pick>[^,]*?{_END})的?{_YEAR}(?:里|中|内|,)*(?P<ask>(?!是|为|在)[^,]*.+)$")
_WHICH_YEAR = re.compile(rf"^(?P<pick>[^,]*(?:哪一?年|哪个?年[度份])[^,]*?{_END}[^,]*),(?P<ask>.+)$")
_ENGLISH = re.compile(
    r"^(?P<ask>.+?) in the year (?:in which|when|that|with) "
    r"(?P<pick>.*\b(?:most|fewest|least|highest|lowest|largest|smallest)\b.*)$"
)
_ASKS = re.compile(r"几|多少|什么|哪些|怎|如何|有没有|有无|是否|吗|谁|占|比例")
_YEAR_AGAIN = re.compile(r"哪一?年|哪个?年[度份]|最[多少高低大小]")
_LEADING = re.compile(r"^(?:[,、的]|那年|当年|该年|那一年|这一年)+")


def find_peak(question: str, catalog: Catalog, conversation: Conversation) -> Query | None:
    """The query asked of the year that its first part picks, with that part in ``among``; None where no part picks a year."""
    parts = _split(question)
    if parts is None:
        return None
    talk = Conversation(list(conversation.queries), list(conversation.answers))
    picked = understand_question(parts[0], catalog, talk)
    if picked.operation not in ("maximum", "minimum") or len(picked.agencies) != 1 or len(picked.measures) != 1 or picked.options:
        return None
    held = picked.years or catalog.agency_years.get(picked.agencies[0].id, ())
    if not held:
        return None
    talk.queries.append(replace(picked, operation="lookup", years=held[-1:], all_years=False))
    asked = understand_question(parts[1], catalog, talk)
    told = (asked.operation in FIGURES and asked.measures) or asked.operation == "text"
    fits = told and asked.agencies == picked.agencies and asked.years == held[-1:] and asked.operation not in PICKING
    if not fits or asked.options or asked.unread:
        return None
    return replace(asked, question=question, years=(), all_years=True, among=replace(picked, question=question))


def _split(question: str) -> tuple[str, str] | None:
    """The part that picks a year, as a question, and what is asked of it."""
    text = fold_text(question).text.lower().strip("?。")
    for shape in (_WHICH_YEAR, _OF_YEAR):
        match = shape.match(text)
        if match is None:
            continue
        ask = _LEADING.sub("", match["ask"])
        if not _ASKS.search(ask) or _YEAR_AGAIN.search(ask):
            return None
        return match["pick"] if shape is _WHICH_YEAR else f"{match['pick']}的是哪一年", ask
    plain = " ".join(fold_text(question, keep_layout=True).text.split()).strip("?. ")
    english = _ENGLISH.match(plain)
    return (f"in which year {english['pick']}", english["ask"]) if english is not None else None
