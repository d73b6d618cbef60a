"""Which query of the conversation a question leans on, and what it takes from more than the last turn."""

import re
from dataclasses import replace

from assistant.records import Conversation, Query
from assistant.understanding.drafting.referring import turns_to_all
from assistant.understanding.drafting.sides import asks_which_year, sets_turns_apart
from assistant.understanding.frame import Frame, Task
from assistant.understanding.signs.places import find_other_place, find_places
from assistant.understanding.signs.shapes import asks_more_of_two, contrasts_years, likens_year
from assistant.understanding.signs.subjects import ADDED, BOTH, THREE, TOGETHER
from assistant.understanding.turns.choosing import keep_one
from assistant.understanding.turns.conversation import find_ranking, join_turns, leans_on
from assistant.understanding.turns.settled import find_year, picks_among
from assistant.understanding.words.bounds import find_position

_COUNTS = re.compile(r"(?:几|多少)(?:个)?(?P<unit>件|条|次|项|名|人|起|宗|万元|元)?(?![^,。?]*[怎为])|how (?:many|much)")
_BOTH_YEARS = re.compile(r"^(?:那|那么)?(?:[这那前上]面?)?[两二]年(?!里|内|来|前|后)")
"""The years of the last two turns, of which texts are set side by side (这两年的问题有重复吗)."""

_APART = ("difference", "growth", "multiple", "sum")


def find_base(frame: Frame, previous: Query | None, conversation: Conversation) -> tuple[Frame, Query | None]:
    """The query that a question leans on, if any; 第二名呢 leans on the last ranking, 两者 on the last two turns."""
    base = previous if previous is not None and not turns_to_all(frame) and leans_on(frame, previous) else None
    base = keep_one(frame, base, conversation) if base is not None else None
    base = leave_stranger(frame, base, conversation) if base is not None else None
    if previous is not None and picks_among(frame, previous):
        return _keep_among(frame), previous
    if base is not None and frame.periods.same:
        base = find_year(base, conversation)
    frame = _turn_end(_keep_span(frame, base), base) if base is not None else frame
    if base is not None and asks_which_year(frame):
        return _set_years_apart(frame, base, conversation)
    summed = frame.task.operation == "share" and TOGETHER.search(frame.masked) is not None and not frame.named
    both = BOTH.search(frame.masked) or (base is not None and base.operation == "text" and _BOTH_YEARS.match(frame.text))
    if base is not None and (summed or both or sets_turns_apart(frame, base, conversation)):
        if asks_more_of_two(frame) and not frame.names.these:
            frame = replace(frame, task=Task("compare"), prose=False, names=replace(frame.names, everyone=False, kind=""))
        base = join_turns(base, conversation, 3 if THREE.search(frame.masked) else 2)
        if base.measures and len(base.years) > 1 and contrasts_years(frame):
            frame = replace(frame, task=Task("difference"), prose=False)
    parted = base is not None and base.objects and frame.task.operation == "share"
    if base is not None and base.operation == "text" and not frame.measures and not parted and calculates(frame):
        frame, base = _recall_figure(frame, base, conversation)
    if base is not None and not frame.measures and likens_year(frame):
        frame = _liken_year(frame, base)
    return _lean_on_ranking(frame, conversation) or (frame, base)


def _lean_on_ranking(frame: Frame, conversation: Conversation) -> tuple[Frame, Query] | None:
    """A question for a place (第二名呢), or for how far it lies from another, on the last ranking; None for others."""
    place = find_position(frame.masked) if not frame.measures and (not frame.named or frame.names.it) else None
    ranking = find_ranking(conversation) if place is not None else None
    if ranking is None:
        return None
    if places := find_places(frame.masked) or find_other_place(frame.masked, ranking.position or 1):
        names = replace(frame.names, it=False, everyone=True)
        task = Task("rank", limit=places[-1], position=places[0], wants_difference=True)
        return replace(frame, task=task, names=names), ranking
    return None if frame.named else (replace(frame, task=Task("rank", limit=place, position=place)), ranking)


