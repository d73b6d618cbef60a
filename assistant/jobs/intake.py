"""``wenbao ingest``: files, folders and archives go into the store, one result per file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.jobs.lines import choose_status, write_error, write_json, write_line
from assistant.jobs.terminal import show_progress
from index.build import ingest_paths
from index.settings import Settings

RESULTS = {"added": "新增", "replaced": "更新", "unchanged": "未变", "duplicate": "重复", "rejected": "未导入"}


def ingest_reports(settings: Settings, paths: Sequence[Path], *, copy: bool | None, as_json: bool) -> int:
    """Takes each file in and prints what became of it, then a summary; ``copy`` None means what the settings say."""
    tally = Counter[str]()
    with show_progress(quiet=as_json) as progress:
        for outcome in ingest_paths(settings, paths, copy=copy, on_progress=progress):
            tally[outcome.status] += 1
            if as_json:
                write_json(asdict(outcome))
            if outcome.status == "rejected":
                write_error(f"{outcome.source}：{outcome.error}")
    total = tally.total()
    if as_json:
        write_json({"summary": {"files": total, **{status: tally[status] for status in RESULTS}}})
    else:
        counts = "，".join(f"{name} {tally[status]}" for status, name in RESULTS.items() if tally[status])
        write_line(f"共 {total} 个文件：{counts or '没有找到报告文件'}")
    return choose_status(tally["rejected"], total)
