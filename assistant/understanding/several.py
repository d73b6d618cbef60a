"""Several questions in one turn: where a turn falls apart, and whether one query can hold all of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.records import Conversation, Query
from assistant.understanding.measures.wholes import find_whole
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.nesting import drops_bound, find_nested
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.signs.relations import relates
from assistant.understanding.signs.subjects import ADDED
from assistant.understanding.understand import understand_question
from assistant.understanding.unused import note_unused
from assistant.understanding.words.ends import split_ends
from assistant.understanding.words.vocabulary import load_vocabulary

MOST = 4
"""As many questions of one turn are answered."""

_ENDS = re.compile(r"[?？。；;!！\n]+")
_HALVES = re.compile(r"[,，]|以及|同时|另外|还有|顺便")
_ASKS = re.compile(
    r"多少|几|哪|什么|啥|谁|吗|怎|如何|咋|是否|是不是|有没有|有无|为何|呢|列出|列一下|告诉我|说说|讲讲|[一]下|"
    r"(?i:\b(?:how|what|which|who|whom|whose|when|where|why|did|do|does|is|are|was|were|has|have|list|show|tell|give)\b)"
)
_WHY = re.compile(r"(?:这是|那是?|那么)?(?:为什么|为何|为啥|怎么回事|什么原因|原因是什么|why)(?:呢|啊)?\W*$", re.IGNORECASE)
"""Asks after the question before it and says nothing itself."""
_NAMES = re.compile(r"叫什么|叫啥|叫作什么|什么名字|名称是|名字是|名字叫|what is .* called|name of", re.IGNORECASE)
"""Asks what something is called."""

_LAST_YEAR = re.compile(r"[,，、]\s*(?P<year>(?:在)?\d{4}年(?:度)?|去年|前年)的?\W*$")
_EACH = re.compile(r"各|分别|每年|逐年|each|respectively", re.IGNORECASE)
_TOLD_TOGETHER = FIGURES - {"rank", "threshold"}
"""Operations that one answer may hold together where they speak of the same reports."""


def understand_turn(question: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """What a turn asks, in order: one query, or one for each of its questions where no single one holds them all.

    A later question leans on the one before it as a further turn would. What none of them uses is noted with the last.
    """
    return note_unused(question, _read_turn(question, catalog, conversation), catalog)


def _read_turn(question: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """The queries of a turn, as they are read."""
    whole = understand_question(question, catalog, conversation)
    if whole.operation in ("out_of_scope", "help") or conversation_waits(conversation):
        return (whole,)
    pieces = split_question(question)
    nested = find_nested(question, whole, catalog, conversation) if len(pieces) == 1 else None
    if nested is not None:
        return (nested,)
    whole = replace(whole, unread=whole.unread or drops_bound(question, whole))
    if len(pieces) > 1:
        queries = _understand_each(pieces[:MOST], catalog, conversation)
        if whole.operation == "lookup" and queries[-1].operation == "compare" and queries[-1].measures == whole.measures:
            return queries[-1:]  # 那2020年呢?哪年更多: the comparison tells the figure too
        return queries if _differ(queries, whole) else (whole,)
    queries = _split_halves(question, whole, catalog, conversation)
    return tuple(part for query in queries for part in _spread(query, conversation.queries))[:MOST]


def conversation_waits(conversation: Conversation) -> bool:
    """Whether the last answer left the person a choice."""
    return bool(conversation.queries and conversation.queries[-1].options)


def split_question(question: str) -> tuple[str, ...]:
    """The questions of a turn by its stops; what asks nothing belongs to the question behind it, or else before it."""
    pieces: list[str] = []
    waiting = ""
    for piece in filter(None, (part.strip() for part in _split_keeping(question))):
        waiting += piece
        if _WHY.match(waiting):
            continue
        if _ASKS.search(waiting):
            pieces.append(waiting)
            waiting = ""
    if waiting and pieces:
        pieces[-1] += waiting
    return tuple(pieces) or (question,)


def _split_keeping(question: str) -> Iterable[str]:
    cuts = [0, *(match.end() for match in _ENDS.finditer(question)), len(question)]
    return (question[start:end] for start, end in pairwise(cuts))


def _understand_each(pieces: Sequence[str], catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    talk = Conversation(list(conversation.queries), list(conversation.answers))
    for piece in pieces:
        talk.queries.append(understand_question(piece, catalog, talk))
    return tuple(talk.queries[len(conversation.queries) :])


def _differ(queries: Sequence[Query], whole: Query) -> bool:
    """Whether the questions are of unlike kinds, or of unlike figures of unlike reports, so that one answer cannot hold them."""
    if any(query.options for query in queries) or whole.options:
        return False
    kinds = {_kind(query) for query in queries}
    if len(kinds) > 1:
        return True
    if kinds == {"figures"}:
        return len({_reach(query) for query in queries}) > 1 and len({query.measures for query in queries}) > 1
    if kinds & {"rank", "threshold", "count"}:
        return len({(_reach(query), query.measures, query.ascending, query.threshold) for query in queries}) > 1
    return False


def _spread(query: Query, before: Sequence[Query]) -> Iterable[Query]:
    """A query for each measure of a ranking, each of its ends and each year of a total, where a question asks for several."""
    if ends := split_ends(query, before):
        return ends
    parted = len(query.measures) > 1 and not any(find_whole(one, load_vocabulary()) in query.measures for one in query.measures)
    if (
        query.operation in ("rank", "threshold", "count")
        and parted
        and not (query.options or query.conditions or query.unread or relates(query))
    ):
        return [replace(query, measures=(measure,)) for measure in query.measures]
    totals = query.all_agencies and not query.agencies and _EACH.search(query.question) and ADDED.search(query.question)
    if query.operation in ("rank", "sum") and len(query.years) > 1 and totals and query.limit is None and not query.by:
        return [replace(query, operation="sum", years=(year,)) for year in query.years]
    return [query]


def _kind(query: Query) -> str:
    return "figures" if query.operation in _TOLD_TOGETHER else query.operation


def _reach(query: Query) -> tuple[object, ...]:
    return (query.agencies, query.all_agencies, query.parent, query.years, query.all_years)


def _share_year(first: str, second: str) -> tuple[str, str]:
    """Two halves of a question; a year at its very end, which is of both (谁最多，谁最少，2022年), set before the first."""
    year = _LAST_YEAR.search(second)
    dated = year is None or re.search(r"\d{4}年|[去前今]年", first) is not None
    return (first, second) if dated or year is None else (year["year"] + first, second[: year.start()])


def _split_halves(question: str, whole: Query, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """A figure and a section of the prose (处罚多少件，存在哪些问题) or two rankings, joined by a comma; else the whole."""
    for cut in _HALVES.finditer(question):
        halves = _share_year(question[: cut.start()], question[cut.end() :])
        if not all(_ASKS.search(half) for half in halves):
            continue
        queries = _understand_each(halves, catalog, conversation)
        named = [query for half, query in zip(halves, queries, strict=False) if _NAMES.search(half) and query.operation == "text"]
        if len(named) == 1 and whole.operation in _TOLD_TOGETHER and whole.measures and not (whole.options or whole.objects):
            return (*named, whole)
        texts = [query for query in queries if query.operation == "text" and query.topics not in ((), ("overview",))]
        figures = [query for query in queries if query.operation in _TOLD_TOGETHER and query.measures and not query.options]
        ranked = all(query.operation == "rank" for query in queries) and _differ(queries, whole)
        if ranked or len(texts) == 1 == len(figures):
            return queries
    return (whole,)
