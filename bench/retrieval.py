"""How well passages are found: full text, vectors, and both fused, over any folder of reports.

    python -m bench.retrieval [FOLDER...] [--embedding MODEL]

Without a folder the samples are asked, and the result is published in docs/benchmarks.md.

Each question asks for something in other words than the reports'; a passage is relevant if it holds one of the words that
the reports use for it. A question is asked of each report that has relevant passages and others (filtered), and of the
whole store with agency and year written before it (unfiltered). The text questions of a question set are asked likewise.
"""

import argparse
import logging
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import select

from bench.asking import load_questions
from bench.publishing import Goal, Section, keep_above, publish
from bench.reading import SAMPLES
from bench.scoring import squeeze
from bench.tables import write_table
from index.database.engine import Store
from index.database.full_text import rank_by_words
from index.database.passage_rows import PassageRow, select_passages
from index.database.schema import passages, reports
from index.database.words import split_words
from index.intake.build import ingest_paths
from index.lookup.reports import list_reports
from index.lookup.search import rank_by_vectors, search_passages
from index.settings import Settings
from index.store import open_store

QUESTIONS = (
    ("哪些方面做得还不够好？", r"存在(的|一些)?(主要)?(问题|不足)|不足之处|有待(加强|提高)|薄弱"),
    ("准备采取什么办法来改善？", r"下一步|今后|改进(措施|情况)|将(进一步|继续)"),
    ("谁来具体负责这项工作？", r"专人|专职|兼职|信息员|工作人员|领导小组"),
    ("给干部上过课吗？", r"培训|学习"),
    ("手机上怎么看到这些消息？", r"微信|公众号|新媒体|客户端|APP|抖音"),
    ("村里贴出来的东西有哪些？", r"公开栏|公示栏|公告栏|宣传栏|村务公开"),
    ("有人告过镇政府吗？", r"诉讼"),
    ("有人要求上级重新审理吗？", r"复议"),
    ("群众提交书面请求要材料的情况", r"依申请|公开申请"),
    ("要不要交钱？", r"收费|费用|收取|减免"),
    ("发布之前谁检查内容？", r"审核|审查|把关"),
    ("身份信息会不会被晒出去？", r"隐私|个人信息|涉密|保密"),
    ("由哪位领导牵头？", r"组长|领导小组|分管|主要领导"),
    ("定了什么规矩？", r"制度|机制|规范|办法"),
    ("是不是隔很久才有新消息？", r"及时|时效|滞后|更新"),
    ("老百姓打电话反映的事怎么处理？", r"热线|12345|来电|信箱|咨询"),
    ("钱花在哪里有没有交代？", r"预算|决算|财政|资金"),
    ("有没有人来检查打分？", r"考核|评议|监督|督查|通报"),
    ("难懂的文件有没有讲明白？", r"解读|宣传|宣讲"),
    ("网页版面建设得怎样？", r"网站|专栏|栏目|平台"),
    ("一共发出去多少条？", r"(公开|发布)[^。]{0,20}\d+ ?余?(条|件|篇|份)"),
    ("还有没有别的要说？", r"其他需要(报告|说明)|其他事项"),
    ("大家对这件事上心吗？", r"认识|意识|重视|主动性"),
    ("扶贫救助的钱发给谁公布了吗？", r"低保|救助|补贴|扶贫|惠民|社保"),
)
ABOUT = """The passages that answer, by full text alone, by vectors alone, and by both fused. `filtered`: the report was chosen by
agency and year before. The general questions ask for 24 things in other words than the reports'.
"""
Measured = Mapping[str, Mapping[tuple[str, str], list[int]]]
"""The places of the first relevant passages, by set of questions, and by scope and method."""
DEPTH = 50
METHODS = ("words", "vectors", "fused")
SCOPES = ("filtered", "unfiltered")


def main() -> None:
    """Measure folders given, or the samples, which are published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--embedding", default="")
    arguments = parser.parse_args()
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data=Path(folder) / "data", embedding=arguments.embedding)
        for _ in ingest_paths(settings, arguments.folders or [SAMPLES / "reports"], copy=False):
            pass
        with open_store(settings) as store:
            tasks = {"general": list_general_tasks(store)}
            if not arguments.folders:
                tasks["text questions"] = list_set_tasks(store, load_questions())
            measured = {name: measure_tasks(store, asked) for name, asked in tasks.items()}
    lines = list(write_table(("questions", "scope", "method", "asked", "hit@1", "hit@5", "MRR"), list_rows(measured)))
    if arguments.folders:
        print("\n".join(lines))
    else:
        publish(Section("retrieval", "How well passages are found", list(list_goals(measured)), [ABOUT, *lines]))


@dataclass(frozen=True, slots=True)
class Task:
    """A question to one report, the same with the report's name, and the numbers of the passages that answer it."""

    question: str
    named: str
    report_id: int
    relevant: frozenset[int]


