"""Copies of the given files, each kept by its sha256."""

import re
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

from index.faults import translate_os_errors
from index.settings import Settings

_SAFE_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}")


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
