"""What was read from a report, for the right side of an opened one: tables as in the form, figures, findings, versions."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.location import describe_place
from assistant.pages.escaping import escape_html
from assistant.wire import decimal_to_json, place_to_json
from index.records import StoredReport
from index.verdicts import Judgement
from ingest.findings import load_rules
from ingest.form import FormRow, load_form
from ingest.records import CellValue, Finding, NarrativeFigure, Place, Report

STATES = {"blank": "空白", "not_applicable": "不适用", "unreadable": "无法辨认"}
WAYS = {"label": "按标签读出", "position": "标签缺失，按位置读出", "arithmetic": "数字粘连，按勾稽关系拆开", "ocr": "文字识别"}
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
VERDICTS = {"fail": "不符", "uncertain": "存疑", "not_assessable": "无法核对"}
FAULTS = {"report": "报告本身", "reading": "读取", "unknown": "不能断定"}
RULINGS = {"confirmed": "成立", "dismissed": "不成立", "open": "撤回"}
CHANGES = ("report_changed", "same_report_twice")
"""Rules whose findings tell of another version of the report."""

LEGEND = (
    '<p class="legend"><span class="cell ocr">8</span>文字识别 <span class="cell person">8</span>人工读数 '
    '<span class="cell guessed">8</span>推算位置 '
    '<span class="cell blank">空</span>空白 <span class="cell unreadable">？</span>无法辨认 '
    '<span class="cell absent">缺</span>报告没有此格</p>'
)

Judgements = Mapping[str, Judgement]


def render_reading(stored: StoredReport, record: Report, judgements: Judgements) -> str:
    """Everything read, in the order in which a person would check it."""
    findings = [finding for finding in record.findings if finding.rule not in CHANGES]
    changes = [finding for finding in record.findings if finding.rule in CHANGES]
    found = {cell.cell: cell for cell in record.cells}
    parts = [
        render_part(
            "查出的问题", len(findings), "".join(render_finding(finding, judgements) for finding in findings), opened=True
        ),
        render_part("版本变化", len(changes), "".join(render_finding(finding, judgements) for finding in changes), opened=True),
        render_tables(record, found),
        render_part("正文中的数字", len(record.narrative), render_figures(record.narrative), opened=not found),
        render_part("读取说明", len(record.notes), "".join(f"<p>{escape_html(note)}</p>" for note in record.notes)),
    ]
    return render_head(stored, record) + "".join(parts)


def render_head(stored: StoredReport, record: Report) -> str:
    """Who, when, which file."""
    agency = stored.agency
    name = "".join((*agency.parents, agency.name)) if agency else "机关未写明"
    facts = {
        "表式": f"{stored.form}年版" if stored.form else "没有读到表格",
        "公布日期": stored.published_on or "未写明",
        "读到": f"{stored.cells} 格，正文数字 {len(record.narrative)} 处",
        "文件": stored.source + ("" if stored.answers else "（已被较新的文件代替，不用于回答）"),
        "SHA-256": stored.sha256,
    }
    items = "".join(f"<dt>{label}</dt><dd>{escape_html(text)}</dd>" for label, text in facts.items())
    year = f"{stored.year}年" if stored.year else "年度未写明"
    return (
        f'<header class="report-head"><h2>{escape_html(name)} <span>{year}</span></h2>'
        f"<p>{escape_html(record.header.title or '')}</p><dl>{items}</dl></header>"
    )


def render_part(title: str, count: int, body: str, *, opened: bool = False) -> str:
    """A part that can be folded; nothing where it is empty."""
    if not count:
        return ""
    fold = '<details class="part" open>' if opened else '<details class="part">'
    return f'{fold}<summary>{title}<span class="count-badge">{count}</span></summary>{body}</details>'


def render_tables(record: Report, found: Mapping[str, CellValue]) -> str:
    """The form's three tables with what was read in each cell."""
    if record.form is None or not found:
        return ""
    form = load_form(record.form)
    active = "".join(render_group(under, tuple(rows), found) for under, rows in groupby(form.active, key=lambda row: row.under))
    disputes = [
        FormRow(group, cells[0].row_label, cells)
        for group, cells in ((group, tuple(items)) for group, items in groupby(form.disputes.cells, key=lambda cell: cell.row))
    ]
    tables = (
        ("二、主动公开政府信息情况", active),
        ("三、收到和处理政府信息公开申请情况", render_grid(form.requests, found, grouped=True)),
        ("四、行政复议、行政诉讼情况", render_grid(disputes, found)),
    )
    return LEGEND + "".join(
        f'<details class="part" open><summary>{title}</summary><div class="grid-frame">{body}</div></details>'
        for title, body in tables
    )


def render_group(under: str, rows: Sequence[FormRow], found: Mapping[str, CellValue]) -> str:
    """The rows of one group of the first table, which has columns of its own."""
    return f'<table class="grid"><caption>{escape_html(under)}</caption>{render_body(rows, found)}</table>'


