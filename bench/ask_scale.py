"""How long a question takes in a running program: python -m bench.ask_scale [REPORTS] [--passages N].

The store is filled as ``bench.store_scale`` fills it. Prints median and 95th percentile for each kind, and for numbers
the share that their SQL takes against the same statement through SQLAlchemy alone.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from assistant.records import Conversation
from assistant.service import Assistant
from bench.store_scale import YEARS, fill_store, name_town
from index.cell_names import add_cell_names, load_cell_names
from index.cells import find_cells
from index.engine import Store
from index.schema import cells
from index.settings import Settings
from index.store import open_store

ROUNDS = 60


def main() -> None:
    """Fill a store in a temporary folder, ask, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=100_000)
    parser.add_argument("--passages", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data=Path(folder) / "data")
        with open_store(settings, writable=True) as store, store.begin() as connection:
            codes = add_cell_names(connection, ())
        fill_store(settings.sqlite_path, codes, arguments.reports, arguments.passages)
        with open_store(settings) as store:
            started = time.perf_counter()
            assistant = Assistant(store)
            assistant.ask("帮助", Conversation())
            print(f"first answer after {time.perf_counter() - started:.1f} s")
            for kind, write in list_questions(arguments.reports, with_text=arguments.passages > 0).items():
                print_times(kind, [time_question(assistant, write()) for _ in range(ROUNDS)])
            print_statement(store, arguments.reports)


def time_question(assistant: Assistant, question: str) -> float:
    """Milliseconds that one question takes in a conversation of its own."""
    return time_once(lambda: assistant.ask(question, Conversation()))


def list_questions(reports: int, *, with_text: bool) -> dict[str, Callable[[], str]]:
    """A writer of questions per kind; towns and years differ from one question to the next."""
    choose = random.Random(3)
    agencies = reports // len(YEARS)

    def town() -> str:
        agency = choose.randrange(1, agencies)
        return f"县{agency % 2000}{name_town(agency)}"

    def year() -> int:
        return choose.choice(YEARS)

    kinds: dict[str, Callable[[], str]] = {
        "number": lambda: f"{town()}{year()}年行政处罚有多少件？",
        "trend": lambda: f"{town()}2018年到2020年收到的申请有什么变化？",
        "ranking": lambda: f"{year()}年哪个镇收到的申请最多？",
        "total": lambda: f"{year()}年各镇一共收到多少件申请？",
    }
    if with_text:
        kinds["text, town and year named"] = lambda: f"{town()}{year()}年存在哪些问题？"
        kinds["text, nothing named"] = lambda: "哪些镇提到人员流动？"
    return kinds


def print_statement(store: Store, reports: int) -> None:
    """The lookup of one cell as the program makes it, against the bare statement."""
    choose = random.Random(4)
    with store.connect() as connection:
        code = load_cell_names(connection)["active.penalties.decisions"]
        bare = [
            time_once(
                lambda: connection.execute(
                    select(cells).where(cells.c.report_id == choose.randrange(1, reports), cells.c.cell == code)
                ).all()
            )
            for _ in range(ROUNDS)
        ]
    whole = [
        time_once(lambda: find_cells(store, [choose.randrange(1, reports)], ["active.penalties.decisions"]))
        for _ in range(ROUNDS)
    ]
    print_times("statement alone", bare)
    print_times("find_cells", whole)


def print_times(name: str, times: list[float]) -> None:
    """A line with the median and the 95th percentile."""
    ordered = sorted(times)
    print(f"{name:28} median {statistics.median(ordered):9.2f} ms   p95 {ordered[int(len(ordered) * 0.95)]:9.2f} ms")


def time_once(run: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
