"""Prose for made-up reports: sentences of the sample reports, mixed anew with invented villages and other numbers.

The words of a passage are put together from those of its sentences, since splitting them again for a million and a half
passages would take longer than storing them.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.reading import LAYOUTS, SAMPLES
from index.database.words import split_words
from ingest.errors import Unsupported
from ingest.pipeline import read_report
from ingest.records import Passage, Topic

_END = re.compile(r"(?<=[。；\n])")
_NUMBER = re.compile(r"\d{1,4}(?!\d)")
SHORTEST = 8
FEWEST = 18
LENGTH = 120
"""A passage is as many characters long, or as its last sentence takes it further."""
CHARACTERS = "青杨柳松柏桃梅兰竹荷石岩岭峰谷溪泉湖潭渡桥塘湾浦港洲滩沙金银铜玉珠宝龙凤鹤鹿马牛羊白黄红紫蓝上下东西南北"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of passages: heading, topic, and the sentences that stand under it."""

    heading: str
    topic: Topic | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage made up: its text, and the words under which it is found."""

    heading: str
    topic: Topic | None
    text: str
    words: tuple[str, ...]


@cache
def load_sorts() -> tuple[Sort, ...]:
    """The sorts of passages of the sample reports that are plain text; sorts of few sentences left out."""
    pools: dict[tuple[str, Topic | None], set[str]] = {}
    for path in list_texts():
        for passage in list_passages(path):
            found = {part.strip() for part in _END.split(passage.text) if len(part.strip()) >= SHORTEST}
            pools.setdefault((passage.heading, passage.topic), set()).update(found)
    rich = sorted((sort for sort in pools.items() if len(sort[1]) >= FEWEST), key=str)
    return tuple(Sort(heading, topic, tuple(sorted(pool))) for (heading, topic), pool in rich)


def list_texts() -> list[Path]:
    """The sample reports in plain text."""
    return sorted(path for folder in (SAMPLES, LAYOUTS) for path in (folder / "reports").glob("*.txt"))


def list_passages(path: Path) -> tuple[Passage, ...]:
    """The passages of a sample; none of those that are there to be refused."""
    try:
        return read_report(path.read_bytes(), path.name).passages
    except Unsupported:
        return ()


def write_prose(choose: random.Random, count: int) -> Iterator[Prose]:
    """The passages of one report; the sections that say most come most often."""
    sorts = choose.choices(load_sorts(), [len(sort.sentences) for sort in load_sorts()], k=count)
    return (write_passage(choose, sort) for sort in sorts)


def write_passage(choose: random.Random, sort: Sort) -> Prose:
    """Sentences of one section with other numbers, and now and then a village that no other passage names."""
    parts: list[str] = []
    words: list[str] = []
    while sum(map(len, parts)) < LENGTH:
        sentence, own = vary_sentence(choose, choose.choice(sort.sentences))
        parts.append(sentence)
        words += own
    return Prose(sort.heading, sort.topic, "".join(parts), tuple(words))


def vary_sentence(choose: random.Random, sentence: str) -> tuple[str, Sequence[str]]:
    """The sentence with other numbers, and its words."""
    if _NUMBER.search(sentence):
        sentence = _NUMBER.sub(lambda match: str(choose.randrange(10 ** len(match[0]))), sentence)
        return sentence, split_words(sentence)
    if choose.random() < 0.1:  # noqa: PLR2004
        village = "".join(choose.choices(CHARACTERS, k=3)) + "村"
        return f"{village}，{sentence}", (*split_words(village), *split_plain(sentence))
    return sentence, split_plain(sentence)


@cache
def split_plain(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that comes again and again."""
    return split_words(sentence)
