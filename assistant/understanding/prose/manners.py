"""Words of a question that are a manner of speaking, and no thing that a report could count (排老二, 谢谢, zhen, （并列）).

What ``objects`` leaves over is believed to be a thing only where it is none of these.
"""

import re
from functools import cache
from itertools import pairwise

from assistant.understanding.frame import Frame
from assistant.understanding.names.mentions import MASK
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.spelling import spell_sounds
from assistant.understanding.words.vocabulary import load_vocabulary

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_NARROWING = ("item", "figure", "row", "dispute")
_LATIN = re.compile(r"[a-z]+")
_TYPED = (
    *("镇", "乡", "街道", "苏木", "县", "年", "月", "件", "条", "个", "项", "次", "多少", "几件", "几条", "多少件", "多少条"),
    *("有", "的", "是", "请问", "查", "收到"),
)
"""Words that somebody who types a name in pinyin goes on to type so."""


def blank_brackets(text: str, frame: Frame) -> str:
    """The text without what is said in brackets, unless they narrow the figure right before them (处罚（食品）)."""
    ends = {token.end for token in frame.tokens if any(tag.axis in _NARROWING for tag in token.tags)}
    return _BRACKETS.sub(lambda match: match.group() if match.start() in ends else MASK * len(match.group()), text)


def is_manner(word: str, frame: Frame) -> bool:
    """Whether a word left over is no thing: words typed as they sound, or others for the figure that was found."""
    return _sounds_known(word) or _rewords(word, frame)


def _sounds_known(word: str) -> bool:
    return _LATIN.fullmatch(word) is not None and word in _list_pinyin()


def _rewords(word: str, frame: Frame) -> bool:
    """Whether each two characters of a word also stand together in the names of the figure found (利益 of 第三方利益)."""
    ids = {measure.id for measure in frame.measures if not measure.id.startswith("published.")}
    tags = {tag for token in frame.tokens for tag in token.tags if any(tag.id in name.split(".") for name in ids)}
    names = [phrase for tag in tags for phrase in _list_phrases().get(tag.id, ())]
    pairs = [first + second for first, second in pairwise(word)]
    return bool(pairs) and all(any(pair in name for name in names) for pair in pairs)


@cache
def _list_phrases() -> dict[str, tuple[str, ...]]:
    """The phrases of each entry of the vocabulary."""
    found: dict[str, list[str]] = {}
    for phrase, tags in load_vocabulary().chinese.phrases.items():
        for tag in tags:
            found.setdefault(tag.id, []).append(phrase)
    return {name: tuple(phrases) for name, phrases in found.items()}


@cache
def _list_pinyin() -> frozenset[str]:
    """How the kinds of agencies, the phrases for figures and the commonest words of asking are typed by their sounds."""
    words = (*_TYPED, *load_cues().groups["numeric"].phrases, *load_vocabulary().chinese.phrases)
    return frozenset("".join(spell_sounds(word)) for word in words if len(word) <= len("政府信息"))
