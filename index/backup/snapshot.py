"""The SQLite file as a whole: copied while others read and write it, checked before it is trusted, found to be in use.

Rows are read and written elsewhere, through SQLAlchemy; copying a file is SQLite's own affair.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from index.database.faults import translate_database_error
from index.database.meta import EMPTY_CONTENT
from index.database.schema import SCHEMA_VERSIONS
from index.settings import Settings
from index.store import NEWER, find_read_only_url
from ingest.errors import Damaged, NewerSchema

_VERSION_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a copied database holds: its schema's version, its content's, and the sha256 of each stored report's file."""

    schema: str
    store: str
    hashes: frozenset[str]


def copy_database(settings: Settings, copy: Path) -> Snapshot:
    """Write one state of the database to ``copy``, whoever reads or writes it meanwhile, and tell what it holds.

    The same content gives the same bytes. An older schema stays as it is.

    Raises:
        NewerSchema: a newer program wrote the database.
        StoreError: it cannot be read, or ``copy`` not be written.
    """
    with _open_source(settings) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    return describe_database(copy)


def describe_database(file: Path) -> Snapshot:
    """What a database file holds that nobody else has open.

    Raises:
        NewerSchema: a newer program wrote it.
        StoreError: it is no such database.
    """
    with _open(f"{file.resolve().as_uri()}?mode=ro") as database:
        (schema,) = database.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        if schema not in SCHEMA_VERSIONS:
            raise NewerSchema(NEWER)
        (content,) = database.execute("SELECT value FROM meta WHERE key = 'content'").fetchone() or (EMPTY_CONTENT,)
        hashes = frozenset(sha256 for (sha256,) in database.execute("SELECT sha256 FROM reports"))
    return Snapshot(schema, content[:_VERSION_WIDTH], hashes)


def list_hashes(settings: Settings) -> frozenset[str]:
    """The sha256 of the file of each report that is stored now."""
    with _open_source(settings) as source:
        return frozenset(sha256 for (sha256,) in source.execute("SELECT sha256 FROM reports"))


def check_database(file: Path) -> None:
    """Refuse a database that is not whole, or that holds more than tables and indexes.

    Raises:
        Damaged: it is so.
    """
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            database.execute("PRAGMA trusted_schema=OFF")
            (whole,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            (more,) = database.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
        except sqlite3.Error as error:
            raise Damaged("备份已损坏：里面的数据库读不出来") from error
    if whole != "ok":
        raise Damaged("备份已损坏：里面的数据库不完整")
    if more:
        raise Damaged("备份里的数据库含有触发器或视图，不是本程序写成的")


def forget_vectors(file: Path) -> None:
    """Let a copied database know of no vector, so that the next writer makes all of them."""
    with _open(f"{file.resolve().as_uri()}?mode=rw") as database:
        database.execute("DELETE FROM outbox")
        database.execute("DELETE FROM meta WHERE key = 'embedding'")


def is_in_use(file: Path) -> bool:
    """Whether another program has the database open; one that is missing or damaged is in nobody's use."""
    try:
        with closing(
            sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
        ) as database:
            database.execute("PRAGMA locking_mode=EXCLUSIVE")  # in WAL mode it is given only to one who is alone
            database.execute("BEGIN IMMEDIATE")
            database.execute("ROLLBACK")
    except sqlite3.Error as error:
        return error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return False


def _open_source(settings: Settings) -> AbstractContextManager[sqlite3.Connection]:
    url = find_read_only_url(settings)
    return _open(f"{url.database}?{urlencode({key: str(value) for key, value in url.query.items() if key != 'uri'})}")


@contextmanager
def _open(uri: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise translate_database_error(error) from error
