# ruff: noqa: E501 -- a style rule on one line
"""Saved web pages: a county portal's page, one in GBK, a Word export, and the plain page that is printed to PDF."""

from collections.abc import Callable, Mapping
from html import escape

from samples.maker.records import Grid, Paragraph, Plan, Sheet

_PRINT_STYLE = """
@page { size: A4; margin: 25mm 22mm; @bottom-center { content: "- " counter(page) " -"; font: 10pt FONT; } }
body { font: 12pt/1.9 FONT; margin: 0; }
h1 { font-size: 19pt; line-height: 1.4; text-align: center; font-weight: bold; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 5mm 0 2mm; } p { margin: 0; } p.body { text-indent: 2em; text-align: justify; } p.signature { text-align: right; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; line-height: 1.35; margin: 2mm 0; }
td { border: 1px solid #000; padding: 2px 3px; text-align: center; }
"""
SCREEN_STYLE = "body{font:16px/1.8 serif}.nav a{margin-right:1em}table{border-collapse:collapse;width:100%}td{border:1px solid #888;padding:2px 6px;text-align:center}"
_RUN = 6
_TAGS = {"title": "h1", "heading": "h2"}


def render_html(sheet: Sheet) -> bytes:
    """The page in its encoding."""
    looks: Mapping[str, Callable[[Sheet], str]] = {"portal": write_portal, "gbk": write_portal, "word": write_word_export}
    encoding = "gb18030" if sheet.plan.look == "gbk" else "utf-8"
    return looks[sheet.plan.look](sheet).encode(encoding)


def write_print_page(sheet: Sheet, font: str) -> str:
    """The report alone, styled for paper; ``font`` is a font family."""
    style = _PRINT_STYLE.replace("FONT", f"'{font}'")
    return wrap_page(sheet.plan, style, "utf-8", "\n".join(write_block(block) for block in sheet.blocks))


def wrap_page(plan: Plan, style: str, charset: str, body: str) -> str:
    """A whole page around ``body``."""
    title = escape(plan.title.replace("\n", ""))
    head = f'<meta charset="{charset}">\n<title>{title}</title>\n<style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def write_block(block: Paragraph | Grid, write_cell: Callable[[str], str] = escape) -> str:
    """A block as markup; ``write_cell`` writes a cell's inside."""
    if isinstance(block, Grid):
        return write_table(block, write_cell)
    tag = _TAGS.get(block.kind, "p")
    return f'<{tag} class="{block.kind}">{escape(block.text)}</{tag}>'


def write_table(grid: Grid, write_cell: Callable[[str], str]) -> str:
    """A table with its merged cells."""
    total = sum(grid.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in grid.widths)
    rows = []
    for row in grid.rows:
        squares = "".join(f"<td{_write_spans(s.rowspan, s.colspan)}>{write_cell(s.text)}</td>" for s in row)
        rows.append(f"<tr>{squares}</tr>")
    return f"<table>\n<colgroup>{columns}</colgroup>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"


def _write_spans(rowspan: int, colspan: int) -> str:
    return (f' rowspan="{rowspan}"' if rowspan > 1 else "") + (f' colspan="{colspan}"' if colspan > 1 else "")


def write_cell_paragraph(text: str) -> str:
    """A cell's inside as editors write it: a paragraph, if empty with a hard space."""
    return f"<p>{escape(text)}</p>" if text else "<p>&nbsp;</p>"


def write_portal(sheet: Sheet) -> str:
    """A page of a county portal: navigation, breadcrumb, metadata, the report, sharing, related links."""
    plan = sheet.plan
    charset = "gbk" if plan.look == "gbk" else "utf-8"
    content = "\n".join(write_block(block, write_cell_paragraph) for block in sheet.blocks)
    parts = (
        write_navigation(plan),
        write_metadata(plan),
        f'<div class="article" id="zoom">\n{content}\n</div>',
        write_footer(plan),
    )
    return wrap_page(plan, SCREEN_STYLE, charset, "\n".join(parts))


