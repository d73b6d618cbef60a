"""The tab 报告: what is there and what is missing; a report opened beside its source."""

from importlib.resources import files
from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.pages.coverage import CoverageFilter, list_counties, list_years, render_coverage
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.leaves import render_leaves
from assistant.pages.reading import render_reading
from index.reports import load_record
from index.verdicts import list_verdicts
from ingest.errors import WenbaoError

MARKING = files("assistant.pages").joinpath("marking.js").read_text(encoding="utf-8")
EVERYWHERE = "全部"
OPTIONS: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_reports_tab(desk: Desk) -> None:
    """The filters, the matrix and the opened report; one of the two is seen at a time."""
    page = gr.State(0)
    with gr.Column(visible=True, elem_classes="tab-body") as overview:
        with gr.Row(elem_classes="filters"):
            county = gr.Dropdown([EVERYWHERE], value=EVERYWHERE, label="县区", min_width=140, scale=2)
            years = gr.Dropdown([], value=[], label="年度", multiselect=True, min_width=160, scale=3)
            words = gr.Textbox(label="筛选", placeholder="机关、上级或文件名", max_lines=1, min_width=180, scale=3)
            troubled = gr.Checkbox(label="只看有缺漏或有问题的", min_width=160, scale=2)
        matrix = gr.HTML(js_on_load=MARKING)
    with gr.Column(visible=False, elem_classes="tab-body") as opened:
        back = gr.Button("‹ 返回报告列表", size="sm", elem_classes="back")
        view = gr.HTML(js_on_load=MARKING, elem_classes="report-view")

    filters: list[Any] = [county, years, words, troubled]

    def begin(*chosen: Any) -> tuple[Any, ...]:
        reports = desk.list_reports()
        counties = [EVERYWHERE, *list_counties(reports)]
        return gr.Dropdown(counties), gr.Dropdown(list(list_years(reports))), render_coverage(reports, read_filter(*chosen))

    def filter_matrix(*chosen: Any) -> tuple[int, str]:
        return 0, render_coverage(desk.list_reports(), read_filter(*chosen))

    def act(event: gr.EventData, *chosen: Any) -> tuple[Any, ...]:
        number = read_number(event)
        if event.act == "page":
            return number, render_coverage(desk.list_reports(), read_filter(*chosen), number), gr.skip(), gr.skip(), gr.skip()
        return gr.skip(), gr.skip(), gr.Column(visible=False), gr.Column(visible=True), render_report(desk, number)

    find_tab().select(begin, filters, [county, years, matrix], **OPTIONS)
    gr.on([change.change for change in filters], filter_matrix, filters, [page, matrix], **OPTIONS)
    matrix.click(act, filters, [page, matrix, overview, opened, view], **OPTIONS)
    back.click(lambda: (gr.Column(visible=True), gr.Column(visible=False), ""), None, [overview, opened, view], **OPTIONS)


def find_tab() -> gr.Tab:
    """The tab whose parts are being built; its opening is when they are filled, so that they cost nothing before."""
    tab = Context.block
    assert isinstance(tab, gr.Tab), "a tab's parts are built inside it"
    return tab


def read_filter(county: str | None, years: list[int] | None, words: str | None, troubled: bool) -> CoverageFilter:
    """The filter that the controls say."""
    place = "" if county in (None, EVERYWHERE) else str(county)
    return CoverageFilter(place, tuple(years or ()), tuple((words or "").split()), troubled)


def read_number(event: gr.EventData) -> int:
    """The number that a button carries; the browser may send anything."""
    number = str(event.id)
    return int(number) if number.isdecimal() else 0


def render_report(desk: Desk, report_id: int) -> str:
    """A report side by side: its source on the left, what was read on the right."""
    stored = desk.find_report(report_id)
    if stored is None:
        return '<p class="empty">这份报告已不在库中。</p>'
    try:
        record = load_record(desk.store, report_id)
    except WenbaoError as error:
        return f'<p class="empty">{escape_html(error)}</p>'
    judged = list_verdicts(desk.store, [finding.fingerprint for finding in record.findings])
    download = f'<a class="download" href="api/reports/{report_id}/file" download>下载原件</a>'
    return (
        f'<div class="side-by-side"><section class="source-side" tabindex="0" aria-label="原件">'
        f"{render_leaves(desk.settings, stored, record)}</section>"
        f'<section class="reading-side" tabindex="0" aria-label="读到的内容">{download}'
        f"{render_reading(stored, record, judged)}</section></div>"
    )
