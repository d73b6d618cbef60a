"""Word files through python-docx, with real merged cells and nothing in them that depends on when they were made."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from samples.maker.grids import place_squares
from samples.maker.records import Grid, Paragraph, Sheet

FONT, SMALL_FONT = "Noto Serif CJK SC", "WenQuanYi Micro Hei"
"""The font, and one that makes smaller PDF files."""

_EPOCH = (2024, 1, 1, 0, 0, 0)
_PAGE_WIDTH_MM = 166
_SIZES = {"title": 18, "heading": 14}
_BREAK, _LONG_LABEL = 4, 10


def render_docx(sheet: Sheet) -> bytes:
    """The file; the look ``paragraphs`` puts line breaks into long labels as typists do."""
    document = Document()
    prepare_page(document, sheet)
    for block in sheet.blocks:
        if isinstance(block, Grid):
            add_table(document, block, broken=sheet.plan.look == "paragraphs")
        else:
            add_paragraph(document, block)
    raw = io.BytesIO()
    document.save(raw)
    return fix_times(raw.getvalue())


def fix_times(data: bytes) -> bytes:
    """The same archive with fixed times, so that equal content gives equal bytes."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def prepare_page(document: WordDocument, sheet: Sheet) -> None:
    """Paper, font, page number, and properties that are the same each time."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(25)
    style = document.styles["Normal"]
    font = SMALL_FONT if sheet.plan.look.startswith("libreoffice_") else FONT
    style.font.name, style.font.size = font, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    properties = document.core_properties
    properties.author = "" if set(sheet.plan.extras) & {"nameless", "contact_only"} else sheet.plan.agency.full_name
    properties.title = sheet.plan.title.replace("\n", "")
    properties.created = properties.modified = datetime(*_EPOCH, tzinfo=UTC)
    properties.comments = ""
    _add_page_number(section.footer.paragraphs[0])


def _add_page_number(paragraph: WordParagraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("- ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx has no call for fields
    paragraph.add_run(" -")


def add_paragraph(document: WordDocument, block: Paragraph) -> None:
    """A paragraph at the document's end."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(block.text)
    run.font.size = Pt(_SIZES.get(block.kind, 12))
    run.bold = block.kind in _SIZES
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.5
    if block.kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind == "signature":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif block.kind == "body":
        paragraph.paragraph_format.first_line_indent = Pt(24)


def add_table(document: WordDocument, grid: Grid, *, broken: bool) -> None:
    """A table at the document's end and an empty paragraph; ``broken`` puts line breaks into labels."""
    table = document.add_table(len(grid.rows), len(grid.widths))
    table.style, table.autofit = document.styles["Table Grid"], False
    total = sum(grid.widths)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(_PAGE_WIDTH_MM * width / total)
    matrix = [list(row.cells) for row in table.rows]
    for top, left, square in place_squares(grid):
        cell = matrix[top][left]
        if square.rowspan > 1 or square.colspan > 1:
            cell = cell.merge(matrix[top + square.rowspan - 1][left + square.colspan - 1])
        _fill_cell(cell, square.text, broken=broken and square.id is None)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill_cell(cell: _Cell, text: str, *, broken: bool) -> None:
    paragraph = cell.paragraphs[0]
    pieces = [text[:_BREAK], text[_BREAK:]] if broken and _BREAK < len(text) < _LONG_LABEL else [text]
    for index, piece in enumerate(pieces):
        target = paragraph if index == 0 else cell.add_paragraph()
        target.alignment = WD_ALIGN_PARAGRAPH.CENTER
        target.paragraph_format.space_after = Pt(0)
        target.add_run(piece).font.size = Pt(9)
