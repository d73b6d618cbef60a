"""Questions whether all requests were closed (都办结了吗, 哪些单位全部办结): told by what is carried over to the next year."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.records import Query, Threshold
from assistant.understanding.frame import Frame, Task
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.vocabulary import load_vocabulary

HANDLED = "requests.total.total"
CARRIED = "requests.carried_out.total"

CLOSED = re.compile(
    r"(?:全部|全都|全|都|均|[统通]统)[^,，。?？;；]{0,2}(?:办结|办完|办好|办理完|处理完|答复完|结案|(?:答复|回复|办理|处理)(?=[了过完]))(?:了|过|完|毕)*"
)
"""How it is said that all of them are closed."""

_WHETHER = re.compile(r"吗|么|没有?[?。!]*$|是不是|是否|有没有")
_CLAIMED = re.compile(r"说|称|写|讲|正文|文字|实际|其实|却|但|真的|属实|矛盾|对不上")
"""With these a question is after what a report claims, and that is a check."""

_NONE_LEFT = re.compile(
    r"(?<!有)(?:没有?|无|未|不)(?:任何|再)?(?:有|留下?|剩下?)?(?:申请)?结转(?:下一?年度?)?(?:继续办理)?|"
    r"结转(?:下一?年度?)?(?:继续办理)?(?:的?件?数)?(?:为|是)?[0零]件?"
)
"""How it is said that nothing is carried over."""

_DEALT_WITH = (
    r"(?:closed?|answer(?:ed)?|handled?|completed?|dealt with|deal with|settled?|process(?:ed)?|finish(?:ed)?|resolved?)"
)
_CLOSED_ENGLISH = re.compile(
    rf"\b(?:all|every(?: single)?|each)(?: of)?(?: the| its| their| these| those)?(?: \w+)? requests?\b[^?,.]*\b{_DEALT_WITH}\b|"
    rf"\b(?:all(?: of)? (?:them|those|these)|(?:they|those|these) all|"
    rf"every one(?: of (?:them|those|these))?)\b[^?,.]*\b{_DEALT_WITH}\b|"
    rf"\b{_DEALT_WITH} (?:all|every(?: single)?|each)(?: of)?(?: the| its| their| these| those)?(?: \w+)? requests?\b"
)
_CLAIMED_ENGLISH = re.compile(r"\b(?:say|says|said|claim\w*|state[sd]?|write|writes|prose|text|report that|but|how|why|when)\b")

_FILLING = re.compile(
    r"已经?|当年|本年度?|全年|年度|年内|是不是|是否|有没有|没有|收到|新收|所有|政府信息公开|信息公开|依申请公开|申请|哪[些个几]?家?|谁|单位|机关|乡镇街道|乡镇|镇街|镇|乡|街道|"
    r"[那它其这和与跟及的了吗么呢啊没有是把里内中年件就\x00,、。?!]"
)
"""What may stand beside it; with anything else (提案都办结了吗) something else is asked."""


def asks_closed(question: str) -> bool:
    """Whether a question says that all requests are closed."""
    return CLOSED.search(question) is not None or _CLOSED_ENGLISH.search(question.lower()) is not None


def read_closing(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame of a question whether all requests were closed, or where they were; None for others."""
    text = frame.names.bare
    among = bool(frame.names.everyone) and not frame.names.mentions
    if frame.language == "en":
        return _read_english(frame, previous, among=among)
    said = CLOSED.search(text) or (_NONE_LEFT.search(text) if among else None)
    if said is None or _CLAIMED.search(text):
        return None
    rest = _FILLING.sub("", _NONE_LEFT.sub("", CLOSED.sub("", text)))
    other = previous is not None and bool(previous.measures) and not previous.measures[0].id.startswith("requests.")
    if rest or ("申请" not in text and other):
        return None
    if among:
        return _ask_among(frame)
    return _ask_whether(frame) if _WHETHER.search(text) else None


def _read_english(frame: Frame, previous: Query | None, *, among: bool) -> Frame | None:
    """The same of an English question (were all requests closed)."""
    text = frame.names.masked
    if _CLOSED_ENGLISH.search(text) is None or _CLAIMED_ENGLISH.search(text):
        return None
    if "request" not in text and not (previous is not None and _speaks_of_requests(previous)):
        return None
    if among:
        return _ask_among(frame)
    return _ask_whether(frame) if load_cues().match("whether", frame.text, "en") else None


def _speaks_of_requests(query: Query) -> bool:
    return bool(query.measures) and all(measure.id.startswith("requests.") for measure in query.measures)


def _ask_among(frame: Frame) -> Frame:
    """The frame that asks which agencies carry nothing over."""
    task = Task("threshold", threshold=Threshold("=", Decimal(0)))
    names = replace(frame.names, masked=_blank(frame.names.masked), bare=_blank(frame.names.bare))
    carried = load_vocabulary().measures[CARRIED]
    return replace(frame, measures=(carried,), task=task, names=names, masked=_blank(frame.masked), tokens=())


def _ask_whether(frame: Frame) -> Frame:
    """The frame that asks whether an agency carries anything over."""
    measures = load_vocabulary().measures
    return replace(frame, measures=(measures[HANDLED], measures[CARRIED]), task=Task("lookup"), prose=False)


def _blank(text: str) -> str:
    """The text without what is read here, so that no condition is sought in it."""
    for shape in (CLOSED, _NONE_LEFT, _CLOSED_ENGLISH):
        text = shape.sub(lambda match: "\x00" * len(match.group()), text)
    return text
