import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, insert, inspect, select, text

from index import migrations
from index.database.schema import SCHEMA_VERSIONS, metadata, rejections
from index.lookup.reports import list_reports, store_version
from index.store import open_store
from ingest.errors import Full, Locked, NewerSchema, ReadOnly, StoreError


def test_the_migrations_give_the_tables_of_the_schema(settings):
    with open_store(settings, writable=True) as store, store.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    own = [item for item in differences if not str(item).count("passage_words")]
    assert own == []


def test_the_last_migration_is_the_version_that_the_program_knows():
    script = ScriptDirectory(Path(migrations.__file__).parent)
    assert SCHEMA_VERSIONS == tuple(item.revision for item in reversed(list(script.walk_revisions())))


def test_the_empty_store_of_a_reader_has_every_table(settings):
    with open_store(settings) as store, store.connect() as connection:
        names = set(inspect(connection).get_table_names())
    assert set(metadata.tables) <= names


def test_a_reader_of_a_missing_folder_finds_nothing_and_makes_nothing(settings):
    with open_store(settings) as store:
        assert () == list_reports(store)
        assert store_version(store) == "000000000000"
    assert not settings.data.exists()


def test_a_reader_cannot_write(settings):
    open_store(settings, writable=True).close()
    with open_store(settings) as store:
        with pytest.raises(ReadOnly), store.begin():
            pass
        with store.connect() as connection, pytest.raises(ReadOnly):
            connection.execute(text("DELETE FROM reports"))


def test_there_is_one_writer(settings):
    with open_store(settings, writable=True), pytest.raises(Locked):
        open_store(settings, writable=True)
    open_store(settings, writable=True).close()


def test_a_writer_may_be_closed_by_another_thread(settings):
    with ThreadPoolExecutor(1) as other:
        other.submit(open_store, settings, writable=True).result().close()
    open_store(settings, writable=True).close()


def test_a_writer_waits_as_long_as_it_is_told(settings):
    first = open_store(settings, writable=True)
    with ThreadPoolExecutor(1) as other:
        second = other.submit(open_store, settings, writable=True, wait_seconds=30)
        first.close()
        second.result().close()


def test_threads_read_at_the_same_time(settings):
    open_store(settings, writable=True).close()
    with open_store(settings) as store, ThreadPoolExecutor(8) as threads:
        assert [()] * 40 == list(threads.map(list_reports, [store] * 40))


def test_readers_read_while_a_writer_writes(settings):
    with open_store(settings, writable=True) as writer, writer.begin(), open_store(settings) as reader:
        assert () == list_reports(reader)


def test_a_store_of_a_newer_program_is_refused(settings):
    with open_store(settings, writable=True) as store, store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for writable in (False, True):
        with pytest.raises(NewerSchema):
            open_store(settings, writable=writable)


def fill_up(store):
    with store.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        for number in range(1000):
            connection.execute(insert(rejections), {"path": f"{number}.txt", "kind": "Damaged", "error": "坏" * 500})


@pytest.mark.usefixtures("sqlite_only")
def test_a_full_disk_is_said_plainly_and_nothing_is_half_stored(settings):
    with open_store(settings, writable=True) as store:
        with pytest.raises(Full):
            fill_up(store)
        with store.connect() as connection:
            assert 0 == connection.execute(select(func.count()).select_from(rejections)).scalar()


@pytest.mark.usefixtures("sqlite_only")
def test_an_empty_database_is_set_up_before_it_is_read(settings):
    settings.data.mkdir()
    sqlite3.connect(settings.sqlite_path).execute("CREATE TABLE foreign_table (x)")
    with open_store(settings) as store:
        assert () == list_reports(store)


@pytest.mark.usefixtures("sqlite_only")
def test_a_file_that_is_no_database_is_a_store_error(settings):
    settings.data.mkdir()
    settings.sqlite_path.write_bytes(b"this is not a database, whatever its name says" * 40)
    with pytest.raises(StoreError):
        open_store(settings)


def test_a_file_in_the_folders_place_is_a_store_error(settings):
    settings.data.write_text("")
    with pytest.raises(StoreError):
        open_store(settings, writable=True)


def test_a_database_url_is_used(settings, tmp_path):
    elsewhere = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'other.db'}"})
    open_store(elsewhere, writable=True).close()
    assert inspect(create_engine(elsewhere.database_url)).has_table("reports")


def test_a_number_lookup_imports_no_heavy_library():
    modules = ["chromadb", "torch", "sentence_transformers", "alembic", "gradio", "pandas"]
    program = (
        "import sys; from index.settings import Settings; from index.store import open_store\n"
        "from index.lookup.search import search_passages\n"
        "from index.lookup.cells import find_cells\n"
        "with open_store(Settings(data='/nonexistent/data')) as store:\n"
        "    find_cells(store, [1], ['requests.new.total']); search_passages(store, '问题', hybrid=False)\n"
        f"print([name for name in {modules} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
