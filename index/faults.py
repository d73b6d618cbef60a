"""The door where the engines' errors become the project's own."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import Full, Locked, ReadOnly, StoreError

_BY_ERRNO: dict[int, tuple[type[StoreError], str]] = {
    errno.ENOSPC: (Full, "磁盘空间不足，数据文件夹写不下了"),
    errno.EDQUOT: (Full, "磁盘配额已用完，数据文件夹写不下了"),
    errno.EACCES: (ReadOnly, "数据文件夹不可写"),
    errno.EPERM: (ReadOnly, "数据文件夹不可写"),
    errno.EROFS: (ReadOnly, "数据文件夹不可写"),
}
_BY_SQLITE_NAME: tuple[tuple[str, type[StoreError], str], ...] = (
    ("SQLITE_BUSY", Locked, "另一个程序正在写数据库"),
    ("SQLITE_LOCKED", Locked, "另一个程序正在写数据库"),
    ("SQLITE_READONLY", ReadOnly, "数据库是只读的"),
    ("SQLITE_PERM", ReadOnly, "数据库是只读的"),
    ("SQLITE_CANTOPEN", ReadOnly, "数据库文件打不开"),
    ("SQLITE_FULL", Full, "磁盘空间不足，数据库写不下了"),
    ("SQLITE_CORRUPT", StoreError, "数据库文件已损坏"),
    ("SQLITE_NOTADB", StoreError, "数据库文件已损坏"),
)


def translate_database_error(error: BaseException) -> StoreError:
    """The project's error for one that a database driver raised."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, kind, text in _BY_SQLITE_NAME:
        if name.startswith(prefix):
            return kind(text)
    return StoreError(f"数据库出错：{error}")


def translate_os_error(error: OSError) -> StoreError:
    """The project's error for one that the file system raised."""
    kind, text = _BY_ERRNO.get(error.errno or 0, (StoreError, "数据文件夹出错"))
    where = f"：{error.filename}" if error.filename else ""
    return kind(text + where)


@contextmanager
def translate_os_errors() -> Iterator[None]:
    """Within, an ``OSError`` about the data folder becomes a ``StoreError``."""
    try:
        yield
    except OSError as error:
        raise translate_os_error(error) from error
