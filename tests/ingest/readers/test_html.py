"""Saved pages: the report among the furniture, tables with their spans, and what the page says about the report."""

import pytest

from ingest.errors import Damaged, TooLarge
from ingest.readers.html import read_html
from ingest.readers.limits import Limits
from ingest.records import CELL_END, ROW_END

LIMITS = Limits()
PROSE = "全镇在村口和办事大厅设立了公开栏，主动公开政府信息三十条，群众随时可以查看，也可以向办公室提出政府信息公开申请。"
NAVIGATION = "<ul class='nav'>" + "".join(f"<li><a href='/{n}'>栏目{n}政务公开</a></li>" for n in "甲乙丙丁戊己") + "</ul>"


def read(body, head="", encoding="utf-8"):
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html", LIMITS)


def rows(document):
    """The tables' rows as tuples of cell texts."""
    found, row = [], []
    for segment in document.segments:
        if document.text[segment.end] == CELL_END:
            row.append(document.text[segment.start : segment.end])
        if document.text[segment.end + 1 : segment.end + 2] == ROW_END:
            found.append(tuple(row))
            row = []
    return found


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("utf-8", "<meta charset='utf-8'>"),
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("gbk", "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>"),
        ("gb18030", ""),
        ("utf-8", "<meta charset='gbk'>"),
        ("gbk", "<meta charset='utf-8'>"),
        ("utf-16", ""),
    ],
)
def test_every_encoding_is_read_whatever_is_declared(encoding, declaration):
    document = read(f"<p>{PROSE}</p><p>鲊埠镕</p>", declaration, encoding)
    assert f"{PROSE}\n鲊埠镕\n" == document.text


def test_a_wrong_declaration_is_noted():
    assert ("网页声明编码 gbk，实际为 utf-8",) == read(f"<p>{PROSE}</p>", "<meta charset='gbk'>").notes


def test_bytes_without_an_encoding_are_damaged():
    with pytest.raises(Damaged, match="编码"):
        read_html(b"<html><body>" + bytes(range(128, 256)) * 20 + b"</body></html>", "a.html", LIMITS)


def test_spans_are_resolved_and_merged_cells_stand_once():
    document = read("<table><tr><td rowspan=2>申请人</td><td colspan=2>自然人</td></tr><tr><td>1</td><td></td></tr></table>")
    places = [(s.place.row, s.place.column, s.rowspan, s.colspan) for s in document.segments]
    assert [(1, 1, 2, 1), (1, 2, 1, 2), (2, 2, 1, 1), (2, 3, 1, 1)] == places
    assert [("申请人", "自然人"), ("1", "")] == rows(document)


def test_paragraphs_and_breaks_inside_a_cell_are_its_lines():
    document = read("<table><tr><td><p>商业</p><p>企业</p></td><td>科研<br>机构</td></tr><tr><td>1</td><td> 2 </td></tr></table>")
    cells = [document.text[s.start : s.end] for s in document.segments]
    assert ["商业\n企业", "科研\n机构", "1", "2"] == cells


def test_a_span_beyond_the_table_ends_with_it():
    document = read("<table><tr><td rowspan=9>甲</td><td>1</td></tr><tr><td>2</td></tr></table>")
    assert 2 == document.segments[0].rowspan


def test_unclosed_cells_are_read_as_browsers_do():
    assert [("规章", "0"), ("许可", "5")] == rows(read("<table><tr><td>规章<td>0<tr><td>许可<td>5</table>"))


def test_a_layout_table_is_opened_and_the_data_table_in_it_kept():
    inner = "<table><tr><td>规章</td><td>0</td></tr><tr><td>许可</td><td>5</td></tr></table>"
    document = read(f"<table><tr><td>{NAVIGATION}</td><td><p>{PROSE}</p>{inner}</td></tr></table>")
    assert [("规章", "0"), ("许可", "5")] == rows(document)
    assert PROSE in document.text
    assert 2 == document.find_segment(document.text.index("规章")).place.table


def test_a_table_with_the_whole_report_in_a_cell_is_text():
    document = read(f"<table><tr><td>{PROSE * 12}</td><td>旁注</td></tr><tr><td>甲</td><td>乙</td></tr></table>")
    assert CELL_END not in document.text


def test_navigation_buttons_and_attachments_are_left_out():
    document = read(
        f"<div>{NAVIGATION}</div><div class='main'><div class='share'>分享到：微信 微博</div><p>{PROSE}</p><p>{PROSE}</p>"
        "<p>【打印】 【关闭】</p><p>附件：<a href='/a.docx'>年度报告.docx</a></p></div><div class='foot'>网站地图</div>"
    )
    assert f"{PROSE}\n{PROSE}\n" == document.text


def test_hidden_elements_and_scripts_are_left_out():
    document = read(
        f"<p>{PROSE}</p><script>var a=1</script><p style='display: none'>暗</p><p hidden>暗</p><p><del>旧</del>新</p>"
    )
    assert f"{PROSE}\n新\n" == document.text


