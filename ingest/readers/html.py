"""Saved web pages: decoded, parsed by selectolax, the report taken out of what stands around it."""

import codecs
import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ingest.errors import Damaged, TooLarge
from ingest.readers.draft import Draft
from ingest.readers.grid import Grid
from ingest.readers.html_content import PageWalk, find_container, remove_furniture
from ingest.readers.html_metadata import read_meta
from ingest.readers.html_page import PageMetadata, write_page
from ingest.readers.html_tree import DEEPEST, Element, is_visible
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
    metadata = PageMetadata(head)
    metadata.collect(body)
    remove_furniture(body)
    blocks = PageWalk(limits, find_container(body)).list_blocks(body)
    draft = Draft(limits)
    for line in write_page(blocks, metadata):
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