def write_navigation(plan: Plan) -> str:
    """The county's banner, links and breadcrumb."""
    county = plan.agency.county
    links = "".join(f'<a href="#">{label}</a>' for label in ("首页", "县情概况", "政务公开", "政务服务", "互动交流"))
    crumbs = "&gt;".join(f"<a href='#'>{label}</a>" for label in ("首页", "政府信息公开", plan.agency.name, "政府信息公开年报"))
    return f'<div class="header"><div class="logo">{county}人民政府</div><div class="nav">{links}</div></div>\n<div class="crumb">当前位置：{crumbs}</div>'


def write_metadata(plan: Plan) -> str:
    """The block of index number, dates and publisher, and the line of buttons below it."""
    day = plan.published_on.isoformat()
    number = f"7{plan.published_on:%m%d}02{plan.agency.volume:02d}K/{plan.published_on.year}-{plan.agency.volume:05d}"
    rows = (
        ("索 引 号", number, "主题分类", "政务公开"),
        ("发布机构", f"{plan.agency.county}{plan.agency.full_name}", "发布日期", day),
        ("公开方式", "主动公开", "文　　号", "无"),
    )
    lines = "".join(f"<tr><td>{a}：</td><td>{b}</td><td>{c}：</td><td>{d}</td></tr>" for a, b, c, d in rows)
    tools = (
        '<div class="tools">发布时间：'
        + day
        + " 10:26 来源：党政办公室 【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>【打印】</a></div>"
    )
    return f'<table class="meta"><tbody>{lines}</tbody></table>\n{tools}'


def write_footer(plan: Plan) -> str:
    """What follows the report: an attachment, share buttons, related links."""
    county = plan.agency.county
    attachments = f'<div class="files">附件：<a href="#">{escape(plan.title.replace(chr(10), ""))}.pdf</a></div>'
    related = "".join(
        f'<li><a href="#">{text}</a></li>' for text in ("关于调整便民服务时间的通知", "农村建房审批流程图", "高标准农田建设进展")
    )
    share = '<div class="share">分享到：<a>微信</a> <a>微博</a> <a>【关闭窗口】</a></div>'
    foot = f'<div class="footer">主办：{county}人民政府办公室　网站标识码：4400999001　<a href="#">网站地图</a></div>'
    return f'{attachments}\n{share}\n<div class="related"><h3>相关信息</h3><ul>{related}</ul></div>\n{foot}'


def write_word_export(sheet: Sheet) -> str:
    """A page pasted out of a word processor: spans and mso styles everywhere, headings as plain paragraphs."""
    plan = sheet.plan
    content = "\n".join(_write_word_block(block) for block in sheet.blocks)
    parts = (write_navigation(plan), write_metadata(plan), f'<div class="TRS_Editor">\n{content}\n</div>', write_footer(plan))
    return wrap_page(plan, SCREEN_STYLE, "utf-8", "\n".join(parts))


def _write_word_run(text: str) -> str:
    half = len(text) // 2 if len(text) > _RUN else len(text)
    runs = (text[:half], text[half:])
    return "".join(
        f"<span lang=\"EN-US\" style='mso-bidi-font-size:10.5pt;font-family:仿宋'>{escape(run)}</span>" for run in runs if run
    )


def _write_word_block(block: Paragraph | Grid) -> str:
    if isinstance(block, Grid):
        table = write_table(
            block, lambda text: f'<p class="MsoNormal" align="center"><o:p></o:p>{_write_word_run(text) or "&nbsp;"}</p>'
        )
        return table.replace("<table>", '<table class="MsoTableGrid" border="1" cellspacing="0" cellpadding="0">')
    indent = ' style="text-indent:32.0pt;mso-char-indent-count:2.0"' if block.kind in ("body", "heading") else ' align="center"'
    return f'<p class="MsoNormal"{indent}>{_write_word_run(block.text)}</p>'
