"""Pages of a PDF file as pictures for people to look at, with a place marked where one is asked for.

PDFium must not be called by two threads at once; everything here waits for its turn.
"""

import io
import threading
from dataclasses import dataclass
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw

from ingest.errors import Damaged

Box = tuple[float, float, float, float]

_SCALE: Final = 2.0
"""Pixels a point: 144 dpi, at which the smallest print of a report is legible."""
_LONGEST: Final = 2600
"""Pixels of the longer side; a poster is drawn smaller."""
_COLOURS: Final = 64
"""A page of print needs no more, and its picture is a third as large."""
_MARK: Final = (168, 50, 42)
_MARGIN: Final = 3
_LOCK: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: a PNG file, the page's size in points, and ``left`` and ``top``, where the drawn part begins in it.

    Boxes count from the media box; what is drawn is the crop box, which may begin further in.
    """

    png: bytes
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's size in points, and where the drawn part begins in it, as in ``PagePicture``."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0


def draw_page(data: bytes, number: int, box: Box | None = None) -> PagePicture:
    """Page ``number`` (from 1) of a PDF file; ``box`` in points from the page's top left is framed.

    Raises:
        Damaged: there is no such page, or it cannot be drawn.
    """
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise Damaged("PDF 已损坏，页面无法显示") from fault
        try:
            return _draw(document, number, box)
        except (pypdfium2.PdfiumError, IndexError) as fault:
            raise Damaged(f"PDF 的第 {number} 页无法显示") from fault
        finally:
            document.close()


def measure_pages(data: bytes) -> tuple[PageSize, ...]:
    """The size of every page of a PDF file, without drawing any.

    Raises:
        Damaged: the file cannot be opened.
    """
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise Damaged("PDF 已损坏，页面无法显示") from fault
        try:
            return tuple(_measure(page) for page in document)
        finally:
            document.close()


def _measure(page: pypdfium2.PdfPage) -> PageSize:
    width, height = page.get_size()
    left, top = _find_corner(page)
    return PageSize(width, height, left, top)


def _draw(document: pypdfium2.PdfDocument, number: int, box: Box | None) -> PagePicture:
    page = document[number - 1]
    width, height = page.get_size()
    left, top = _find_corner(page)
    scale = min(_SCALE, _LONGEST / max(width, height, 1.0))
    image = page.render(scale=scale).to_pil().convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    if box is not None:
        _frame(image, tuple((edge - (left, top)[i % 2]) * scale for i, edge in enumerate(box)))
    return PagePicture(_save(image), width, height, left, top)


def _find_corner(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Where the crop box begins, from the media box's top left; a turned page is taken as uncropped."""
    if page.get_rotation():
        return (0.0, 0.0)
    media, crop = page.get_mediabox(), page.get_cropbox()
    return (max(crop[0] - media[0], 0.0), max(media[3] - crop[3], 0.0))


def _frame(image: Image.Image, edges: tuple[float, ...]) -> None:
    """Draw the mark in a colour of its own: among the few of a palette chosen by area, a thin frame's would be lost."""
    image.putpalette([*(image.getpalette() or [])[: 3 * _COLOURS], *_MARK])
    x0, y0, x1, y1 = edges
    ImageDraw.Draw(image).rectangle((x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN), outline=_COLOURS, width=_MARGIN)


def _save(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
