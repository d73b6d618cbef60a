"""Whether a question asks of whom something happened at all (哪些镇收到过申请, which towns had lawsuits)."""

import re

_HAPPENED = re.compile(
    r"过(?:的|吗|$|[?。!,])|^(?!.*(?:多少|几)).*收到[了过]|"
    r"which (?:town(?:ship)?s|agencies|streets|places|sub-?districts|offices) "
    r"(?:had|have|has|has had|have had|ha(?:s|ve) ever|faced?|received?|got|get|saw|made|make|issued?|imposed?|reported|recorded|"
    r"published|publish|were|was) (?!how)"
)
_WHO_DID = re.compile(
    r"which (?:town(?:ship)?s|agencies|streets|places|sub-?districts|offices) \w+ed (?!.*\b(?:how|more|fewer|less|than)\b)"
)
"""Who did what is measured (which towns refused requests)."""


def happened(text: str, *, measured: bool) -> bool:
    """Whether the text, in which names and years are blanked, asks who had some; ``measured`` says that it names a figure."""
    return _HAPPENED.search(text) is not None or (measured and _WHO_DID.search(text) is not None)