def test_word_markup_is_one_paragraph_however_it_is_cut():
    document = read(
        "<p class=MsoNormal><span lang=EN-US>2023</span><span\nstyle='mso:x'>年公\n开<o:p></o:p></span></p>" + f"<p>{PROSE}</p>"
    )
    assert document.text.startswith("2023年公开\n")


METADATA = """
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/b">临川县</a> &gt; <a href="/c">清溪镇</a></div>
<table class="info"><tr><td>索 引 号：</td><td>0123/2024-1</td><td>发布机构：</td><td>清溪镇人民政府</td></tr>
<tr><td>成文日期：</td><td>2024-01-11</td><td>文　　号：</td><td></td></tr></table>
"""


def test_the_metadata_block_is_kept_as_pairs_and_as_text():
    document = read(f"{METADATA}<div><p>{PROSE}</p><p>{PROSE}</p></div>")
    expected = [
        ("当前位置", "首页 > 临川县 > 清溪镇"),
        ("索引号", "0123/2024-1"),
        ("发布机构", "清溪镇人民政府"),
        ("成文日期", "2024-01-11"),
        ("文号", ""),
    ]
    assert expected == [pair for pair in document.metadata if pair in expected]
    assert "临川县" in document.text
    assert CELL_END not in document.text


@pytest.mark.parametrize(
    "block",
    [
        "<div>发布日期：2024-01-11 10:22　来源：党政办 【字体：大 中 小】</div>",
        "<ul><li>发布日期： 2024-01-11</li><li>来源：党政办</li></ul>",
        "<ul><li><b>发布日期</b><span>2024-01-11</span></li><li><b>来源</b><span>党政办</span></li></ul>",
        "<dl><dt>发布日期</dt><dd>2024-01-11</dd><dt>来源</dt><dd>党政办</dd></dl>",
    ],
)
def test_metadata_is_found_in_every_markup(block):
    pairs = dict(read(f"{block}<div><p>{PROSE}</p><p>{PROSE}</p></div>").metadata)
    assert ("2024-01-11", "党政办") == (pairs["发布日期"][:10], pairs["来源"])


def test_the_head_names_site_and_date():
    head = (
        "<title>清溪镇2023年年度报告-临川县人民政府网</title>"
        "<meta name='SiteName' content='临川县人民政府'><meta name=PubDate content=2024-01-11>"
    )
    document = read(f"<p>{PROSE}</p>", head)
    assert {("网站名称", "临川县人民政府"), ("发布日期", "2024-01-11")} <= set(document.metadata)
    assert document.text.startswith("清溪镇2023年年度报告\n")


def test_a_title_outside_the_content_is_kept_once():
    head = "<title>清溪镇2023年政府信息公开年报</title>"
    document = read(f"<h1>清溪镇2023年政府信息公开年报</h1>{NAVIGATION}<div><p>{PROSE}</p><p>{PROSE}</p></div>", head)
    assert f"清溪镇2023年政府信息公开年报\n{PROSE}\n{PROSE}\n" == document.text


def test_a_title_in_a_plain_cell_is_kept_and_the_links_beside_it_are_not():
    document = read(
        "<table><tr><td><table><tr><td><a href=1>东坪乡</a></td></tr></table></td><td><table>"
        "<tr><td><b>清溪镇人民政府</b></td></tr><tr><td><b>2023年政府信息公开工作年度报告</b></td></tr>"
        f"<tr><td><div>{PROSE}<br>{PROSE}</div></td></tr></table></td></tr></table>"
    )
    assert f"清溪镇人民政府\n2023年政府信息公开工作年度报告\n{PROSE}\n{PROSE}\n" == document.text


def test_metadata_that_touches_is_told_apart():
    block = "<div><span>发布时间：2024-02-01</span><span>信息来源：清溪镇</span><span>浏览次数：33次</span></div>"
    pairs = read(f"{block}<div><p>{PROSE}</p><p>{PROSE}</p></div>").metadata
    assert (("发布时间", "2024-02-01"), ("信息来源", "清溪镇")) == pairs


def test_paragraphs_that_are_elements_of_their_own_stay_together():
    long = PROSE * 8
    assert f"{long}\n没有收到申请。\n" == read(f"<div><p>{long}</p><p>没有收到申请。</p></div>").text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "<table><tr>" + "<td rowspan=60000 colspan=1000>1</td>" * 9 + "</tr>" + "<tr><td>1</td></tr>" * 300 + "</table>",
    ],
)
def test_hostile_pages_are_too_large(body):
    with pytest.raises(TooLarge):
        read(body)


@pytest.mark.parametrize("tag", ["div", "span", "font", "b", "ul><li", "table><tr><td"])
def test_deep_pages_lose_no_text(tag):
    assert "底部文字" in read(f"<{tag}>" * 400 + "底部文字").text
