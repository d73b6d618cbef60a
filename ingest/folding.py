"""Text made comparable: width, radicals, traditional characters and layout folded away, offsets kept.

Readers keep what a source writes; every step that looks for words does so in folded text and maps back, so that
quotes stay as the source has them.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from ingest.radicals import RADICALS

_SIMPLIFY = OpenCC("t2s")
_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɡ]{1,7}[)）]")
_PUNCTUATION = str.maketrans(
    {
        "；": ";",
        "：": ":",
        "，": ",",
        "（": "(",
        "）": ")",
        "％": "%",
        "．": ".",
        "【": "[",
        "】": "]",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is where its character ``i`` stands in the original, with one more entry for the end."""

    text: str
    offsets: tuple[int, ...]

    def restore(self, start: int, end: int) -> tuple[int, int]:
        """The original's [start, end) for a stretch of the folded text; an empty stretch stays empty."""
        if start >= end:
            return (self.offsets[start], self.offsets[start])
        return (self.offsets[start], self.offsets[end - 1] + 1)

    def find(self, offset: int) -> int:
        """The index of the first folded character that stands at or behind ``offset`` of the original."""
        return bisect_left(self.offsets, offset, 0, len(self.text))


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """One character in its plain form: NFKC, Unicode's EquivalentUnifiedIdeograph, simplified, half-width punctuation.

    May give several characters (㈠ → (一)) or the same one.
    """
    plain = RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    if len(plain) == 1 and "\u2e80" <= plain <= "\u9fff":
        plain = _SIMPLIFY.convert(RADICALS.get(plain, plain))
    return plain.translate(_PUNCTUATION)


def fold_text(text: str, *, keep_layout: bool = False) -> Folded:
    """``text`` folded, without white space unless ``keep_layout``; pinyin residue in brackets (項(xiàng)) is left out."""
    skipped = {i for match in _PINYIN.finditer(text) for i in range(*match.span())} if "(" in text or "（" in text else set()
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if offset in skipped or (not keep_layout and (character.isspace() or character in "\x1e\x1f\ufeff\u200b")):
            continue
        for plain in fold_character(character):
            if keep_layout or not plain.isspace():
                characters.append(plain)
                offsets.append(offset)
    return Folded("".join(characters), (*offsets, len(text)))


def make_readable(text: str) -> str:
    """``text`` as a person would want it on screen: radicals and broken lines repaired, punctuation kept as written."""
    repaired = "".join(_repair_character(character) for character in _PINYIN.sub("", text))
    repaired = re.sub(r"[\x1e\x1f\s]+", " ", repaired).strip()
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", repaired)


@lru_cache(maxsize=65536)
def _repair_character(character: str) -> str:
    if character in RADICALS:
        return RADICALS[character]
    if "\u2f00" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return unicodedata.normalize("NFKC", character)
    return character
