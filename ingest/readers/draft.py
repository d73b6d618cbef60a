"""A document being written: its text grows by lines and tables, and each piece keeps its place."""

from hashlib import sha256

from ingest.errors import TooLarge
from ingest.readers.grid import Grid
from ingest.readers.limits import Limits
from ingest.records import CELL_END, ROW_END, MediaKind, ParsedDocument, Place, Segment

_RESERVED = str.maketrans({CELL_END: " ", ROW_END: " ", "\x00": "", "\r": "\n"})


class Draft:
    """Collects text and segments in reading order for one ``ParsedDocument``."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def add_line(self, text: str, place: Place) -> None:
        """Append a line or paragraph; one without visible characters is left out."""
        text = text.translate(_RESERVED).strip("\n")
        if text.strip():
            self._segments.append(Segment(self._length, self._length + len(text), place))
            self._append(text + "\n")

    def add_grid(self, grid: Grid) -> None:
        """Append a table, a line of text per row."""
        for row in grid.iterate_rows():
            for cell in row:
                text = cell.text.translate(_RESERVED)
                segment = Segment(self._length, self._length + len(text), cell.place, cell.rowspan, cell.colspan)
                self._segments.append(segment)
                self._append(text + CELL_END)
            self._append(ROW_END + "\n")

    def finish(
        self, data: bytes, source: str, kind: MediaKind, metadata: tuple[tuple[str, str], ...] = (), notes: tuple[str, ...] = ()
    ) -> ParsedDocument:
        """The document; ``data`` are the file's bytes, for its digest."""
        digest = sha256(data).hexdigest()
        return ParsedDocument(source, digest, kind, "".join(self._parts), tuple(self._segments), metadata, notes)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self._limits.max_characters:
            raise TooLarge(f"文字过多：超过 {self._limits.max_characters} 个字符")
