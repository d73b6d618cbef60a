"""Scanned files: pages as pictures without any character behind them."""

import io
from typing import Any

import pypdfium2

_DOTS_BILEVEL, _DOTS_GRAY = 200, 115
"""Dots per inch; pages in shades of gray need fewer."""

_POINTS_PER_INCH = 72
_THRESHOLD = 150
_JPEG_QUALITY = 22


def photograph_pages(data: bytes, *, bilevel: bool) -> bytes:
    """The pages of a PDF as pictures in another: black and white (CCITT), or gray (JPEG)."""
    dots = _DOTS_BILEVEL if bilevel else _DOTS_GRAY
    document = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=dots / _POINTS_PER_INCH, grayscale=True).to_pil() for page in document]
    if bilevel:
        pictures = [picture.point(_blacken).convert("1") for picture in pictures]
    out = io.BytesIO()
    options: dict[str, Any] = {} if bilevel else {"quality": _JPEG_QUALITY}
    pictures[0].save(out, "PDF", resolution=dots, save_all=True, append_images=pictures[1:], **options)
    return out.getvalue()


def _blacken(shade: int) -> int:
    return 255 if shade > _THRESHOLD else 0
