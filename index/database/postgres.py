"""What PostgreSQL needs beside SQLite: sessions that read or write, and a writer's lock that other machines see, too."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.engine import URL

from ingest.errors import StoreError, UsageError

_ALWAYS: Final = {
    "jit": "off",  # compiling costs more than the few thousand rows that a question touches
    "lock_timeout": "10s",  # only a change of the schema makes anybody wait
    "tcp_keepalives_idle": "30",  # a machine that is gone lets go of its locks after a minute
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
_READING: Final = {**_ALWAYS, "default_transaction_read_only": "on", "statement_timeout": "300s"}
_HOLDING: Final = {**_ALWAYS, "idle_session_timeout": "0"}
_DRIVER: Final = {
    "connect_timeout": 10,
    "application_name": "wenbao",
    "client_encoding": "utf8",
    "prepare_threshold": None,  # a town and a province want different plans; a pooler need not keep statements
}
_SET: Final = text(
    "SELECT set_config(known.name, given.value, false)"
    " FROM unnest(CAST(:names AS text[]), CAST(:settings AS text[])) AS given(name, value)"
    " JOIN pg_settings AS known ON known.name = given.name"  # older servers do not know all of them
)
_LOCK: Final = text("SELECT pg_advisory_lock(hashtextextended('wenbao writer of ' || coalesce(current_schema(), ''), 0))")
_ENCODING: Final = text("SELECT current_setting('server_encoding')")


def create_postgres_engine(url: URL, *, writable: bool) -> Engine:
    """An engine whose connections see one state throughout, and cannot write unless ``writable``.

    Raises:
        UsageError: the driver is not installed.
    """
    engine = _create(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    _set_up_sessions(engine, _ALWAYS if writable else _READING)
    return engine


def create_lock_engine(url: URL) -> Engine:
    """An engine for the connection that holds the writer's lock.

    Raises:
        UsageError: the driver is not installed.
    """
    engine = _create(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    _set_up_sessions(engine, _HOLDING)
    return engine


def hold_lock(engine: Engine, wait_seconds: float) -> Connection:
    """A connection that holds the writer's lock until it is closed or this process is gone.

    Raises:
        Locked: another session has held it for longer than ``wait_seconds``.
        StoreError: the database cannot be reached, or holds other text than UTF-8.
    """
    with ExitStack() as undone:
        connection = undone.enter_context(engine.connect())
        _check_encoding(connection)
        connection.exec_driver_sql(f"SET lock_timeout = {max(1, round(wait_seconds * 1000))}")
        connection.execute(_LOCK)
        undone.pop_all()
    return connection


def _check_encoding(connection: Connection) -> None:
    encoding = connection.execute(_ENCODING).scalar_one()
    if encoding != "UTF8":
        raise StoreError(f"数据库的编码是 {encoding}，存不了中文；请另建编码为 UTF8 的数据库")


def confirm_lock(connection: Connection) -> None:
    """Make sure that the session with the writer's lock is still there: when it goes, another writer may begin.

    Raises:
        StoreError: it is gone.
    """
    try:
        connection.execute(text("SELECT 1"))
    except StoreError as error:
        raise StoreError("与数据库的连接断过，写入的权利可能已归别的程序；请重新运行") from error


def _create(url: URL, **options: object) -> Engine:
    chosen = {name: value for name, value in _DRIVER.items() if name not in url.query}
    try:
        return create_engine(url, connect_args=chosen, **options)
    except ModuleNotFoundError as error:
        raise UsageError("没有安装 psycopg 软件包；请先运行 pip install 'wenbao[cluster]'。") from error


def _set_up_sessions(engine: Engine, settings: Mapping[str, str]) -> None:
    statement = str(_SET.compile(dialect=engine.dialect))
    parameters = {"names": list(settings), "settings": list(settings.values())}

    @event.listens_for(engine, "connect")
    def set_up(connection, _record):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        connection.execute(statement, parameters)
        connection.commit()
