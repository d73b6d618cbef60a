"""Whether a sentence says what a question names: in its very words, in parts of them, or in words that say the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.quotes.sentences import Sentence
from assistant.records import Query
from assistant.understanding.prose.topics import group_words
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.themes import list_same
from ingest.folding import fold_text

_VERB = re.compile(
    r"^(?:引入|引进|设立|设置|建立|成立|开通|开设|开展|组织|举办|举行|聘请|推行|推出|实行|实施|使用|采用|运用|安装|公布|公开|发布|印发|"
    r"制作|编印|发放|张贴|进行|提供|召开)(?=..)"
)
"""A verb that a question puts in front of what it names; reports may use another one."""

_SHORT_VERB = re.compile(r"^(?:[设聘请用](?=..)|[有建办搞开推装贴印发写说](?=...))")
"""The same of one character, which may as well begin a word (开放日)."""

_EITHER = re.compile(r"或|要么|还是|\bor\b")
_EACH = re.compile(r"和|与|及|、|又|同时|并且|还有|\band\b")
_JUDGING = re.compile(r"不[够足强高多及全齐好稳]|缺|较少|偏少|紧张|薄弱|滞后|频繁|[低慢差]$")
"""Words that say how something is: they belong to what stands right beside them."""

_LONGER = {"栏": "目", "会": "议"}
"""Characters that make a longer word of one that ends so."""

_MIXED = re.compile(r"^([a-z0-9]+)([\u4e00-\u9fff]{2,})$")
"""A name in letters or digits with what it is (12345热线): more may stand between the two (12345政务服务便民热线)."""

PIECE = 2
"""The shortest part of a word that says something."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What sentences are searched for: each word with those that say the same, the question's own first.

    ``either`` says that one of them is enough (人员流动或者人手不够), ``apart`` that each may stand in a sentence of its own
    (公示栏和电子屏); otherwise all have to stand in one sentence.
    """

    groups: tuple[tuple[str, ...], ...]
    either: bool = False
    apart: bool = False

    def meets(self, folded: str) -> bool:
        """Whether a folded sentence says it, or a part of it where parts may stand apart."""
        met = self.find_met(folded)
        return bool(met) if self.either or self.apart else len(met) == len(self.groups) > 0

    def find_met(self, folded: str) -> frozenset[int]:
        """The places of the groups of which a word stands in a folded sentence."""
        plain = folded.lower()
        return frozenset(
            place
            for place, group in enumerate(self.groups)
            if stands_in(group[0], folded) or any(stands_whole(word, plain) for word in group[1:])
        )

    def is_met_by(self, texts: Iterable[str]) -> bool:
        """Whether the folded sentences of a report together say all that has to be said."""
        if not self.apart or self.either:
            return True
        return len(frozenset().union(*(self.find_met(folded) for folded in texts))) == len(self.groups)


def read_sought(query: Query) -> Sought:
    """What a question names, as it is searched for sentence by sentence."""
    asked = query.about or query.question
    groups = group_words(asked, query.terms, query.language, load_cues())
    widened = (tuple(dict.fromkeys(same for word in group for same in (word, *list_same(word)))) for group in groups)
    folded = fold_text(asked, keep_layout=query.language == "en").text.lower()
    either = _EITHER.search(folded) is not None
    return Sought(tuple(widened), either, apart=not either and query.language == "zh" and _EACH.search(folded) is not None)


def stands_in(word: str, folded: str) -> bool:
    """Whether a word stands in a folded text, whole or in parts of two characters and more (第三方抽查: 第三方…抽查)."""
    plain, bare = folded.lower(), _SHORT_VERB.sub("", strip_verb(word))
    if stands_whole(word, plain) or stands_whole(bare, plain):
        return True
    if (mixed := _MIXED.match(bare)) is not None:
        return re.search(rf"{mixed[1]}[^,。;]{{0,14}}{mixed[2]}", plain) is not None
    return bare.isalpha() and not bare.isascii() and not _JUDGING.search(bare) and _covers(bare, plain)


def stands_whole(word: str, plain: str) -> bool:
    """Whether a word stands in a text as it is, and not as the beginning of a longer one (公开栏 in 公开栏目)."""
    longer = _LONGER.get(word[-1:], "")
    return re.search(f"{re.escape(word)}(?![{longer}])" if longer else re.escape(word), plain) is not None


def _covers(word: str, text: str) -> bool:
    """Whether a word is made of shorter pieces that all stand in the text."""
    reached = {0}
    for end in range(PIECE, len(word) + 1):
        pieces = ((start, word[start:end]) for start in range(end - PIECE + 1) if end - start < len(word))
        if any(start in reached and piece in text for start, piece in pieces):
            reached.add(end)
    return len(word) in reached


def strip_verb(word: str) -> str:
    """A word without the verb that a question puts in front of it (开通抖音)."""
    return _VERB.sub("", word)


def stands_anywhere(sentences: Iterable[Sentence], groups: Sequence[Sequence[str]]) -> bool:
    """Whether any of the words stands in any of the sentences."""
    return any(stands_in(group[0], sentence.folded) for sentence in sentences for group in groups)
