"""Saved web pages: decoded, parsed by selectolax, the report taken out of what stands around it."""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ingest.errors import Damaged, TooLarge
from ingest.readers.draft import Draft
from ingest.readers.grid import Grid
from ingest.readers.html_content import REPORT_WORDS, Block, PageWalk, find_container, join_lines, remove_furniture
from ingest.readers.html_metadata import find_pairs, find_path, list_texts, pair_texts, read_meta
from ingest.readers.html_tree import DEEPEST, Element, is_visible, join_text
from ingest.readers.limits import Limits
from ingest.records import ParsedDocument, Place

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_-]+)"
)
_HEAD_BYTES = 8192
_OPENED = re.compile(
    r"<(/?)(?:div|span|section|article|ul|ol|dl|center|blockquote|form|main|fieldset|font|b|i|table)\b", re.IGNORECASE
)
_DEEPEST_SOURCE = 5000
"""Tags open at once in the source; the parser's time grows with the square of the depth."""
_REPORT_TITLE = re.compile(r"报告|年报|公开")
_TITLE_END = re.compile(r"\s*[-_|—–>»]+\s*")
_NEAR_TOP = 1500
_SMALL_TEXT = 200
_LONG_PARAGRAPH = 80


def read_html(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    """The document of a web page: path, metadata block, title and content; a segment per paragraph and table cell.

    Raises:
        Damaged: no encoding fits, or there is no page in it.
        TooLarge: over the limits on depth, elements or cells.
    """
    text, note = decode_page(data)
    _check_depth(text)
    try:
        page = LexborHTMLParser(text)
    except (SelectolaxError, ValueError) as fault:
        raise Damaged("网页已损坏，无法解析") from fault
    body, head = _convert_page(page, limits)
    metadata = _PageMetadata(head)
    metadata.collect(body)
    remove_furniture(body)
    blocks = PageWalk(limits, find_container(body)).list_blocks(body)
    draft = Draft(limits)
    for line in _write_page(blocks, metadata):
        if isinstance(line, Grid):
            draft.add_grid(line)
        else:
            draft.add_line(line, Place())
    return draft.finish(data, source, "html", metadata.list_pairs(), (note,) if note else ())


def decode_page(data: bytes) -> tuple[str, str | None]:
    """The page's text, and a note where its declared encoding did not fit.

    Tried in order: byte order mark, declaration, UTF-8, GB18030, Big5.

    Raises:
        Damaged: none of them fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff"), None
    match = _DECLARED.search(data[:_HEAD_BYTES])
    declared = (match.group(1) or match.group(2)).decode("ascii").lower() if match else None
    for encoding in dict.fromkeys((_widen(declared) or "utf-8", "utf-8", "gb18030", "big5")):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        fits = encoding == _widen(declared) or declared is None
        return text, None if fits else f"网页声明编码 {declared}，实际为 {encoding}"
    return _decode_loosely(data, _widen(declared))


def _decode_loosely(data: bytes, declared: str | None) -> tuple[str, str]:
    """Bytes in which single characters are broken, as long as they are few."""
    for encoding in dict.fromkeys((declared or "utf-8", "utf-8", "gb18030")):
        try:
            text = data.decode(encoding, errors="replace")
        except LookupError:
            continue
        if text.count("\ufffd") * 200 < len(text):
            return text, f"网页有 {text.count(chr(0xFFFD))} 处字符无法解码"
    raise Damaged("网页的文字编码无法识别")


def _widen(encoding: str | None) -> str | None:
    """GB18030 for its subsets: pages that declare GB2312 use characters beyond it."""
    return "gb18030" if encoding in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312") else encoding


def _check_depth(text: str) -> None:
    depth = 0
    for match in _OPENED.finditer(text):
        depth += -1 if match.group(1) else 1
        if depth > _DEEPEST_SOURCE:
            raise TooLarge(f"网页嵌套过深：超过 {_DEEPEST_SOURCE} 层")


def _convert_page(page: LexborHTMLParser, limits: Limits) -> tuple[Element, list[tuple[str, str]]]:
    """The body as a tree of our own, and the pairs of the head."""
    if page.body is None:
        raise Damaged("网页没有内容")
    head = [("网页标题", " ".join(title.text().split())) for title in page.css("title")[:1]]
    for meta in page.css("meta"):
        pair = read_meta(meta.attributes.get("name") or "", meta.attributes.get("content") or "")
        if pair is not None:
            head.append(pair)
    return _convert_tree(page.body, limits), head


def _convert_tree(top: Any, limits: Limits) -> Element:
    """The visible tree below a parser's node; walked with a stack, for pages may be deeper than Python's."""
    body = Element("body", {})
    stack = [(top.first_child, body, 1)]
    count = 0
    while stack:
        node, parent, depth = stack.pop()
        while node is not None:
            count += 1
            if count > limits.max_elements:
                raise TooLarge(f"网页元素过多：超过 {limits.max_elements} 个")
            below = _convert_node(node, parent, depth)
            if below is not None and node.first_child is not None:
                stack.append((node.next, parent, depth))
                parent, depth, node = below, depth + 1, node.first_child
            else:
                node = node.next
    return body


def _convert_node(node: Any, parent: Element, depth: int) -> Element | None:
    """Append the node to ``parent``; the element that its children go to, or None where they are not wanted."""
    if node.is_text_node:
        parent.children.append(node.text_content or "")
        return None
    if not node.is_element_node:
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()}
    if not is_visible(node.tag, attributes):
        return None
    if depth > DEEPEST:
        return parent
    element = Element(node.tag, attributes)
    parent.children.append(element)
    return element


class _PageMetadata:
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
        self._pairs.update(dict.fromkeys(pairs))

    def list_pairs(self) -> tuple[tuple[str, str], ...]:
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


def _write_page(blocks: list[Block], metadata: _PageMetadata) -> Iterator[str | Grid]:
    """The page's lines and tables: path, metadata block and titles from around the content, then the content."""
    if metadata.path is not None:
        yield f"当前位置：{metadata.path}"
    first = next((index for index, block in enumerate(blocks) if block.inside), len(blocks))
    before = blocks[:first]
    content = [block for block in blocks[first:] if block.inside]
    after = [block for block in blocks[first:] if not block.inside]
    content += [block for block in after if isinstance(block.content, Grid) and _names_report(block.content)]
    head = [line for block in before for line in _keep_around(block, metadata)]
    for block in after:
        if isinstance(block.content, str):
            metadata.add(*find_pairs(block.content))
    body = list(_write_content(content, metadata))
    yield from _find_missing_title([*head, *body], metadata)
    yield from head
    yield from body


def _keep_around(block: Block, metadata: _PageMetadata) -> Iterator[str | Grid]:
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
    if pairs or (block.titled and _REPORT_TITLE.search(block.content)):
        yield block.content


def _write_content(content: list[Block], metadata: _PageMetadata) -> Iterator[str | Grid]:
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


def _find_missing_title(lines: list[str | Grid], metadata: _PageMetadata) -> Iterator[str]:
    """The title that only the page's head names, if the text's beginning does not have it."""
    beginning = re.sub(r"\s", "", "".join(line for line in lines if isinstance(line, str))[:_NEAR_TOP])
    for title in metadata.find_titles():
        if re.sub(r"\s", "", title) in beginning:
            return
    yield from list(metadata.find_titles())[:1]
