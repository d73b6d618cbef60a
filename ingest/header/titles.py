"""How a report is named: in title lines, and in sentences that announce it (现公布…镇2020年政府信息公开工作年度报告).

Both give an agency's name whose two edges are known, which is the best evidence that there is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.header.agencies import HAN, AgencyName, load_places, read_name, strip_kind
from ingest.header.years import YEAR
from ingest.prose.flow import Flow, make_flow
from ingest.records import ParsedDocument

_CORE = re.compile(
    rf"(?:政府|政务|党务政务|政)?(?:信息|政务)公开(?:(?P<inner>{YEAR})年?度?)?"
    r"(?:(?P<close>[工作情况年度的总结告]{0,9}(?:报告|年报|度报|总结))|(?=工作|情况|总体|年度|的))"
)
_APPENDED = re.compile(rf"[(\-—_:·]+(?P<name>{HAN}{{2,30}})[)]?")
_BEFORE = re.compile(rf"(?:{HAN}|[0-9○()])*$")
_YEAR = re.compile(rf"(?P<glued>\d)?(?P<year>{YEAR})(?:年度?|(?!\d))(?:年度)?")
_CHINESE_YEAR = re.compile(r"[二2][〇○0零Oo][〇○0零一二三四五六七八九]{2}年")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九二Oo", "000123456789200")
_VERBS = re.compile(r"(?:的|关于|特?编制(?:的|了)?|现?向社会公布|现?公布|发布|印发|报送|上报|做好|制作|撰写)+$")
_REMEMBERED = re.compile(r"按时|及时|按期|如期|已经?|完成了?|上一?年|去年|\d月(?!\d)")
_COUNTED = re.compile(r"[》”]?[(,]?[0-9一二两]+[条篇份个次]|[》”]?的(?:通知|要求|意见)|[》”]?(?:\d|、)")
_PRESENTED = re.compile(r"现|本报告|本年报|本年度报告|特|编制|汇报|如下|总结|社会公布")
_TITLE_KEY = re.compile(r"(?:标题|名称|题名|信息名称|文件名称|(?:og:|Article)?title):?", re.IGNORECASE)
_LONGEST = 60
_LONGEST_TOWN, _LONGEST_OFFICE = 12, 24
_TAIL_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where the report is named: [start, end) in the flow; ``title`` tells a title line from a sentence.

    ``announces`` is False where the sentence only speaks of a report (按时公布2020年…年度报告1份).
    """

    name: AgencyName | None
    year: int | None
    title: bool
    start: int
    end: int
    name_start: int = 0
    name_end: int = 0
    announces: bool = True


def find_namings(flow: Flow) -> tuple[Naming, ...]:
    """Every naming of the report, in order; those that say neither an agency nor a year only if they are titles."""
    namings = []
    for match in _CORE.finditer(flow.text):
        naming = _read_naming(flow, match)
        if naming is not None:
            namings.append(replace(_complete(flow, naming, match), announces=_announces(flow.text, naming)))
    return tuple(namings)


def _announces(text: str, naming: Naming) -> bool:
    """Whether the sentence around a naming presents this report, rather than counting or remembering one."""
    opening = re.split(r"[。;]", text[max(0, naming.start - _LONGEST) : naming.start])[-1]
    if _REMEMBERED.search(opening) or _COUNTED.match(text, naming.end):
        return False
    return (
        naming.title
        or naming.name is not None
        or _PRESENTED.search(opening + text[naming.start : naming.end + _TAIL_LIMIT]) is not None
    )


def find_page_titles(metadata: tuple[tuple[str, str], ...]) -> tuple[Naming, ...]:
    """The namings in a page's metadata (标题, title); their positions count in no flow."""
    namings: list[Naming] = []
    for key, value in metadata:
        if _TITLE_KEY.fullmatch(re.sub(r"\s", "", key)):
            page = make_flow(ParsedDocument("", "", "text", value, ()), ((0, len(value)),))
            namings.extend(naming for naming in find_namings(page) if naming.title)
    return tuple(namings)


