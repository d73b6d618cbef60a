"""Follow-ups on requests that say 公开 and mean what became of them (都公开了吗); disputes that are asked to be over."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.signs.closing import HANDLED
from assistant.understanding.words.vocabulary import load_vocabulary

GRANTED = "requests.granted.total"

_HOW_MANY = re.compile(
    r"^(?:那|其中|里面|当中|最后|最终|一共|总共|共|又|有|这些|它们|[,\x00])*(?:给|同意|准予)?公开了?的?(?:有|是)?(?:几|多少)[件个份起][呢啊]?[?。]*$"
)
ALL_GRANTED = re.compile(
    r"^(?:那|这些|这|它们|几件|件|申请|[\d,\x00])*(?:是不是|是否)?(?:全部|全都?|都|均)(?:给|同意|予以|已经?)*公开(?:了|给申请人)*(?:吗|没有?|么)?[?。]*$"
)
"""How it is asked whether all of the requests spoken of were granted."""

_ONLY_OVER = re.compile(
    r"^(?:那|都|全部|最后|后来|现在|这些|它们|案子|案件|有没有|[起件\d])*(?:审结|审完|结案|有结果|出结果|结束|了结|完结)(?:了|掉)?(?:吗|没有?|么)?[?。]*$"
)
_OVER = re.compile(r"办完|办结|审结|审完|结案|办理完|处理完|有结果|出结果|结束|了结|完结")


def read_granting(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame of such a follow-up after a turn on requests; None for others."""
    if previous is None or frame.language == "en" or frame.named or not _speaks_of_requests(previous):
        return None
    measures = load_vocabulary().measures
    bare = frame.names.bare
    if _HOW_MANY.match(bare):
        return replace(frame, measures=(measures[GRANTED],), task=Task("lookup"), prose=False)
    if ALL_GRANTED.match(bare):
        return replace(frame, measures=(measures[HANDLED], measures[GRANTED]), task=Task("lookup"), prose=False)
    return None


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
