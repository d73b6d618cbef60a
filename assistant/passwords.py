"""Passwords of the page's users: hashed with scrypt, written as ``name:scrypt.N.r.p.salt.hash``.

No character of it means anything to a shell or to ``.env``, save the comma that separates users.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from typing import Final

from ingest.errors import UsageError

_COST: Final = (2**14, 8, 1)
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32
_FIELDS: Final = 6


def hash_password(name: str, password: str) -> str:
    """The entry of a user for ``WENBAO_USERS``.

    Raises:
        UsageError: the name cannot stand in it, or the password is too short.
    """
    if not name.strip() or any(mark in name for mark in ":,") or name != name.strip():
        raise UsageError("用户名不能为空，也不能含冒号、逗号或首尾空格")
    if len(password) < 8:  # noqa: PLR2004  # what browsers and guidelines ask for at least
        raise UsageError("密码至少 8 个字符")
    salt = os.urandom(_SALT_BYTES)
    cost = ".".join(map(str, _COST))
    return f"{name}:scrypt.{cost}.{_encode(salt)}.{_encode(_derive(password, salt, _COST))}"


def read_users(entries: str) -> Mapping[str, str]:
    """The hash of each user of ``WENBAO_USERS``.

    Raises:
        UsageError: an entry is not what ``wenbao password`` gives.
    """
    users: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in entries.split(","))):
        name, _, hashed = entry.rpartition(":")
        parts = hashed.split(".")
        if not name or len(parts) != _FIELDS or parts[0] != "scrypt" or not all(part.isdigit() for part in parts[1:4]):
            raise UsageError("WENBAO_USERS 写法有误：每个用户一段，用逗号分开，每段由 wenbao password 生成")
        users[name] = hashed
    return users


def check_password(hashed: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    _, n, r, p, salt, wanted = hashed.split(".")
    derived = _derive(password, _decode(salt), (int(n), int(r), int(p)))
    return hmac.compare_digest(derived, _decode(wanted))


def _derive(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, dklen=_HASH_BYTES)


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
