"""Towns that an English question names and that are not stored, by how their names are written: Beijing, Nanhe Town.

A name with its kind behind it is one wherever it stands. A capital alone tells only where a name may stand (did Beijing, of
Nanhe, Nanhe's) and of no word that the program knows. One slip away from a stored name it is taken for that.
"""

import re

from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.mentions import MASK, Mention
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.english import SHORT
from assistant.understanding.words.spelling import list_near
from assistant.understanding.words.vocabulary import Vocabulary
from index.records import StoredAgency

_NAMED = re.compile(
    r"(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}?),? (?P<kind>[Tt]own(?:ship)?|"
    r"[Ss]ub-?district(?: [Oo]ffice)?|[Ss]treet(?: [Oo]ffice)?|[Zz]hen|[Xx]iang|[Jj]iedao)\b"
)
_NAME = r"(?P<name>[A-Z][a-z]{3,}(?:[-' ]?[A-Z][a-z]+)?)(?![\w-])"
_OWNER, _OTHER = (_NAME.replace("<name>", f"<{group}>") for group in ("owner", "other"))
_DOER = re.compile(
    rf"\b(?:did|does|do|has|have|had|[Cc]ompare) {_NAME}|(?<!\S){_OWNER}'s?(?!\w)|"
    rf"(?:^[Aa]nd|[Ww]hat about|[Hh]ow about)(?: (?:in|for|at|of))? {_OTHER}(?=\W*$)"
)
_PLACE = re.compile(rf"\b(?:by|of|for|in|from|at|than|versus|vs\.?|with|to|between|and|or|was|were|is) {_NAME}")
_SYLLABLES = re.compile(r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeo]|[aeiou][aeiou]{1,2}|[iuv])(?:ng|n|r)?)+")
"""What pinyin looks like; where anything may stand, only this is taken for a name."""

PAIR = 2
"""Of so few words behind the first any may be a name."""

COMMON = re.compile(
    r"town|township|street|which|what|each|every|all|any|the|an?|this|that|these|those|other|same|two|both|our|main|high|in|did|"
    r"how|does|has|for|and|compare"
)
"""Words that begin no name."""
_KNOWN = re.compile(
    r"(?:janu|febru)ary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"chin(?:a|ese)|english|party|committee|government|people|congress|internet|spring|festival|weibo|council|state|article|"
    r"regulations?|republic|table|form|part|section|chapter|page|pinyin"
)
"""Words with a capital that name no town."""


def find_named(question: str, masked: str, catalog: Catalog) -> list[Mention]:
    """The names with a kind behind them; ``masked`` is the question in lower case with those blanked that are stored."""
    found = []
    for match in _NAMED.finditer(question):
        words = [word for word in match["name"].split() if not COMMON.fullmatch(word.lower())]
        if words and MASK not in masked[match.start() : match.end()]:
            name = " ".join(words)
            found.append(_take(question.index(name, match.start()), match.end(), name, match["kind"], catalog))
    return found


def find_bare(question: str, masked: str, catalog: Catalog, vocabulary: Vocabulary) -> list[Mention]:
    """The names that only their capital and place tell; ``masked`` as in ``find_named``."""
    if _is_titled(question):
        return []
    found: dict[int, Mention] = {}
    for match in (*_DOER.finditer(question), *_PLACE.finditer(question)):
        group = next(group for group, written in match.groupdict().items() if written)
        name, (start, end) = match[group], match.span(group)
        sounds = match.re is _DOER or _SYLLABLES.fullmatch(re.sub(r"[^a-z]", "", name.lower())) is not None
        if sounds and MASK not in masked[start:end] and not _is_known(name, vocabulary):
            found.setdefault(start, _take(start, end, name, "", catalog))
    return list(found.values())


def _take(start: int, end: int, name: str, kind: str, catalog: Catalog) -> Mention:
    """The mention of a name that is not stored, or of the one stored name that is a slip away."""
    guess = _guess_sound(re.sub(r"[^a-z]", "", name.lower()), catalog)
    note = f'"{name}" is taken for {catalog.name_agency(guess[0], "en")}' if guess else ""
    return Mention(start, end, f"{name} {kind}".strip(), guess, note)


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    """Whether the program knows a word of the name as another thing."""
    cues = load_cues()
    known = (*cues.groups.values(), *(cue for cue, _ in cues.glossary), *(aspect.cue for aspect in cues.aspects.values()))
    words = re.split(r"[-' ]", name.lower())
    return any(
        _KNOWN.fullmatch(word)
        or COMMON.fullmatch(word)
        or vocabulary.english.find_tokens(word)
        or any(cue.pattern.fullmatch(word) for cue in known)
        or word in cues.groups["stop"].words
        for word in words
    )


def _is_titled(question: str) -> bool:
    """Whether most words have a capital, so that it tells nothing."""
    words = re.findall(r"[A-Za-z]{2,}", question)[1:]
    return len(words) > PAIR and 2 * sum(word[0].isupper() for word in words) > len(words)


def _guess_sound(sound: str, catalog: Catalog) -> tuple[StoredAgency, ...]:
    """The agencies of the one name that is a slip away; none for short words, where one slip is another word."""
    near = list_near(sound, tuple(catalog.pinyin)) if len(sound) > SHORT else ()
    agencies = [catalog.pinyin[other] for other in near]
    return agencies[0] if len({group[0].name for group in agencies}) == 1 else ()
