"""Places where a text names an agency: each with what it is there (title, signature, contact …), as evidence of who reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.header.agencies import HAN, AgencyName, drop_office, is_place, load_places, read_name, split_parents, strip_kind
from ingest.header.titles import Naming, find_name, find_page_titles, is_proper
from ingest.prose.flow import Flow

MentionKind = Literal[
    "title", "announced", "compiled", "contact", "signature", "line", "publisher", "crumb", "subject", "opening", "address"
]

_ETHNIC = "|".join(load_places()["names"]["ethnic"])
_KIND = rf"(?:[街镇乡]街道|镇镇|镇乡|[镇乡](?:{_ETHNIC})族乡|街道|镇|乡|苏木|[农林牧渔茶盐]场|街(?=办事处))"
_TAIL = r"(?:办事处|人民政府|政府(?!信息|网|门户|采购|工作)|管理委员会|管委会|街道办)?"
_TOWN = re.compile(rf"{HAN}{{1,28}}?{_KIND}(?![市县区旗族化村]|直|级)")
_ZONE = re.compile(rf"{HAN}{{2,20}}?区(?:管理委员会|管委会)")
_NESTED = re.compile(rf"{HAN}{{0,2}}[市县区旗](?!政府|人民政府|委)")
_CONTACT = re.compile(
    r"(?:请与|可与|并与|与(?=\w{2,36}?(?:联系|联络|咨询))|请向|可向|请联系:?|联系单位:|联系部门:|受理机构:|咨询)"
)
_CONTACT_END = re.compile(r"联系|联络|咨询|电话|地址|反映|查询")
_COMPILED = re.compile(r"(?:(?<![来理自缘])由)")
_COMPILED_END = re.compile(r"根据|依据|依照|按照|编制|汇总|综合|制作|撰写|编写|负责编")
_SUBJECT = re.compile(r"(?:(?:19|20)\d\d年(?:度|以来|来)?,?|年来,|年以来,)")
_OPENING = re.compile(r"(?<=[。;,:])(?=\D)")
_OPENING_END = re.compile(
    r"(?:的?工作人员|党委|党工委|政府|人民政府|、)*"
    r"(?:坚持|认真|按照|根据|严格|高度|积极|深入|紧紧|始终|全面|切实|不断|主动|未|共|通过|利用|在|落实|推进|加强|持续|以)"
)
_PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|公开机构|发文机关|发文机构|公开主体|公开单位|制发机构|责任部门|信息来源|来源|作者|发布者):?"
)
_ADDRESS = re.compile(r"(?:地址|通讯地址|通信地址|联系地址|办公地址)[:是为]?")
_CRUMB = re.compile(r"(?:位置|首页)[^。]{0,200}")
_EDGES = re.compile(r"^[^\u3400-\u9fff]+|(?<![区镇乡道])[^\u3400-\u9fff]+$")
_SIGNATURE_LINES = 6
_LIST_LENGTH = 4
_LONGEST_REST, _LONGEST_LED = 10, 52


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency's name at [start, end) of the flow; both -1 where it stands in the page's metadata."""

    name: AgencyName
    kind: MentionKind
    start: int
    end: int


def find_mentions(flow: Flow, namings: tuple[Naming, ...], metadata: tuple[tuple[str, str], ...]) -> tuple[Mention, ...]:
    """Every mention whose left edge is known."""
    named = [
        Mention(naming.name, "title" if naming.title else "announced", naming.name_start, naming.name_end)
        for naming in namings
        if naming.name is not None
    ]
    titled = [Mention(naming.name, "title", -1, -1) for naming in find_page_titles(metadata) if naming.name is not None]
    return (*named, *titled, *_find_published(metadata), *_find_lines(flow), *_find_crumbs(flow), *_find_led(flow))


def _find_published(metadata: tuple[tuple[str, str], ...]) -> Iterator[Mention]:
    for key, value in metadata:
        plain = re.sub(r"\s", "", key)
        if _PUBLISHER.fullmatch(plain):
            name = read_name(value)
            if name is not None and is_proper(name):
                yield Mention(name, "publisher", -1, -1)
        for part in re.split(r"[>»›/\s]+", value) if plain.endswith("位置") else ():
            name = read_name(part)
            if name is not None and name.level == "town" and is_proper(name):
                yield Mention(name, "crumb", -1, -1)


