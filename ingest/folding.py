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
_WIDE_DIGIT = re.compile(r"[\uff10-\uff19]+")
_LOST_DATE = re.compile(r"(?<!\d)20\d{2}(?:\d{1,2}月|年\d{1,3}日|\d{2,4}日)")
"""A date that lost 年, 月 or both: 20191月1日, 2021年131日, 20201231日."""
_SPACED_WORD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_NO_LAYOUT = "\x1e\x1f\ufeff\u200b"
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
        if offset in skipped or (not keep_layout and (character.isspace() or character in _NO_LAYOUT)):
            continue
        for plain in fold_character(character):
            if keep_layout or not plain.isspace():
                characters.append(plain)
                offsets.append(offset)
    return Folded("".join(characters), (*offsets, len(text)))


class _Plain(dict[int, str | None]):
    """What each character becomes in ``fold_plain``, found out when it is first met; None for those left out."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        left_out = character.isspace() or character in _NO_LAYOUT
        self[code] = None if left_out else "".join(plain for plain in fold_character(character) if not plain.isspace())
        return self[code]


_PLAIN = _Plain()


def fold_plain(text: str) -> str:
    """The text of ``fold_text(text)`` in a tenth of the time, for what needs no way back to the original."""
    return (_PINYIN.sub("", text) if "(" in text or "（" in text else text).translate(_PLAIN)


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


def describe_repairs(text: str) -> tuple[str, ...]:
    """What had to be repaired to read ``text``, with how often, in words; quotes keep what the source writes."""
    kinds = {
        "部首字形还原为汉字": sum(character in RADICALS for character in text),
        "繁体字按简体读": sum("\u4e00" <= character <= "\u9fff" and fold_character(character) != character for character in text),
        "全角数字按半角读": len(_WIDE_DIGIT.findall(text)),
        "去掉夹在字间的拼音": len(_PINYIN.findall(text)),
        "日期缺字仍按日期读": len(_LOST_DATE.findall(text)),
        "词中空格不计": len(_SPACED_WORD.findall(text)),
    }
    return tuple(f"文字修复：{kind} {count} 处" for kind, count in kinds.items() if count)