def render_grid(rows: Sequence[FormRow], found: Mapping[str, CellValue], *, grouped: bool = False) -> str:
    """A table whose rows share their columns."""
    return f'<table class="grid {"wide" if grouped else ""}">{render_body(rows, found, grouped=grouped)}</table>'


def render_body(rows: Sequence[FormRow], found: Mapping[str, CellValue], *, grouped: bool = False) -> str:
    """Head and rows."""
    head = "".join(f'<th scope="col">{escape_html(cell.column_label)}</th>' for cell in rows[0].cells)
    body, above = "", ""
    for row in rows:
        if grouped and row.under != above:
            above = row.under
            heading = f'<th scope="rowgroup" colspan="{len(row.cells) + 1}">{escape_html(above)}</th>' if above else ""
            body += f'<tr class="under">{heading}</tr>'
        cells = "".join(f"<td>{render_cell(found.get(cell.id), cell.id, name_cell(cell.id))}</td>" for cell in row.cells)
        body += f'<tr><th scope="row">{escape_html(row.label)}</th>{cells}</tr>'
    return f'<thead><tr><th scope="col"><span class="sr-only">项目</span></th>{head}</tr></thead><tbody>{body}</tbody>'


def name_cell(cell: str) -> str:
    """A cell's row and column, in words."""
    for version in ("2021", "2019"):
        known = load_form(version).cells.get(cell)
        if known is not None:
            return " · ".join(part for part in (known.row_label, known.column_label) if part)
    return cell


def render_cell(cell: CellValue | None, cell_id: str, name: str) -> str:
    """A cell as a button that marks its place in the source."""
    if cell is None:
        return f'<span class="cell absent" title="{escape_html(name)}：报告没有这一格">缺</span>'
    marks = [mark for mark, holds in (("ocr", cell.read_by == "ocr"), ("person", cell.corrected_by is not None)) if holds]
    marks += ["guessed"] if cell.read_by in ("position", "arithmetic") else []
    shown = (
        decimal_to_json(cell.value) if cell.value is not None else {"blank": "空", "unreadable": "？"}.get(cell.state, cell.raw)
    )
    said = f"{name}：{shown if cell.value is not None else STATES[cell.state]}"
    how = f"；人工读数（{cell.corrected_by}），程序读作“{cell.raw}”" if cell.corrected_by else ""
    title = f"{said}；{WAYS[cell.read_by]}{how}；{describe_place(cell.place)}"
    return (
        f'<button type="button" class="cell {cell.state} {" ".join(marks)}" data-cell="{cell_id}" {show_place(cell.place)} '
        f'aria-label="{escape_html(title)}" title="{escape_html(title)}">{escape_html(shown)}</button>'
    )


def show_place(place: Place) -> str:
    """A place as an attribute for ``marking.js``."""
    held = {key: value for key, value in place_to_json(place).items() if value is not None}
    return f'data-place="{escape_html(json.dumps(held, ensure_ascii=False))}"'


def render_figures(figures: Sequence[NarrativeFigure]) -> str:
    """The counts that the prose states, each a button that marks its sentence."""
    items = "".join(
        f'<li><button type="button" class="figure" {show_place(figure.place)}><b>{"约" if figure.approx else ""}'
        f"{escape_html(decimal_to_json(figure.value))}{escape_html(figure.unit or '')}</b> {escape_html(figure.label)}"
        f"{'<i>本年主数</i>' if figure.primary else ''}</button></li>"
        for figure in figures
    )
    return f'<ul class="figures">{items}</ul>'


def name_rule(rule: str) -> str:
    """What a rule is called."""
    return load_rules().get(rule, {}).get("name", rule)


def render_finding(finding: Finding, judgements: Judgements) -> str:
    """A finding with the places that it names and the verdict on it."""
    judged = judgements.get(finding.fingerprint)
    ruling = f'<span class="ruling {judged.ruling}">{RULINGS[judged.ruling]} · {escape_html(judged.who)}</span>' if judged else ""
    own = [place for place in finding.places if describe_place(place) or place.quote]
    places = "".join(
        f'<button type="button" class="to-place" {show_place(place)}>{escape_html(describe_place(place) or "看原文")}</button>'
        for place in own[:8]
    )
    other = f'<span class="other">另一份：{escape_html(finding.other_source)}</span>' if finding.other_source else ""
    return (
        f'<article class="finding {finding.severity}"><h3>'
        f'<span class="severity {finding.severity}">{SEVERITIES[finding.severity]}</span>'
        f"{escape_html(name_rule(finding.rule))} · {VERDICTS[finding.verdict]}{ruling}</h3>"
        f'<p>{escape_html(finding.detail)}</p><div class="places">{places}{other}</div></article>'
    )
