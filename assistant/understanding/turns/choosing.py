"""What was chosen: an option of a clarification by its number, place or a part of it, all of them, or one of two spoken of."""

import re
from dataclasses import replace
from typing import Any

from assistant.records import Conversation, Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.words.amounts import WORDS
from assistant.understanding.words.bounds import ORDINALS, SMALL
from assistant.understanding.words.cues import Cues
from ingest.folding import fold_text

PAIR = 2
_CHOICE = re.compile(
    r"^(?:我?选择?|要|是|问的是)?第?(?P<n>\d{1,2}|[一二两三四五六七八九十])(?:个|项|种|条|号|个吧|吧)?(?:选项)?[。.!]?$"
)
_ENGLISH_CHOICE = re.compile(
    r"^(?:option |number |no\.? ?|the )?(?P<n>\d{1,2}|one|two|three|four|five|first|second|third|"
    r"fourth|fifth)(?: one| option)?[.!]?$"
)
_YES = re.compile(r"^(?:是|对|嗯|好|没错|就是|可以|yes|right|ok)")
_LAST = re.compile(r"^(?:选)?(?:最后一个|最后那个|the last(?: one)?)[。.!]?$")
_FORMER = re.compile(r"前者|[前上][面边]?(?:那|的|这)?一?[个家]|\bthe former\b")
_LATTER = re.compile(r"后者|[后下][面边]?(?:那|的|这)?一?[个家]|\bthe latter\b")
_PLAIN_PAIR = re.compile(rf"^(?:我?选择?|要|是|问的是|那|就|的)*(?:{_FORMER.pattern}|{_LATTER.pattern})(?:吧|的|呢|啊)*[。.!?]*$")
"""One of two that were offered or spoken of."""

_OTHER = re.compile(r"^(?:那|那么)?(?:另外?一?个|另一家|剩下的?一?个?)(?:镇|乡|街道)?(?:呢|的呢|的)?[?。]?$")
_AGAIN = re.compile(
    r"^(?:那|那么)?(?P<place>第[一二三四五六七八九十\d]个|前[面一]?[那一]?个|后[面一]?[那一]?个|前者|后者)(?:呢|的呢)[?？。]?$|"
    r"^(?:and|what about|how about) (?P<english>the (?:first|second|third|fourth|fifth|last|former|latter)(?: one)?)[?.]?$"
)
"""How another of the options is asked for once one was chosen."""

_SHORT = 8
_EDGES = "的吧呢那个,。.!?这我要选是:“”\"'"


def choose_option(question: str, pending: Query) -> str | None:
    """The option that an answer to a clarification picks, by number or by a part that only it contains."""
    folded = fold_text(question).text.lower()
    plain = " ".join(question.lower().split())
    number = _read_choice(folded, plain)
    if number is not None:
        return pending.options[number - 1] if 0 < number <= len(pending.options) else None
    if len(pending.options) == 1 and _YES.match(folded):
        return pending.options[0]
    if _LAST.match(folded) or _LAST.match(plain):
        return pending.options[-1]
    if len(pending.options) == PAIR and (_PLAIN_PAIR.match(folded) or _PLAIN_PAIR.match(plain)):
        return pending.options[1 if _LATTER.search(folded) or _LATTER.search(plain) else 0]
    options = {option: fold_text(option).text.lower() for option in pending.options}
    for option, written in options.items():
        if written == folded:
            return option
    part = folded.strip(_EDGES)
    holding = [option for option, written in options.items() if len(part) > 1 and part in written]
    return holding[0] if len(holding) == 1 else None


def misses_options(question: str, pending: Query) -> bool:
    """Whether an answer to a clarification is a number that no option has."""
    number = _read_choice(fold_text(question).text.lower(), " ".join(question.lower().split()))
    return number is not None and not 0 < number <= len(pending.options)


def choose_other(question: str, conversation: Conversation) -> str | None:
    """Another of the options than the one chosen, where 另一个呢 or 第二个呢 asks for it."""
    chosen = conversation.queries[-1].about if conversation.queries else ""
    offering = next((query for query in reversed(conversation.queries) if chosen in query.options), None)
    if offering is None:
        return None
    if _OTHER.match(fold_text(question).text):
        rest = [option for option in offering.options if option != chosen]
        return rest[0] if len(rest) == 1 else None
    return (
        choose_option(again["place"] or again["english"], offering)
        if (again := _AGAIN.match(question.strip().lower())) is not None
        else None
    )


def _read_choice(folded: str, plain: str) -> int | None:
    match = _CHOICE.match(folded) or _ENGLISH_CHOICE.match(plain)
    if match is None:
        return None
    written = match["n"]
    return int(written) if written.isdigit() else SMALL.get(written) or WORDS.get(written) or ORDINALS.get(written)


def keep_one(frame: Frame, previous: Query, conversation: Conversation) -> Query:
    """The query before about the former or the latter of the two agencies, figures or years last spoken of together."""
    first, last = re.search(r"前者|\bformer\b", frame.text), re.search(r"后者|\blatter\b", frame.text)
    if (first is None) == (last is None):
        return previous
    place = 0 if first is not None else 1
    for query in (previous, *reversed(conversation.queries)):
        if len(query.agencies) == PAIR:
            return _narrow(previous, agencies=(query.agencies[place],))
        if len(query.measures) == PAIR:
            return _narrow(previous, measures=(query.measures[place],))
        if len(query.years) == PAIR:
            return _narrow(previous, years=(query.years[place],))
    return previous


def _narrow(query: Query, **told: Any) -> Query:
    """The query about one thing, of which nothing is compared."""
    one: Operation = "lookup" if query.operation in ("compare", "difference", "rank", "sum", "multiple") else query.operation
    return replace(query, operation=one, pairs=(), **told)


def choose_all(question: str, pending: Query, cues: Cues) -> Query | None:
    """The pending query over all that it offered, where the answer to a clarification is 都要."""
    folded = fold_text(question).text.lower().strip(_EDGES + "给看我下吧")
    if len(folded) > _SHORT or not (cues.match("all_options", folded, "zh") or cues.match("all_options", question.lower(), "en")):
        return None
    asked = pending.asked
    return replace(
        pending, question=question, about=asked, options=(), all_agencies=not pending.agencies, all_years=not pending.years
    )
