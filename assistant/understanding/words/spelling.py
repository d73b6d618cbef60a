"""How words sound and how far one spelling is from another; the door to pypinyin and rapidfuzz, both loaded when first needed."""

import os
from collections.abc import Sequence
from functools import lru_cache

CONFUSIONS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
"""Pairs that many speakers, and so many keyboards, do not tell apart; the first is written as the second."""


@lru_cache(maxsize=65536)
def spell_sound(character: str) -> str:
    """The pinyin of one character without its tone; the character itself where it has none."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its 40 MB of words say nothing about one character
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (needed for misspellings and English names only)

    return lazy_pinyin(character)[0]


def spell_sounds(text: str) -> tuple[str, ...]:
    """The pinyin of each character, without tones."""
    return tuple(spell_sound(character) for character in text)


@lru_cache(maxsize=4096)
def blur_sound(sound: str) -> str:
    """A sound with the commonly confused initials and finals made one (zhi and zi, lan and lang)."""
    for first, second in CONFUSIONS[:4]:
        if sound.startswith(first):
            sound = second + sound[len(first) :]
            break
    for first, second in CONFUSIONS[4:]:
        if sound.endswith(first):
            return sound[: -len(first)] + second
    return sound


def blur_sounds(text: str) -> tuple[str, ...]:
    """The pinyin of each character with confusions blurred: the same for words that a keyboard may have swapped."""
    return tuple(blur_sound(spell_sound(character)) for character in text)


def share_final(first: str, second: str) -> bool:
    """Whether two characters rhyme on a final of two letters or more (候 and 缑), as look-alikes with one phonetic part do."""
    one, two = (sound.lstrip("bpmfdtnlgkhjqxzcsryw") for sound in (spell_sound(first), spell_sound(second)))
    return len(one) > 1 and one == two


def count_edits(first: str, second: str) -> int:
    """The number of characters to insert, delete or replace (transpositions count once)."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (needed for misspellings only)

    return OSA.distance(first, second)


def list_near(word: str, words: Sequence[str]) -> tuple[str, ...]:
    """Those of ``words`` that are one edit away from ``word``."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (needed for misspellings only)
    from rapidfuzz.process import extract  # noqa: PLC0415

    return tuple(near for near, distance, _ in extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=None) if distance)
