"""Single facts about the whole store, by key; among them the fingerprint of what is stored.

Each stored fact has a token; the fingerprint is the XOR of the tokens' hashes, so that taking a fact away undoes
adding it, and no change costs more than a few hashes.
"""

from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from index.database.schema import meta

EMPTY_CONTENT: Final = f"{0:032x}"
_READ: Final = select(meta.c.value).where(meta.c.key == bindparam("wanted"))
_CHANGE: Final = update(meta).where(meta.c.key == bindparam("wanted")).values(value=bindparam("given"))


def read_meta(connection: Connection, key: str) -> str | None:
    """The value under ``key``, if there is one."""
    return connection.execute(_READ, {"wanted": key}).scalar()


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Put ``value`` under ``key``."""
    if connection.execute(_CHANGE, {"wanted": key, "given": value}).rowcount == 0:
        connection.execute(insert(meta).values(key=key, value=value))


def toggle_content(connection: Connection, *facts: tuple[object, ...]) -> None:
    """Add each of ``facts`` to the content's fingerprint, or take it away if it is in it."""
    content = int(read_meta(connection, "content") or EMPTY_CONTENT, 16)
    for fact in facts:
        content ^= int.from_bytes(sha256(repr(fact).encode()).digest()[:16], "big")
    write_meta(connection, "content", f"{content:032x}")
