"""Whether a question asks for reports whose cell has no number, and which of the states that such a cell may be in."""

import re

from assistant.records import WhyMissing
from assistant.understanding.frame import Frame
from assistant.understanding.words.cues import Cues

WITHOUT_NUMBER: tuple[WhyMissing, ...] = ("blank", "not applicable", "not in the report", "unreadable")
"""The states of a figure that a report does not give."""

_AMONG = re.compile(
    r"哪|谁|(?:有没有|有无|是否有|存不存在)[^,。?]{0,6}(?:报告|年报|单位|镇|乡|街道)|(?:几|多少)[个份]|的(?:报告|年报|单位)|which|who"
)
_WHETHER_SAID = re.compile(r"([提写说讲谈填])没(?=\1)")
"""没 that asks whether, as in 写没写."""

_WHY = re.compile(r"为什么|为何|原因|why")


_UNMENTIONED = re.compile(r"(?:没有?|未|从未)(?:[写提说谈讲]到|提及)(?:过|了)?")
"""How it is asked who does not speak of a channel, and not whose figure of it is left out (没有写到网站)."""


def find_lacking(frame: Frame, cues: Cues) -> tuple[WhyMissing, ...]:
    """The states by which reports are to be listed; empty where a question lists none by them."""
    text, language = _WHETHER_SAID.sub("", frame.masked), frame.language
    among = frame.names.everyone or frame.periods.which or _AMONG.search(text) is not None
    if not frame.measures or any(measure.over for measure in frame.measures) or not among or _WHY.search(text):
        return ()
    if _UNMENTIONED.search(text) and all(measure.id.startswith("published.") for measure in frame.measures):
        return ()
    found: list[WhyMissing] = []
    if cues.match("left_blank", text, language):
        found.append("blank")
    if cues.match("slashed", text, language):
        found.append("not applicable")
    return tuple(found) or (WITHOUT_NUMBER if cues.match("unfilled", text, language) else ())