def _complete(flow: Flow, naming: Naming, core: re.Match[str]) -> Naming:
    """A title without agency or year, with those that stand inside or behind its core (…年度报告(太平镇))."""
    if naming.year is None and core["inner"]:
        naming = replace(naming, year=int(core["inner"]))
    tail = _APPENDED.match(flow.text, core.end()) if naming.title and naming.name is None else None
    if tail and tail.end() == flow.find_line(core.start()).end and (name := read_name(tail["name"])) and is_proper(name):
        return replace(naming, name=name, end=tail.end(), name_start=tail.start("name"), name_end=tail.end("name"))
    return naming


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
    line = flow.find_line(core.start())
    title = core["close"] is not None and _is_title(flow, start, core)
    after = piece[year_match.end() :] if year_match else ""
    before = piece[: year_match.start()] if year_match else piece
    for part, offset, exact in ((after, start + len(piece) - len(after), True), (before, start, _is_edge(flow, start))):
        gaps = [i for i in range(1, len(part)) if offset + i in flow.gaps]
        found = find_name(part, exact_left=exact, gaps=gaps, title=title)
        if found is not None:
            name, left, right = found
            if not core["close"] and year_match is None:
                continue
            year = _read_year(year_match) if year_match and (part is after or _belongs(after)) else None
            begin = min(start + (year_match.start() if year_match and part is after else len(piece)), offset + left)
            return Naming(name, year, title, begin, core.end(), offset + left, offset + right)
    year = _read_year(year_match) if year_match and core["close"] and _belongs(after) else None
    if year is None and not (title and line.start == start):
        return None
    begin = start if title or not year_match else start + year_match.start()
    return Naming(None, year, title, begin, core.end())


def _belongs(between: str) -> bool:
    """Whether a year is the report's although ``between`` stands behind it: nothing, or a word for the agency itself."""
    return re.fullmatch(rf"(?:[我本全](?:{HAN}){{1,4}}|的|{HAN}{{0,4}}(?:人民)?政府)?", between) is not None


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
    begins = first.alone and (
        not head or re.fullmatch(rf".{{0,12}}(?:标题|名称|题名|题目):?|附件\d{{0,2}}[:.]?|(?!{HAN}).{{0,24}}", head) is not None
    )
    if not begins or re.match(r"[,。;、》”>]|如下", tail) or _COUNTED.match(tail):
        return False
    return (
        len(tail) <= _TAIL_LIMIT
        or core.end() in flow.gaps
        or re.match(r"[(\[|]|\.docx?|\.pdf|发布|时间|日期|20\d\d", tail) is not None
    )


def find_name(
    text: str, *, exact_left: bool, gaps: Sequence[int] = (), title: bool = False
) -> tuple[AgencyName, int, int] | None:
    """The agency's name that ends with ``text`` (verbs behind it left out), with its [start, end) there.

    ``exact_left`` tells that a name may begin with the text; otherwise one must begin behind a lead word (现公布, 由…)
    or at one of the ``gaps``, where the source has white space. Only a ``title`` can begin with 由 or 与.
    """
    right = len(text) - len(match[0]) if (match := _VERBS.search(text)) else len(text)
    body = text[:right]
    leads = [lead.end() for lead in compile_leads().finditer(body)]
    function_words = () if title else tuple(load_places()["names"]["function_words"])
    for left in (*([0] if exact_left else []), *leads, *gaps, *([] if exact_left else [0])):
        name = read_name(body[left:]) if left < right and not body.startswith(function_words, left) else None
        if name is not None and is_proper(name):
            return name, left, right
    return None


@cache
def compile_leads() -> re.Pattern[str]:
    """The words after which a name begins in a sentence."""
    leads = sorted(load_places()["names"]["leads"], key=len, reverse=True)
    return re.compile("|".join(leads))


def is_proper(name: AgencyName) -> bool:
    """Whether a name is one agency's own: not 我镇, not 各街道, and short enough for a name."""
    body = strip_kind(name.short)
    longest = _LONGEST_TOWN if name.level == "town" else _LONGEST_OFFICE
    return 0 < len(body) <= longest and not re.search(r"[全该本]$|我|新型城$", body)
