"""Where the form's three tables stand in a document, and which version of the form they are.

Both are told by the form's own words in folded text: the version by column words only, never by a year (the 2019 form was
used for 2021 and 2022, and preambles cite the old order over the new table); by row words where the column headings are lost.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.folding import Folded
from ingest.form import TableName
from ingest.records import FormVersion, Section

_COLUMN_WORDS: dict[FormVersion, tuple[str, ...]] = {
    "2019": ("新制作数量", "新公开数量", "对外公开总数", "上一年项目数", "本年增/", "采购项目数", "采购总金额"),
    "2021": ("本年制发件", "本年废止件", "现行有效件", "本年处理决定数", "本年收费金额"),
}
_ROW_WORDS: dict[FormVersion, tuple[str, ...]] = {
    "2019": ("其他对外管理服务事项", "政府集中采购"),
    "2021": ("逾期不补正", "未按收费通知"),
}
_ACTIVE = re.compile(r"第二十条第?\(?[一五六八九]\)?项|信息内容")
_ACTIVE_WORDS = re.compile("|".join(("本年新", *_COLUMN_WORDS["2019"], *_COLUMN_WORDS["2021"])))
_REQUESTS = re.compile(r"本列数据的?勾稽关系|申请人情况|本年新收政府信息公开申请(?:数?量?)(?!数?量?[:为共是]?\d+[件条宗份起])")
_DISPUTES = re.compile(
    r"(?:行政复议\|*行政诉讼\|*)?(?:结果\|*维持\|*结果\|*纠|未经复议直接起诉(?=\|*(?:复议后|结果\|*维持)))|结果\|*纠正\|*其[他它]\|*结果"
)
_NEAR = 90
"""Folded characters within which a header word must follow an anchor, so that prose that names a clause is no table."""


@dataclass(frozen=True, slots=True)
class Region:
    """A table's stretch [start, end) of the folded text, from its first header word to where something else begins."""

    table: TableName
    start: int
    end: int


def find_regions(folded: Folded, sections: Sequence[Section]) -> tuple[Region, ...]:
    """The tables that are there, in order; one ends at the next table's start, the next heading or the text's end."""
    starts: list[tuple[TableName, int]] = []
    at = 0
    for table, find in _FINDERS:
        start = find(folded.text, at)
        if start is not None:
            starts.append((table, start))
            at = start
    headings = [folded.find(offset) for section in sections for offset in (section.heading_start, section.end)]
    regions = []
    for number, (table, start) in enumerate(starts):
        bounds = [other for _, other in starts[number + 1 :]] + [at for at in headings if at > start] + [len(folded.text)]
        regions.append(Region(table, start, min(bounds)))
    return tuple(regions)


def decide_form(folded: str, regions: Sequence[Region]) -> FormVersion | None:
    """The version whose column words stand in the tables; None where there is no table or nothing tells."""
    text = "".join(folded[region.start : region.end] for region in regions).replace("|", "")
    for words in (_COLUMN_WORDS, _ROW_WORDS):
        hits: dict[FormVersion, int] = {version: sum(word in text for word in words[version]) for version in words}
        if hits["2019"] != hits["2021"]:
            return "2019" if hits["2019"] > hits["2021"] else "2021"
    return None


def _find_active(folded: str, at: int) -> int | None:
    for match in _ACTIVE.finditer(folded, at):
        if _ACTIVE_WORDS.search(
            folded.replace("|", ""), match.start() - folded.count("|", 0, match.start()), match.end() + _NEAR
        ):
            return match.start()
    return None


def _find_requests(folded: str, at: int) -> int | None:
    match = _REQUESTS.search(folded, at)
    return match.start() if match else None


def _find_disputes(folded: str, at: int) -> int | None:
    match = _DISPUTES.search(folded, at)
    return match.start() if match else None


_FINDERS: tuple[tuple[TableName, Callable[[str, int], int | None]], ...] = (
    ("active", _find_active),
    ("requests", _find_requests),
    ("disputes", _find_disputes),
)
