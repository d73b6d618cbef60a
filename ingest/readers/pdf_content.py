"""What a page prints, through pdfminer's interpreter, with a quicker reading of its content stream.

Most of the time that pdfminer takes goes into telling apart the objects of a content stream, character by character. Here one
pattern takes the plain ones; whatever it does not match as a whole is left to pdfminer's own parser at the same place, so
that the objects are the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT, PSKeyword

_ENDS: Final = rb"\s/%\[\]()<>{}"
_PLAIN: Final = re.compile(
    rb"[\s\x00]*(?:"
    rb"(?P<float>[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+))(?=[^0-9])"
    rb"|(?P<int>[-+]?[0-9]{1,300})(?=[^0-9.])"
    rb"|(?P<keyword>[A-Za-z][^#" + _ENDS + rb"]*)(?=[" + _ENDS + rb"])"
    rb"|<(?P<hex>(?:[0-9A-Fa-f]{2})*)>(?=[^>])"
    rb"|/(?P<name>[^#" + _ENDS + rb"]*)(?=[" + _ENDS + rb"])"
    rb"|\((?P<text>[^()\\]*(?:\\(?:[0-3][0-7]{2}|[btnfr()\\])[^()\\]*)*)\)"
    rb"|(?P<array>\[)"
    rb"|(?P<end>\]))"
)
"""An object that ends before the buffer does, and in the writing that nearly every program uses."""

_ESCAPED: Final = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPES: Final = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_BESIDE_OPERATORS: Final = frozenset({b"BI", b"ID", b"true", b"false"})
"""Words that are values, or behind which bytes follow that are no objects."""
_NONE: Final = object()


def lay_out_page(page: Any) -> LTPage:
    """The printed objects of a page of pdfplumber's, as its own ``layout`` would give them."""
    device = PDFPageAggregator(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()


class ContentParser(PDFContentParser):
    """pdfminer's parser of content streams, quicker over plain objects."""

    BUFSIZ = 1 << 30

    def nextobject(self) -> tuple[int, Any]:
        """The next object as pdfminer's parser gives it, but not always its place in the stream."""
        if not (self.results or self.context or self._tokens):
            found, end = _match_object(self.buf, self.charpos)
            if found is not _NONE:
                self.charpos = end
                return (0, found)
        return super().nextobject()


def iterate_objects(streams: Sequence[PDFStream]) -> Iterator[Any]:
    """The objects of content streams to their end, operators as ``PSKeyword``."""
    try:
        parser = ContentParser(streams)
        while True:
            yield parser.nextobject()[1]
    except PSEOF:
        return


def _match_object(data: bytes, start: int) -> tuple[Any, int]:
    """The plain object at ``start`` and where it ends; nothing where pdfminer's parser has to look itself."""
    match = _PLAIN.match(data, start)
    if match is None or match.lastgroup is None or match.lastgroup == "end":
        return _NONE, start
    if match.lastgroup == "array":
        return _match_array(data, match.end())
    return _READERS[match.lastgroup](match[match.lastgroup]), match.end()


def _match_array(data: bytes, start: int) -> tuple[Any, int]:
    """The rest of an array that holds nothing but plain values, and where it ends."""
    values: list[Any] = []
    place = start
    while match := _PLAIN.match(data, place):
        kind, place = match.lastgroup, match.end()
        if kind == "end":
            return values, place
        if kind is None or kind in {"array", "keyword"}:
            break
        values.append(_READERS[kind](match[kind]))
    return _NONE, start


def _read_keyword(word: bytes) -> object:
    return _NONE if word in _BESIDE_OPERATORS else KWD(word)


def _read_name(name: bytes) -> object:
    try:
        return LIT(name.decode())
    except UnicodeDecodeError:
        return LIT(name)


def _read_hex(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode())


def _read_text(text: bytes) -> bytes:
    return _ESCAPED.sub(_unescape, text) if b"\\" in text else text


def _unescape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes((int(code, 8),)) if len(code) > 1 else _ESCAPES.get(code, code)


_READERS: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "float": float,
    "int": int,
    "keyword": _read_keyword,
    "hex": _read_hex,
    "name": _read_name,
    "text": _read_text,
}


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter of content streams, over objects that ``ContentParser`` reads."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the operators of streams, but for one that stands inside itself."""
        own = [stream_value(stream) for stream in streams]
        self.stream_ids = {stream.objid for stream in own if stream.objid is not None} - self.parent_stream_ids
        for found in iterate_objects([stream for stream in own if stream.objid in self.stream_ids]):
            if isinstance(found, PSKeyword):
                self._operate(found.name)
            else:
                self.push(found)

    def _operate(self, operator: bytes) -> None:
        operate, count = _find_operator(operator)
        if operate is None:
            return
        operands = self.pop(count)
        if len(operands) == count:
            operate(self, *operands)


@lru_cache(maxsize=256)
def _find_operator(operator: bytes) -> tuple[Callable[..., None] | None, int]:
    """Pdfminer's method for an operator, and how many operands it takes."""
    name = operator.decode("utf-8", "ignore").replace("*", "_a").replace('"', "_w").replace("'", "_q")
    operate = getattr(_Interpreter, f"do_{name}", None)
    return (operate, operate.__code__.co_argcount - 1 if operate else 0)