def leave_stranger(frame: Frame, base: Query, conversation: Conversation) -> Query:
    """The query before one of an agency that nothing stored bears (南溪镇呢), which a question without a name goes back to."""
    gone = bool(base.unknown_agencies) and not (base.agencies or base.all_agencies or frame.named or frame.sources)
    before = next((query for query in reversed(conversation.queries) if query.agencies and not query.options), None)
    return before if gone and before is not None and (frame.measures or frame.dated or frame.prose) else base


def _keep_among(frame: Frame) -> Frame:
    """The frame as a comparison of those spoken of before."""
    names = replace(frame.names, everyone=False, kind="")
    return replace(frame, task=Task("compare"), prose=False, leaning=True, names=names)


def _keep_span(frame: Frame, base: Query) -> Frame:
    """哪年最少 after several years spoken of as a question on these years only."""
    spoken = len(base.years) > 1 and not base.all_years and not base.pairs
    if not (spoken and frame.periods.which) or frame.periods.years or frame.named:
        return frame
    return replace(frame, periods=replace(frame.periods, all_years=False))


def _turn_end(frame: Frame, base: Query) -> Frame:
    """最少的呢 after 哪一年最多 as the year at the other end; other frames as they are."""
    years = base.operation in ("maximum", "minimum") and not (frame.named or frame.dated or frame.measures)
    if not years or frame.task.operation != "rank" or frame.task.position or (frame.task.limit or 1) > 1:
        return frame
    return replace(
        frame, task=replace(frame.task, operation="minimum" if frame.task.ascending else "maximum", limit=None), prose=False
    )


def _liken_year(frame: Frame, base: Query) -> Frame:
    """2021年一样吗 as a question for the same prose or figure in both years."""
    if base.operation == "text":
        return replace(frame, task=Task(), prose=True)
    return replace(frame, task=Task("compare"), prose=False) if base.measures and frame.task.operation is None else frame


def _set_years_apart(frame: Frame, base: Query, conversation: Conversation) -> tuple[Frame, Query]:
    """哪年更多 as a comparison of the years spoken of before, where they are more than one."""
    apart = replace(frame, task=Task("compare"), periods=replace(frame.periods, all_years=False, which=False))
    joined = join_turns(base, conversation) if sets_turns_apart(apart, base, conversation) else base
    return (apart, joined) if len(joined.years) > 1 else (frame, base)


def calculates(frame: Frame) -> bool:
    """Whether a question adds or sets figures against each other without naming one (两个加起来几件, 差多少)."""
    added = ADDED.search(frame.masked) is not None and _COUNTS.search(frame.masked) is not None
    return not frame.dated and (frame.task.operation in _APART or added)


def _recall_figure(frame: Frame, base: Query, conversation: Conversation) -> tuple[Frame, Query]:
    """After quotes the figure last spoken of, where the question counts in its unit; else the quotes of both turns."""
    earlier = next((query for query in reversed(conversation.queries) if query.measures and not query.options), None)
    counted = _COUNTS.search(frame.masked)
    unit = counted["unit"] if counted is not None else None
    if earlier is None or (unit is not None and earlier.measures[0].unit != unit):
        english = base.language == "en"
        kept = (
            "the quotes state no figures to calculate with; they are given side by side"
            if english
            else "前面引的是原文，不能代为计算；下面并列原句"
        )
        return replace(frame, task=Task(), prose=False), replace(join_turns(base, conversation), kept=kept)
    label = earlier.measures[0].label_en if base.language == "en" else earlier.measures[0].label
    kept = f"on {label}, spoken of before" if base.language == "en" else f"接着前面问的{label}"
    agencies, years = base.agencies or earlier.agencies, base.years or earlier.years
    lookup = replace(earlier, operation="lookup", agencies=agencies, years=years, kept=kept, threshold=None)
    return replace(frame, prose=False), lookup
