"""The SQL that a piece of work sends to the store, written down while it runs."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, event

from index.database.engine import Store

_NAMED: Final = re.compile(r"%\((\w+)\)s")
"""A parameter as the driver of PostgreSQL has it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the database got it, with ? where parameters stand, and the parameters in their order."""

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
        statement = _number_parameters(sql, parameters) if isinstance(parameters, Mapping) else Statement(sql, tuple(parameters))
        if statement not in record:
            record.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield record
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def _number_parameters(sql: str, parameters: Mapping[str, object]) -> Statement:
    given = tuple(parameters[name] for name in _NAMED.findall(sql))
    return Statement(_NAMED.sub("?", sql).replace("%%", "%"), given)
