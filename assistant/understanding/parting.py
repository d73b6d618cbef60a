"""Clauses of one question that ask for unlike things (收到几件，结转几件，什么时候公布的): each kind is answered by itself."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from assistant.records import Query
from assistant.understanding.cutting import CUT
from assistant.understanding.signs.operations import FIGURES, PICKING
from ingest.folding import fold_text

_ASKS = re.compile(
    r"多少|几|哪|什么|啥|谁|吗|怎|如何|咋|是否|是不是|有没有|有无|为何|何时|多久|"
    r"(?P<verb>[\u4e00-\u9fff])[没不](?P=verb)|排名|排[第前]|最[多少高低]|比一比|"
    r"(?:率|占比|比重|比例|[条件次人总]数|数量|申请数|趋势|走势|变化|变化情况|对比|比较)(?:呢|多高|多大)?[?。]*$"
)
_MANNERS = re.compile(
    r"(?:行不行|好不好|(?:可不可以|能不能|可以|能|请)?(?:告诉|跟|给)我[^，,。?？]{0,6}|可不可以|能不能|可以吗|好吗|行吗|是吗|对吗|对吧|是不是|知道吗|知不知道|要不要紧|怎么说呢|什么的|请问一?下?|麻烦[^，,。?？]{0,8})[呀啊呢]?[?？。!！]*$"
)
"""Clauses of mere manner, which ask nothing."""

_EACH = re.compile(
    r"^(?:各自|各|分别|每[种类项个家])(?:是|有|占|为|都|发|收|办|罚|花|公开|发布|推送)?了?(?:多少|几)[件条次项个份名人篇宗起]?[呢啊]?[?。]*$"
)
"""A clause that only asks how many each of those are that the clause before it asks for (各几件)."""

_BARE_AMOUNT = re.compile(
    r"(?:那|又|它们|各自?|分别|具体|一共|总共|是|有|占)*(?:多少|几)(?:[件条个项次份篇人宗起]|万?元)?(?:呢|啊)?[?。]*$"
)
"""An amount and nothing else."""

_PAIRED = ("text_vs_table", "text_parts")
"""Rules of checks on a figure that the answer with the figure follows by itself."""

Understand = Callable[[Sequence[str]], tuple[Query, ...]]


def part_clauses(question: str, whole: Query, understand: Understand) -> tuple[Query, ...]:
    """The queries of the unlike clauses of a question, in order; none where ``whole`` holds them, or one is not understood.

    ``understand`` reads clauses each of which leans on the one before.
    """
    clauses = _cut(question)
    if (
        len(clauses) == 1
        or whole.language == "en"
        or whole.course
        or whole.options
        or whole.among
        or whole.conditions
        or whole.own
        or (whole.operation == "check" and whole.wants_difference)  # 衔接吗，差几件: the gap is told with the finding
    ):
        return ()
    kinds = [_find_kind(query) for query in understand(clauses)]
    groups = [
        "，".join(clause for clause, _ in group) for _, group in groupby(zip(clauses, kinds, strict=True), lambda one: one[1])
    ]
    queries = understand(groups) if len(groups) > 1 else ()
    parted = bool(queries) and _is_sure(queries[0]) and all(_is_sure(query) or _is_foreign(query) for query in queries)
    if whole.operation == "text" and any(_is_foreign(query) for query in queries):
        return ()  # the words of all clauses are looked for together
    return queries if parted and all(_are_unlike(one, two) for one, two in pairwise(queries)) else ()


def _cut(question: str) -> list[str]:
    """The clauses that ask something; what asks nothing belongs to the clause behind it, or else before it."""
    cuts = [0, *(place for match in CUT.finditer(question) for place in match.span()), len(question)]
    clauses: list[str] = []
    waiting = ""
    for piece in (question[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)):
        if clauses and not waiting and _EACH.match(fold_text(piece).text.strip()):
            clauses[-1] += f"，{piece}"
            continue
        if clauses and not waiting and _BARE_AMOUNT.match(fold_text(piece).text):
            clauses[-1] += f"，{piece}"  # 什么理由，各几件: of what was just asked
            continue
        waiting = f"{waiting}，{piece}" if waiting else piece
        if _ASKS.search(_MANNERS.sub("", fold_text(waiting).text)):
            clauses.append(waiting)
            waiting = ""
    if waiting and clauses:
        clauses[-1] += f"，{waiting}"
    return clauses or [question]


def _find_kind(query: Query) -> str:
    """What sort of answer a query gets."""
    if query.objects:
        return "objects"
    if query.operation in ("text", "mentions", "provenance"):
        return "prose"
    if query.operation in PICKING:
        return "among"
    return "figures" if query.operation in FIGURES else query.operation


def _is_foreign(query: Query) -> bool:
    """Whether a clause is none for these reports, which is told of it alone."""
    return query.operation == "out_of_scope"


def _is_sure(query: Query) -> bool:
    """Whether a clause is understood by itself."""
    if query.options or query.unread or query.operation in ("out_of_scope", "help", "provenance", "mentions"):
        return False
    if query.operation == "text":
        return bool(query.objects or query.terms or set(query.topics) - {"overview"})
    if query.operation == "reports":
        return bool(query.agencies or query.stock)
    return query.operation == "check" or bool(query.measures or query.objects)


def _are_unlike(one: Query, two: Query) -> bool:
    """Whether the second of two clauses asks for what no answer to the first tells."""
    dated = one.operation == "reports" and two.rules == ("published_late",)  # the date is told with whether it was late
    if two.operation == "check" and (dated or set(two.rules) & set(_PAIRED)):
        return False
    kinds = {_find_kind(one), _find_kind(two)}
    return "among" not in kinds or kinds != {"among", "figures"} or bool(two.agencies and not one.agencies)
