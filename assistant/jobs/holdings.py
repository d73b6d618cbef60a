"""``wenbao list``, ``remove``, ``audit`` and ``refit``: what is stored, and what is wrong with it."""

from collections.abc import Sequence

from assistant.jobs.lines import DONE, NOTHING, write_error, write_json, write_line
from assistant.jobs.presence import require_reports
from assistant.jobs.terminal import write_table
from assistant.wire import finding_to_json, stored_to_json
from index.keeping.removal import remove_reports
from index.lookup.findings import list_findings
from index.lookup.reports import list_reports, list_sources
from index.records import StoredReport
from index.settings import Settings
from index.store import Store, open_store
from ingest.records import Finding

HEADINGS = ("机关", "上级", "年度", "表式", "数据格", "问题", "来源文件")
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
VERDICTS = {"fail": "不符", "uncertain": "存疑", "not_assessable": "无法核对"}


def list_holdings(settings: Settings, *, as_json: bool) -> int:
    """Every stored report, those that no longer answer too."""
    with open_store(settings) as store:
        reports = list_reports(store, answering=False)
        if as_json:
            for report in reports:
                write_json({**stored_to_json(report), "sources": list_sources(store, report.id)})
            return DONE
    if reports:
        write_table(HEADINGS, [describe_row(report) for report in reports])
    else:
        write_line("还没有保存任何报告。先运行：wenbao ingest 文件或文件夹")
    return DONE


def describe_row(report: StoredReport) -> tuple[str, ...]:
    """One report as the fields of a table's row."""
    agency = report.agency
    return (
        agency.name if agency else "未写明",
        "".join(agency.parents) if agency else "",
        str(report.year or "未写明"),
        report.form or "无表",
        str(report.cells),
        str(report.findings),
        report.source + ("" if report.answers else "（已被较新的文件代替）"),
    )


def remove_holdings(settings: Settings, *, source: str | None, agency: str | None, year: int | None, as_json: bool) -> int:
    """Takes out the report of a source, or every report of an agency and year; status 3 where there is none."""
    removed = remove_reports(settings, source=source, agency=agency, year=year)
    if not removed:
        write_error(f"没有保存过 {source or f'{agency}{year}年的报告'}。")
        return NOTHING
    for report in removed:
        if as_json:
            write_json(stored_to_json(report))
        else:
            write_line(f"已删除：{report.source}")
    return DONE


def audit_holdings(settings: Settings, *, agency: str | None, year: int | None, as_json: bool) -> int:
    """Every finding over the reports chosen; finding something is no failure, having nothing to check is status 3."""
    require_reports(settings)
    with open_store(settings) as store:
        chosen = choose_reports(store, agency, year)
        findings = list_findings(store, report_ids=chosen)
        names = {} if as_json else name_agencies(list_reports(store, answering=False))
    if chosen == []:
        write_error(f"没有保存过{agency or ''}{f'{year}年' if year else ''}的报告。")
        return NOTHING
    for finding in findings:
        if as_json:
            write_json(finding_to_json(finding))
        else:
            show_finding(finding, names.get(finding.source) or finding.agency)
    if not as_json:
        write_line(f"共 {len(findings)} 项。")
    return DONE


def choose_reports(store: Store, agency: str | None, year: int | None) -> Sequence[int] | None:
    """The ids of the reports of an agency or year; None for all of them."""
    if agency is None and year is None:
        return None
    reports = list_reports(store, years=None if year is None else [year], answering=False)
    if agency is not None:
        reports = tuple(
            report
            for report in reports
            if report.agency and agency in (report.agency.name, report.agency.full_name, *report.agency.aliases)
        )
    return [report.id for report in reports]


def name_agencies(reports: Sequence[StoredReport]) -> dict[str, str]:
    """What to call the agency of each source: its name, with the place above it where another bears the same."""
    above: dict[str, set[tuple[str, ...]]] = {}
    for report in reports:
        if report.agency is not None:
            above.setdefault(report.agency.name, set()).add(report.agency.parents[-1:])
    return {
        report.source: "".join((*(report.agency.parents[-1:] if len(above[report.agency.name]) > 1 else ()), report.agency.name))
        for report in reports
        if report.agency is not None
    }


def show_finding(finding: Finding, agency: str | None) -> None:
    """A finding in two lines: what, and where."""
    who = f"{agency or '机关未写明'} {finding.year or '年度未写明'}"
    write_line(f"[{SEVERITIES[finding.severity]}·{VERDICTS[finding.verdict]}] {who}：{finding.detail}")
    write_line(f"    {finding.rule}  {finding.source}" + (f" ↔ {finding.other_source}" if finding.other_source else ""))


def refit_embedding(settings: Settings) -> int:
    """Fits the retrieval model on what is stored and embeds every passage anew."""
    # The model's libraries take seconds to load; list, remove and audit do without.
    from index.vectors.fit import refit_model

    with open_store(settings, writable=True) as store:
        folder = refit_model(store, settings)
    write_line(f"已重新训练，模型在 {folder}。")
    return DONE
