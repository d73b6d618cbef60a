"""How much of a file is taken in before it is refused."""

from dataclasses import dataclass
from time import monotonic

from ingest.errors import TooLarge

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one input file; each is the largest value that is still read.

    ``max_members``, ``max_total_bytes`` and ``max_ratio`` (unpacked to packed size) hold for archives, a DOCX included.
    ``max_cells`` counts table cells, merged ones by their area; ``max_elements`` the elements of a DOCX or HTML file.
    """

    max_bytes: int = 50 * MEBIBYTE
    max_pages: int = 300
    max_seconds: float = 120.0
    max_members: int = 2000
    max_total_bytes: int = 500 * MEBIBYTE
    max_ratio: int = 200
    max_cells: int = 200_000
    max_elements: int = 1_000_000
    max_characters: int = 5_000_000

    def check_size(self, size: int) -> None:
        """Refuse a file of more than ``max_bytes`` bytes.

        Raises:
            TooLarge: ``size`` is over the limit.
        """
        if size > self.max_bytes:
            raise TooLarge(f"文件过大：{size / MEBIBYTE:.1f} MB，上限 {self.max_bytes / MEBIBYTE:.0f} MB")


class Clock:
    """Watches the seconds that one file has taken."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.max_seconds
        self._end = monotonic() + limits.max_seconds

    def check(self) -> None:
        """Refuse to go on when the file's time is over.

        Raises:
            TooLarge: more than ``max_seconds`` have passed since the clock was made.
        """
        if monotonic() > self._end:
            raise TooLarge(f"读取超时：超过 {self._seconds:.0f} 秒")
