"""What tells the task of a question: how many agencies and years it speaks of, and what it names."""

import re

from assistant.records import Query
from assistant.understanding.drafting.settle import BOTH
from assistant.understanding.frame import Frame
from assistant.understanding.signs.clues import Clues
from assistant.understanding.signs.shapes import asks_first_few
from assistant.understanding.words.cues import Cues, load_cues

_STEPPING = re.compile(r"[比较跟和与同]\x00|than (?:in )?(?:the )?\x00")
"""How a year before or after is held against the year spoken of (比上一年, 跟上年)."""

_AGAINST_ONE = re.compile(
    r"^[那这它是也还有没不的,\s]*比\x00+|^(?:and |so |but )*(?:is|was|are|were|did|does|has|had)\b"
    r"[^\x00]*\bthan (?:in |at |for |that of |those of )?\x00"
)

_TOTALS = ("sum", "average", "median", "count")
"""Operations that make one number of many agencies' figures."""


def collect_clues(frame: Frame, previous: Query | None, cues: Cues) -> Clues:
    """What tells the task of a question; one that names nobody speaks of whom the turn before spoke."""
    before = previous if previous is not None and not frame.named and frame.may_lean else None
    narrowed = previous is not None and (frame.names.kinds or frame.names.without_kinds) and not frame.measures
    listing = (frame.names.everyone and not narrowed) or _asks_county(frame, previous)
    return Clues(
        frame.masked,
        frame.language,
        cues,
        everyone=listing or (before is not None and before.all_agencies),
        listing=listing,
        agencies=_count_named(frame) + _count_rival(frame, previous) or _count_before(frame, previous, before),
        years=_count_years(frame, before),
        open_years=frame.periods.all_years or frame.periods.span,
        which_year=frame.periods.which,
        measured=bool(frame.measures or (before is not None and before.measures)),
    )


def _count_rival(frame: Frame, previous: Query | None) -> int:
    """One more agency where the one named is held against that of the turn before (比乙镇多吗, is that more than Yanquan)."""
    alone = previous is not None and len(previous.agencies) == 1 == len(frame.names.mentions) and not previous.options
    if not alone or previous is None or frame.names.mentions[0].agencies == previous.agencies:
        return 0
    return int(_AGAINST_ONE.search(frame.masked) is not None and not frame.names.everyone)


def _count_before(frame: Frame, previous: Query | None, before: Query | None) -> int:
    """How many agencies of the turn before a question that names none speaks of; 它哪一年最多 speaks of one."""
    if previous is not None and frame.names.it and frame.periods.which:
        return 1
    return len(before.agencies) if before and not asks_first_few(frame, before) else 0


def _count_years(frame: Frame, before: Query | None) -> int:
    """How many years are spoken of; 比上一年 adds one to that of the turn before."""
    if frame.periods.step is not None and before is not None and _STEPPING.search(frame.masked):
        return len(before.years) + 1
    if frame.periods.years and before is not None and _STEPPING.search(frame.masked):
        return len({*before.years, *frame.periods.years})
    return len(frame.periods.years) or (len(before.years) if before and not frame.dated else 0)


def _count_named(frame: Frame) -> int:
    """How many agencies a question names; 两个石桥镇 names all that bear the name."""
    return sum(len(mention.agencies) if BOTH.search(frame.masked[: mention.start]) else 1 for mention in frame.names.mentions)


def _asks_county(frame: Frame, previous: Query | None) -> bool:
    """Whether a county stands for the agencies under it; in 那乙县的呢 it only tells which of the namesakes.

    Behind a total (其中乙县的有多少) it only narrows that.
    """
    if not frame.names.regions or frame.names.mentions or _narrows_total(frame, previous):
        return False
    return previous is None or bool(frame.measures) or frame.numeric


def _narrows_total(frame: Frame, previous: Query | None) -> bool:
    """Whether a question without a task of its own goes on with the total, the average or the count of the turn before."""
    if previous is None or previous.operation not in _TOTALS or previous.agencies:
        return False
    alone = load_cues().match("one_by_one", frame.masked, frame.language)
    return not alone and set(frame.measures) <= set(previous.measures)
