"""Misspelt words: phrases that sound like what is written, or differ from it by one character, put in its place.

Only looked for around characters that no known word explains, and only where a phrase is long enough to be sure of.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.understanding.frame import Frame
from assistant.understanding.names.mentions import MASK
from assistant.understanding.prose.ballast import load_counting
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.glyphs import look_alike
from assistant.understanding.words.lexicon import Lexicon, Tag, Token
from assistant.understanding.words.spelling import blur_sounds
from assistant.understanding.words.vocabulary import load_vocabulary

CORE = (
    "申请",
    "公开",
    "发布",
    "信息",
    "处罚",
    "许可",
    "复议",
    "诉讼",
    "采购",
    "收费",
    "微信",
    "网站",
    "结转",
    "公众号",
    "自然人",
    "微博",
    "数量",
    "热线",
    "规章",
    "强制",
    "纠正",
    "维持",
    "多少",
    "问题",
    "改进",
)
"""Words of two or three characters that are worth guessing by their sound when one character is right."""

LONGEST = 8

_TELLING = frozenset("不没未无非省市县区镇乡村一二两三四五六七八九十百千万半")
"""Characters that are no slip: they say the opposite, whose something is (县长热线 is no 市长热线), or how many (处罚十件)."""


def repair_words(frame: Frame) -> Frame:
    """The frame with misspelt phrases written right and its tokens found anew, or the same frame."""
    changes = list(_find_repairs(frame.names.bare))
    if not changes:
        return frame
    text, masked, bare = frame.text, frame.names.masked, frame.names.bare
    for start, end, phrase in reversed(changes):
        text, masked, bare = (part[:start] + phrase + part[end:] for part in (text, masked, bare))
    names = replace(frame.names, masked=masked, bare=bare)
    return replace(frame, text=text, masked=masked, names=names, tokens=load_vocabulary().chinese.find_tokens(bare))


def find_strange_words(bare: str) -> list[tuple[int, int]]:
    """Stretches [start, end) of two Chinese characters and more that no known word explains."""
    plain = list(bare)
    for token in _load_known().find_tokens(bare):
        plain[token.start : token.end] = MASK * len(token.text)
    return [match.span() for match in re.finditer(r"[\u4e00-\u9fff]{2,}", "".join(plain))]


def _find_repairs(bare: str) -> Iterator[tuple[int, int, str]]:
    """Stretches [start, end) of the text and the phrases meant, from left to right."""
    known = _load_known()
    strange = {index for index, character in enumerate(bare) if "\u4e00" <= character <= "\u9fff"}
    words = known.find_tokens(bare)
    for token in words:
        strange.difference_update(range(token.start, token.end))
    if not strange:
        return
    taken = 0
    for start in range(len(bare)):
        if start < taken:
            continue
        for length in range(LONGEST, 1, -1):
            window = bare[start : start + length]
            if len(window) < length or MASK in window or not strange.intersection(range(start, start + length)):
                continue
            if any(token.end - token.start >= length - 1 for token in known.find_tokens(window)) or _cuts_word(
                words, start, length
            ):
                continue
            phrase = _guess_phrase(window)
            if phrase is not None:
                yield start, start + length, phrase
                taken = start + length
                break


def _cuts_word(words: tuple[Token, ...], start: int, length: int) -> bool:
    """Whether a window begins or ends inside a known word of two characters or more."""
    end = start + length
    return any(
        len(word.text) > 1 and (word.start < start < word.end or word.start < end < word.end)
        for word in words
        if word.end > start
    )


def _guess_phrase(window: str) -> str | None:
    if window in _load_known().phrases or window.endswith("第"):  # 处罚数第三多
        return None
    sound = blur_sounds(window)
    for phrase in _list_sounds().get(sound, ()):
        same = sum(one == two for one, two in zip(phrase, window, strict=True))
        if same * 2 >= len(phrase):
            return phrase
    if len(window) < 3:  # noqa: PLR2004  (two characters with one wrong are another word, unless it looks the same)
        return next((word for word in CORE if _looks_like(window, word)), None)
    found = list(_list_losses().get(window, ()))
    words = [token for token in load_counting().aside.find_tokens(window) if not token.start and token.text[0] not in "没未不无"]
    begun = max((token.end for token in words), default=0)
    wrong = range(begun, len(window))  # 完成信息 is no misspelt 现成信息
    found.extend(phrase for index in wrong for phrase in _list_gaps().get(f"{window[:index]}*{window[index + 1 :]}", ()))
    phrases = load_vocabulary().chinese.phrases
    found = [phrase for phrase in found if _TELLING.intersection(phrase) == _TELLING.intersection(window)]
    return found[0] if len({phrases[phrase] for phrase in found}) == 1 else None


def _looks_like(window: str, word: str) -> bool:
    """Whether one character of a word is written as one that looks like it (结传 for 结转)."""
    wrong = [pair for pair in zip(window, word, strict=False) if pair[0] != pair[1]]
    return len(window) == len(word) and len(wrong) == 1 and look_alike(*wrong[0])


@cache
def _load_known() -> Lexicon:
    """Every word that explains itself: the vocabulary, the cues, and the words that a text question leaves out."""
    cues = load_cues()
    phrases = set(load_vocabulary().chinese.phrases)
    for group in (
        *(cue for name, cue in cues.groups.items() if name != "unmentioned"),
        *(aspect.cue for aspect in cues.aspects.values()),
        *(cue for cue, _ in cues.checks),
    ):
        phrases.update(group.phrases)
    phrases.update(word for aspect in cues.aspects.values() for word in aspect.related)
    return Lexicon(dict.fromkeys((*phrases, *CORE, *_PLAIN), (Tag("word", ""),)))


_PLAIN = tuple(
    "的了吗呢啊吧是在有和与及或由被把将对从到至为以按里中上下这那它其该本我你谁都也还又就会要想不点个些件条项名次份篇起宗元万人多少几哪年月日号数量请看查问说讲给让共各因只已总均约时期内外前后再每所且但则却虽很太最更较加减"
)


@cache
def _list_sounds() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for phrase in _list_guessable(3):
        found.setdefault(blur_sounds(phrase), []).append(phrase)
    for phrase in CORE:
        found.setdefault(blur_sounds(phrase), []).append(phrase)
    return {sound: tuple(phrases) for sound, phrases in found.items()}


@cache
def _list_gaps() -> dict[str, tuple[str, ...]]:
    """Phrases of four characters and more by what stays when one character is any other."""
    found: dict[str, list[str]] = {}
    for phrase in _list_guessable(4):
        for index in range(len(phrase)):
            found.setdefault(f"{phrase[:index]}*{phrase[index + 1 :]}", []).append(phrase)
    return {key: tuple(phrases) for key, phrases in found.items()}


@cache
def _list_losses() -> dict[str, tuple[str, ...]]:
    """Phrases of four characters and more by what stays when one character is lost."""
    found: dict[str, list[str]] = {}
    for phrase in _list_guessable(4):
        for index in range(len(phrase)):
            found.setdefault(phrase[:index] + phrase[index + 1 :], []).append(phrase)
    return {key: tuple(dict.fromkeys(phrases)) for key, phrases in found.items()}


@cache
def _list_guessable(shortest: int) -> tuple[str, ...]:
    phrases = load_vocabulary().chinese.phrases
    return tuple(phrase for phrase, tags in phrases.items() if len(phrase) >= shortest and any(tag.strong for tag in tags))
