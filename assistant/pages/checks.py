"""The tab 核查: every finding with its evidence and an auditor's verdict, and what people have to read themselves."""

from typing import Any

import gradio as gr

from assistant.pages.cases import FAULTS, RULINGS, SEVERITIES, keep_verdict, open_case, read_filter, render_cases
from assistant.pages.desk import Desk
from assistant.pages.reports import MARKING, OPTIONS, read_number
from assistant.pages.review import build_review
from assistant.pages.visitor import find_user
from assistant.pages.words import Words
from index.people.docket import FindingFilter, list_rules
from index.people.verdicts import Ruling

Choices = list[tuple[str, Any]]


def build_checks_tab(desk: Desk, tab: gr.Tab) -> None:
    """Findings, and the readings of people."""
    with gr.Tabs(elem_classes="inner-tabs"):
        with gr.Tab(desk.words("checks.findings")):
            build_findings(desk, tab)
        with gr.Tab(desk.words("checks.readings")) as inner:
            build_review(desk, inner)


def build_findings(desk: Desk, tab: gr.Tab) -> None:
    """Filters over a list; the chosen finding beside it with its evidence and a form for the verdict."""
    words, user = desk.words, find_user()
    chosen = gr.State("")
    filters = build_filters(desk)
    with gr.Row(elem_classes="work"):
        with gr.Column(scale=5, min_width=300):
            cases = gr.HTML(render_cases(desk, FindingFilter()), js_on_load=MARKING)
        with gr.Column(scale=6, min_width=300):
            panel = gr.HTML(open_case(desk, ""), js_on_load=MARKING)
            with gr.Column(visible=False, elem_classes="form-card") as form:
                given = [(text, key) for key, text in words.room("ruling").items()]
                ruling = gr.Radio(given, label=words("checks.verdict"), value="confirmed", interactive=True)
                note = gr.Textbox(label=words("checks.note"), lines=2, max_length=500, interactive=True)
                who = gr.Textbox(user, label=words("checks.auditor"), max_lines=1, max_length=40, interactive=not user)
                save = gr.Button(words("checks.save"), variant="primary")
            notice = gr.HTML()

    def renew(held: str, *wanted: Any) -> tuple[Any, ...]:
        rules, years = list_rule_choices(desk), list_year_choices(desk)
        return gr.Dropdown(rules), gr.Dropdown(years), render_cases(desk, read_filter(*wanted), 0, held)

    def filter_cases(held: str, *wanted: Any) -> str:
        return render_cases(desk, read_filter(*wanted), 0, held)

    def act(event: gr.EventData, held: str, *wanted: Any) -> tuple[Any, ...]:
        if event.act == "page":
            return held, render_cases(desk, read_filter(*wanted), read_number(event), held), gr.skip(), gr.skip(), gr.skip()
        picked = str(event.id)[:64]
        return picked, gr.skip(), open_case(desk, picked), gr.Column(visible=desk.settings.accepts_changes), ""

    def keep(held: str, given: Ruling, text: str, name: str, request: gr.Request, *wanted: Any) -> tuple[str, ...]:
        said = keep_verdict(desk, held, given, request.username or name or "", text)
        return said, open_case(desk, held), render_cases(desk, read_filter(*wanted), 0, held)

    tab.select(renew, [chosen, *filters], [filters[0], filters[3], cases], **OPTIONS)
    gr.on([part.change for part in filters], filter_cases, [chosen, *filters], cases, **OPTIONS)
    cases.click(act, [chosen, *filters], [chosen, cases, panel, form, notice], **OPTIONS)
    save.click(keep, [chosen, ruling, note, who, *filters], [notice, panel, cases], **OPTIONS)


def build_filters(desk: Desk) -> list[Any]:
    """The controls, in the order in which ``read_filter`` takes their values."""
    words = desk.words
    rulings = list_choices(words, "ruling_state", RULINGS)
    with gr.Row(elem_classes="filters"):
        return [
            gr.Dropdown(list_rule_choices(desk), value="", label=words("checks.rule"), min_width=130, interactive=True),
            gr.Dropdown(
                list_choices(words, "severity", SEVERITIES),
                value="",
                label=words("checks.severity"),
                min_width=90,
                interactive=True,
            ),
            gr.Dropdown(
                list_choices(words, "fault", FAULTS), value="", label=words("checks.fault"), min_width=110, interactive=True
            ),
            gr.Dropdown(list_year_choices(desk), value=0, label=words("checks.year"), min_width=90, interactive=True),
            gr.Dropdown(rulings, value="", label=words("checks.ruling"), min_width=110, interactive=True),
            gr.Textbox(
                label=words("piece.words"), placeholder=words("piece.words_hint"), max_lines=1, min_width=150, interactive=True
            ),
        ]


def list_choices(words: Words, room: str, known: tuple[str, ...]) -> Choices:
    """All, or one of those that are known."""
    names = words.room(room)
    return [(words("piece.all"), ""), *((names[name], name) for name in names if name in known)]


def list_rule_choices(desk: Desk) -> Choices:
    """The rules that findings are of."""
    return [(desk.words("piece.all"), ""), *((desk.words.rule(name), name) for name in list_rules(desk.store))]


def list_year_choices(desk: Desk) -> Choices:
    """The years that reports are of, the latest first."""
    years = sorted({report.year for report in desk.list_reports() if report.year}, reverse=True)
    return [(desk.words("piece.all"), 0), *((str(year), year) for year in years)]
