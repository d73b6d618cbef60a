# ruff: noqa: E501 -- markup reads better on one line
"""Saved web pages of older and odder kinds: laid out with tables, without a declared encoding, with lists of attachments."""

from collections.abc import Callable, Mapping
from html import escape

from samples.maker.html import (
    SCREEN_STYLE,
    render_html,
    wrap_page,
    write_block,
    write_cell_paragraph,
    write_footer,
    write_metadata,
    write_navigation,
    write_portal,
)
from samples.maker.records import Grid, Paragraph, Plan, Sheet

_SPACER = '<td width="10" background="line.gif">&nbsp;</td>'


def render_page(sheet: Sheet) -> bytes:
    """The page in its encoding; the look ``undeclared`` is GB18030 and does not say so."""
    if sheet.plan.look == "undeclared":
        return write_portal(sheet).replace('<meta charset="utf-8">\n', "").encode("gb18030")
    write = _LOOKS.get(sheet.plan.look)
    return write(sheet).encode() if write else render_html(sheet)


def write_layout_page(sheet: Sheet) -> str:
    """The whole page is tables: a banner, a column of links, the report, spacer cells between."""
    content = "\n".join(write_block(block, write_cell_paragraph) for block in sheet.blocks)
    return _frame_page(sheet.plan, content)


def write_nested_page(sheet: Sheet) -> str:
    """Tables in tables: the form's stand in the cells of others, each heading and paragraph in a row of its own."""
    rows = "\n".join(f'<tr><td class="t">{_nest_block(block)}</td></tr>' for block in sheet.blocks)
    return _frame_page(
        sheet.plan,
        f'<table width="96%"><tbody><tr><td><table id="content"><tbody>\n{rows}\n</tbody></table></td></tr></tbody></table>',
    )


def write_attachments_page(sheet: Sheet) -> str:
    """A portal page that ends with attachments whose names are those of other reports."""
    plan = sheet.plan
    name, year = plan.agency.name, plan.year
    names = (
        f"{name}{year}年政府信息公开工作年度报告.docx",
        f"{name}{year - 1}年政府信息公开工作年度报告.pdf",
        "附件1：申请表填写样例（共3页）.xls",
        f"{year}年12345热线办理台账.xlsx",
    )
    links = "".join(
        f'<li><a href="#">{escape(text)}</a>（<span>{index * 37 + 18}KB</span>）</li>' for index, text in enumerate(names)
    )
    before = f'<div class="pages">上一篇：<a href="#">{name}{year - 1}年政府信息公开工作年度报告</a> 下一篇：<a href="#">没有了</a></div>'
    files = f'<div class="fjxz"><p>相关附件：</p><ul>{links}</ul></div>\n{before}'
    return write_portal(sheet).replace('<div class="files">', f'{files}\n<div class="files">')


def _nest_block(block: Paragraph | Grid) -> str:
    markup = write_block(block, write_cell_paragraph)
    if not isinstance(block, Grid):
        return markup
    return f'<table width="100%" border="0"><tbody><tr>{_SPACER}<td>{markup}</td>{_SPACER}</tr></tbody></table>'


def _frame_page(plan: Plan, content: str) -> str:
    links = "".join(
        f'<tr><td height="24"><a href="#">{text}</a></td></tr>'
        for text in ("公开指南", "公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
    )
    side = f'<table class="side"><tbody>{links}</tbody></table>'
    banner = f'<table width="1000" align="center"><tbody><tr><td colspan="3">{write_navigation(plan)}</td></tr></tbody></table>'
    middle = f'<td valign="top">{write_metadata(plan)}\n{content}</td>'
    body = f'<table width="1000" align="center"><tbody><tr><td width="180">{side}</td>{_SPACER}{middle}</tr></tbody></table>'
    foot = f'<table width="1000" align="center"><tbody><tr><td>{write_footer(plan)}</td></tr></tbody></table>'
    return wrap_page(plan, SCREEN_STYLE, "utf-8", f"{banner}\n{body}\n{foot}")


_LOOKS: Mapping[str, Callable[[Sheet], str]] = {
    "layout": write_layout_page,
    "nested_layout": write_nested_page,
    "attachments": write_attachments_page,
    "freeform": write_portal,
}