def list_rows(measured: Measured) -> Iterator[tuple[object, ...]]:
    """A row for each set of questions, scope and method."""
    for name, scores in measured.items():
        for (scope, method), ranks in scores.items():
            yield (name, scope, method, len(ranks), *describe(ranks))


def list_goals(measured: Measured) -> Iterator[Goal]:
    """Both fused are to find the first relevant passage as soon as the better one of them does."""
    for name, scores in measured.items():
        for scope in SCOPES:
            words, vectors, fused = (take_mean(scores[scope, method]) for method in METHODS)
            what = f"fused against the better of words and vectors, {name}, {scope}, MRR"
            yield keep_above(what, fused / max(words, vectors), 0.99)


def load_rows(store: Store) -> dict[int, list[PassageRow]]:
    """Every passage, by its report."""
    by_report: dict[int, list[PassageRow]] = defaultdict(list)
    with store.connect() as connection:
        for row in select_passages(connection):
            by_report[row.report_id].append(row)
    return by_report


def list_general_tasks(store: Store) -> Iterator[Task]:
    """The general questions, to each report where some passages answer them and most don't."""
    by_report = load_rows(store)
    for question, pattern in QUESTIONS:
        for report_id, owned in by_report.items():
            relevant = frozenset(row.number for row in owned if re.search(pattern, row.passage.text))
            if relevant and len(relevant) <= len(owned) / 2:
                yield Task(question, f"{owned[0].agency or ''}{owned[0].year or ''}年{question}", report_id, relevant)


def list_set_tasks(store: Store, questions: Iterable[Mapping[str, Any]]) -> Iterator[Task]:
    """The text questions of a set that turn on one report; relevant is what holds one of the words that the answer needs."""
    by_report = load_rows(store)
    ids = {PurePath(report.source).name: report.id for report in list_reports(store)}
    for asked in questions:
        for turn in asked["turns"]:
            if asked["kind"] != "text" or len(turn.get("cites", ())) != 1 or not turn.get("any_of"):
                continue
            report_id = ids[turn["cites"][0]]
            words = [squeeze(word) for word in turn["any_of"]]
            owned = by_report[report_id]
            relevant = frozenset(row.number for row in owned if any(word in squeeze(row.passage.text) for word in words))
            yield Task(turn["ask"], turn["ask"], report_id, relevant)


def measure_tasks(store: Store, tasks: Iterable[Task]) -> dict[tuple[str, str], list[int]]:
    """By scope and method, the place of the first relevant passage for each task."""
    ranks: dict[tuple[str, str], list[int]] = {(scope, method): [] for scope in SCOPES for method in METHODS}
    for task in tasks:
        for method, ranking in rank_all(store, task.question, task.report_id).items():
            ranks["filtered", method].append(find_rank(ranking, task.relevant))
        for method, ranking in rank_all(store, task.named, None).items():
            ranks["unfiltered", method].append(find_rank(ranking, task.relevant))
    return ranks


def rank_all(store: Store, question: str, report_id: int | None) -> dict[str, Sequence[int]]:
    """The passages' numbers by each method, best first."""
    conditions = [reports.c.answers.is_(True)] if report_id is None else [passages.c.report_id == report_id]
    chosen = None if report_id is None else [report_id]
    with store.connect() as connection:
        words = list(rank_by_words(connection, split_words(question), conditions, DEPTH))
        vectors = list(rank_by_vectors(store, connection, question, conditions))
        found = [item.id for item in search_passages(store, question, report_ids=chosen, limit=DEPTH)]
        numbers = dict(connection.execute(select(passages.c.id, passages.c.number).where(passages.c.id.in_(found))).all())
    return {"words": words, "vectors": vectors, "fused": [numbers[key] for key in found]}


def find_rank(ranking: Sequence[int], relevant: frozenset[int]) -> int:
    """The place of the first relevant passage, from 1; 0 if there is none."""
    return next((rank for rank, number in enumerate(ranking, 1) if number in relevant), 0)


def describe(ranks: Sequence[int]) -> tuple[str, str, str]:
    """hit@1, hit@5 and MRR of the ranks."""
    count = len(ranks) or 1
    first = sum(rank == 1 for rank in ranks) / count
    five = sum(0 < rank <= 5 for rank in ranks) / count  # noqa: PLR2004
    return (f"{first:.2f}", f"{five:.2f}", f"{take_mean(ranks):.2f}")


def take_mean(ranks: Sequence[int]) -> float:
    """The mean of the reciprocal ranks."""
    return sum(1 / rank for rank in ranks if rank) / (len(ranks) or 1)


if __name__ == "__main__":
    main()
