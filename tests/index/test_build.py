"""The rules of identity, over real files and real stores."""

import logging
import os
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from index.database.meta import read_meta
from index.database.passage_rows import select_passages
from index.database.sources import find_copy
from index.intake.build import ingest_paths, remove_reports
from index.lookup.findings import list_findings
from index.lookup.record import load_record
from index.lookup.reports import list_agencies, list_reports, list_sources, store_version
from index.lookup.search import search_passages
from index.store import open_store
from index.vectors.embedding import fingerprint_model
from index.vectors.outbox import count_waiting
from index.vectors.passages import forget_open_folders, open_vectors
from ingest.errors import Locked, UsageError

PROSE = (
    "一年来，我们把惠民补贴、项目招标和村务收支逐条贴到公告栏，同时在网站同步发布。",
    "存在的问题是人手少、更新慢，个别栏目内容陈旧，群众想找的东西找不到。",
)


@pytest.fixture
def ingest(settings, shelf):
    def run(*names: str, **options):
        paths = [shelf.folder / name for name in names] or [shelf.folder]
        return list(ingest_paths(settings, paths, read=shelf.read, **options))

    return run


def statuses(outcomes):
    return [(Path(outcome.source).name, outcome.status) for outcome in outcomes]


def check_agreement(settings):
    """Both stores hold the same passages, and nothing waits."""
    with open_store(settings) as store:
        with store.connect() as connection:
            rows = {row.id for row in select_passages(connection)}
        assert 0 == count_waiting(store)
        assert rows == open_vectors(settings, fingerprint_model(settings)).list_ids()
    return rows


def test_a_folder_is_taken_in_file_by_file(ingest, shelf, make_report, settings):
    shelf.put("b/two.txt", make_report(year=2022))
    shelf.put("a.txt", make_report(year=2023))
    shelf.put("b/truth.json", None)
    shelf.put(".hidden.txt", None)
    outcomes = ingest()
    assert [("a.txt", "added"), ("two.txt", "added")] == statuses(outcomes)
    assert ("柳溪镇", 2023, "2021", 2, 3, 0, None) == (
        outcomes[0].agency, outcomes[0].year, outcomes[0].form, outcomes[0].cells, outcomes[0].passages, outcomes[0].findings,
        outcomes[0].error,
    )  # fmt: skip
    assert 6 == len(check_agreement(settings))


