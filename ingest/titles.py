"""How a report is named: in title lines, and in sentences that announce it (现公布…镇2020年政府信息公开工作年度报告).

Both give an agency's name whose two edges are known, which is the best evidence that there is.
"""

import re
from dataclasses import dataclass
from functools import cache

from ingest.agencies import HAN, AgencyName, load_places, measure_level, read_name, strip_kind
from ingest.flow import Flow
from ingest.years import YEAR

_CORE = re.compile(
    r"(?:政府|政务|党务政务|政)?(?:信息|政务)公开(?:(?P<close>[工作情况年度的总结告]{0,9}(?:报告|年报|度报|总结))|(?=工作|情况|总体|年度|的))"
)
_BEFORE = re.compile(rf"(?:{HAN}|[0-9○()])*$")
_YEAR = re.compile(rf"(?P<glued>\d)?(?P<year>{YEAR})(?:年度?|(?!\d))(?:年度)?")
_CHINESE_YEAR = re.compile(r"[二2][〇○0零Oo][〇○0零一二三四五六七八九]{2}年")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九二Oo", "000123456789200")
_VERBS = re.compile(r"(?:的|关于|特?编制(?:的|了)?|现?向社会公布|现?公布|发布|印发|制作|撰写)+$")
_LONGEST = 60
_TAIL_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where the report is named: [start, end) in the flow; ``title`` tells a title line from a sentence."""

    name: AgencyName | None
    year: int | None
    title: bool
    start: int
    end: int
    name_start: int = 0
    name_end: int = 0


def find_namings(flow: Flow) -> tuple[Naming, ...]:
    """Every naming of the report, in order; those that say neither an agency nor a year only if they are titles."""
    namings = []
    for match in _CORE.finditer(flow.text):
        naming = _read_naming(flow, match)
        if naming is not None:
            namings.append(naming)
    return tuple(namings)


def _read_naming(flow: Flow, core: re.Match[str]) -> Naming | None:
    """The naming that ends with ``core``: the shortest stretch of whole lines before it that names an agency."""
    floor = core.start() - len(_BEFORE.search(flow.text[max(0, core.start() - _LONGEST) : core.start()])[0])  # type: ignore[index]
    starts = [line.start for line in flow.list_starts(floor, core.start() + 1) if line.alone]
    broken = [line.start for line in flow.list_starts(floor, core.start() + 1) if not line.alone]
    best: Naming | None = None
    for start in dict.fromkeys((*starts, *broken, floor)):
        naming = _read_stretch(flow, start, core)
        if naming is not None and naming.name is not None:
            return naming
        if best is None or (naming is not None and best.year is None):
            best = naming or best
    return best


def _read_stretch(flow: Flow, start: int, core: re.Match[str]) -> Naming | None:
    """[start, core) as name and year in either order, or as one of them."""
    piece = flow.text[start : core.start()]
    year_match = _find_year(piece)
    year = _read_year(year_match) if year_match else None
    line = flow.find_line(core.start())
    title = core["close"] is not None and _is_title(flow, start, core)
    after = piece[year_match.end() :] if year_match else ""
    before = piece[: year_match.start()] if year_match else piece
    for part, offset, exact in ((after, start + len(piece) - len(after), True), (before, start, _is_edge(flow, start))):
        found = find_name(part, exact_left=exact)
        if found is not None:
            name, left, right = found
            begin = min(start + (year_match.start() if year_match and part is after else len(piece)), offset + left)
            return Naming(name, year, title, begin, core.end(), offset + left, offset + right)
    if year is None and not (title and line.start == start):
        return None
    begin = start if title or not year_match else start + year_match.start()
    return Naming(None, year, title, begin, core.end())


def _find_year(piece: str) -> re.Match[str] | None:
    """The year nearest to the end of ``piece``."""
    matches = list(_YEAR.finditer(piece)) or list(_CHINESE_YEAR.finditer(piece))
    return matches[-1] if matches else None


def _read_year(match: re.Match[str]) -> int:
    if match.re is _YEAR:
        return int(match["year"])
    return int(match[0].rstrip("年").translate(_CHINESE_DIGITS))


def _is_edge(flow: Flow, start: int) -> bool:
    """Whether a name can be taken to begin at ``start``: the start of a line of its own, or behind a mark."""
    line = flow.find_line(start)
    return line.alone if line.start == start else not re.match(HAN, flow.text[start - 1])


def _is_title(flow: Flow, start: int, core: re.Match[str]) -> bool:
    """Whether the naming is a line of its own: begun by its line or a label, and little or a date behind it."""
    first, last = flow.find_line(start), flow.find_line(core.end() - 1)
    head = flow.text[first.start : start]
    tail = flow.text[core.end() : last.end]
    begins = first.alone and (not head or re.fullmatch(r".{0,12}(?:标题|名称|题名|题目):?", head) is not None)
    if not begins or re.match(r"[,。;、》”]|如下|[>>]", tail):
        return False
    return (
        len(tail) <= _TAIL_LIMIT
        or core.end() in flow.gaps
        or re.match(r"[(\[|]|\.docx?|\.pdf|发布|时间|日期|20\d\d", tail) is not None
    )


def find_name(text: str, *, exact_left: bool) -> tuple[AgencyName, int, int] | None:
    """The agency's name that ends with ``text`` (verbs behind it left out), with its [start, end) there.

    ``exact_left`` tells that a name may begin with the text; otherwise one must begin behind a lead word (现公布, 由…).
    """
    right = len(text) - len(match[0]) if (match := _VERBS.search(text)) else len(text)
    body = text[:right]
    starts = ([0] if exact_left else []) + [match.end() for match in _compile_leads().finditer(body)]
    for left in (*starts, *([] if exact_left else [0])):
        name = read_name(body[left:]) if left < right else None
        if name is not None and is_proper(name):
            return name, left, right
    return None


@cache
def _compile_leads() -> re.Pattern[str]:
    leads = sorted(load_places()["names"]["leads"], key=len, reverse=True)
    return re.compile("|".join(leads))


def is_proper(name: AgencyName) -> bool:
    """Whether a name is one agency's own: not 我镇, not 各街道, and short enough for a name."""
    body = strip_kind(name.short)
    longest = 12 if name.level == "town" else 24
    return (
        0 < len(body) <= longest
        and measure_level(name.short) is not None
        and not re.match(r"我们?|本(?!溪)|各(?!$)|全(?:镇|街|区|县|市)", body)
    )
