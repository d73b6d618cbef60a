"""The agencies that a Chinese question names: stored ones in any spelling, misspelt ones, and ones that nothing stored bears.

A name of several agencies stays several (the choice is made in ``options``); a name that nothing bears is reported, never
bent into a stored one unless it sounds the same or differs by a letter of a long name, and then that is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.catalog import COUNTY, KINDS, PROVINCES, Catalog, strip_kind, strip_region
from assistant.lexicon import Lexicon
from assistant.spelling import blur_sounds, count_edits, share_final
from index.records import StoredAgency

MASK = "\x00"
"""Stands in the masked text for each character of a name."""

LONG = 3
"""Names of this many characters, their kind left out, bear one slip."""

TELLING = frozenset("东西南北上下大小前后左右新老内外中一二三四五六七八九十")
"""Characters that tell neighbouring places apart."""

_ENDING = re.compile(r"(?:镇|乡|街道|苏木)?(?:人民政府|党委政府|镇政府|乡政府|政府|党委|街道办事处|街道办|办事处|街办)")
_OTHER_KIND = re.compile(r"镇|乡|街道|苏木|县|区|市|旗|村|社区|路|办事处|小学|中学|医院")
_KIND = r"街道办事处|街道办|街道|地区办事处|苏木|办事处|管委会|镇|乡"
_UNKNOWN = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{_KIND})(?![\u4e00-\u9fff]?(?:务公开|级|企|干部|党委|域|风|愁))")
_UNKNOWN_REGION = re.compile(r"[\u4e00-\u9fff]{2,9}?(?:省|市|县|自治旗|旗|区|局|厅)")
_PREFIX = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|市|州|县|旗|区)$")
_COUNTING = r"[一二两三四五六七八九十百几0-9]+"
_ALL = re.compile(
    rf"(?:哪|各|每|所有的?|全部的?|全体|几|多少|其他|其余|任何|有些|有的|{_COUNTING})一?(?:个|座|家|些|几个)?(?:不同的?)?"
    r"(?:乡镇街道|镇乡街道|乡镇|镇街|街镇|乡村|镇乡|镇|乡|街道|单位|地方|机关|机构|苏木|办事处|县|区)"
    r"|所有(?:的)?报告|全部(?:的)?报告|各(?:份|个)?报告|哪(?:些|几份|份|个)报告|全[县市区州省旗]|乡镇(?!政府|街道办)|大家|各地|哪里|哪儿|的(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位)(?=有|是|都|共|总|分|排|$|[,。?])|"
    r"哪家|各家|所有(?=的?政府)|库里所有|整体"
)
_THESE = re.compile(
    rf"(?:这|那|上述|以上|前面|上面)(?:{_COUNTING}|些)?(?:个|座|家)?(?:乡镇|镇街|镇|乡|街道|单位|地方)|它们|他们|这些|两者|二者|双方|两个镇(?=呢|谁|哪|相|合|一共|加|的|差)"
)
_IT = re.compile(
    r"该镇|该乡|该街道|本镇|这个镇|那个镇|此镇|这镇|这个乡|这个街道|该单位|这里|那里|当地|(?<!其)它(?!们)|(?<!其)他(?!们)|(?<!其)她(?!们)|该地|该报告|这份报告|这个报告"
)
_GENERIC_STEMS = frozenset(
    "哪 各 每 全 本 我 该 这 那 此 城 村 小 大 市 强 建 两 几 多 某 乡 集 重 古 名 同 老城区 特色 中心 重点 建制 城 邻 外 其他 其它 别 别的 另 另外 城关等 相关 有关 "
    "办 党政 政府 上级 下级 基层 部分 所在 派出 社区 商圈 小城 省 市 县 区 州 自治 "
    "地 社 辖 园 小 景 校 库 牧 林 山 矿 灾 城 郊 片 专 街 分 超 上 都 夜 门 股 菜 学 教育 公安 财政 当 布 结 格 大 官 平台 全省 全市 全县 全区".split()
)
_LEFT = (
    "请问 问一下 问问 问下 我想知道 想知道 我想问 想问 想了解 了解一下 了解 知道 查询 查一下 查下 查查 帮我查 查 看一下 看看 看下 看 告诉我 说说 说一下 讲讲 介绍一下 介绍 帮我 帮忙 "
    "关于 对比一下 对比 比较一下 比较 相比 对照 列出 列举 给出 统计 分析 总结 概括 归纳 计算 算一下 算算 得出 以及 还有 另外 其中 所有 全部 除了 换成 改成 换 改为 应该是 我问的是 问的是 我说的是 说的是 我指的是 "
    "我要的是 指的是 而是 不是 不对 或者 和 与 跟 同 及 或 的 把 将 从 在 对 是 为 那么 那 就 比 较 而 请 我们 我 你们 你 咱们 里 中 年度 年份 年 月 份 个 再 有 谁 由 按 以 让 给 到 至 去 来 了 呢 吧 于 向 被 当 若 如果 假如 要 想 问 查"
).split()
_LEFT_LONG = tuple(sorted((word for word in _LEFT if len(word) > 1), key=len, reverse=True))
_LEFT_SHORT = frozenset(word for word in _LEFT if len(word) == 1)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of the question, and the agencies that may be meant; none where it is unknown.

    ``note`` says how a name that is not stored as written was taken; not ``sure`` where the person should be asked.
    """

    start: int
    end: int
    written: str
    agencies: tuple[StoredAgency, ...] = ()
    note: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """What a question says about agencies. ``masked`` is the question with every name blanked, ``bare`` also without words as
    各镇 and 它; offsets unchanged.

    ``everyone`` is True for words such as 各镇 or 哪个镇, ``these`` for 这几个镇, ``it`` for 该镇 or 它. ``regions`` are stored parents
    that stand for the agencies under them. ``places`` is where the generic words stand.
    """

    mentions: tuple[Mention, ...]
    regions: tuple[str, ...]
    everyone: bool
    these: bool
    it: bool
    masked: str
    bare: str

    @property
    def known(self) -> tuple[Mention, ...]:
        """The mentions that some stored agency bears."""
        return tuple(mention for mention in self.mentions if mention.agencies)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that nothing stored bears, as written."""
        return tuple(mention.written for mention in self.mentions if not mention.agencies)


@dataclass(frozen=True, slots=True)
class _Region:
    start: int
    end: int
    parents: tuple[str, ...]


def find_names(text: str, catalog: Catalog, lexicon: Lexicon) -> Names:
    """Everything that the folded ``text`` says about agencies; words of ``lexicon`` are never taken for misspelt names."""
    found, regions = _scan_names(text, catalog, lexicon)
    found, used = _attach_regions(text, found, regions)
    masked = _mask_spans(text, [(item.start, item.end) for item in (*found, *regions)])
    these, it, masked_words = bool(_THESE.search(masked)), bool(_IT.search(masked)), masked
    for pattern in (_THESE, _ALL, _IT):
        masked_words = pattern.sub(lambda match: MASK * len(match.group()), masked_words)
    everyone = bool(_ALL.search(_THESE.sub("", masked)))
    strangers = tuple(_find_strangers(masked_words, catalog, lexicon))
    if not found and not strangers and not (everyone or these or it):
        strangers = tuple(_find_sounds(masked_words, catalog, lexicon))
    mentions = tuple(sorted((*found, *strangers), key=lambda mention: mention.start))
    spans = [(mention.start, mention.end) for mention in mentions]
    free = tuple(parent for region in regions if region not in used for parent in region.parents)
    return Names(mentions, free, everyone, these, it, _mask_spans(masked, spans), _mask_spans(masked_words, spans))


def _mask_spans(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _scan_names(text: str, catalog: Catalog, lexicon: Lexicon) -> tuple[list[Mention], list[_Region]]:
    mentions: list[Mention] = []
    regions: list[_Region] = []
    start = 0
    while start < len(text):
        item = _match_name(text, start, catalog, lexicon) or _match_region(text, start, catalog)
        if isinstance(item, Mention):
            mentions.append(item)
        elif item is not None:
            regions.append(item)
        start = item.end if item is not None else start + 1
    return mentions, regions


def _match_name(text: str, start: int, catalog: Catalog, lexicon: Lexicon) -> Mention | None:
    for length in catalog.lengths.get(text[start], ()):
        name = text[start : start + length]
        agencies = catalog.names.get(name)
        if agencies is None:
            continue
        end = start + len(name)
        if KINDS.search(name) is None:
            if _is_word(name, lexicon) or _OTHER_KIND.match(text, end) and not _ENDING.match(text, end):
                continue
        ending = _ENDING.match(text, end)
        if ending is not None and not text.startswith("政府信息", ending.end() - 2):
            end = ending.end()
        return None if _is_extended(text, start) else Mention(start, end, name, agencies)
    return None


def _is_word(name: str, lexicon: Lexicon) -> bool:
    return any(name in phrase for phrase in lexicon.phrases)


def _is_extended(text: str, start: int) -> bool:
    """Whether one more character of a name stands right before ``start`` (东 before 城关镇)."""
    run = re.search(r"[\u4e00-\u9fff]+$", text[max(0, start - 6) : start])
    if run is None or start != run.end() + max(0, start - 6):
        return False
    before = run.group()
    if before[-1] in _LEFT_SHORT or before.endswith(_LEFT_LONG) or before[-1] in "省市县区州旗盟镇乡道":
        return False
    return len(before) == 1 and before in "东西南北上下大小新老前后中"


def _match_region(text: str, start: int, catalog: Catalog) -> _Region | None:
    for length in catalog.region_lengths.get(text[start], ()):
        name = text[start : start + length]
        parents = catalog.regions.get(name)
        if parents is not None:
            end = start + len(name)
            kind = re.match(r"[省市县区州旗]", text[end:])
            if kind is not None and KINDS.search(name) is None and kind.group() not in {parent[-1] for parent in parents}:
                continue
            return _Region(start, end, parents)
    return None


def _attach_regions(text: str, mentions: list[Mention], regions: list[_Region]) -> tuple[tuple[Mention, ...], set[_Region]]:
    """Narrow each mention by the counties that the question names; a county that contradicts makes the name unknown."""
    attached = []
    used: set[_Region] = set()
    for mention in mentions:
        near = [
            region
            for region in regions
            if region.end <= mention.start and not text[region.end : mention.start].strip("的、市县区/·")
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


def _check_prefix(text: str, mention: Mention, near: list[_Region]) -> Mention:
    """A mention whose written county is another than every candidate's names an agency that is not stored."""
    if near:
        return mention if mention.agencies else replace(mention, written=text[near[0].start : mention.start] + mention.written)
    match = _PREFIX.search(text[max(0, mention.start - 9) : mention.start])
    if match is None:
        return mention
    prefix = _trim_left(match.group())
    if strip_region(prefix) in PROVINCES or len(prefix) < 3:
        return mention
    kept = tuple(agency for agency in mention.agencies if _may_lie_in(agency, prefix))
    if kept:
        return replace(mention, agencies=kept)
    return replace(mention, start=mention.start - len(prefix), written=prefix + mention.written, agencies=())


