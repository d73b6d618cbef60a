"""Years that a question counts off, from the oldest (头两年) or back from now (两年前), or spells out (两千零二十一年)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.understanding.words.bounds import SMALL

_NUMBER = r"(?P<count>[一两二三四五六七八九]|(?<!\d)[1-9])"
_FIRST = re.compile(rf"(?:头|最早的?|最初的?|一开始的?){_NUMBER}年(?!级)")
_AGO = re.compile(rf"(?<![\d一二两三四五六七八九十]){_NUMBER}年(?:以)?前(?!后)(?=的|[,，?？。收发公处作受办]|[\u4e00-\u9fff])")

_SPELT = re.compile(r"[二两]千零(?:(?P<tens>[一二三])?(?P<ten>十))?(?P<ones>[一二三四五六七八九])?年(?:度|份)?")
CENTURY, TEN = 2000, 10

_END = re.compile(r"(?:第一|头一|首)年(?!级)|(?P<last>最后一|最末一|末)年(?!级)")


@dataclass(frozen=True, slots=True)
class Counted:
    """The years that a stretch of a question counts off, and how that was taken."""

    span: tuple[int, int]
    years: tuple[int, ...]
    note: str


def find_counted_years(text: str, stored: tuple[int, ...]) -> Iterator[Counted]:
    """The stretches of ``text`` that count years off; ``stored`` are the years that there are reports of, ascending.

    头两年 takes the oldest of them. 两年前 counts, as 去年 does, from the year after the newest.
    """
    for match in _FIRST.finditer(text) if stored else ():
        years = stored[: _read(match)]
        told = "、".join(f"{year}年" for year in years)
        yield Counted(match.span(), years, f"“{match.group()}”按库中最早的年份理解为{told}")
    for match in _END.finditer(text) if stored else ():
        year = stored[-1] if match["last"] else stored[0]
        yield Counted(match.span(), (year,), f"“{match.group()}”按库中最{'晚' if match['last'] else '早'}的年份理解为{year}年")
    for match in _AGO.finditer(text) if stored else ():
        year = stored[-1] + 1 - _read(match)
        yield Counted(match.span(), (year,), f"“{match.group()}”按库中最新的报告年份推算为{year}年")


def find_spelt_years(text: str) -> Iterator[Counted]:
    """The years of this century that are spelt out in full."""
    for match in _SPELT.finditer(text):
        tens = (SMALL[match["tens"]] if match["tens"] else 1) * TEN if match["ten"] else 0
        yield Counted(match.span(), (CENTURY + tens + (SMALL[match["ones"]] if match["ones"] else 0),), "")


def counts_from_first(text: str) -> bool:
    """Whether a question speaks of the first years that there are (头两年)."""
    return (_FIRST.search(text) or _END.search(text)) is not None


def _read(match: re.Match[str]) -> int:
    return SMALL.get(match["count"]) or int(match["count"])
