"""Numbers that only the prose states, written down: one by one, apart, ranked, or as what follows from them."""

import re
from collections.abc import Sequence

from assistant.answering.basis import calculate
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.basis.tabling import MOST_IN_PROSE, write_table
from assistant.answering.quotes.quoting import quote_sentence
from assistant.answering.quotes.stating import Statement
from assistant.understanding.prose.objects import STAFF
from ingest.folding import fold_text

APART = re.compile(r"各|分别|每个")
"""How a question asks for several things one by one."""

SHOWN = 50
"""As many rows of a ranking are listed."""


def name_objects(draft: Draft) -> str:
    """What is counted, in the question's words; words that stand together there are one name (热线办结率)."""
    text = fold_text(draft.query.question, keep_layout=draft.query.language == "en").text.lower()
    spans = sorted((text.find(word), text.find(word) + len(word)) for word in (*draft.query.objects, *draft.query.terms))
    names: list[list[int]] = []
    for start, end in spans:
        if names and start <= names[-1][1] + 1 and start >= 0:
            names[-1][1] = max(names[-1][1], end)
        elif start >= 0:
            names.append([start, end])
    whole = [text[start:end] for start, end in names if any(word in text[start:end] for word in draft.query.objects)]
    return draft.names.list(f"“{name}”" for name in whole or draft.query.objects if name != STAFF) or draft.say("stated.staff")


def tell_each(draft: Draft, entered: Sequence[tuple[Statement, int]]) -> None:
    """A sentence and a quote for each report, a table where they are many."""
    if len(entered) > MOST_IN_PROSE:
        _write_rows(draft, [("", *entry) for entry in entered], ranked=False)
        return
    if len({statement.objects for statement, _ in entered}) > 1:
        _tell_apart(draft, entered)
        return
    for statement, position in entered:
        draft.write("stated.one", subject=draft.names.report(statement.report), figure=draft.figure(position, marks=False))
        draft.add(f"- {quote_sentence(draft, statement.sentence)}")
    draft.write("stated.prose")


def _tell_apart(draft: Draft, entered: Sequence[tuple[Statement, int]]) -> None:
    """The numbers of several things by their names, report by report, then the sentences that state them."""
    for report in dict.fromkeys(statement.report for statement, _ in entered):
        own = [(statement, position) for statement, position in entered if statement.report == report]
        told = (
            draft.say(
                "stated.of", label="".join(f"“{word}”" for word in statement.objects), figure=draft.figure(position, marks=False)
            )
            for statement, position in own
        )
        draft.write("stated.several", subject=draft.names.report(report), parts=draft.say("piece.comma").join(told))
        for statement, _ in own:
            draft.add(f"- {quote_sentence(draft, statement.sentence)}")
    draft.write("stated.prose")


def tell_ranking(draft: Draft, entered: Sequence[tuple[Statement, int]]) -> None:
    """The reports in the order of their numbers, the first of them in a sentence where only it is asked for."""
    ascending = draft.query.ascending or draft.query.operation == "minimum"
    ordered = sorted(entered, key=lambda entry: draft.ledger.values[entry[1]].value, reverse=not ascending)
    places = calculate.rank_amounts([draft.ledger.values[position].value for _, position in ordered], ascending=ascending)
    if draft.query.limit == 1 or draft.query.operation != "rank":
        first = [entry for place, entry in zip(places, ordered, strict=True) if place == 1]
        names = draft.names.list(draft.names.report(statement.report) for statement, _ in first)
        extreme = draft.say(f"rank.{'bottom' if ascending else 'top'}_count")
        draft.write("stated.first", extreme=extreme, names=names, figure=draft.figure(first[0][1]))
    for place, (statement, position) in zip(places, ordered, strict=True):
        label = draft.say("rank.label", name=draft.names.report(statement.report))
        draft.ledger.add(place_value(calculate.derive_rank(place, position, label), statement.report))
    rows = [(str(place), *entry) for place, entry in zip(places, ordered, strict=True)]
    _write_rows(draft, rows[: draft.query.limit if (draft.query.limit or 0) > 1 else SHOWN], ranked=True)


def _write_rows(draft: Draft, rows: Sequence[tuple[str, Statement, int]], *, ranked: bool) -> None:
    """A table of numbers, each with its sentence."""
    head = [draft.say(f"column.{name}") for name in ("rank", "agency", "year", "figure", "quote")]
    lines = [
        (
            place,
            draft.names.reporter(statement.report),
            draft.names.year(statement.report.year),
            draft.figure(position, bold=False),
            statement.sentence.readable,
        )
        for place, statement, position in rows
    ]
    write_table(draft, head if ranked else head[1:], lines if ranked else [line[1:] for line in lines])


def tell_derived(draft: Draft, positions: Sequence[int]) -> None:
    """The numbers added up, averaged or held against each other, where all are counted alike."""
    values, operation = draft.ledger.values, draft.query.operation
    if len({values[position].unit for position in positions}) > 1:
        draft.write("adding.units")
        return
    label = name_objects(draft)
    if operation == "multiple":
        derived = calculate.derive_multiple(values, positions[0], positions[1], label)
    elif operation == "difference":
        derived = calculate.derive_difference(values, positions[0], positions[1], label)
    else:
        derive = calculate.derive_average if operation == "average" else calculate.derive_sum
        derived = derive(values, positions, draft.say(f"total.{operation}_label", label=label))
    if derived is not None:
        draft.ledger.add(derived)
        draft.write(f"stated.{'total' if operation == 'sum' else operation}", figure=draft.amount(derived))
