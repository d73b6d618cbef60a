"""The prose of a report, as spans for the steps that read it and as passages for retrieval."""

import re
from collections.abc import Iterator, Sequence

from ingest.folding import make_readable
from ingest.records import ParsedDocument, Passage, Section

LONGEST = 400
"""Characters of a passage; a longer paragraph is cut at sentence ends (retrieval was best with passages of this size)."""
_SHORTEST = 12
_BLANKS = " \t\r\n\u3000|\x1e\x1f"
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
    for stretch in find_prose(document, regions):
        for section, start, end in cut_at_sections(sections, stretch):
            heading = section.heading if section else ""
            for span in _join_short(document.text, _split_all(document.text, start, end)):
                left, right = trim_span(document.text, *span)
                text = document.text[left:right]
                if len(make_readable(text)) >= _SHORTEST:
                    topic = section.topic if section else None
                    passages.append(Passage(len(passages), heading, topic, text, left, document.locate(left, right)))
    return tuple(passages)


def trim_span(text: str, start: int, end: int) -> Span:
    """[start, end) without the white space and table marks at its ends."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip(_BLANKS))
    return (start + left, max(start + left, start + len(inner.rstrip(_BLANKS))))


def cut_at_sections(sections: Sequence[Section], span: Span) -> Iterator[tuple[Section | None, int, int]]:
    """The span's stretches before the first heading and in each section's body; the headings themselves are left out."""
    stretches = [(None, 0, min((section.heading_start for section in sections), default=span[1]))]
    for section, start, end in (*stretches, *((section, section.start, section.end) for section in sections)):
        if max(start, span[0]) < min(end, span[1]):
            yield section, max(start, span[0]), min(end, span[1])


def split_paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs of ``text[start:end]``; lines that a page's width broke stay together."""
    left = start
    for match in _PARAGRAPH_END.finditer(text, start, end):
        if _is_finished(text[left : match.start()]) or _begins_item(text, match.end(), end):
            yield left, match.start()
            left = match.end()
    yield left, end


def _split_all(text: str, start: int, end: int) -> Iterator[Span]:
    for left, right in split_paragraphs(text, start, end):
        yield from _split_long(text, left, right)


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