def _find_lines(flow: Flow) -> Iterator[Mention]:
    """Lines and cells that are a name from end to end; a list of many agencies (a menu) says nothing."""
    found = []
    for line in flow.lines:
        text = flow.text[line.start : line.end]
        bare = re.sub(_EDGES, "", text)
        name = read_name(bare) if len(bare) > 1 else None
        if name is not None and name.level != "office" and is_proper(name) and not name.full.endswith("街"):
            start = line.start + text.index(bare)
            last = line in flow.lines[-_SIGNATURE_LINES:]
            found.append(Mention(name, "signature" if last else "line", start, start + len(bare)))
    if len({mention.name.short for mention in found if mention.name.level == "town"}) < _LIST_LENGTH:
        yield from found


def _find_crumbs(flow: Flow) -> Iterator[Mention]:
    """The names between the > marks of a breadcrumb."""
    for trail in _CRUMB.finditer(flow.text):
        for part in re.finditer(rf"(?<=[>:])({HAN}{{2,30}})(?=[>]|$)", trail[0]):
            name = read_name(part[1])
            if name is not None and name.level == "town" and is_proper(name):
                yield Mention(name, "crumb", trail.start() + part.start(1), trail.start() + part.end(1))


def _find_led(flow: Flow) -> Iterator[Mention]:
    """Names behind words that lead to them: 由…编制, 请与…联系, 发布机构:…, 2021年,…, 地址:… and the like."""
    ways: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, MentionKind], ...] = (
        (_COMPILED, _COMPILED_END, "compiled"),
        (_CONTACT, _CONTACT_END, "contact"),
        (_PUBLISHER, None, "publisher"),
        (_ADDRESS, None, "address"),
        (_SUBJECT, None, "subject"),
    )
    for lead, end, kind in ways:
        for match in lead.finditer(flow.text):
            stop = end.search(flow.text, match.end(), match.end() + _LONGEST_LED) if end else None
            name = _read_between(flow.text[match.end() : stop.start()]) if stop else None
            name = name or (match_name(flow.text, match.end()) if stop or end is None else None)
            if name is not None:
                yield Mention(name, kind, match.end(), match.end() + len(name.full))
    yield from _find_openings(flow)
    yield from _find_compilers(flow)


def _read_between(text: str) -> AgencyName | None:
    """The town's name that ``text`` is, with an office behind it; a sentence is none."""
    name = read_name(drop_office(text))
    fits = name is not None and name.level == "town" and is_proper(name) and _is_prose_name(name)
    return name if fits else None


def _find_openings(flow: Flow) -> Iterator[Mention]:
    """Names with which a clause about the agency's doings begins (…,太平镇坚持…)."""
    starts = [match.end() for match in _OPENING.finditer(flow.text)] + [line.start for line in flow.lines if line.alone]
    for start in starts:
        name = match_name(flow.text, start)
        if name is not None and _OPENING_END.match(flow.text, start + len(name.full)):
            yield Mention(name, "opening", start, start + len(name.full))


def _find_compilers(flow: Flow) -> Iterator[Mention]:
    """An agency that opens a line or sentence and compiles or publishes the report itself (…镇人民政府编制…)."""
    for match in re.finditer(r"(?:特?编制|公布|发布)了?(?=\D{0,6}(?:19|20)\d\d年)", flow.text):
        opening = re.search(rf"{HAN}*$", flow.text[max(0, match.start() - 40) : match.start()])
        found = find_name(opening[0], exact_left=True) if opening else None
        if found is not None and opening is not None:
            name, left, right = found
            start = match.start() - len(opening[0])
            yield Mention(name, "compiled", start + left, start + right)


def match_name(text: str, start: int) -> AgencyName | None:
    """The town's or zone's name that begins at ``start``, ended by its kind's word and what belongs to it."""
    match = _TOWN.match(text, start) or _ZONE.match(text, start)
    if match is None:
        return None
    end = match.end()
    nested = _NESTED.match(text, end)
    inner = is_place(body) if len(body := strip_kind(split_parents(match[0])[1])) > len("某县") else False
    longer = _TOWN.match(text, nested.end() if nested else end) if nested or inner else None
    end = longer.end() if longer and longer.end() - end < _LONGEST_REST else end
    tail = re.compile(_TAIL).match(text, end)
    end = tail.end() if tail else end
    name = read_name(text[start:end])
    return name if name is not None and is_proper(name) and _is_prose_name(name) else None


def _is_prose_name(name: AgencyName) -> bool:
    """Whether ``name`` found in a sentence can be one town's: 轵城镇镇政府 and 生态镇 cannot."""
    body = strip_kind(name.short)
    return (bool(name.parents) or body not in load_places()["names"]["prose_bodies"]) and not re.search(
        r"..镇$|[我本全该]$|(?:^|[和与镇县区市省])各$|^[由与在是及的了]|^(?:周边|兄弟|邻近|相邻|毗邻|其他)", body
    )
