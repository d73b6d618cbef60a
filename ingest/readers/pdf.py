"""PDF files through pdfplumber: each page's characters and rules, once; lines and tables are made of them elsewhere.

This is the only module that imports pdfplumber; ``pdf_content`` stands on the pdfminer beneath it.
"""

import logging
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ingest.errors import Damaged, Encrypted, TooLarge, Unsupported
from ingest.readers.draft import Draft
from ingest.readers.limits import Clock, Limits
from ingest.readers.pdf_breaks import continues, join_tables
from ingest.readers.pdf_content import lay_out_page
from ingest.readers.pdf_furniture import PageContent, remove_furniture
from ingest.readers.pdf_ruling import THIN, Box, Lattice, build_rules, find_lattices
from ingest.readers.pdf_tables import PageTable, build_page_table, fill_cells, split_prose
from ingest.readers.pdf_text import Glyph, TextLine, read_lines
from ingest.readers.scan import can_recognise, recognise_pages, refuse_scan
from ingest.records import ParsedDocument, Place

logging.getLogger("pdfminer").setLevel(logging.ERROR)

_PDF_FAULTS = (
    PdfminerException,
    MalformedPDFException,
    PDFException,
    PSException,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    struct.error,
    zlib.error,
)
"""What the libraries raise over broken files."""

_END_WITHIN = 4096


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page prints: characters, drawn lines (thin boxes), stroked and filled boxes."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    bars: list[Box]
    outlines: list[Box]
    fills: list[Box]


