"""The list of findings and the panel of one, and what a verdict does."""

from dataclasses import asdict
from typing import Any, cast
from urllib.parse import urlencode

from assistant.pages.coverage import render_pager
from assistant.pages.desk import Desk
from assistant.pages.escaping import escape_html
from assistant.pages.exhibits import render_case
from assistant.pages.reading import FAULTS, RULINGS, SEVERITIES, VERDICTS, name_rule
from index.docket import Case, FindingFilter, list_cases
from index.verdicts import Ruling, list_rulings, record_verdict
from ingest.errors import WenbaoError
from ingest.records import Fault, Severity

SIZE = 30
"""Findings on one page."""

ANY = "全部"
RULING_STATES = {"open": "待处理", "confirmed": "已判成立", "dismissed": "已判不成立"}
NO_CASE = '<section class="case-panel"><p class="empty">在列表里选一个问题，这里显示原文和审核结论。</p></section>'


def read_filter(*chosen: Any) -> FindingFilter:
    """The filter that the controls say: rule, severity, fault, year, ruling and words, each empty for all."""
    rule, severity, fault, year, ruling, words = chosen
    return FindingFilter(
        rule=rule or None,
        severity=cast("Severity", severity) if severity in SEVERITIES else None,
        fault=cast("Fault", fault) if fault in FAULTS else None,
        year=year or None,
        ruling=ruling if ruling in RULING_STATES else None,
        words=tuple((words or "").split()),
    )


def render_cases(desk: Desk, wanted: FindingFilter, page: int = 0, chosen: str = "") -> str:
    """One page of findings as buttons, with the ways to take them all away."""
    total, cases = list_cases(desk.store, wanted, offset=max(page, 0) * SIZE, limit=SIZE)
    if not total:
        return '<p class="empty" role="status">没有符合条件的问题。</p>'
    rows = "".join(render_row(case, chosen) for case in cases)
    query = escape_html(write_query(wanted))
    files = "".join(
        f'<a class="download" href="api/findings.{ending}{query}" download>导出 {ending.upper()}</a>'
        for ending in ("csv", "xlsx")
    )
    return (
        f'<div class="tally" role="status"><span>共 <b>{total}</b> 个问题</span><span class="keys">{files}</span></div>'
        f'<div class="case-list" role="group" aria-label="问题列表">{rows}</div>{render_pager(total, max(page, 0), SIZE)}'
    )


def write_query(wanted: FindingFilter) -> str:
    """The filter as the query of an address."""
    fields: dict[str, Any] = {name: value for name, value in asdict(wanted).items() if value not in (None, ())}
    fields.pop("fingerprint", None)
    ruling, words = fields.pop("ruling", None), fields.pop("words", None)
    fields |= ({"verdict": ruling} if ruling else {}) | ({"agency": " ".join(words)} if words else {})
    return f"?{urlencode(fields)}" if fields else ""


def render_row(case: Case, chosen: str) -> str:
    """One finding in the list."""
    finding = case.finding
    kind = f"case {finding.severity}" + (" chosen" if finding.fingerprint == chosen else "")
    return (
        f'<button type="button" class="{kind}" data-act="case" '
        f'data-id="{escape_html(finding.fingerprint)}">{render_ruling(case)}<span class="case-title">'
        f'<span class="severity {finding.severity}">{SEVERITIES[finding.severity]}</span>{escape_html(name_case(case))} · '
        f'{escape_html(name_rule(finding.rule))}</span><span class="case-detail">{escape_html(finding.detail)}</span></button>'
    )


def name_case(case: Case) -> str:
    """Whose finding it is."""
    agency = case.report.agency
    name = "".join((*agency.parents[-1:], agency.name)) if agency else "机关未写明"
    return f"{name} {case.report.year or '年度未写明'}"


def render_ruling(case: Case) -> str:
    """The verdict as a badge."""
    judged = case.judgement
    return f'<span class="ruling {judged.ruling}">{RULINGS[judged.ruling]}</span>' if judged else ""


def open_case(desk: Desk, fingerprint: str) -> str:
    """One finding with everything about it; words that say what to do where none is chosen."""
    _, cases = list_cases(desk.store, FindingFilter(fingerprint=fingerprint), limit=1) if fingerprint else (0, ())
    if not cases:
        return NO_CASE
    case = cases[0]
    finding = case.finding
    facts = f"{VERDICTS[finding.verdict]} · 出在：{FAULTS[finding.fault]}（{finding.fault_why}）"
    files = finding.source + (f" ↔ {finding.other_source}" if finding.other_source else "")
    return (
        f'<section class="case-panel" aria-label="所选问题"><h2>{render_ruling(case)}{escape_html(name_case(case))} · '
        f"{escape_html(name_rule(finding.rule))}</h2><p>{escape_html(finding.detail)}</p>"
        f'<p class="fact">{escape_html(facts)}<br>{escape_html(files)}</p>{render_case(desk, case)}'
        f"{render_rulings(desk, fingerprint)}</section>"
    )


def render_rulings(desk: Desk, fingerprint: str) -> str:
    """Everything that was said of the finding, the newest last."""
    items = "".join(
        f"<li><b>{RULINGS[said.ruling]}</b> {escape_html(said.who)} {escape_html(said.made_at[:16].replace('T', ' '))}"
        f"{'：' + escape_html(said.note) if said.note else ''}</li>"
        for said in list_rulings(desk.store, fingerprint)
    )
    return f'<ul class="said" aria-label="审核记录">{items}</ul>' if items else ""


def keep_verdict(desk: Desk, fingerprint: str, ruling: Ruling, who: str, note: str) -> str:
    """Stores a verdict and says so, or why not."""
    if not desk.settings.accepts_changes or not fingerprint:
        return tell_failure("网页对外开放而没有设置密码，不能保存。" if fingerprint else "请先选一个问题。")
    try:
        with desk.write() as store:
            made = record_verdict(store, fingerprint, ruling, who, note)
    except WenbaoError as error:
        return tell_failure(error)
    return f'<div class="notice" role="status">已保存：{RULINGS[made.ruling]}（{escape_html(made.who)}）。</div>'


def tell_failure(text: object) -> str:
    """A plain line on what went wrong."""
    return f'<div class="notice bad" role="alert">{escape_html(text)}</div>'
