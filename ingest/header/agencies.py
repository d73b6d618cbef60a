"""Names of agencies: how they are built, shortened and taken apart.

Knows names alone, not the texts in which they stand. Provinces and prefectures come from ``places.toml``; counties and
towns are recognised by the shape of their names, because no list of them would stay complete.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from ingest.folding import fold_text

Level = Literal["town", "county", "office"]

HAN = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff·]"
"""One character of a name."""

_WRITTEN = re.compile(rf"(?:{HAN})+(?:\((?:区|镇|乡|街道)\))?")
_LONGEST_NAME = 60
"""More characters, places in front and spaces included, are no name."""
_LONGEST_PARENT = 16
_ZONE = r"(?:区|城|园|岛|场|镇|乡|街道|苏木)"
_OFFICE = re.compile(
    r"(?<=[镇乡道处会府木场区县市旗])(?:党政综合|党政|综合|行政|政务公开|信息公开|政务信息公开|政府信息公开)?(?:工作)?(?:办公室|综合办|党政办|办公厅|办)$"
)
_TOWN = re.compile(rf"{HAN}+?(?:镇|乡|街道|苏木|街|办事处|[农林牧渔茶盐]场|管委会|管理委员会|区公所)")
_COUNTY = re.compile(rf"{HAN}+(?:省|市|县|区|旗|州|盟)")
_BUREAU = re.compile(rf"{HAN}{{2,}}(?:局|委员会|厅|中心|大队|支队|学校|医院|办公室|公司)")
_ADVERT = re.compile(
    rf"{HAN}{{0,8}}?(?:体育|娱乐|电竞|彩票|棋牌|博彩|官网|下载|入口)(?!场|馆|公园|中心|新村|[东西南北中]?[路街]|[镇乡])"
)
"""What mirror sites put in place of a county's name."""
_GOVERNMENT = re.compile(r"^(?:人民政府|政府|党工委|管委会|管理委员会)")


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A name as written (``full``, folded), the ``parents`` in front of it, from large to small, and the short name."""

    full: str
    parents: tuple[str, ...]
    short: str
    level: Level


@cache
def load_places() -> dict[str, Any]:
    """The word lists as written in ``places.toml``."""
    return tomllib.loads(files("ingest.header").joinpath("places.toml").read_text(encoding="utf-8"))


def shorten_agency(name: str) -> str:
    """``name`` in simplified characters without 人民政府, 办事处 and the office behind them; parents in front stay.

    轵城镇人民政府 → 轵城镇; 东城街街道办事处 → 东城街街道; 东街办事处 → 东街; 城关办事处 stays, since 城关 alone is no
    agency. A zone loses its 管委会 where what is left says what it is (…实验区); 青山管委会 stays.
    """
    plain = re.sub(r"\((?:区|镇|乡|街道)\)$", "", fold_text(name).text)
    plain = drop_office(plain)
    plain = re.sub(r"(.)街道?办$", r"\1街道", plain)
    plain = re.sub(r"(?<=.)(?:人民政府|政府)$", "", plain)
    plain = re.sub(r"(.街道|.街|.镇|.乡|苏木)办事处$", r"\1", plain)
    zone = re.fullmatch(rf"({HAN}+{_ZONE})(?:管理委员会|管委会)", plain)
    return zone[1] if zone and zone[1] not in load_places()["counties"]["generic"] else plain


def drop_office(name: str) -> str:
    """A folded name without the office of the agency that stands behind it: 河坪镇人民政府办公室 → 河坪镇人民政府."""
    return _OFFICE.sub("", name)


def split_parents(name: str) -> tuple[tuple[str, ...], str]:
    """The places in front of an agency's name, from large to small, and the name behind them as written (folded).

    固原市原州区开城镇人民政府 → (固原市, 原州区), 开城镇人民政府. A place is taken off only where a whole name is left, so that
    县街街道, 市府东路街道 and 湖南镇 stay whole.
    """
    rest = fold_text(name).text
    advert = _ADVERT.match(rest)
    if advert and is_agency(rest[advert.end() :]):
        rest = rest[advert.end() :]
    parents: list[str] = []
    while len(rest) <= _LONGEST_NAME and (unit := find_parent(rest, after_city=bool(parents))):
        parents.append(_list_bare_provinces().get(unit, unit))
        rest = _drop_government(rest[len(unit) :])
    return tuple(parents), rest


def _drop_government(rest: str) -> str:
    """``rest`` without the 人民政府 of the place just taken off (鼓楼区人民政府华侨路街道办事处)."""
    shorter = _GOVERNMENT.sub("", rest)
    return shorter if is_agency(shorter) else rest


def find_parent(name: str, *, after_city: bool = False) -> str | None:
    """The province, prefecture or county with which ``name`` begins, if an agency's name is left behind it."""
    known = _find_known(name)
    if known is not None:
        return known
    for end in range(2, min(len(name), _LONGEST_PARENT + 1)):
        unit = name[:end]
        if (
            is_place(unit, after_city=after_city)
            and name[end - 1 : end + 1] != "市场"
            and is_agency(_GOVERNMENT.sub("", name[end:]))
        ):
            return unit
    return None


