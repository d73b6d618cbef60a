"""The evidence of one source: its place in the original, marked, and what was read there."""

import base64
from pathlib import PurePath

from assistant.location import describe_place
from assistant.pages.escaping import escape_html
from assistant.proof import Proof, name_cell, write_reference
from assistant.surroundings import Line, Square, Surroundings
from index.copies import draw_copy
from index.settings import Settings
from ingest.readers.pictures import PagePicture
from ingest.records import CellValue, FormVersion, Place

STATES = {"stated": "有数", "blank": "空白", "not_applicable": "写明不适用", "unreadable": "读不出"}
READ_BY = {
    "label": "按行列名称",
    "position": "按位置（表头缺失，形状与表式一致）",
    "arithmetic": "按合计关系分开连在一起的数字",
    "ocr": "文字识别",
}
NEAR = 1.25
"""Pixels of the screen a point, near the box: print of ten points is read without effort."""

SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def render_evidence(settings: Settings, proof: Proof, around: Surroundings | None, turn: int, total: int) -> str:
    """The whole panel for a source of a turn's answer that has ``total`` sources."""
    return (
        f'<section class="panel evidence" aria-label="出处 {proof.number + 1}" tabindex="-1">{render_head(proof, turn, total)}'
        f'<div class="panel-body">{render_figure(proof)}{render_findings(proof)}{render_original(settings, proof, around)}'
        f"{render_facts(proof)}{render_reference(proof)}</div></section>"
    )


def render_head(proof: Proof, turn: int, total: int) -> str:
    """The way back to the list, and to the sources before and after."""

    def step(text: str, label: str, number: int) -> str:
        off = "" if 0 <= number < total else " disabled"
        return (
            f'<button type="button" class="step-to" data-event="cite" data-turn="{turn}" data-number="{number}"'
            f' aria-label="{label}"{off}>{text}</button>'
        )

    return (
        f'<div class="panel-head"><button type="button" class="to-list" data-event="sources" data-turn="{turn}">'
        f'<span aria-hidden="true">‹</span> 全部依据</button><span class="leafing">{step("‹", "上一处", proof.number - 1)}'
        f"<span>{proof.number + 1} / {total}</span>{step('›', '下一处', proof.number + 1)}</span></div>"
    )


def render_figure(proof: Proof) -> str:
    """Whose number it is, and the number."""
    citation, report = proof.citation, proof.report
    agency = report.agency if report else None
    name = "".join((*agency.parents[-1:], agency.name)) if agency else citation.agency or "机关未写明"
    read = "、".join(dict.fromkeys(value.label for value in proof.values))
    label = read or (name_cell(proof.cell.cell, report.form if report else None) if proof.cell else citation.section or "原文")
    title = f"{name} {citation.year or '年度未写明'}" + ("年" if citation.year else "")
    return (
        f'<div class="evidence-title"><h3>{escape_html(title)}</h3><p>{escape_html(label)}</p></div>'
        f'<blockquote class="evidence-quote">{escape_html(citation.quote) or "（空白）"}</blockquote>'
    )


def render_findings(proof: Proof) -> str:
    """What does not hold here."""
    items = "".join(
        f'<li class="{finding.severity}"><b>{SEVERITIES[finding.severity]}</b> {escape_html(finding.detail)}</li>'
        for finding in proof.findings
    )
    return f'<ul class="evidence-findings" aria-label="核查发现">{items}</ul>' if items else ""


def render_original(settings: Settings, proof: Proof, around: Surroundings | None) -> str:
    """The place in the original, whichever way the file allows."""
    place = proof.citation.place
    if place.page is not None:
        picture = draw_copy(settings, proof.citation.sha256, place.page)
        if picture is not None:
            return render_page(picture, place)
    if around is not None and around.squares:
        return render_squares(around.squares)
    if around is not None and around.lines:
        return render_lines(around.lines)
    return '<p class="panel-empty">没有保存这个文件的副本，看不到原件；引文和位置如下。</p>'


