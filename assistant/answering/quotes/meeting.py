"""Whether a sentence says what a question names: in its very words, in parts of them, or in words that say the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.quotes.sentences import Sentence
from assistant.records import Query
from assistant.understanding.prose.posts import list_wordings, read_post
from assistant.understanding.prose.topics import group_words
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.dictionary import is_content, part_words
from assistant.understanding.words.themes import list_same
from ingest.folding import fold_text

_VERB = re.compile(
    r"^(?:引入|引进|设立|设置|建立|成立|组建|开通|开设|开展|组织|举办|举行|聘请|推行|推出|实行|实施|使用|采用|运用|安装|公布|公开|发布|印发|"
    r"制作|编印|发放|张贴|进行|提供|召开|配备|配有|配置|落实|确定|指定|安排|设有|建有|利用|通过|借助|依托)(?:了|过|有)?(?=..)"
)
"""A verb that a question puts in front of what it names; reports may use another one."""

_SHORT_VERB = re.compile(r"^(?:[设聘请用](?=..)|[有建办搞开推装贴印发写说](?=...))")
"""The same of one character, which may as well begin a word (开放日)."""

_USE = re.compile(r"(?:来|去|进行)?(?:公开|发布|推送|宣传|发送|公布|发|推)(?:政府|政务|政策|各类)?(?:信息|消息|内容)?$")
"""What a channel is used for (用微信公众号公开信息): reports may put that otherwise."""

_CHANNEL = re.compile(
    r"(?:公众[号台平]+|微信|微信群|微博|抖音|快手|短视频|视频号|头条号|小程序|客户端|网站|网页|论坛|热线|广播|喇叭|电视|报纸|简报|短信|"
    r"公[告示开]栏|宣传栏|宣传册|电子屏|显示屏|大屏|新媒体|工作群|公告牌|公示牌)$"
)
"""What information is published through."""

_QUOTES = str.maketrans("", "", "“”‘’\"'《》「」 ")
"""Marks that may stand inside a word (“5·15政务公开日”活动)."""

_GROUPED = "领导小组"
"""Whose head is spoken of need not be said beside who it is."""

_EITHER = re.compile(r"或|要么|还是|\bor\b")
_EACH = re.compile(r"和|与|及|、|又|同时|并且|还有|\band\b")
_JUDGING = re.compile(r"不[够足强高多及全齐好稳]|缺|较少|偏少|紧张|薄弱|滞后|频繁|[低慢差]$")
"""Words that say how something is: they belong to what stands right beside them."""

_DENIED = re.compile(r"^([\u4e00-\u9fff]{2,6}?)(?:还|仍|很|太|比较)*不(?:够|太|是很|大)?([\u4e00-\u9fff]{0,3})$")
_NOT_SO = r"(?:还|仍|尚|也|都|依然|仍然|比较|有些|做的|做得)*不(?:够|太|是很|大|甚)?"
"""A word that says how something is not (渠道不够), and how a report says so (渠道还不够丰富)."""

_RATE = re.compile(r"^([\u4e00-\u9fff]{2,8})率$")
"""A rate, of which a report may write only how much it is (全文电子化达100%)."""

_LONGER = {"栏": "目", "会": "议"}
"""Characters that make a longer word of one that ends so."""

_MIXED = re.compile(r"^([a-z0-9]+)([\u4e00-\u9fff]{2,})$")
"""A name in letters or digits with what it is (12345热线): more may stand between the two (12345政务服务便民热线)."""

_KIND_NAMED = re.compile(r"(.{1,4})(制度|机制|平台|办法|模式|工作法)$")
_QUOTED = r"[“\"「『]([^”\"」』]{2,12})[”\"」』]"
"""A kind of arrangement that is asked for (什么审核制度), and how a report names one."""

_LIGHT = "过了着的得在设受比上里中当被给由用有是做到天去来会能可人发"
"""Characters that may stand between the words of a question (质量比, 领导小组办公室设) and need not stand in a sentence."""

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
        plain = folded.lower().translate(_QUOTES)
        return frozenset(
            place
            for place, group in enumerate(self.groups)
            if stands_in(group[0], plain) or any(stands_whole(word, plain) for word in group[1:])
        )

    def is_met_by(self, texts: Iterable[str]) -> bool:
        """Whether the folded sentences of a report together say all that has to be said."""
        if not self.apart or self.either:
            return True
        return len(frozenset().union(*(self.find_met(folded) for folded in texts))) == len(self.groups)


def read_sought(query: Query) -> Sought:
    """What a question names, as it is searched for sentence by sentence."""
    asked = query.asked
    groups = _drop_empty(group_words(asked, query.terms, query.language, load_cues()))
    widened = (tuple(dict.fromkeys(same for word in group for same in widen_word(word))) for group in groups)
    folded = fold_text(asked, keep_layout=query.language == "en").text.lower()
    either = _EITHER.search(folded) is not None
    return Sought(tuple(widened), either, apart=not either and query.language == "zh" and _EACH.search(folded) is not None)


def _drop_empty(groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The words that tell something: not a verb that stands by itself (配备了), nor the group whose head is spoken of."""
    told = tuple(group for group in groups if not _is_verb(group[0]))
    headed = any(read_post(group[0]) for group in told)
    told = tuple(group for group in told if not (headed and group[0].endswith(_GROUPED)))
    return told or groups


def _is_verb(word: str) -> bool:
    """Whether a word is nothing but a verb that questions put in front of what they name."""
    return strip_verb(f"{word}__") == "__"


