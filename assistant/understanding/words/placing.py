"""In which part of the reports a question wants something said (问题部分提到…): it narrows, and is not looked for."""

import re
from typing import Literal

from ingest.folding import fold_text

Side = Literal["", "problems", "plans", "overview", "other"]

_VERB = r"(?:提|说|谈|讲|写|涉及|出现|反映|列|承认|强调|指出|有(?:没有)?(?:提|说|谈|讲|写|关于))"
_SECTION = r"(?:这|那|一)?(?:个|一)?(?:部分|一?栏|章节?|一?节|板块|段|篇幅)"
_INSIDE = r"(?:里面|里头|里边|里|中间|中|内|当中|之中|上|下)"
_WITHIN = (
    rf"(?:{_SECTION}{_INSIDE}?|{_INSIDE})"
    rf"(?=(?:都|也|曾|还|分别|均|各自|到底|究竟|只)*(?:没有?|未|不|有没有|有无|是否|是不是)?{_VERB})"
)
_OF_REPORT = r"(?:报告|年报)?的?(?:存在的|自身的?|主要|所列的?|列出的|列的)*的?"
_PARTS: tuple[tuple[Side, str], ...] = (
    ("plans", r"(?:改进|整改|解决|改善|下一步|下步)的?(?:工作)?(?:措施|办法|举措|计划|打算|方向|思路|安排|方面|情况)|措施|举措"),
    ("problems", r"(?:问题|不足|短板|困难)(?:和不足|与不足|及不足)?"),
    ("overview", r"总体情况|总体部分|概述"),
    ("other", r"其他(?:需要报告的)?事项"),
)
_PLACED = tuple((side, re.compile(rf"{_OF_REPORT}(?:{words}){_WITHIN}")) for side, words in _PARTS)
_ENGLISH: tuple[tuple[Side, re.Pattern[str]], ...] = (
    (
        "plans",
        re.compile(r"\b(?:in|among|under) (?:their |the |its )?(?:improvement (?:measures|plans)|measures|plans|next steps)\b"),
    ),
    ("problems", re.compile(r"\b(?:in|among|under|as) (?:their |the |its |a )?(?:problems?|shortcomings?)(?: section)?\b")),
    ("overview", re.compile(r"\bin (?:their |the |its )?overview\b")),
)


def find_side(question: str) -> Side:
    """The part of the reports to which a question for who says something keeps; empty where it names none."""
    side, _ = _find(fold_text(question, keep_layout=True).text.lower())
    return side


def drop_side(folded: str) -> str:
    """A folded question without the words that name the part of the reports it keeps to."""
    side, span = _find(folded)
    return folded[: span[0]] + "\x00" * (span[1] - span[0]) + folded[span[1] :] if side else folded


def _find(folded: str) -> tuple[Side, tuple[int, int]]:
    for side, shape in (*_PLACED, *_ENGLISH):
        match = shape.search(folded)
        if match is not None:
            return side, match.span()
    return "", (0, 0)
