"""What is left of a total beside its parts (剩下的6条呢)."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.words.vocabulary import load_vocabulary
from ingest.folding import fold_text

_REST = re.compile(
    r"(?<![最更])(?:剩下|剩余|余下|其余|多出来?|少了?|差了?)的?(?:那|这)?(?:\d+[条件个篇])?(?:信息)?"
    r"(?:呢|去哪|哪去|到哪|在哪|是什么|是哪|是从哪|从哪|通过|怎么|算什么|没写|去向)"
)
"""How a question asks for what the parts of a total do not cover."""

CHANNELS = ("published.website", "published.wechat", "published.weibo", "published.other")
"""The measures that count what was published channel by channel."""
PUBLISHED = "published.total"
"""The measure that counts all that was published."""


def asks_rest(query: Query) -> bool:
    """Whether a look-up of what was published asks for what its channels leave over."""
    published = bool(query.measures) and all(measure.id.startswith("published.") for measure in query.measures)
    return published and query.operation == "lookup" and _REST.search(fold_text(query.question).text) is not None


def read_rest(frame: Frame, previous: Query | None) -> Frame | None:
    """The frame of a question for what the channels leave over of all that was published; None for others."""
    if frame.language == "en" or _REST.search(frame.masked) is None:
        return None
    spoken = frame.measures or (previous.measures if previous is not None and not frame.named else ())
    if not spoken or not all(measure.id.startswith("published.") for measure in spoken):
        return None
    measures = load_vocabulary().measures
    parts = tuple(measures[name] for name in CHANNELS)
    leaning = frame.leaning or (previous is not None and not frame.named)
    return replace(frame, measures=(measures[PUBLISHED], *parts), task=Task("lookup"), prose=False, leaning=leaning)


def tells_rest(question: str, word: str) -> bool:
    """Whether a word that no figure uses tells what is left over."""
    return bool(_REST.search(fold_text(question).text) and re.search(r"剩|余|其余|\d", word))
