"""Opening the store: one writer behind a lock, any number of readers.

SQL is what is stored; vectors follow it (``index.vectors.outbox``).
"""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from index.database.engine import Store, create_empty_engine, create_store_engine, translate_errors
from index.database.faults import translate_os_errors
from index.database.postgres import create_lock_engine, hold_lock
from index.database.schema import SCHEMA_VERSIONS
from index.database.sources import drop_copies
from index.settings import Settings
from ingest.errors import Locked, NewerSchema, UsageError

__all__ = ["Store", "has_store", "open_store"]

NEWER: Final = "数据文件夹由更新版本的程序写成，请先升级程序"
_MIGRATION_SECONDS: Final = 10.0


def open_store(settings: Settings, *, writable: bool = False, wait_seconds: float = 0) -> Store:
    """Open the store that the settings name.

    A reader of a data folder that does not exist, or of a PostgreSQL database without tables, gets an empty store, and nothing
    is made. A writer migrates the schema and brings the vectors to where the rows are.

    Raises:
        Locked: another process has been writing for longer than ``wait_seconds``.
        ReadOnly: the data folder cannot be written.
        NewerSchema: a newer program wrote it.
        UsageError: the settings name no database that is known, or its driver is not installed.
        StoreError: the folder or the database refuses in another way.
    """
    return _open_writer(settings, wait_seconds) if writable else _open_reader(settings)


def has_store(settings: Settings) -> bool:
    """Whether anything was ever stored where the settings say.

    Raises:
        StoreError, UsageError: as ``open_store``.
    """
    url = _find_url(settings)
    if _is_postgres(url):
        with Store(settings, create_store_engine(url, writable=False)) as store, store.connect() as connection:
            return _check_version(connection) is not None
    return Path(url.database or "").exists()


def _open_writer(settings: Settings, wait_seconds: float) -> Store:
    from index.vectors.agreement import reconcile_vectors  # noqa: PLC0415  # questions on numbers need nothing that makes vectors

    with ExitStack() as undone:
        store = undone.enter_context(_lock_store(settings, wait_seconds))
        with store.begin() as connection:
            _migrate(connection)
        drop_copies(store)
        reconcile_vectors(store)
        undone.pop_all()
    return store


def _lock_store(settings: Settings, wait_seconds: float) -> Store:
    """The store as its one writer has it, whatever the state of its tables."""
    url = _find_url(settings)
    with ExitStack() as undone:
        lock = lock_folder(settings.data, wait_seconds)
        undone.callback(lock.release)
        session = None
        if _is_postgres(url):
            engine = create_lock_engine(url)
            translate_errors(engine)
            session = undone.enter_context(hold_lock(engine, wait_seconds))
        store = Store(settings, create_store_engine(url, writable=True), lock, session)
        undone.pop_all()
    return store


def lock_folder(folder: Path, wait_seconds: float = 0) -> FileLock:
    """Make this process the one writer of a folder, which is made if there is none.

    Raises:
        Locked: another process has been writing for longer than ``wait_seconds``.
        StoreError: the folder cannot be written.
    """
    with translate_os_errors():
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=wait_seconds, thread_local=False)  # a page may close in another thread
        try:
            lock.acquire()
        except Timeout as error:
            raise Locked("另一个程序正在写数据文件夹，请等它结束后再试") from error
    return lock


def migrate_folder(settings: Settings) -> None:
    """Bring the tables of a folder that nobody else knows of to the newest schema; its vectors stay as they are."""
    engine = create_store_engine(_find_url(settings), writable=True)
    try:
        with engine.begin() as connection:
            _migrate(connection)
    finally:
        engine.dispose()


def _migrate(connection: Connection) -> None:
    if _check_version(connection) == SCHEMA_VERSIONS[-1]:
        return
    from index.database.migrate import migrate_schema  # noqa: PLC0415  # Alembic is needed once in a store's life

    migrate_schema(connection)


def _open_reader(settings: Settings) -> Store:
    url = _find_url(settings)
    if not settings.database_url:
        if not settings.sqlite_path.exists():
            return Store(settings, create_empty_engine())
        url = find_read_only_url(settings)
    store = Store(settings, create_store_engine(url, writable=False))
    try:
        with store.connect() as connection:
            version = _check_version(connection)
    except BaseException:
        store.close()
        raise
    if version == SCHEMA_VERSIONS[-1]:
        return store
    store.close()
    if version is None and _is_postgres(url):
        return Store(settings, create_empty_engine())
    _open_writer(settings, _MIGRATION_SECONDS).close()  # an older folder is migrated before the first question
    return _open_reader(settings)


def _find_url(settings: Settings) -> URL:
    if not settings.database_url:
        return URL.create("sqlite", database=str(settings.sqlite_path))
    try:
        url = make_url(settings.database_url)
    except ArgumentError as error:
        raise UsageError("WENBAO_DATABASE_URL 应写作 postgresql+psycopg://用户:密码@主机/库名") from error
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise UsageError(f"WENBAO_DATABASE_URL 只能是 PostgreSQL（postgresql+psycopg://…）或 SQLite，不能是 {kind}")
    return url.set(drivername="postgresql+psycopg") if kind == "postgresql" else url


def _is_postgres(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"


def find_read_only_url(settings: Settings) -> URL:
    """The SQLite file of the data folder, to be read whatever may be written."""
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
        raise NewerSchema(NEWER)
    return version
