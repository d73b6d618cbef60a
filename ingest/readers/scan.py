"""Scanned pages: pictures become characters with boxes and ruled lines, so that the same steps read them as any other page.

This is the only module that imports rapidocr and pypdfium2's rendering; both are loaded when the first scan comes. The
recognised digits are held against the tables' sums later (``ingest.recognised``): nothing here says how sure they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, NoReturn

import numpy as np
import pypdfium2

from ingest.errors import Damaged, Unsupported
from ingest.readers.pdf_ruling import Box
from ingest.readers.pdf_text import Glyph

_SCALE = 200 / 72
"""Pixels a point: the recogniser was right on single digits from 200 dpi on."""
_DARK = 150
_SHORTEST = 16.0
"""Points; a dark run longer than this is a ruled line, a character's stroke is shorter."""


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None


def refuse_scan(pages: int) -> NoReturn:
    """Say that none of the file's ``pages`` has characters to read, and what would read them.

    Raises:
        Unsupported: always.
    """
    raise Unsupported(f"没有文字层（{pages} 页都是图片）；安装文字识别后可读：pip install 'wenbao[ocr]'")


@dataclass(frozen=True, slots=True)
class Picture:
    """What was recognised on a page: characters, and thin boxes of its ruled lines, in points from the page's top left."""

    glyphs: list[Glyph]
    bars: list[Box]


def recognise_pages(data: bytes, numbers: Sequence[int]) -> Iterator[Picture]:
    """The pages ``numbers`` (from 1) of a PDF file, one after the other; some five seconds a page on one core.

    Raises:
        Damaged: the pages cannot be drawn.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise Damaged("PDF 已损坏，页面无法显示") from fault
    try:
        for number in numbers:
            picture = document[number - 1].render(scale=_SCALE).to_numpy()[:, :, :3]
            yield Picture(_recognise(picture), _find_lines(picture))
    finally:
        document.close()


@cache
def _load_recogniser() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  # an extra that takes seconds to load; only scans need it

    return RapidOCR(params={"Global.log_level": "error"})


def _recognise(picture: np.ndarray) -> list[Glyph]:
    result = _load_recogniser()(picture)
    if result.txts is None:
        return []
    return [glyph for box, text in zip(result.boxes, result.txts, strict=True) for glyph in _spread(box, text)]


def _spread(box: np.ndarray, text: str) -> Iterator[Glyph]:
    """The characters of a recognised line, its width shared out evenly (an ASCII character takes half)."""
    (x0, top), (x1, bottom) = (box.min(axis=0) / _SCALE).tolist(), (box.max(axis=0) / _SCALE).tolist()
    weights = [1 if character.isascii() else 2 for character in text]
    step = (x1 - x0) / max(sum(weights), 1)
    at = x0
    for character, weight in zip(text, weights, strict=True):
        if not character.isspace():
            yield Glyph(at, top, at + weight * step, bottom, character)
        at += weight * step


def _find_lines(picture: np.ndarray) -> list[Box]:
    """Thin boxes of the long dark runs along rows and columns of pixels."""
    dark = picture.min(axis=2) < _DARK
    return [*_find_runs(dark), *((top, x0, bottom, x1) for x0, top, x1, bottom in _find_runs(dark.T))]


def _find_runs(dark: np.ndarray) -> Iterator[Box]:
    shortest = int(_SHORTEST * _SCALE)
    counts = np.cumsum(np.pad(dark.astype(np.int32), ((0, 0), (1, 0))), axis=1)
    whole = counts[:, shortest:] - counts[:, :-shortest] == shortest
    for row in np.flatnonzero(whole.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(whole[row].astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield (int(start) / _SCALE, int(row) / _SCALE, (int(end) + shortest - 1) / _SCALE, (int(row) + 1) / _SCALE)