def render_page(picture: PagePicture, place: Place) -> str:
    """The page with the box marked, first near the box, then whole at the press of a button."""
    data = base64.b64encode(picture.png).decode()
    mark = ""
    if place.box is not None:
        x0, top, x1, bottom = place.box
        left, above = (x0 - picture.left) / picture.width, (top - picture.top) / picture.height
        width, height = (x1 - x0) / picture.width, (bottom - top) / picture.height
        style = f"left:{left:.4%};top:{above:.4%};width:{width:.4%};height:{height:.4%}"
        mark = f'<div class="page-mark" style="{style}"></div>'
    near = " near" if place.box is not None else ""
    alt = f"原件第 {place.page} 页" + ("，红框是读到这个数的地方" if mark else "")
    size = f"--near:{picture.width * NEAR:.0f}px;aspect-ratio:{picture.width:.2f}/{picture.height:.2f}"
    return (
        f'<figure class="page{near}"><div class="page-frame" tabindex="0" role="group" aria-label="{alt}">'
        f'<div class="page-sheet" style="{size}">'
        f'<img src="data:image/png;base64,{data}" alt="{alt}">{mark}</div></div>'
        f'<figcaption><span>第 {place.page} 页</span><button type="button" class="link" data-event="zoom">看整页</button>'
        "</figcaption></figure>"
    )


def render_squares(squares: tuple[Square, ...]) -> str:
    """A table of the original with the cited cell marked."""
    rows = ""
    for row in sorted({square.row for square in squares}):
        cells = "".join(render_square(square) for square in squares if square.row == row)
        rows += f"<tr>{cells}</tr>"
    return (
        '<div class="original-table" tabindex="0" role="group" aria-label="原件中的表格，读到的格已标出">'
        f"<table>{rows}</table></div>"
    )


def render_square(square: Square) -> str:
    """One cell."""
    spans = "".join(f' {name}="{span}"' for name, span in (("rowspan", square.rowspan), ("colspan", square.colspan)) if span > 1)
    text = escape_html(square.text)
    return f"<td{spans}{' class=marked' if square.marked else ''}>{f'<mark>{text}</mark>' if square.marked else text}</td>"


def render_lines(lines: tuple[Line, ...]) -> str:
    """Lines of the original with their numbers, the cited part marked."""
    items = "".join(
        f'<li class="{"marked" if line.marked else ""}"><span class="line-number">{line.number}</span>'
        f'<span class="line-text">{render_line(line)}</span></li>'
        for line in lines
    )
    return f'<ol class="original-lines" tabindex="0" aria-label="原件中的几行，引用处已标出">{items}</ol>'


def render_line(line: Line) -> str:
    """The text of a line."""
    if line.marked is None:
        return escape_html(line.text)
    start, end = line.marked
    return f"{escape_html(line.text[:start])}<mark>{escape_html(line.text[start:end])}</mark>{escape_html(line.text[end:])}"


def render_facts(proof: Proof) -> str:
    """File, place, hash and what was read."""
    citation = proof.citation
    facts = [
        ("文件", f'<span title="{escape_html(citation.source)}">{escape_html(PurePath(citation.source).name)}</span>'),
        ("位置", escape_html(" · ".join(part for part in (citation.section, describe_place(citation.place)) if part))),
        *(describe_cell(proof.cell, proof.report.form if proof.report else None) if proof.cell else ()),
        ("正文数字", escape_html(proof.figure.label) if proof.figure else ""),
        ("SHA-256", f'<code class="hash">{escape_html(citation.sha256)}</code>'),
    ]
    return '<dl class="facts">' + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value) + "</dl>"


def describe_cell(cell: CellValue, form: FormVersion | None) -> list[tuple[str, str]]:
    """What was read from a cell, and how."""
    unit = f"{cell.unit}（原文所写）" if cell.unit else f"{cell.unit_assumed}（按表式）" if cell.unit_assumed else "未写"
    how = f"由 {cell.corrected_by} 人工读取" if cell.corrected_by else READ_BY[cell.read_by]
    return [
        ("格", escape_html(name_cell(cell.cell, form))),
        ("状态", escape_html(STATES[cell.state])),
        ("原文", f"“{escape_html(cell.raw)}”" if cell.raw else "（空白）"),
        ("单位", escape_html(unit)),
        ("读法", escape_html(how)),
    ]


def render_reference(proof: Proof) -> str:
    """The citation to paste, with a button that copies it."""
    return (
        '<div class="reference"><div class="reference-head"><h3>引用</h3>'
        '<button type="button" class="link" data-event="copy-reference">复制</button></div>'
        f'<p class="reference-text">{escape_html(write_reference(proof))}</p></div>'
    )
