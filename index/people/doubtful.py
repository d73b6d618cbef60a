"""Cells that a person had better look at: those that could not be read, and those that text recognition read."""

from typing import Final, Literal

from sqlalchemy import func, select, text

from index.database.cell_names import load_cell_names
from index.database.engine import Store
from index.database.rows import unpack_cell
from index.database.schema import CORRECTED, DOUBTFUL, cells, reports
from index.lookup.reports import find_reports, read_reports
from index.records import StoredCell, StoredReport

Doubt = Literal["unreadable", "recognised", "corrected"]
"""Could not be read; read by text recognition; read by a person since."""

_CONDITIONS: Final[dict[Doubt, str]] = {
    "unreadable": f"({DOUBTFUL}) AND state = 3",
    "recognised": f"({DOUBTFUL}) AND read_by = 3 AND state <> 3 AND corrected IS NULL",
    "corrected": CORRECTED,
}


def list_doubtful(store: Store, doubt: Doubt, *, offset: int = 0, limit: int = 50) -> tuple[int, tuple[StoredCell, ...]]:
    """How many such cells there are, and those of one page, by report and cell."""
    # A partial index holds only for the very words that it was made with.
    chosen = select(cells).where(text(_CONDITIONS[doubt]))
    page = chosen.order_by(cells.c.report_id, cells.c.cell).offset(offset).limit(limit)
    with store.connect() as connection:
        count = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
        rows = connection.execute(page).mappings().all()
        names = {code: cell for cell, code in load_cell_names(connection).items()}
        owners = find_reports(connection, (row["report_id"] for row in rows))
    return (
        count,
        tuple(
            StoredCell(owners[row["report_id"]], unpack_cell(row, names[row["cell"]], owners[row["report_id"]].form))
            for row in rows
        ),
    )


def list_unplaced(store: Store) -> tuple[StoredReport, ...]:
    """The reports whose agency or year the program could not tell."""
    with store.connect() as connection:
        return read_reports(connection, reports.c.agency_id.is_(None) | reports.c.year.is_(None))
