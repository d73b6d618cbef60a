"""The cells that a check could not read or could not use."""

from collections.abc import Sequence
from itertools import groupby

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import cite_cell, name_cell
from index.records import StoredCell, StoredReport
from ingest.records import Finding

LISTED = 40
"""As many cells are listed."""

COLUMNS = 7
"""A row of the table of requests has so many cells."""


def list_unread(draft: Draft, report: StoredReport, findings: Sequence[Finding]) -> list[str]:
    """The cells of these findings that have no number: those with something in them one by one, the others by their state."""
    stored = {each.cell.cell: each for each in draft.evidence.cells if each.report.id == report.id}
    wanted = [cell for cell in dict.fromkeys(cell for finding in findings for cell in finding.cells) if lacks(stored.get(cell))]
    read = [stored[cell] for cell in wanted if cell in stored and stored[cell].cell.raw.strip()]
    lines = [tell_cell(draft, each) for each in read[:LISTED]]
    for state in ("unreadable", "blank", "absent"):
        empty = [cell for cell in wanted if name_state(stored.get(cell)) == state]
        if empty:
            lines.append(draft.say(f"check.cells_{state}", labels=draft.names.list(name_rows(draft, empty), most=LISTED)))
    return lines


def lacks(stored: StoredCell | None) -> bool:
    """Whether a cell has no number."""
    return stored is None or stored.cell.state != "stated"


def name_state(stored: StoredCell | None) -> str:
    """Why a cell with nothing in it has no number; empty for one in which something stands."""
    if stored is None:
        return "absent"
    return "" if stored.cell.raw.strip() else stored.cell.state


def tell_cell(draft: Draft, stored: StoredCell) -> str:
    """A cell without a number and what stands there."""
    marks = draft.mark([draft.ledger.cite(cite_cell(stored))])
    label = name_cell(stored.cell.cell, draft.query.language)
    return draft.say(f"check.cell_{stored.cell.state}", label=label, raw=stored.cell.raw.strip(), marks=marks)


def name_rows(draft: Draft, cells: Sequence[str]) -> list[str]:
    """What cells are called, a whole row of the requests by its row."""
    names = []
    for row, group in groupby(cells, key=lambda cell: cell.rpartition(".")[0]):
        found = list(group)
        if len(found) == COLUMNS and f"{row}.total" in found:
            names.append(draft.say("check.whole_row", label=name_cell(f"{row}.total", draft.query.language)))
        else:
            names += [name_cell(cell, draft.query.language) for cell in found]
    return names
