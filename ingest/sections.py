"""The report's sections, found by the six headings of the form and the headings of the years before it.

A heading is a Chinese ordinal with 、 at the start of a line (or of a sentence) and the words of a known heading. Rows of the
form's table that look so (三、本年度办理结果, 四、结转下年度继续办理) are not headings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.folding import Folded, fold_text
from ingest.records import ParsedDocument, Section, Topic

_TOPIC_WORDS: tuple[tuple[Topic, str], ...] = (
    (
        "disputes",
        r"(?:因.{0,14})?(?:被?申请|提起|政府信息公开|引发|的)*行政法?复议、?(?:和|及|或)?(?:提起)?(?:行政)?诉讼(?:和?申诉)?(?:的)?(?:情况)?",
    ),
    (
        "requests",
        r"(?:收到和处理政府信息公开申请|(?:政府信息)?(?:公开)?依申请公开|政府信息公开申请办理|公开申请)[^。,;:|]{0,22}?(?:情况|工作)",
    ),
    ("active", r"(?:行政机关)?(?:政府信息)?主动公开(?:的)?(?:政府)?(?:信息)?[^。,;:|]{0,16}?情况"),
    (
        "problems",
        (
            r"[^。,;:|、]{0,16}?(?:存在的?(?:主要)?(?:困难和)?问题|主要问题|问题(?:和|及|与)改进)(?:和不足)?"
            r"(?:[、及和与]*(?:下一?步)?(?:的?(?:改进|整改|完善|工作))*(?:情况|措施|工作|方向|打算|意见|建议|计划|办法)*)*"
        ),
    ),
    ("other", r"(?:其他|其它)(?:需要?(?:报告|说明)的?)?(?:的)?(?:事项|情况)"),
    ("overview", r"(?:政府信息公开工作(?:的)?)?(?:总体情况|总体概述|总体概况|基本情况|概述|概况)"),
)
_STRICT = re.compile(r"([一二三四五六七八九十])[、.](" + "|".join(f"(?P<{topic}>{words})" for topic, words in _TOPIC_WORDS) + ")")
_GENERIC = re.compile(r"([一二三四五六七八九十])、([^。;:|]{2,40})")
_GENERIC_WORDS = re.compile(r"情况|概述|问题|措施|事项|附表|附件|收费|咨询|保障|打算|安排|建设|监督|人员|机构")
_GENERIC_TOPICS: tuple[tuple[Topic, str], ...] = (
    ("problems", "问题|改进|整改|下一步|打算"),
    ("disputes", "复议|诉讼"),
    ("requests", "依申请|申请"),
    ("active", "主动公开"),
    ("overview", "概述|总体|基本情况"),
)
_TABLE_ROWS = re.compile(r"[一二三四]、(?:本年新收|上年结转|本年度?办理?结果|结转下年)")
_LINE_FURNITURE = re.compile(r"[\s#*>·•|　-]*")


@dataclass(frozen=True, slots=True)
class _Heading:
    ordinal: str
    topic: Topic | None
    start: int
    end: int


def split_sections(document: ParsedDocument) -> tuple[Section, ...]:
    """The sections in reading order; what stands before the first heading belongs to none.

    A document without headings has no sections. A heading that is printed twice (a table of contents before the body)
    counts where it stands last.
    """
    headings = _keep_last(_find_headings(document.text))
    ends = [*(heading.start for heading in headings), len(document.text)][1:]
    return tuple(
        Section(
            heading=document.text[heading.start : heading.end].strip(),
            topic=heading.topic,
            text=document.text[heading.end : end],
            start=heading.end,
            end=end,
            place=document.locate(heading.start, heading.end),
            heading_start=heading.start,
        )
        for heading, end in zip(headings, ends, strict=True)
    )


def count_overviews(document: ParsedDocument) -> int:
    """How often a heading 总体情况 or its like stands in the document; two reports in one file have two."""
    return sum(heading.topic == "overview" for heading in _find_headings(document.text))


def _find_headings(text: str) -> list[_Heading]:
    folded = fold_text(text)
    found: dict[int, _Heading] = {}
    for wide in _STRICT.finditer(folded.text):
        match = _cut_at_gap(text, folded, wide)
        if _TABLE_ROWS.match(folded.text, match.start()) or not _starts_clause(text, folded.offsets[match.start()]):
            continue
        topic = next(topic for topic, _ in _TOPIC_WORDS if match.group(topic))
        start, end = folded.restore(match.start(), match.end())
        if _reads_on(folded.text, match.end()) and not _ends_line(text, end):
            continue
        found[start] = _Heading(match.group(1), topic, start, end)
    for heading in _find_generic_headings(text):
        if not any(other.start <= heading.start < other.end for other in found.values()):
            found.setdefault(heading.start, heading)
    return [found[start] for start in sorted(found)]


def _cut_at_gap(text: str, folded: Folded, match: re.Match[str]) -> re.Match[str]:
    """The heading without what it took from the sentence behind a gap: one whose words are whole there stops there.

    A heading that goes on to a line's end, or with 及, 和 or 的, was broken.
    """
    start, end = folded.restore(match.start(), match.end())
    if _ends_line(text, end):
        return match
    gaps = [folded.find(start + at) for at, character in enumerate(text[start:end]) if character.isspace()]
    shorter = (_STRICT.fullmatch(folded.text, match.start(), at) for at in reversed(gaps) if folded.text[at] not in "及和与的、")
    return next((found for found in shorter if found), match)


def _starts_clause(text: str, offset: int) -> bool:
    """Whether the character at ``offset`` begins a line, or follows the end of a sentence or a gap."""
    before = text[:offset]
    line = before[before.rfind("\n") + 1 :]
    return (
        _LINE_FURNITURE.fullmatch(line) is not None
        or line.rstrip()[-1:] in "。.;；:：|\x1f\x1e!！?？)）"
        or line.endswith((" ", "\u3000"))
    )


def _ends_line(text: str, offset: int) -> bool:
    rest = text[offset : offset + 40].split("\n", 1)[0].strip()
    return not rest.strip("。.:：|\x1f\x1e*# ")


def _reads_on(folded: str, end: int) -> bool:
    """Whether the words go on as a clause of prose (…情况的说明, …情况等), so that this is no heading."""
    return folded[end : end + 1] in {"的", "等", "、", "和", "及", "进", "看", ","}


def _find_generic_headings(text: str) -> Iterator[_Heading]:
    """Short lines that begin like a heading and hold one of its words, with a topic of their own."""
    start = 0
    for line in text.split("\n"):
        folded = fold_text(line).text.lstrip("#*>·•-|")
        match = _GENERIC.fullmatch(folded.rstrip("。.:|*"))
        if match and not _is_row(line, folded) and _GENERIC_WORDS.search(match.group(2)):
            topic = next((topic for topic, words in _GENERIC_TOPICS if re.search(words, match.group(2))), None)
            yield _Heading(match.group(1), topic, start + len(line) - len(line.lstrip("#*>·•-| \u3000\t")), start + len(line))
        start += len(line) + 1


def _is_row(line: str, folded: str) -> bool:
    """Whether a line is a row of a table: it has cells, or the words of a row that begins like a heading."""
    return any(mark in line for mark in "\t|\x1f") or _TABLE_ROWS.match(folded) is not None


def _keep_last(headings: list[_Heading]) -> list[_Heading]:
    last = {(heading.ordinal, heading.topic or heading.start): heading.start for heading in headings}
    return [heading for heading in headings if last[heading.ordinal, heading.topic or heading.start] == heading.start]


def find_section(sections: tuple[Section, ...], offset: int) -> Section | None:
    """The section whose body holds the character at ``offset``."""
    return next((section for section in sections if section.start <= offset < section.end), None)