def _may_lie_in(agency: StoredAgency, prefix: str) -> bool:
    """Whether nothing stored about ``agency`` contradicts that it lies in ``prefix``."""
    stem = strip_region(prefix)
    if any(stem in parent or strip_region(parent) in prefix for parent in agency.parents):
        return True
    if COUNTY.search(prefix):
        return not any(COUNTY.search(parent) for parent in agency.parents)
    return not any(parent.endswith(prefix[-1]) for parent in agency.parents)


def _trim_left(run: str) -> str:
    """What is left of a run of characters once the words that lead up to a name are cut off."""
    cut = max((run.rfind(word) + len(word) for word in _LEFT_LONG if word in run), default=0)
    for index in range(len(run) - 1, cut - 1, -1):
        stem = strip_kind(run[index + 1 :])
        if run[index] in _LEFT_SHORT and len(stem) > 1 and run[index + 1 :] != stem:
            return run[index + 1 :]
    return run[cut:]


def _find_strangers(masked: str, catalog: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """Names in the shape of an agency's that are not stored as written: misspelt ones with what they mean, and unknown ones."""
    taken: list[tuple[int, int]] = []
    for pattern in (_UNKNOWN, _UNKNOWN_REGION):
        for match in pattern.finditer(masked):
            name = _trim_left(match.group())
            start = match.end() - len(name)
            stem = strip_kind(strip_region(name) if pattern is _UNKNOWN_REGION else name)
            if any(first < match.end() and start < last for first, last in taken) or not _looks_like_name(name, stem, lexicon):
                continue
            mention = Mention(start, match.end(), name)
            guess, sure = _guess_agency(name, catalog) if pattern is _UNKNOWN else ((), True)
            if guess:
                mention = replace(mention, agencies=guess, note=f"“{name}”按“{guess[0].name}”理解", sure=sure)
            taken.append((start, match.end()))
            yield mention


def _looks_like_name(name: str, stem: str, lexicon: Lexicon) -> bool:
    if (
        stem == name
        or not 1 <= len(stem) <= 6
        or stem in _GENERIC_STEMS
        or any(stem.endswith(word) for word in ("个", "些", "哪", "各"))
    ):
        return False
    if len(stem) == 1 and name[-1] in "市县区局厅":
        return False
    if name[-1] in "市县区局厅旗省" and (
        len(stem) > 4 or name[-2:] in ("社区", "地区", "辖区", "小区", "园区", "城市", "超市", "上市", "结局")
    ):
        return False
    return not any(len(token.text) > 1 for token in lexicon.find_tokens(name))


def _guess_agency(name: str, catalog: Catalog) -> tuple[tuple[StoredAgency, ...], bool]:
    """The agencies meant by a name that nobody bears (another kind, the same sound, one slip), and whether that is sure."""
    stem = strip_kind(name)
    if len(stem) > 1 and stem in catalog.names:
        return catalog.names[stem], True
    sounding = catalog.sounds.get(blur_sounds(name)) or (catalog.sounds.get(blur_sounds(stem)) if len(stem) > 1 else None)
    if sounding is not None:
        return (catalog.names[sounding[0]], True) if len(sounding) == 1 else ((), True)
    close = sorted({other for character in stem for other in catalog.characters.get(character, ()) if _is_slip(stem, other, catalog)})
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
    return rare and share_final(stem[index], target[index])


def _find_sounds(masked: str, catalog: Catalog, lexicon: Lexicon) -> Iterator[Mention]:
    """A misspelt name without its kind, or with that misspelt too, at the start of a run of plain words."""
    words = {index for token in lexicon.find_tokens(masked) if len(token.text) > 1 for index in range(token.start, token.end)}
    for match in re.finditer(r"[\u4e00-\u9fff]{2,}", masked):
        run = match.group()
        trimmed = _trim_left(run[:6])
        start = match.start() + (len(run[:6]) - len(trimmed) if run.startswith(run[: len(run[:6]) - len(trimmed)]) else 0)
        for length in (5, 4, 3, 2):
            name = masked[start : start + length]
            if len(name) < length or start + length > match.end() or words.intersection(range(start, start + length)):
                continue
            names = catalog.sounds.get(blur_sounds(name), ())
            if len(names) == 1:
                yield Mention(start, start + length, name, catalog.names[names[0]], f"“{name}”按“{names[0]}”理解")
                return
