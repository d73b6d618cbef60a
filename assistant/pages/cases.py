"""The list of findings and the panel of one, and what a verdict does."""

from dataclasses import asdict
from typing import Any, cast, get_args
from urllib.parse import urlencode

from assistant.answering.basis.details import word_detail, word_reason
from assistant.pages.coverage import render_pager
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.exhibits import render_case
from assistant.pages.reading import find_reread, render_ruling, render_stale
from assistant.pages.words import Words
from index.lookup.record import load_record
from index.people.docket import Case, FindingFilter, list_cases
from index.people.verdicts import Ruling, list_rulings, record_verdict
from ingest.errors import WenbaoError
from ingest.records import Fault, Severity

SIZE = 30
"""Findings on one page."""

SEVERITIES = get_args(Severity)
FAULTS = get_args(Fault)
RULINGS = get_args(Ruling)


def read_filter(*chosen: Any) -> FindingFilter:
    """The filter that the controls say: rule, severity, fault, year, ruling and words, each empty for all."""
    rule, severity, fault, year, ruling, words = chosen
    return FindingFilter(
        rule=rule or None,
        severity=cast("Severity", severity) if severity in SEVERITIES else None,
        fault=cast("Fault", fault) if fault in FAULTS else None,
        year=year or None,
        ruling=ruling if ruling in RULINGS else None,
        words=tuple((words or "").split()),
    )


def render_cases(desk: Desk, wanted: FindingFilter, page: int = 0, chosen: str = "") -> str:
    """One page of findings as buttons, with the ways to take them all away."""
    words = desk.words
    total, cases = list_cases(desk.store, wanted, offset=max(page, 0) * SIZE, limit=SIZE)
    if not total:
        return f'<p class="empty" role="status">{words("checks.none")}</p>'
    rows = "".join(render_row(words, case, chosen) for case in cases)
    files = render_files(words, "findings", write_query(wanted))
    tally = words("checks.tally", count=total)
    return (
        f'<div class="tally" role="status"><span>{tally}</span><span class="keys">{files}</span></div>'
        f'<div class="case-list" role="group" aria-label="{words("checks.list")}">{rows}</div>'
        f"{render_pager(words, total, max(page, 0), SIZE)}"
    )


def render_files(words: Words, name: str, query: str = "") -> str:
    """Links that take all of a list away as tables."""
    query = f"{query}{'&' if query else '?'}lang={words.language}"
    return "".join(
        f'<a class="download" href="api/{name}.{ending}{escape_html(query)}" download>'
        f"{words('piece.export', kind=ending.upper())}</a>"
        for ending in ("csv", "xlsx")
    )


def write_query(wanted: FindingFilter) -> str:
    """The filter as the query of an address."""
    fields: dict[str, Any] = {name: value for name, value in asdict(wanted).items() if value not in (None, ())}
    fields.pop("fingerprint", None)
    ruling, words = fields.pop("ruling", None), fields.pop("words", None)
    fields |= ({"verdict": ruling} if ruling else {}) | ({"agency": " ".join(words)} if words else {})
    return f"?{urlencode(fields)}" if fields else ""


def render_row(words: Words, case: Case, chosen: str) -> str:
    """One finding in the list."""
    finding = case.finding
    kind = f"case {finding.severity}" + (" chosen" if finding.fingerprint == chosen else "")
    ruling = render_ruling(words, case.judgement) if case.judgement else ""
    return (
        f'<button type="button" class="{kind}" data-act="case" '
        f'data-id="{escape_html(finding.fingerprint)}">{ruling}<span class="case-title">'
        f'<span class="severity {finding.severity}">{words(f"severity.{finding.severity}")}</span>'
        f"{escape_html(name_case(words, case))} · {escape_html(words.rule(finding.rule))}</span>"
        f'<span class="case-detail">{escape_html(word_detail(finding, words.language))}</span></button>'
    )


def name_case(words: Words, case: Case) -> str:
    """Whose finding it is."""
    agency = case.report.agency
    name = "".join((*agency.parents[-1:], agency.name)) if agency else words("unknown.agency")
    return f"{name} {case.report.year or words('unknown.year')}"


def open_case(desk: Desk, fingerprint: str) -> str:
    """One finding with everything about it; words that say what to do where none is chosen."""
    words = desk.words
    _, cases = list_cases(desk.store, FindingFilter(fingerprint=fingerprint), limit=1) if fingerprint else (0, ())
    if not cases:
        return f'<section class="case-panel"><p class="empty">{words("checks.choose")}</p></section>'
    case = cases[0]
    finding = case.finding
    verdict, fault = words(f"verdict.{finding.verdict}"), words(f"fault.{finding.fault}")
    facts = words("checks.facts", verdict=verdict, fault=fault, why=word_reason(finding.fault_why, words.language))
    ruling = render_ruling(words, case.judgement) if case.judgement else ""
    reread = find_reread(load_record(desk.store, case.report.id))
    files = finding.source + (f" ↔ {finding.other_source}" if finding.other_source else "")
    return (
        f'<section class="case-panel" aria-label="{words("checks.chosen")}"><h2>{ruling}{escape_html(name_case(words, case))} · '
        f"{escape_html(words.rule(finding.rule))}</h2><p>{escape_html(word_detail(finding, words.language))}</p>"
        f'{render_stale(words, finding, reread)}<p class="fact">{escape_html(facts)}<br>{escape_html(files)}</p>'
        f"{render_case(desk, case)}{render_rulings(desk, fingerprint)}</section>"
    )


def render_rulings(desk: Desk, fingerprint: str) -> str:
    """Everything that was said of the finding, the newest last."""
    items = "".join(
        f"<li><b>{desk.words(f'ruling.{said.ruling}')}</b> {escape_html(said.who)} "
        f"{escape_html(said.made_at[:16].replace('T', ' '))} {escape_html(said.note)}</li>"
        for said in list_rulings(desk.store, fingerprint)
    )
    return f'<ul class="said" aria-label="{desk.words("checks.said")}">{items}</ul>' if items else ""


def keep_verdict(desk: Desk, fingerprint: str, ruling: Ruling, who: str, note: str) -> str:
    """Stores a verdict and says so, or why not."""
    words = desk.words
    if not desk.settings.accepts_changes or not fingerprint:
        return tell_failure(words("checks.closed" if fingerprint else "checks.choose_first"))
    if not who.strip():
        return tell_failure(words("checks.name_first"))
    try:
        with desk.write() as store:
            made = record_verdict(store, fingerprint, ruling, who, note)
    except WenbaoError as error:
        return tell_failure(words.error(error))
    saved = words("checks.saved", ruling=words(f"ruling.{made.ruling}"), who=escape_html(made.who))
    return f'<div class="notice" role="status">{saved}</div>'


def tell_failure(text: object) -> str:
    """A plain line on what went wrong."""
    return f'<div class="notice bad" role="alert">{escape_html(text)}</div>'
