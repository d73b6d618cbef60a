"""The tab 报告: what is there and what is missing; a report opened beside its source."""

from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.pages.coverage import CoverageFilter, list_counties, list_years, render_coverage
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.leaves import render_leaves
from assistant.pages.reading import render_reading
from index.lookup.record import load_record
from index.people.verdicts import list_verdicts
from ingest.errors import WenbaoError

MARKING = files("assistant.pages").joinpath("marking.js").read_text(encoding="utf-8")
EVERYWHERE = ""
OPTIONS: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_reports_tab(desk: Desk, tab: gr.Tab) -> None:
    """The filters, the matrix and the opened report; one of the two is seen at a time."""
    words, reports = desk.words, desk.list_reports()
    page = gr.State(0)
    with gr.Column(visible=True, elem_classes="tab-body") as overview:
        filters = build_filters(desk)
        matrix = gr.HTML(render_coverage(words, reports, CoverageFilter()), js_on_load=MARKING)
    with gr.Column(visible=False, elem_classes="tab-body") as opened:
        back = gr.Button(words("reports.back"), size="sm", elem_classes="back")
        view = gr.HTML(js_on_load=MARKING, elem_classes="report-view")

    def renew(number: int, *chosen: Any) -> tuple[Any, ...]:
        reports = desk.list_reports()
        counties, years = list_choices(desk)
        return gr.Dropdown(counties), gr.Dropdown(years), render_coverage(words, reports, read_filter(*chosen), number)

    def filter_matrix(*chosen: Any) -> tuple[int, str]:
        return 0, render_coverage(words, desk.list_reports(), read_filter(*chosen))

    def act(event: gr.EventData, *chosen: Any) -> tuple[Any, ...]:
        number = read_number(event)
        if event.act == "page":
            shown = render_coverage(words, desk.list_reports(), read_filter(*chosen), number)
            return number, shown, gr.skip(), gr.skip(), gr.skip()
        return gr.skip(), gr.skip(), gr.Column(visible=False), gr.Column(visible=True), render_report(desk, number)

    tab.select(renew, [page, *filters], [*filters[:2], matrix], **OPTIONS)
    gr.on([change.change for change in filters], filter_matrix, filters, [page, matrix], **OPTIONS)
    matrix.click(act, filters, [page, matrix, overview, opened, view], **OPTIONS)
    back.click(lambda: (gr.Column(visible=True), gr.Column(visible=False), ""), None, [overview, opened, view], **OPTIONS)


def build_filters(desk: Desk) -> list[Any]:
    """The controls, in the order in which ``read_filter`` takes their values."""
    words = desk.words
    counties, years = list_choices(desk)
    with gr.Row(elem_classes="filters"):
        return [
            gr.Dropdown(counties, value=EVERYWHERE, label=words("reports.county"), min_width=140, scale=2, interactive=True),
            gr.Dropdown(
                years, value=[], label=words("reports.years"), multiselect=True, min_width=160, scale=3, interactive=True
            ),
            gr.Textbox(
                label=words("piece.words"),
                placeholder=words("piece.words_hint"),
                max_lines=1,
                min_width=180,
                scale=3,
                interactive=True,
            ),
            gr.Checkbox(label=words("reports.troubled"), min_width=160, scale=2, interactive=True),
        ]


def list_choices(desk: Desk) -> tuple[list[Any], list[int]]:
    """The counties and years that reports are stored for."""
    reports = desk.list_reports()
    counties = [(desk.words("piece.all"), EVERYWHERE), *((county, county) for county in list_counties(reports))]
    return counties, list(list_years(reports))


def read_filter(county: str | None, years: list[int] | None, words: str | None, troubled: bool) -> CoverageFilter:
    """The filter that the controls say."""
    return CoverageFilter(str(county or ""), tuple(years or ()), tuple((words or "").split()), troubled)


def read_number(event: gr.EventData) -> int:
    """The number that a button carries; the browser may send anything."""
    number = str(event.id)
    return int(number) if number.isdecimal() else 0


def render_report(desk: Desk, report_id: int) -> str:
    """A report side by side: its source on the left, what was read on the right."""
    words, stored = desk.words, desk.find_report(report_id)
    if stored is None:
        return f'<p class="empty">{words("reports.gone")}</p>'
    try:
        record = load_record(desk.store, report_id)
    except WenbaoError as error:
        return f'<p class="empty">{escape_html(words.error(error))}</p>'
    judged = list_verdicts(desk.store, [finding.fingerprint for finding in record.findings])
    download = f'<a class="download" href="api/reports/{report_id}/file" download>{words("reports.download")}</a>'
    return (
        f'<div class="side-by-side"><section class="source-side" tabindex="0" aria-label="{words("reports.original")}">'
        f"{render_leaves(words, desk.settings, stored, record)}</section>"
        f'<section class="reading-side" tabindex="0" aria-label="{words("reports.reading")}">{download}'
        f"{render_reading(words, stored, record, judged)}</section></div>"
    )
