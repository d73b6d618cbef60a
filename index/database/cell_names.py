"""Cell ids and the small integers that stand for them in the 25 million rows."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, func, insert, select

from index.database.schema import cell_names
from ingest.form import load_form

_ALL: Final = select(cell_names.c.cell, cell_names.c.code)


def load_cell_names(connection: Connection, wanted: Iterable[str] | None = None) -> dict[str, int]:
    """The code of every cell id that this store has met, or of those ``wanted`` that it has met."""
    statement = _ALL
    if wanted is not None:
        statement = statement.where(cell_names.c.cell.in_(list(wanted)))
    return dict(connection.execute(statement).all())


def add_cell_names(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """Like ``load_cell_names``, with codes for ``wanted`` too; an empty table first gets every cell of both forms."""
    known = load_cell_names(connection)
    if not known:
        wanted = [*load_form("2019").cells, *load_form("2021").cells, *wanted]
    new = [cell for cell in dict.fromkeys(wanted) if cell not in known]
    if new:
        first = (connection.execute(select(func.max(cell_names.c.code))).scalar() or 0) + 1
        connection.execute(insert(cell_names), [{"code": first + i, "cell": cell} for i, cell in enumerate(new)])
        known |= {cell: first + i for i, cell in enumerate(new)}
    return known
