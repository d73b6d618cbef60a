"""The open store: connections for readers that cannot write, transactions for the one writer.

Errors of the database driver leave this module as the project's own. Opening is in ``index.store``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError
from sqlalchemy.schema import CreateIndex, CreateTable

from index.faults import translate_database_error
from index.schema import metadata
from index.settings import Settings
from ingest.errors import ReadOnly

FULL_TEXT_DDL: Final = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; use it as a context manager. Several threads may read from one store at the same time."""

    settings: Settings
    engine: Engine
    lock: FileLock | None = None

    @property
    def writable(self) -> bool:
        """Whether this is the one writer."""
        return self.lock is not None

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction: all of it is stored, or nothing.

        Raises:
            ReadOnly: the store was opened for reading.
        """
        if not self.writable:
            raise ReadOnly("数据是以只读方式打开的")
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of connections and of the writer's lock."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def create_store_engine(url: URL, pragmas: tuple[str, ...], begin: str) -> Engine:
    """An engine whose errors are the project's own; ``pragmas`` and ``begin`` hold for SQLite."""
    engine = create_engine(url)
    event.listen(engine, "handle_error", _translate_error)
    if url.get_backend_name() == "sqlite":
        _set_up_sqlite(engine, pragmas, begin)
    return engine


def create_empty_engine() -> Engine:
    """An engine each of whose connections sees an empty store of its own, in memory."""
    engine = create_engine("sqlite://")
    tables = metadata.sorted_tables
    ddl = [str(CreateTable(table).compile(engine)) for table in tables]
    ddl += [str(CreateIndex(index).compile(engine)) for table in tables for index in table.indexes]
    event.listen(engine, "connect", lambda connection, _: connection.executescript(";".join([*ddl, FULL_TEXT_DDL])))
    _set_up_sqlite(engine, ("query_only=ON",), "BEGIN")
    return engine


def _set_up_sqlite(engine: Engine, pragmas: tuple[str, ...], begin: str) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection, _record):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        connection.isolation_level = None  # the driver begins transactions too late for schema changes
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _translate_error(context: ExceptionContext) -> None:
    error = context.sqlalchemy_exception
    if isinstance(error, DatabaseError) and not isinstance(error, IntegrityError | ProgrammingError):
        raise translate_database_error(context.original_exception) from context.original_exception
