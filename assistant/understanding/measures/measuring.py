"""Which measures a question means: its phrases put together table by table, clause by clause.

A clause that names a row of a table and no column gets the column that people mean without saying; one that names only a
column, or only an applicant, takes the row of the clause before it or of the question before.
"""

import re
from dataclasses import replace
from itertools import pairwise

from assistant.records import Measure
from assistant.understanding.measures.picking import Context, find_context, pick_tables
from assistant.understanding.measures.selecting import Selection, select_entries
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.vocabulary import Vocabulary

_BARE_WHOLE = re.compile(
    r"占(?:了|到)?[\x00它其自己]*的?(?:全部的?|所有的?|总的)?(?P<whole>总数量?|总量|总额|总计|合计|全部)(?=的?(?:多少|几|百分|比[例重]|多大|份额|[?。,]|$))"
)
"""A whole without a name (占总数几成): it is that of the part spoken of."""

BREAK = re.compile(r"[,;。!?]|其中|以及|另外|并且|而且|同时|还有(?=[^\x00]*(?:多少|几))")

_COUNTED = re.compile(
    r"(?:几|多少)[^、,;。?和与及跟]{0,6}[、和与及跟](?=[^,;。?]{1,12}(?:几|多少))|(?:几|多少)[件条](?=[^、,;。?]{2,5}(?:几|多少)[件条])"
)
"""Where a list of counts goes on (收到几件、办结几件)."""


def find_measures(
    text: str, tokens: tuple[Token, ...], vocabulary: Vocabulary, forms: frozenset[str], context: Context
) -> tuple[Measure, ...]:
    """The measures that ``text`` names, in the order of mention, none twice.

    ``text`` has names and years blanked. ``forms`` are the form versions of the reports in question: they decide what a row
    without a column, or with a vague one, means. ``context`` is empty unless the question leans on the one before it.
    """
    wholes = [match.span("whole") for match in _BARE_WHOLE.finditer(text)]
    tokens = tuple(token for token in tokens if not any(first <= token.start < last for first, last in wholes))
    clauses: list[tuple[Selection, list[str]]] = []
    for start, end in _split_clauses(text):
        inside = tuple(token for token in tokens if start <= token.start < end)
        selection = select_entries(text[start:end], inside, start)
        ids = [*pick_tables(selection, vocabulary, forms, context, follows=text[max(0, start - 2) : start] == "其中")]
        if ids:
            context = find_context(vocabulary.measures[name] for name in ids[:1] if name in vocabulary.measures) or context
        clauses.append((selection, ids))
    counted = sum(bool(found.number and found.hinted("row")) for found, _ in clauses)
    handled = any(found.outcome for found, _ in clauses)  # 收到几件，都是怎么答复的
    if not any(ids for _, ids in clauses) and (counted > 1 or (counted and handled)):
        context = Context("requests")  # 收到几件、答复几件
    chosen = [name for selection, ids in clauses for name in ids or _pick_listed(selection, vocabulary, forms, context)]
    return tuple(vocabulary.measures[name] for name in dict.fromkeys(chosen) if name in vocabulary.measures)


def _pick_listed(selection: Selection, vocabulary: Vocabulary, forms: frozenset[str], context: Context) -> list[str]:
    """What a clause with everyday words means beside the others of its list (新制定几件、废止几件规范性文件)."""
    if not context.table and {"upheld", "corrected"} & {*selection.hinted("outcome")}:
        context = Context("disputes", "all")  # 维持几件: only disputes end so
    if selection.outcome and context.table == "requests" and selection.spoken("bundle"):
        return pick_tables(selection, vocabulary, forms, context, follows=False)
    if not (selection.number and any(selection.hinted(axis) for axis in ("row", "column", "outcome"))):
        return []
    if _only_counts(selection, context):
        return []  # 各几件 asks of the column spoken of
    plain = replace(selection, strong={**selection.strong, "column": selection.spoken("column")})
    return pick_tables(plain, vocabulary, forms, context, follows=False) if context.table else []


def _only_counts(selection: Selection, context: Context) -> bool:
    """Whether a clause has but a counter behind a column that does not count decisions (现行有效多少件 || 少了几件)."""
    bare = set(selection.hinted("column")) <= {"decisions"} and not (selection.hinted("row") or selection.hinted("outcome"))
    return bare and context.table == "active" and context.column not in ("", "decisions")


def _split_clauses(text: str) -> list[tuple[int, int]]:
    breaks = sorted({match.end() for shape in (BREAK, _COUNTED) for match in shape.finditer(text)})
    cuts = [0, *breaks, len(text)]
    return [(first, last) for first, last in pairwise(cuts) if first < last]
