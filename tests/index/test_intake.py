"""Files become stored together and are told one by one: nothing is told before it is true, and none costs another."""

from collections.abc import Iterator
from concurrent.futures import Future
from itertools import islice
from pathlib import Path
from shutil import rmtree

import numpy as np
import pytest

from index.database.sources import find_copy
from index.intake import intake
from index.intake.build import ingest_paths
from index.intake.files import list_files
from index.intake.intake import Intake
from index.intake.reading import feed_files
from index.keeping.roster import load_roster
from index.lookup.record import load_record
from index.lookup.reports import list_reports
from index.store import open_store
from index.vectors import outbox
from index.vectors.embedding import fingerprint_model, open_model
from index.vectors.passages import forget_open_folders, open_vectors
from index.vectors.ready import embed_once, prepare_report
from ingest.errors import StoreError
from ingest.pipeline import read_report
from ingest.readers.limits import Limits


def list_vectors(settings):
    stored = open_vectors(settings, fingerprint_model(settings))._collection.get(include=["embeddings"])
    return {key: vector.tobytes() for key, vector in zip(stored["ids"], stored["embeddings"], strict=True)}


def list_stored(settings):
    with open_store(settings) as store:
        return [Path(report.source).name for report in list_reports(store)]


def test_what_is_told_is_stored(settings, shelf, make_report):
    for year in range(2018, 2024):
        shelf.put(f"{year}.txt", make_report(year=year))
    for outcome in ingest_paths(settings, [shelf.folder], read=shelf.read):
        assert Path(outcome.source).name in list_stored(settings)


class OneSlowReader:
    """Readers that read at once, but for one file whose reading ends when the test says so."""

    def __init__(self, read, slow: str) -> None:
        self._read = read
        self._slow = slow
        self.pending: Future = Future()

    def submit(self, data: bytes, source: str) -> Future:
        reading = self.pending if source.endswith(self._slow) else Future()
        if reading is not self.pending:
            reading.set_result(self.read(data, source))
        return reading

    def read(self, data: bytes, source: str):
        return prepare_report(self._read(data, source, Limits()), None)

    def expand(self, path: Path, source: str) -> Iterator[tuple[str, bytes]]:
        raise NotImplementedError


def test_a_file_that_takes_long_does_not_hold_back_what_was_read_before_it(settings, shelf, make_report):
    paths = [shelf.put(f"{year}.txt", make_report(year=year)) for year in (2021, 2022, 2023)]
    readers = OneSlowReader(shelf.read, "2023.txt")
    with open_store(settings, writable=True) as store:
        taking = Intake(store, load_roster(settings), copy=False, retry=False)
        outcomes = taking.take_all(feed_files(list_files(paths), readers, Limits(), window=3, expects=taking.expects))
        assert [2021, 2022] == [outcome.year for outcome in islice(outcomes, 2)]
        assert ["2021.txt", "2022.txt"] == list_stored(settings)
        readers.pending.set_result(readers.read(paths[2].read_bytes(), str(paths[2])))
        assert [2023] == [outcome.year for outcome in outcomes]


def test_a_file_that_cannot_be_stored_leaves_no_trace_and_the_others_of_its_transaction_stay(
    settings, shelf, make_report, monkeypatch, caplog
):
    for year in (2021, 2022, 2023):
        shelf.put(f"{year}.txt", make_report(year=year))
    compare = intake.compare_with_stored
    turns = iter((compare, None, compare))

    def take_turns(connection, report_id):
        next(turns)(connection, report_id)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "compare_with_stored", take_turns)
        outcomes = list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    assert ["added", "rejected", "added"] == [outcome.status for outcome in outcomes]
    assert ["2021.txt", "2023.txt"] == list_stored(settings)
    assert "NoneType" in caplog.text
    with open_store(settings) as store:
        for report in list_reports(store):
            assert make_report(year=report.year).passages == load_record(store, report.id).passages
    assert 6 == len(list_vectors(settings))
    again = ingest_paths(settings, [shelf.folder], read=shelf.read, retry_rejected=True)
    assert ["unchanged", "added", "unchanged"] == [outcome.status for outcome in again]


