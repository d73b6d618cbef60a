"""``wenbao inspect``: reads files and shows what was found, storing nothing."""

from collections import Counter
from collections.abc import Sequence

from assistant.exports.words import STATES
from assistant.jobs.lines import choose_status, write_error, write_json, write_line
from assistant.wire import report_to_json
from index.intake.reading import read_paths
from index.settings import Settings
from ingest.records import Report


def inspect_files(files: Sequence[str], settings: Settings, *, as_json: bool) -> int:
    """Reads each file, or each member of an archive, and prints its record; a rejected one gives its source and the reason."""
    total = rejected = 0
    for source, report in read_paths(settings, files):
        total += 1
        if isinstance(report, Report):
            show_report(report, as_json=as_json)
            continue
        rejected += 1
        write_error(f"{source}：{report}")
        if as_json:
            write_json({"source": source, "error": report})
    return choose_status(rejected, total)


def show_report(report: Report, *, as_json: bool) -> None:
    """The whole record as JSON, or five lines for a person."""
    if as_json:
        write_json(report_to_json(report))
        return
    header = report.header
    states = Counter(cell.state for cell in report.cells)
    counts = "、".join(f"{STATES[state]} {number}" for state, number in states.items())
    write_line(report.source)
    agency = "".join((*header.parents, header.agency or "未写明"))
    write_line(f"  机关：{agency}  年度：{header.year or '未写明'}  表式：{report.form or '无表'}")
    write_line(f"  标题：{header.title or '未写明'}")
    write_line(f"  表格数据：{len(report.cells)} 格（{counts or '无'}），缺 {len(report.absent)} 格")
    write_line(f"  正文数字：{len(report.narrative)} 处  段落：{len(report.passages)}  问题：{len(report.findings)}")
    for finding in report.findings:
        write_line(f"    · {finding.detail}")
