"""Two places of a ranking that a question holds against each other (第二名比第一名少多少, 前两名相差多少)."""

import re

from assistant.understanding.words.bounds import read_count

_PLACE = re.compile(
    r"(?<!倒数)(?:排名?(?:在|到)?)?第(?P<n>\d+|[一二三四五六七八九十]+)(?:名|位|多|高)?(?![条页项方款季届个次批期])"
)
_FIRST_TWO = re.compile(r"前[两二2](?:名|位|个|家|强)?(?:[^,。?]{0,6})(?:相差|差多少|差几|差距|差了)")
_APART = re.compile(r"[几多]少?倍|之比|[多少高低差]多少|[多少高低差]了?几|相差|差距|[多少高低]出|差了?多少")
_FROM_TOP = ("最多的", "最高的", "冠军", "榜首")

FIRST = 1


def find_places(text: str) -> tuple[int, ...]:
    """The two places, the better one first; empty where a question holds no two of them against each other."""
    if not _APART.search(text):
        return ()
    if _FIRST_TWO.search(text):
        return (FIRST, FIRST + 1)
    found = [read_count(match["n"]) for match in _PLACE.finditer(text)]
    if len(found) == FIRST and any(word in text for word in _FROM_TOP):
        found.append(FIRST)
    places = tuple(sorted({place for place in found if place}))
    return places if len(places) == len(("one", "two")) else ()


def find_last_place(text: str) -> int | None:
    """The last of several places that a question names (第一名和第二名各多少); None where it names no two."""
    found = {read_count(match["n"]) for match in _PLACE.finditer(text)} - {0}
    return max(found) if len(found) > 1 else None


def find_other_place(text: str, told: int) -> tuple[int, ...]:
    """The place that was ``told`` and the one that it is held against (比第二名多多少), the better first; empty where none is."""
    found = {read_count(match["n"]) for match in _PLACE.finditer(text)}
    alone = len(found) == 1 and not found & {0, told} and _APART.search(text) is not None
    return tuple(sorted((told, *found))) if alone else ()
