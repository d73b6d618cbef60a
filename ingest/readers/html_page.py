"""A page put together for reading: path, metadata block and title from around the content, then the content."""

import re
from collections.abc import Iterator

from ingest.readers.grid import Grid
from ingest.readers.html_content import REPORT_WORDS, Block, join_lines
from ingest.readers.html_metadata import find_pairs, find_path, list_texts, pair_texts
from ingest.readers.html_tree import Element, join_text

_REPORT_TITLE = re.compile(r"报告|年报|公开")
_TITLE_LINE = re.compile(r"(?:信息|政务)公开[^。]{0,12}(?:报告|年报)[ \u3000]*$", re.MULTILINE)
_AGENCY_LINE = re.compile(r"^.{0,24}(?:人民政府|办事处|委员会|管委会|镇|乡|街道|苏木)\s*$")
_TITLE_END = re.compile(r"\s*[-_|—–>»]+\s*")
_NEAR_TOP = 1500
_SMALL_TEXT = 200
_LONG_PARAGRAPH = 80


class PageMetadata:
    """The pairs of a page, in the order found, each once."""

    def __init__(self, head: list[tuple[str, str]]) -> None:
        self._pairs: dict[tuple[str, str], None] = dict.fromkeys(head)
        self.path: str | None = None

    def collect(self, body: Element) -> None:
        """Take the path out of the tree, and the pairs of label and value elements."""
        parents = {id(child): element for element in body.iterate_elements() for child in element.children}
        lengths: dict[int, int] = {}
        _measure(body, lengths)
        for element in list(body.iterate_elements()):
            if element is body or not 0 < lengths[id(element)] <= 2 * _SMALL_TEXT:
                continue
            text = join_text(element)
            path = find_path(element, text) if self.path is None and len(text) <= _SMALL_TEXT else None
            if path is not None:
                self.path = path
                self.add(("当前位置", path))
                parents[id(element)].children.remove(element)
            elif not find_pairs(text):
                self.add(*(pair for pair in pair_texts(list_texts(element)) if pair[1]))

    def add(self, *pairs: tuple[str, str]) -> None:
        """Take further pairs in."""
        self._pairs.update(dict.fromkeys(pairs))

    def list_pairs(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each."""
        return tuple(self._pairs)

    def find_titles(self) -> Iterator[str]:
        """Titles that the head names, the site's name cut off."""
        for label, value in reversed(self._pairs):
            if label in ("标题", "网页标题"):
                yield from (part for part in _TITLE_END.split(value) if _REPORT_TITLE.search(part) and "网" not in part[-2:])


def _measure(element: Element, lengths: dict[int, int]) -> int:
    total = sum(_measure(child, lengths) if isinstance(child, Element) else len(child.strip()) for child in element.children)
    lengths[id(element)] = total
    return total


def write_page(blocks: list[Block], metadata: PageMetadata) -> Iterator[str | Grid]:
    """The page's lines and tables: path, metadata block and titles from around the content, then the content."""
    if metadata.path is not None:
        yield f"当前位置：{metadata.path}"
    first = next((index for index, block in enumerate(blocks) if block.inside), len(blocks))
    before = blocks[:first]
    content = [block for block in blocks[first:] if block.inside]
    after = [block for block in blocks[first:] if not block.inside]
    content += [block for block in after if isinstance(block.content, Grid) and _names_report(block.content)]
    head = [line for index, block in enumerate(before) for line in _keep_around(block, before[index + 1 : index + 2], metadata)]
    for block in after:
        if isinstance(block.content, str):
            metadata.add(*find_pairs(block.content))
    body = list(_write_content(content, metadata))
    yield from _find_missing_title([*head, *body], metadata)
    yield from head
    yield from body


def _keep_around(block: Block, following: list[Block], metadata: PageMetadata) -> Iterator[str | Grid]:
    """What is kept of a block before the content: pairs, titles, and the agency's line on top of a title."""
    if isinstance(block.content, Grid):
        pairs = _read_pairs(block.content)
        metadata.add(*pairs)
        if pairs:
            yield from join_lines(block.content)
        elif _names_report(block.content):
            yield block.content
        return
    pairs = find_pairs(block.content)
    metadata.add(*pairs)
    above_title = _AGENCY_LINE.search(block.content) and any(_is_title(next_block) for next_block in following)
    if pairs or _is_title(block) or (above_title and not block.linked):
        yield block.content


def _is_title(block: Block) -> bool:
    if isinstance(block.content, Grid) or block.linked or len(block.content) > _LONG_PARAGRAPH:
        return False
    return bool(_TITLE_LINE.search(block.content)) or (block.titled and bool(_REPORT_TITLE.search(block.content)))


def _write_content(content: list[Block], metadata: PageMetadata) -> Iterator[str | Grid]:
    opening = True
    for block in content:
        if isinstance(block.content, Grid):
            pairs = _read_pairs(block.content)
            metadata.add(*pairs)
            yield from join_lines(block.content) if pairs else (block.content,)
        else:
            pairs = find_pairs(block.content) if opening else []
            metadata.add(*pairs)
            opening = opening and (bool(pairs) or len(block.content) < _LONG_PARAGRAPH)
            yield block.content


def _read_pairs(grid: Grid) -> list[tuple[str, str]]:
    """The pairs of a table that consists of them; empty for every other table."""
    texts = [cell.text for cell in grid.cells]
    pairs = pair_texts(texts) or [pair for text in texts for pair in find_pairs(text)]
    return pairs if 3 * len(pairs) >= len([text for text in texts if text.strip()]) else []  # a label may lack its value


def _names_report(grid: Grid) -> bool:
    return len(REPORT_WORDS.findall(" ".join(cell.text for cell in grid.cells))) >= 2  # noqa: PLR2004


def _find_missing_title(lines: list[str | Grid], metadata: PageMetadata) -> Iterator[str]:
    """The title that only the page's head names, if the text's beginning has none."""
    beginning = "\n".join(line for line in lines if isinstance(line, str))[:_NEAR_TOP]
    squeezed = re.sub(r"\s", "", beginning)
    titles = list(metadata.find_titles())
    if not any(re.sub(r"\s", "", title) in squeezed for title in titles) and not _TITLE_LINE.search(beginning):
        yield from titles[:1]
