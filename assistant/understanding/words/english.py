"""Whether a question is put in English, and requests of English put as the questions that they are."""

import re

SHORT = 5
"""Words of so few letters are too often another word."""

_CHINESE = r"[\u3400-\u9fff]"
_CHINESE_NAME = re.compile(
    r"[\u3400-\u9fff]{1,12}?(?:街道办事处|街道办|街道|办事处|苏木|开发区|实验区|[镇乡县市区旗鎮鄉縣區])(?![\u3400-\u9fff]?[年的收])"
)
"""A Chinese name inside an English question, which does not tell its language."""

_LISTING = re.compile(
    r"^(?:(?:please|can you|could you|i want to see|i need) )*(?:list|show|name|give|tell|enumerate|find|display)"
    r"(?: me| us| out)*(?: all)?(?: of)?(?: the| those| any)? "
    r"(?=(?:town(?:ship)?s|agencies|streets|places|subdistricts|offices|reports)"
    r" (?:that|which|who|whose|with|without|where|having|not|mentioning|saying))",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^(which \w+) (?:that|which|who)(?= (?:had|have|did|do|received|got|faced|mention|say|publish|made|were|are)\w*\b)"
)


def ask_which(plain: str) -> str:
    """A request for a list (list the agencies that had lawsuits) as the question that it puts."""
    asked = _LISTING.sub("which ", plain)
    return plain if asked == plain else _RELATIVE.sub(r"\1", asked)


def is_english(question: str, *, before: bool = False) -> bool:
    """Whether a question is put in English: it has Latin words, and Chinese at most in names.

    One without words (2021?) is in the language of the turn ``before`` it.
    """
    letters = len(re.findall(r"[A-Za-z]", question))
    if not re.search(_CHINESE, question):
        return letters > 1 or (before and not letters)
    chinese = len(re.findall(_CHINESE, _CHINESE_NAME.sub("", question)))
    if not chinese and before:
        return True
    return len(re.findall(r"[A-Za-z]+", question)) > 1 and letters > SHORT and letters > 3 * chinese
