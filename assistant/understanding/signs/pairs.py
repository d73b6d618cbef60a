"""The two figures that a question holds against each other (诉讼不少于复议), and how: more, level, or one all of the other."""

import re

from assistant.records import Measure
from assistant.understanding.frame import Frame
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context
from assistant.understanding.measures.wholes import find_whole
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.bounds import Comparison, find_bounds
from assistant.understanding.words.vocabulary import load_vocabulary

PAIR = 2

_MORE = re.compile(r"(?:超过|超出|多于|大于|高于|多过|高过|胜过|more than|exceed\w*|greater than)(?![了\d\s]*\d)")
_FEWER = re.compile(r"(?:少于|低于|小于|不及|不如|不到|少过|fewer than|less than)(?![了\d\s]*\d)")
_NOT = re.compile(r"(?:不|没有?|未|并非|not |no )$")
_SUMS = re.compile(r"相加|之和|加起来|合计|总计|勾稽|正文|表格|各项|上年报告|上一年报告|add up|sum of")
"""What speaks of how figures agree, which is checked and not asked as a condition."""
_BESIDE = re.compile(r"[和与跟同、]| and | as ")
"""What joins two figures that are then said to be level (复议和诉讼一样多)."""
_LEVEL = re.compile(r"等于|相等|一样多|同样多|一样|持平|equal\w*|as many .* as|the same (?:number|as)")
_THAN = re.compile(r"比(?![例重率])(?=[^,。?\x00]*?(?P<way>[多高大少低小])(?:的|$|[?。\x00]|了))")
_WHOLLY = re.compile(
    r"(?:全部|全都|全|都|均|皆)(?:是|为|由|来自|来源于|属于?|予以|得到|获|被|只有|维持|纠正)(?!\x00|谁|哪|什么|几|多少)|"
    r"清一色|(?:只|仅)(?:有|是|来自|由|收到)|\b(?:only|exclusively|entirely)\b|"
    r"\ball (?:of )?(?:(?:the|their|its) )?(?:requests |applications )?(?:(?:came|come|were|are|made|filed) )*(?:from|by)\b"
)
"""How all of a figure is said to be of one kind (申请全部来自自然人)."""


def find_pair(frame: Frame, catalog: Catalog) -> tuple[Measure, Measure, Comparison] | None:
    """The two measures that a question holds against each other, the one that should be more in front; None where it does not.

    Behind them stands whether it has to be more, or may be as many (不少于).
    """
    text = frame.names.bare
    for pattern, more in ((_MORE, True), (_FEWER, False), (_THAN, None)):
        match = pattern.search(text)
        if match is None or any(bound.start <= match.start() < bound.end for bound in find_bounds(text, frame.language)):
            continue
        first, second = (read_side(frame, catalog, *ends) for ends in ((0, match.start()), (match.end(), len(text))))
        if len(first) != 1 or len(second) != 1 or first == second or first[0].unit != second[0].unit:
            continue
        first_more = match["way"] in "多高大" if more is None else more
        if _NOT.search(text[: match.start()]):
            return (second[0], first[0], ">=") if first_more else (first[0], second[0], ">=")
        return (first[0], second[0], ">") if first_more else (second[0], first[0], ">")
    return None


def find_level(frame: Frame, catalog: Catalog) -> tuple[Measure, Measure, Comparison] | None:
    """The two measures that a question wants to be equal (诉讼等于复议, 复议和诉讼一样多) or unequal; None where it does not."""
    text = frame.names.bare
    match = _LEVEL.search(text)
    if match is None or find_bounds(text, frame.language) or _SUMS.search(text):
        return None
    comparison: Comparison = "!=" if _NOT.search(text[: match.start()]) else "="
    cuts = [match, *_BESIDE.finditer(text, 0, match.start())]
    for cut in cuts:
        last = match.start() if cut is not match else len(text)
        first, second = (read_side(frame, catalog, *ends) for ends in ((0, cut.start()), (cut.end(), last)))
        if len(first) == len(second) == 1 and first != second and first[0].unit == second[0].unit:
            return first[0], second[0], comparison
    return None


def find_wholly(frame: Frame) -> tuple[Measure, Measure] | None:
    """The whole and the part that is to be all of it (申请都是自然人提的), or less where that is denied; None for others."""
    if not _WHOLLY.search(frame.masked) or len(frame.measures) > PAIR or find_bounds(frame.masked, frame.language):
        return None
    wholes = [(whole, part) for part in frame.measures if (whole := find_whole(part, load_vocabulary())) is not None]
    if len(wholes) != 1 or any(measure not in wholes[0] for measure in frame.measures):
        return None
    return wholes[0]


def read_side(frame: Frame, catalog: Catalog, start: int, end: int) -> tuple[Measure, ...]:
    """The measures that a stretch of a question names."""
    text = " " * start + frame.names.bare[start:end] if start else frame.names.bare[:end]
    tokens = tuple(token for token in frame.tokens if start <= token.start and token.end <= end)
    return find_measures(text, tokens, load_vocabulary(), catalog.all_forms, Context())
