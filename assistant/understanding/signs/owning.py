"""Two agencies each with a figure of its own set side by side (甲镇微信发的和乙镇主动公开的，哪个多)."""

import re
from dataclasses import replace

from assistant.records import Measure
from assistant.understanding.frame import Frame, Task
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context
from assistant.understanding.words.vocabulary import load_vocabulary

PAIR = 2
_CLAUSE = re.compile(r"[,;。?!]")
_WEIGHS = re.compile(
    r"谁|哪[个边家一][^,。?]{0,4}[多少高低大小]|比(?![例重率])|[差多少](?:几|多少)|一样|相等|持平|超过|多于|少于|高于|低于|不如|不及"
)
"""How one figure is held against the other."""

_ASKS = re.compile(r"各|分别|几[件条次项宗起]|多少")
_OTHERWISE = re.compile(
    r"占|倍|率|合计|一共|总共|共计|之和|总和|加起来|相加|平均|百分|[几多]成|最|前[一二三四五六七八九十\d]|排名|变化|趋势"
)
"""What else may be asked of two figures, which is left to others."""


def set_owned(frame: Frame) -> Frame:
    """The frame of a question that names two agencies each with another figure; others as they are."""
    known = frame.names.known
    if frame.language == "en" or len(known) != PAIR or len(frame.names.mentions) != PAIR or _OTHERWISE.search(frame.masked):
        return frame
    if any(len(mention.agencies) > 1 for mention in known) or not (_WEIGHS.search(frame.masked) or _ASKS.search(frame.masked)):
        return frame
    first, last = known
    behind = _CLAUSE.search(frame.masked, last.end)
    told = (_read_one(frame, first.end, last.start), _read_one(frame, last.end, behind.start() if behind else len(frame.masked)))
    if None in told or told[0] == told[1]:
        return frame
    own = tuple((mention.agencies[0].id, measure.id) for mention, measure in zip(known, told, strict=True) if measure is not None)
    task = Task("compare") if _WEIGHS.search(frame.masked) else Task()
    measures = tuple(measure for measure in told if measure is not None)
    return replace(frame, own=own, measures=measures, task=task, prose=False)


def _read_one(frame: Frame, start: int, end: int) -> Measure | None:
    """The one figure that stands between two places of a question; None where there is none or more."""
    tokens = tuple(token for token in frame.tokens if start <= token.start and token.end <= end)
    bare = frame.names.bare
    text = "\x00" * start + bare[start:end] + "\x00" * (len(bare) - end)
    found = find_measures(text, tokens, load_vocabulary(), frozenset(), Context())
    return found[0] if len(found) == 1 and not found[0].over else None
