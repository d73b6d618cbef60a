"""How large a store grows: long made-up reports really taken in, extrapolated: python -m bench.store_size [FEW] [MANY].

What the reports beyond the first FEW add is what each costs; the first ones pay for what every store has.
"""

import argparse
import logging
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.madeup import write_reports
from bench.publishing import Section, keep_below, publish
from bench.tables import write_table
from index.intake.build import ingest_paths
from index.settings import Settings

FURTHER = 12
"""Paragraphs more in each report than the samples' maker writes: as much prose as fifteen passages of 180 characters."""

MANY = 100_000
GIGABYTE, KILOBYTE = 1e9, 1e3
SHOWN = 0.005
"""Tables that take less of the whole are added up."""


def main() -> None:
    """Take reports in twice, and publish what those of the second time added."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("few", nargs="?", type=int, default=300)
    parser.add_argument("many", nargs="?", type=int, default=1200)
    arguments = parser.parse_args()
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports").mkdir()
        files = write_reports(folder / "reports", arguments.many, "txt", FURTHER)
        few = fill_store(folder / "data", files[: arguments.few])
        many = fill_store(folder / "data", files[arguments.few :])
        added = {table: (size - few.get(table, 0)) / (arguments.many - arguments.few) for table, size in many.items()}
        publish(Section("store_size", "How large a store grows", [judge(added)], write_sizes(folder / "data", added)))


def fill_store(folder: Path, files: Sequence[Path]) -> dict[str, int]:
    """Take files in; bytes of each table and index afterwards, and of Chroma's folder."""
    settings = Settings(_env_file=None, data=folder)
    for outcome in ingest_paths(settings, files, copy=False):
        if outcome.status != "added":
            raise SystemExit(f"not stored: {outcome}")
    with sqlite3.connect(settings.sqlite_path) as connection:
        sizes = dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall())
    return {**sizes, "": sum(path.stat().st_size for path in settings.chroma_path.rglob("*") if path.is_file())}


def judge(added: dict[str, float]) -> object:
    """The goal: SQLite's file with very many reports."""
    whole = sum(size for table, size in added.items() if table)
    return keep_below(f"SQLite of {MANY:,} long reports, extrapolated", whole * MANY / GIGABYTE, 2.5, " GB")


def write_sizes(folder: Path, added: dict[str, float]) -> list[str]:
    """What a report adds, table by table."""
    with sqlite3.connect(Settings(_env_file=None, data=folder).sqlite_path) as connection:
        (cells, passages) = connection.execute("SELECT avg(cells), avg(passages) FROM reports").fetchone()
        (characters,) = connection.execute("SELECT avg(length) FROM passages").fetchone()
        (sentences,) = connection.execute("SELECT count(*) * 1.0 / (SELECT count(*) FROM reports) FROM sentences").fetchone()
    sqlite = {table: size for table, size in added.items() if table}
    whole = sum(sqlite.values())
    shown = {table: size for table, size in sqlite.items() if size > SHOWN * whole}
    rows = [(f"`{table}`", size) for table, size in sorted(shown.items(), key=lambda item: -item[1])]
    rows += [("all others", whole - sum(shown.values())), ("SQLite", whole), ("Chroma's folder", added[""])]
    about = (
        f"Made-up text reports of {cells:.0f} cells, {passages:.0f} passages of {characters:.0f} characters and {sentences:.0f}"
        " comparable sentences on average, taken in as any file is; copies of the files not counted. What goes beyond the goal is"
        " what the checks rest on: the comparable sentences and the counts of the prose with their indexes. Rows of 250 cells and"
        " 15 passages with full text alone, as in the section on answers, take 24.4 kB a report.\n"
    )
    table = write_table(
        ("table or index", "kB a report", f"GB of {MANY:,} reports"),
        ((name, f"{size / KILOBYTE:.2f}", f"{size * MANY / GIGABYTE:.2f}") for name, size in rows),
    )
    return [about, *table]


if __name__ == "__main__":
    main()
