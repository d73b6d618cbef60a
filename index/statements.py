"""The SQL that a piece of work sends to the store, written down while it runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event

from index.engine import Store


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the database got it, with marks where parameters stand, and the parameters in their order."""

    sql: str
    parameters: tuple[object, ...]


@contextmanager
def record_statements(store: Store) -> Iterator[list[Statement]]:
    """Gives a list that fills with this thread's queries, each once, until the block ends."""
    record: list[Statement] = []
    owner = threading.get_ident()

    def note(_connection: Connection, _cursor: Any, sql: str, parameters: Any, _context: Any, _many: bool) -> None:
        if threading.get_ident() != owner or not sql.lstrip().upper().startswith(("SELECT", "WITH")):
            return
        given = tuple(parameters.values()) if isinstance(parameters, dict) else tuple(parameters or ())
        statement = Statement(sql, given)
        if statement not in record:
            record.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield record
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
