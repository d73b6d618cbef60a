"""Which years of one agency's figures a question asks for: those of a rise or fall, the first beyond a bound, a rise in a row."""

import re
from dataclasses import replace

from assistant.records import Course, Query
from assistant.understanding.frame import Frame
from assistant.understanding.words.bounds import find_threshold
from assistant.understanding.words.cues import Cues, load_cues

WHY = re.compile(r"为什么|为何|原因|怎么回事|why")
"""How it is asked for reasons, which only the prose gives."""
_ELSE = ("rank", "threshold", "count", "check", "mentions", "provenance", "reports", "help")
"""Operations that a word for a change does not turn into one on years, unless they come of one agency's bound."""


def set_course(query: Query, frame: Frame) -> Query:
    """The query as one on the years of one agency's series, where its question asks for such years; else as it is."""
    course = find_course(frame, load_cues())
    bounded = query.operation == "threshold" and course == "first"
    if not course or len(query.agencies) != 1 or query.counties or query.sources or (query.operation in _ELSE and not bounded):
        return query
    measures = query.measures or frame.measures
    if len(measures) != 1 or measures[0].id.endswith(".change"):
        return query
    most = course in ("rise", "fall", "change") and load_cues().match("most", frame.masked, frame.language)
    return replace(
        query,
        operation="trend",
        measures=measures,
        course=course,
        threshold=find_threshold(frame.masked, frame.language) if course == "first" else None,
        limit=1 if most else None,
        all_agencies=False,
        all_years=not query.years,
        topics=(),
        terms=(),
        related=(),
    )


def find_course(frame: Frame, cues: Cues) -> Course:
    """Which years a question asks for; empty where it asks for none of these kinds."""
    text, language = frame.masked, frame.language
    if WHY.search(text):
        return ""
    falls, rises = (cues.match(name, text, language) for name in ("fall", "rise"))
    if cues.match("streak", text, language) and falls != rises:
        return "falling" if falls else "rising"
    if cues.match("first_time", frame.text, language) and find_threshold(text, language) is not None:
        return "first"
    if not frame.periods.which:
        return ""
    if falls != rises:
        return "fall" if falls else "rise"
    return "change" if cues.match("change", text, language) and cues.match("most", text, language) else ""
