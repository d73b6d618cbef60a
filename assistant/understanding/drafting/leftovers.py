"""What a question leaves over once its measures are read: content words that no measure explains ask for the prose."""

import re

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.signs.misspellings import find_strange_words
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.signs.rest import CHANNELS
from assistant.understanding.signs.subjects import RANKED, ranks_sum
from assistant.understanding.words.lexicon import Token

_TIED = ("published.", "active.fees.")
"""Measures whose everyday words (公开, 收费) also stand in questions about other things."""

_GENERIC = re.compile(r"政务|政府|对外|各[类种项级]|相关|重要|最新|官方|本级|镇级|乡级|基层|劳驾|告知|烦请|拜托")
"""Words that say nothing of what the items are about."""

_ASKING = re.compile(r"[吗么谁哪几]|什么|啥|怎|如何|咋|是否|是不是|有没有|有无|没有$|没有[?]|何时|多久")
"""How a question asks; a mere name of a figure asks for the figure, whatever stands beside it."""

LONG = 3
"""Items are of a kind of their own where so many characters in front of them are not explained."""

_ANY = re.compile(r"吗|有没有|是否|有无|是不是")
_BY = re.compile(r"^[^\x00,。?]{0,3}?(?:提(?:出|交|起)?|递交|发起)了?的")
_NAMED_ITEMS = re.compile(r"^(?:的|类|方面|相关|领域|有关){0,2}(?:信息|消息|内容|文章)")


def names_other_things(frame: Frame) -> bool:
    """Whether a question that asks for no quantity has content words that no measure of it explains."""
    if not (_ASKING.search(frame.names.bare) and find_words(frame)):
        return False
    tied = all(measure.id.startswith(_TIED) for measure in frame.measures)
    return tied or _ANY.search(frame.names.bare) is None


def names_other_items(frame: Frame) -> bool:
    """Whether all that is counted is of one kind, which no measure counts (公开了几条疫苗接种信息, 港澳同胞提的申请)."""
    kinds = [measure.id for measure in frame.measures]
    if kinds == ["published.total"]:
        least, behind = LONG, _NAMED_ITEMS
    elif kinds and all(kind.startswith("requests.") for kind in kinds):
        least, behind = 2, _BY
    else:
        return False
    return any(end - start >= least and behind.match(frame.names.bare[end:]) for start, end in find_words(frame))


def find_words(frame: Frame) -> list[tuple[int, int]]:
    """The stretches [start, end) of a question that say something and that no known word explains."""
    return find_strange_words(_GENERIC.sub(lambda match: "\x00" * len(match.group()), frame.names.bare))


def note_left_out(frame: Frame, query: Query) -> tuple[str, ...]:
    """Says which of the figures that a question names are not looked at (网站 in 通过网站收到的申请); empty where all are."""
    if query.operation not in FIGURES or not query.measures or query.options:
        return ()
    known = " ".join(measure.id for measure in (*query.measures, *frame.measures))
    left = [token.text for token in frame.tokens if (ids := _list_telling(token)) and not any(name in known for name in ids)]
    if not left:
        return ()
    words = "、".join(f"“{word}”" for word in dict.fromkeys(left))
    return (f"not counted in: {words}",) if query.language == "en" else (f"没有计入{words}，报告里没有按它分开的数",)


def note_apart(frame: Frame, query: Query) -> tuple[str, ...]:
    """Says that agencies are ranked by each measure where their sum was asked for and cannot be made."""
    if query.operation not in RANKED or len(query.measures) < 2 or query.options or not ranks_sum(frame):  # noqa: PLR2004
        return ()
    if query.language == "en":
        return ("each figure is ranked by itself: only figures of the tables in one unit are added up",)
    return ("没有按合计排名，而是分项排名：只有表格里单位相同、互不包含的数才相加",)


def _list_telling(token: Token) -> list[str]:
    """The entries that a phrase plainly names and that no other measure takes in."""
    return [tag.id for tag in token.tags if tag.strong and (tag.axis == "item" or tag.id in CHANNELS)]
