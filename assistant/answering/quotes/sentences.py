"""Sentences of passages, each with its exact place; enumerations (一是…二是…) keep their order and their lead.

A sentence is a stretch of the source; what people read is made of it by ``make_readable``. Which sentences answer is
decided in ``choosing``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering.basis.ledger import cite_place
from assistant.records import Citation
from index.records import StoredPassage, StoredReport
from ingest.folding import fold_plain, make_readable
from ingest.records import CELL_END, QUOTE_LIMIT, ROW_END, Place

_NUMBER = "[一二三四五六七八九十⼀⼆⼋⼗]"
_BREAK = re.compile(
    rf"(?<=[。！？!?；;])(?![”’」』）)])"  # behind a sentence's end
    rf"|(?<=[。！？!?；;][”’」』）)])"
    rf"|(?<=[：:，,。；;\s]){_NUMBER}{{1,2}}是(?!否)"  # before an item of an enumeration
    rf"|(?<=\n)\s*(?=[(（]{_NUMBER}{{1,2}}[)）])"
    rf"|(?<=[：:，,。；;])\s*(?=[(（](?:{_NUMBER}{{1,2}}|\d{{1,2}})[)）])"
    r"|(?<=\n)\s*(?=\d{1,2}[.、．](?!\d))"
)
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[(（](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）]|\d{1,2}[.、．]|首先|其次|再次|最后|第[一二三四五六七八九])"
)
_FIRST = re.compile(r"^(?:一是|[(（](?:一|1)[)）]|1[.、．]|首先|第一)")
LEAD = 40
"""A sentence of fewer characters may be the lead of an enumeration that follows."""

_TITLE = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,2}[)）、.][^。！？；;，,]{2,24}(?:[。:]?|(?<=方面|情况);)$")
_CONTENTS = re.compile(
    r"(?:全文|报告|内容)[^。]{0,8}(?:分为|分|包括|包含|由)[^。]*(?:概述|总体情况|概况)[^。]*(?:复议|诉讼|申请)[^。]*(?:问题|事项|附表|部分)"
)
"""A sentence that only lists the report's sections."""