def _find_known(name: str) -> str | None:
    for unit in _list_known():
        if name.startswith(unit) and is_agency(_GOVERNMENT.sub("", name[len(unit) :])):
            return unit
    for province in _list_bare_provinces():
        rest = name[len(province) :]
        if name.startswith(province) and not rest.startswith(_list_ethnic()) and find_parent(rest):
            return province
    return None


@cache
def _list_known() -> tuple[str, ...]:
    """Provinces and prefectures, longest first, so that 海南藏族自治州 is not read as 海南."""
    prefectures = load_places()["prefectures"]
    return tuple(sorted({*prefectures, *(city for cities in prefectures.values() for city in cities)}, key=len, reverse=True))


@cache
def _list_bare_provinces() -> dict[str, str]:
    """The provinces' names without 省, 市 or 自治区, each with its full name."""
    return {re.sub(r"[省市]$|(?:壮族|回族|维吾尔)?自治区$", "", name): name for name in load_places()["prefectures"]}


@cache
def _list_ethnic() -> tuple[str, ...]:
    return tuple(f"{name}族" for name in load_places()["names"]["ethnic"])


def is_place(unit: str, *, after_city: bool = False) -> bool:
    """Whether ``unit`` can be a province, prefecture or county by its shape.

    One character before 市, 区, 旗 makes none (新市, 东区 are parts of towns' names), before 县 only in a known name.
    """
    counties = load_places()["counties"]
    if unit in counties["zones"]:
        return True
    if after_city and len(unit) > len("某新城") and unit.endswith("新城"):
        return True
    if unit in counties["generic"]:
        return after_city and unit in counties["after_city"]
    if len(unit) == len("某县"):
        return (unit[1] == "县" and unit[0] in counties["one_character"]) or (after_city and unit in counties["after_city"])
    return unit in _list_known() or (
        unit[-1] in "省市县区旗" and not re.search(r"[镇乡省市县旗](?!族)(?=.{2})|街道|苏木", unit[1:-1])
    )


@lru_cache(maxsize=4096)
def is_agency(name: str) -> bool:
    """Whether ``name`` as a whole has the shape of an agency's name, one with a body before 镇, 街道 and the like."""
    return measure_level(name) is not None


@lru_cache(maxsize=4096)
def measure_level(name: str) -> Level | None:
    """Which kind of agency ``name`` is by its last word; None if it is no agency's name."""
    short = shorten_agency(name)
    if short in load_places()["counties"]["generic"] or short.startswith(("人民政府", "政府", "办公室", "街道办")):
        return None
    if _TOWN.fullmatch(short):
        names = load_places()["names"]
        body = strip_kind(short)
        return None if body in names["generic_bodies"] or body in _list_ethnic() else "town"
    if _COUNTY.fullmatch(short) and len(short) > len("某"):
        return "county"
    return "office" if _BUREAU.fullmatch(short) else None


def strip_kind(short: str) -> str:
    """The body of a town's name: what stands before 镇, 乡, 街道 and the like."""
    return re.sub(r"(?:街道|镇|乡|苏木|街|办事处|[农林牧渔茶盐]场|管委会|管理委员会|区公所)$", "", short)


@lru_cache(maxsize=4096)
def read_name(text: str) -> AgencyName | None:
    """``text`` as an agency's name from its first to its last character, or None if it is not one."""
    full = fold_text(text).text if len(text) <= _LONGEST_NAME else ""
    if not _WRITTEN.fullmatch(full):
        return None
    parents, rest = split_parents(full)
    level = measure_level(rest)
    short = shorten_agency(rest)
    if level is None or holds_sentence(strip_kind(short)) or any(holds_sentence(f" {parent}") for parent in parents):
        return None
    return AgencyName(full, parents, short, level)


def holds_sentence(body: str) -> bool:
    """Whether words stand in ``body`` that no name holds (公布, 通过), or behind its first character 由, 与, 在."""
    names = load_places()["names"]
    return any(word in body for word in names["foreign_words"]) or any(word in body[1:] for word in names["function_words"])