def read_pdf(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    """The document of a PDF file: a segment per line and per table cell, each with page and box.

    Page numbers and running heads are left out of the text; running heads stand in the metadata.

    Raises:
        Encrypted: the file asks for a password.
        Damaged: not a PDF, or broken beyond reading.
        TooLarge: over the limits on pages or seconds.
        Unsupported: no page has a text layer, and text recognition is not installed or finds nothing.
    """
    clock = Clock(limits)
    contents: list[PageContent] = []
    bare: list[_Page] = []
    for page in _iterate_pages(data, limits):
        clock.check()
        readable = _has_text(page)
        if not readable:
            bare.append(page)
        contents.append(_read_page(page if readable else replace(page, glyphs=[])))
    if not contents:
        raise Damaged("PDF 里没有页面")
    recognised = _recognise_pages(data, bare, contents, clock)
    heads = remove_furniture(contents)
    draft = Draft(limits)
    for number, item in _join_pages(contents):
        _write_item(draft, number, item)
    unread = [page.number for page in bare if page.number not in recognised]
    document = draft.finish(data, source, "pdf", tuple(("页眉页脚", head) for head in heads), tuple(_write_notes(data, unread)))
    return replace(document, recognised=recognised)


def _recognise_pages(data: bytes, bare: list[_Page], contents: list[PageContent], clock: Clock) -> tuple[int, ...]:
    """Put what is recognised on pages without a text layer in their places; gives the numbers of those pages."""
    if not bare or not can_recognise():
        if len(bare) == len(contents):
            refuse_scan(len(contents))
        return ()
    numbers = [page.number for page in bare]
    pictures = recognise_pages(data, numbers)
    for page, picture in zip(bare, pictures, strict=True):
        clock.check()
        read = replace(page, glyphs=picture.glyphs, bars=picture.bars, outlines=[], fills=[])
        contents[page.number - 1] = _read_page(read)
    if not any(content.items for content in contents):
        raise Unsupported(f"没有文字层（{len(contents)} 页都是图片），图片里也没有认出文字")
    return tuple(numbers)


def _has_text(page: _Page) -> bool:
    """Whether a page's characters can be read; those that the font's tables do not name come as (cid:7)."""
    inked = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    unnamed = sum(1 for glyph in inked if glyph.text.startswith("(cid:"))
    return 2 * unnamed < len(inked)


def _write_notes(data: bytes, bare: list[int]) -> Iterator[str]:
    if bare:
        yield f"第 {'、'.join(map(str, bare))} 页没有文字层，未读取"
    if b"%%EOF" not in data[-_END_WITHIN:]:
        yield "PDF 的结尾缺失，内容可能不完整"


def _iterate_pages(data: bytes, limits: Limits) -> Iterator[_Page]:
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            _check_count(pdf, limits)
            for page in pdf.pages:
                yield _read_objects(page)
                page.close()
    except _PDF_FAULTS as fault:
        causes = {type(fault), *(type(argument) for argument in fault.args), type(fault.__cause__), type(fault.__context__)}
        if causes & {PDFPasswordIncorrect, PDFEncryptionError}:
            raise Encrypted("PDF 有密码") from fault
        raise Damaged("PDF 已损坏，无法读取") from fault


def _check_count(pdf: pdfplumber.PDF, limits: Limits) -> None:
    """Refuse by the count that the file declares before its pages are built, and by the pages themselves after."""
    written = resolve1((resolve1(pdf.doc.catalog.get("Pages")) or {}).get("Count"))
    declared = written if isinstance(written, int) else 0
    for count in (declared, len(pdf.pages) if declared <= limits.max_pages else 0):
        if count > limits.max_pages:
            raise TooLarge(f"页数过多：{count} 页，上限 {limits.max_pages} 页")
    if len(pdf.pages) < declared:
        raise Damaged(f"PDF 不完整：应有 {declared} 页，只找到 {len(pdf.pages)} 页")


def _read_objects(page: Any) -> _Page:
    left, top = page.mediabox[0], page.mediabox[1]
    bottom = top + page.height
    found = _Page(page.page_number, float(page.width), float(page.height), [], [], [], [])
    for item in _iterate_items(lay_out_page(page)):
        if isinstance(item, LTChar):
            turn = 0 if item.upright else (1 if item.matrix[1] > 0 else -1)
            found.glyphs.append(Glyph(item.x0 + left, bottom - item.y1, item.x1 + left, bottom - item.y0, item.get_text(), turn))
        elif isinstance(item, LTCurve):
            box = (item.x0 + left, bottom - item.y1, item.x1 + left, bottom - item.y0)
            _sort_box(item, box, found)
    return found


def _iterate_items(container: Iterable[LTItem]) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _iterate_items(item)
        else:
            yield item


def _sort_box(item: LTCurve, box: Box, page: _Page) -> None:
    """Put a drawn shape where its edges belong; a shape as large as the page rules nothing."""
    width, height = box[2] - box[0], box[3] - box[1]
    if width > 0.98 * page.width and height > 0.98 * page.height:
        return
    if width <= THIN or height <= THIN:
        page.bars.append(box)
    elif len(item.pts) not in (4, 5):
        return
    elif item.stroke:
        page.outlines.append(box)
    elif item.fill:
        page.fills.append(box)


def _read_page(page: _Page) -> PageContent:
    lattices = _find_tables(page)
    texts, loose = _assign_glyphs(lattices, page.glyphs)
    items: list[tuple[float, TextLine | PageTable]] = [(line.box[1], line) for line in read_lines(loose)]
    for lattice, cells in zip(lattices, texts, strict=True):
        items.append((lattice.box[1], build_page_table(lattice, cells, page.number)))
    items.sort(key=lambda item: item[0])
    return PageContent(page.number, page.height, [item for _, item in items])


def _find_tables(page: _Page) -> list[Lattice]:
    """The page's ruled tables; boxes that are only filled count as cells where no lines draw any (tables of tiles)."""
    lattices = find_lattices(build_rules(page.bars, page.outlines))
    if not lattices and len(page.fills) > 3:  # noqa: PLR2004
        lattices = find_lattices(build_rules(page.bars, page.fills))
    texts, _ = _assign_glyphs(lattices, page.glyphs)
    return [part for lattice, cells in zip(lattices, texts, strict=True) for part in split_prose(lattice, cells)]


def _assign_glyphs(lattices: list[Lattice], glyphs: list[Glyph]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The characters of each lattice's cells by where their middles stand, and those outside all of them."""
    inside: list[list[Glyph]] = [[] for _ in lattices]
    loose: list[Glyph] = []
    bounds = [(lattice.box, own) for lattice, own in zip(lattices, inside, strict=True)]
    for glyph in glyphs:
        x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
        for box, own in bounds:
            if box[0] <= x < box[2] and box[1] <= y < box[3]:
                own.append(glyph)
                break
        else:
            loose.append(glyph)
    return [fill_cells(lattice, own) for lattice, own in zip(lattices, inside, strict=True)], loose


def _join_pages(contents: list[PageContent]) -> Iterator[tuple[int, TextLine | PageTable]]:
    """All items in order with their pages, tables that go on over a page break as one."""
    open_table: PageTable | None = None
    for content in contents:
        for item in content.items:
            if open_table is not None:
                if isinstance(item, PageTable) and item is content.items[0] and continues(open_table, item):
                    open_table = join_tables(open_table, item)
                    continue
                yield open_table.page, open_table
                open_table = None
            if isinstance(item, PageTable):
                open_table = item
            else:
                yield content.number, item
    if open_table is not None:
        yield open_table.page, open_table


def _write_item(draft: Draft, number: int, item: TextLine | PageTable) -> None:
    if isinstance(item, TextLine):
        draft.add_line(item.text, _place_line(number, item))
    elif item.holds_data():
        draft.add_grid(item.build_grid())
    else:
        for cell in item.cells:
            for line in cell.lines:
                draft.add_line(line.text, _place_line(cell.page, line))


def _place_line(number: int, line: TextLine) -> Place:
    x0, top, x1, bottom = (round(value, 2) for value in line.box)
    return Place(page=number, box=(x0, top, x1, bottom))
