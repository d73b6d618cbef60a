"""English questions: their agencies by pinyin, their years, and the county they name.

Chinese names inside an English question are read as in a Chinese one (``names``).
"""

import re
from dataclasses import replace

from assistant.understanding.names.agency_kinds import find_agency_kinds
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import MASK, Mention, Names
from assistant.understanding.names.names import find_names
from assistant.understanding.words.periods import Periods, find_periods
from assistant.understanding.words.spelling import list_near
from assistant.understanding.words.vocabulary import Vocabulary
from index.records import StoredAgency

_KIND = r"(?:town(?:ship)?|sub-?district(?: office)?|street(?: office)?|zhen|xiang|jiedao)"
_WORD = re.compile(r"[a-z][a-z']*(?:-[a-z]+)*")
_NAMED = re.compile(
    r"(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}?),? (?P<kind>[Tt]own(?:ship)?|"
    r"[Ss]ub-?district(?: [Oo]ffice)?|[Ss]treet(?: [Oo]ffice)?|[Zz]hen|[Xx]iang|[Jj]iedao)\b"
)
_SUFFIX = re.compile(rf"[ ,-]*{_KIND}(?:'s)?(?!\w)")
_REGION_SUFFIX = re.compile(r" ?(?:county|city|district|banner|prefecture|xian|shi|qu)(?![\w])")
SHORT = 5
"""Words of so few letters are too often another word."""

