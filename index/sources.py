"""The files that were given: finding them in folders, and keeping a copy of each by its sha256."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

from index.faults import translate_os_errors
from index.settings import Settings
from ingest.errors import Damaged
from ingest.readers.archive import expand_archive
from ingest.readers.limits import Limits

SUFFIXES: Final = frozenset({".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".md", ".zip"})
"""What is taken from a folder; a file that is named itself is always taken."""

_SAFE_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


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


def open_file(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The file as (source, bytes), or the members of an archive; ``source`` is the path as given.

    Raises:
        InputError: there is no such file, or it is too large or damaged; an archive's good members come first.
    """
    try:
        limits.check_size(path.stat().st_size if path.suffix.lower() != ".zip" else 0)
        data = path.read_bytes()
    except OSError as error:
        raise Damaged(f"文件打不开:{error.strerror}") from error
    if path.suffix.lower() == ".zip":
        yield from expand_archive(data, name_source(path), limits)
    else:
        yield (name_source(path), data)


def name_source(path: Path) -> str:
    """The path as text; bytes of a file name that are not UTF-8 cannot be stored and become question marks."""
    return str(path).encode("utf-8", "replace").decode()


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


def drop_copy(settings: Settings, sha256: str) -> None:
    """Take the copy of a file out of the data folder."""
    with translate_os_errors():
        for path in (settings.sources_path / sha256[:2]).glob(f"{sha256}*"):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # other copies lie in it
            (settings.sources_path / sha256[:2]).rmdir()
