"""How long a question takes in a running program, over stores of three sizes: python -m bench.ask_scale [--folder F].

The stores are those of ``bench.large_store``; with ``--folder`` they are kept and used again. Each kind of question is asked of
other agencies and years each time, and set beside the same SQL through SQLAlchemy alone, a stock retrieval from Chroma, and
pandas over a CSV export. Building the largest store takes about half an hour, asking five minutes.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from assistant.records import Conversation
from assistant.service import Assistant
from bench.ask_recall import measure_recall
from bench.ask_sides import NEAREST, Sheet, StockChroma, choose_report, time_alone, time_lookup, time_once
from bench.large_store import PASSAGES, build_store, name_agency, name_county, name_owner
from bench.publishing import Goal, Section, keep_above, keep_below, publish
from bench.store_scale import YEARS, name_town
from bench.tables import describe_times, write_table
from index.database.engine import Store
from index.lookup.cells import find_cells
from index.settings import Settings
from index.store import open_store

SIZES = (5, 1000, 100_000)
ROUNDS = 60
FEW = 20
"""Rounds where one takes long."""

WARMING = ("帮助", "各乡镇2023年存在哪些问题？", "哪些乡镇提到培训？")
ASPECTS = ("人员流动", "业务培训", "栏目更新不及时", "保密审查", "政策解读", "预算公开", "村务公开栏", "12345热线")
LIMITS = {"number": 30, "trend": 30, "ranking": 30, "ranking of a kind": 30, "total": 30, "threshold": 30}
LIMITS |= {"text, agency and year": 150, "text, year": 150, "text, nothing named": 600}
FLAT = 3.0
"""A number question over the largest store may take so many times what it takes over a thousand reports."""

ABOUT = """Milliseconds of one question in a running program, median / 95th percentile, over made-up reports of 250 cells and
{passages} passages each. `SQL alone`: the statements that the question sends, through SQLAlchemy alone. `Chroma`: the nearest
{nearest} passages of the agency and year, which is no answer yet. `pandas`: the same number or first place from a CSV export
already read. What is slow is slow in the engines: a year alone leaves 100,000 passages for FTS5 and Chroma's graph to rank, and
one kind of agency is found among all of a year's.
"""


@dataclass(slots=True)
class Measured:
    """One size: seconds by kind of question, of its SQL alone, and of the other ways."""

    asked: dict[str, list[float]] = field(default_factory=dict)
    alone: dict[str, list[float]] = field(default_factory=dict)
    others: dict[str, list[float]] = field(default_factory=dict)
    lookup: float = 0.0
    """How many times the bare statement the lookup of one cell takes."""
    recall: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Build or take the stores, ask, publish."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the stores are kept for the next time")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.folder or Path(folder)
        measured = {size: measure_size(kept / f"n{size}", size) for size in arguments.sizes}
    publish(Section("ask_scale", "How fast answers come", list(list_goals(measured)), list(write_lines(measured))))


def measure_size(folder: Path, size: int) -> Measured:
    """Everything over one store."""
    settings = build_store(folder, size, PASSAGES)
    with open_store(settings) as store:
        assistant = Assistant(store)
        for question in WARMING:
            assistant.ask(question, Conversation())
        measured = Measured()
        for kind, write in list_questions(size, with_text=True, name_place=name_place).items():
            rounds = FEW if kind.startswith("text") else ROUNDS
            assistant.ask(write(), Conversation())
            measured.asked[kind] = [time_question(assistant, write()) for _ in range(rounds)]
            measured.alone[kind] = [time_alone(store, assistant, write()) for _ in range(FEW)]
        measured.others = measure_others(store, settings, size)
        measured.lookup = compare_lookup(store, size)
        measured.recall = measure_recall(store)
    return measured


def time_question(assistant: Assistant, question: str) -> float:
    """Seconds that one question takes in a conversation of its own."""
    return time_once(lambda: assistant.ask(question, Conversation()))


def name_place(agency: int) -> str:
    """An agency as the questions name it."""
    return f"{name_county(agency)}{name_agency(agency)}"


def name_plainly(agency: int) -> str:
    """An agency of ``bench.store_scale`` as questions name it."""
    return f"县{agency % 2000}{name_town(agency)}"


def list_questions(
    reports: int, *, with_text: bool, name_place: Callable[[int], str] = name_plainly
) -> Mapping[str, Callable[[], str]]:
    """A writer of questions per kind; agencies and years differ from one question to the next."""
    choose = random.Random(3)

    def whose() -> str:
        agency, year = name_owner(choose_report(choose, reports))
        return f"{name_place(agency)}{year}年"

    def place() -> str:
        return name_place(name_owner(choose_report(choose, reports))[0])

    def year() -> int:
        return choose.choice(YEARS)

    kinds: dict[str, Callable[[], str]] = {
        "number": lambda: f"{whose()}行政处罚有多少件？",
        "trend": lambda: f"{place()}2018年到2020年收到的申请有什么变化？",
        "ranking": lambda: f"{year()}年哪个乡镇收到的申请最多？",
        "ranking of a kind": lambda: f"{year()}年哪个街道收到的申请最多？",
        "total": lambda: f"{year()}年各乡镇一共收到多少件申请？",
        "threshold": lambda: f"{year()}年哪些乡镇收到的申请超过490件？",
    }
    if with_text:
        kinds["text, agency and year"] = lambda: f"{whose()}存在哪些问题？"
        kinds["text, year"] = lambda: f"{year()}年哪些乡镇提到{choose.choice(ASPECTS)}？"
        kinds["text, nothing named"] = lambda: f"哪些乡镇提到{choose.choice(ASPECTS)}？"
        kinds["mixed"] = lambda: f"{whose()}收到多少件申请？存在哪些问题？"
    return kinds


def measure_others(store: Store, settings: Settings, size: int) -> dict[str, list[float]]:
    """The stock retrieval and the data frame."""
    choose = random.Random(5)
    chroma, sheet = StockChroma(settings), Sheet(store, settings.data / "cells.csv")
    runs: dict[str, Callable[[], object]] = {
        "Chroma": lambda: chroma.find_nearest("存在哪些问题？", choose_report(choose, size)),
        "pandas, number": lambda: sheet.find_number(choose_report(choose, size)),
        "pandas, first place": lambda: sheet.rank(choose.choice(YEARS)),
    }
    return {name: [time_once(run) for _ in range(FEW)] for name, run in runs.items()} | {
        "reading the CSV file": [sheet.seconds] * 2
    }


def compare_lookup(store: Store, size: int) -> float:
    """How many times the bare statements a lookup of one cell takes, with everything made of the rows."""
    choose, cell = random.Random(6), "active.penalties.decisions"
    whole = [time_once(lambda: find_cells(store, [choose_report(choose, size)], [cell])) for _ in range(ROUNDS)]
    bare = [time_lookup(store, choose_report(choose, size), cell) for _ in range(ROUNDS)]
    return median(whole) / median(bare)


def list_goals(measured: Mapping[int, Measured]) -> Iterator[Goal]:
    """What was promised, of the largest store."""
    largest = max(measured)
    for kind, limit in LIMITS.items():
        p95 = float(describe_times(measured[largest].asked[kind])[1])
        yield keep_below(f"{kind}, {largest:,} reports, 95th percentile", p95, limit, " ms")
    yield keep_below(f"looking up a cell, {largest:,} reports, against its SQL alone", measured[largest].lookup, 2)
    for name, share in measured[largest].recall.items():
        yield keep_above(f"ten best passages by words found, {name}, {largest:,} reports", 100 * share, 95, "%")
    if 1000 in measured and largest > 1000:  # noqa: PLR2004
        slower = median(measured[largest].asked["number"]) / median(measured[1000].asked["number"])
        yield keep_below(f"number, {largest:,} reports against 1,000", slower, FLAT)


def write_lines(measured: Mapping[int, Measured]) -> Iterator[str]:
    """The tables."""
    yield ABOUT.format(passages=PASSAGES, nearest=NEAREST)
    kinds = next(iter(measured.values())).asked
    head = ["question", *(f"{size:,} reports" for size in measured), *(f"{size:,}: SQL alone" for size in measured)]
    parts = [*(one.asked for one in measured.values()), *(one.alone for one in measured.values())]
    yield from write_table(head, [(kind, *(show_times(part[kind]) for part in parts)) for kind in kinds])
    others = next(iter(measured.values())).others
    rows = [(name, *(show_times(one.others[name]) for one in measured.values())) for name in others]
    yield from write_table(["another way", *(f"{size:,} reports" for size in measured)], rows)


def show_times(seconds: list[float]) -> str:
    """Median and 95th percentile."""
    return " / ".join(describe_times(seconds))


if __name__ == "__main__":
    main()