_CLAUSE_END = re.compile(r"[，,；;、：:]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a passage: ``passage.text[start:end]``. ``folded`` is its text for comparing."""

    passage: StoredPassage
    start: int
    end: int
    folded: str

    @property
    def report(self) -> StoredReport:
        """The report in which it stands."""
        return self.passage.report

    @property
    def text(self) -> str:
        """As the source writes it."""
        return self.passage.passage.text[self.start : self.end]

    @property
    def readable(self) -> str:
        """As a person wants it."""
        return make_readable(self.text)

    @property
    def offset(self) -> int:
        """Where it starts in the document."""
        return self.passage.passage.start + self.start

    @property
    def is_item(self) -> bool:
        """Whether it begins an item of an enumeration."""
        return bool(_ITEM.match(self.folded)) and not self.is_title

    @property
    def is_title(self) -> bool:
        """Whether it is a sub-heading on a line of its own, or the report's title, and not a sentence."""
        before = self.passage.passage.text[: self.start].rstrip(" \t\u3000")
        heads = not before or before.endswith("\n")
        named = self.folded.rstrip("。").endswith(("年度报告", "工作报告", "年报"))
        return (heads and bool(_TITLE.match(self.folded))) or named or bool(_CONTENTS.search(self.folded))


Groups = Sequence[tuple[StoredReport, Sequence[Sentence]]]
"""Sentences report by report."""


@dataclass(frozen=True, slots=True)
class Block:
    """A lead sentence with what belongs to it: the items of an enumeration, or plain sentences that follow."""

    sentences: tuple[Sentence, ...]

    @property
    def items(self) -> tuple[Sentence, ...]:
        """The first sentence of each item."""
        return tuple(sentence for sentence in self.sentences if sentence.is_item)


def split_sentences(passages: Iterable[StoredPassage]) -> tuple[Sentence, ...]:
    """The sentences of the passages in the order of their reports and texts; each stretch once."""
    found: dict[tuple[int, int], Sentence] = {}
    for passage in sorted(passages, key=lambda passage: (passage.report.id, passage.passage.start)):
        for start, end in cut_text(passage.passage.text):
            folded = fold_plain(passage.passage.text[start:end])
            if len(folded) > 1:
                sentence = Sentence(passage, start, end, folded)
                found.setdefault((passage.report.id, sentence.offset), sentence)
    return tuple(found.values())


def cut_text(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of the sentences of a text, without the white space around them."""
    cuts = sorted({0, len(text), *(match.start() for match in _BREAK.finditer(text)), *find_title_ends(text)})
    for start, end in pairwise(cuts):
        inner = text[start:end]
        left = start + len(inner) - len(inner.lstrip())
        right = left + len(inner.strip())
        if right > left:
            yield left, right


def find_title_ends(text: str) -> Iterator[int]:
    """The ends of lines that are sub-headings."""
    at = 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        folded = fold_plain(line)
        if _TITLE.match(folded) or folded.rstrip("。").endswith(("年度报告", "工作报告", "年报")):
            yield at


def group_blocks(sentences: Sequence[Sentence], turns: Sequence[str]) -> tuple[Block, ...]:
    """Sentences of one report as blocks.

    A block starts at a new section, a sub-heading, a lead (…：), or a turn word (下一步, 今后) that begins a sentence.
    """
    blocks: list[list[Sentence]] = []
    for sentence in sentences:
        last = blocks[-1][-1] if blocks else None
        fresh = last is None or last.passage.passage.heading != sentence.passage.passage.heading
        again = restarts(sentence) and bool(blocks) and any(found.is_item for found in blocks[-1])
        if again:  # the words in front of a second enumeration are its lead
            lead = (
                [blocks[-1].pop()]
                if not blocks[-1][-1].is_item and len(blocks[-1]) > 1 and len(last.folded if last else "") < LEAD
                else []
            )
            blocks.append(lead)
        elif fresh or starts_block(sentence, turns) or (is_lead(sentence) and not sentence.is_item):
            blocks.append([])
        blocks[-1].append(sentence)
    return tuple(Block(tuple(block)) for block in blocks)


def restarts(sentence: Sentence) -> bool:
    """Whether a sentence is the first item of an enumeration."""
    return sentence.is_item and bool(_FIRST.match(sentence.folded))


def starts_block(sentence: Sentence, turns: Sequence[str]) -> bool:
    """Whether a sentence is a sub-heading, or no item and turns to something else."""
    return sentence.is_title or (not sentence.is_item and any(turn in sentence.folded[:24] for turn in turns))


def is_lead(sentence: Sentence) -> bool:
    """Whether an enumeration follows."""
    return sentence.folded.endswith((":", "一些问题,", "问题,"))


def cite_sentence(sentence: Sentence) -> tuple[Citation, ...]:
    """The citations of a sentence, each quote at most as long as a quote may be, cut at clauses."""
    return tuple(
        cite_stretch(sentence.passage, start, end)
        for start, end in cut_long(sentence.passage.passage.text, sentence.start, sentence.end)
    )


def cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch as parts of at most ``QUOTE_LIMIT`` characters, cut behind a clause where there is one."""
    while end - start > QUOTE_LIMIT:
        ends = [match.end() for match in _CLAUSE_END.finditer(text, start + QUOTE_LIMIT // 2, start + QUOTE_LIMIT)]
        cut = ends[-1] if ends else start + QUOTE_LIMIT
        yield start, cut
        start = cut
    yield start, end


def cite_stretch(passage: StoredPassage, start: int, end: int) -> Citation:
    """The citation of ``passage.text[start:end]`` with line and span of its own where the source has them."""
    whole = passage.passage
    quote = whole.text[start:end].replace(CELL_END, " ").replace(ROW_END, " ").strip()
    place = replace_place(whole.place, whole.text, whole.start, (start, end), quote)
    return cite_place(passage.report, place, make_readable(whole.heading) or None)


def replace_place(place: Place, text: str, offset: int, stretch: tuple[int, int], quote: str) -> Place:
    """The place of a stretch of a passage, from the passage's place."""
    start, end = stretch
    line = None if place.line is None else place.line + text.count("\n", 0, start)
    span = None if place.span is None else (offset + start, offset + end)
    return replace(place, line=line, span=span, quote=quote)
