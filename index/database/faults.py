"""The door where the engines' errors become the project's own."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

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
    ("SQLITE_IOERR_SHM", Full, "磁盘空间不足，数据库打不开"),
    ("SQLITE_IOERR", StoreError, "数据库读写磁盘出错"),
    ("SQLITE_CORRUPT", StoreError, "数据库文件已损坏"),
    ("SQLITE_NOTADB", StoreError, "数据库文件已损坏"),
)

_BY_SQLSTATE: tuple[tuple[str, type[StoreError], str], ...] = (
    ("25006", ReadOnly, "数据库是只读的"),
    ("42501", ReadOnly, "数据库的账户没有这项权限"),
    ("55P03", Locked, "另一个程序正在写数据库，请等它结束后再试"),
    ("40", Locked, "另一个程序正在写数据库"),
    ("53100", Full, "数据库的磁盘空间不足，写不下了"),
    ("53300", StoreError, "数据库的连接已满"),
    ("53", StoreError, "数据库的资源不足"),
    ("57014", StoreError, "查询太久，或被管理员中止"),
    ("57P", StoreError, "数据库正在停止或启动，请稍后再试"),
    ("58", StoreError, "数据库读写磁盘出错"),
    ("XX001", StoreError, "数据库已损坏"),
    ("XX002", StoreError, "数据库已损坏"),
    ("28", StoreError, "数据库拒绝登录，请检查 WENBAO_DATABASE_URL 的用户名和密码"),
    ("3D000", StoreError, "没有这个数据库，请检查 WENBAO_DATABASE_URL 的库名"),
    ("08", StoreError, "与数据库的连接断了"),
)
_BY_PHRASE: tuple[tuple[str, str], ...] = (  # a refused connection comes without an SQLSTATE
    ("authentication failed", "数据库拒绝登录，请检查 WENBAO_DATABASE_URL 的用户名和密码"),
    ("no password supplied", "数据库拒绝登录，请检查 WENBAO_DATABASE_URL 的用户名和密码"),
    ("does not exist", "数据库里没有这个用户或库，请检查 WENBAO_DATABASE_URL"),
    ("too many clients", "数据库的连接已满"),
    ("starting up", "数据库正在停止或启动，请稍后再试"),
    ("shutting down", "数据库正在停止或启动，请稍后再试"),
    ("connection to server", "连不上数据库，请检查 WENBAO_DATABASE_URL 和数据库是否在运行"),
    ("resolve host", "连不上数据库，请检查 WENBAO_DATABASE_URL 的主机名"),
    ("connection timeout", "连不上数据库，请检查 WENBAO_DATABASE_URL 和数据库是否在运行"),
    ("connection", "与数据库的连接断了"),
)


def is_about_store(error: BaseException | None) -> bool:
    """Whether a database error is about the store; one about a value or a statement costs only what was being done."""
    if not isinstance(error, DatabaseError):
        return False
    if _find_sqlstate(error.orig) is not None:
        return True
    return not isinstance(error, IntegrityError | ProgrammingError | DataError)


def translate_database_error(error: BaseException) -> StoreError:
    """The project's error for one that a database driver raised."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, kind, text in _BY_SQLITE_NAME:
        if name.startswith(prefix):
            return kind(text)
    known = _find_sqlstate(error)
    if known is not None:
        return known[0](known[1])
    if hasattr(error, "sqlstate"):
        for phrase, text in _BY_PHRASE:
            if phrase in str(error):
                return StoreError(text)
    return StoreError(f"数据库出错：{error}")


def _find_sqlstate(error: BaseException | None) -> tuple[type[StoreError], str] | None:
    state = getattr(error, "sqlstate", None) or ""
    return next(((kind, text) for prefix, kind, text in _BY_SQLSTATE if state.startswith(prefix)), None)


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
