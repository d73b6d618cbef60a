"""What only a database server can do to a store: other machines, roles, restarts, refusals."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from zipfile import ZipFile

import psycopg.errors
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url, text

from assistant.cli import main
from assistant.pages.desk import open_desk
from index import migrations
from index.database.faults import translate_database_error
from index.database.full_text import rank_by_words
from index.database.schema import SCHEMA_VERSIONS, metadata
from index.database.words import split_words
from index.intake.build import ingest_paths
from index.lookup.reports import filter_reports, list_reports
from index.settings import Settings
from index.store import has_store, open_store
from ingest.errors import Full, Locked, ReadOnly, StoreError, UsageError

PROSE = ("渠道清淤和堤坝加固的招标结果在村口贴了七天。", "农家书屋周末开门，借书登记簿由志愿者看管。")


@pytest.fixture
def machine(tmp_path, postgres):
    """Makes the settings of machines with data folders of their own and one empty database."""
    url = postgres.create_database()
    return lambda name="one": Settings(_env_file=None, data=tmp_path / name, database_url=url)


@pytest.fixture
def filled(machine, shelf, make_report):
    """The settings of a store with two reports."""
    for year in (2022, 2023):
        shelf.put(f"{year}.txt", make_report(year=year, prose=PROSE))
    settings = machine()
    assert ["added"] * 2 == [outcome.status for outcome in ingest_paths(settings, [shelf.folder], read=shelf.read)]
    return settings


def name_database(settings):
    return make_url(settings.database_url).database


def migrate(settings, version):
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()


def test_a_reader_of_an_empty_database_finds_nothing_and_makes_nothing(machine, postgres):
    settings = machine()
    assert not has_store(settings)
    with open_store(settings) as store:
        assert () == list_reports(store)
    assert not settings.data.exists()
    assert [] == postgres.query(name_database(settings), "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
    open_store(settings, writable=True).close()
    assert has_store(settings)


def test_a_role_that_may_only_read_can_ask_and_not_write(filled, postgres):
    name = name_database(filled)
    for statement in ("CREATE ROLE asker LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO asker"):
        postgres.query(name, statement)
    asker = filled.model_copy(update={"database_url": postgres.name_url(name, "asker")})
    with open_store(asker) as store:
        assert 2 == len(list_reports(store))
    with open_store(asker, writable=True) as store, store.begin() as connection, pytest.raises(ReadOnly):
        connection.execute(text("DELETE FROM meta"))
    postgres.query(name, "DROP OWNED BY asker")
    postgres.query(name, "DROP ROLE asker")


def test_there_is_one_writer_over_all_machines(machine):
    with open_store(machine("one"), writable=True), pytest.raises(Locked):
        open_store(machine("two"), writable=True)
    open_store(machine("two"), writable=True).close()


def test_a_writer_waits_for_another_machine_as_long_as_it_is_told(machine):
    first = open_store(machine("one"), writable=True)
    with ThreadPoolExecutor(1) as other:
        second = other.submit(open_store, machine("two"), writable=True, wait_seconds=30)
        first.close()
        second.result().close()


HOLDING = """
import sys, time
from pathlib import Path
from index.settings import Settings
from index.store import open_store
store = open_store(Settings(_env_file=None, data=Path(sys.argv[1]), database_url=sys.argv[2]), writable=True)
print("open", flush=True)
time.sleep(600)
"""


def test_a_killed_writer_leaves_no_lock(machine):
    settings = machine("one")
    arguments = [sys.executable, "-c", HOLDING, str(settings.data), settings.database_url]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as holder:
        assert "open" == holder.stdout.readline().strip()
        with pytest.raises(Locked):
            open_store(machine("two"), writable=True)
        holder.send_signal(signal.SIGKILL)
    open_store(machine("two"), writable=True, wait_seconds=30).close()


def test_a_writer_whose_lock_is_gone_stores_nothing_more(machine, postgres):
    with open_store(machine("one"), writable=True) as store:
        held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        assert [(True,)] == postgres.query(name_database(machine()), held)
        with pytest.raises(StoreError, match="断过"), store.begin():
            pass
    open_store(machine("two"), writable=True, wait_seconds=30).close()


@pytest.mark.parametrize("version", ["", *SCHEMA_VERSIONS[:-1]])
def test_pages_that_start_at_once_over_an_older_database_all_get_the_newest(machine, version):
    if version:
        migrate(machine(), version)

    def start(name: str) -> int:
        with open_desk(machine(name)) as desk:
            return len(desk.list_reports())

    with ThreadPoolExecutor(4) as pages:
        assert [0] * 4 == list(pages.map(start, "abcd"))
    with open_store(machine()) as store, store.connect() as connection:
        assert SCHEMA_VERSIONS[-1] == connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def test_an_older_database_is_brought_here_with_its_full_text(filled, postgres):
    def rank():
        with open_store(filled) as store, store.connect() as connection:
            return rank_by_words(connection, split_words("书屋周末开门"), filter_reports(), 4)

    expected = rank()
    older = (
        "DROP TABLE passage_words_total; DROP TABLE passage_words_recent; DROP TABLE passage_words;"
        "CREATE TABLE passage_words (rowid bigint PRIMARY KEY, words tsvector NOT NULL);"
        "CREATE INDEX ix_passage_words ON passage_words USING gin (words);"
        "UPDATE alembic_version SET version_num = '0003'"
    )
    postgres.query(name_database(filled), older)
    assert (2, expected) == (len(expected), rank())


def test_every_text_is_ordered_by_its_bytes(filled, postgres):
    statement = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
    )
    assert [("alembic_version", "version_num")] == postgres.query(name_database(filled), statement)


def test_a_rare_word_is_looked_up_in_the_index(filled, postgres):
    name = name_database(filled)
    others = "(SELECT string_agg(' o' || n * i % 5000, '') FROM generate_series(1, 150) AS i)"
    rows = f"SELECT n, to_tsvector('simple', 'w' || n % 1000 || {others}), '', 151 FROM generate_series(100, 4000) AS n"
    postgres.query(name, f"INSERT INTO passage_words (rowid, words, repeated, length) {rows}")
    postgres.query(name, "VACUUM ANALYZE passage_words")
    plan = postgres.query(name, "EXPLAIN SELECT rowid FROM passage_words WHERE words @@ 'w7'::tsquery")
    assert "ix_passage_words" in str(plan)


def test_an_open_store_outlives_a_restart_of_the_server(filled, postgres):
    with open_store(filled) as store:
        assert 2 == len(list_reports(store))
        postgres.stop()
        try:
            with pytest.raises(StoreError, match="连不上数据库"):
                list_reports(store)
        finally:
            postgres.start()
        assert 2 == len(list_reports(store))


def test_a_question_that_takes_too_long_is_ended(filled):
    with open_store(filled) as store, store.connect() as connection:
        connection.execute(text("SET statement_timeout = '50ms'"))
        with pytest.raises(StoreError, match="太久"):
            connection.execute(text("SELECT pg_sleep(60)"))


def test_a_reader_takes_its_timeout_and_cannot_write_whatever_the_server_says(filled):
    with open_store(filled) as store, ExitStack() as connections:
        for _ in range(3):
            connection = connections.enter_context(store.connect())
            for setting, value in (("transaction_read_only", "on"), ("statement_timeout", "5min"), ("jit", "off")):
                assert value == connection.execute(text(f"SHOW {setting}")).scalar()


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (lambda url: url.set(database="nowhere"), StoreError, "没有这个用户或库"),
        (lambda url: url.set(username="nobody_here"), StoreError, "没有这个用户或库"),
        (lambda url: url.set(query={"host": "/nonexistent"}), StoreError, "连不上数据库"),
        (lambda url: url.set(host="127.0.0.1", port=9, query={}), StoreError, "连不上数据库"),
        (lambda url: url.set(host="nowhere.invalid", query={}), StoreError, "连不上数据库"),
        (lambda url: url.set(drivername="mysql"), UsageError, "不能是 mysql"),
        (lambda _: "postgres here", UsageError, "应写作 postgresql"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_one_line(machine, change, kind, words):
    settings = machine()
    settings = settings.model_copy(update={"database_url": str(change(make_url(settings.database_url)))})
    for writable in (False, True):
        with pytest.raises(kind, match=words) as caught:
            open_store(settings, writable=writable)
        assert 1 == len(str(caught.value).splitlines())


def test_a_database_of_another_encoding_is_refused(machine, postgres):
    url = postgres.create_database("ENCODING 'SQL_ASCII' TEMPLATE template0")
    with pytest.raises(StoreError, match="SQL_ASCII"):
        open_store(machine().model_copy(update={"database_url": url}), writable=True)


def test_a_url_without_a_driver_is_postgresql_all_the_same(machine):
    settings = machine()
    plain = settings.database_url.replace("postgresql+psycopg", "postgresql")
    open_store(settings.model_copy(update={"database_url": plain}), writable=True).close()
    assert has_store(settings)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.DiskFull(), Full),
        (psycopg.errors.ReadOnlySqlTransaction(), ReadOnly),
        (psycopg.errors.InsufficientPrivilege(), ReadOnly),
        (psycopg.errors.LockNotAvailable(), Locked),
        (psycopg.errors.SerializationFailure(), Locked),
        (psycopg.errors.DeadlockDetected(), Locked),
        (psycopg.errors.TooManyConnections(), StoreError),
        (psycopg.errors.AdminShutdown(), StoreError),
        (psycopg.errors.InvalidPassword(), StoreError),
        (psycopg.errors.DataCorrupted(), StoreError),
    ],
)
def test_the_drivers_errors_become_the_projects(error, kind):
    assert kind is type(translate_database_error(error))
    assert "数据库出错" not in str(translate_database_error(error))


def test_an_impossible_value_costs_its_file_and_not_the_store(machine, shelf, make_report):
    shelf.put("a.txt", make_report(year=99999))
    shelf.put("b.txt", make_report())
    outcomes = list(ingest_paths(machine(), [shelf.folder], read=shelf.read))
    assert [("rejected", "internal_error"), ("added", None)] == [(outcome.status, outcome.error_kind) for outcome in outcomes]


def test_the_store_asks_for_no_table_that_migrations_do_not_make(filled, postgres):
    made = {
        name for (name,) in postgres.query(name_database(filled), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }
    assert {*metadata.tables, "alembic_version", "passage_words", "passage_words_total", "passage_words_recent"} == made


def test_every_command_works_on_it(machine, samples, tmp_path, monkeypatch, capsys):
    settings = machine()
    monkeypatch.setenv("WENBAO_DATABASE_URL", settings.database_url)
    report = str(samples / "2023年砚泉镇政府信息公开工作年度报告.txt")

    def run(*words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main([*words, "--data", str(settings.data)])
        told = capsys.readouterr()
        assert 0 == ended.value.code, told.err
        return told.out

    assert "新增 1" in run("ingest", report)
    assert "砚泉镇" in run("list")
    assert "件" in run("ask", "砚泉镇2023年作出了多少件行政处罚决定？", "--pack", str(tmp_path / "pack.zip"))
    run("audit")
    run("export", str(tmp_path / "cells.csv"))
    assert 100 < len((tmp_path / "cells.csv").read_text(encoding="utf-8").splitlines())
    with ZipFile(tmp_path / "pack.zip") as pack:
        (queries,) = (pack.read(name).decode() for name in pack.namelist() if name.endswith(".sql"))
    assert ("::BIGINT" in queries, "%(" in queries) == (True, False)
    assert "已删除" in run("remove", report)


def test_a_command_on_an_empty_database_says_so(machine, monkeypatch, capsys):
    settings = machine()
    monkeypatch.setenv("WENBAO_DATABASE_URL", settings.database_url)
    with pytest.raises(SystemExit) as ended:
        main(["ask", "有多少件？", "--data", str(settings.data)])
    assert (3, True) == (ended.value.code, "数据库里还没有存过报告" in capsys.readouterr().err)
