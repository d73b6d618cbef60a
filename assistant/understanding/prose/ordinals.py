"""Which items of an enumeration a question speaks of: 第三条, 前两条, 最后一个问题."""

import re

from assistant.understanding.words.bounds import read_count
from ingest.folding import fold_text

_COUNT = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})"
_KIND = r"(?:条|点|项|个(?=问题|不足|困难|短板|措施|举措|打算|方面|的|呢|是|怎|如何|咋|打算|准备|$|[?。])|大?(?=问题|不足|措施))"
_ORDINAL = re.compile(rf"(?<![例法定律])第{_COUNT}{_KIND}(?!第)")
_LEADING = re.compile(rf"前{_COUNT}{_KIND}")
_LAST = re.compile(rf"最后(?:一|那){_KIND}")
_ENGLISH = re.compile(r"\b(first|second|third|fourth|fifth|last) (?:problem|item|point|measure|one|plan|shortcoming)s?\b")
_ENGLISH_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


def read_ordinals(question: str) -> tuple[int, ...]:
    """The places of the items that a question speaks of, the first being 1 and the last -1; empty where it names none."""
    folded = fold_text(question, keep_layout=True).text.lower()
    if leading := _LEADING.search(folded):
        return tuple(range(1, read_count(leading["n"]) + 1))
    found = [read_count(match["n"]) for match in _ORDINAL.finditer(folded)]
    found += [-1] if _LAST.search(folded) else []
    found += [_ENGLISH_PLACES[match[1]] for match in _ENGLISH.finditer(folded)]
    return tuple(dict.fromkeys(place for place in found if place))


def drop_ordinals(text: str) -> str:
    """A folded question without its words for places of items."""
    for pattern in (_LEADING, _ORDINAL, _LAST, _ENGLISH):
        text = pattern.sub(lambda match: "\x00" * len(match.group()), text)
    return text
