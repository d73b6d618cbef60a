"""Word files in which tables and text stand as people leave them: nested, in text boxes, with tracked changes, cut in two."""

import io
from collections.abc import Callable, Mapping
from copy import deepcopy

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.run import CT_R
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from samples.maker.docx import add_paragraph, add_table, fix_times, prepare_page, render_docx
from samples.maker.records import Grid, Paragraph, Sheet
from samples.maker.splits import split_grid

_CUT = {"active": 6, "requests": 14}
"""Rows after which the tables are cut in two."""

_AUTHOR, _DATE = "核稿人", "2024-01-02T09:00:00Z"
_BOX = (
    '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="5400000" cy="{height}"/><wp:docPr id="{id}" name="文本框 {id}"/><a:graphic><a:graphicData'
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</wps:spPr><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:{points}pt"><v:textbox><w:txbxContent/>'
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_EMU_PER_POINT = 12700


def render_word(sheet: Sheet) -> bytes:
    """The file in the look that the plan names; the plain looks are those of ``docx``."""
    compose = _LOOKS.get(sheet.plan.look)
    if compose is None:
        return render_docx(sheet)
    document = Document()
    prepare_page(document, sheet)
    compose(document, sheet)
    raw = io.BytesIO()
    document.save(raw)
    return fix_times(raw.getvalue())


def _compose_nested(document: WordDocument, sheet: Sheet) -> None:
    """Each table stands inside the one cell of another."""
    for block in sheet.blocks:
        if isinstance(block, Grid):
            frame = document.add_table(1, 1)
            frame.style = document.styles["Table Grid"]
            add_table(document, block, broken=False)
            inner = document.tables[-1]._tbl  # noqa: SLF001 -- python-docx has no call for moving a table
            frame.cell(0, 0)._tc.insert(1, inner)  # noqa: SLF001
        else:
            add_paragraph(document, block)


def _compose_split(document: WordDocument, sheet: Sheet) -> None:
    """The long tables are two tables each."""
    for block in sheet.blocks:
        if isinstance(block, Grid):
            parts = split_grid(block, _CUT[block.name]) if block.name in _CUT else (block,)
            for part in parts:
                add_table(document, part, broken=False)
        else:
            add_paragraph(document, block)


def _compose_boxes(document: WordDocument, sheet: Sheet) -> None:
    """Title, one paragraph with counts and the last table stand in text boxes, twice as Word writes them for old readers."""
    boxed = 0
    for block in sheet.blocks:
        start = len(document.element.body)
        if isinstance(block, Grid):
            add_table(document, block, broken=False)
        else:
            add_paragraph(document, block)
        counted = isinstance(block, Paragraph) and block.kind == "body" and "条" in block.text and boxed == 1
        title = isinstance(block, Paragraph) and block.kind == "title"
        if title or counted or (isinstance(block, Grid) and block.name == "disputes"):
            boxed += 1
            _move_into_box(document, start - 1, boxed)


def _move_into_box(document: WordDocument, start: int, number: int) -> None:
    """What was added to the body from child ``start`` on goes into a text box; the section's settings stay last."""
    body = document.element.body
    moved = list(body)[start:-1]
    height = 120 * len(moved)
    ns = nsdecls("w", "wp", "a")
    run = parse_xml(_BOX.format(ns=ns, id=number, points=height, height=height * _EMU_PER_POINT))
    for content in run.iter(qn("w:txbxContent")):
        content.extend(deepcopy(moved))
    for element in moved:
        body.remove(element)
    holder = document.add_paragraph()
    holder._p.append(run)  # noqa: SLF001 -- python-docx has no call for drawings


def _compose_tracked(document: WordDocument, sheet: Sheet) -> None:
    """Insertions and deletions nobody has accepted: in prose, in cells, and one whole row of each kind."""
    for block in sheet.blocks:
        if isinstance(block, Grid):
            add_table(document, block, broken=False)
            _track_table(document.tables[-1], block)
        else:
            add_paragraph(document, block)
            if block.kind == "body":
                _track_paragraph(document.paragraphs[-1])
    _add_deleted_paragraph(document)


def _mark(tag: str) -> OxmlElement:
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:author"), _AUTHOR)
    mark.set(qn("w:date"), _DATE)
    return mark


def _track_run(run: CT_R, old: str) -> None:
    """The run counts as inserted, ``old`` before it as deleted."""
    inserted, deleted = _mark("w:ins"), _mark("w:del")
    gone = deepcopy(run)
    for text in list(gone.iter(qn("w:t"))):
        text.tag, text.text = qn("w:delText"), old
    run.addprevious(deleted)
    deleted.append(gone)
    run.addprevious(inserted)
    inserted.append(run)


def _track_paragraph(paragraph: WordParagraph) -> None:
    """What follows a comma replaces words with other numbers."""
    text, run = paragraph.text, paragraph.runs[0]
    half = text.rfind("，", 0, len(text) // 2 + 1)
    if half < 0:
        return
    head = deepcopy(run._r)  # noqa: SLF001 -- python-docx knows nothing of tracked changes
    for node in head.iter(qn("w:t")):
        node.text = text[:half]
    run._r.addprevious(head)  # noqa: SLF001
    run.text = text[half:]
    _track_run(run._r, "，原稿为918条、37件")  # noqa: SLF001


def _track_table(table: Table, grid: Grid) -> None:
    """Every fifth row's last value replaces an older one; a deleted row stands before the last, which is inserted."""
    for number, row in enumerate(table.rows):
        if number % 5 == 4 and grid.rows[number] and grid.rows[number][-1].id:  # noqa: PLR2004 -- any step would do
            _track_run(row.cells[-1].paragraphs[0].runs[0]._r, "77")  # noqa: SLF001
    if grid.name != "requests":
        return
    last = table.rows[-1]._tr  # noqa: SLF001
    deleted = deepcopy(last)
    last.addprevious(deleted)
    for row, tag in ((deleted, "w:del"), (last, "w:ins")):
        row.get_or_add_trPr().append(_mark(tag))
    for run in list(deleted.iter(qn("w:r"))):
        wrapper = _mark("w:del")
        run.addprevious(wrapper)
        wrapper.append(run)
        for text in run.iter(qn("w:t")):
            text.tag, text.text = qn("w:delText"), "5" if (text.text or "").isdigit() else text.text


def _add_deleted_paragraph(document: WordDocument) -> None:
    run = document.add_paragraph("原稿").runs[0]._r  # noqa: SLF001
    _track_run(run, "本段原写公开政府信息4321条，已删去")
    run.getparent().getparent().remove(run.getparent())


def _compose_loose(document: WordDocument, sheet: Sheet) -> None:
    """Rows that a page break may cut behind their first line."""
    for block in sheet.blocks:
        if isinstance(block, Grid):
            add_table(document, block, broken=False)
            for cell in document.tables[-1]._cells:  # noqa: SLF001 -- every cell once
                cell.paragraphs[0].paragraph_format.widow_control = False
        else:
            add_paragraph(document, block)


def _compose_unruled(document: WordDocument, sheet: Sheet) -> None:
    """Tables without lines."""
    for block in sheet.blocks:
        if isinstance(block, Grid):
            add_table(document, block, broken=False)
            document.tables[-1].style = document.styles["Normal Table"]
        else:
            add_paragraph(document, block)


_LOOKS: Mapping[str, Callable[[WordDocument, Sheet], None]] = {
    "libreoffice_split": _compose_loose,
    "libreoffice_unruled": _compose_unruled,
    "nested": _compose_nested,
    "split_tables": _compose_split,
    "textbox": _compose_boxes,
    "tracked": _compose_tracked,
}
