"""Putting one folder in the place of another in one step: a program killed at any moment leaves either the one or the other."""

import ctypes
import errno
import os
from pathlib import Path
from typing import Final

_HERE: Final = -100
_EXCHANGE: Final = 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux's ``renameat2``."""


def swap_folders(one: Path, other: Path) -> None:
    """Exchange two folders of one file system; both names always lead somewhere, but where the system knows no exchange.

    Raises:
        OSError: a folder is missing, cannot be written, or is a mount point.
    """
    if _exchange(one, other):
        return
    aside = one.with_name(f"{one.name}.aside")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)


def _exchange(one: Path, other: Path) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return False
    raise OSError(fault, os.strerror(fault), str(other))
