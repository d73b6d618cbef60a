"""Everything that a data folder holds, in a form that can be compared: no ids, no times, nothing that the order of work decides.

Read past the program, with SQLite and Chroma themselves, so that what is checked does not vouch for itself.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import chromadb

from index.vectors.passages import forget_open_folders

Facts = list[str]
Row = Mapping[str, object]

COUNTED = ("cells", "passages", "findings")
"""The tables whose rows a report's own row counts."""
PARTS = ("cells", "figures", "sections", "sentences", "passages", "texts", "findings", "sources")
SERVANTS = ("id", "report_id", "number", "agency_id", "other_report_id")
"""Columns that only tie rows to each other; what they tie is told by content."""


@dataclass(frozen=True, slots=True)
class Dump:
    """What is stored, what its vectors are, which copies are kept; each as sorted lines."""

    rows: Facts
    vectors: Facts
    copies: Facts


def dump_folder(data: Path) -> Dump:
    """The whole content of a data folder that nobody writes."""
    with closing(open_rows(data)) as rows:
        return Dump(sorted(_list_rows(rows)), sorted(_list_vectors(data, rows)), sorted(_list_copies(data)))


def open_rows(data: Path) -> sqlite3.Connection:
    """The rows of a data folder, to be read only."""
    connection = sqlite3.connect(f"{(data / 'wenbao.sqlite').resolve().as_uri()}?mode=ro", uri=True, timeout=30)
    connection.row_factory = sqlite3.Row
    return connection


def find_faults(data: Path) -> list[str]:
    """What is wrong inside the database as it lies there: broken pages, loose ends, half-stored reports."""
    with closing(open_rows(data)) as rows:
        found = [str(row[0]) for row in rows.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {tuple(row)}" for row in rows.execute("PRAGMA foreign_key_check")]
        for table in COUNTED:
            count = f"SELECT count(*) FROM {table} WHERE report_id = reports.id"
            found += [
                f"{row['source']}: {row['stated']} {table} stated, {row['counted']} there"
                for row in rows.execute(f"SELECT source, {table} AS stated, ({count}) AS counted FROM reports")
                if row["stated"] != row["counted"]
            ]
        for table in ("texts", "sources"):
            lacking = f"SELECT source FROM reports WHERE id NOT IN (SELECT report_id FROM {table})"
            found += [f"{row['source']}: no {table}" for row in rows.execute(lacking)]
        indexed = {row[0] for row in rows.execute("SELECT id FROM passage_words_docsize")}
        found += [f"passage {number}: full text" for number in indexed ^ {row[0] for row in rows.execute(NUMBERS)}]
    return found


NUMBERS = "SELECT number FROM passages"


def find_disagreements(data: Path) -> list[str]:
    """Passages without exactly one vector, vectors without a passage, and what still waits to be done."""
    with closing(open_rows(data)) as rows:
        passages = {row[0] for row in rows.execute("SELECT id FROM passages")}
        waiting = rows.execute("SELECT count(*) FROM outbox").fetchone()[0]
    with open_collections(data) as collections:
        vectors = [key for collection in collections for key in collection.get(include=[])["ids"]]
    found = [f"{len(collections)} collections"] if len(collections) > 1 else []
    found += [f"no vector: {key}" for key in passages - set(vectors)]
    found += [f"no passage: {key}" for key in set(vectors) - passages]
    found += ["a vector twice"] if len(set(vectors)) < len(vectors) else []
    return found + ([f"{waiting} waiting"] if waiting else [])


@contextmanager
def open_collections(data: Path) -> Iterator[Sequence[chromadb.Collection]]:
    """The collections of a Chroma folder as they are on the disk now; none where there is no folder."""
    if not (data / "chroma" / "chroma.sqlite3").exists():
        yield ()
        return
    forget_open_folders()
    settings = chromadb.config.Settings(anonymized_telemetry=False)
    yield chromadb.PersistentClient(path=str((data / "chroma").resolve()), settings=settings).list_collections()
    forget_open_folders()  # another process may put another folder here before this one looks again


def count_stored(data: Path) -> tuple[int, int]:
    """How many reports are stored, and how many passages wait for their vectors; none where there are no tables yet."""
    if not (data / "wenbao.sqlite").exists():
        return 0, 0
    with closing(open_rows(data)) as rows:
        tables = {row[0] for row in rows.execute("SELECT name FROM sqlite_master")}
        if "outbox" not in tables:
            return 0, 0
        return tuple(rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("reports", "outbox"))


def _list_rows(rows: sqlite3.Connection) -> Iterator[str]:
    owners = {row["id"]: row["sha256"] for row in rows.execute("SELECT id, sha256 FROM reports")}
    agencies = {row["id"]: f"{row['parents']}/{row['name']}" for row in rows.execute("SELECT * FROM agencies")}
    codes = {row["code"]: row["cell"] for row in rows.execute("SELECT code, cell FROM cell_names")}
    for row in rows.execute("SELECT * FROM reports"):
        yield _write("report", row, agency=agencies.get(row["agency_id"]))
    for table in PARTS:
        for row in rows.execute(f"SELECT * FROM {table}"):
            more = {"cell": codes[row["cell"]]} if table == "cells" else {}
            if table == "findings":
                more = {"other": owners.get(row["other_report_id"])}
            yield _write(table, row, report=owners[row["report_id"]], **more)
    for table in ("agencies", "rejections", "corrections", "verdicts"):
        for row in rows.execute(f"SELECT * FROM {table}"):
            yield _write(table, row)
    for row in rows.execute("SELECT * FROM meta WHERE key != 'vectors'"):
        yield _write("meta", row)


def _write(kind: str, row: Row, **more: object) -> str:
    fields = {key: row[key] for key in row.keys() if key not in SERVANTS}  # noqa: SIM118  # a row is no mapping
    shown = {key: value.hex() if isinstance(value, bytes) else value for key, value in fields.items()}
    return f"{kind} {json.dumps({**shown, **more}, ensure_ascii=False, sort_keys=True)}"


def _list_vectors(data: Path, rows: sqlite3.Connection) -> Iterator[str]:
    owners = {row["id"]: row["sha256"] for row in rows.execute("SELECT id, sha256 FROM reports")}
    agencies = {row["id"]: row["name"] for row in rows.execute("SELECT id, name FROM agencies")}
    with open_collections(data) as collections:
        stored = [(item.name, item.get(include=["embeddings", "metadatas"])) for item in collections]
    for name, found in stored:
        for key, vector, tags in zip(found["ids"], found["embeddings"], found["metadatas"], strict=True):
            numbers = " ".join(f"{number:.4f}" for number in vector)
            belongs = (owners.get(tags["report"]), agencies.get(tags["agency"]), tags["year"], tags["topic"])
            yield f"{name} {key} {belongs} {sha256(numbers.encode()).hexdigest()}"


def _list_copies(data: Path) -> Iterator[str]:
    for path in (data / "sources").rglob("*"):
        if path.is_file():
            yield f"{path.name} {sha256(path.read_bytes()).hexdigest()}"
