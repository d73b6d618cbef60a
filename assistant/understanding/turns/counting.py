"""Bare follow-ups on numbers that only the prose states: two of them added up or held against each other (两者加起来)."""

import re
from dataclasses import replace

from assistant.records import Answer, Conversation, Operation, Query
from ingest.folding import fold_text

_TWO = r"(?:那|那么|把|将|这|前|上面)*(?:两|二|俩)?(?:个|者|项|种|类|数|条|样)*(?:数|数字|信息)?"
_TWO_SAID = re.compile(r"[两二俩](?:个|者|项|种|类|数|条|样)|前者")
_ENDING = r"(?:是|有|为|等于)?(?:多少|几)?(?:个人|人次|[件条个次项份篇人名位起])?[呢吗啊]?[?。]*"
_WANTED: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("sum", re.compile(rf"{_TWO}(?:一共|总共|合计|共计|加起来|加在一起|合起来|相加|加总|之和|共){_ENDING}")),
    ("difference", re.compile(rf"{_TWO}(?:相差|差|差了|之差|差距){_ENDING}|前者比后者[多少]{_ENDING}")),
    ("multiple", re.compile(r"(?:前者|前一个)是(?:后者|后一个)的(?:几|多少)倍[呢?。]*")),
)


def join_counted(question: str, conversation: Conversation) -> Query | None:
    """The query that adds up the prose's numbers of the last turn or the last two; None where they gave no two numbers."""
    folded = fold_text(question).text
    operation = next((name for name, shape in _WANTED if shape.fullmatch(folded)), None)
    told = list(zip(conversation.queries, conversation.answers, strict=False))[-2:]
    if operation is None or not told or not told[-1][0].objects or len(told[-1][0].agencies) != 1:
        return None
    last = told[-1][0]
    if len(last.objects) > 1 and _count_stated(told[-1][1]) == len(last.objects):
        told = told[-1:]
    elif len(told) == 1 or not all(_tells_one(query, answer, last) for query, answer in told):
        return replace(last, question=question, unread=(folded.rstrip("?。"),)) if _TWO_SAID.search(folded) else None
    objects = tuple(
        dict.fromkeys(word for query, _ in told for word in (query.objects if len(told) == 1 else _name_thing(query)))
    )
    units = tuple(dict.fromkeys(unit for query, _ in told for unit in query.units))
    near = tuple(citation.quote for _, answer in told for citation in answer.citations)
    plain = {"topics": (), "related": (), "measures": (), "assumed": (), "portion": False}
    joined = replace(last, question=question, operation=operation, objects=objects, units=units, terms=(), near=near, **plain)  # type: ignore[arg-type]
    return replace(joined, together=True)


def _tells_one(query: Query, answer: Answer, last: Query) -> bool:
    """Whether a turn gave one number of something in the prose of the reports that the last turn spoke of."""
    alike = query.agencies == last.agencies and query.years == last.years
    return alike and bool(query.objects) and _count_stated(answer) == 1


def _name_thing(query: Query) -> tuple[str, ...]:
    """The longest of the words that a turn counted by: 县长信箱 of 县长信箱 and 来信."""
    return (max(query.objects, key=len),)


def _count_stated(answer: Answer) -> int:
    return sum(value.derived is None for value in answer.values)
