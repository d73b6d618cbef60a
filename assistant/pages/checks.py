"""The tab 核查: every finding with its evidence and an auditor's verdict, and what people have to read themselves."""

from typing import Any

import gradio as gr

from assistant.pages.cases import ANY, RULING_STATES, keep_verdict, open_case, read_filter, render_cases
from assistant.pages.desk import Desk
from assistant.pages.reading import FAULTS, RULINGS, SEVERITIES, name_rule
from assistant.pages.reports import MARKING, OPTIONS, find_tab, read_number
from assistant.pages.review import build_review
from index.docket import list_rules
from index.verdicts import Ruling


def build_checks_tab(desk: Desk) -> None:
    """Findings, and the readings of people."""
    outer = find_tab()
    with gr.Tabs(elem_classes="inner-tabs"):
        with gr.Tab("查出的问题"):
            build_findings(desk, outer)
        with gr.Tab("人工读数"):
            build_review(desk)


def build_findings(desk: Desk, outer: gr.Tab) -> None:
    """Filters over a list; the chosen finding beside it with its evidence and a form for the verdict."""
    chosen = gr.State("")
    filters = build_filters()
    with gr.Row(elem_classes="work"):
        with gr.Column(scale=5, min_width=300):
            cases = gr.HTML(js_on_load=MARKING)
        with gr.Column(scale=6, min_width=300):
            panel = gr.HTML(open_case(desk, ""), js_on_load=MARKING)
            with gr.Column(visible=False, elem_classes="form-card") as form:
                ruling = gr.Radio([(text, key) for key, text in RULINGS.items()], label="审核结论", value="confirmed")
                note = gr.Textbox(label="说明", lines=2, max_length=500)
                who = gr.Textbox(label="审核人", max_lines=1, max_length=40)
                save = gr.Button("保存结论", variant="primary")
            notice = gr.HTML()

    def begin(request: gr.Request, held: str, *wanted: Any) -> tuple[Any, ...]:
        years = sorted({report.year for report in desk.list_reports() if report.year}, reverse=True)
        rules = [(name_rule(name), name) for name in list_rules(desk.store)]
        numbers = [(str(number), number) for number in years]
        name = gr.Textbox(value=request.username, interactive=False) if request.username else gr.skip()
        return (
            gr.Dropdown([(ANY, ""), *rules]),
            gr.Dropdown([(ANY, 0), *numbers]),
            render_cases(desk, read_filter(*wanted), 0, held),
            name,
        )

    def filter_cases(held: str, *wanted: Any) -> str:
        return render_cases(desk, read_filter(*wanted), 0, held)

    def act(event: gr.EventData, held: str, *wanted: Any) -> tuple[Any, ...]:
        if event.act == "page":
            return held, render_cases(desk, read_filter(*wanted), read_number(event), held), gr.skip(), gr.skip(), gr.skip()
        picked = str(event.id)[:64]
        return picked, gr.skip(), open_case(desk, picked), gr.Column(visible=desk.settings.accepts_changes), ""

    def keep(held: str, given: Ruling, text: str, name: str, request: gr.Request, *wanted: Any) -> tuple[str, ...]:
        said = keep_verdict(desk, held, given, request.username or name, text)
        return said, open_case(desk, held), render_cases(desk, read_filter(*wanted), 0, held)

    outer.select(begin, [chosen, *filters], [filters[0], filters[3], cases, who], **OPTIONS)
    gr.on([part.change for part in filters], filter_cases, [chosen, *filters], cases, **OPTIONS)
    cases.click(act, [chosen, *filters], [chosen, cases, panel, form, notice], **OPTIONS)
    save.click(keep, [chosen, ruling, note, who, *filters], [notice, panel, cases], **OPTIONS)


def build_filters() -> list[Any]:
    """The controls, in the order in which ``read_filter`` takes their values."""
    with gr.Row(elem_classes="filters"):
        return [
            gr.Dropdown([(ANY, "")], value="", label="规则", min_width=130),
            gr.Dropdown([(ANY, ""), *((text, key) for key, text in SEVERITIES.items())], value="", label="轻重", min_width=90),
            gr.Dropdown([(ANY, ""), *((text, key) for key, text in FAULTS.items())], value="", label="出在哪里", min_width=110),
            gr.Dropdown([(ANY, 0)], value=0, label="年度", min_width=90),
            gr.Dropdown(
                [(ANY, ""), *((text, key) for key, text in RULING_STATES.items())], value="", label="结论", min_width=110
            ),
            gr.Textbox(label="筛选", placeholder="机关、上级或文件名", max_lines=1, min_width=150),
        ]
