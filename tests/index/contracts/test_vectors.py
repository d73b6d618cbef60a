"""What the vectors promise, in a Chroma folder and on a real Chroma server."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree, rmtree

import chromadb
import numpy as np
import pytest

from assistant.records import Conversation
from assistant.service import Assistant
from index.database.passage_rows import select_passages
from index.intake.build import ingest_paths, remove_reports
from index.lookup.search import search_passages
from index.settings import Settings
from index.store import open_store
from index.vectors.embedding import SHIPPED, fingerprint_model
from index.vectors.outbox import count_waiting
from index.vectors.passages import VectorTags, delete_other_vectors, forget_open_folders, open_vectors
from ingest.errors import StoreError

TAGS = VectorTags(1, None, 2023, "problems")


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a Chroma server of the tests' own."""
    port = find_port()
    program = Path(sys.executable).parent / "chroma"
    folder = tmp_path_factory.mktemp("chroma")
    process = subprocess.Popen(
        [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until_open(port)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def wait_until_open(port: int) -> None:
    for _ in range(600):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the Chroma server did not start")


def list_collections(settings):
    return {collection.name for collection in open_client(settings).list_collections()}


def open_client(settings):
    options = chromadb.config.Settings(anonymized_telemetry=False)
    if settings.chroma_url:
        return chromadb.HttpClient(port=int(settings.chroma_url.rpartition(":")[2]), host="127.0.0.1", settings=options)
    return chromadb.PersistentClient(path=str(settings.chroma_path.resolve()), settings=options)


@pytest.fixture(params=["folder", "server"])
def settings(request, tmp_path):
    """An empty store whose vectors lie in a folder, or on the server."""
    if request.param == "folder":
        yield Settings(_env_file=None, data=tmp_path / "data")
        return
    served = Settings(_env_file=None, data=tmp_path / "data", chroma_url=request.getfixturevalue("server"))
    yield served
    client = open_client(served)
    for name in list_collections(served):
        client.delete_collection(name)


@pytest.fixture
def filled(settings, shelf, make_report):
    """A store of two reports, six passages."""
    for year in (2022, 2023):
        shelf.put(f"{year}.txt", make_report(year=year))
    assert ["added"] * 2 == [outcome.status for outcome in ingest_paths(settings, [shelf.folder], read=shelf.read)]
    return settings


def check_agreement(settings):
    with open_store(settings) as store:
        with store.connect() as connection:
            rows = {row.id for row in select_passages(connection)}
        assert 0 == count_waiting(store)
    assert rows == open_vectors(settings, fingerprint_model(settings)).list_ids()
    return rows


def make_vectors(count: int, width: int = 8) -> list[np.ndarray]:
    return list(np.random.default_rng(1).normal(size=(count, width)).astype(np.float32))


def test_a_vector_comes_back_as_it_was(settings):
    given = make_vectors(50)
    vectors = open_vectors(settings, "one")
    vectors.upsert([f"p{i:02}" for i in range(50)], given, [TAGS] * 50)
    stored = vectors._collection.get(include=["embeddings"])
    for key, vector in zip(stored["ids"], stored["embeddings"], strict=True):
        np.testing.assert_allclose(vector, given[int(key[1:])], rtol=1e-6)


def test_what_is_put_twice_is_there_once_and_what_is_taken_out_is_gone(settings):
    vectors = open_vectors(settings, "one")
    first, second, third = make_vectors(3)
    vectors.upsert(["a", "b"], [first, second], [TAGS, TAGS])
    vectors.upsert(["b", "c"], [third, second], [TAGS, TAGS])
    vectors.delete(["a", "never there"])
    assert ({"b", "c"}, 2) == (vectors.list_ids(), vectors.probe())
    assert pytest.approx({"b": 1.0}, abs=1e-6) == vectors.score(["b", "a"], third)


def test_the_nearest_come_first_with_the_scores_that_score_gives(settings):
    vectors = open_vectors(settings, "one")
    given = make_vectors(40)
    ids = [f"p{i:02}" for i in range(40)]
    vectors.upsert(ids, given, [TAGS] * 40)
    exact = vectors.score(ids, given[7])
    found = vectors.search(given[7], 5)
    assert sorted(exact, key=exact.__getitem__, reverse=True)[:5] == list(found)
    assert pytest.approx({key: exact[key] for key in found}, abs=1e-5) == found


def test_more_than_is_taken_at_once_is_sent_in_parts(settings):
    vectors = open_vectors(settings, "one")
    assert 0 < vectors._batch <= open_client(settings).get_max_batch_size()
    count = open_client(settings).get_max_batch_size() + 10
    ids = [str(i) for i in range(count)]
    vectors.upsert(ids, make_vectors(count, 2), [TAGS] * count)
    assert count == len(vectors.list_ids())
    vectors.delete(ids[1:])
    assert {"0"} == vectors.list_ids()


def test_vectors_that_were_forgotten_are_opened_empty(settings):
    open_vectors(settings, "one").upsert(["a"], [np.ones(4, np.float32)], [TAGS])
    delete_other_vectors(settings, "two")
    again = open_vectors(settings, "one")
    assert set() == again.list_ids()
    again.upsert(["b"], [np.ones(4, np.float32)], [TAGS])
    assert {"b"} == open_vectors(settings, "one").list_ids()


def test_lost_vectors_are_made_again_by_the_next_writer(filled):
    before = check_agreement(filled)
    if filled.chroma_url:
        open_client(filled).delete_collection(f"passages-{fingerprint_model(filled)}")
    else:
        rmtree(filled.chroma_path)
        forget_open_folders()
    open_store(filled, writable=True).close()
    assert before == check_agreement(filled)
    assert 6 == len(before)


def test_some_lost_vectors_are_made_again_and_strays_go(filled):
    vectors = open_vectors(filled, fingerprint_model(filled))
    before = vectors.list_ids()
    vectors.delete(sorted(before)[:4])
    vectors.upsert(["stray"], make_vectors(1, 128), [TAGS])
    open_store(filled, writable=True).close()
    assert before == check_agreement(filled)


def test_removing_a_report_takes_its_vectors_out(filled):
    remove_reports(filled, agency="柳溪镇", year=2023)
    assert 3 == len(check_agreement(filled))


def test_another_model_makes_every_vector_anew_and_the_old_ones_go(filled, tmp_path):
    other = filled.model_copy(update={"embedding": str(copytree(SHIPPED, tmp_path / "model"))})
    (tmp_path / "model" / "note.txt").write_text("another model")
    assert fingerprint_model(filled) != fingerprint_model(other)
    open_store(other, writable=True).close()
    assert 6 == len(check_agreement(other))
    assert {f"passages-{fingerprint_model(other)}"} == list_collections(other)


WRITING = """
import sys
sys.path.insert(0, {tests!r})
from conftest import Shelf, build_report
from index.intake.build import ingest_paths
from index.settings import Settings
from pathlib import Path

shelf = Shelf(Path({files!r}))
report = build_report(year=2020, prose=("村里的戏台修好了，放映计划贴在门口。",))
shelf.put("late.txt", report)
settings = Settings(_env_file=None, data=Path({data!r}), chroma_url={url!r})
list(ingest_paths(settings, [shelf.folder / "late.txt"], read=shelf.read))
"""


def test_two_open_pages_find_what_a_third_process_stores(filled, shelf):
    with open_store(filled) as one, open_store(filled) as two:
        for page in (one, two):
            assert search_passages(page, "戏台和放映计划")
        program = WRITING.format(
            tests=str(Path(__file__).parent.parent), files=str(shelf.folder), data=str(filled.data), url=filled.chroma_url
        )
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
        for page in (one, two):
            assert "戏台" in search_passages(page, "戏台和放映计划")[0].passage.text
    assert 7 == len(check_agreement(filled))


def test_nothing_but_this_machine_is_spoken_to(filled, monkeypatch):
    spoken_to = []
    connect = socket.socket.connect

    def listen(self, address):
        spoken_to.append(address)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", listen)
    forget_open_folders()
    with open_store(filled, writable=True) as store:
        assert search_passages(store, "栏目更新慢")
    assert {"127.0.0.1"} >= {address[0] for address in spoken_to if isinstance(address, tuple)}
    assert bool(filled.chroma_url) == bool(spoken_to)


@pytest.fixture
def stopped(filled):
    """The settings of a filled store whose Chroma server does not answer."""
    return filled.model_copy(update={"chroma_url": f"http://user:secret@127.0.0.1:{find_port()}"})


def test_a_server_that_does_not_answer_is_a_plain_line_and_numbers_are_answered(stopped, shelf):
    plain = r"^向量库服务 127\.0\.0\.1:\d+ 没有应答（WENBAO_CHROMA_URL）$"
    with open_store(stopped) as store:
        with pytest.raises(StoreError, match=plain):
            search_passages(store, "栏目更新慢")
        answer = Assistant(store).ask("柳溪镇2023年新收政府信息公开申请多少件？", Conversation())
        assert ["3"] == [str(value.value) for value in answer.values]
    with pytest.raises(StoreError, match=plain):
        list(ingest_paths(stopped, [shelf.folder], read=shelf.read))
    with pytest.raises(StoreError, match=plain):
        delete_other_vectors(stopped, "one")
