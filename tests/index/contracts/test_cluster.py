"""A cluster reads what one process reads, and loses nothing when it loses machines."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster
from sqlalchemy import select

from index.database.schema import meta, metadata
from index.intake import cluster
from index.intake.build import ingest_paths
from index.intake.cluster_task import Errand
from index.intake.kit import describe_kit
from index.intake.workers import ReaderFault, ReadersLost
from index.lookup.reports import list_reports
from index.settings import Settings
from index.store import open_store
from index.vectors.embedding import fingerprint_model
from index.vectors.passages import open_vectors
from ingest.errors import Damaged, NotAReport, TooLarge, UsageError
from ingest.readers.limits import Limits

GIBIBYTE = 1024**3


@pytest.fixture(scope="module")
def local_cluster():
    """Two worker processes of one thread; a file that ends one of them is begun again on the other no more than once."""
    with pytest.MonkeyPatch.context() as patch, dask.config.set({"distributed.scheduler.allowed-failures": 1}):
        patch.syspath_prepend(str(Path(__file__).parent.parent))  # where the readers that misbehave lie
        with LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50
        ) as made:
            yield made


@pytest.fixture
def errand():
    return Errand(Limits(max_seconds=60), GIBIBYTE, "", describe_kit(""), "hostile:misbehave")


def list_pids(local_cluster):
    return {name: nanny.pid for name, nanny in local_cluster.workers.items()}


def dump(settings):
    """Every row of every table but how often vectors were delivered, and every vector to its last bit."""
    with open_store(settings) as store, store.connect() as connection:
        tables = {table.name: select(table) for table in metadata.sorted_tables}
        tables["meta"] = select(meta).where(meta.c.key != "vectors")
        rows = {name: sorted(map(tuple, connection.execute(statement)), key=repr) for name, statement in tables.items()}
    stored = open_vectors(settings, fingerprint_model(settings))._collection.get(include=["embeddings", "metadatas"])
    vectors = zip(stored["ids"], (vector.tobytes() for vector in stored["embeddings"]), stored["metadatas"], strict=True)
    return (rows, {key: (data, tags) for key, data, tags in vectors})


def test_a_cluster_that_loses_a_worker_half_way_stores_what_one_process_stores(settings, samples, local_cluster, tmp_path):
    alone = Settings(_env_file=None, data=tmp_path / "alone")
    expected = list(ingest_paths(alone, [samples], jobs=1))
    running = ingest_paths(settings, [samples], cluster=local_cluster.scheduler_address)
    outcomes = list(islice(running, len(expected) // 2))
    os.kill(next(iter(list_pids(local_cluster).values())), signal.SIGKILL)
    outcomes += running
    assert expected == outcomes
    (rows, vectors), (spread_rows, spread_vectors) = dump(alone), dump(settings)
    assert [] == [name for name in rows if rows[name] != spread_rows[name]]
    assert len(rows["passages"]) == len(vectors) > 100
    assert vectors == spread_vectors


@pytest.mark.parametrize(
    ("deed", "kind"),
    [(b"eat", TooLarge), (b"leave", Damaged), (b"die", TooLarge), (b"fail", ReaderFault), (b"chatter", NotAReport)],
)
def test_a_hostile_file_is_refused_and_the_workers_of_the_cluster_live_on(local_cluster, errand, samples, deed, kind):
    before = list_pids(local_cluster)
    good = min(samples.glob("*.txt"))
    with cluster.open_cluster(local_cluster.scheduler_address, errand) as readers:
        with pytest.raises(kind):
            readers.read(deed, "bad.txt")
        assert readers.read(good.read_bytes(), str(good)).rows.cells
    assert before == list_pids(local_cluster)


def test_a_file_that_ends_every_worker_it_meets_is_refused_and_the_next_one_is_read(local_cluster, errand, samples):
    good = min(samples.glob("*.txt"))
    with cluster.open_cluster(local_cluster.scheduler_address, errand) as readers:
        with pytest.raises(Damaged, match="工作进程屡次中断"):
            readers.read(b"murder", "bad.txt")
        assert readers.read(good.read_bytes(), str(good)).rows.cells


def test_archives_are_opened_here_and_their_members_read_there(settings, local_cluster):
    bundle = Path(__file__).resolve().parents[3] / "samples" / "layouts" / "reports"
    archive = min(bundle.glob("*.zip"))
    outcomes = list(ingest_paths(settings, [archive], cluster=local_cluster.scheduler_address))
    assert {"added"} == {outcome.status for outcome in outcomes}
    assert all(outcome.source.startswith(f"{archive}/") for outcome in outcomes)


def test_a_worker_with_another_program_or_model_is_named_and_not_used(local_cluster, errand):
    other = replace(errand, kit={**errand.kit, "pdfplumber": "0.0.1"})
    told = pytest.raises(UsageError, match=r"工作进程 tcp://.* 与本机不同，不能混用：pdfplumber .*（本机 0\.0\.1）")
    with told, cluster.open_cluster(local_cluster.scheduler_address, other):
        pass
    with cluster._connect(local_cluster.scheduler_address) as client, pytest.raises(ReadersLost, match="不能混用"):
        cluster.ClusterReaders(client, other).read(b"a worker that came later", "a.txt")  # only what it says of itself tells


def test_a_scheduler_that_is_not_there_is_a_plain_line(settings, samples, monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    with pytest.raises(UsageError, match=r"连不上 Dask 调度器：tcp://127\.0\.0\.1:9"):
        list(ingest_paths(settings, [samples], cluster="tcp://127.0.0.1:9"))
    assert not settings.data.exists()


def test_a_cluster_without_workers_is_a_plain_line(settings, samples, monkeypatch):
    monkeypatch.setattr(cluster, "_WORKERS_SECONDS", 0.5)
    with (
        LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50) as empty,
        pytest.raises(UsageError, match="集群里没有工作进程"),
    ):
        list(ingest_paths(settings, [samples], cluster=empty.scheduler_address))


def test_without_dask_the_option_names_what_to_install(settings, samples, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "index.intake.cluster")
    with pytest.raises(UsageError, match=r"需要安装 wenbao\[cluster\]"):
        list(ingest_paths(settings, [samples], cluster="tcp://127.0.0.1:8786"))


SERVED = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    options = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with LocalCluster(n_workers=1, threads_per_worker=1, **options) as made:
        print(made.scheduler_address, flush=True)
        sys.stdin.read()
"""


def test_a_scheduler_that_goes_leaves_what_is_stored_and_the_rest_is_taken_in_later(settings, samples, tmp_path):
    program = tmp_path / "served.py"
    program.write_text(SERVED)
    server = subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    running = ingest_paths(settings, [samples], cluster=server.stdout.readline().strip())
    told = [next(running)]
    server.kill()
    with pytest.raises(UsageError, match="与 Dask 调度器的连接断了"):
        told += running
    server.communicate()
    with open_store(settings) as store:
        assert {outcome.source for outcome in told} <= {report.source for report in list_reports(store)}
    again = [outcome.status for outcome in ingest_paths(settings, [samples])]
    assert ["unchanged"] * len(told) == again[: len(told)]
    assert {"unchanged", "added"} == set(again)