def test_a_store_that_refuses_takes_back_only_what_was_not_told(settings, shelf, make_report, monkeypatch):
    for year in (2021, 2022, 2023):
        shelf.put(f"{year}.txt", make_report(year=year))
    monkeypatch.setattr(intake, "_TOGETHER", (2, 60))
    compare = intake.compare_with_stored

    def refuse(connection, report_id):
        if report_id == 3:
            raise StoreError("磁盘空间不足")
        compare(connection, report_id)

    monkeypatch.setattr(intake, "compare_with_stored", refuse)
    told = []
    with pytest.raises(StoreError):
        told += (outcome.year for outcome in ingest_paths(settings, [shelf.folder], read=shelf.read))
    assert ["2021.txt", "2022.txt"] == list_stored(settings)


def test_bytes_that_one_path_gives_up_and_another_takes_keep_their_copy(settings, shelf, make_report):
    path = shelf.put("a.txt", make_report(year=2021))
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    shelf.put("b.txt", make_report(year=2021))
    shelf.put("a.txt", make_report(year=2022))
    outcomes = ingest_paths(settings, [path, shelf.folder / "b.txt"], read=shelf.read)
    assert ["replaced", "added"] == [outcome.status for outcome in outcomes]
    with open_store(settings) as store:
        assert all(find_copy(settings, report.sha256) for report in list_reports(store))


def test_what_workers_embed_is_to_the_last_bit_what_the_writer_would(settings, samples):
    paths = sorted(samples.glob("*.txt"))
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, paths, jobs=2)}
    made_by_workers = list_vectors(settings)
    rmtree(settings.chroma_path)
    forget_open_folders()
    open_store(settings, writable=True).close()
    assert made_by_workers == list_vectors(settings)
    assert 50 < len(made_by_workers)


def test_the_writer_embeds_nothing_that_a_worker_has_embedded(settings, samples, monkeypatch):
    monkeypatch.setattr(outbox, "open_model", None)  # it would be called
    paths = sorted(samples.glob("*.txt"))
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, paths, jobs=2)}
    assert 50 < len(list_vectors(settings))


ROSTER = """agency,parents,aliases,former_names
垂柳镇,青禾市/临川县,,柳溪镇
"""


def test_under_another_name_of_the_roster_only_the_header_lines_are_embedded_again(settings, shelf, make_report, monkeypatch):
    settings.data.mkdir()
    settings.roster_path.write_text(ROSTER, encoding="utf-8")
    shelf.put("a.txt", make_report())
    asked = []

    def watch(model, texts):
        asked.extend(texts)
        return embed_once(model, texts)

    monkeypatch.setattr(outbox, "embed_once", watch)
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    assert ["垂柳镇 2023年 五、存在的主要问题及改进情况"] == list(dict.fromkeys(asked))


class CountingModel:
    """A model that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts):
        self.asked += texts
        return np.ones((len(texts), 4), dtype=np.float32)


def test_the_same_text_is_embedded_once(make_report):
    model = CountingModel()
    prose = ("同一句话在报告里写了两遍。", "另一句话只写了一遍。", "同一句话在报告里写了两遍。")
    ready = prepare_report(make_report(prose=prose), model)
    assert (3, 2) == (len(ready.vectors.texts), sum(text in prose for text in model.asked))


def test_a_text_has_the_same_vector_whatever_is_embedded_with_it(settings, samples):
    texts = [passage.text for path in samples.glob("*.txt") for passage in read_report(path.read_bytes(), path.name).passages]
    model = open_model(settings)
    together = model.embed(texts)
    assert [row.tobytes() for row in together] == [model.embed([text])[0].tobytes() for text in texts]
