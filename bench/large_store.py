"""A store of very many made-up reports, with prose and vectors: python -m bench.large_store FOLDER [REPORTS] [--passages N].

The rows are those of ``bench.store_scale``, with agencies of three kinds in 300 counties; a third of the names come in two
counties. A folder that holds the store already is used again. 100,000 reports of 15 passages take about half an hour and 8 GB.
"""

import argparse
import random
import sqlite3
import time
from itertools import islice
from pathlib import Path
from shutil import rmtree

from bench.prose import Prose, write_prose
from bench.store_scale import PASSAGE_PLACE, YEARS, fill_store, name_town
from index.database.cell_names import add_cell_names
from index.database.meta import write_meta
from index.database.rows import TOPICS
from index.database.texts import pack_text
from index.database.words import split_words, write_header
from index.settings import Settings
from index.store import open_store
from index.vectors.embedding import fingerprint_model, open_model
from index.vectors.outbox import join_vectors
from index.vectors.passages import VectorTags, confirm_state, open_vectors
from index.vectors.ready import embed_once

BATCH = 1000
PASSAGES = 15
COUNTIES, NAMES = 300, 5000
"""As in ``index.vectors.outbox``."""


def main() -> None:
    """Build the store, and say how long it took and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("reports", nargs="?", type=int, default=100_000)
    parser.add_argument("--passages", type=int, default=PASSAGES)
    arguments = parser.parse_args()
    build_store(arguments.folder, arguments.reports, arguments.passages)


def build_store(folder: Path, reports: int, passages: int) -> Settings:
    """The settings of the store in ``folder``, which is filled unless it is full already; a build that broke off begins anew."""
    settings = Settings(_env_file=None, data=folder)
    begun = folder / "unfinished"
    if begun.exists():
        rmtree(folder)
    if not (folder / "complete").exists():
        folder.mkdir(parents=True)
        begun.touch()
        started = time.perf_counter()
        with open_store(settings, writable=True) as store, store.begin() as connection:
            codes = add_cell_names(connection, ())
        fill_quickly(settings.sqlite_path, codes, reports)
        print(f"{reports:,} reports in {time.perf_counter() - started:.0f} s", flush=True)
        write_passages(settings, reports, passages)
        print(f"with {reports * passages:,} passages after {time.perf_counter() - started:.0f} s", flush=True)
        begun.rename(folder / "complete")
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{size / 1e9:.1f} GB", flush=True)
    return settings


def fill_quickly(path: Path, codes: dict[str, int], reports: int) -> None:
    """``fill_store`` with the index of cells made at the end, which takes a quarter of the time."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        (index,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'ix_cells_rank'").fetchone()
        connection.execute("DROP INDEX ix_cells_rank")
    fill_store(path, codes, reports, 0)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA cache_size=-400000")
        connection.execute(index)
        for (agency,) in connection.execute("SELECT id FROM agencies").fetchall():
            county = name_county(agency)
            values = (f"某省/{county[0]}州/{county}", name_agency(agency), agency)
            connection.execute("UPDATE agencies SET parents = ?, name = ? WHERE id = ?", values)
        connection.execute("PRAGMA journal_mode=WAL")


def name_county(agency: int) -> str:
    """One of 300 counties."""
    return name_town(agency % COUNTIES * 29).replace("镇", "县")


def name_agency(agency: int) -> str:
    """The name of a town, 街道 or 乡; the names repeat after ``NAMES`` agencies, in other counties."""
    return name_town(agency % NAMES).replace("镇", ("街道", "乡", "镇")[min(agency % 5, 2)])


def write_passages(settings: Settings, reports: int, passages: int) -> None:
    """Give each report its passages: rows, texts, full text and vectors."""
    choose = random.Random(7)
    connection = sqlite3.connect(settings.sqlite_path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute("UPDATE reports SET passages = ?", (passages,))
    made = ((report, tuple(write_prose(choose, passages))) for report in range(1, reports + 1))
    state = 0
    while batch := list(islice(made, BATCH)):
        insert_rows(connection, batch, passages)
        insert_vectors(settings, batch, passages, state)
        state += 1
        connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    with open_store(settings, writable=True) as store, store.begin() as connection:
        write_meta(connection, "vectors", str(state))


def insert_rows(connection: sqlite3.Connection, batch: list[tuple[int, tuple[Prose, ...]]], count: int) -> None:
    """Rows, texts and full text of a batch of reports."""
    texts = ((report, pack_text("".join(prose.text for prose in own))) for report, own in batch)
    connection.executemany("INSERT INTO texts VALUES (?, ?)", texts)
    rows: list[tuple[object, ...]] = []
    words: list[tuple[int, str]] = []
    for report, own in batch:
        offset = 0
        for i, prose in enumerate(own):
            number = number_passage(report, i, count)
            where = (offset, offset, len(prose.text), PASSAGE_PLACE)
            rows.append((number, name_passage(number), report, i, prose.heading, TOPICS.index(prose.topic), *where))
            words.append((number, " ".join((*split_words(write_head(report, prose)), *prose.words))))
            offset += len(prose.text)
    connection.executemany(f"INSERT INTO passages VALUES ({', '.join('?' * 10)})", rows)
    connection.executemany("INSERT INTO passage_words(rowid, words) VALUES (?, ?)", words)


def insert_vectors(settings: Settings, batch: list[tuple[int, tuple[Prose, ...]]], count: int, state: int) -> None:
    """The vectors of a batch of reports."""
    vectors = open_vectors(settings, fingerprint_model(settings), str(state))
    pairs = [(report, i, prose) for report, own in batch for i, prose in enumerate(own)]
    pieces = [(write_head(report, prose), prose.text) for report, _, prose in pairs]
    parts = embed_once(open_model(settings), [part for piece in pieces for part in piece])
    made = [join_vectors(parts[header], parts[body]) for header, body in pieces]
    tags = [VectorTags(report, name_owner(report)[0], name_owner(report)[1], prose.topic) for report, _, prose in pairs]
    vectors.upsert([name_passage(number_passage(report, i, count)) for report, i, _ in pairs], made, tags)
    confirm_state(settings, str(state + 1))


def name_owner(report: int) -> tuple[int, int]:
    """Agency and year of a report."""
    return 1 + report // len(YEARS), YEARS[report % len(YEARS)]


def write_head(report: int, prose: Prose) -> str:
    """The header line of a passage."""
    agency, year = name_owner(report)
    return write_header(name_agency(agency), year, prose.heading)


def number_passage(report: int, ordinal: int, count: int) -> int:
    """The number of a report's passage."""
    return (report - 1) * count + ordinal + 1


def name_passage(number: int) -> str:
    """The id of a passage."""
    return f"{number:024x}"


if __name__ == "__main__":
    main()
