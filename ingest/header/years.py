"""The years that a report names: in its statistics period and in its prose. Titles are read in ``titles``.

Dates may have lost single characters (自202011日至20201231日, 20191月1日, 自2017年1月日起), so a year is four digits that a
date can begin with, whatever follows them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.prose.flow import Flow

YEAR = r"(?:20[0-4]\d|199\d)"
_KEY = (
    r"(?<!法定)(?<!答复)(?<!规定)(?<!办理)(?<!办结)(?<!公示)(?<!保管)(?<!保存)"
    r"(?:期限|时限|时段|统计期|统计时间|统计日期|时间范围|起止时间|统计周期|报告期(?!间)|统计范围)[^0-9。;]{0,14}?"
)
_FROM = rf"[^\d。;]{{0,3}}?(?P<from>{YEAR})年?(?P<start>[^至到止\-—~–。;]{{0,10}})"
_TO = rf"(?:起|始)?(?:至|到|止|-|—|~|–)+[^0-9。;]{{0,4}}(?:(?P<to>{YEAR})(?=年|1|20))?(?P<end>(?:{YEAR})?年?[^。;,)]{{0,8}})"
_STATED_PERIOD = re.compile(rf"{_KEY}{_FROM}(?:{_TO})?")
_BARE_PERIOD = re.compile(rf"(?P<from>{YEAR})年(?P<start>1月1?日?[起始]?){_TO}")
_SELF = r"(?:我|本|全)(?:镇|乡|街|县|区|市|旗|苏木|处|单位|机关|办|级|委|管委会|中心|场)"
_PROSE = re.compile(rf"(?P<year>{YEAR})年(?:度|以来|来)?,?(?={_SELF})|(?:{_SELF})(?P<behind>{YEAR})年")
_OTHER_TIMES = re.compile(r"将|拟|计划|下一步|争取|打算|展望|力争|要(?!求)|相比|同比|开始|起")
_GOES_ON = re.compile(r"继续")
_AHEAD = re.compile(r"下一步|今后|明年|下一年|[比较对从自于与和至到]$")
_ANY_YEAR = re.compile(rf"(?<!\d)(?P<year>{YEAR})年(?!\d)|截[至止]到?(?P<until>{YEAR})年")
_CITED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]")
_MONTHS = 12
_CLAUSE = 16


@dataclass(frozen=True, slots=True)
class YearReading:
    """A year that a stretch [start, end) of the flow names for the report."""

    year: int
    start: int
    end: int


def read_periods(flow: Flow) -> tuple[YearReading, ...]:
    """The years of the statistics periods: those that say so first, then any 1月1日 to 12月…日."""
    stated = _read_matches(flow, _STATED_PERIOD)
    return stated or _read_matches(flow, _BARE_PERIOD)


def _read_matches(flow: Flow, pattern: re.Pattern[str]) -> tuple[YearReading, ...]:
    readings = []
    for match in pattern.finditer(flow.text):
        year = _choose_year(match)
        if year is not None:
            readings.append(YearReading(year, match.start(), match.end()))
    return tuple(readings)


def _choose_year(match: re.Match[str]) -> int | None:
    """The year in which most of the period's months lie; None where the two ends leave it open."""
    first = int(match["from"])
    last = int(match["to"]) if match["to"] else first
    if last == first:
        return first
    if last != first + 1:
        return None
    start, end = _read_month(match["start"]), _read_month(match["end"])
    months = (_MONTHS + 1 - start if start else 1, end or _MONTHS)
    if end == 1 and start == 1:
        return first
    return None if months[0] == months[1] else (first if months[0] > months[1] else last)


def _read_month(text: str) -> int | None:
    match = re.match(r"年?(1[0-2]|0?[1-9])月", text)
    return int(match[1]) if match else None


def read_prose_years(flow: Flow) -> tuple[YearReading, ...]:
    """The years of sentences that say what the agency did (2021年,我镇…), each year once; plans and comparisons left out."""
    found: dict[int, YearReading] = {}
    for match in _find_statements(flow):
        if "以来" not in match[0]:
            year = int(match["year"] or match["behind"])
            found.setdefault(year, YearReading(year, match.start(), match.end()))
    return tuple(found.values())


def count_prose_years(flow: Flow) -> Counter[int]:
    """How often each year opens a statement about the agency itself."""
    return Counter(int(match["year"] or match["behind"]) for match in _find_statements(flow))


def _find_statements(flow: Flow) -> Iterator[re.Match[str]]:
    for number, match in enumerate(_PROSE.finditer(flow.text)):
        before = flow.text[max(0, match.start() - _CLAUSE) : match.start()]
        clause = flow.text[match.end() : match.end() + _CLAUSE]
        # 继续 opens a plan, but in the first statement it looks back at the year reported.
        plan = _OTHER_TIMES.search(clause) or _AHEAD.search(before) or (number > 0 and _GOES_ON.search(clause))
        if not plan:
            yield match


def guess_year(flow: Flow) -> int | None:
    """The year that the prose names most, titles of documents left out; None if it names none or two as often."""
    cited = {i for match in _CITED.finditer(flow.text) for i in range(*match.span())}
    counts = Counter(
        int(match["year"] or match["until"]) for match in _ANY_YEAR.finditer(flow.text) if match.start() not in cited
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
