"""What was read from a report, for the right side of an opened one: tables as in the form, figures, findings, versions."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.answering.basis.details import word_detail
from assistant.answering.basis.wording import show_amount
from assistant.pages.escaping import escape_html
from assistant.pages.words import Words
from assistant.records import Value
from assistant.wire import decimal_to_json, place_to_json
from index.people.verdicts import Judgement
from index.records import StoredReport
from ingest.form import FormRow, load_form
from ingest.records import CellValue, Finding, NarrativeFigure, Place, Report

CHANGES = ("report_changed", "same_report_twice")
"""Rules whose findings tell of another version of the report."""

Judgements = Mapping[str, Judgement]


def render_reading(words: Words, stored: StoredReport, record: Report, judgements: Judgements) -> str:
    """Everything read, in the order in which a person would check it."""
    findings = [finding for finding in record.findings if finding.rule not in CHANGES]
    changes = [finding for finding in record.findings if finding.rule in CHANGES]
    found = {cell.cell: cell for cell in record.cells}
    reread = find_reread(record)

    def show(findings: Sequence[Finding]) -> str:
        return "".join(render_finding(words, finding, judgements, reread) for finding in findings)

    parts = [
        render_part(words("reports.findings"), len(findings), show(findings), opened=True),
        render_part(words("reports.changes"), len(changes), show(changes), opened=True),
        render_tables(words, record, found),
        render_part(words("reports.narrative"), len(record.narrative), render_figures(words, record.narrative), opened=not found),
        render_part(words("reports.notes"), len(record.notes), "".join(f"<p>{escape_html(note)}</p>" for note in record.notes)),
    ]
    return render_head(words, stored, record) + "".join(parts)


def find_reread(record: Report) -> frozenset[str]:
    """The cells in which a person's reading stands; a finding that names one rests on the program's former reading."""
    return frozenset(cell.cell for cell in record.cells if cell.corrected_by is not None)


def render_head(words: Words, stored: StoredReport, record: Report) -> str:
    """Who, when, which file."""
    agency = stored.agency
    name = "".join((*agency.parents, agency.name)) if agency else words("unknown.agency")
    facts = {
        words("reports.form"): words("reports.form_of", year=stored.form) if stored.form else words("reports.no_form"),
        words("source.published_on"): stored.published_on or words("unknown.date"),
        words("reports.read"): words("reports.amount", cells=stored.cells, figures=len(record.narrative)),
        words("source.file"): stored.source + ("" if stored.answers else words("reports.superseded")),
        "SHA-256": stored.sha256,
    }
    items = "".join(f"<dt>{label}</dt><dd>{escape_html(text)}</dd>" for label, text in facts.items())
    return (
        f'<header class="report-head"><h2>{escape_html(name)} <span>{words.year(stored.year)}</span></h2>'
        f"<p>{escape_html(record.header.title or '')}</p><dl>{items}</dl></header>"
    )


def render_part(title: str, count: int, body: str, *, opened: bool = False) -> str:
    """A part that can be folded; nothing where it is empty."""
    if not count:
        return ""
    fold = '<details class="part" open>' if opened else '<details class="part">'
    return f'{fold}<summary>{title}<span class="count-badge">{count}</span></summary>{body}</details>'


def render_tables(words: Words, record: Report, found: Mapping[str, CellValue]) -> str:
    """The form's three tables with what was read in each cell."""
    if record.form is None or not found:
        return ""
    form = load_form(record.form)
    active = "".join(
        render_group(words, under, tuple(rows), found) for under, rows in groupby(form.active, key=lambda row: row.under)
    )
    disputes = [
        FormRow(group, cells[0].row_label, cells)
        for group, cells in ((group, tuple(items)) for group, items in groupby(form.disputes.cells, key=lambda cell: cell.row))
    ]
    tables = (
        (words("reports.table_active"), active),
        (words("reports.table_requests"), render_grid(words, form.requests, found, grouped=True)),
        (words("reports.table_disputes"), render_grid(words, disputes, found)),
    )
    return render_legend(words) + "".join(
        f'<details class="part" open><summary>{title}</summary><div class="grid-frame">{body}</div></details>'
        for title, body in tables
    )


def render_legend(words: Words) -> str:
    """What the marks on cells mean."""
    marks = (
        ("ocr", "8", words("reports.legend_ocr")),
        ("person", "8", words("reports.legend_person")),
        ("guessed", "8", words("reports.legend_guessed")),
        ("blank", words("short.blank"), words("state.blank")),
        ("unreadable", words("short.unreadable"), words("state.unreadable")),
        ("absent", words("short.absent"), words("reports.legend_absent")),
    )
    person = words("short.person")
    shown = " ".join(f'<span class="cell {kind}" data-mark="{person}">{mark}</span>{text}' for kind, mark, text in marks)
    return f'<p class="legend">{shown}</p>'


def render_group(words: Words, under: str, rows: Sequence[FormRow], found: Mapping[str, CellValue]) -> str:
    """The rows of one group of the first table, which has columns of its own."""
    return f'<table class="grid"><caption>{escape_html(under)}</caption>{render_body(words, rows, found)}</table>'


def render_grid(words: Words, rows: Sequence[FormRow], found: Mapping[str, CellValue], *, grouped: bool = False) -> str:
    """A table whose rows share their columns."""
    return f'<table class="grid {"wide" if grouped else ""}">{render_body(words, rows, found, grouped=grouped)}</table>'


