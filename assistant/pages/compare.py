"""The tab 比较: agencies, years and figures picked from lists; asked of the same engine as a question in words."""

from typing import Any

import gradio as gr

from assistant.charting import plan_chart
from assistant.pages.choosing import Picks, list_agency_choices, list_measure_choices, make_query
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.figures import draw_chart
from assistant.pages.pivot import render_pivot
from assistant.pages.reports import OPTIONS, find_tab
from ingest.errors import WenbaoError

START = '<p class="empty">选好机关、年度和数据项后按“比较”。不选机关时，按一年的一项数据给全部机关排名。</p>'


def build_compare_tab(desk: Desk) -> None:
    """Three lists and a button; then chart, table, and what the answer says in words."""
    with gr.Column(elem_classes="tab-body"):
        with gr.Row(elem_classes="filters"):
            agencies = gr.Dropdown([], value=[], label="机关", multiselect=True, min_width=220, scale=4)
            years = gr.Dropdown([], value=[], label="年度", multiselect=True, min_width=140, scale=2)
            measures = gr.Dropdown([], value=[], label="数据项", multiselect=True, max_choices=6, min_width=240, scale=4)
            start = gr.Button("比较", variant="primary", scale=0, min_width=110)
        with gr.Column(visible=False, elem_classes="chart-card") as card:
            chart = gr.Plot(show_label=False, container=False, elem_classes="chart")
        result = gr.HTML(START)

    def begin() -> tuple[Any, ...]:
        _, catalog, doubles = desk.assistant.load_catalog()
        found = sorted({report.year for report in catalog.reports if report.year}, reverse=True)
        return gr.Dropdown(list_agency_choices(catalog, doubles)), gr.Dropdown(found), gr.Dropdown(list_measure_choices())

    def compare(ids: list[int] | None, chosen: list[int] | None, names: list[str] | None) -> tuple[Any, ...]:
        return compare_picks(desk, Picks(tuple(ids or ()), tuple(sorted(chosen or ())), tuple(names or ())))

    find_tab().select(begin, None, [agencies, years, measures], **OPTIONS)
    start.click(compare, [agencies, years, measures], [card, chart, result], **OPTIONS)


def compare_picks(desk: Desk, picks: Picks) -> tuple[Any, ...]:
    """Whether there is a chart, the chart, and under it table, coverage and words."""
    _, catalog, doubles = desk.assistant.load_catalog()
    try:
        answer = desk.assistant.answer(make_query(picks, catalog))
    except WenbaoError as error:
        return gr.Column(visible=False), None, f'<div class="notice bad" role="alert">{escape_html(error)}</div>'
    plan = plan_chart(answer, doubles)
    drawn = draw_chart(plan) if plan is not None else None
    return gr.Column(visible=drawn is not None), drawn, render_pivot(answer, doubles)
