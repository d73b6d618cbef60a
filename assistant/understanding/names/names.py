"""The agencies that a Chinese question names: stored ones in any spelling, misspelt ones, and ones that nothing stored bears.

A name of several agencies stays several (the choice is made in ``options``); a name that nothing bears is reported, never
bent into a stored one unless it sounds the same or differs by a letter of a long name, and then that is said.
"""

import re

from assistant.understanding.names.agency_kinds import KindsSaid, find_agency_kinds
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import MASK, SOMEBODY, Mention, Names, list_leading, mask_spans
from assistant.understanding.names.naming import KINDS
from assistant.understanding.names.regions import Region, attach_regions, keep_narrowest, match_region
from assistant.understanding.names.strangers import find_pinyin, find_sounds, find_strangers
from assistant.understanding.words.lexicon import Lexicon

_ENDING = re.compile(r"(?:镇|乡|街道|苏木)?(?:人民政府|党委政府|镇政府|乡政府|政府|党委|街道办事处|街道办|办事处|街办)")
_OTHER_KIND = re.compile(r"镇|乡|街道|苏木|县|区|市|旗|村|社区|路|办事处|小学|中学|医院")
_COUNTING = r"[一二两三四五六七八九十百几0-9]+"
_ALL = re.compile(
    rf"(?:哪|各|每|所有的?|全部的?|全体|(?<!设了)(?<!立了)(?<!建了)(?<!配了)(?<!设有)(?<!设立)(?<!成立)(?:几|多少)|其他|其余|任何|有些|有的|{_COUNTING})一?(?:个|座|家|些|几个)?(?:不同的?)?"
    r"(?:乡镇街道|乡镇(?:或|和|、|或者|及|与)街道|镇乡街道|乡镇|镇街|街镇|乡村|镇乡|镇|乡|街道|单位|"
    r"地方|机关|机构|苏木|办事处|县|区)"
    r"|(?<=最[多少高低大小]的)(?:乡镇街道|乡镇|镇街|镇|乡|街道|苏木|单位)(?!政府)|(?:多少|几)份(?:报告|年报)"
    r"|所有(?:的)?报告|全部(?:的)?报告|各(?:份|个)?报告|哪(?:些|几份|份|个)报告|全[县市区州省旗]|"
    r"乡镇(?!政府|街道办|部门|干部|站所|领导)|大家|各地|有(?:没有)?(?:乡镇|镇|乡|街道)(?=提|说|谈|讲|写|反映|收|发|作|"
    r"出)|(?<=[县市区州旗\x00])的?(?:下属|下辖|辖下)?(?:各)?(?:乡镇街道|乡镇|镇街|镇|乡|街道)(?=一共|"
    r"总共|合计|收|发|公|作|办|有|平均|哪|谁|的|最)|的(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|机关|(?<!不上的)(?<!矛盾的)(?<!不对的)(?<![错致符劲疑]的)地方)(?=\x00*有|是|"
    r"都|共|总|一共|合|分|排|$|[,。?])|"
    r"哪家|谁家|各家|所有(?=的?政府)|库里所有|全库|整个库|库[里中内](?=一共|总共|合计|共)|整体"
)
_THESE = re.compile(
    rf"(?:这|那|上述|以上|前面|上面)(?:{_COUNTING}|些)?(?:个|座|家)?(?:乡镇|镇街|镇|乡|街道|单位|"
    rf"地方)|[这那]{_COUNTING}家|[这那]{_COUNTING}个(?=里|中|当|之|谁|哪|一共|总共|合计|加|共|[的各都呢\x00?]|分别)|"
    rf"(?:上面|前面|上述|以上|刚才|刚刚)(?:说的?|提到的?|列的?|列出的?)?[这那]?(?:{_COUNTING}|些)个?(?=里|中|[的各都呢\x00?]|分别|谁|哪|一共)|它们|他们|这些|两者|二者|双方|两个镇(?=呢|谁|哪|相|合|一共|加|的|差)"
)
_WHICH_ONES = re.compile(
    r"(?<=的)(?:都|分别)?(?:有|是)(?:哪些|哪几[个家]|谁)(?:[呢啊?。]|$)|谁(?:一[次件条个份])?(?:也|都)?(?:没|未|无|有过|被)"
)
"""Who it holds for, at the end of a question that names nobody (没有行政复议的有哪些)."""