def name_core(word: str) -> str:
    """A word without the verb in front of it and the use of a known channel behind (用微信公众号公开)."""
    bare = _SHORT_VERB.sub("", strip_verb(word))
    channel = _USE.sub("", bare)
    return channel if channel != bare and _CHANNEL.search(channel) else strip_verb(word)


def widen_word(word: str) -> tuple[str, ...]:
    """A word of a question with those that say the same, as they are looked for."""
    core = name_core(word)
    denied = _DENIED.match(core)
    apart = (f"{denied[1]}…不{'' if denied[2] else '够'}{denied[2]}",) if denied is not None else ()  # as an answer names it
    return (core, *list_same(word), *list_same(core), *list_wordings(core), *apart)


def stands_in(word: str, folded: str) -> bool:
    """Whether a word stands in a folded text, whole or in parts of two characters and more (第三方抽查: 第三方…抽查)."""
    plain, bare = folded.lower(), _SHORT_VERB.sub("", strip_verb(word))
    if (post := read_post(word)) is not None:
        return post.search(plain) is not None
    if stands_whole(word, plain) or stands_whole(bare, plain):
        return True
    if (shape := _read_shape(bare)) is not None:
        return re.search(shape, plain) is not None
    if (rate := _RATE.match(bare)) is not None and re.search(rf"{rate[1]}(?:率|比例)?(?:为|是|达到?|约|:)*\d[\d.]*%", plain):
        return True
    if not bare.isalnum() or bare.isascii() or _JUDGING.search(bare):
        return False
    return _covers(bare, plain) or _covers_words(bare, plain)


def _read_shape(bare: str) -> str | None:
    """What a report writes for a word of a shape that leaves room (12345热线, 渠道不够), as a pattern; None for others."""
    if (mixed := _MIXED.match(bare)) is not None:
        return rf"{mixed[1]}[^,。;]{{0,14}}{mixed[2]}"
    denied = _DENIED.match(bare)
    return rf"{denied[1]}[^,。;]{{0,2}}?{_NOT_SO}{denied[2]}" if denied is not None else None


def stands_whole(word: str, plain: str) -> bool:
    """Whether a word stands in a text as it is, and not as the beginning of a longer one (公开栏 in 公开栏目)."""
    longer = _LONGER.get(word[-1:], "")
    return re.search(f"(?<!副){re.escape(word)}" + (f"(?![{longer}])" if longer else ""), plain) is not None


def _covers(word: str, text: str) -> bool:
    """Whether a word is made of shorter pieces that all stand in the text."""
    reached = {0}
    for end in range(PIECE, len(word) + 1):
        pieces = ((start, word[start:end]) for start in range(end - PIECE + 1) if end - start < len(word))
        if any(start in reached and _holds(text, piece, last=end == len(word)) for start, piece in pieces):
            reached.add(end)
    return len(word) in reached


def _covers_words(word: str, text: str) -> bool:
    """Whether all words in it stand in the text, where nothing else is in it but characters that tell little (媒体刊登过稿件)."""
    pieces = part_words(word)
    told = [re.sub(r"(?<=.)[里内]$", "", piece) for piece in pieces if len(piece) >= PIECE]
    light = all(piece in _LIGHT for piece in pieces if len(piece) < PIECE)
    return (
        light
        and any(piece.isascii() or is_content(piece) for piece in pieces)
        and all(stands_whole(piece, text) for piece in told)
    )


def _holds(text: str, piece: str, *, last: bool) -> bool:
    """Whether a piece of a word stands in the text, the ``last`` not as the beginning of a longer word."""
    return stands_whole(piece, text) if last else piece in text


def strip_verb(word: str) -> str:
    """A word without the verb that a question puts in front of it (开通抖音)."""
    return _VERB.sub("", word)


def stands_anywhere(sentences: Iterable[Sentence], groups: Sequence[Sequence[str]]) -> bool:
    """Whether any of the words stands in any of the sentences."""
    return any(stands_in(group[0], sentence.folded) for sentence in sentences for group in groups)


def shares_word(folded: str, term: str) -> bool:
    """Whether a text has a word of the dictionary that is in a term, or one that says the same (个人隐私: 遮挡)."""
    words = [word for word in part_words(term) if word.isascii() or is_content(word)]
    return any(same in folded for word in (term, *words) for same in (word, *list_same(word)))


def says_same(sentences: Iterable[Sentence], terms: Sequence[Sequence[str]]) -> bool:
    """Whether one says a term in words that say the same, or names one of its kind (“三级联审”制度 of 审核制度)."""
    folded = [sentence.folded for sentence in sentences]
    same = [word for term in terms for part in (term[0], *part_words(term[0])) for word in list_same(part)]
    if any(word in text for word in same for text in folded):
        return True
    kinds = [match for term in terms if (match := _KIND_NAMED.match(term[0]))]
    named = ((kind[1], name[1]) for kind in kinds for text in folded for name in re.finditer(_QUOTED + kind[2], text))
    return any(set(asked) & set(name) for asked, name in named)


def says_zero(folded: str, terms: Sequence[str]) -> bool:
    """Whether a sentence says of what is asked for, the last of the terms, that its number is nought (超期办结数为0)."""
    named = re.escape(terms[-1]) if terms else "(?!)"
    return re.search(rf"{named}[^,;。]{{0,6}}?(?:数量?)?(?:为|是|:)(?:0|零)(?![.\d])", folded) is not None
