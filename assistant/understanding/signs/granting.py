"""Questions that say 公开 of requests and mean what became of them (都公开了吗); disputes that are asked to be over."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.signs.closing import HANDLED
from assistant.understanding.words.vocabulary import load_vocabulary
from ingest.folding import fold_text

GRANTED = "requests.granted.total"
RECEIVED = "requests.new.total"

_RECEIVED = re.compile(r"(?:收到|新收|收|接到|受理)了?[^,。?]{0,6}(?:几|多少)|how many")
"""How such a question asks first how many there were."""

_HOW_MANY = re.compile(
    r"^(?:那|其中|里面|当中|最后|最终|一共|总共|共|又|有|这些|它们|[,\x00])*(?:给|同意|准予)?公开了?的?(?:有|是)?(?:几|多少)[件个份起][呢啊]?[?。]*$"
)
_ALL_GRANTED = re.compile(
    r"^(?:那|这些|这|它们|几件|件|收到的?|政府信息公开|信息公开|申请|的|[\d,\x00])*(?:是不是|是否)?(?:全部|全都?|都|均)"
    r"(?:(?:给|同意|予以|已经?)*公开|批准?|获批|通过|同意|满足|得到满足)(?:了|给申请人)*(?:吗|没有?|么)?[?。]*$"
)
_GRANTED_WORD = r"(?:grant(?:ed)?|approved?|fulfilled|satisfied|met in full|(?:fully )?disclosed)"
_ALL_GRANTED_ENGLISH = re.compile(
    rf"(?:^|[,;] ?)(?:and |but |so |then )*(?:were|was|are|is|have|has|did|does|do)\b[^?,.]*?\b(?:"
    rf"(?:all|every(?: single)?(?: one)?|each)\b[^?,.]*\b{_GRANTED_WORD}|"
    rf"{_GRANTED_WORD} (?:all|every|each)\b)(?! in part)[^?,.]*\W*$"
)
"""How it is asked whether all of the requests spoken of were granted."""

_SAYS_ALL = re.compile(
    r"(?:全部|全都?|都|均)(?:(?:给|同意|予以|已经?)*公开|批准?|获批|通过|同意|满足|得到满足)(?:了|给申请人)*(?:吗|没有?|么)?[?。？\s]*$"
)

_ONLY_OVER = re.compile(
    r"^(?:那|都|全部|最后|后来|现在|这些|它们|案子|案件|有没有|[起件\d])*(?:审结|审完|结案|有结果|出结果|结束|了结|完结)(?:了|掉)?(?:吗|没有?|么)?[?。]*$"
)
_OVER = re.compile(r"办完|办结|审结|审完|结案|办理完|处理完|有结果|出结果|结束|了结|完结")


def read_granting(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame of such a question, a follow-up after a turn on requests or one that names them; None for others."""
    measures = load_vocabulary().measures
    bare = frame.names.bare
    follows = previous is not None and not frame.names.mentions and _speaks_of_requests(previous)
    if follows and frame.language == "zh" and not frame.named and _HOW_MANY.match(bare):
        return replace(frame, measures=(measures[GRANTED],), task=Task("lookup"), prose=False)
    named = frame.names.mentions and re.search("申请" if frame.language == "zh" else r"\b(?:requests?|applications?)\b", bare)
    if (follows or named) and not frame.names.everyone and asks_all_granted(bare):
        wanted = [RECEIVED, HANDLED, GRANTED] if _RECEIVED.search(bare) else [HANDLED, GRANTED]
        told = tuple(measures[name] for name in wanted)
        return replace(frame, measures=told, task=Task("lookup"), prose=False, tokens=())
    return None


def asks_all_granted(text: str) -> bool:
    """Whether a text, its names and years blanked, asks if all of the requests were granted."""
    return _ALL_GRANTED.match(text) is not None or _ALL_GRANTED_ENGLISH.search(text) is not None


def says_all_granted(question: str) -> bool:
    """Whether a question, as it was put, asks if all of the requests were granted."""
    text = fold_text(question, keep_layout=True).text.lower()
    return _SAYS_ALL.search(text) is not None or _ALL_GRANTED_ENGLISH.search(text) is not None


def _speaks_of_requests(query: Query) -> bool:
    return bool(query.measures) and all(measure.id.startswith("requests.") for measure in query.measures)


def read_dispute_over(frame: Frame, previous: Query | None) -> Frame:
    """The frame with what is still pending in the place of the requests handled, where disputes are asked to be over."""
    after = previous.measures if previous is not None and not frame.measures and _ONLY_OVER.match(frame.names.bare) else ()
    kinds = [measure for measure in (*frame.measures, *after) if measure.id.startswith("disputes.")]
    others = [measure for measure in frame.measures if measure not in kinds]
    if (
        not kinds
        or "申请" in frame.text
        or not _OVER.search(frame.text)
        or [measure.id for measure in others] not in ([HANDLED], [])
    ):
        return frame
    measures = load_vocabulary().measures
    pending = tuple(measures[f"{measure.id.rpartition('.')[0]}.pending"] for measure in kinds if measure.id.endswith(".total"))
    told = tuple(dict.fromkeys((*kinds, *pending)))
    return replace(frame, measures=told, task=Task("lookup")) if pending else frame
