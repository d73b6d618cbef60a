"""Word documents: merged cells once, changes as accepted, nothing read that is not shown."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from ingest.errors import Damaged, TooLarge, Unsupported
from ingest.readers.docx import read_doc, read_docx
from ingest.readers.limits import Limits
from ingest.records import CELL_END, ROW_END

LIMITS = Limits()
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def write(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read_body(*elements):
    """The document whose body holds these pieces of WordprocessingML."""
    document = docx.Document()
    for element in elements:
        xml = re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", element)
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
    return read_docx(write(document), "a.docx", LIMITS)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text):
    return f"<w:p>{run(text)}</w:p>"


def cell(content, properties=""):
    body = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_paragraphs_are_lines_and_cells_end_with_their_mark():
    document = read_body(paragraph("一、总体情况"), table((cell("规章"), cell("0")), (cell("规范性文件"), cell(""))))
    assert f"一、总体情况\n规章{CELL_END}0{CELL_END}{ROW_END}\n规范性文件{CELL_END}{CELL_END}{ROW_END}\n" == document.text


def test_a_merged_cell_stands_once_with_its_spans():
    data = docx.Document()
    grid = data.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "合"
    grid.cell(2, 2).text = "7"
    document = read_docx(write(data), "a.docx", LIMITS)
    spans = [(s.place.row, s.place.column, s.rowspan, s.colspan) for s in document.segments]
    assert [(1, 1, 2, 2), (1, 3, 1, 1), (2, 3, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1), (3, 3, 1, 1)] == spans
    assert 1 == document.text.count("合")


def test_a_cell_without_value_in_vertical_merge_continues_the_one_above():
    below = "<w:vMerge/>"
    document = read_body(
        table((cell("甲", '<w:vMerge w:val="restart"/>'), cell("1")), (cell("", below), cell("2")), (cell("", below), cell("3")))
    )
    first = document.segments[0]
    assert (3, "甲") == (first.rowspan, document.text[first.start : first.end])


def test_columns_left_out_before_a_row_are_counted():
    row = f'<w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("尾")}'
    document = read_body(table((cell("a"), cell("b"), cell("c")), (row,)))
    assert (2, 3) == (document.segments[-1].place.row, document.segments[-1].place.column)


def test_changes_are_read_as_accepted():
    document = read_body(
        f"<w:p>{run('公开')}<w:del>{'<w:r><w:delText>12</w:delText></w:r>'}</w:del><w:ins>{run('13')}</w:ins>{run('条')}</w:p>",
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p>",
        paragraph("后半"),
        f"<w:p><w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo></w:p>",
    )
    assert "公开13条\n前半后半\n新处\n" == document.text


def test_a_deleted_row_is_left_out():
    gone = f"<w:trPr><w:del/></w:trPr>{cell('旧')}{cell('9')}"
    document = read_body(table((cell("规章"), cell("0")), (gone,), (cell("许可"), cell("1"))))
    assert "旧" not in document.text
    assert (2, 1) == (document.segments[2].place.row, document.segments[2].place.column)


def test_breaks_tabs_and_hidden_runs():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
    document = read_body(f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}<w:r><w:tab/></w:r>{hidden}{run('丙')}</w:p>")
    assert "甲\n乙\t丙\n" == document.text


def test_a_text_box_is_read_once_although_it_is_written_twice():
    content = f"<w:txbxContent>{paragraph('框中文字')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{content}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read_body(f"<w:p>{run('正文')}<w:r>{drawing}</w:r></w:p>")
    assert "正文\n框中文字\n" == document.text


def test_content_controls_and_links_are_opened():
    document = read_body(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>",
        f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag></w:p>",
    )
    assert "控件\n链接标记\n" == document.text


def test_a_table_that_holds_another_only_lays_out():
    inner = table((cell("规章"), cell("0")), (cell("许可"), cell("5")))
    document = read_body(table((cell(paragraph("一、总体情况") + inner + paragraph("尾")),), (cell("落款"),)))
    assert f"一、总体情况\n规章{CELL_END}0{CELL_END}{ROW_END}\n许可{CELL_END}5{CELL_END}{ROW_END}\n尾\n落款\n" == document.text
    assert 2 == document.find_segment(document.text.index("规章")).place.table


def test_a_frame_around_the_report_is_no_table():
    document = read_body(table((cell("甲" * 500), cell("乙")), (cell("丙"), cell("丁"))))
    assert CELL_END not in document.text


def test_a_broken_package_is_damaged():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    with pytest.raises(Damaged):
        read_docx(stream.getvalue(), "a.docx", LIMITS)


def replace_body(xml):
    source = zipfile.ZipFile(io.BytesIO(write(docx.Document())))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, xml if name == "word/document.xml" else source.read(name))
    return stream.getvalue()


def test_entities_that_multiply_are_not_expanded():
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "啊" * 10}">' for i in range(9))
    data = replace_body(f"<!DOCTYPE w [{entities}]><w:document {SPACES}><w:body>{paragraph('&a8;')}</w:body></w:document>")
    try:
        text = read_docx(data, "a.docx", LIMITS).text
    except Damaged:
        text = ""
    assert "啊" not in text


@pytest.mark.parametrize(
    ("xml", "limits"),
    [
        ("<w:tbl><w:tr><w:tc>" * 30 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 30, LIMITS),
        (table(*[(cell("1"), cell("2"))] * 50), Limits(max_cells=60)),
        (paragraph("字" * 5000), Limits(max_characters=1000)),
        ("<!--" + "0" * 3_000_000 + "-->", LIMITS),
    ],
)
def test_limits_hold_inside_documents(xml, limits):
    with pytest.raises(TooLarge):
        read_docx(replace_body(f"<w:document {SPACES}><w:body>{xml}</w:body></w:document>"), "a.docx", limits)


RICH_TEXT = rb"{\rtf1\ansi\ansicpg936 \'b9\'e6\'d5\'c2 2023\par}"


def test_older_word_files_are_read_through_libreoffice(require_program):
    require_program("soffice")
    document = read_doc(RICH_TEXT, "a.doc", LIMITS)
    assert ("docx", "规章 2023") == (document.kind, document.text.strip())


def test_older_word_files_say_what_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unsupported, match="LibreOffice"):
        read_doc(RICH_TEXT, "a.doc", LIMITS)
