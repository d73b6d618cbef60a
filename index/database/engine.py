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
from sqlalchemy.schema import CreateIndex, CreateTable

from index.database.faults import is_about_store, translate_database_error
from index.database.postgres import confirm_lock, create_postgres_engine
from index.database.schema import metadata
from index.settings import Settings
from ingest.errors import ReadOnly

_READER_PRAGMAS: Final = ("query_only=ON", "busy_timeout=5000", "cache_size=-32000", "mmap_size=1073741824")
_WRITER_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000", "cache_size=-64000")

FULL_TEXT_DDL: Final = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; use it as a context manager. Several threads may read from one store at the same time.

    ``lock`` is the writer's. On PostgreSQL other machines see only ``session``, the connection that holds a lock there, too.
    """

    settings: Settings
    engine: Engine
    lock: FileLock | None = None
    session: Connection | None = None

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
            StoreError: the connection that held the writer's lock is gone.
        """
        if not self.writable:
            raise ReadOnly("数据是以只读方式打开的")
        if self.session is not None:
            confirm_lock(self.session)
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of connections and of the writer's lock."""
        self.engine.dispose()
        if self.session is not None:
            self.session.close()
        if self.lock is not None:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def create_store_engine(url: URL, *, writable: bool) -> Engine:
    """An engine whose errors are the project's own; its connections cannot write unless ``writable``.

    Raises:
        UsageError: the database's driver is not installed.
    """
    if url.get_backend_name() == "postgresql":
        engine = create_postgres_engine(url, writable=writable)
    else:
        engine = create_engine(url)
        _set_up_sqlite(engine, _WRITER_PRAGMAS if writable else _READER_PRAGMAS, "BEGIN IMMEDIATE" if writable else "BEGIN")
    translate_errors(engine)
    return engine


def translate_errors(engine: Engine) -> None:
    """Let the driver's errors about the store leave the engine as the project's own."""
    event.listen(engine, "handle_error", _translate_error)


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
    if not context.is_pre_ping and is_about_store(context.sqlalchemy_exception):  # after a ping, another connection is tried
        raise translate_database_error(context.original_exception) from context.original_exception