_ALL = re.compile(
    r"(?:which|what|each|every|all(?: the| of the)?|how many|any|other|the (?:two|three|four|five|"
    r"six|\d+)|top \w+|among(?: the)?|across(?: the| all)?|of the) "
    r"(?:\w+ )?(?:stored )?(?:town(?:ship)?s?|agenc(?:y|ies)|streets?|places?|reports?|subdistricts?|"
    r"offices?)|(?:^| )towns(?!\w)|townships|who (?=\w+ the (?:most|fewest|least))|everywhere|"
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
_EVERY_YEAR = re.compile(
    r"over the years|each year|every year|all (?:the )?years|year by year|over time|which years?|"
    r"in what year|what year|annually|through the years|since the beginning|(?<!\w)ever(?!\w)"
)
_RANGE = re.compile(r"(?:from |between )?((?:19|20)\d{2}) (?:to|and|through|until|till) ((?:19|20)\d{2})")
_LAST = re.compile(
    r"last year|previous year|the year before|the latest(?: report| year)?|most recent(?: report|"
    r" year)?|this year|(?:the )?(?:last|past) (?P<count>\d|two|three|four|five) years"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_COMMON = frozenset(
    {
        "town",
        "township",
        "street",
        "which",
        "what",
        "each",
        "every",
        "all",
        "any",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "other",
        "same",
        "two",
        "both",
        "our",
        "main",
        "high",
        "in",
        "did",
        "how",
        "does",
        "has",
        "for",
        "and",
        "compare",
    }
)


_LISTING = re.compile(
    r"^(?:(?:please|can you|could you|i want to see|i need) )*(?:list|show|name|give|tell|enumerate|find|display)"
    r"(?: me| us| out)*(?: all)?(?: of)?(?: the| those| any)? "
    r"(?=(?:town(?:ship)?s|agencies|streets|places|subdistricts|offices|reports)"
    r" (?:that|which|who|whose|with|without|where|having|not|mentioning|saying))",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^(which \w+) (?:that|which|who)(?= (?:had|have|did|do|received|got|faced|mention|say|publish|made|were|are)\w*\b)"
)


def ask_which(plain: str) -> str:
    """A request for a list (list the agencies that had lawsuits) as the question that it puts."""
    asked = _LISTING.sub("which ", plain)
    return plain if asked == plain else _RELATIVE.sub(r"\1", asked)


def is_english(question: str, *, before: bool = False) -> bool:
    """Whether a question is put in English: it has Latin words, and Chinese at most in names.

    One without words (2021?) is in the language of the turn ``before`` it.
    """
    letters = len(re.findall(r"[A-Za-z]", question))
    chinese = len(re.findall(r"[\u3400-\u9fff]", question))
    if not chinese:
        return letters > 1 or (before and not letters)
    return letters > SHORT and letters > 3 * chinese


def find_english_periods(text: str, stored: tuple[int, ...]) -> Periods:
    """The years of an English question in lower case."""
    years: set[int] = set()
    span = False
    assumed: list[str] = []
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if "from" in match.group() or " to " in match.group() or "through" in match.group():
            years.update(range(min(first, last), max(first, last) + 1))
            span = True
        else:
            years.update((first, last))
    text = _RANGE.sub(lambda match: MASK * len(match.group()), text)
    for match in _LAST.finditer(text):
        if not stored:
            break
        count = match["count"]
        number = (_COUNTS.get(count) or int(count)) if count else 1
        years.update(range(stored[-1] - number + 1, stored[-1] + 1))
        span = span or bool(count)
        assumed.append(f'"{match.group()}" is read against the newest stored report year, {stored[-1]}')
    text = _LAST.sub(lambda match: MASK * len(match.group()), text)
    every = _EVERY_YEAR.findall(text)
    text = _EVERY_YEAR.sub(lambda match: MASK * len(match.group()), text)
    rest = find_periods(text, stored)
    years.update(rest.years)
    which = any("which" in word or "what" in word for word in every)
    return replace(
        rest,
        years=tuple(sorted(years)),
        all_years=bool(every) and not years,
        span=span or rest.span,
        which=which,
        assumed=(*assumed, *rest.assumed),
    )


def find_english_names(question: str, text: str, catalog: Catalog, vocabulary: Vocabulary) -> Names:
    """The agencies of an English question; ``text`` is it in lower case with the years blanked, of the same length."""
    chinese = (
        find_names(re.sub(r"[a-z]", " ", text), catalog, vocabulary.chinese) if re.search(r"[\u4e00-\u9fff]", text) else None
    )
    mentions = list(chinese.mentions) if chinese is not None else []
    masked = text
    for mention in mentions:
        masked = masked[: mention.start] + MASK * (mention.end - mention.start) + masked[mention.end :]
    found = _scan_pinyin(masked, catalog, vocabulary)
    for mention in found:
        masked = masked[: mention.start] + MASK * (mention.end - mention.start) + masked[mention.end :]
    strangers = list(_find_strangers(question, masked, catalog))
    for mention in strangers:
        masked = masked[: mention.start] + MASK * (mention.end - mention.start) + masked[mention.end :]
    regions, masked = _find_regions(masked, catalog)
    mentions = [_narrow(mention, regions) for mention in (*mentions, *found, *strangers)]
    free = () if any(mention.agencies for mention in mentions) else tuple(parent for group in regions for parent in group)
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


def _match_words(text: str, words: list[re.Match[str]], index: int, catalog: Catalog) -> tuple[int, Mention | None]:
    for size in (4, 3, 2, 1):
        group = words[index : index + size]
        if len(group) < size or text[group[0].start() : group[-1].end()].count(",") or group[0].group() in _COMMON:
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


def _find_strangers(question: str, masked: str, catalog: Catalog) -> list[Mention]:
    mentions = []
    for match in _NAMED.finditer(question):
        words = [word for word in match["name"].split() if word.lower() not in _COMMON]
        if not words or MASK in masked[match.start() : match.end()]:
            continue
        name = " ".join(words)
        start = question.index(name, match.start())
        guess = _guess_sound(re.sub(r"[^a-z]", "", name.lower()), catalog)
        note = f'"{name}" is taken for {guess[0].name}' if guess else ""
        mentions.append(Mention(start, match.end(), f"{name} {match['kind']}", guess, note))
    return mentions


def _guess_sound(sound: str, catalog: Catalog) -> tuple[StoredAgency, ...]:
    """The agencies of the one name that is a slip away; none for short words, where one slip is another word."""
    near = list_near(sound, tuple(catalog.pinyin)) if len(sound) > SHORT else ()
    agencies = [catalog.pinyin[other] for other in near]
    return agencies[0] if len({group[0].name for group in agencies}) == 1 else ()


def _find_regions(text: str, catalog: Catalog) -> tuple[list[tuple[str, ...]], str]:
    """The counties and cities that the text names by pinyin, and the text without them."""
    found = []
    words = list(_WORD.finditer(text))
    for index, word in enumerate(words):
        for size in (2, 1):
            group = words[index : index + size]
            parents = catalog.pinyin_regions.get("".join(part.group() for part in group))
            if parents is None or len(group) < size or len(word.group()) < SHORT - 1:
                continue
            end = group[-1].end()
            suffix = _REGION_SUFFIX.match(text, end)
            end = suffix.end() if suffix is not None else end
            found.append(parents)
            text = text[: word.start()] + MASK * (end - word.start()) + text[end:]
            break
    return found, text


def _narrow(mention: Mention, regions: list[tuple[str, ...]]) -> Mention:
    kept = tuple(agency for agency in mention.agencies if any(parent in agency.parents for group in regions for parent in group))
    return replace(mention, agencies=kept) if kept else mention
