"""What a question sets side by side: the last two turns, counties, agencies each with a year of its own, sums of agencies."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.records import Conversation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.signs.shapes import asks_more_of_two, asks_which_more
from assistant.understanding.signs.subjects import ADDED
from assistant.understanding.words.periods import find_periods

THREE = 3
COUNTIES = 30
"""As many places are added up one by one."""

_THAN = re.compile(r"比|超过|多于|少于|大于|小于|高于|低于|不如|不及|抵得上|等于|than|exceed|equal")
_AGAINST = re.compile(
    r"比(?![例重率])|有(?:没有)?(?=\x00)|赶得上|追得上|[跟和与同](?=\x00)|一样多|相等|等于|持平|超过|超出|多于|少于|大于|小于|高于|低于|不如|不及|抵得上|"
    r"more than|fewer than|less than|as many|exceed|equal"
)


def sets_turns_apart(frame: Frame, base: Query, conversation: Conversation) -> bool:
    """Whether 差多少 or 哪个多 sets the last two figures spoken of against each other, or 谁的申请更多 the last two agencies."""
    spoken = [query for query in conversation.queries if query.operation not in ("help", "out_of_scope")][-2:]
    if len(spoken) < len(("one", "two")) or frame.dated:
        return False
    if asks_more_of_two(frame) and sets_agencies_apart(spoken):
        return True
    if frame.named or frame.measures or frame.task.operation not in ("difference", "growth", "multiple", "compare"):
        return False
    if not all(query.operation == "lookup" and query.measures for query in spoken):
        return False
    same = all(query.measures == base.measures for query in spoken)
    alike = len({(query.agencies, query.years) for query in spoken}) == 1
    return same or (alike and len({measure.unit for query in spoken for measure in query.measures}) == 1)


def sets_agencies_apart(spoken: Sequence[Query]) -> bool:
    """Whether two turns spoke of one agency each, and not of the same one."""
    return all(len(query.agencies) == 1 and not query.options for query in spoken) and spoken[0].agencies != spoken[1].agencies


def asks_which_year(frame: Frame) -> bool:
    """Whether a question only asks in which of the years spoken of there was more (哪年更多)."""
    return asks_which_more(frame) and frame.periods.which and not frame.periods.years


def draft_counties(frame: Frame, catalog: Catalog) -> tuple[str, ...]:
    """The places that are set side by side: two or more named ones, or all where 各县 is said."""
    if frame.names.known:
        return ()
    if len(frame.names.regions) > 1:
        return frame.names.regions
    return catalog.counties[:COUNTIES] if frame.names.places and len(catalog.counties) > 1 else ()


def draft_pairs(frame: Frame, catalog: Catalog) -> tuple[tuple[int, int], ...]:
    """Agencies each with a year of its own (甲镇2019年和乙镇2021年); empty where the years are common to all."""
    known = frame.names.known
    if len(known) < 2 or len(known) != len(frame.names.mentions) or any(len(mention.agencies) > 1 for mention in known):  # noqa: PLR2004
        return ()
    ends = [0, *(mention.start for mention in known), len(frame.text)]
    behind = [find_periods(frame.text[mention.end : ends[place + 2]], catalog.years).years for place, mention in enumerate(known)]
    starts = [0, *(mention.end for mention in known)]
    ahead = [find_periods(frame.text[starts[place] : mention.start], catalog.years).years for place, mention in enumerate(known)]
    for years in (behind, ahead):
        if all(len(found) == 1 for found in years) and len(set(years)) > 1:
            return tuple((mention.agencies[0].id, found[0]) for mention, found in zip(known, years, strict=True))
    return ()


def draft_sides(frame: Frame) -> tuple[tuple[int, ...], ...]:
    """Two groups of agencies, one of which is added up and held against the other (甲镇和乙镇加起来比丙镇多吗).

    Empty where the question adds nothing up, or holds the sum against nothing.
    """
    known = frame.names.known
    if len(known) < THREE or len(known) != len(frame.names.mentions) or any(len(mention.agencies) > 1 for mention in known):
        return ()
    gaps = [frame.masked[one.end : two.start + 1] for one, two in pairwise(known)]
    summed = next((place for place, gap in enumerate(gaps) if ADDED.search(gap)), None)
    cut = summed
    if cut is None and ADDED.search(frame.masked[known[-1].end :]):
        cut = next((place for place, gap in enumerate(gaps) if _THAN.search(gap)), None)
    if cut is None or (summed is not None and not _AGAINST.search(frame.masked[known[cut].end :])):
        return ()
    ids = [mention.agencies[0].id for mention in known]
    return (tuple(ids[: cut + 1]), tuple(ids[cut + 1 :]))
