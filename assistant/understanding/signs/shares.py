"""Shares in a question: of a whole that it names itself (信访类占不予处理的比例), moving over the years, or held together."""

import re

from assistant.records import Measure
from assistant.understanding.frame import Frame
from assistant.understanding.measures.measuring import find_measures
from assistant.understanding.measures.picking import Context, find_context
from assistant.understanding.measures.wholes import find_whole
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.vocabulary import load_vocabulary

MOVES = re.compile(
    r"变化|变动|怎么变|咋变|如何变|趋势|走势|波动|起伏|[升涨跌]|变[大小高低]|走[高低]|多了|少了|高了|低了|chang|trend|ris(?:e|ing)|rose|f[ae]ll"
)
"""How a share is said to move over the years (微博占比的变化)."""

WEIGHED = re.compile(
    r"(?:谁|哪[个家边年])[^,。?占最]{0,4}[高低大小](?![^,。?]*最)|更[高低大小]|高还是低|低还是高|大还是小|"
    r"which .*(?:higher|lower|larger)"
)
"""How two shares are held against each other (自然人占比谁高)."""


_CHINESE = re.compile(
    r"(?P<part>[^,。?;]+?)(?:在|占)(?:了|到)?(?P<whole>[^,。?;占]+?)"
    r"(?:(?:里|中|当中|之中|里面)?(?:所?占|的)?(?:的|多大)?(?:比例|比重|百分比|百分率|份额|百分之几|百分之多少|几成|多少|百分点)|$|[,。?;])"
)

_ENGLISH = re.compile(
    r"(?:share|percent(?:age)?|proportion|fraction|part) of (?:the )?(?P<whole>[^,?]+?) "
    r"(?:were|was|are|is|that were|had been|came from|made up by) (?P<part>[^,?]+)"
)


def find_part_and_whole(frame: Frame, catalog: Catalog) -> tuple[Measure, ...]:
    """The part and the whole of a share whose whole is a group with a name of its own; empty where it names no such whole.

    The part has to lie in the whole: a row in its group, a kind of applicants in its row, an outcome in its disputes.
    """
    match = (_ENGLISH if frame.language == "en" else _CHINESE).search(frame.names.bare)
    if match is None:
        return ()
    whole = _read(match["whole"], frame, catalog, Context())
    if not whole:  # 结转 alone may be anything; beside 自然人结转 it is the row
        whole = _read(match["whole"], frame, catalog, find_context(_read(match["part"], frame, catalog, Context())))
    if len(whole) != 1 or whole[0].over:
        return ()
    part = _read(match["part"], frame, catalog, find_context(whole))
    if len(part) != 1 or not _lies_in(part[0], whole[0]):
        return ()
    return (*part, *whole)


def _read(words: str, frame: Frame, catalog: Catalog, context: Context) -> tuple[Measure, ...]:
    vocabulary = load_vocabulary()
    lexicon = vocabulary.english if frame.language == "en" else vocabulary.chinese
    return find_measures(words, lexicon.find_tokens(words), vocabulary, catalog.all_forms, context)


def _lies_in(part: Measure, whole: Measure) -> bool:
    """Whether a figure counts some of what another one counts."""
    inside = bool(part.cells) and set(part.cells) < set(whole.cells)
    return not part.over and part != whole and (inside or find_whole(part, load_vocabulary()) == whole)
