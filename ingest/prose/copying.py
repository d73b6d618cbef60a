"""Sentences made comparable, so that text copied from last year or from another agency can be found.

Numbers, years and names are masked: what is left the same was not written for this year. The form's own phrases (its basis, its
statistics period, its contact line) are the same everywhere and are left out.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from ingest.folding import fold_text
from ingest.prose.chunking import Span, cut_at_sections, find_prose, trim_span
from ingest.records import Header, ParsedDocument, Section, Sentence

_LEAST_LENGTH = 16
"""Masked characters; shorter sentences (无。, 本年度未收取费用) are alike by chance."""
_SENTENCE_END = re.compile(r"[。；;！!？?]")
_NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百千万两]+(?:[.,][0-9]+)?%?")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:街道办事处|街道|苏木|镇|乡|县|区|市|旗)(?:人民政府|政府|党委)?")
_SELF = re.compile(r"[我本全该]#?(?:镇|乡|街道|苏木|单位|机关|办事处|政府)?")
_STOCK = re.compile(
    r"统计期限|所列数据|编制(?:完成|并公布|而成|了?本)|如有疑问|请与[^。]{0,30}联系|联系电话|电子版|勾稽关系|本报告(?:由|包括|共分|根据|依据)|全文(?:包括|由)"
    r"|(?:按照|根据|依据)《[^》]*条例》[^。]{0,80}(?:现将|现公布|特编制|编制)"
    r"|(?:未|没有)(?:收到|接到|发生|出现|收取)|行政复议|行政诉讼|信息处理费|没有其他需要|无其他需要"
)


def mask_text(text: str, agency: str | None) -> str:
    """``text`` folded, with the agency's name, other places' names, self-references and numbers each replaced by one sign."""
    plain = fold_text(text).text
    if agency:
        plain = plain.replace(agency, "#")
    return _NUMBER.sub("0", _SELF.sub("#", _PLACE.sub("#", plain)))


def list_sentences(
    document: ParsedDocument, sections: Sequence[Section], regions: Sequence[Span], header: Header
) -> tuple[Sentence, ...]:
    """The comparable sentences of the report's sections in reading order; page furniture stands before the first heading."""
    return tuple(
        sentence
        for span in find_prose(document, regions)
        for section, start, end in cut_at_sections(sections, span)
        if section is not None or not sections
        for sentence in _list_span(document, start, end, header)
    )


def _list_span(document: ParsedDocument, start: int, end: int, header: Header) -> Iterator[Sentence]:
    left = start
    for right in [*(match.end() for match in _SENTENCE_END.finditer(document.text, start, end)), end]:
        masked = mask_text(document.text[left:right], header.agency)
        if len(masked) >= _LEAST_LENGTH and not _STOCK.search(masked):
            first, last = trim_span(document.text, left, right)
            digest = blake2b(masked.encode(), digest_size=8).hexdigest()
            yield Sentence(digest, len(masked), first, document.locate(first, last))
        left = right
