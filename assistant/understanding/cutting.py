"""Where a turn may fall apart: its questions by their stops, their clauses by commas, and orders to the program."""

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.understanding.words.cues import load_cues
from ingest.folding import fold_text

_ENDS = re.compile(
    r"[?？。；;!！\n]+[”’\"]?|[,，](?=(?:那么?)?(?:超过|不到|不足|至少|[多少高低大小]于|达到)[^,，?？]{1,8}的?呢[?？]*$)"
)

ASKS = re.compile(
    r"多少|几|哪|什么|啥|谁|吗|怎|如何|咋|是否|是不是|有没有|有无|为何|呢|列出|列一下|告诉我|说说|讲讲|[一]下|"
    r"(?i:\b(?:how|what|which|who|whom|whose|when|where|why|did|do|does|is|are|was|were|has|have|list|show|tell|give)\b)"
)
"""What shows that a sentence asks something."""

_WHY = re.compile(r"(?:这是|那是?|那么)?(?:为什么|为何|为啥|怎么回事|什么原因|原因是什么|why)(?:呢|啊)?\W*$", re.IGNORECASE)
"""Asks after the question before it and says nothing itself."""

CUT = re.compile(r"[,，]|以及|同时|另外|还有|顺便")
"""Where the clauses of a question part."""


def drop_orders(question: str) -> str:
    """The sentences of a turn that ask something, without those that are orders to the program; all of it where none is."""
    parts = [part for piece in _split_keeping(question) for part in re.split(r"(?<=[a-z]{2}\.)\s+", piece)]
    kept = [part for part in parts if not _orders(part)]
    return question if len(kept) == len(parts) else "".join(part for part in kept if ASKS.search(part))


def _orders(part: str) -> bool:
    """Whether a sentence is an order to the program."""
    cues = load_cues()
    return cues.match("injection", fold_text(part).text.lower(), "zh") or cues.match("injection", part.lower(), "en")


def split_question(question: str) -> tuple[str, ...]:
    """The questions of a turn by its stops; what asks nothing belongs to the question behind it, or else before it."""
    pieces: list[str] = []
    waiting = ""
    for piece in filter(None, (part.strip() for part in _split_keeping(question))):
        waiting += piece
        if _WHY.match(waiting):
            continue
        if ASKS.search(waiting):
            pieces.append(waiting)
            waiting = ""
    if waiting and pieces:
        pieces[-1] += waiting
    return tuple(pieces) or (question,)


def _split_keeping(question: str) -> Iterable[str]:
    cuts = [0, *(match.end() for match in _ENDS.finditer(question)), len(question)]
    return (question[start:end] for start, end in pairwise(cuts))
