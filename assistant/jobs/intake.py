"""``wenbao ingest``: files, folders and archives go into the store, one result per file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assistant.jobs.lines import choose_status, write_error, write_json, write_line
from assistant.jobs.terminal import show_progress
from index.intake.build import ingest_paths
from index.records import Outcome
from index.settings import Settings

RESULTS = {"added": "新增", "replaced": "更新", "unchanged": "未变", "duplicate": "重复", "rejected": "未导入"}
REASONS = {
    "NotAReport": "不是年度报告",
    "Encrypted": "有密码",
    "TooLarge": "超过大小、页数、时间或内存的限制",
    "Damaged": "文件损坏",
    "Unsupported": "不支持的文件类型",
    "internal_error": "程序出错",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants files taken in; ``copy`` and ``jobs`` None mean what the settings say.

    ``cluster`` is the address of a Dask scheduler whose workers read.
    """

    copy: bool | None = None
    jobs: int | None = None
    cluster: str | None = None
    dry_run: bool = False
    retry_rejected: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the files so far: by result, the refused ones by reason, and how many of those were not read again."""

    results: Counter[str]
    reasons: Counter[str]
    remembered: Counter[bool]

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.results[outcome.status] += 1
        if outcome.status == "rejected":
            self.reasons[outcome.error_kind or ""] += 1
            self.remembered[outcome.remembered] += 1


def ingest_reports(settings: Settings, paths: Sequence[str], wishes: Wishes, *, as_json: bool) -> int:
    """Takes each file in and prints what became of it, then a summary; a dry run stores nothing."""
    tally = Tally(Counter(), Counter(), Counter())
    with show_progress(quiet=as_json) as progress:
        for outcome in ingest_paths(settings, paths, on_progress=progress, **asdict(wishes)):
            tally.add(outcome)
            show_outcome(outcome, wishes, as_json=as_json)
    total = tally.results.total()
    if as_json:
        counts = {status: tally.results[status] for status in RESULTS}
        told = {"rejected_by": dict(tally.reasons.most_common()), "remembered": tally.remembered[True], "dry_run": wishes.dry_run}
        write_json({"summary": {"files": total, **counts, **told}})
    else:
        show_summary(tally, total, wishes)
    return choose_status(tally.results["rejected"], total)


def show_outcome(outcome: Outcome, wishes: Wishes, *, as_json: bool) -> None:
    """A refused file's reason; as JSON every outcome, and in a dry run a line for each."""
    if as_json:
        write_json(asdict(outcome))
    if outcome.status == "rejected":
        write_error(f"{outcome.source}：{outcome.error}")
    elif wishes.dry_run and not as_json:
        who = f"（{outcome.agency or '机关未写明'} {outcome.year or '年度未写明'}）" if outcome.status != "unchanged" else ""
        write_line(f"{RESULTS[outcome.status]}  {outcome.source}{who}")


def show_summary(tally: Tally, total: int, wishes: Wishes) -> None:
    """The counts in one line, and the reasons of what was refused in another."""
    counts = "，".join(f"{name} {tally.results[status]}" for status, name in RESULTS.items() if tally.results[status])
    write_line(f"{'试读，没有保存：' if wishes.dry_run else ''}共 {total} 个文件：{counts or '没有找到报告文件'}")
    if tally.reasons:
        reasons = "，".join(f"{REASONS.get(kind, kind)} {count}" for kind, count in tally.reasons.most_common())
        write_line(f"未导入的原因：{reasons}")
    if tally.remembered[True]:
        write_line(f"其中 {tally.remembered[True]} 个与上次相同，没有重读（要重读请加 --retry-rejected）")
