"""Copies of the given files, each kept by its sha256."""

import re
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

from sqlalchemy import Connection, delete, select

from index.database.engine import Store
from index.database.faults import translate_os_errors
from index.database.meta import write_meta
from index.database.schema import meta, reports
from index.settings import Settings

_SAFE_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}")
_QUEUED: Final = "drop:"
"""How the keys in ``meta`` begin that name copies to be taken out."""


def keep_copy(settings: Settings, source: str, sha256: str, data: bytes) -> None:
    """Keep the file's bytes in the data folder.

    Raises:
        StoreError: the data folder cannot be written.
    """
    suffix = PurePath(source).suffix.lower()
    path = settings.sources_path / sha256[:2] / f"{sha256}{suffix if _SAFE_SUFFIX.fullmatch(suffix) else ''}"
    with translate_os_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.part")
        unfinished.write_bytes(data)
        unfinished.replace(path)


def find_copy(settings: Settings, sha256: str) -> Path | None:
    """The kept copy of a file, if there is one."""
    folder = settings.sources_path / sha256[:2]
    return next((path for path in sorted(folder.glob(f"{sha256}*")) if path.suffix != ".part"), None)


def list_copies(settings: Settings) -> dict[str, Path]:
    """Every kept copy, by its sha256."""
    paths = sorted(settings.sources_path.glob("??/*"), reverse=True)
    return {path.name.partition(".")[0]: path for path in paths if path.suffix != ".part"}


def queue_drop(connection: Connection, sha256: str) -> None:
    """Ask for the removal of a copy, together with what is written about its report."""
    write_meta(connection, _QUEUED + sha256, "")


def drop_copies(store: Store) -> None:
    """Take out the copies whose reports have gone; one that a crash left over goes when the store is next opened."""
    queued = meta.c.key.startswith(_QUEUED)
    with store.connect() as connection:
        hashes = [key.removeprefix(_QUEUED) for key in connection.execute(select(meta.c.key).where(queued)).scalars()]
        gone = [
            sha256
            for sha256 in hashes
            if connection.execute(select(reports.c.id).where(reports.c.sha256 == sha256)).first() is None
        ]
    for sha256 in gone:
        drop_copy(store.settings, sha256)
    if hashes:
        with store.begin() as connection:
            connection.execute(delete(meta).where(queued))


def drop_copy(settings: Settings, sha256: str) -> None:
    """Take the copy of a file out of the data folder."""
    with translate_os_errors():
        for path in (settings.sources_path / sha256[:2]).glob(f"{sha256}*"):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # other copies lie in it
            (settings.sources_path / sha256[:2]).rmdir()
