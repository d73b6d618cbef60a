"""Answers on which item of a group is the largest over several reports together (不予公开的理由哪种最多)."""

from assistant.answering.basis.calculate import derive_sum
from assistant.answering.basis.caveats import add_coverage, add_notes
from assistant.answering.basis.changes import position_of
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.tabling import write_table
from assistant.answering.figures.lookups import compose_missing
from assistant.records import Answer, Measure, Query
from assistant.understanding.signs.members import asks_items


def weighs_items(query: Query) -> bool:
    """Whether a query adds up each item of a group to tell the largest."""
    return query.operation == "sum" and len(query.measures) > 1 and asks_items(query.question)


def compose_items(draft: Draft) -> Answer:
    """The item with the largest sum, or the smallest where that is asked, and the sums of all."""
    entries = [entry for entry in draft.enter_all() if entry.position is not None]
    if not entries or draft.evidence.wide:
        return compose_missing(draft)
    sums: list[tuple[int, Measure]] = []
    for measure in draft.query.measures:
        positions = [position_of(entry) for entry in entries if entry.reading.measure.id == measure.id]
        if positions:
            label = draft.say("total.sum_label", label=draft.names.measure(measure))
            sums.append((draft.ledger.add(derive_sum(draft.ledger.values, positions, label)), measure))
    values = draft.ledger.values
    sums.sort(key=lambda pair: values[pair[0]].value, reverse=not draft.query.ascending)
    first = [pair for pair in sums if values[pair[0]].value == values[sums[0][0]].value]
    names = draft.names.list(f"**{draft.names.measure(measure)}**" for _, measure in first)
    years = draft.names.list(draft.names.year(year) for year in draft.query.years)
    key = "members.least" if draft.query.ascending else "members.most"
    draft.write(key, lead=years, names=names, figure=draft.amount(values[sums[0][0]]))
    rows = [[draft.names.measure(measure), draft.amount(values[place], bold=False)] for place, measure in sums]
    write_table(draft, [draft.say("column.measure"), draft.say("column.figure")], rows)
    add_coverage(draft)
    add_notes(draft, entries)
    return draft.finish("answered")
