"""The library's own scripts and style sheets, packed once and handed out from memory.

Their names carry a hash of what they hold, so a browser may keep them for good.
"""

import gzip
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

FRAME = Path(gr.__file__).parent / "templates" / "frontend"
ASSETS = FRAME / "assets"
ASSET = re.compile(r"/assets/([\w.-]+-[\w-]{8}\.(js|css))")
KINDS = {"js": b"text/javascript; charset=utf-8", "css": b"text/css; charset=utf-8"}


@cache
def pack_asset(name: str) -> bytes | None:
    """A file's content, packed; None where the library has no such file."""
    path = ASSETS / name
    return gzip.compress(path.read_bytes(), 6, mtime=0) if path.is_file() else None


def find_asset(path: str, headers: list[tuple[bytes, bytes]]) -> tuple[bytes, bytes] | None:
    """Content and kind of what a request asks for; None where it is no asset, or the browser cannot unpack it."""
    found = ASSET.fullmatch(path)
    takes = any(name == b"accept-encoding" and b"gzip" in value for name, value in headers)
    packed = pack_asset(found[1]) if found and takes else None
    return (packed, KINDS[found[2]]) if found and packed is not None else None


async def send_asset(send: Callable[[MutableMapping[str, Any]], Awaitable[None]], packed: bytes, kind: bytes) -> None:
    """Sends a file that may be kept."""
    headers = [
        (b"content-type", kind),
        (b"content-encoding", b"gzip"),
        (b"content-length", str(len(packed)).encode()),
        (b"cache-control", b"private, max-age=31536000, immutable"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": packed})
