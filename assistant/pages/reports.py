"""The tab 报告: a table of what is stored, with a filter."""

from collections.abc import Sequence

import gradio as gr

from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from index.records import StoredReport

SHOWN = 500
"""Rows that one table shows; more are counted and found with the filter."""

HEADINGS = ("机关", "上级", "年度", "表式", "公布日期", "数据格", "问题", "来源文件")
NUMBERS = {"年度", "数据格", "问题"}


def build_reports(desk: Desk, page: gr.Blocks) -> gr.HTML:
    """The tab's parts; gives back the table, so that an upload can renew it."""

    def filter_table(wanted: str | None) -> str:
        return render_reports(desk.list_reports(), wanted or "")

    wanted = gr.Textbox(label="筛选", placeholder="机关、县区、年度或文件名", max_lines=1)
    table = gr.HTML()
    gr.on([page.load, wanted.change], filter_table, wanted, table, show_progress="hidden", api_visibility="private")
    return table


def render_reports(reports: Sequence[StoredReport], wanted: str = "") -> str:
    """The reports in which every word of ``wanted`` stands, as an HTML table."""
    found = [report for report in reports if all(word in describe_report(report) for word in wanted.split())]
    shown = found[:SHOWN]
    more = f"，显示前 {SHOWN} 份，可用筛选缩小范围" if len(found) > SHOWN else ""
    head = "".join(f'<th scope="col" class="{choose_class(heading)}">{heading}</th>' for heading in HEADINGS)
    body = "".join(render_report(report) for report in shown)
    return (
        f'<div class="count">共 {len(found)} 份报告{more}</div>'
        '<div class="table-frame" tabindex="0" role="region" aria-label="已保存的报告">'
        f'<table class="reports"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def describe_report(report: StoredReport) -> str:
    """Everything about a report that a filter may name."""
    agency = report.agency
    names = (*agency.parents, agency.name, *agency.aliases) if agency else ()
    return " ".join((*names, f"{report.year or ''}年", report.form or "", report.source, report.title or ""))


def render_report(report: StoredReport) -> str:
    """One row; an older file of the same agency and year is marked as not answering."""
    agency = report.agency
    fields = (
        agency.name if agency else "未写明",
        "".join(agency.parents) if agency else "",
        report.year or "未写明",
        f"{report.form}年版" if report.form else "无表",
        report.published_on or "",
        report.cells,
        report.findings,
        report.source + ("" if report.answers else "（已被较新的文件代替）"),
    )
    cells = "".join(
        f'<td class="{choose_class(heading)}">{escape_html(field)}</td>' for heading, field in zip(HEADINGS, fields, strict=True)
    )
    return f'<tr class="{"" if report.answers else "superseded"}">{cells}</tr>'


def choose_class(heading: str) -> str:
    """How a column is set: numbers to the right, file names broken over lines."""
    return "number" if heading in NUMBERS else "file" if heading == "来源文件" else ""
