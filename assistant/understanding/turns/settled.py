"""What the answer before settled for the next question: the year it found (那年), and those that it set side by side (哪家高)."""

import re
from dataclasses import replace

from assistant.records import Conversation, Query
from assistant.understanding.frame import Frame

_PICKS = re.compile(
    r"(?:哪一?[个家边](?:乡镇|镇|乡|街道|单位)?|谁)的?[^,。?最]{0,14}?(?:更|比较)?(?:[多高低大小]|(?<!多)少)(?:些|一些|一点)?[呢啊]?[?。]?$"
)
"""How a question asks which of those spoken of has more (哪家办结率高), and not who has most of all."""


def picks_among(frame: Frame, previous: Query) -> bool:
    """Whether a question that names nobody asks which of the agencies of the turn before has more of what it names."""
    several = len(previous.agencies) > 1 and not (previous.all_agencies or previous.options)
    if not several or not frame.measures or frame.dated or frame.names.mentions or frame.names.regions:
        return False
    return frame.language == "zh" and _PICKS.search(frame.masked) is not None


def find_year(base: Query, conversation: Conversation) -> Query:
    """The query before as one on the year that its answer found to have most or least; as it is where it found none."""
    if base.operation not in ("maximum", "minimum") or not conversation.answers:
        return base
    years = {value.year for value in conversation.answers[-1].values if value.derived == "rank" and value.year is not None}
    if not years:
        return base
    return replace(base, operation="lookup", years=tuple(sorted(years)), all_years=False, limit=None)
