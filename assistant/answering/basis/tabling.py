"""Markdown tables of entries."""

from collections.abc import Sequence

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import Entry
from assistant.answering.basis.naming import Part, split_parts

MOST_IN_PROSE = 3
"""More figures than this stand in a table."""


def write_table(draft: Draft, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Adds a table; a pipe inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    draft.add("\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines))


def tabulate_entries(draft: Draft, entries: Sequence[Entry], asked: Sequence[Part] = ()) -> None:
    """Adds a table with a row per entry, showing the parts of the names in which they differ, and those ``asked`` for."""
    _, differing = split_parts(entries)
    parts = tuple(part for part in ("agency", "year", "measure") if part in (*differing, *asked)) or ("agency",)
    head = [*(draft.say(f"column.{part}") for part in parts), draft.say("column.figure")]
    rows = [[*(draft.names.part(entry.reading, part) for part in parts), draft.entry(entry, bold=False)] for entry in entries]
    write_table(draft, head, rows)


def list_entries(draft: Draft, entries: Sequence[Entry], *, bold: bool = True) -> str:
    """Entries in a row, each with the parts of its name in which they differ: 2020年0件[1]，2023年74件[2]."""
    _, parts = split_parts(entries)
    pieces = [
        f"{draft.names.reading(entry.reading, parts)}{' ' if draft.query.language == 'en' else ''}{draft.entry(entry, bold=bold)}"
        for entry in entries
    ]
    return draft.say("piece.comma").join(pieces)


def name_shared(draft: Draft, entries: Sequence[Entry]) -> str:
    """What all entries have in common: 甲镇行政处罚."""
    shared, _ = split_parts(entries)
    return draft.names.reading(entries[0].reading, shared)
