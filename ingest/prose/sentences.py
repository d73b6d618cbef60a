"""Sentences of a document's prose, whole again where lines, blank lines and page numbers break them.

A sentence's text is folded and has no white space; its offsets count in the document's text. What a sentence says
is not decided here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.folding import fold_text
from ingest.records import CELL_END, ROW_END, Topic

GAP = "\x00"
"""Stands between two digits that white space parts, so that they do not become one number."""

CELL = "|"
"""Stands where a table cell ends."""

_BREAK = "\n"
_FURNITURE = re.compile(r"[-—–·•―\s]*第?\s*\d{1,3}\s*页?(?:\s*[/共]\s*\d{1,3}\s*页?)?[-—–·•―\s]*")
_BARE_NUMBER = re.compile(r"\s*\d+\s*")
_CHINESE = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"\({{0,1}}[{_CHINESE}]{{1,3}}[)、.]|\(\d{{1,2}}\)|\d{{1,2}}[、)]|\d{{1,2}}\.(?!\d)|\d{{1,2}}\.(?=20\d\d年)|第[{_CHINESE}]{{1,2}}[、,]|[#>*●◆■•·]"
)
_ROW = re.compile(rf".{{2,50}}(?:数|数量|总额|费用|公开)(?:\([^()]*\))?\|?\(?(?:条|件|宗|人|个|元|万元|次)\)?\|?\d[\d.|{GAP}]*")
_TITLE_END = re.compile(r"(?:情况|概述|方面|事项|报告|措施|问题)$")
_COUNTED = re.compile(r"\d(?:条|件|份|个|篇|次|期|人|名|元|余|项|起|宗)|[:,]")
_NOTHING = re.compile(
    r"(?:本年度?|我[镇乡街]|全年)?(?:暂无|无|没有|零|均为零|均为0|未发生)(?:此类?情况|上述情况|相关情况)?(?:[。;.,]|$)"
)
_SENTENCE_END = re.compile(rf"[。!?{_BREAK}]+")
# Traditional characters that stand for two simplified ones and are here always the other (答覆, 覆議).
_VARIANTS = {"覆": "复"}
_HEADING_LENGTH = 40
_NARROWEST = 24
_LONGEST = 1200

_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("disputes", re.compile(r"复议|诉讼")),
    ("requests", re.compile(r"依申请|申请公开|公开申请|申请情况")),
    ("active", re.compile(r"主动公开|公开政府信息|信息公开的?(?:内容|数量|情况|渠道|形式|方式)|发布情况|公开渠道")),
    ("problems", re.compile(r"问题|改进|下一步|打算|不足")),
    ("other", re.compile(r"管理|平台|监督|保障|组织|领导|制度|人员|收费|费用|其他|咨询|培训|机构|机制")),
    ("overview", re.compile(r"总体情况|概述|基本情况")),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without its end mark; ``offsets[i]`` is where character ``i`` stands in the document's text.

    ``topic`` is that of the nearest heading at or before its beginning.
    """

    text: str
    offsets: tuple[int, ...]
    topic: Topic | None

    def restore(self, start: int, end: int) -> tuple[int, int]:
        """The document's [start, end) for a non-empty stretch of the sentence."""
        return (self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A folded line; ``closes`` says that other text than prose follows it."""

    text: str
    offsets: tuple[int, ...]
    closes: bool = False


def split_sentences(text: str, prose: Iterable[tuple[int, int]]) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in the [start, end) spans of ``prose``, in order."""
    characters: list[str] = []
    offsets: list[int] = []
    for line, joint in _join_lines(_fold_lines(text, prose)):
        characters.extend(line.text + joint)
        offsets.extend(line.offsets + line.offsets[-1:] * len(joint))
    return tuple(_cut_sentences("".join(characters), tuple(offsets)))


def classify_heading(heading: str) -> Topic | None:
    """The topic that a heading's words announce; None where they announce none."""
    return next((topic for topic, pattern in _TOPICS if pattern.search(heading)), None)


def _fold_lines(text: str, prose: Iterable[tuple[int, int]]) -> Iterator[_Line]:
    """Each line that says something, folded; page numbers left out, cell ends kept as ``CELL``."""
    pending: _Line | None = None
    spans = tuple(prose)
    for (start, end), (following, _) in zip_longest(spans, spans[1:], fillvalue=(len(text), len(text))):
        parted = bool(text[end:following].strip())
        for match in re.finditer(r"[^\n]+", text[start:end]):
            line = replace(_fold_line(match[0], start + match.start()), closes=parted and start + match.end() >= end - 1)
            if not line.text.strip(CELL) or (_FURNITURE.fullmatch(line.text) and not _BARE_NUMBER.fullmatch(line.text)):
                continue
            if pending is not None and re.match(r"[条件份个篇次期名人元起宗余]", line.text):
                yield pending
            pending = line if _BARE_NUMBER.fullmatch(line.text) else None
            if pending is None:
                yield line


def _fold_line(line: str, start: int) -> _Line:
    characters: list[str] = []
    offsets: list[int] = []
    ended = -1
    folded = fold_text(_mark_cells(line), keep_layout=False)
    for character, offset in zip(folded.text, folded.offsets, strict=False):
        if characters and character.isdigit() and characters[-1].isdigit() and offset != ended:
            characters.append(GAP)
            offsets.append(start + offset)
        characters.append(_VARIANTS.get(character, character))
        offsets.append(start + offset)
        ended = offset + 1
    return _Line("".join(characters), tuple(offsets))


def _mark_cells(line: str) -> str:
    """The line with cell ends as ``CELL`` and circled list numbers as ``、``, every character in its place."""
    plain = line.replace(CELL_END, CELL).replace(ROW_END, CELL).replace("¦", CELL)
    return "".join("、" if unicodedata.category(c) == "No" else c for c in plain)


def _join_lines(lines: Iterable[_Line]) -> Iterator[tuple[_Line, str]]:
    """Each line with what joins it to the next: a break where a sentence ends though no mark says so, a gap, or nothing.

    A number that goes over the end of a full line is one number; digits on two short lines are two.
    """
    kept = tuple(lines)
    lengths = sorted(len(line.text) for line in kept)
    width = max(lengths[len(lengths) * 9 // 10], _NARROWEST) if lengths else _NARROWEST
    for line, following in zip_longest(kept, kept[1:]):
        if following is None or line.closes or _ends_between(line.text, following.text, width):
            yield line, _BREAK
        else:
            parted = line.text[-1].isdigit() and following.text[0].isdigit() and len(line.text) < width * 4 // 5
            yield line, GAP if parted else ""


def _ends_between(text: str, following: str, width: int) -> bool:
    """Whether a sentence ends between two lines: the second is marked, one is a row of an annex, or the first a heading."""
    if _MARKER.match(following) or _ROW.fullmatch(text) or _ROW.fullmatch(following):
        return True
    return _is_heading(text, width) and not _NOTHING.match(following)


def _is_heading(text: str, width: int) -> bool:
    """Whether a line stands alone: short of the page's ``width`` (a wrapped line fills it), marked or ending as titles do."""
    if len(text) > min(_HEADING_LENGTH, width * 4 // 5) or _COUNTED.search(text) or text[-1] in "。;:,、!?":
        return False
    return _MARKER.match(text) is not None or _TITLE_END.search(text) is not None


def _cut_sentences(text: str, offsets: tuple[int, ...]) -> Iterator[Sentence]:
    topic: Topic | None = None
    for start, end in _find_ends(text):
        topic = _find_topic(text[start:end], topic)
        yield Sentence(text[start:end], offsets[start:end], topic)


def _find_ends(text: str) -> Iterator[tuple[int, int]]:
    """The sentences' [start, end); what goes on beyond ``_LONGEST`` characters is no sentence and is cut at a comma."""
    start = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in ",;:|")
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        if start < end:
            yield start, end
        start = match.end() if match else end


def _find_topic(sentence: str, topic: Topic | None) -> Topic | None:
    """The topic after the sentence's headings: what follows a list mark, up to the first number or punctuation mark."""
    for marker in _MARKER.finditer(sentence):
        heading = re.split(r"[,。;:|\d]", sentence[marker.end() : marker.end() + _HEADING_LENGTH], maxsplit=1)[0]
        if marker.start() == 0 or sentence[marker.start() - 1] in "。;:,|)况述面":
            topic = classify_heading(heading) or topic
    return topic
