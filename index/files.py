"""The files that were given: finding them in folders, and reading their bytes."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from ingest.errors import Damaged, Unsupported
from ingest.readers.limits import Limits

SUFFIXES: Final = frozenset({".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".md", ".zip"})
"""What is taken from a folder; a file that is named itself is always taken."""


def list_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files given: folders searched to the bottom, in a fixed order, hidden and foreign files left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(_walk_folder(path)) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)


def _walk_folder(folder: Path) -> Iterable[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith((".", "~$")) and PurePath(name).suffix.lower() in SUFFIXES:
                yield Path(root, name)


def read_file(path: Path, limits: Limits) -> bytes:
    """The file's bytes.

    Raises:
        TooLarge: it has more than the limits allow.
        Damaged: there is no such file, or it cannot be opened.
        Unsupported: it is a device or a pipe, which may never end.
    """
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
    return read_file(path, replace(limits, max_bytes=limits.max_total_bytes))


def is_archive(path: Path) -> bool:
    """Whether the file's members are files of their own."""
    return path.suffix.lower() == ".zip"


def name_source(path: Path) -> str:
    """The path as text; bytes of a file name that are not UTF-8 cannot be stored and become question marks."""
    return str(path).encode("utf-8", "replace").decode()
