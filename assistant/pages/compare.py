"""The tab 比较: agencies, years and figures picked from lists; asked of the same engine as a question in words."""

from typing import Any

import gradio as gr

from assistant.exports.charting import plan_chart
from assistant.pages.cases import tell_failure
from assistant.pages.choosing import Picks, list_agency_choices, list_measure_choices, make_query
from assistant.pages.desk import Desk
from assistant.pages.figures import draw_chart
from assistant.pages.pivot import render_pivot
from assistant.pages.reports import OPTIONS
from ingest.errors import UsageError, WenbaoError

MEASURES = 6
"""Figures in one comparison."""


def build_compare_tab(desk: Desk, tab: gr.Tab) -> None:
    """Three lists and a button; then chart, table, and what the answer says in words."""
    words = desk.words
    named, years_held = list_choices(desk)
    measured = list_measure_choices(words)
    with gr.Column(elem_classes="tab-body"):
        with gr.Row(elem_classes="filters"):
            several: dict[str, Any] = {"value": [], "multiselect": True}
            agencies = gr.Dropdown(named, label=words("compare.agencies"), min_width=220, scale=4, **several, interactive=True)
            years = gr.Dropdown(years_held, label=words("compare.years"), min_width=140, scale=2, **several, interactive=True)
            label = words("compare.measures")
            measures = gr.Dropdown(
                measured, label=label, max_choices=MEASURES, min_width=240, scale=4, **several, interactive=True
            )
            start = gr.Button(words("compare.compare"), variant="primary", scale=0, min_width=110)
        with gr.Column(visible=False, elem_classes="chart-card") as card:
            chart = gr.Plot(show_label=False, container=False, elem_classes="chart")
        result = gr.HTML(f'<p class="empty">{words("compare.start")}</p>')

    def renew() -> tuple[Any, ...]:
        named, held = list_choices(desk)
        return gr.Dropdown(named), gr.Dropdown(held)

    def compare(ids: list[int] | None, chosen: list[int] | None, names: list[str] | None) -> tuple[Any, ...]:
        return compare_picks(desk, Picks(tuple(ids or ()), tuple(sorted(chosen or ())), tuple(names or ())))

    tab.select(renew, None, [agencies, years], **OPTIONS)
    start.click(compare, [agencies, years, measures], [card, chart, result], **OPTIONS)


def list_choices(desk: Desk) -> tuple[list[tuple[str, int]], list[int]]:
    """The agencies and years that reports are stored for, the latest year first."""
    _, catalog, doubles = desk.assistant.load_catalog()
    years = sorted({report.year for report in catalog.reports if report.year}, reverse=True)
    return list_agency_choices(catalog, doubles), years


def compare_picks(desk: Desk, picks: Picks) -> tuple[Any, ...]:
    """Whether there is a chart, the chart, and under it table, coverage and words."""
    words = desk.words
    _, catalog, doubles = desk.assistant.load_catalog()
    try:
        query = make_query(words, picks, catalog)
    except UsageError as error:
        return gr.Column(visible=False), None, tell_failure(error)
    try:
        answer = desk.assistant.answer(query)
    except WenbaoError as error:
        return gr.Column(visible=False), None, tell_failure(words.error(error))
    plan = plan_chart(answer, doubles)
    drawn = draw_chart(words, plan) if plan is not None else None
    return gr.Column(visible=drawn is not None), drawn, render_pivot(words, answer, doubles)
