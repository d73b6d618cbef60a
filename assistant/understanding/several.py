"""Several questions in one turn: what each of them asks, and whether one query can hold all of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.records import Conversation, Query, Threshold
from assistant.understanding.cutting import ASKS, CUT, drop_orders, split_question
from assistant.understanding.measures.wholes import find_whole
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.nesting import drops_bound, find_nested
from assistant.understanding.parting import part_clauses
from assistant.understanding.peaks import find_peak
from assistant.understanding.signs.claims import split_claims
from assistant.understanding.signs.form_changes import add_form_change
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.signs.quorums import read_quorum
from assistant.understanding.signs.relations import relates
from assistant.understanding.signs.subjects import ADDED
from assistant.understanding.signs.verdicts import fit_verdict
from assistant.understanding.turns.conversation import turn_over
from assistant.understanding.understand import understand_question
from assistant.understanding.unused import note_unused
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.ends import split_ends
from assistant.understanding.words.vocabulary import load_vocabulary

MOST = 4
"""As many questions of one turn are answered."""

_NAMES = re.compile(r"叫什么|叫啥|叫作什么|什么名字|名称是|名字是|名字叫|what is .* called|name of", re.IGNORECASE)
"""Asks what something is called."""

_LAST_YEAR = re.compile(r"[,，、]\s*(?P<year>(?:在)?\d{4}年(?:度)?|去年|前年)的?\W*$")
_KEPT = ("按上文", "kept from before")
"""How notes begin on what is kept from the turn before, which need not be said within one turn."""

_EACH = re.compile(r"各|分别|每年|逐年|each|respectively", re.IGNORECASE)
_EACH_AGENCY = re.compile(
    r"各个?(?:乡镇街道|乡镇|镇街|民族乡|镇|乡|街道|苏木|单位|机关|地|县|区)|each (?:town|agency|place)\w*", re.IGNORECASE
)
"""How a question speaks of every agency, whose figures it may want as one total (各镇加起来)."""

_TOLD_TOGETHER = FIGURES - {"rank", "threshold"}
"""Operations that one answer may hold together where they speak of the same reports."""


def understand_turn(question: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """What a turn asks, in order: one query, or one for each of its questions where no single one holds them all.

    A later question leans on the one before it as a further turn would. What none of them uses is noted with the last.
    """
    question, conversation = turn_over(question, conversation)
    plain = drop_orders(question)
    if plain != question:
        return note_unused(plain or question, _read_beside(question, plain, catalog, conversation), catalog)
    return note_unused(question, _read_turn(question, catalog, conversation), catalog)


def _read_turn(question: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """The queries of a turn, as they are read."""
    told = _read_quorum(question, catalog, conversation) or _read_claims(question, catalog, conversation)
    if told:
        return told
    whole = understand_question(question, catalog, conversation)
    if whole.operation in ("out_of_scope", "help") or conversation_waits(conversation):
        parted = () if conversation_waits(conversation) else _part(question, whole, catalog, conversation)
        return parted or (whole,)
    pieces = split_question(question)
    nested = find_nested(question, whole, catalog, conversation) if len(pieces) == 1 else None
    nested = nested or find_peak(question, catalog, conversation)
    if nested is not None:
        return (nested,)
    whole = replace(whole, unread=whole.unread or drops_bound(question, whole))
    if len(pieces) > 1:
        queries = _understand_each(pieces[:MOST], catalog, conversation)
        if whole.operation == "lookup" and queries[-1].operation == "compare" and queries[-1].measures == whole.measures:
            return queries[-1:]  # 那2020年呢?哪年更多: the comparison tells the figure too
        return queries if _differ(queries, whole) else (whole,)
    queries = _split_halves(question, whole, catalog, conversation)
    told = tuple(part for query in queries for part in _spread(query, conversation.queries))[:MOST]
    return (*told, *add_form_change(told, catalog))


def _read_quorum(question: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """The query for the agencies on whose number a question sets a bound; empty where it sets none or they cannot be found."""
    quorum = read_quorum(question) if not conversation_waits(conversation) else None
    if quorum is None:
        return ()
    query = understand_question(quorum.question, catalog, conversation)
    if query.operation == "rank" and query.limit is None and query.position is None and not relates(query):
        query = replace(query, operation="threshold", threshold=Threshold(">", Decimal(0)))  # 被复议 is to have some
    fits = query.operation in ("threshold", "count") and query.measures and not (query.options or query.unread or query.agencies)
    whole = query.threshold is not None or bool(query.conditions)
    return (replace(query, question=question, quorum=quorum.bound),) if fits and whole and not query.objects else ()


def _read_claims(question: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """A query for each of several numbers that a question asks to confirm; empty where it asks for fewer."""
    pieces = split_claims(question) if not conversation_waits(conversation) else ()
    asked = _understand_each([piece for piece, _ in pieces], catalog, conversation)
    queries = tuple(fit_verdict(replace(query, threshold=bound)) for query, (_, bound) in zip(asked, pieces, strict=True))
    sure = all(query.operation == "lookup" and len(query.measures) == 1 and query.threshold for query in queries)
    single = len({query.agencies for query in queries}) == 1 and all(len(query.agencies) == 1 for query in queries)
    return queries if sure and single and not any(query.options for query in queries) else ()


def _read_beside(question: str, plain: str, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """The queries of what a turn asks beside orders to the program; where that is nothing, what becomes of the whole turn."""
    queries = _read_turn(plain, catalog, conversation) if plain else ()
    if not queries or not all(query.measures or query.agencies for query in queries):
        return (understand_question(question, catalog, conversation),)
    note = "what the question orders is not followed" if queries[-1].language == "en" else "只回答其中的问题，不照其中的指令做"
    return (*queries[:-1], replace(queries[-1], question=question, assumed=(*queries[-1].assumed, note)))


def conversation_waits(conversation: Conversation) -> bool:
    """Whether the last answer left the person a choice."""
    return bool(conversation.queries and conversation.queries[-1].options)


def _understand_each(pieces: Sequence[str], catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    talk = Conversation(list(conversation.queries), list(conversation.answers))
    for piece in pieces:
        talk.queries.append(understand_question(piece, catalog, talk))
    queries = talk.queries[len(conversation.queries) :]
    plain = (replace(query, assumed=tuple(note for note in query.assumed if not note.startswith(_KEPT))) for query in queries[1:])
    return (*queries[:1], *plain)


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
        return len({(_reach(query), query.measures, query.ascending, query.threshold, query.position) for query in queries}) > 1
    return False


def _spread(query: Query, before: Sequence[Query]) -> Iterable[Query]:
    """A query for each measure of a ranking, each of its ends and each year of a total, where a question asks for several."""
    if ends := split_ends(query, before):
        return ends
    parted = len(query.measures) > 1 and not any(find_whole(one, load_vocabulary()) in query.measures for one in query.measures)
    if (
        query.operation in ("rank", "threshold", "count")
        and parted
        and not (query.options or query.conditions or query.unread or query.apiece or relates(query))
    ):
        return [replace(query, measures=(measure,)) for measure in query.measures]
    totals = query.all_agencies and not query.agencies and ADDED.search(query.question)
    ordered = load_cues().match("order", query.question.lower(), query.language)
    if totals and query.operation == "rank" and not (ordered or query.limit or query.by) and _EACH_AGENCY.search(query.question):
        query = replace(query, operation="sum")
    totals = totals and _EACH.search(_EACH_AGENCY.sub("", query.question))
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
    parted = _part(question, whole, catalog, conversation)
    if len(parted) > len(("one", "two")):
        return parted
    for cut in CUT.finditer(question):
        halves = _share_year(question[: cut.start()], question[cut.end() :])
        if not all(ASKS.search(half) for half in halves):
            continue
        queries = _understand_each(halves, catalog, conversation)
        named = [query for half, query in zip(halves, queries, strict=False) if _NAMES.search(half) and query.operation == "text"]
        if len(named) == 1 and whole.operation in _TOLD_TOGETHER and whole.measures and not (whole.options or whole.objects):
            return (*named, whole)
        texts = [query for query in queries if query.operation == "text" and query.topics not in ((), ("overview",))]
        figures = [query for query in queries if query.operation in _TOLD_TOGETHER and query.measures and not query.options]
        ranked = all(query.operation == "rank" for query in queries) and _differ(queries, whole)
        counted = [query for query in queries if query.objects and len(query.agencies) == 1]
        both = len(counted) == 1 == len([query for query in figures if not query.objects])
        if ranked or len(texts) == 1 == len(figures) or both:
            return queries
    return parted or (whole,)


def _part(question: str, whole: Query, catalog: Catalog, conversation: Conversation) -> tuple[Query, ...]:
    """The queries of unlike clauses; none where one query holds them."""
    return part_clauses(question, whole, lambda clauses: _understand_each(clauses, catalog, conversation))
