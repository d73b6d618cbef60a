"""Names inside a question: where they stand, whom they may mean, and what leads up to them."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.records import AgencyKind
from assistant.understanding.names.naming import strip_kind
from assistant.understanding.words.cues import load_cues
from index.records import StoredAgency

MASK = "\x00"
"""Stands in the masked text for each character of a name."""

SOMEBODY = re.compile(
    r"(?:有没有|有无|是否有|存不存在|是不是有|(?<![所没只还具])有)(?:任何|什么|一个|哪个|哪些|某个)?"
    r"(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|谁)(?!政府|办|的(?:报告|年报))|"
    r"^(?:did|does|do|has|have|had|is|are|was|were) (?:there )?any(?: of the)?(?:one|body| town(?:ship)?s?| agenc(?:y|ies)| "
    r"places?| sub-?districts?| streets?| offices?)\b"
)
"""Somebody or other, where no one is named (有没有单位被复议)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of the question, and the agencies that may be meant; none where it is unknown.

    ``note`` says how a name that is not stored as written was taken; not ``sure`` where the person should be asked.
    """

    start: int
    end: int
    written: str
    agencies: tuple[StoredAgency, ...] = ()
    note: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """What a question says about agencies.

    ``masked`` is the question with every name blanked, ``bare`` also without words as 各镇 and 它; offsets are unchanged.
    ``everyone`` is True for words such as 各镇 or 哪个镇, ``these`` for 这几个镇, ``it`` for 该镇 or 它. ``regions`` are stored
    parents that stand for the agencies under them. ``kind`` is the kind that 哪个街道 keeps to, ``places`` that counties are
    spoken of one by one (各县). ``kinds`` and ``without_kinds`` are kinds that count alone or do not count (只看镇, 不含街道),
    ``kinds_apart`` says that the former are set against each other.
    """

    mentions: tuple[Mention, ...]
    regions: tuple[str, ...]
    everyone: bool
    these: bool
    it: bool
    masked: str
    bare: str
    kind: str = ""
    places: bool = False
    kinds: tuple[AgencyKind, ...] = ()
    without_kinds: tuple[AgencyKind, ...] = ()
    kinds_apart: bool = False

    @property
    def known(self) -> tuple[Mention, ...]:
        """The mentions that some stored agency bears."""
        return tuple(mention for mention in self.mentions if mention.agencies)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that nothing stored bears, as written."""
        return tuple(mention.written for mention in self.mentions if not mention.agencies)


def mask_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with each [start, end) blanked."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def trim_left(run: str) -> str:
    """What is left of a run of characters once the words that lead up to a name are cut off."""
    cut = max((run.rfind(word) + len(word) for word in list_leading()[0] if word in run), default=0)
    for index in range(len(run) - 1, cut - 1, -1):
        stem = strip_kind(run[index + 1 :])
        if run[index] in list_leading()[1] and len(stem) > 1 and run[index + 1 :] != stem:
            return run[index + 1 :]
    return run[cut:]


@cache
def list_leading() -> tuple[tuple[str, ...], frozenset[str]]:
    """The words that lead up to a name, those of saying (提到) among them: those of several characters, and those of one."""
    words = (*load_cues().groups["leading"].phrases, *load_cues().groups["mentions"].phrases)
    return tuple(word for word in words if len(word) > 1), frozenset(word for word in words if len(word) == 1)
