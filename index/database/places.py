"""Places packed into a few bytes: a store holds 25 million of them.

A mask says which coordinates follow, each as variable-length integers; a box in hundredths of a point. A quote that the
row says anyway is not repeated, nor one that the report's text has: where it stands there is enough.
"""

from collections.abc import Iterator

from ingest.records import Place

_PAGE, _BOX, _LINE, _SPAN, _TABLE, _ROW, _COLUMN, _QUOTE, _NO_QUOTE, _STRETCH = (1 << i for i in range(10))
_SCALE = 100


def pack_place(place: Place, known_quote: str | None, body: str = "") -> bytes | None:
    """``place`` as bytes, None if it says nothing beyond ``known_quote``; ``body`` is the text that is stored beside it."""
    mask, numbers = 0, []
    for bit, value in (
        (_PAGE, place.page),
        (_LINE, place.line),
        (_TABLE, place.table),
        (_ROW, place.row),
        (_COLUMN, place.column),
    ):
        if value is not None:
            mask |= bit
            numbers.append(value)
    if place.span is not None:
        mask |= _SPAN
        numbers += [place.span[0], place.span[1] - place.span[0]]
    if place.box is not None:
        mask |= _BOX
        x0, top, x1, bottom = (round(value * _SCALE) for value in place.box)
        numbers += [x0, top, x1 - x0, bottom - top]
    quote = b""
    if place.quote is None and known_quote is not None:
        mask |= _NO_QUOTE
    elif place.quote and place.quote != known_quote and (offset := body.find(place.quote)) >= 0:
        mask |= _STRETCH
        numbers += [offset, len(place.quote)]
    elif place.quote is not None and place.quote != known_quote:
        mask |= _QUOTE
        quote = place.quote.encode()
    return b"".join(map(_pack_number, [mask, *numbers])) + quote if mask else None


def unpack_place(data: bytes | None, known_quote: str | None, body: str = "") -> Place:
    """The place that ``pack_place`` packed beside the same quote and body; its box is exact to a hundredth of a point."""
    if data is None:
        return Place(quote=known_quote)
    numbers = _Numbers(data)
    mask = next(numbers)
    page, line, table, row, column = (next(numbers) if mask & bit else None for bit in (_PAGE, _LINE, _TABLE, _ROW, _COLUMN))
    span = box = None
    if mask & _SPAN:
        start = next(numbers)
        span = (start, start + next(numbers))
    if mask & _BOX:
        x0, top, width, height = (next(numbers) for _ in range(4))
        box = (x0 / _SCALE, top / _SCALE, (x0 + width) / _SCALE, (top + height) / _SCALE)
    return Place(page, box, line, span, table, row, column, _unpack_quote(mask, numbers, known_quote, body))


def _unpack_quote(mask: int, numbers: "_Numbers", known_quote: str | None, body: str) -> str | None:
    if mask & _STRETCH:
        offset = next(numbers)
        return body[offset : offset + next(numbers)]
    if mask & _QUOTE:
        return numbers.data[numbers.offset :].decode()
    return None if mask & _NO_QUOTE else known_quote


def _pack_number(number: int) -> bytes:
    rest = number << 1 if number >= 0 else (-number << 1) - 1  # the sign goes to the lowest bit
    packed = bytearray()
    while rest > 0x7F:  # noqa: PLR2004  # seven bits a byte, the eighth says that more follow
        packed.append(rest & 0x7F | 0x80)
        rest >>= 7
    packed.append(rest)
    return bytes(packed)


class _Numbers(Iterator[int]):
    """Reads packed numbers one after another; ``offset`` is where the next one begins."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 0

    def __next__(self) -> int:
        rest = shift = 0
        while True:
            byte = self.data[self.offset]
            self.offset += 1
            rest |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:  # noqa: PLR2004
                break
        return -((rest + 1) >> 1) if rest & 1 else rest >> 1