_KIND = re.compile(
    rf"(?:哪|各|每|所有的?|全部的?|几|多少|最[多少高低大小]的|第[一二三四五六七八九十\d]的|其他|{_COUNTING})一?(?:个|座|家|些|几个)?"
    r"(街道(?!或|和|与|、)|苏木|乡(?!镇|村|或|和|与|、)|镇(?!街|乡|或|和|与|、))|(?:的)(街道|苏木)(?=有|是|都|共|分|排|$|[,。?])"
    r"|(?:^|\x00)(街道|苏木)(?=里|中)"
)
_PLACES = re.compile(
    rf"(?:各|每|哪|两|按|分|逐|{_COUNTING})一?(?:个|座|些|几个)?(?:不同的?)?(?:县(?!级|城)|区县|县区|县市|旗县|旗(?!下)|区(?!分|别|域))|最[多少高低大小]的(?:县(?!级|城)|区县|县区|旗县|旗)"
)
_IT = re.compile(
    r"该镇|该乡|该街道|本镇|这个镇|那个镇|此镇|这镇|这个乡|这个街道|该单位|这里|那里|当地|"
    r"(?<!其)它(?!们)|(?<!其)他(?!们)|(?<!其)她(?!们)|该地|该报告|这份报告|这个报告"
)


def find_names(text: str, catalog: Catalog, lexicon: Lexicon) -> Names:
    """Everything that the folded ``text`` says about agencies; words of ``lexicon`` are never taken for misspelt names."""
    scanned, regions = _scan_names(text, catalog, lexicon)
    found, used = attach_regions(text, scanned, regions)
    spans = [(mention.start, mention.end) for mention in found] + [(region.start, region.end) for region in regions]
    masked = mask_spans(text, spans)
    kinds = find_agency_kinds(masked, "zh")
    masked = kinds.blank(masked)
    these, it, masked_words = bool(_THESE.search(masked)), bool(_IT.search(masked)), _mask_pointers(masked)
    everyone = _speaks_of_all(masked, kinds, named=bool(found))
    latin = tuple(find_pinyin(masked, catalog)) if not found else ()
    found = (*found, *latin)
    for mention in latin:
        masked, masked_words = (mask_spans(each, [(mention.start, mention.end)]) for each in (masked, masked_words))
    strangers, more = attach_regions(text, list(find_strangers(masked_words, catalog, lexicon)), regions)
    used |= more
    if not found and not strangers and not (everyone or these or it):
        strangers, _ = attach_regions(text, list(find_sounds(masked_words, catalog, lexicon)), regions)
    mentions = tuple(sorted((*found, *strangers), key=lambda mention: mention.start))
    spans = [(mention.start, mention.end) for mention in mentions]
    free = keep_narrowest(tuple(parent for region in regions if region not in used for parent in region.parents), catalog)
    return Names(
        mentions,
        free,
        everyone,
        these,
        it,
        mask_spans(masked, spans),
        mask_spans(masked_words, spans),
        _find_kind(masked) if not kinds.spans else "",
        _PLACES.search(masked) is not None,
        kinds.kept,
        kinds.dropped,
        kinds.apart,
    )


def _mask_pointers(masked: str) -> str:
    """The text without the words for all of them, these and it."""
    for pattern in (_THESE, _ALL, _IT):
        masked = pattern.sub(lambda match: MASK * len(match.group()), masked)
    return masked


def _speaks_of_all(masked: str, kinds: KindsSaid, *, named: bool) -> bool:
    """Whether a text speaks of all agencies, or of some that it does not name."""
    if _ALL.search(_THESE.sub("", masked)):
        return True
    some = SOMEBODY.search(masked) is not None or bool(kinds.spans) or _WHICH_ONES.search(masked) is not None
    return some and not named


def _find_kind(masked: str) -> str:
    """The kind of agencies of which one is asked for (哪个街道); empty where none is."""
    kind = _KIND.search(masked)
    return "" if kind is None else kind[1] or kind[2] or kind[3]


def _scan_names(text: str, catalog: Catalog, lexicon: Lexicon) -> tuple[list[Mention], list[Region]]:
    mentions: list[Mention] = []
    regions: list[Region] = []
    start = 0
    while start < len(text):
        item = _match_name(text, start, catalog, lexicon) or match_region(text, start, catalog)
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
        if KINDS.search(name) is None and _is_no_stem(text, name, end, lexicon):
            continue
        ending = _ENDING.match(text, end)
        if ending is not None and not text.startswith("政府信息", ending.end() - 2):
            end = ending.end()
        return None if _is_extended(text, start) else Mention(start, end, name, agencies)
    return None


def _is_no_stem(text: str, name: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a name without its kind is a word of the trade here, or part of another kind of place."""
    another = _OTHER_KIND.match(text, end) is not None and _ENDING.match(text, end) is None
    return another or any(name in phrase for phrase in lexicon.phrases)


def _is_extended(text: str, start: int) -> bool:
    """Whether one more character of a name stands right before ``start`` (东 before 柳溪镇)."""
    run = re.search(r"[\u4e00-\u9fff]+$", text[max(0, start - 6) : start])
    if run is None or start != run.end() + max(0, start - 6):
        return False
    before = run.group()
    if before[-1] in list_leading()[1] or before.endswith(list_leading()[0]) or before[-1] in "省市县区州旗盟镇乡道":
        return False
    return len(before) == 1 and before in "东西南北上下大小新老前后中"
