"""A page as a plain tree of elements and text, and its visible text as blocks; free of the parser that made it.

What a reader of the page cannot see (scripts, hidden elements, deleted passages) never gets into the tree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
        "h5 h6 header hr html li main nav ol p pre section summary ul table caption thead tbody tfoot tr td th",
    )
)
DROPPED_TAGS = frozenset(
    re.findall(
        r"\w+",
        "applet audio button canvas datalist del embed frame frameset head iframe input link map math meta noframes noscript "
        "object optgroup option progress rp rt script select style svg template textarea title video",
    )
)
DEEPEST = 150
"""Elements below this depth hang on the one at it: browsers cut at 512, and no page lays its text out deeper than this."""

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")
_SOURCE_BREAK = re.compile(r"(?<=[\u2e80-\uffef“”])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\uffef“”])")


@dataclass(slots=True, eq=False)
class Element:
    """One element; ``children`` are elements and texts in order."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Its class and id in lower case: how a page's author named it."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".lower()

    def iterate_elements(self) -> Iterator["Element"]:
        """This element and all below it in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def contains(self, tag: str) -> bool:
        """Whether an element of this tag stands below."""
        return any(element.tag == tag and element is not self for element in self.iterate_elements())


def is_visible(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element's content is shown to a reader."""
    if tag in DROPPED_TAGS or "hidden" in attributes:
        return False
    return not _HIDDEN_STYLE.search(attributes.get("style", ""))


def join_text(element: Element) -> str:
    """All text below an element, a newline between blocks and at ``<br>``, white space collapsed."""
    parts: list[str] = []
    _collect_text(element, parts)
    return tidy_text("".join(parts))


def tidy_text(text: str) -> str:
    r"""``text`` as a browser shows it: white space collapsed, lines trimmed, empty lines left out.

    Line breaks are marked with ``\v`` until here, so that those of the page's source are told from shown ones.
    """
    text = _SPACE.sub(" ", _SOURCE_BREAK.sub("", text))
    lines = (line.strip(" ") for line in text.split("\v"))
    return "\n".join(line for line in lines if line.strip())


def _collect_text(element: Element, parts: list[str]) -> None:
    if element.tag == "br":
        parts.append("\v")
        return
    breaks = element.tag in BLOCK_TAGS
    if breaks:
        parts.append("\v")
    for child in element.children:
        if isinstance(child, str):
            parts.append(child.replace("\n", "\v") if element.tag == "pre" else child)
        else:
            _collect_text(child, parts)
    if breaks:
        parts.append("\v")
