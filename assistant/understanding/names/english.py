"""English questions: their agencies by pinyin, and the county they name.

Chinese names inside an English question are read as in a Chinese one (``names``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.understanding.names.agency_kinds import find_agency_kinds
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.english_strangers import COMMON, find_bare, find_named
from assistant.understanding.names.mentions import MASK, Mention, Names
from assistant.understanding.names.names import find_names
from assistant.understanding.names.naming import fold_name, sound_name
from assistant.understanding.words.english import SHORT
from assistant.understanding.words.spelling import spell_sounds
from assistant.understanding.words.vocabulary import Vocabulary
from index.records import StoredAgency

_KIND = r"(?:town(?:ship)?|sub-?district(?: office)?|street(?: office)?|zhen|xiang|jiedao)"
_WORD = re.compile(r"[a-z][a-z']*(?:-[a-z]+)*")
_SOUND_LENGTH = 40
"""How far in front of a Chinese name its sound may begin."""

_SUFFIX = re.compile(rf"[ ,-]*{_KIND}(?:'s)?(?!\w)")
_REGION_SUFFIX = re.compile(r" ?(?:county|city|district|banner|prefecture|xian|shi|qu)(?![\w])")
_ALL = re.compile(
    r"(?:which|what|each|every|all(?: the| of the)?|how many|any|other|the (?:two|three|four|five|"
    r"six|\d+)|top \w+|among(?: the)?|across(?: the| all)?|of the) "
    r"(?:\w+ )?(?:stored )?(?:town(?:ship)?s?|agenc(?:y|ies)|streets?|places?|reports?|subdistricts?|"
    r"offices?)|(?:^| )towns(?!\w)|townships|who (?=\w+ the (?:most|fewest|least))|(?:every|any)where|"
    r"all of them|overall"
)
_TOWNS = re.compile(r"(?:which|what|each|every|all(?: the)?|how many|the) (?:stored )?towns?(?!ship)(?!\w)(?! and)")
_PLACES = re.compile(
    r"(?:per|by|each|every|which|both|across(?: the)?|of the|all(?: the)?|the two) (?:count(?:y|ies)|banners?)(?!\w)"
)
_THESE = re.compile(
    r"(?:these|those)(?: \w+)? (?:town(?:ship)?s|agencies|places|streets)|(?:these|those) (?:two|"
    r"three)|both(?: towns)?|(?<!\w)them(?!\w)|(?<!\w)they(?!\w)"
)
_IT = re.compile(
    r"(?:this|that|the same|the) (?:town(?:ship)?|agency|place|street)(?!\w)|(?<!\w)its?(?!\w)|"
    r"(?<!\w)there(?= in| have| in \d|\?|$)"
)
_ZONE = re.compile(r"(?:开发区|高新区|经开区|新区|实验区|示范区)$")
_ENGLISH_ZONE = re.compile(
    r"(?P<name>[a-z]+(?:['-]?[a-z]+)?) (?:(?:economic|high-tech|hi-tech|industrial|technolog\w+|comprehensive|and|&) )*"
    r"(?:development|industrial|pilot|experimental|demonstration|new) (?:zone|area|district)\b"
)

_BESIDE = re.compile(r"(?:'s)?[ ,(]*(?:(?:in|of|from|under|at) )?(?:the )?")
"""What stands between a name and the county that it lies in."""


@dataclass(frozen=True, slots=True)
class _Region:
    """A county or city at [start, end) of a question, with what bears that name."""

    start: int
    end: int
    parents: tuple[str, ...]


def find_english_names(question: str, text: str, catalog: Catalog, vocabulary: Vocabulary) -> Names:
    """The agencies of an English question; ``text`` is it in lower case with the years blanked, of the same length."""
    chinese = (
        find_names(re.sub(r"[a-z]", " ", text), catalog, vocabulary.chinese) if re.search(r"[\u4e00-\u9fff]", text) else None
    )
    mentions = [_take_sound(mention, text) for mention in chinese.mentions] if chinese is not None else []
    masked = _blank(text, mentions)
    found = _scan_pinyin(masked, catalog, vocabulary)
    masked = _blank(masked, found)
    strangers = find_named(question, masked, catalog)
    masked = _blank(masked, strangers)
    found += (zones := _find_zones(masked, catalog))
    masked = _blank(masked, zones)
    regions, masked = _find_regions(masked, catalog)
    regions += [_Region(0, 0, (parent,)) for parent in chinese.regions] if chinese is not None else []
    strangers += find_bare(question, masked, catalog, vocabulary)
    masked = _blank(masked, strangers)
    mentions = [_narrow(mention, regions, text) for mention in (*mentions, *found, *strangers)]
    free = () if mentions else tuple(parent for region in regions for parent in region.parents)
    kinds = find_agency_kinds(masked, "en")
    masked = kinds.blank(masked)
    these, it, everyone = bool(_THESE.search(masked)), bool(_IT.search(masked)), bool(_ALL.search(_THESE.sub("", masked)))
    everyone = everyone or (bool(kinds.spans) and not mentions)
    bare = masked
    for pattern in (_THESE, _ALL, _IT):
        bare = pattern.sub(lambda match: MASK * len(match.group()), bare)
    kind = "镇" if _TOWNS.search(masked) else ""
    names = Names(tuple(sorted(mentions, key=lambda mention: mention.start)), free, everyone, these, it, masked, bare, kind)
    places = _PLACES.search(masked) is not None and not mentions
    names = replace(names, places=places, everyone=everyone or places)
    return replace(names, kinds=kinds.kept, without_kinds=kinds.dropped, kinds_apart=kinds.apart)


def _blank(text: str, mentions: Iterable[Mention]) -> str:
    """The text with these names blanked."""
    for mention in mentions:
        text = text[: mention.start] + MASK * (mention.end - mention.start) + text[mention.end :]
    return text


def _take_sound(mention: Mention, text: str) -> Mention:
    """A Chinese name with the sound in front of it, where it stands there as answers write it: Yanquan (砚泉镇)."""
    if text[mention.start - 1 : mention.start] != "(" or text[mention.end : mention.end + 1] != ")":
        return mention
    sounds = {sound_name(agency.name).lower() for agency in mention.agencies}
    before = [match for match in _WORD.finditer(text[: mention.start]) if match.end() >= mention.start - _SOUND_LENGTH]
    starts = (first.start() for first in before if re.sub(r"[^a-z]", "", text[first.start() : mention.start]) in sounds)
    return replace(mention, start=next(starts, mention.start), end=mention.end + 1)


def _scan_pinyin(text: str, catalog: Catalog, vocabulary: Vocabulary) -> list[Mention]:
    words = list(_WORD.finditer(text))
    mentions: list[Mention] = []
    index = 0
    while index < len(words):
        size, mention = _match_words(text, words, index, catalog)
        if mention is not None and not (size == 1 and vocabulary.english.find_tokens(mention.written)):
            mentions.append(mention)
            index += size
        else:
            index += 1
    return mentions


def _find_zones(text: str, catalog: Catalog) -> list[Mention]:
    """Development zones by the sound of their names and what they are in English (Tuoling Economic Development Zone)."""
    zones = {"".join(spell_sounds(fold_name(agency.name))): agency for agency in catalog.agencies if _ZONE.search(agency.name)}
    found = []
    for match in _ENGLISH_ZONE.finditer(text) if zones else ():
        sound = re.sub(r"[^a-z]", "", match["name"])
        fitting = tuple(agency for name, agency in zones.items() if len(sound) >= SHORT and name.startswith(sound))
        if fitting:
            found.append(Mention(match.start("name"), match.end(), match["name"], fitting))
    return found


def _match_words(text: str, words: list[re.Match[str]], index: int, catalog: Catalog) -> tuple[int, Mention | None]:
    for size in (4, 3, 2, 1):
        group = words[index : index + size]
        if len(group) < size or text[group[0].start() : group[-1].end()].count(",") or COMMON.fullmatch(group[0].group()):
            continue
        sound = re.sub(r"[^a-z]", "", "".join(word.group().removesuffix("'s") for word in group))
        agencies = catalog.pinyin.get(sound)
        if agencies is None or len(sound) < SHORT:
            continue
        end = group[-1].end()
        suffix = _SUFFIX.match(text, end)
        return size, Mention(
            group[0].start(), suffix.end() if suffix else end, text[group[0].start() : end], _prefer_kind(agencies, suffix)
        )
    return 1, None


def _prefer_kind(agencies: tuple[StoredAgency, ...], suffix: re.Match[str] | None) -> tuple[StoredAgency, ...]:
    """Of agencies that sound alike those of the kind that the question writes, where there are any."""
    if suffix is None:
        return agencies
    written = suffix.group()
    kinds = (
        ("乡", "镇") if "township" in written else ("镇",) if "town" in written or "zhen" in written else ("街道", "街", "办事处")
    )
    if "xiang" in written:
        kinds = ("乡",)
    kept = tuple(agency for agency in agencies if agency.name.endswith(kinds))
    return kept or agencies


def _find_regions(text: str, catalog: Catalog) -> tuple[list[_Region], str]:
    """The counties and cities that the text names by pinyin, and the text without them."""
    found = []
    words = list(_WORD.finditer(text))
    for index, word in enumerate(words):
        for size in (2, 1):
            group = words[index : index + size]
            parents = catalog.pinyin_regions.get("".join(part.group() for part in group).removesuffix("'s"))
            if parents is None or len(group) < size or len(word.group()) < SHORT - 1:
                continue
            end = group[-1].end() - (2 if group[-1].group().endswith("'s") else 0)
            suffix = _REGION_SUFFIX.match(text, end)
            end = suffix.end() if suffix is not None else end
            found.append(_Region(word.start(), end, parents))
            text = text[: word.start()] + MASK * (end - word.start()) + text[end:]
            break
    return found, text


def _narrow(mention: Mention, regions: list[_Region], text: str) -> Mention:
    """The mention in the county beside it, else in any that is named; one that lies elsewhere names nobody that is stored."""
    beside = [region for region in regions if _stands_beside(region, mention, text)]
    inside = {parent for region in beside or regions for parent in region.parents}
    kept = tuple(agency for agency in mention.agencies if inside.intersection(agency.parents))
    if beside and mention.agencies and not kept:
        written = text[min(mention.start, beside[0].start) : max(mention.end, beside[0].end)]
        return replace(mention, agencies=(), written=written.title())
    return replace(mention, agencies=kept) if kept else mention


def _stands_beside(region: _Region, mention: Mention, text: str) -> bool:
    """Whether a county belongs to one name: Liqiao in Xiyuan, Xiyuan's Liqiao."""
    if region.start >= mention.end:
        return _BESIDE.fullmatch(text[mention.end : region.start]) is not None
    return 0 < region.end <= mention.start and text[region.end : mention.start].strip(" ,") in ("", "'s", "county", "county's")
