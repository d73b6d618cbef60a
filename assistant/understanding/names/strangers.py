"""Names in the shape of an agency's that nothing stored bears as written: misspelt ones with whom they mean, and unknown ones."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import MASK, Mention, trim_left
from assistant.understanding.names.naming import strip_kind
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.dictionary import LONGEST, begins_word, read_kind
from assistant.understanding.words.glyphs import look_alike
from assistant.understanding.words.lexicon import Lexicon
from assistant.understanding.words.spelling import blur_sounds, count_edits, share_final
from index.records import StoredAgency

LONG = 3
"""Names of this many characters, their kind left out, bear one slip."""
TELLING = frozenset("东西南北上下大小前后左右新老内外中一二三四五六七八九十")
"""Characters that tell neighbouring places apart."""
_KIND = r"街道办事处|街道办|街道|地区办事处|苏木|办事处|管委会|镇|乡"
_UNKNOWN = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{_KIND})(?![\u4e00-\u9fff]?(?:务公开|级|企|干部|党委|域|风|愁)|长(?!期))")
_UNKNOWN_REGION = re.compile(
    r"[\u4e00-\u9fff]{2,9}?(?:省(?!略|级)|市(?!场|民|政|长)|县(?!级|城|长)|自治旗|旗(?!下)|区(?!分|"
    r"别|域|块|间|长|级)|局(?!面|部|长|限)|厅(?!长))"
)
_PROVINCE = re.compile(
    r"^(?:请问|有没有|有无|是否有|有|来自|属于|哪些|是|库里|那|现在|在|这里|你们|收录了?)*"
    r"((?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    r"青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(?:省|市|自治区)?)(?=的|境内|那边|有哪些|有吗|吗|[?。\x00]|$)"
)
"""A province that a question begins with, as only those do that ask for its reports."""

_NO_NAME = re.compile(
    r"的|之间|[件条项]|为|零|没有|哪|谁|完成|申请|公开|信息|处理|行政|情况|报告|问题|什么|多少|是否|收到|作出|发布|[个些各]$"
)
_GRAMMAR = re.compile(r"[由把被跟给叫]$|一处|[写改当看说]成了?$")
"""How words that lead up to 镇 as a common noun end (由镇, 一处把镇): no name does."""

_NO_REGION = ("社区", "地区", "辖区", "小区", "园区", "城市", "超市", "集市", "早市", "夜市", "门市", "上市", "结局")
REGIONS = "市县区局厅旗省"
LONGEST_TOWN, LONGEST_REGION = 6, 4
"""Names are not longer, their kind left out."""

_COMMON, _VERBS = ("n",), ("v", "vn", "p")
"""Kinds of the dictionary's words: common nouns, and what may stand in front of one."""

_ZONE = re.compile(r"(?:综合实验区|实验区|示范区|开发区|经开区|高新区|新区|管理区|度假区)$")
_REGION_KIND = re.compile(r"(?:省|市|县|自治旗|旗|区|局|厅)$")


@cache
def _list_generic() -> frozenset[str]:
    return frozenset(load_cues().groups["generic"].phrases)


