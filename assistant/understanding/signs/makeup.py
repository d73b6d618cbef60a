"""Questions on which kinds of applicants there are, and whether most requests are those of one kind (以法人为主吗)."""

import re
from dataclasses import replace

from assistant.records import Measure, Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.words.cues import Cues
from assistant.understanding.words.vocabulary import load_vocabulary

KINDS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")
"""The kinds of applicants of the form; together they are all."""

LEGAL = "legal_entities"
"""All kinds but natural persons."""

_WHICH_AGENCY = re.compile(
    r"(?:哪|几|多少)(?:个|些|家|几个)?(?:乡镇|镇街|镇|乡|街道|单位|地方|机关)|"
    r"的(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关)(?:有|是|[?。]|$)|(?:几|多少)家|which (?:town|agenc|street|place)"
)

_WHO = re.compile(
    r"^(?:那|都|主要|分别|各|这些|它们|申请|大多|多数|是|由)*(?:谁|哪些人|什么人|哪类人|哪种人|什么样的人)(?:在|来|去)?"
    r"(?:提|申请|提出|提交|递交|交)(?:交|出|起)?(?:来)?(?:的|了)?(?:申请)?(?:呢|啊)?[?。]?$|"
    r"^(?:and )?who (?:filed|made|submitted|sent|applied)(?: (?:them|these|it|for them))?[?]?$"
)
"""After a turn on requests: by whom they were made."""


_BY_WHOM = re.compile(
    r"申请(?:人)?[^,。?最第前后超多少比排名过]{0,6}?(?:都|分别|各|主要)?(?:是|由|来自)(?:谁|哪些人|什么人|哪类人|些什么人|哪几类人|哪种人)(?:们)?(?:在|来)?(?:提|申请|递|交|$|[?。])"
)
"""By whom the requests of a report were made (那16件申请都是什么人提的)."""


def read_makeup(frame: Frame, cues: Cues, previous: Query | None) -> Frame | None:
    """The frame as one on all kinds of applicants of a row; None where its question is none, by itself or after ``previous``."""
    asked = previous is not None and _WHO.match(frame.text) is not None
    after = asked and previous is not None and any(measure.id.startswith("requests.") for measure in previous.measures)
    named = [measure for measure in frame.measures if find_kind(measure)]
    others = [measure for measure in frame.measures if not measure.id.startswith("requests.") or measure.over]
    if others or _WHICH_AGENCY.search(frame.masked) or not (after or _asks(frame, cues, len(named))):
        return None
    row = named[0].id.split(".")[1] if named else "new"
    measures = load_vocabulary().measures
    found = tuple(measures[f"requests.{row}.{column}"] for column in (*KINDS, "total"))
    mainly = cues.match("mainly", frame.masked, frame.language) and len(named) == 1
    task = Task("share", mainly=named[0].id if mainly else "")
    everyone = frame.names.everyone or (previous is None and not frame.named)
    return replace(frame, measures=found, task=task, names=replace(frame.names, everyone=everyone), prose=False)


def _asks(frame: Frame, cues: Cues, kinds: int) -> bool:
    """Whether a question asks for the kinds of applicants, or sets some of them against each other."""
    text, language = frame.masked, frame.language
    if any(cues.match(name, text, language) for name in ("change", "rise", "fall")):
        return False
    if cues.match("makeup", text, language) or _BY_WHOM.search(text):
        return True
    if kinds and cues.match("mainly", text, language):
        return True
    compared = any(cues.match(name, text, language) for name in ("most", "compare"))
    return kinds > 1 and compared and cues.match("against_each_other", text, language)


def find_kind(measure: Measure) -> str:
    """The kind of applicants that a measure counts; empty where it counts all."""
    table, _, rest = measure.id.partition(".")
    column = rest.partition(".")[2]
    return column if table == "requests" and column in (*KINDS, LEGAL) and not measure.over else ""


def shows_makeup(query: Query) -> bool:
    """Whether a query asks for all kinds of applicants beside their total."""
    columns = tuple(measure.id.rpartition(".")[2] for measure in query.measures)
    return query.operation == "share" and columns == (*KINDS, "total")
