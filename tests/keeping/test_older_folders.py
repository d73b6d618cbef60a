"""A folder of an older program is migrated and answers; one of a newer program is refused by every command in the same words."""

import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from bench.dumping import find_disagreements, find_faults
from index.backup.backup import write_backup
from index.backup.restore import restore_backup
from index.backup.snapshot import describe_database
from index.database.schema import SCHEMA_VERSIONS
from index.lookup.cells import find_cells
from index.lookup.record import load_record
from index.lookup.reports import list_reports
from index.lookup.search import search_passages
from index.settings import Settings
from index.store import NEWER, open_store
from ingest.errors import StoreError

FIRST = Path(__file__).parent / "folders" / "0001.sql"
QUESTION = "砚泉镇2023年收到几件政府信息公开申请？"


@pytest.fixture
def older(tmp_path: Path) -> Settings:
    """A data folder as the first program left it."""
    settings = Settings(_env_file=None, data=tmp_path / "older")
    settings.data.mkdir()
    with closing(sqlite3.connect(settings.sqlite_path)) as database:
        database.executescript(FIRST.read_text(encoding="utf-8"))
    return settings


def list_tables(settings: Settings) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(settings.sqlite_path)) as database:
        return database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_a_folder_of_the_first_schema_is_migrated_and_answers(older: Settings, wenbao: Callable) -> None:
    run = wenbao("ask", QUESTION, "--data", older.data)
    assert (0, "") == (run.status, run.err)
    assert "20件[1]" in run.out
    assert SCHEMA_VERSIONS[-1] == describe_database(older.sqlite_path).schema
    assert ([], []) == (find_faults(older.data), find_disagreements(older.data))
    with open_store(older) as store:
        report = next(report for report in list_reports(store) if report.year == 2023)
        (cell,) = find_cells(store, [report.id], ["requests.new.total"])
        assert Decimal(20) == cell.cell.value
        assert load_record(store, report.id).passages
        assert search_passages(store, "节假日值班信息发布")


def test_files_go_into_a_migrated_folder(older: Settings, chosen: list[Path], wenbao: Callable) -> None:
    assert 0 == wenbao("ingest", chosen[1], "--data", older.data).status
    assert ([], []) == (find_faults(older.data), find_disagreements(older.data))


def test_a_backup_leaves_an_older_folder_as_it_is_and_a_restore_migrates_it(older: Settings, tmp_path: Path) -> None:
    before = older.sqlite_path.read_bytes()
    written = write_backup(older, tmp_path / "older.zip")
    assert ("0001", 2, before) == (written.manifest.schema, written.manifest.reports, older.sqlite_path.read_bytes())
    own = Settings(_env_file=None, data=tmp_path / "restored")
    restore_backup(own, tmp_path / "older.zip")
    assert SCHEMA_VERSIONS[-1] == describe_database(own.sqlite_path).schema
    assert [] == find_disagreements(own.data)
    with open_store(own) as store:
        assert 2 == len(list_reports(store))


INTERRUPTED = """
import os, signal
from pathlib import Path
from index.settings import Settings
from index.store import open_store
from alembic.script import ScriptDirectory

load = ScriptDirectory.from_config

def load_interrupted(config):
    directory = load(config)
    step = directory.get_revision({revision!r}).module
    upgrade = step.upgrade

    def interrupt():
        upgrade()
        {deed}

    step.upgrade = interrupt
    return directory

ScriptDirectory.from_config = load_interrupted
open_store(Settings(_env_file=None, data=Path({data!r})), writable=True)
"""


@pytest.mark.parametrize("deed", ["os.kill(os.getpid(), signal.SIGKILL)", "raise OSError(5, 'interrupted')"])
@pytest.mark.parametrize("revision", SCHEMA_VERSIONS[1:])
def test_an_interrupted_migration_leaves_the_older_tables(older: Settings, revision: str, deed: str) -> None:
    before = list_tables(older)
    program = INTERRUPTED.format(revision=revision, deed=deed, data=str(older.data))
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode in (-signal.SIGKILL, 1), done.stderr
    assert "interrupt" in done.stderr or done.returncode < 0, done.stderr
    assert before == list_tables(older)
    assert [] == find_faults(older.data)
    open_store(older, writable=True).close()
    assert SCHEMA_VERSIONS[-1] == describe_database(older.sqlite_path).schema


@pytest.mark.parametrize(
    "words",
    [
        ("ask", QUESTION),
        ("ingest", "samples/bad/recipe.txt"),
        ("ingest", "samples/bad/recipe.txt", "--dry-run"),
        ("list",),
        ("audit",),
        ("export", "{folder}/x.csv"),
        ("remove", "a.txt"),
        ("roster",),
        ("refit",),
        ("serve", "--port", "0"),
        ("backup", "{folder}/b.zip"),
        ("restore", "{newer}", "--replace"),
    ],
)
def test_a_newer_folder_is_refused_in_the_same_words_by_every_command(
    words: tuple[str, ...], settings: Settings, wenbao: Callable, tmp_path: Path
) -> None:
    write_backup(settings, tmp_path / "b.zip")
    with closing(sqlite3.connect(settings.sqlite_path)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    with pytest.raises(StoreError, match=NEWER):
        write_backup(settings, tmp_path / "refused.zip")
    newer = make_newer(tmp_path / "b.zip")
    before = settings.sqlite_path.read_bytes()
    run = wenbao(*(word.format(folder=tmp_path, newer=newer) for word in words), "--data", settings.data)
    assert (3, "", f"错误：{NEWER}\n") == (run.status, run.out, run.err)
    assert before == settings.sqlite_path.read_bytes()
    assert not (tmp_path / "x.csv").exists()


def make_newer(backup: Path) -> Path:
    """The backup as a newer program would have named it."""
    newer = backup.with_name("newer.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                data = data.replace(f'"schema": "{SCHEMA_VERSIONS[-1]}"'.encode(), b'"schema": "9999"')
            new.writestr(old.getinfo(name), data)
    return newer
