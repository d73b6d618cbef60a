"""What stands on every page around the text: page numbers and running heads, taken out before tables are joined."""

import re
from collections import Counter
from dataclasses import dataclass

from ingest.readers.pdf_tables import PageTable
from ingest.readers.pdf_text import TextLine

_MARGIN = 0.12
"""Page numbers and running heads stand in this part of the page's height, at the top or the bottom."""
_PAGE_NUMBER = re.compile(
    r"[-—–―－·.~\s]+\d{1,4}[-—–―－·.~\s]+|第\s*[\d一二三四五六七八九十]{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4}\s*页?|\d{1,4}\s*页"
)


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as read: its lines and tables from top to bottom."""

    number: int
    height: float
    items: list[TextLine | PageTable]


def remove_furniture(contents: list[PageContent]) -> list[str]:
    """Take page numbers and running heads out of the pages; the running heads, each once."""
    repeated = Counter(key for content in contents for key in {_mask_line(line) for line in _list_margin(content)})
    shifts = Counter(_find_shift(content, line) for content in contents for line in _list_margin(content))
    heads: dict[tuple[str, int], str] = {}
    for content in contents:
        for line in _list_margin(content):
            shift = _find_shift(content, line)
            running = shift is None and repeated[_mask_line(line)] >= max(2, len(contents) - 1)
            counting = shift == 0 or (shift is not None and shifts[shift] > 1)
            if counting or _PAGE_NUMBER.fullmatch(line.text.strip()):
                content.items.remove(line)
            elif running:
                heads.setdefault(_mask_line(line), line.text)
                content.items.remove(line)
    return list(heads.values())


def _find_shift(content: PageContent, line: TextLine) -> int | None:
    """How far a line that is nothing but a number is from the page's own number; a table's value does not count pages."""
    text = line.text.strip()
    return int(text) - content.number if text.isdecimal() and len(text) < 5 else None  # noqa: PLR2004


def _list_margin(content: PageContent) -> list[TextLine]:
    """The lines in the page's margins that stand before or behind everything else."""
    edge = _MARGIN * content.height
    lines = []
    for items, in_margin in (
        (content.items, lambda box: box[3] < edge),
        (reversed(content.items), lambda box: box[1] > content.height - edge),
    ):
        for item in items:
            if not isinstance(item, TextLine) or not in_margin(item.box):
                break
            lines.append(item)
    return lines


def _mask_line(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.box[1] / 4)
