"""A report's source as it lies in the data folder: PDF pages as pictures, everything else as lines and tables.

Every stretch carries its place in attributes, so that the browser finds and marks it by itself (``marking.js``).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.pages.escaping import escape_html
from assistant.pages.words import Words
from index.lookup.copies import measure_copy, read_copy
from index.records import StoredReport
from index.settings import Settings
from ingest.readers.pictures import PageSize
from ingest.records import CELL_END, ROW_END, ParsedDocument, Place, Report, Segment

LONGEST = 400_000
"""Characters of a source that are shown; no report is as long."""

MARGIN, ABOVE, BELOW = 36.0, 90.0, 30.0
"""Points left out at the sides of a piece of a page, and shown above and below its box."""

PICTURES = "api/reports/{id}/pages/{page}.png"
"""Where the page asks for a picture; relative, so that it holds behind any proxy."""


def render_leaves(words: Words, settings: Settings, stored: StoredReport, record: Report) -> str:
    """The source, for the left side; without a kept copy the text that was read from it."""
    if stored.kind == "pdf":
        sizes = measure_copy(settings, stored.sha256)
        if sizes:
            return "".join(render_leaf(words, stored.id, number, size) for number, size in enumerate(sizes, start=1))
    document = read_copy(settings, stored.sha256)
    if document is None:
        sections = "".join(f"<h2>{escape_html(part.heading)}</h2><p>{escape_html(part.text)}</p>" for part in record.sections)
        return f'<div class="paper"><p class="empty">{words("reports.no_copy")}</p>{sections}</div>'
    return f'<div class="paper {document.kind}">{render_document(document)}</div>'


def render_leaf(words: Words, report_id: int, number: int, size: PageSize) -> str:
    """One page: its picture, fetched when it comes into view, and the frame that marks a place on it."""
    where = f'data-page="{number}" data-width="{size.width:.2f}" data-height="{size.height:.2f}"'
    source, name = PICTURES.format(id=report_id, page=number), words("source.page", page=number)
    return (
        f'<figure class="leaf" {where} data-left="{size.left:.2f}" data-top="{size.top:.2f}" '
        f'style="aspect-ratio:{size.width:.2f}/{size.height:.2f}">'
        f'<img src="{source}" loading="lazy" alt="{name}"><span class="frame" hidden></span>'
        f"<figcaption>{name}</figcaption></figure>"
    )


def render_crop(words: Words, report_id: int, size: PageSize, place: Place) -> str:
    """The rows of a page around a box, from margin to margin and with more above than below, the box framed."""
    if place.box is None:
        return ""
    x0, top, x1, bottom = (edge - (size.left, size.top)[i % 2] for i, edge in enumerate(place.box))
    left = max(min(MARGIN, x0 - 4), 0.0)
    width = max(min(size.width, max(size.width - MARGIN, x1 + 4)) - left, 1.0)
    height = min(size.height, (bottom - top) + ABOVE + BELOW)
    above = min(max(top - ABOVE, 0.0), size.height - height)
    source = PICTURES.format(id=report_id, page=place.page)
    picture = f"width:{100 * size.width / width:.2f}%;left:{-100 * left / width:.2f}%;top:{-100 * above / height:.2f}%"
    frame = (
        f"left:{100 * (x0 - left) / width:.2f}%;top:{100 * (top - above) / height:.2f}%;"
        f"width:{100 * (x1 - x0) / width:.2f}%;height:{100 * (bottom - top) / height:.2f}%"
    )
    return (
        f'<div class="crop" style="aspect-ratio:{width:.1f}/{height:.1f}"><img src="{source}" '
        f'alt="{words("source.piece", page=place.page)}" style="{picture}"><span class="frame" style="{frame}"></span></div>'
    )


def render_document(document: ParsedDocument) -> str:
    """A source without pages: a text file line by line, others as paragraphs and tables in reading order."""
    if document.kind == "text":
        return "".join(render_lines(document.text[:LONGEST]))
    parts = []
    for table, found in groupby(document.segments, key=lambda segment: segment.place.table):
        segments = list(found)
        parts.append(render_table(document, table, segments) if table is not None else render_prose(document, segments))
    return "".join(parts)


def render_lines(text: str) -> Iterator[str]:
    """Numbered lines, each with the offset at which it starts."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield f'<div class="line" data-line="{number}" data-start="{start}"><span class="text">{escape_html(line)}</span></div>'
        start += len(line) + 1


def render_prose(document: ParsedDocument, segments: Sequence[Segment]) -> str:
    """Paragraphs."""
    texts = (clean_text(document.text[segment.start : segment.end]) for segment in segments)
    return "".join(f'<p class="para">{escape_html(text)}</p>' for text in texts if text)


def render_table(document: ParsedDocument, table: int, segments: Sequence[Segment]) -> str:
    """A table as the source has it, merged cells merged."""
    rows = "".join(
        "<tr>" + "".join(render_field(document, table, segment) for segment in fields) + "</tr>"
        for _, fields in groupby(segments, key=lambda segment: segment.place.row)
    )
    return f'<div class="source-table"><table>{rows}</table></div>'


def render_field(document: ParsedDocument, table: int, segment: Segment) -> str:
    """One cell of a source's table."""
    place = segment.place
    text = escape_html(clean_text(document.text[segment.start : segment.end]))
    spans = (f' rowspan="{segment.rowspan}"' if segment.rowspan > 1 else "") + (
        f' colspan="{segment.colspan}"' if segment.colspan > 1 else ""
    )
    return f'<td data-field="{table}-{place.row}-{place.column}"{spans}>{text}</td>'


def clean_text(text: str) -> str:
    """Text without the marks that end cells and rows."""
    return text.replace(CELL_END, " ").replace(ROW_END, " ").strip()
