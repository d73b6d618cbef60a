"""The places that a question names, and how they narrow the agencies that it names beside them."""

import re
from dataclasses import dataclass, replace

from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import Mention, trim_left
from assistant.understanding.names.naming import COUNTY, KINDS, PROVINCES, strip_region
from assistant.understanding.words.spelling import blur_sounds
from index.records import StoredAgency

SHORTEST_PREFIX = 3

_PREFIX = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|市|州|县|旗|区)$")

_BEHIND = re.compile(r"[,;](?:的|那个|那边|里的?|我说的)*[呢啊?。]*")
"""What stands around a county put behind everything (处罚多少，溪源县的)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place above agencies where a question names it; ``parents`` are all that bear the name."""

    start: int
    end: int
    parents: tuple[str, ...]


def keep_narrowest(parents: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """Of the places named those that hold no other one of them (of 甲市乙县 the county)."""
    wider = {above for parent in parents for above in catalog.places_above.get(parent, ())}
    return tuple(parent for parent in dict.fromkeys(parents) if parent not in wider)


def match_region(text: str, start: int, catalog: Catalog) -> Region | None:
    """The place whose name begins there, the longest first; None where none does."""
    for length in catalog.region_lengths.get(text[start], ()):
        name = text[start : start + length]
        parents = catalog.regions.get(name)
        if parents is not None:
            end = start + len(name)
            kind = re.match(r"[省市县区州旗]", text[end:])
            if kind is not None and KINDS.search(name) is None and kind.group() not in {parent[-1] for parent in parents}:
                continue
            return Region(start, end, parents)
    return None


def attach_regions(text: str, mentions: list[Mention], regions: list[Region]) -> tuple[tuple[Mention, ...], set[Region]]:
    """Narrow each mention by the counties that the question names; a county that contradicts makes the name unknown."""
    attached = []
    used: set[Region] = set()
    for mention in mentions:
        near = [
            region
            for region in regions
            if (region.end <= mention.start and not text[region.end : mention.start].strip("的、市县区/·"))
            or (region.start >= mention.end and _BEHIND.fullmatch(text[: region.start][-1:] + text[region.end :]))
        ]
        fitting = [region for region in regions if any(_lies_under(agency, region.parents) for agency in mention.agencies)]
        used.update(fitting if len(mention.agencies) > 1 else [], near)
        kept = tuple(a for a in mention.agencies if all(_lies_under(a, r.parents) for r in near))
        if not near and len(mention.agencies) > 1 and fitting:
            kept = tuple(a for a in mention.agencies if any(_lies_under(a, r.parents) for r in fitting))
        attached.append(_check_prefix(text, replace(mention, agencies=kept), near))
    return tuple(attached), used


def _lies_under(agency: StoredAgency, parents: tuple[str, ...]) -> bool:
    return any(parent in agency.parents for parent in parents)


def _check_prefix(text: str, mention: Mention, near: list[Region]) -> Mention:
    """A mention whose written county is another than every candidate's names an agency that is not stored."""
    if near and not mention.agencies:
        return replace(mention, written=text[near[0].start : mention.start] + mention.written)
    match = _PREFIX.search(text[max(0, mention.start - 9) : mention.start])
    if near or not mention.agencies or match is None:
        return mention
    prefix = trim_left(match.group())
    if strip_region(prefix) in PROVINCES or len(prefix) < SHORTEST_PREFIX:
        return mention
    kept = tuple(agency for agency in mention.agencies if _may_lie_in(agency, prefix))
    if kept:
        return replace(mention, agencies=kept)
    return _hear_prefix(prefix, replace(mention, start=mention.start - len(prefix)))


def _hear_prefix(prefix: str, mention: Mention) -> Mention:
    """A mention behind the name of a place that is no candidate's: one that sounds the same is meant, else none is stored."""
    heard = [(agency, parent) for agency in mention.agencies for parent in agency.parents if sounds_alike(prefix, parent)]
    if len(heard) == 1:
        return replace(mention, agencies=(heard[0][0],), note=f"“{prefix}”按“{heard[0][1]}”理解")
    return replace(mention, written=prefix + mention.written, agencies=())


def sounds_alike(written: str, name: str) -> bool:
    """Whether two names of places sound the same."""
    return len(written) == len(name) and blur_sounds(written) == blur_sounds(name)


def _may_lie_in(agency: StoredAgency, prefix: str) -> bool:
    """Whether nothing stored about ``agency`` contradicts that it lies in ``prefix``."""
    stem = strip_region(prefix)
    if any(stem in parent or strip_region(parent) in prefix for parent in agency.parents):
        return True
    if COUNTY.search(prefix):
        return not any(COUNTY.search(parent) for parent in agency.parents)
    return not any(parent.endswith(prefix[-1]) for parent in agency.parents)
