"""Opening the store: one writer behind a lock, any number of readers.

SQL is what is stored; vectors follow it (``index.outbox``).
"""

import os
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.engine import URL

from index.engine import Store, create_empty_engine, create_store_engine
from index.faults import translate_os_errors
from index.schema import SCHEMA_VERSIONS
from index.settings import Settings
from ingest.errors import Locked, NewerSchema

__all__ = ["Store", "open_store"]

_MIGRATION_SECONDS: Final = 10.0
_READER_PRAGMAS: Final = ("query_only=ON", "busy_timeout=5000", "cache_size=-32000", "mmap_size=1073741824")
_WRITER_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000", "cache_size=-64000")


def open_store(settings: Settings, *, writable: bool = False, wait_seconds: float = 0) -> Store:
    """Open the store that the settings name.

    A reader of a data folder that does not exist gets an empty store, and no folder is made. A writer migrates the
    schema and brings the vectors to where the rows are.

    Raises:
        Locked: another process has been writing for longer than ``wait_seconds``.
        ReadOnly: the data folder cannot be written.
        NewerSchema: a newer program wrote it.
        StoreError: the folder or the database refuses in another way.
    """
    return _open_writer(settings, wait_seconds) if writable else _open_reader(settings)


def _open_writer(settings: Settings, wait_seconds: float) -> Store:
    from index.outbox import reconcile_vectors  # noqa: PLC0415  # questions on numbers need nothing that makes vectors

    with translate_os_errors():
        settings.data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(settings.data / "lock", timeout=wait_seconds, thread_local=False)  # a page may close in another thread
        try:
            lock.acquire()
        except Timeout as error:
            raise Locked("另一个程序正在写数据文件夹，请等它结束后再试") from error
    store = Store(settings, create_store_engine(_find_url(settings), _WRITER_PRAGMAS, "BEGIN IMMEDIATE"), lock)
    try:
        with store.begin() as connection:
            if _check_version(connection) != SCHEMA_VERSIONS[-1]:
                _migrate(connection)
        reconcile_vectors(store)
    except BaseException:
        store.close()
        raise
    return store


def _migrate(connection: Connection) -> None:
    from index.migrate import migrate_schema  # noqa: PLC0415  # Alembic is needed once in a store's life

    migrate_schema(connection)


def _open_reader(settings: Settings) -> Store:
    url = _find_url(settings)
    if url.get_backend_name() == "sqlite" and not settings.database_url:
        if not settings.sqlite_path.exists():
            return Store(settings, create_empty_engine())
        url = _find_read_only_url(settings)
    store = Store(settings, create_store_engine(url, _READER_PRAGMAS, "BEGIN"))
    try:
        with store.connect() as connection:
            version = _check_version(connection)
    except BaseException:
        store.close()
        raise
    if version == SCHEMA_VERSIONS[-1]:
        return store
    store.close()
    _open_writer(settings, _MIGRATION_SECONDS).close()  # an older folder is migrated before the first question
    return _open_reader(settings)


def _find_url(settings: Settings) -> URL:
    return make_url(settings.database_url) if settings.database_url else URL.create("sqlite", database=str(settings.sqlite_path))


def _find_read_only_url(settings: Settings) -> URL:
    path = settings.sqlite_path.resolve()
    frozen = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    # SQLite cannot make the WAL's companion files in a folder that is not writable; without a WAL nothing is lost.
    mode = {"immutable": "1"} if frozen else {"mode": "ro"}
    return URL.create("sqlite", database=path.as_uri(), query={**mode, "uri": "true"})


def _check_version(connection: Connection) -> str | None:
    version = None
    if inspect(connection).has_table("alembic_version"):
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and version not in SCHEMA_VERSIONS:
        raise NewerSchema("数据文件夹由更新版本的程序写成，请先升级程序")
    return version
