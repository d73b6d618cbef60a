"""Plain text and Markdown files: the text itself, a segment per line."""

import codecs
from collections.abc import Iterator
from hashlib import sha256

from ingest.errors import Damaged
from ingest.records import ParsedDocument, Place, Segment

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(data: bytes, source: str) -> ParsedDocument:
    """The document of a text file; spans and lines count in the decoded text.

    Raises:
        Damaged: the bytes are neither UTF-8, UTF-16 with its mark, nor GB18030.
    """
    text = decode_text(data)
    return ParsedDocument(source, sha256(data).hexdigest(), "text", text, tuple(_split_lines(text)))


def decode_text(data: bytes) -> str:
    """``data`` as text: by its byte order mark, else UTF-8, else GB18030 (what Chinese Windows programs write)."""
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Damaged("文件的文字编码无法识别(不是 UTF-8 也不是 GB18030)")


def _split_lines(text: str) -> Iterator[Segment]:
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield Segment(start, start + len(line), Place(line=number))
        start += len(line) + 1
