"""The places that an agency belongs to, gathered from wherever a report or its path names them.

A chain written in front of the agency's own name is the best evidence; other places (an address, the county's website, a
folder's name) only add levels that it leaves open.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import PurePosixPath

from ingest.folding import fold_text
from ingest.header.agencies import HAN, AgencyName, holds_sentence, is_place, load_places, read_name
from ingest.header.mentions import Mention
from ingest.header.titles import compile_leads
from ingest.prose.flow import Flow

_ANCHOR = re.compile(
    r"(?:人民政府|政府(?!采购|集中)|政务公开|政务服务|信息公开(?:网|平台|目录|领导)|委办公室|党委|党工委|管委会|有关规定|门户网|官网|公共信息网)"
)
_OWN_SITE = re.compile(rf"中国[·.]?({HAN}{{2,4}})[”\"']+(县|市|区|旗)(?=人民政府|政府|门户)")
_ADDRESS = re.compile(r"(?:地址|通讯地址|通信地址|联系地址|办公地址|来源|发布机构|发布单位):?[是为]?")
_NO_PLACE = re.compile(r"(?:社|小|片|街|辖|厂|校|库|院|主城|中心城|[县镇])区$|县市$|市县$|区县$|超市$|城市$")
_PAGE_KEYS = re.compile(r"来源|机构|主体|单位|部门|机关|位置|网站名称")
_RUN = 24
_LONGEST_UNIT = 6


def find_parents(agency: AgencyName | None, mentions: tuple[Mention, ...], flow: Flow) -> tuple[str, ...]:
    """The agency's parents from large to small. A county's own government belongs to that county."""
    chain = _choose_chain(agency, mentions)
    if agency is not None and agency.level == "county":
        chain = (*chain, agency.short)
    found = (*_find_places(flow), *_find_publishers(flow.document.metadata), _read_folders(flow.document.source))
    for other in found:
        chain = merge_chains(chain, other)
    return chain


def _choose_chain(agency: AgencyName | None, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The chain of the agency's best mention, completed by its other mentions."""
    chain: tuple[str, ...] = ()
    for mention in mentions:
        if agency is not None and mention.name.short == agency.short:
            chain = merge_chains(chain, mention.name.parents)
    return chain


def merge_chains(chain: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """``chain`` with what ``other`` puts in front of it: all of it if they meet in a place, else the levels still open."""
    if not chain:
        return other
    if chain[0] in other:
        return (*other[: other.index(chain[0])], *chain)
    for place in other:
        if measure_place(place) not in {measure_place(known) for known in chain} and _agree(place, chain):
            chain = tuple(sorted((*chain, place), key=measure_place))
    return chain


def _agree(place: str, chain: tuple[str, ...]) -> bool:
    """Whether no province stands with another province's prefecture."""
    provinces = {_map_provinces().get(name, name) for name in (place, *chain) if measure_place(name) < measure_place("某县")}
    return len(provinces & {*load_places()["prefectures"]}) <= 1


@cache
def _map_provinces() -> dict[str, str]:
    return {city: province for province, cities in load_places()["prefectures"].items() for city in cities}


def measure_place(place: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county, district, county-level city or zone."""
    if place in load_places()["prefectures"] or place.endswith(("省", "自治区")):
        return 0
    return 1 if place in _map_provinces() or place.endswith(("自治州", "盟", "地区")) else 2


def _find_places(flow: Flow) -> Iterator[tuple[str, ...]]:
    """Chains of places named with their government, website or office, and those with which an address begins."""
    starts = {line.start for line in flow.lines if line.alone}
    for match in _ANCHOR.finditer(flow.text):
        yield _read_chain_before(flow.text, match.start(), starts)
    for match in _OWN_SITE.finditer(flow.text):
        yield (match[1] + match[2],)
    for match in _ADDRESS.finditer(flow.text):
        yield _read_chain_behind(flow.text[match.end() : match.end() + _RUN])


def _read_chain_before(text: str, end: int, line_starts: set[int]) -> tuple[str, ...]:
    """The places that end at ``end`` and begin behind a mark, at a line's start or behind a lead word (通过, 《 …)."""
    run = re.search(rf"{HAN}*$", text[max(0, end - _RUN) : end])
    body = run[0] if run else ""
    if len(body) < len("某某县") or body[-1] not in "省市县区旗州盟":
        return ()
    edges = [start for start in range(len(body)) if end - len(body) + start in line_starts or (start == 0 and len(body) < _RUN)]
    for start in (*edges, *(match.end() for match in compile_leads().finditer(body))):
        chain = split_places(body[start:])
        if chain:
            return chain
    return ()


@lru_cache(maxsize=4096)
def split_places(text: str) -> tuple[str, ...]:
    """``text`` as places from its first to its last character (固原市原州区), or nothing."""
    for end in range(2, len(text) + 1):
        unit = text[:end]
        if not _is_named(unit, text[end:]):
            continue
        if end == len(text):
            return (unit,)
        rest = split_places(text[end:])
        if rest:
            return (unit, *rest)
    return ()


def _is_named(unit: str, rest: str) -> bool:
    """Whether ``unit`` is a place with a name: not 区 or 省市县 alone, and no piece of a sentence."""
    body = unit[:-1]
    if len(unit) > _LONGEST_UNIT and not re.search(r"自治|旗$|开发区|新区|实验区|示范区|管理区|度假区|试验区|园区", unit):
        return False
    if _NO_PLACE.search(unit) or body.endswith(("向", "我", "本", "全", "该", "各")):
        return False
    own = unit[0] not in "省市县区旗我本全各该" or unit in load_places()["counties"]["odd"]
    return (
        own
        and unit not in load_places()["counties"]["zones"]
        and is_place(unit)
        and not (unit[-1] == "市" and rest[:1] == "场")
        and not holds_sentence(f" {unit}")
    )


def _read_chain_behind(text: str) -> tuple[str, ...]:
    """The places with which ``text`` begins: those in front of a street or town, or before the text goes on otherwise."""
    run = re.match(rf"{HAN}*", text)
    body = run[0] if run else ""
    chain: list[str] = []
    while body:
        unit = next((body[:end] for end in range(2, len(body) + 1) if _is_named(body[:end], body[end:])), None)
        if unit is None or len(unit) > len("麻阳苗族自治县"):
            break
        chain.append(unit)
        body = body[len(unit) :]
    return tuple(chain)


def _find_publishers(metadata: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, ...]]:
    for key, value in metadata:
        plain = fold_text(key).text
        if _PAGE_KEYS.search(plain):
            for part in re.split(r"[>»›/]+", fold_text(value).text) if plain.endswith("位置") else (fold_text(value).text,):
                yield _read_chain_behind(part)


def _read_folders(source: str) -> tuple[str, ...]:
    """The places that the folders of a path are named after (浙江省/…县/a.pdf), from large to small."""
    chain: tuple[str, ...] = ()
    for folder in PurePosixPath(source.replace("\\", "/")).parts[:-1]:
        plain = re.sub(r"^[\d\W_]+|\.zip$", "", fold_text(folder).text)
        name = read_name(plain) if plain else None
        places = name.parents if name is not None and name.level == "town" else split_places(plain)
        chain = (*chain, *(place for place in places if place not in chain))
    return chain