def test_ingesting_twice_changes_nothing(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    ingest()
    with open_store(settings) as store:
        before = (store_version(store), list_reports(store), list_agencies(store))
    vectors = check_agreement(settings)
    assert [("a.txt", "unchanged")] == statuses(ingest())
    with open_store(settings) as store:
        assert before == (store_version(store), list_reports(store), list_agencies(store))
    assert vectors == check_agreement(settings)


def test_the_same_bytes_under_another_path_are_a_duplicate(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    shelf.put("b.txt", make_report())
    assert [("a.txt", "added"), ("b.txt", "duplicate")] == statuses(ingest())
    with open_store(settings) as store:
        (report,) = list_reports(store)
        assert ["a.txt", "b.txt"] == [Path(path).name for path in list_sources(store, report.id)]
    assert [("a.txt", "unchanged"), ("b.txt", "unchanged")] == statuses(ingest())


def test_new_bytes_replace_and_the_difference_is_a_finding(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    ingest()
    shelf.put("a.txt", make_report(cells={"requests.new.total": "4", "requests.total.total": None}))
    (outcome,) = ingest()
    assert "replaced" == outcome.status
    with open_store(settings) as store:
        (report,) = list_reports(store, answering=False)
        (finding,) = list_findings(store, report_ids=[report.id])
    assert ("report_changed", ("requests.new.total", "requests.total.total")) == (finding.rule, finding.cells)
    assert "3 → 4" in finding.detail
    assert "无此项 → 空白" in finding.detail
    check_agreement(settings)


def test_an_earlier_change_is_remembered_over_the_next(ingest, shelf, make_report, settings):
    for value in ("1", "2", "3"):
        shelf.put("a.txt", make_report(cells={"requests.new.total": value}))
        ingest()
    with open_store(settings) as store:
        details = [finding.detail for finding in list_findings(store, rules=["report_changed"])]
    assert 2 == len(details)
    assert ["2 → 3" in details[0] or "2 → 3" in details[1], True] == [True, "1 → 2" in "".join(details)]


def test_a_replaced_file_that_another_path_still_names_stays(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    shelf.put("b.txt", make_report())
    ingest()
    shelf.put("a.txt", make_report(year=2022))
    assert [("a.txt", "replaced"), ("b.txt", "unchanged")] == statuses(ingest())
    with open_store(settings) as store:
        assert [("a.txt", 2022), ("b.txt", 2023)] == [(Path(report.source).name, report.year) for report in list_reports(store)]


def test_of_two_files_for_one_report_the_later_answers(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    shelf.put("b.txt", make_report(cells={"requests.new.total": "9"}))
    ingest()
    with open_store(settings) as store:
        (answering,) = list_reports(store)
        assert "b.txt" == Path(answering.source).name
        assert 2 == len(list_reports(store, answering=False))
        (finding,) = list_findings(store, rules=["same_report_twice"])
        assert ("a.txt", ("requests.new.total",)) == (Path(finding.other_source).name, finding.cells)
    remove_reports(settings, source=answering.source)
    with open_store(settings) as store:
        (answering,) = list_reports(store)
        assert ("a.txt", 0) == (Path(answering.source).name, len(list_findings(store)))
    check_agreement(settings)


def test_a_report_without_agency_answers_by_its_file_name(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report(None, 2023))
    shelf.put("b.txt", make_report(None, 2023, cells={"requests.new.total": "9"}))
    ingest()
    with open_store(settings) as store:
        assert [("a.txt", None), ("b.txt", None)] == [(Path(item.source).name, item.agency) for item in list_reports(store)]
        assert () == list_agencies(store)


def test_a_name_without_parents_joins_the_only_agency_of_that_name(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report(year=2022))
    shelf.put("b.txt", make_report(year=2023, parents=()))
    ingest()
    with open_store(settings) as store:
        (agency,) = list_agencies(store)
        late = next(item for item in list_reports(store) if item.year == 2023)
        assert (agency, True) == (late.agency, any("归入" in note for note in load_record(store, late.id).notes))


def test_a_name_without_parents_joins_none_of_two(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    shelf.put("b.txt", make_report(parents=("青禾市", "望山县")))
    shelf.put("c.txt", make_report(year=2022, parents=()))
    ingest()
    with open_store(settings) as store:
        assert [(), ("青禾市", "临川县"), ("青禾市", "望山县")] == [agency.parents for agency in list_agencies(store)]
        assert 3 == len(list_reports(store))


def test_parents_written_less_fully_mean_the_same_agency(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report(year=2022, parents=("临川县",)))
    shelf.put("b.txt", make_report(year=2023, parents=("青禾市", "临川县")))
    ingest()
    with open_store(settings) as store:
        (agency,) = list_agencies(store)
    assert ("青禾市", "临川县") == agency.parents


def test_one_bad_file_never_stops_the_others(shelf, make_report, settings, caplog):
    shelf.put("a.txt", None)
    broken = shelf.put("b.txt", make_report(year=2021))
    shelf.put("c.txt", make_report())
    (shelf.folder / "d.zip").write_bytes(b"no archive")

    def read(data, source, limits):
        if source == str(broken):
            raise ZeroDivisionError
        return shelf.read(data, source, limits)

    with caplog.at_level(logging.ERROR):
        outcomes = list(ingest_paths(settings, [shelf.folder, shelf.folder / "missing.txt"], read=read))
    assert [
        ("a.txt", "NotAReport"), ("b.txt", "internal_error"), ("c.txt", None), ("d.zip", "Damaged"), ("missing.txt", "Damaged"),
    ] == [(Path(outcome.source).name, outcome.error_kind) for outcome in outcomes]  # fmt: skip
    assert outcomes[1].error.startswith("internal_error")
    assert "ZeroDivisionError" in caplog.text


def test_members_of_an_archive_are_sources_of_their_own(ingest, shelf, make_report, settings):
    one, two = shelf.put("one.txt", make_report(year=2021)), shelf.put("two.txt", make_report(year=2022))
    with zipfile.ZipFile(shelf.folder / "all.zip", "w") as archive:
        archive.write(one, "one.txt")
        archive.write(two, "sub/two.txt")
    outcomes = ingest("all.zip")
    assert ["all.zip/one.txt", "all.zip/sub/two.txt"] == [str(Path(o.source).relative_to(shelf.folder)) for o in outcomes]
    assert 2 == len(remove_reports(settings, source=str(shelf.folder / "all.zip")))
    assert set() == check_agreement(settings)


def test_a_copy_is_kept_by_its_hash_and_goes_with_the_report(ingest, shelf, make_report, settings):
    path = shelf.put("a.TXT", make_report())
    ingest()
    with open_store(settings) as store:
        (report,) = list_reports(store)
    copy = find_copy(settings, report.sha256)
    assert (path.read_bytes(), ".txt") == (copy.read_bytes(), copy.suffix)
    remove_reports(settings, agency="柳溪镇", year=2023)
    assert find_copy(settings, report.sha256) is None


def test_no_copy_is_kept_where_none_is_wanted(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    ingest(copy=False)
    assert not settings.sources_path.exists()


def test_a_copy_left_out_before_is_kept_later(ingest, shelf, make_report, settings):
    path = shelf.put("a.txt", make_report())
    ingest(copy=False)
    assert [("a.txt", "unchanged")] == statuses(ingest())
    (copy,) = settings.sources_path.rglob("*.txt")
    assert path.read_bytes() == copy.read_bytes()


def test_a_file_name_that_is_not_utf8_stops_nothing(ingest, shelf, make_report):
    good = shelf.put("b.txt", make_report())
    (shelf.folder / os.fsdecode(b"\xd5\xf2.txt")).write_bytes(b"a name in GBK")
    outcomes = ingest()
    assert ["added", "rejected"] == [outcome.status for outcome in outcomes]
    assert [str(good), str(shelf.folder / "??.txt")] == [outcome.source for outcome in outcomes]


def test_removing_takes_out_everything(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report(year=2022))
    shelf.put("b.txt", make_report(year=2023))
    with open_store(settings) as store:
        empty = store_version(store)
    ingest()
    assert [2022, 2023] == [report.year for report in remove_reports(settings, agency="柳溪镇")]
    with open_store(settings) as store:
        assert ((), (), empty) == (list_reports(store), list_agencies(store), store_version(store))
    assert set() == check_agreement(settings)
    assert () == remove_reports(settings, source="nothing.txt")


def test_removing_an_ambiguous_name_asks_which(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    shelf.put("b.txt", make_report(parents=("青禾市", "望山县")))
    ingest()
    with pytest.raises(UsageError, match="望山县"):
        remove_reports(settings, agency="柳溪镇")
    assert 1 == len(remove_reports(settings, agency="望山县/柳溪镇"))
    with pytest.raises(UsageError):
        remove_reports(settings, year=2023)


def test_the_same_files_in_the_same_order_give_the_same_version(settings, shelf, make_report, tmp_path):
    for name, year in (("a.txt", 2022), ("b.txt", 2023)):
        shelf.put(name, make_report(year=year))
    versions = []
    for folder in ("one", "two"):
        own = settings.model_copy(update={"data": tmp_path / folder})
        list(ingest_paths(own, [shelf.folder], read=shelf.read))
        with open_store(own) as store:
            versions.append(store_version(store))
    assert versions[0] == versions[1] != "000000000000"


def test_progress_counts_files(ingest, shelf, make_report):
    shelf.put("a.txt", make_report(year=2022))
    shelf.put("b.txt", make_report(year=2023))
    seen = []
    ingest(on_progress=lambda done, total, source: seen.append((done, total, Path(source).name)))
    assert [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")] == seen


def test_a_second_ingest_at_the_same_time_is_refused(settings, shelf, make_report):
    shelf.put("a.txt", make_report())
    shelf.put("b.txt", make_report(year=2020))
    running = ingest_paths(settings, [shelf.folder], read=shelf.read)
    next(running)
    with pytest.raises(Locked):
        list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    running.close()
    check_agreement(settings)


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from conftest import Shelf, build_report
from index.intake.build import ingest_paths
from index.vectors.passages import PassageVectors
from index.settings import Settings
from pathlib import Path

shelf = Shelf(Path({files!r}))
shelf.put("a.txt", build_report(year=2022))
real = getattr(PassageVectors, {method!r})

def kill(self, *arguments):
    if {after}:
        real(self, *arguments)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(PassageVectors, {method!r}, kill)
list(ingest_paths(Settings(_env_file=None, data=Path({data!r})), [shelf.folder], read=shelf.read))
"""


@pytest.mark.parametrize(("method", "after"), [("upsert", False), ("upsert", True), ("delete", False)])
def test_a_kill_between_rows_and_vectors_is_repaired_at_the_next_start(settings, shelf, make_report, method, after):
    if method == "delete":  # an older self has vectors, which the killed process was about to take out
        shelf.put("a.txt", make_report(year=2022, prose=("先前的文字与后来的不同，所以它的向量要去掉。",)))
        list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    program = KILLED.format(
        tests=str(Path(__file__).parent), files=str(shelf.folder), data=str(settings.data), method=method, after=after
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert -signal.SIGKILL == done.returncode, done.stderr
    with open_store(settings) as store:
        (report,) = list_reports(store)
        record = load_record(store, report.id)
        assert (2022, make_report(year=2022).passages) == (report.year, record.passages)
        assert count_waiting(store) > 0
    open_store(settings, writable=True).close()
    assert 3 == len(check_agreement(settings))
    again = make_report(year=2022)
    shelf.put("a.txt", again)
    assert ["unchanged"] == [outcome.status for outcome in ingest_paths(settings, [shelf.folder], read=shelf.read)]


def test_removing_a_folder_leaves_the_one_written_otherwise(ingest, shelf, make_report, settings):
    shelf.put("Town/a.txt", make_report(year=2022))
    shelf.put("town/b.txt", make_report(year=2023))
    ingest()
    assert [2022] == [report.year for report in remove_reports(settings, source=str(shelf.folder / "Town"))]


def test_a_lost_vector_folder_is_made_again(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report())
    ingest()
    rmtree(settings.chroma_path)
    forget_open_folders()
    open_store(settings, writable=True).close()
    assert 3 == len(check_agreement(settings))


def test_an_open_process_finds_what_another_one_stores(ingest, shelf, make_report, settings):
    shelf.put("a.txt", make_report(prose=PROSE[:1]))
    ingest()
    with open_store(settings) as store:
        search_passages(store, "栏目更新慢")
        program = INGESTED.format(tests=str(Path(__file__).parent), files=str(shelf.folder), data=str(settings.data))
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
        assert [PROSE[1], PROSE[0]] == [item.passage.text for item in search_passages(store, "栏目更新慢")]
        with store.connect() as connection:
            state = read_meta(connection, "vectors")
    assert 2 == len(open_vectors(settings, fingerprint_model(settings), state).list_ids())


INGESTED = """
import sys
sys.path.insert(0, {tests!r})
from conftest import PROSE, Shelf, build_report
from index.intake.build import ingest_paths
from index.settings import Settings
from pathlib import Path

shelf = Shelf(Path({files!r}))
shelf.put("b.txt", build_report(year=2020, prose=PROSE[1:2]))
list(ingest_paths(Settings(_env_file=None, data=Path({data!r})), [shelf.folder / "b.txt"], read=shelf.read))
"""


def test_parts_of_a_report_that_are_nowhere_else_come_back(ingest, shelf, make_report, settings):
    plain = make_report()
    shelf.put("a.txt", replace(plain, sections=()))
    ingest()
    with open_store(settings) as store:
        (report,) = list_reports(store)
        assert plain.passages == load_record(store, report.id).passages
