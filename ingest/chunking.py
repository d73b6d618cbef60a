"""The prose of a report, as spans for the steps that read it and as passages for retrieval."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.folding import make_readable
from ingest.records import ParsedDocument, Passage, Section
from ingest.sections import find_section

LONGEST = 400
"""Characters of a passage; a longer paragraph is cut at sentence ends (retrieval was best with passages of this size)."""
_SHORTEST = 12
_PARAGRAPH_END = re.compile(
    r"\n[ \t\u3000\r]*\n"
    r"|\n(?=[\s\u3000]*(?:[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、．](?!\d)))"
)
_SENTENCE_END = re.compile(r"[。！？!?；;](?=[^”’」』）)]|$)")

Span = tuple[int, int]


def find_prose(document: ParsedDocument, regions: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of the text that are no table of the form, in order."""
    prose: list[Span] = []
    at = 0
    for start, end in sorted(regions):
        if start > at:
            prose.append((at, start))
        at = max(at, end)
    if at < len(document.text):
        prose.append((at, len(document.text)))
    return tuple(prose)


def split_passages(document: ParsedDocument, sections: Sequence[Section], regions: Sequence[Span]) -> tuple[Passage, ...]:
    """The passages of the prose in reading order, none across sections: whole paragraphs where they fit, short ones joined.

    A paragraph that a page break or a lost line end leaves without its full stop is joined with what follows.
    """
    passages: list[Passage] = []
    for span in find_prose(document, regions):
        for section, start, end in _cut_at_sections(sections, span):
            heading = section.heading if section else ""
            for left, right in _join_short(document.text, _split_paragraphs(document.text, start, end)):
                text = document.text[left:right]
                if len(make_readable(text)) >= _SHORTEST:
                    topic = section.topic if section else None
                    passages.append(Passage(len(passages), heading, topic, text, left, document.locate(left, right)))
    return tuple(passages)


def _cut_at_sections(sections: Sequence[Section], span: Span) -> Iterator[tuple[Section | None, int, int]]:
    cuts = sorted(
        {span[0], span[1], *(cut for section in sections for cut in (section.start, section.end) if span[0] < cut < span[1])}
    )
    for start, end in pairwise(cuts):
        yield find_section(tuple(sections), start), start, end


def _split_paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    left = start
    for match in _PARAGRAPH_END.finditer(text, start, end):
        if _is_finished(text[left : match.start()]) or _begins_item(text, match.end(), end):
            yield from _split_long(text, left, match.start())
            left = match.end()
    yield from _split_long(text, left, end)


def _is_finished(paragraph: str) -> bool:
    return not paragraph.strip() or paragraph.rstrip()[-1] in "。！？!?；;：:”）)|\x1e" or len(paragraph.strip()) < _SHORTEST


def _begins_item(text: str, offset: int, end: int) -> bool:
    return re.match(r"[\s\u3000]*[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]", text[offset:end]) is not None


def _split_long(text: str, start: int, end: int) -> Iterator[Span]:
    left = start
    last = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() - left > LONGEST and last > left:
            yield left, last
            left = last
        last = match.end()
    if last - left > 0 and end - left > LONGEST and end - last >= _SHORTEST:
        yield left, last
        left = last
    if text[left:end].strip():
        yield left, end


def _join_short(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbours joined while the passage stays under half the limit, so that a heading line goes with its paragraph."""
    held: Span | None = None
    for start, end in spans:
        if held is not None and len(text[held[0] : held[1]].strip()) < LONGEST // 4 and end - held[0] <= LONGEST:
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held