def find_strangers(masked: str, catalog: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """Names in the shape of an agency's that are not stored as written: misspelt ones with what they mean, and unknown ones."""
    taken: list[tuple[int, int]] = []
    if (province := _PROVINCE.match(masked)) is not None:
        taken.append(province.span(1))
        yield Mention(*province.span(1), province[1])
    for pattern in (_UNKNOWN, _UNKNOWN_REGION):
        for match in pattern.finditer(masked):
            name = trim_left(match.group())
            start = match.end() - len(name)
            zone = pattern is _UNKNOWN_REGION and _ZONE.search(name) is not None
            stem = _REGION_KIND.sub("", name) if pattern is _UNKNOWN_REGION and not zone else strip_kind(name)
            if any(first < match.end() and start < last for first, last in taken) or not _looks_like_name(name, stem, lexicon):
                continue
            if pattern is _UNKNOWN and _is_word(name, stem, masked[start + len(stem) :]):
                continue
            mention = Mention(start, match.end(), name)
            guess, sure = _guess_agency(name, catalog) if pattern is _UNKNOWN or zone else ((), True)
            if guess:
                mention = replace(mention, agencies=guess, note=f"“{name}”按“{guess[0].name}”理解", sure=sure)
            taken.append((start, match.end()))
            yield mention


def _looks_like_name(name: str, stem: str, lexicon: Lexicon) -> bool:
    """Whether this may name an agency: 各镇, 小区 and 申请的镇 do not."""
    if stem == name or stem in _list_generic() or _NO_NAME.search(stem) or _GRAMMAR.search(stem) or _speaks_of_reports(stem):
        return False
    longest = LONGEST_REGION if name[-1] in REGIONS else LONGEST_TOWN
    if not 1 <= len(stem) <= longest or (len(stem) == 1 and name[-1] in REGIONS) or name[-2:] in _NO_REGION:
        return False
    return not any(len(token.text) > 1 for token in lexicon.find_tokens(name))


def _is_word(name: str, stem: str, rest: str) -> bool:
    """Whether the dictionary has a common word here: the whole (家乡, 下乡), or one that begins with the kind (推进|乡村振兴).

    ``rest`` is the question from the kind on.
    """
    kind = read_kind(name)
    if kind and not kind.startswith("n"):
        return True
    if kind in _COMMON:
        return True
    verb = stem.endswith(("了", "过", "着")) or any(read_kind(stem[-length:]) in _VERBS for length in (2, 3, 4))
    return verb and begins_word(rest[:LONGEST])


def _speaks_of_reports(stem: str) -> bool:
    """Whether a word of the reports stands in front of 镇 (领导小组由镇): a longer run than a name, or nothing but words."""
    words = [word for word in load_cues().groups["report_words"].phrases if len(word) > 1 and word in stem]
    return bool(words) and (len(stem) > LONG or stem in words)


def _guess_agency(name: str, catalog: Catalog) -> tuple[tuple[StoredAgency, ...], bool]:
    """The agencies meant by a name that nobody bears (another kind, the same sound, one slip), and whether that is sure."""
    stem = strip_kind(name)
    if len(stem) > 1 and stem in catalog.names:
        return catalog.names[stem], True
    sounding = catalog.sounds.get(blur_sounds(name)) or (catalog.sounds.get(blur_sounds(stem)) if len(stem) > 1 else None)
    if sounding is not None:
        return (catalog.names[sounding[0]], True) if len(sounding) == 1 else ((), True)
    close = sorted(
        {other for character in stem for other in catalog.characters.get(character, ()) if _is_slip(stem, other, catalog)}
    )
    if len(close) != 1:
        return (), True
    return catalog.names[close[0]], len(stem) == len(strip_kind(close[0])) or len(stem) > LONG


def _is_slip(stem: str, other: str, catalog: Catalog) -> bool:
    """Whether one slip leads from a stored name to ``stem``; 东 for 西 or 上 for 下 is no slip but another place."""
    target = strip_kind(other)
    if count_edits(stem, target) != 1:
        return False
    if len(stem) != len(target):
        longer, shorter = sorted((stem, target), key=len, reverse=True)
        return len(shorter) > 1 and not set(longer).difference(shorter) <= TELLING
    index = next(i for i, (one, two) in enumerate(zip(stem, target, strict=True)) if one != two)
    if {stem[index], target[index]} <= TELLING:
        return False
    if len(stem) >= LONG:
        return True
    rare = len(stem) == LONG - 1 and len(catalog.characters.get(target[1 - index], ())) == 1
    return rare and (share_final(stem[index], target[index]) or look_alike(stem[index], target[index]))


def find_pinyin(masked: str, catalog: Catalog) -> Iterator[Mention]:
    """A stored name written in pinyin inside a Chinese question (zhicheng镇)."""
    for match in re.finditer(r"(?<![a-z])([a-z]{5,})(?:镇|乡|街道|县|区)?", masked):
        agencies = catalog.pinyin.get(match[1], ())
        if agencies:
            yield Mention(match.start(), match.end(), match.group(), agencies, f"“{match.group()}”按“{agencies[0].name}”理解")


def find_sounds(masked: str, catalog: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """A misspelt name without its kind, or with that misspelt too, where a run of plain words begins.

    Only beside a year, and two characters only before it: too many words sound like some town.
    """
    words = {index for token in lexicon.find_tokens(masked) if len(token.text) > 1 for index in range(token.start, token.end)}
    for match in re.finditer(r"[\u4e00-\u9fff]{2,}", masked):
        head = match.group()[:LONGEST_TOWN]
        start = match.start() + len(head) - len(trim_left(head))
        for end in range(min(start + LONGEST_TOWN, match.end()), start + 1, -1):
            before_year, after_year = masked[end : end + 1] == MASK, masked[max(0, start - 1) : start] == MASK
            if words.intersection(range(start, end)) or not (before_year or (after_year and end - start >= LONG)):
                continue
            names = catalog.sounds.get(blur_sounds(masked[start:end]), ())
            if len(names) == 1:
                note = f"“{masked[start:end]}”按“{names[0]}”理解"
                yield Mention(start, end, masked[start:end], catalog.names[names[0]], note)
                return
