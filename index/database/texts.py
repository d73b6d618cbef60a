"""A report's text, stored once and compressed; sections and passages are stretches [offset, offset + length) of it."""

import zlib
from collections.abc import Iterable


class TextBody:
    """The text of one report while it is put together."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, stretch: str) -> tuple[int, int]:
        """Where ``stretch`` stands in the body, as offset and length; it is appended only if it is not there yet."""
        offset = self.text.find(stretch)
        if offset < 0:
            offset = len(self.text)
            self.text += stretch
        return (offset, len(stretch))

    def add_all(self, stretches: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Where each of ``stretches`` stands, in their order."""
        return tuple(self.add(stretch) for stretch in stretches)


def pack_text(text: str) -> bytes:
    """``text`` compressed."""
    return zlib.compress(text.encode(), 9)


def unpack_text(data: bytes) -> str:
    """The text that ``pack_text`` compressed."""
    return zlib.decompress(data).decode()
