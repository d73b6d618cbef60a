"""The parts of what a report published in all, where its prose lists them loosely: over several sentences, in several units."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from assistant.answering.checks.stretches import Stretch
from index.records import StoredFigure
from ingest.checks.prose_counts import UNITS, Listing
from ingest.folding import fold_text

REACH = 3
"""So many sentences behind the one with the total may go on with its parts."""

PAIR = 2
"""A list has so many parts at least."""

_COUNT = re.compile(rf"(?P<number>\d+)(?!\d)(?P<unit>{UNITS})")
_ELSEWHERE = re.compile(r"申请|答复|复议|诉讼|收到|受理|办理|办结|培训|会议|热线|工单|咨询|比(?:上|去)年|[阅浏]|粉丝|关注")
"""With these a sentence counts other things than what was published."""


def gather_listing(stretches: Sequence[Stretch], total: StoredFigure) -> tuple[Stretch, Listing] | None:
    """The total with the parts that stand behind it, over the sentences that go on with them; None where it has no two."""
    number = re.compile(rf"(?<![\d.]){total.figure.value}(?:{UNITS})")
    for place, stretch in enumerate(stretches):
        stated = number.search(stretch.folded.text) if covers(stretch, total) else None
        if stated is None:
            continue
        behind = [each for each in stretches[place + 1 : place + 1 + REACH] if each.passage.id == stretch.passage.id]
        further = list(takewhile(lambda each: not _ELSEWHERE.search(each.folded.text), behind))
        whole = join_stretches(stretch, further)
        own = _ELSEWHERE.search(stretch.folded.text, stated.end())
        stop = own.start() if own else len(stretch.folded.text)
        counts = [
            count
            for count in _COUNT.finditer(whole.folded.text, stated.end())
            if count.start() < stop or count.start() >= len(stretch.folded.text)
        ]
        listing = read_listing(counts, total, stated.start())
        if listing is not None:
            return whole, listing
    return None


def covers(stretch: Stretch, total: StoredFigure) -> bool:
    """Whether the sentence that states the total is of this report."""
    return stretch.passage.report.id == total.report.id


def join_stretches(first: Stretch, further: Sequence[Stretch]) -> Stretch:
    """One stretch from the first to the last of several sentences of a passage."""
    if not further:
        return first
    last = further[-1]
    end = last.start + last.folded.offsets[-1]
    return Stretch(first.passage, first.start, fold_text(first.passage.passage.text[first.start : end]))


def read_listing(counts: Sequence[re.Match[str]], total: StoredFigure, start: int) -> Listing | None:
    """The parts that give the total, whatever their units; else those of the total's own unit."""
    value, unit = total.figure.value, total.figure.unit or ""
    parts = tuple(Decimal(count["number"]) for count in counts)
    if len(parts) >= PAIR:
        leading = Listing(value, parts, unit, (start, counts[-1].end()), whole=True).leading
        alike = all(count["unit"][0] == unit[:1] for count in counts[: len(leading)])
        if len(leading) >= PAIR:
            return Listing(value, leading, unit if alike else "", (start, counts[len(leading) - 1].end()), whole=True)
    own = [count for count in counts if count["unit"][0] == unit[:1]]
    if len(own) < PAIR:
        return None
    return Listing(value, tuple(Decimal(count["number"]) for count in own), unit, (start, own[-1].end()), whole=False)
