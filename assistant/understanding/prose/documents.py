"""Documents that a question counts as such (发了多少文, 主动公开的文件几件), and not the items of information published."""

import re
from collections.abc import Iterator, Sequence

from assistant.records import Measure

_OPENED = re.compile(r"(?P<how>主动公开|依申请公开|不公开)了?的?(?P<what>文件|公文)(?:有|共|数量?)?(?:多少|几)[件份个]")
_ISSUED = re.compile(
    r"(?:发出?|印发|制发|下发)(?:了|过)?(?:多少|几)[件份个]?(?:公文|文件|文(?![\u4e00-\u9fff]))|"
    r"发文(?:了|有|共|是|为|总|数|量)*(?:多少|几)(?![篇条])"
)
_OF_ISSUED = re.compile(
    r"(?P<how>主动公开|依申请公开|不公开)(?:了|过|的|有|是|占)*"
    r"(?:(?:多少|几)[件份个]|(?<!依申请公开)(?<!依申请公开的)呢)"
)

ISSUED = "发文"
"""What is counted where a question asks how many documents an agency issued."""


def list_documents(text: str, measures: Sequence[Measure]) -> Iterator[str]:
    """The documents that the bare words of a question count: those issued, and which of them were opened.

    What ``measures`` name more closely is none of them: items on a channel, the form's normative documents.
    """
    if _ISSUED.search(text) and all(measure.id == "published.total" for measure in measures):
        yield ISSUED
        yield from list_opened(text, (ISSUED,))
    for match in _OPENED.finditer(text):
        yield f"{match['how']}{match['what']}"


def list_opened(text: str, before: Sequence[str]) -> tuple[str, ...]:
    """Which of the documents spoken of before a further question counts (发了多少文 || 主动公开了几件); empty where none."""
    if not any(word == ISSUED or word.endswith(("文件", "公文")) for word in before):
        return ()
    return tuple(f"{match['how']}文件" for match in _OF_ISSUED.finditer(text))
