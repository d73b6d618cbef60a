"""A full disk, a folder that cannot be written, locks and lost vectors: a plain line, a status, and nothing is spoiled."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.answering.basis import reading
from assistant.answering.basis.wording import say
from assistant.pages.desk import open_desk
from assistant.records import Conversation
from assistant.service import Assistant
from bench.dumping import Dump, dump_folder, find_disagreements, find_faults
from index.intake.build import ingest_paths
from index.lookup.cells import find_cells
from index.lookup.reports import list_reports, store_version
from index.lookup.search import search_passages
from index.settings import Settings
from index.store import open_store
from ingest.errors import BrokenVectors, Full

QUESTION = "杉坞乡2021年新收到几件政府信息公开申请？"


def is_plain(err: str, *words: str) -> bool:
    """Whether a command told what is the matter in one line that holds these words."""
    return 1 == len(err.splitlines()) and err.startswith("错误：") and all(word in err for word in words)


@contextmanager
def fill_disk(disk: Path, left: int) -> Iterator[None]:
    """Leaves so many bytes free."""
    stated = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, stated.f_bavail * stated.f_frsize - left)))
    yield
    filler.unlink()


@pytest.fixture(scope="module")
def undisturbed(full_folder: Path, chosen: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Dump:
    """What is stored where nothing disturbs."""
    data = Path(shutil.copytree(full_folder, tmp_path_factory.mktemp("undisturbed") / "data"))
    list(ingest_paths(Settings(_env_file=None, data=data), chosen, jobs=1))
    return dump_folder(data)


@pytest.fixture
def data(full_folder: Path, mount_disk: Callable[[str], Path]) -> Path:
    """A data folder with three reports on a disk of its own."""
    return Path(shutil.copytree(full_folder, mount_disk("40m") / "data"))


@pytest.mark.parametrize("left", [0, 80_000, 200_000])
def test_a_full_disk_is_said_plainly_readers_go_on_and_a_second_run_completes(
    left: int, data: Path, chosen: list[Path], undisturbed: Dump, wenbao: Callable
) -> None:
    with open_store(Settings(_env_file=None, data=data)) as page, fill_disk(data.parent, left):
        before = Assistant(page).ask(QUESTION, Conversation()).text
        run = wenbao("ingest", *chosen, "--data", data, "--jobs", "1")
        assert 3 == run.status
        assert is_plain(run.err, "空间不足")
        assert before == Assistant(page).ask(QUESTION, Conversation()).text
        assert [] == find_faults(data)
    assert 0 == wenbao("ingest", *chosen, "--data", data, "--jobs", "1").status
    assert ([], []) == (find_faults(data), find_disagreements(data))
    assert undisturbed == dump_folder(data)


def test_an_upload_to_a_full_disk_is_a_store_error(data: Path, chosen: list[Path]) -> None:
    with open_desk(Settings(_env_file=None, data=data)) as desk, fill_disk(data.parent, 0), pytest.raises(Full):
        list(desk.ingest(chosen[3:]))


def test_a_bound_on_file_sizes_is_no_less_plain(tmp_path: Path, chosen: list[Path], wenbao: Callable) -> None:
    bound = ("sh", "-c", 'ulimit -f 300; exec "$@"', "sh")
    run = wenbao("ingest", *chosen[:2], "--data", tmp_path / "data", "--jobs", "1", before=bound)
    assert 3 == run.status
    assert is_plain(run.err)
    assert 0 == wenbao("ingest", *chosen[:2], "--data", tmp_path / "data", "--jobs", "1").status
    assert ([], []) == (find_faults(tmp_path / "data"), find_disagreements(tmp_path / "data"))


def test_a_folder_that_cannot_be_written_is_read_all_the_same(
    data: Path, chosen: list[Path], undisturbed: Dump, wenbao: Callable, tmp_path: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(data.parent)], check=True)
    refused = wenbao("ingest", *chosen, "--data", data)
    assert 3 == refused.status
    assert is_plain(refused.err, "不可写")
    answered = wenbao("ask", QUESTION, "--data", data, "--json")
    assert (0, "answered") == (answered.status, json.loads(answered.out)["status"])
    assert 3 == len(wenbao("list", "--json", "--data", data).out.splitlines())
    assert 0 == wenbao("backup", tmp_path / "b.zip", "--data", data).status
    subprocess.run(["mount", "-o", "remount,rw", str(data.parent)], check=True)
    assert 0 == wenbao("ingest", *chosen, "--data", data).status
    assert undisturbed == dump_folder(data)


def test_a_locked_database_is_said_plainly_and_readers_go_on(
    settings: Settings, chosen: list[Path], undisturbed: Dump, wenbao: Callable
) -> None:
    with closing(sqlite3.connect(settings.sqlite_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        run = wenbao("ingest", *chosen, "--data", settings.data)
        assert 3 == run.status
        assert is_plain(run.err, "另一个程序正在写")
        assert 0 == wenbao("ask", QUESTION, "--data", settings.data).status
    assert 0 == wenbao("ingest", *chosen, "--data", settings.data).status
    assert undisturbed == dump_folder(settings.data)


def test_a_second_ingest_is_refused_and_the_first_one_is_unharmed(
    settings: Settings, chosen: list[Path], undisturbed: Dump, wenbao: Callable, begin: Callable
) -> None:
    first = begin("ingest", *chosen, "--data", settings.data, "--json")
    first.stdout.readline()
    first.send_signal(signal.SIGSTOP)
    second = wenbao("ingest", *chosen, "--data", settings.data)
    first.send_signal(signal.SIGCONT)
    assert 3 == second.status
    assert is_plain(second.err, "另一个程序正在写")
    assert "" == first.communicate()[1]
    assert 0 == first.returncode
    assert undisturbed == dump_folder(settings.data)


def test_a_page_that_is_open_sees_whole_states_and_right_answers_throughout(
    settings: Settings, chosen: list[Path], begin: Callable, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    versions = [chosen[2].read_bytes(), *(chosen[2].read_bytes() + f"\n第{number}次改动。\n".encode() for number in range(1, 4))]
    file.write_bytes(versions[0])
    list(ingest_paths(settings, [file], jobs=1))
    stopped = threading.Event()
    seen: list[tuple[str, str]] = []
    torn: list[object] = []

    def read() -> None:
        with open_store(settings) as page:
            while not stopped.is_set():
                answer = Assistant(page).ask(QUESTION, Conversation())
                seen.append((answer.status, " ".join(str(value.value) for value in answer.values)))
                with page.connect() as connection:
                    torn.extend(connection.execute(TORN).all())

    reader = threading.Thread(target=read)
    reader.start()
    for version in versions[1:]:
        file.write_bytes(version)
        running = begin("ingest", file, chosen[3], "--data", settings.data, "--jobs", "1")
        assert "" == running.communicate()[1]
    stopped.set()
    reader.join()
    assert [] == torn
    assert {("answered", seen[0][1])} == set(seen)
    assert [] == find_disagreements(settings.data)


def test_an_answer_sees_one_state_though_its_report_is_replaced_between_two_of_its_statements(
    settings: Settings, chosen: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(chosen[2].read_bytes())
    list(ingest_paths(settings, [file], jobs=1))
    reads: list[int] = []

    def replace_and_find(*arguments: object, **named: object) -> object:
        if not reads:
            file.write_bytes(chosen[2].read_bytes() + "\n另有改动。\n".encode())
            assert ["replaced"] == [outcome.status for outcome in ingest_paths(settings, [file], jobs=1)]
        reads.append(1)
        return find_cells(*arguments, **named)  # type: ignore[arg-type]

    with open_store(settings) as page:
        before = Assistant(page).ask(QUESTION, Conversation())
        monkeypatch.setattr(reading, "find_cells", replace_and_find)
        during = Assistant(page).ask(QUESTION, Conversation())
        assert ("answered", before.text) == (during.status, during.text)
        assert store_version(page) == during.store != before.store


TORN = text(
    "SELECT id FROM reports WHERE cells != (SELECT count(*) FROM cells WHERE report_id = reports.id)"
    " OR passages != (SELECT count(*) FROM passages WHERE report_id = reports.id)"
    " OR findings != (SELECT count(*) FROM findings WHERE report_id = reports.id)"
    " OR NOT EXISTS (SELECT 1 FROM sources WHERE report_id = reports.id)"
)


def remove(chroma: Path) -> None:
    shutil.rmtree(chroma)


def empty(chroma: Path) -> None:
    shutil.rmtree(chroma)
    chroma.mkdir()


def scribble(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(os.urandom(5000))


def cut(chroma: Path) -> None:
    os.truncate(chroma / "chroma.sqlite3", 100_000)


def lose_some(chroma: Path) -> None:
    with closing(sqlite3.connect(chroma / "chroma.sqlite3")) as vectors:
        vectors.execute("DELETE FROM embeddings WHERE id % 3 = 0")
        vectors.commit()


@pytest.mark.parametrize("harm", [remove, empty, scribble, cut, lose_some])
def test_vectors_that_are_lost_are_made_again_by_the_next_writer(
    harm: Callable[[Path], None], settings: Settings, chosen: list[Path], undisturbed: Dump, wenbao: Callable
) -> None:
    harm(settings.chroma_path)
    assert 0 == wenbao("ask", QUESTION, "--data", settings.data).status
    run = wenbao("ingest", *chosen, "--data", settings.data, "--jobs", "1")
    assert (0, "") == (run.status, run.err)
    assert undisturbed == dump_folder(settings.data)


def test_a_reader_makes_no_empty_vector_store_in_the_place_of_a_lost_one(settings: Settings) -> None:
    shutil.rmtree(settings.chroma_path)
    with open_store(settings) as page, pytest.raises(BrokenVectors):
        search_passages(page, "办事指南")
    assert not settings.chroma_path.exists()


def test_an_answer_says_when_it_was_found_by_words_alone(settings: Settings, chosen: list[Path]) -> None:
    list(ingest_paths(settings, chosen, jobs=1))
    shutil.rmtree(settings.chroma_path)
    with open_store(settings) as page:
        assert 6 == len(list_reports(page))
        near = Assistant(page).ask("有哪些便民的做法？", Conversation())
        read_through = Assistant(page).ask("哪些乡镇提到了公告栏？", Conversation())
    assert say("zh", "note.by_words") in near.text
    assert say("zh", "note.by_words") not in read_through.text
