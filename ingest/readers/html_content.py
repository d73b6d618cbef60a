"""The report found on a page: furniture cut away, the content's container chosen by text density, its blocks in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.grid import Grid
from ingest.readers.html_tables import build_table, is_layout, list_cells
from ingest.readers.html_tree import BLOCK_TAGS, Element, join_text, tidy_text
from ingest.readers.limits import Limits

REPORT_WORDS = re.compile(
    r"信息公开|主动公开|依申请|公开申请|行政复议|行政诉讼|行政许可|行政处罚|总体情况|年度报告|存在的?(?:主要)?问题|规范性文件|结转|予以公开|第二十条|政务公开"
)
_HANZI = re.compile(r"[\u3400-\u9fff]")
_WORD_WEIGHT = 5
_DOMINANT = 0.8
"""A child with this share of its parent's weight holds the content alone..."""
_MOST_WORDS_AROUND = 8
"""...unless its siblings have this many report words: a title and a metadata block have fewer, sections of a report more."""
_CONTAINER_TAGS = frozenset(("article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr"))
_LONGEST_LINK = 40
_NAVIGATION_LINKS = 3
_NAVIGATION_HANZI = 80
"""An element with more characters outside of links than this is not navigation, however many links it has."""
_BUTTON_CLASS = re.compile(r"share|social|toolbar|fontsize|font-size|print|qrcode|ewm|copyright-tool|pagenation|pagination")
_LONGEST_BUTTON = 80
_BUTTONS = re.compile(
    r"(?:[\s【】\[\]|:：、,，()（）/·\u3000\u00a0-]|打印(?:本页|此页|页面|文章)?|关闭(?:本页|窗口|此页)?|收藏(?:本页)?|返回(?:顶部|首页|上一?页)?|字体|字号|[大中小特]|"
    r"默认|放大|缩小|分享(?:到)?|微信|微博|新浪|腾讯|空间|朋友圈|复制链接|二维码|扫一扫(?:在手机打开当前页)?|语音播报|无障碍阅读|纠错|下载|"
    r"浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|数|率)?|访问(?:次数|量)?|\d+次?|相关附件|附件(?:下载)?|上一[篇页]|下一[篇页]|没有了|T[+-]?|X)+"
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd|txt|pptx?)(?:$|[?#])", re.IGNORECASE)
_TITLE_TAGS = ("h1", "h2", "h3")
_TITLE_CLASS = re.compile(r"title|biaoti|\bbt\b|headline")


@dataclass(slots=True)
class _Weight:
    plain: int = 0
    linked: int = 0
    links: int = 0
    score: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table of a page; ``inside`` the content's container or around it.

    ``titled`` says that it is marked as a heading, ``linked`` that all of it is a link.
    """

    content: str | Grid
    inside: bool
    titled: bool
    linked: bool = False


def remove_furniture(body: Element) -> None:
    """Cut navigation, share buttons and lists of attached files out of the tree."""
    weights: dict[int, _Weight] = {}
    _weigh(body, weights)
    stack = [body]
    while stack:
        element = stack.pop()
        kept = [child for child in element.children if isinstance(child, str) or not _is_furniture(child, weights[id(child)])]
        element.children = kept
        stack.extend(child for child in kept if isinstance(child, Element))


def find_container(body: Element) -> Element:
    """The innermost element that alone holds the text: report words count, links do not."""
    weights: dict[int, _Weight] = {}
    _weigh(body, weights)
    container = body
    while True:
        children = [child for child in container.children if isinstance(child, Element)]
        best = max(children, key=lambda child: weights[id(child)].score, default=None)
        if best is None or weights[id(best)].score < _DOMINANT * max(weights[id(container)].score, 1):
            return container
        if best.tag == "table" and not is_layout(best) and not _holds_all(best):
            return container
        if best.tag not in _CONTAINER_TAGS or weights[id(container)].words - weights[id(best)].words >= _MOST_WORDS_AROUND:
            return container
        container = best


@dataclass(slots=True)
class PageWalk:
    """One walk over a page; tables are numbered in the page's order, those of layout included."""

    limits: Limits
    container: Element
    _blocks: list[Block] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _links: int = 0
    _unlinked: bool = False
    _tables: int = 0
    _cells: int = 0

    def list_blocks(self, body: Element) -> list[Block]:
        """All blocks of the page in order.

        Raises:
            TooLarge: more table cells than the limit.
        """
        self._walk(body, inside=False, titled=False)
        self._flush(inside=False, titled=False)
        return self._blocks

    def _walk(self, element: Element, *, inside: bool, titled: bool) -> None:
        if element is self.container:
            self._flush(inside=inside, titled=titled)
            inside = True
        titled = titled or element.tag in _TITLE_TAGS or (bool(_TITLE_CLASS.search(element.label)) and not _is_long(element))
        if element.tag == "br":
            self._buffer.append("\v")
        elif element.tag == "table":
            self._flush(inside=inside, titled=titled)
            self._read_table(element, inside=inside, titled=titled)
        else:
            if element.tag in BLOCK_TAGS:
                self._flush(inside=inside, titled=titled)
            linked = element.tag == "a" and "href" in element.attributes
            self._links += linked
            for child in element.children:
                if isinstance(child, Element):
                    self._walk(child, inside=inside, titled=titled)
                else:
                    self._buffer.append(child.replace("\n", "\v") if element.tag == "pre" else child)
                    self._unlinked = self._unlinked or (not self._links and not child.isspace())
            self._links -= linked
            if element.tag in BLOCK_TAGS or element is self.container:
                self._flush(inside=inside, titled=titled)

    def _read_table(self, table: Element, *, inside: bool, titled: bool) -> None:
        self._tables += 1
        if not is_layout(table):
            grid = build_table(table, self._tables, self.limits)
            if grid.holds_data():
                self._blocks.append(Block(grid, inside, titled))
                return
        for child in table.children:
            if isinstance(child, Element):
                self._walk(child, inside=inside, titled=titled)
        self._flush(inside=inside, titled=titled)

    def _flush(self, *, inside: bool, titled: bool) -> None:
        text = tidy_text("".join(self._buffer))
        self._buffer.clear()
        linked, self._unlinked = not self._unlinked, False
        if text and not _BUTTONS.fullmatch(text):
            self._blocks.append(Block(text, inside, titled, linked))


def _weigh(element: Element, weights: dict[int, _Weight], *, linked: bool = False) -> _Weight:
    weight = weights[id(element)] = _Weight()
    if element.tag == "a" and element.attributes.get("href"):
        linked = True
        weight.links += 1
    for child in element.children:
        if isinstance(child, Element):
            below = _weigh(child, weights, linked=linked)
            weight.plain += below.plain
            weight.linked += below.linked
            weight.links += below.links
            weight.score += below.score
            weight.words += below.words
        elif linked and len(child) <= _LONGEST_LINK:
            weight.linked += len(_HANZI.findall(child))
        else:
            hanzi = len(_HANZI.findall(child))
            weight.plain += hanzi
            words = len(REPORT_WORDS.findall(child))
            weight.score += hanzi * (_WORD_WEIGHT if words else 1)
            weight.words += words
    return weight


def _is_furniture(element: Element, weight: _Weight) -> bool:
    if (
        element.tag == "a"
        and _FILE.search(element.attributes.get("href", ""))
        and weight.plain + weight.linked <= _LONGEST_BUTTON
    ):
        return True
    if element.tag == "nav" and weight.plain < _NAVIGATION_HANZI:
        return True
    if _BUTTON_CLASS.search(element.label) and weight.plain + weight.linked < _LONGEST_BUTTON and not element.contains("table"):
        return not REPORT_WORDS.search(join_text(element))
    many = weight.links >= _NAVIGATION_LINKS and weight.plain < _NAVIGATION_HANZI
    return many and weight.linked > 2 * weight.plain


def _holds_all(table: Element) -> bool:
    """Whether a table without tables inside is still one of layout, with the whole report in one cell."""
    return any(_is_long(cell) for cell in list_cells(table))


def _is_long(element: Element) -> bool:
    return len(join_text(element)) > 200  # noqa: PLR2004


def join_lines(grid: Grid) -> Iterator[str]:
    """A grid's rows as lines, for a table that only lays out labels and values."""
    for row in grid.iterate_rows():
        yield " ".join(cell.text for cell in row if cell.text.strip())
