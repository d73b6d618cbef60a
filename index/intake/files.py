"""The files that were given: finding them in folders, and reading their bytes.

Those elsewhere are in ``index.intake.remote_files``.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final, Protocol

from ingest.errors import Damaged, Unsupported
from ingest.readers.limits import Limits

SUFFIXES: Final = frozenset({".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".md", ".zip"})
"""What is taken from a folder; a file that is named itself is always taken."""
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class FileSource(Protocol):
    """A given file, wherever it lies. Two are equal where they are the same file under the same name."""

    @property
    def name(self) -> str:
        """Its path or address as it is stored and shown."""

    def read(self, limits: Limits) -> bytes:
        """The file's bytes.

        Raises:
            TooLarge: it has more than the limits allow.
            Damaged: there is no such file, or it cannot be opened.
            Unsupported: it is a device or a pipe, which may never end.
        """

    def hold(self, limits: Limits) -> AbstractContextManager[Path]:
        """The file as a path on this machine, for as long as it is needed; it may be as large as what an archive may hold."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on this machine."""

    path: Path

    @property
    def name(self) -> str:
        """As in ``FileSource``; bytes of a file name that are not UTF-8 cannot be stored and become question marks."""
        return str(self.path).encode("utf-8", "replace").decode()

    def read(self, limits: Limits) -> bytes:
        """As in ``FileSource``."""
        return read_file(self.path, limits)

    def hold(self, limits: Limits) -> AbstractContextManager[Path]:  # noqa: ARG002  # whoever reads it checks its size
        """The path itself."""
        return nullcontext(self.path)


def list_files(paths: Iterable[Path | str]) -> tuple[FileSource, ...]:
    """The files given: folders searched to the bottom, in a fixed order, hidden and foreign files left out.

    Text of the form ``scheme://…`` is an address; everything else is a path on this machine.

    Raises:
        UsageError: an address is of a kind that is not read, or the package that reads it is not installed.
    """
    found: dict[FileSource, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_list_remote(path) if is_address(path) else _list_local(Path(path))))
    return tuple(found)


def is_address(path: Path | str) -> bool:
    """Whether what was given names a file by a URL."""
    return isinstance(path, str) and _URL.match(path) is not None


def _list_remote(path: Path | str) -> Iterator[FileSource]:
    from index.intake.remote_files import list_remote_files  # noqa: PLC0415  # local files need nothing of the cluster extra

    return list_remote_files(str(path))


def _list_local(path: Path) -> Iterator[FileSource]:
    return map(LocalFile, sorted(_walk_folder(path)) if path.is_dir() else [path])


def _walk_folder(folder: Path) -> Iterable[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if is_wanted(name):
                yield Path(root, name)


def is_wanted(name: str) -> bool:
    """Whether a file of this name is taken from a folder."""
    return not name.startswith((".", "~$")) and PurePath(name).suffix.lower() in SUFFIXES


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file on this machine; raises as ``FileSource.read``."""
    try:
        if path.exists() and not path.is_file():
            raise Unsupported("不是普通文件")
        limits.check_size(path.stat().st_size)
        with path.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)  # it may have grown
    except OSError as error:
        raise Damaged(f"文件打不开:{error.strerror}") from error
    limits.check_size(len(data))
    return data


def read_archive_file(path: Path, limits: Limits) -> bytes:
    """An archive's bytes; it may be as large as what it may hold. Raises as ``read_file``."""
    return read_file(path, widen_limits(limits))


def widen_limits(limits: Limits) -> Limits:
    """The limits of one file, for an archive: it may be as large as what it may hold."""
    return replace(limits, max_bytes=limits.max_total_bytes)


def is_archive(name: Path | str) -> bool:
    """Whether the file's members are files of their own."""
    return PurePath(name).suffix.lower() == ".zip"
