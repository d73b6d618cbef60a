"""Whatever a file does to its reader costs that one file, and how many read together changes nothing."""

import os
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.intake.build import ingest_paths
from index.intake.files import list_files
from index.intake.reading import GuardedReaders, HereReaders, feed_files, read_paths
from index.intake.workers import ReaderFault, Worker, Workers, plan_worker
from index.lookup.record import load_record
from index.lookup.reports import list_reports, store_version
from index.store import open_store
from index.vectors.embedding import fingerprint_model
from index.vectors.passages import open_vectors
from ingest.errors import Damaged, InputError, NotAReport, TooLarge, UsageError
from ingest.pipeline import read_report
from ingest.readers.limits import Limits

GIBIBYTE = 1024**3


@pytest.fixture
def hostile(monkeypatch):
    """A plan for workers whose reader does what the bytes say."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return plan_worker(Limits(max_seconds=0.5), GIBIBYTE, "hostile:misbehave")


@pytest.mark.parametrize(
    ("deed", "kind", "words"),
    [
        (b"hang", TooLarge, "读取超时：超过 0.5 秒"),
        (b"spin", TooLarge, "读取超时：超过 0.5 秒"),
        (b"eat", TooLarge, "读取所需内存过大：上限 1.0 GB"),
        (b"sink", TooLarge, "文件结构嵌套过深"),
        (b"leave", Damaged, "读取时进程意外中断（状态 7）"),
        (b"crash", Damaged, "读取时进程意外中断（SIGSEGV）"),
        (b"die", TooLarge, "读取时进程被系统终止"),
        (b"fail", ReaderFault, "ZeroDivisionError"),
        (b"chatter", NotAReport, "不是年度报告"),
    ],
)
def test_a_reader_that_misbehaves_is_ended_and_the_next_file_is_read(hostile, samples, deed, kind, words):
    # Only what never ends is to meet the end of its time here, however busy the machine.
    with closing(Worker(replace(hostile, deadline_seconds=3 if deed in {b"hang", b"spin"} else 120))) as worker:
        with pytest.raises(kind, match=words):
            worker.read(deed, "bad.txt")
        good = min(samples.glob("*.txt"))
        assert worker.read(good.read_bytes(), str(good)).rows.cells


def test_a_file_that_ends_its_worker_costs_no_other_in_the_batch(hostile, samples, tmp_path):
    good = sorted(samples.glob("*.txt"))[:2]
    files = [good[0], *(tmp_path / f"{name}.txt" for name in ("hang", "leave")), good[1]]
    for path in files[1:-1]:
        path.write_bytes(path.stem.encode())
    read = {}
    with Workers(replace(hostile, deadline_seconds=5), 2) as workers:
        readers = GuardedReaders(workers)
        fed = feed_files(list_files(files), readers, Limits(), window=4, expects=lambda _source, _digest: True)
        for given in (item for item in fed if item is not None):
            try:
                read[Path(given.source).name] = bool(given.finish().rows.cells)
            except InputError as error:
                read[Path(given.source).name] = type(error)
    assert {good[0].name: True, "hang.txt": TooLarge, "leave.txt": Damaged, good[1].name: True} == read
    assert [path.name for path in files] == list(read)


def test_closing_ends_workers_in_the_middle_of_a_file(hostile):
    slow = replace(hostile, deadline_seconds=600)
    with Workers(slow, 2) as workers:
        hanging = [workers.submit(b"hang", "a.txt") for _ in range(4)]
    assert all(reading.done() for reading in hanging)


def test_a_bound_on_memory_that_leaves_no_room_blames_the_setting_and_no_file():
    worker = Worker(plan_worker(Limits(), 1024))
    with pytest.raises(UsageError, match="WENBAO_MAX_MEMORY"):
        worker.read(b"text", "a.txt")
    worker.close()


def test_an_archive_is_expanded_outside_this_process_and_its_good_members_come_first(tmp_path, samples):
    good = min(samples.glob("*.txt"))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(good, "b.txt")
        archive.writestr("../a.txt", "outside")
    with Workers(plan_worker(Limits(), 2 * GIBIBYTE), 1) as workers:
        members = workers.expand(os.fsencode(tmp_path / "all.zip"), "all.zip")
        assert ("all.zip/b.txt", good.read_bytes()) == next(members)
        with pytest.raises(Damaged, match="文件名不安全"):
            next(members)


def test_an_archive_that_is_left_half_read_holds_nothing_up(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number in range(50):
            archive.writestr(f"{number:02}.txt", os.urandom(200_000))
    with Workers(plan_worker(Limits(), 2 * GIBIBYTE), 1) as workers:
        members = workers.expand(os.fsencode(tmp_path / "all.zip"), "all.zip")
        next(members)
        members.close()
        assert 50 == len(list(workers.expand(os.fsencode(tmp_path / "all.zip"), "all.zip")))


def test_what_a_reader_of_ones_own_makes_is_what_a_worker_makes(samples, settings):
    files = sorted(samples.glob("*2023*"))[:3]
    here = HereReaders(read_report, settings.limits)
    fed = feed_files(list_files(files), here, settings.limits, window=1, expects=lambda *_: True)
    own = [given.finish().unpack() for given in fed]
    assert own == [report for _, report in read_paths(settings, files)]


def dump(settings):
    """Everything stored, times apart."""
    with open_store(settings) as store:
        stored = list_reports(store, answering=False)
        records = [load_record(store, report.id) for report in stored]
        return (store_version(store), stored, records, open_vectors(settings, fingerprint_model(settings)).list_ids())


@pytest.mark.usefixtures("sqlite_only")  # one database would hold both stores
def test_two_workers_store_what_one_stores(settings, samples, tmp_path):
    files = [path for kind in ("txt", "html", "docx", "pdf") for path in sorted(samples.glob(f"*.{kind}"))[:3]]
    twice = tmp_path / "again.txt"
    twice.write_bytes(files[0].read_bytes())
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 cut")
    dumps, outcomes = [], []
    for jobs in (1, 2):
        own = settings.model_copy(update={"data": tmp_path / str(jobs)})
        outcomes.append(list(ingest_paths(own, [*files, bad, twice], jobs=jobs)))
        dumps.append(dump(own))
    assert outcomes[0] == outcomes[1]
    assert dumps[0] == dumps[1]
    assert ["rejected", "duplicate"] == [outcome.status for outcome in outcomes[0][-2:]]