def render_body(words: Words, rows: Sequence[FormRow], found: Mapping[str, CellValue], *, grouped: bool = False) -> str:
    """Head and rows."""
    head = "".join(f'<th scope="col">{render_heading(words, cell.column_label)}</th>' for cell in rows[0].cells)
    body, above = "", ""
    for row in rows:
        if grouped and row.under != above:
            above = row.under
            heading = f'<th scope="rowgroup" colspan="{len(row.cells) + 1}">{escape_html(above)}</th>' if above else ""
            body += f'<tr class="under">{heading}</tr>'
        cells = "".join(f"<td>{render_cell(words, found.get(cell.id), cell.id, words.cell(cell.id))}</td>" for cell in row.cells)
        body += f'<tr><th scope="row">{render_heading(words, row.label)}</th>{cells}</tr>'
    corner = f'<th scope="col"><span class="sr-only">{words("reports.item")}</span></th>'
    return f"<thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody>"


def render_heading(words: Words, label: str) -> str:
    """A printed row or column, on the English page below its English name."""
    english = words.heading(label)
    printed = escape_html(label)
    return f'{escape_html(english)} <small lang="zh-CN">{printed}</small>' if english else printed


def render_cell(words: Words, cell: CellValue | None, cell_id: str, name: str) -> str:
    """A cell as a button that marks its place in the source."""
    if cell is None:
        return (
            f'<span class="cell absent" title="{words("reports.absent", name=escape_html(name))}">{words("short.absent")}</span>'
        )
    marks = [mark for mark, holds in (("ocr", cell.read_by == "ocr"), ("person", cell.corrected_by is not None)) if holds]
    marks += ["guessed"] if cell.read_by in ("position", "arithmetic") else []
    short = words("short.blank" if cell.state == "blank" else "short.unreadable")
    shown = decimal_to_json(cell.value) if cell.value is not None else cell.raw if cell.state == "not_applicable" else short
    said = words("piece.colon", name=name, text=shown if cell.value is not None else words(f"state.{cell.state}"))
    person = words("reports.person", who=cell.corrected_by, raw=cell.raw) if cell.corrected_by else ""
    parts = (said, words(f"way.{cell.read_by}"), person, words.place(cell.place))
    title = escape_html(words("piece.semicolon").join(part for part in parts if part))
    return (
        f'<button type="button" class="cell {cell.state} {" ".join(marks)}" data-cell="{cell_id}" {show_place(cell.place)} '
        f'data-mark="{words("short.person")}" aria-label="{title}" title="{title}">{escape_html(shown)}</button>'
    )


def show_place(place: Place) -> str:
    """A place as an attribute for ``marking.js``."""
    held = {key: value for key, value in place_to_json(place).items() if value is not None}
    return f'data-place="{escape_html(json.dumps(held, ensure_ascii=False))}"'


def render_figures(words: Words, figures: Sequence[NarrativeFigure]) -> str:
    """The counts that the prose states, each a button that marks its sentence."""
    items = "".join(
        f'<li><button type="button" class="figure" {show_place(figure.place)}>'
        f"<b>{escape_html(show_figure(words, figure))}</b> {escape_html(words.label(figure))}"
        f"{'<i>' + words('reports.primary') + '</i>' if figure.primary else ''}</button></li>"
        for figure in figures
    )
    return f'<ul class="figures">{items}</ul>'


def show_figure(words: Words, figure: NarrativeFigure) -> str:
    """A count with its unit as written."""
    number = f"{decimal_to_json(figure.value)}{figure.unit or ''}"
    if words.language == "en":
        number = show_amount(words.language, Value("", figure.value, figure.unit or ""))
    return words("reports.about", number=number) if figure.approx else number


def render_finding(words: Words, finding: Finding, judgements: Judgements, reread: frozenset[str] = frozenset()) -> str:
    """A finding with the places that it names and the verdict on it."""
    judged = judgements.get(finding.fingerprint)
    ruling = render_ruling(words, judged, escape_html(judged.who)) if judged else ""
    own = [place for place in finding.places if words.place(place) or place.quote]
    places = "".join(
        f'<button type="button" class="to-place" {show_place(place)}>{words.place(place) or words("reports.see_source")}</button>'
        for place in own[:8]
    )
    named = words("reports.other_file", source=escape_html(finding.other_source))
    other = f'<span class="other">{named}</span>' if finding.other_source else ""
    return (
        f'<article class="finding {finding.severity}"><h3>'
        f'<span class="severity {finding.severity}">{words(f"severity.{finding.severity}")}</span>'
        f"{escape_html(words.rule(finding.rule))} · {words(f'verdict.{finding.verdict}')}{ruling}</h3>"
        f"<p>{escape_html(word_detail(finding, words.language))}</p>{render_stale(words, finding, reread)}"
        f'<div class="places">{places}{other}</div></article>'
    )


def render_ruling(words: Words, judged: Judgement, who: str = "") -> str:
    """An auditor's verdict as a badge, with ``who`` gave it where that is said, as HTML."""
    said = " · ".join(part for part in (words(f"ruling.{judged.ruling}"), who) if part)
    return f'<span class="ruling {judged.ruling}">{said}</span>'


def render_stale(words: Words, finding: Finding, reread: frozenset[str]) -> str:
    """A word of warning under a finding that rests on a cell which a person has read otherwise since."""
    return f'<p class="stale">{words("source.stale")}</p>' if reread.intersection(finding.cells) else ""
