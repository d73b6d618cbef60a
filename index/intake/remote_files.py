"""The door to fsspec: given files that lie elsewhere, named by a URL that a person typed. Nothing else in the program fetches."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final, NoReturn
from urllib.parse import unquote

from index.intake.files import is_wanted, widen_limits
from ingest.errors import Damaged, InputError, UsageError
from ingest.readers.limits import MEBIBYTE, Limits

_BLOCK: Final = 4 * MEBIBYTE
_REFUSED: Final = frozenset({"http", "https"})
"""A web page is no folder, and its address may hold a secret that would be stored."""
_SECRET: Final = re.compile(r"(?<=://)[^/]*:[^/]*@")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file behind a URL. Its ``name`` is the URL as given, without a password; ``address`` is what it is opened by."""

    name: str
    address: str = field(repr=False)

    def read(self, limits: Limits) -> bytes:
        """As in ``index.intake.files.FileSource``."""
        with _open(self.address, limits) as stream:
            data = stream.read(limits.max_bytes + 1)  # it may be larger than it was said to be
        limits.check_size(len(data))
        return bytes(data)

    @contextmanager
    def hold(self, limits: Limits) -> Iterator[Path]:
        """As in ``index.intake.files.FileSource``; downloaded for as long as it is needed."""
        wide = widen_limits(limits)
        with TemporaryDirectory() as folder:
            path = Path(folder, "file")
            with _open(self.address, wide) as stream, path.open("wb") as copy:
                size = 0
                while block := stream.read(_BLOCK):
                    size += len(block)
                    wide.check_size(size)
                    copy.write(block)
            yield path


def list_remote_files(url: str) -> Iterator[RemoteFile]:
    """The file that a URL names, or those in the folder that it names, as ``index.intake.files.list_files`` has them.

    What cannot be looked at is given as a file, and refused when it is read.

    Raises:
        UsageError: addresses of this kind are not read, or a package that reads them is not installed.
    """
    _check_protocol(url)
    name = _SECRET.sub("", url)
    for inside in _list_folder(url):
        yield RemoteFile(f"{name.rstrip('/')}/{inside}" if inside else name, f"{url.rstrip('/')}/{inside}" if inside else url)


def _check_protocol(url: str) -> None:
    protocol = url.partition("://")[0].lower()
    if protocol in _REFUSED:
        raise UsageError(f"不读网页地址（{protocol}://）：请先下载再导入")
    try:
        from fsspec.registry import get_filesystem_class, known_implementations  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "fsspec":
            raise
        raise UsageError("需要安装 wenbao[cluster] 才能读网络地址") from error
    try:
        get_filesystem_class(protocol)
    except ImportError as error:
        package = str(known_implementations[protocol]["class"]).partition(".")[0]
        raise UsageError(f"读 {protocol}:// 需要安装 {package if package != 'fsspec' else error.name or protocol}") from error
    except ValueError as error:
        raise UsageError(f"不认识这种地址：{protocol}://") from error


def _list_folder(url: str) -> list[str]:
    """The paths of the wanted files below a folder, in order; one empty path for what is no folder."""
    try:
        system, path = _connect(url)
        if not system.isdir(path):
            return [""]
        root = path.strip("/")
        found = [str(each).strip("/").removeprefix(root).lstrip("/") for each in system.find(path)]
    except Exception as error:  # noqa: BLE001  # each protocol's package has errors of its own; the same one meets the reading
        _log.debug("cannot list a folder", exc_info=error)
        return [""]
    return sorted(each for each in found if _is_wanted(each))


def _is_wanted(path: str) -> bool:
    *folders, name = PurePosixPath(path).parts or ("",)
    return is_wanted(name) and not any(folder.startswith(".") for folder in folders)


@contextmanager
def _open(address: str, limits: Limits) -> Iterator[BinaryIO]:
    """The file's bytes, once its size is known to be within the limits, where it is told."""
    try:
        system, path = _connect(address)
        size = system.info(path).get("size")
        if size is not None:
            limits.check_size(int(size))
        with system.open(path, "rb") as stream:
            yield stream
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001  # as above
        _explain(error)


def _explain(error: Exception) -> NoReturn:
    _log.debug("cannot read a remote file", exc_info=error)
    if isinstance(error, FileNotFoundError):
        raise Damaged("文件打不开：没有这个文件") from error
    if isinstance(error, IsADirectoryError):
        raise Damaged("文件打不开：这是一个文件夹") from error
    if isinstance(error, PermissionError) or "credential" in type(error).__name__.lower():
        raise Damaged("文件打不开：没有权限，或没有设置登录信息") from error
    raise Damaged(f"文件打不开：{type(error).__name__}") from error  # its text may hold a secret


def _connect(url: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415  # an extra

    # A file's URL writes signs of its name as %E6…; names in stores of objects may hold a % of their own.
    system, path = fsspec.core.url_to_fs(unquote(url) if url.startswith("file:") else url)
    return system, str(path)
