"""Files behind a URL are taken in like files on this machine, and what cannot be opened is a plain line."""

import sys
import zipfile

import fsspec
import pytest

from index.database.sources import find_copy
from index.intake.build import ingest_paths, remove_reports
from index.intake.files import list_files
from index.intake.reading import read_paths
from index.intake.remote_files import RemoteFile
from index.lookup.reports import list_reports, list_sources
from index.store import open_store
from ingest.errors import TooLarge, UsageError
from ingest.readers.limits import Limits


@pytest.fixture
def bucket():
    """Puts files into a file system that is nowhere but in memory."""
    system = fsspec.filesystem("memory")

    def put(path: str, data: bytes = b"text") -> str:
        system.pipe_file(path, data)
        return f"memory:/{path}"

    yield put
    for path in system.ls("/", detail=False):
        system.rm(path, recursive=True)


@pytest.fixture(params=["memory", "file"])
def place(request, shelf, make_report, bucket):
    """The URL of a folder with two reports and an archive, in memory and on disk."""
    made = {
        name: shelf.put(name, make_report(year=year)) for name, year in (("a.txt", 2021), ("sub/b.txt", 2022), ("c.txt", 2023))
    }
    with zipfile.ZipFile(shelf.folder / "sub" / "all.zip", "w") as archive:
        archive.write(made["c.txt"], "c.txt")
    made["c.txt"].unlink()
    shelf.put(".hidden/d.txt", make_report(year=2020))
    shelf.put("truth.json", None)
    if request.param == "file":
        return shelf.folder.as_uri()
    for path in shelf.folder.rglob("*.*"):
        if path.is_file():
            bucket(f"/reports/{path.relative_to(shelf.folder)}", path.read_bytes())
    return "memory://reports"


def test_a_folder_is_searched_to_the_bottom_and_sources_are_addresses(place):
    assert [f"{place}/a.txt", f"{place}/sub/all.zip", f"{place}/sub/b.txt"] == [file.name for file in list_files([f"{place}/"])]


def test_files_and_archives_are_taken_in_with_their_copies(settings, shelf, place):
    outcomes = list(ingest_paths(settings, [place], read=shelf.read))
    assert [(f"{place}/a.txt", 2021), (f"{place}/sub/all.zip/c.txt", 2023), (f"{place}/sub/b.txt", 2022)] == [
        (outcome.source, outcome.year) for outcome in outcomes
    ]
    assert {"unchanged"} == {outcome.status for outcome in ingest_paths(settings, [place], read=shelf.read)}
    with open_store(settings) as store:
        assert all(find_copy(settings, report.sha256) for report in list_reports(store))
    assert 2 == len(remove_reports(settings, source=f"{place}/sub"))


def test_one_file_is_taken_by_its_address_and_known_again_by_its_path(settings, shelf, make_report):
    path = shelf.put("a.txt", make_report())
    (first,) = ingest_paths(settings, [path.as_uri()], read=shelf.read)
    (second,) = ingest_paths(settings, [path], read=shelf.read)
    assert ("added", "duplicate") == (first.status, second.status)
    with open_store(settings) as store:
        (report,) = list_reports(store)
        assert (path.as_uri(), str(path)) == list_sources(store, report.id)


def test_inspecting_reads_addresses_too(settings, samples):
    (path,) = sorted(samples.glob("*.txt"))[:1]
    ((source, report),) = read_paths(settings, [path.as_uri()])
    assert (path.as_uri(), path.as_uri(), True) == (source, report.source, bool(report.cells))


def test_what_is_not_there_is_refused_and_the_others_are_taken(settings, shelf, place):
    outcomes = list(ingest_paths(settings, [f"{place}/none.txt", f"{place}/a.txt"], read=shelf.read))
    assert [("rejected", "文件打不开：没有这个文件"), ("added", None)] == [(each.status, each.error) for each in outcomes]


def test_a_file_over_the_limit_is_refused_by_its_size(bucket):
    file = RemoteFile("large", bucket("/reports/large.txt", b"x" * 2000))
    with pytest.raises(TooLarge):
        file.read(Limits(max_bytes=1000))
    with pytest.raises(TooLarge), file.hold(Limits(max_total_bytes=1000)):
        pass


def test_a_file_larger_than_it_was_said_to_be_is_refused_while_it_comes(bucket, monkeypatch):
    file = RemoteFile("large", bucket("/reports/large.txt", b"x" * 2000))
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "info", lambda _self, _path: {"size": None})
    with pytest.raises(TooLarge):
        file.read(Limits(max_bytes=1000))
    with pytest.raises(TooLarge), file.hold(Limits(max_total_bytes=1000)):
        pass


def test_a_file_that_may_not_be_read_is_a_plain_line(settings, bucket, monkeypatch):
    def refuse(_self, _path):
        raise PermissionError("secret token")

    url = bucket("/reports/a.txt")
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "info", refuse)
    (outcome,) = ingest_paths(settings, [url])
    assert ("Damaged", "文件打不开：没有权限，或没有设置登录信息") == (outcome.error_kind, outcome.error)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ftp://li:geheim@127.0.0.1:9/a.txt", "ftp://127.0.0.1:9/a.txt"),
        ("ftp://li:ge@heim@127.0.0.1:9/a.txt", "ftp://127.0.0.1:9/a.txt"),
        ("ftp://li@127.0.0.1:9/a.txt", "ftp://li@127.0.0.1:9/a.txt"),
    ],
)
def test_a_password_is_neither_stored_nor_shown(settings, address, name):
    (outcome,) = ingest_paths(settings, [address])
    assert (name, "rejected", False) == (outcome.source, outcome.status, "geheim" in f"{outcome} {list_files([address])}")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("s3://bucket/a.txt", "读 s3:// 需要安装 s3fs"),
        ("gs://bucket/a.txt", "读 gs:// 需要安装 gcsfs"),
        ("https://example.org/a.txt", r"不读网页地址（https://）：请先下载再导入"),
        ("nowhere://a.txt", "不认识这种地址：nowhere://"),
    ],
)
def test_what_cannot_be_read_from_is_told_before_anything_is_stored(settings, address, told, monkeypatch):
    for package in ("s3fs", "gcsfs"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=told):
        list(ingest_paths(settings, [address]))
    assert not settings.data.exists()


def test_without_fsspec_paths_are_read_and_addresses_name_what_to_install(settings, shelf, make_report, monkeypatch):
    path = shelf.put("a.txt", make_report())
    monkeypatch.delitem(sys.modules, "fsspec.registry")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(UsageError, match=r"需要安装 wenbao\[cluster\]"):
        list_files([path.as_uri()])
    assert ["added"] == [outcome.status for outcome in ingest_paths(settings, [path], read=shelf.read)]
