"""How large a store grows and how fast it answers numbers: reports made up and written straight into the tables.

    python bench/store_scale.py [REPORTS] [--passages N]

Prints bytes per table and the times of point lookups, rankings and sums. Takes about four minutes for 100,000 reports.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from index.database.cell_names import add_cell_names
from index.database.places import pack_place
from index.database.texts import pack_text
from index.database.words import split_words
from index.lookup.cells import find_cells, measure_reports
from index.settings import Settings
from index.store import open_store
from index.vectors.corpus import load_topics
from ingest.form import load_form
from ingest.records import Place

YEARS = range(2009, 2024)
BATCH = 500
CHARACTERS = (
    "青杨柳松柏桃梅兰竹荷石岩岭峰谷溪泉湖潭渡桥塘湾浦港洲滩沙金银铜玉珠宝龙凤鹤鹿马牛羊白黄红紫蓝"
    "东西南北前后高平长安和康永兴福寿德仁义礼智信文武英华秀丽明光星月云雨风雪霜春夏秋冬朝晚新古大小"
)
PASSAGE_PLACE = pack_place(Place(page=2, box=(70.2, 100.1, 520.4, 260.3)), "")
CELL_COLUMNS = "report_id, cell, rank_year, state, micro, value, raw, unit, assumed, normalised, read_by, place"
ZERO = 0.8
"""The share of cells that state zero."""


def main() -> None:
    """Fill a store in a temporary folder and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=100_000)
    parser.add_argument("--passages", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data=Path(folder) / "data")
        with open_store(settings, writable=True) as store, store.begin() as connection:
            codes = add_cell_names(connection, ())
        started = time.perf_counter()
        fill_store(settings.sqlite_path, codes, arguments.reports, arguments.passages)
        print(f"filled in {time.perf_counter() - started:.0f} s")
        print_sizes(settings.sqlite_path)
        print_times(settings, arguments.reports)


def fill_store(path: Path, codes: dict[str, int], count: int, passages: int) -> None:
    """Write ``count`` reports of 250 cells each."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    choose = random.Random(1)
    every = dict.fromkeys([*load_form("2021").cells, *load_form("2019").cells])
    cells = [codes[cell] for cell in list(every)[:250]]
    texts = [make_text(choose) for _ in range(200)]
    for start in range(0, count, BATCH):
        batch = range(start + 1, min(start + BATCH, count) + 1)
        agencies = sorted({1 + report // len(YEARS) for report in batch})
        connection.executemany(
            "INSERT OR IGNORE INTO agencies (id, parents, name, full_name, aliases) VALUES (?, ?, ?, NULL, '[]')",
            ((agency, f"某省/市{agency % 300}/县{agency % 2000}", name_town(agency)) for agency in agencies),
        )
        connection.executemany(f"INSERT INTO reports VALUES ({', '.join('?' * 17)})", make_reports(batch, passages))
        connection.executemany(
            f"INSERT INTO cells ({CELL_COLUMNS}) VALUES ({', '.join('?' * 12)})", make_cells(choose, batch, cells)
        )
        if passages:
            write_passages(connection, choose.choices(texts, k=BATCH), batch, passages)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def name_town(agency: int) -> str:
    """A town's name of two characters and 镇; the 8,100 names repeat in other counties after that."""
    return f"{CHARACTERS[agency // 90 % 90]}{CHARACTERS[agency % 90]}镇"


def make_reports(batch: range, passages: int) -> Iterator[tuple[object, ...]]:
    """Rows of reports: fifteen years of each agency."""
    for report in batch:
        agency, year = 1 + report // len(YEARS), YEARS[report % len(YEARS)]
        read = (
            f"{report:064x}",
            f"{report}.pdf",
            "pdf",
            agency,
            year,
            "2021",
            "某镇政府信息公开工作年度报告",
            None,
            1,
            "{}",
            "[]",
            "[]",
        )
        yield (report, *read, 250, passages, 0, "d" * 32)


def make_cells(choose: random.Random, batch: range, cells: list[int]) -> Iterator[tuple[object, ...]]:
    """Rows of cells: four in five zero, each with a page and a box."""
    place = pack_place(Place(page=3, box=(133.45, 402.2, 171.05, 420.8), quote="0"), "0")
    for report in batch:
        year = YEARS[report % len(YEARS)]
        for cell in sorted(cells):
            value = 0 if choose.random() < ZERO else choose.randrange(500)
            yield (report, cell, year, 0, value * 10**6, None, None, None, None, None, 0, place)


def make_text(choose: random.Random) -> str:
    """About 200 characters of prose."""
    topics = list(load_topics().values())
    return "".join(choose.choice(choose.choice(topics)["reports"]) for _ in range(6))


def write_passages(connection: sqlite3.Connection, texts: list[str], batch: range, count: int) -> None:
    """Passages with their full text, ``count`` to a report; words in the order in which they would come."""
    for report, text in zip(batch, texts, strict=False):
        own = [f"{text[i * 7 :]}{text[: i * 7]}" for i in range(count)]
        connection.execute("INSERT INTO texts VALUES (?, ?)", (report, pack_text("".join(own))))
        for i, passage in enumerate(own):
            number = report * count + i
            where = (i * 200, i * len(text), len(text), PASSAGE_PLACE)
            row = (number, f"{number:024x}", report, i, "五、存在的主要问题及改进情况", 5, *where)
            connection.execute(f"INSERT INTO passages VALUES ({', '.join('?' * 10)})", row)
            words = " ".join(split_words(passage))
            connection.execute("INSERT INTO passage_words(rowid, words) VALUES (?, ?)", (number, words))


def print_sizes(path: Path) -> None:
    """Bytes of the file, and of each table and index that takes more than a hundredth of it."""
    connection = sqlite3.connect(path)
    total = path.stat().st_size
    print(f"{total / 1e9:.2f} GB")
    for name, size in connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"):
        if size > total / 100:
            print(f"  {name:32}{size / 1e6:10.1f} MB")
    connection.close()


def print_times(settings: Settings, count: int) -> None:
    """Median and 95th percentile of each kind of question, in process."""
    choose = random.Random(2)
    group = [f"requests.{row.id}.total" for row in load_form("2021").result_rows if row.id.startswith("denied")]
    with open_store(settings) as store, store.connect() as connection:
        raw = "SELECT micro FROM cells WHERE report_id = ? AND cell = ?"
        cases: dict[str, Callable[[], object]] = {
            "point lookup, SQL alone": lambda: connection.exec_driver_sql(raw, (choose.randrange(count), 30)).fetchall(),
            "find_cells, one cell": lambda: find_cells(store, [choose.randrange(1, count)], ["requests.new.total"]),
            "top ten of a year": lambda: measure_reports(store, cells=["requests.new.total"], years=[2020], limit=10),
            "top ten of all years": lambda: measure_reports(store, cells=["requests.new.total"], limit=10),
            "top ten of a sum of 8, a year": lambda: measure_reports(store, cells=group, years=[2020], limit=10),
            "top ten of a sum of 8, all years": lambda: measure_reports(store, cells=group, limit=10),
            "whole county, a year": lambda: measure_reports(store, cells=["requests.new.total"], years=[2020], parent="县7"),
        }
        for name, run in cases.items():
            times = sorted(time_once(run) for _ in range(40))
            print(f"  {name:36}median {statistics.median(times):8.3f} ms   p95 {times[37]:8.3f} ms")


def time_once(run: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
