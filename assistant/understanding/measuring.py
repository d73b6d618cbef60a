"""Which measures a question means: its phrases put together table by table, clause by clause.

A clause that names a row of a table and no column gets the column that people mean without saying; one that names only a
column, or only an applicant, takes the row of the clause before it or of the question before.
"""

import re
from itertools import pairwise

from assistant.records import Measure
from assistant.understanding.lexicon import Token
from assistant.understanding.picking import Context, find_context, pick_tables
from assistant.understanding.selecting import select_entries
from assistant.understanding.vocabulary import Vocabulary

BREAK = re.compile(r"[,;。!?]|其中|以及|另外|并且|而且|同时|还有(?=[^\x00]*(?:多少|几))")


def find_measures(
    text: str, tokens: tuple[Token, ...], vocabulary: Vocabulary, forms: frozenset[str], context: Context
) -> tuple[Measure, ...]:
    """The measures that ``text`` names, in the order of mention, none twice.

    ``text`` has names and years blanked. ``forms`` are the form versions of the reports in question: they decide what a row
    without a column, or with a vague one, means. ``context`` is empty unless the question leans on the one before it.
    """
    chosen: list[str] = []
    for start, end in _split_clauses(text):
        clause = text[start:end]
        inside = tuple(token for token in tokens if start <= token.start < end)
        selection = select_entries(clause, inside, start)
        ids = [*pick_tables(selection, vocabulary, forms, context, follows=text[max(0, start - 2) : start] == "其中")]
        if ids:
            context = find_context(vocabulary.measures[name] for name in ids[:1] if name in vocabulary.measures) or context
        chosen.extend(ids)
    return tuple(vocabulary.measures[name] for name in dict.fromkeys(chosen) if name in vocabulary.measures)


def _split_clauses(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in BREAK.finditer(text)), len(text)]
    return [(first, last) for first, last in pairwise(cuts) if first < last]
