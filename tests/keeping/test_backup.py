"""A backup holds everything stored, comes back whole or not at all, and lets nothing else in."""

import json
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from bench.dumping import dump_folder, find_disagreements, find_faults
from index.backup import backup as module
from index.backup.backup import write_backup
from index.backup.manifest import DATABASE, MANIFEST, Manifest, dump_manifest, is_allowed, parse_manifest
from index.backup.restore import restore_backup
from index.keeping.removal import remove_reports
from index.lookup.findings import list_findings
from index.lookup.reports import list_reports, store_version
from index.lookup.search import search_passages
from index.people.corrections import correct_cell, list_corrections
from index.people.feedback import keep_vote, list_votes
from index.people.verdicts import list_verdicts, record_verdict
from index.settings import Settings
from index.store import open_store
from ingest.errors import Damaged, Full, Locked, NewerSchema, StoreError, UsageError

ROSTER = "机关,上级\n砚泉镇,溪源县\n"
CELL = "requests.new.total"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data=tmp_path / "elsewhere" / "data")


@pytest.fixture
def backup(settings: Settings, tmp_path: Path) -> Path:
    write_backup(settings, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def list_files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the writer's lock, with its bytes."""
    if not folder.exists():
        return {}
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "lock" and not name.endswith(("-shm", "-wal"))}


def add_readings(settings: Settings) -> None:
    """What people add: a reading, a verdict, a vote; a roster, and a model of the store's own."""
    with open_store(settings, writable=True) as store:
        report = list_reports(store)[0]
        correct_cell(store, report.id, CELL, "17", who="李审", note="看原件")
        finding = next(iter(list_findings(store)))
        record_verdict(store, finding.fingerprint, "confirmed", "李审")
        keep_vote(store, question="问", status="answered", vote="up", version=store_version(store))
    settings.roster_path.write_text(ROSTER, encoding="utf-8")
    shutil.copytree(Path(sys.modules["index"].__file__).parent / "model", settings.model_path)
    open_store(settings, writable=True).close()


def test_everything_that_was_stored_comes_back(settings: Settings, elsewhere: Settings, tmp_path: Path) -> None:
    add_readings(settings)
    written = write_backup(settings, tmp_path / "backup.zip")
    assert (3, 3, ()) == (written.manifest.reports, written.manifest.sources, written.damaged)
    restore_backup(elsewhere, tmp_path / "backup.zip")
    assert dump_folder(settings.data) == dump_folder(elsewhere.data)
    assert ([], []) == (find_faults(elsewhere.data), find_disagreements(elsewhere.data))
    with open_store(settings) as before, open_store(elsewhere) as after:
        for read in (list_corrections, list_verdicts, list_votes, list_reports, store_version):
            assert read(before) == read(after)
        assert search_passages(before, "办事指南") == search_passages(after, "办事指南")
    assert ROSTER == elsewhere.roster_path.read_text(encoding="utf-8")
    assert list_files(settings.model_path) == list_files(elsewhere.model_path)


def test_vectors_are_not_in_it_and_are_made_again(backup: Path, elsewhere: Settings) -> None:
    with zipfile.ZipFile(backup) as archive:
        assert [] == [name for name in archive.namelist() if "chroma" in name]
    restore_backup(elsewhere, backup)
    assert [] == find_disagreements(elsewhere.data)


def test_the_same_store_gives_the_same_bytes(settings: Settings, backup: Path, tmp_path: Path) -> None:
    open_store(settings, writable=True).close()
    write_backup(settings, tmp_path / "again.zip")
    assert backup.read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_the_manifest_tells_versions_and_every_member(settings: Settings, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        manifest = parse_manifest(archive.read(MANIFEST))
        found = {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != MANIFEST}
    with open_store(settings) as store:
        assert store_version(store) == manifest.store
    assert found == {member.name: member.sha256 for member in manifest.members}
    assert manifest == parse_manifest(dump_manifest(manifest))


def test_a_backup_taken_while_files_go_in_is_one_state(
    settings: Settings, elsewhere: Settings, chosen: list[Path], begin: Callable, tmp_path: Path
) -> None:
    running = begin("ingest", *chosen[3:], "--data", settings.data, "--jobs", "1")
    counts = []
    with open_store(settings) as reader:
        while running.poll() is None or not counts:
            written = write_backup(settings, tmp_path / "backup.zip")
            counts.append(written.manifest.reports)
            assert counts[-1] == written.manifest.sources
            assert len(list_reports(reader)) >= counts[-1]
    running.communicate()
    assert sorted(counts) == counts
    restore_backup(elsewhere, tmp_path / "backup.zip")
    assert ([], []) == (find_faults(elsewhere.data), find_disagreements(elsewhere.data))


def test_a_copy_that_goes_meanwhile_has_the_backup_begun_anew(settings: Settings, tmp_path: Path, monkeypatch) -> None:
    real = module.copy_database

    def copy_and_remove(*arguments):
        monkeypatch.setattr(module, "copy_database", real)
        copied = real(*arguments)
        with open_store(settings) as store:
            source = list_reports(store)[0].source
        remove_reports(settings, source=source)
        return copied

    monkeypatch.setattr(module, "copy_database", copy_and_remove)
    written = write_backup(settings, tmp_path / "backup.zip")
    assert (2, 2) == (written.manifest.reports, written.manifest.sources)


def test_a_damaged_copy_is_kept_as_it_is_and_named(settings: Settings, wenbao: Callable, tmp_path: Path) -> None:
    copy = next(settings.sources_path.rglob("*.txt"))
    copy.write_text("改坏了", encoding="utf-8")
    run = wenbao("backup", tmp_path / "backup.zip", "--data", settings.data, "--json")
    assert 1 == run.status
    assert [f"sources/{copy.parent.name}/{copy.name}"] == json.loads(run.out)["damaged"]
    assert copy.name in run.err


def test_the_command_line_writes_and_reads_back(
    settings: Settings, elsewhere: Settings, wenbao: Callable, tmp_path: Path
) -> None:
    run = wenbao("backup", tmp_path / "b.zip", "--data", settings.data, "--json")
    assert 0 == run.status
    assert {"file", "bytes", "program", "schema", "store", "reports", "sources", "damaged"} == json.loads(run.out).keys()
    run = wenbao("restore", tmp_path / "b.zip", "--data", elsewhere.data, "--json")
    assert (0, False, 3) == (run.status, json.loads(run.out)["replaced"], json.loads(run.out)["reports"])
    refused = wenbao("restore", tmp_path / "b.zip", "--data", elsewhere.data)
    assert (2, 1) == (refused.status, len(refused.err.splitlines()))
    assert "--replace" in refused.err
    run = wenbao("restore", tmp_path / "b.zip", "--data", elsewhere.data, "--replace", "--json")
    assert (0, True) == (run.status, json.loads(run.out)["replaced"])


def test_a_database_server_is_left_to_its_own_tools(settings: Settings, tmp_path: Path) -> None:
    own = settings.model_copy(update={"database_url": "postgresql+psycopg://u:p@localhost/x"})
    for act in (lambda: write_backup(own, tmp_path / "b.zip"), lambda: restore_backup(own, tmp_path / "b.zip")):
        with pytest.raises(UsageError, match="pg_dump"):
            act()


@pytest.mark.parametrize("place", ["missing/b.zip", "."])
def test_a_file_that_cannot_be_written_is_a_store_error(settings: Settings, place: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_backup(settings, tmp_path / place)
    assert [] == list(tmp_path.rglob("*.part"))


def test_a_disk_that_is_full_leaves_no_half_backup(settings: Settings, mount_disk: Callable[[str], Path]) -> None:
    disk = mount_disk("200k")
    with pytest.raises(Full):
        write_backup(settings, disk / "b.zip")
    assert [] == list(disk.iterdir())


def test_a_disk_that_is_full_leaves_the_folder_as_it_was(backup: Path, mount_disk: Callable[[str], Path]) -> None:
    disk = mount_disk("300k")
    own = Settings(_env_file=None, data=disk / "data")
    with pytest.raises(Full):
        restore_backup(own, backup)
    assert [] == list(disk.iterdir())


def test_a_folder_that_holds_something_is_not_touched_unless_asked_for(settings: Settings, backup: Path) -> None:
    (settings.data / "mine.txt").write_text("mine", encoding="utf-8")
    before = list_files(settings.data)
    with pytest.raises(UsageError, match="--replace"):
        restore_backup(settings, backup)
    assert before == list_files(settings.data)
    assert restore_backup(settings, backup, replace=True).replaced
    assert not (settings.data / "mine.txt").exists()
    assert [backup.name, "data"] == sorted(path.name for path in backup.parent.iterdir())


def test_a_damaged_folder_can_be_replaced(settings: Settings, backup: Path) -> None:
    wanted = dump_folder(settings.data)
    settings.sqlite_path.write_bytes(b"no database")
    shutil.rmtree(settings.chroma_path)
    restore_backup(settings, backup, replace=True)
    assert wanted == dump_folder(settings.data)


def test_a_folder_that_a_page_has_open_is_not_replaced(settings: Settings, backup: Path) -> None:
    with open_store(settings) as page:
        list_reports(page)
        with pytest.raises(Locked, match="网页"):
            restore_backup(settings, backup, replace=True)
        assert 3 == len(list_reports(page))
    restore_backup(settings, backup, replace=True)


def test_a_folder_that_is_being_written_is_not_replaced(settings: Settings, backup: Path) -> None:
    with open_store(settings, writable=True), pytest.raises(Locked):
        restore_backup(settings, backup, replace=True)


def test_a_backup_inside_the_folder_that_goes_is_refused(settings: Settings, backup: Path) -> None:
    inside = Path(shutil.move(backup, settings.data / "b.zip"))
    with pytest.raises(UsageError, match="移到别处"):
        restore_backup(settings, inside, replace=True)
    assert inside.exists()


def test_a_mount_point_is_refused_and_a_folder_in_it_is_not(backup: Path, mount_disk: Callable[[str], Path]) -> None:
    disk = mount_disk("40m")
    with pytest.raises(UsageError, match="挂载点"):
        restore_backup(Settings(_env_file=None, data=disk), backup)
    restore_backup(Settings(_env_file=None, data=disk / "data"), backup)


def rewrite(backup: Path, change: Callable[[dict[str, bytes], dict], None], *, mode: int = 0o100600) -> Path:
    """The backup with other members or another manifest; digests are set right unless the change sets them."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop(MANIFEST))
    change(members, manifest)
    spoiled = backup.with_name("spoiled.zip")
    with zipfile.ZipFile(spoiled, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**members, MANIFEST: json.dumps(manifest).encode()}.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return spoiled


def add_member(name: str, data: bytes = b"x") -> Callable:
    def change(members: dict[str, bytes], manifest: dict) -> None:
        members[name] = data
        manifest["members"].append({"name": name, "sha256": sha256(data).hexdigest(), "size": len(data)})

    return change


def change_byte(members: dict[str, bytes], _manifest: dict) -> None:
    name = next(name for name in members if name.startswith("sources/"))
    members[name] = bytes([members[name][0] ^ 1]) + members[name][1:]


def take_member(members: dict[str, bytes], _manifest: dict) -> None:
    del members[next(name for name in members if name.startswith("sources/"))]


def spoil_database(statement: str) -> Callable:
    def change(members: dict[str, bytes], manifest: dict) -> None:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(members[DATABASE])
            database.execute(statement)
            database.commit()
            members[DATABASE] = database.serialize()
        settle_entry(members, manifest)

    return change


def settle_entry(members: Mapping[str, bytes], manifest: dict) -> None:
    for entry in manifest["members"]:
        entry.update(sha256=sha256(members[entry["name"]]).hexdigest(), size=len(members[entry["name"]]))


def break_database(members: dict[str, bytes], manifest: dict) -> None:
    data = bytearray(members[DATABASE])
    data[8192:40960] = bytes(range(256)) * 128
    members[DATABASE] = bytes(data)
    settle_entry(members, manifest)


HOSTILE = {
    "a path that leads out": (Damaged, add_member("../outside.txt")),
    "a path from the root": (Damaged, add_member("/tmp/outside.txt")),
    "a path that leads out of the sources": (Damaged, add_member("sources/../../outside.txt")),
    "a pickle": (Damaged, add_member("model/weights.pickle")),
    "a foreign file": (Damaged, add_member("chroma/chroma.sqlite3")),
    "a copy in the wrong place": (Damaged, add_member(f"sources/00/{'1' * 64}.txt")),
    "a file that the manifest does not name": (Damaged, lambda members, _: members.update({"roster.csv": b"x"})),
    "a member that is missing": (Damaged, take_member),
    "a byte that changed": (Damaged, change_byte),
    "a bomb": (Damaged, add_member(f"sources/11/{'1' * 64}.txt", bytes(20_000_000))),
    "a trigger": (Damaged, spoil_database("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM reports; END")),
    "a broken database": (Damaged, break_database),
    "another store's manifest": (Damaged, lambda _, manifest: manifest.update(reports=7)),
    "no members": (Damaged, lambda _, manifest: manifest.update(members=[])),
    "no manifest to speak of": (Damaged, lambda _, manifest: manifest.clear()),
    "members that are none": (Damaged, lambda _, manifest: manifest.update(members=[1])),
    "a size below nothing": (Damaged, lambda _, manifest: manifest["members"][0].update(size=-1)),
    "a newer schema": (NewerSchema, lambda _, manifest: manifest.update(schema="9999")),
    "a newer schema inside": (NewerSchema, spoil_database("UPDATE alembic_version SET version_num = '9999'")),
    "a newer kind of backup": (NewerSchema, lambda _, manifest: manifest.update(format=99)),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_whole_backup_is_refused_and_changes_nothing(what: str, settings: Settings, backup: Path) -> None:
    kind, change = HOSTILE[what]
    before = list_files(settings.data)
    with pytest.raises(kind):
        restore_backup(settings, rewrite(backup, change), replace=True)
    assert before == list_files(settings.data)
    assert {"backup.zip", "spoiled.zip", "data"} == {path.name for path in backup.parent.iterdir()}


def test_a_link_among_the_members_is_refused(backup: Path, elsewhere: Settings) -> None:
    with pytest.raises(Damaged):
        restore_backup(elsewhere, rewrite(backup, lambda *_: None, mode=stat.S_IFLNK | 0o777))
    assert not elsewhere.data.exists()


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused(data: bytes, elsewhere: Settings, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(Damaged):
        restore_backup(elsewhere, tmp_path / "b.zip")
    assert not elsewhere.data.exists()


def test_a_backup_cut_short_is_refused(backup: Path, elsewhere: Settings) -> None:
    backup.write_bytes(backup.read_bytes()[:-2000])
    with pytest.raises(Damaged):
        restore_backup(elsewhere, backup)


def test_a_backup_that_is_missing_is_wrong_usage(elsewhere: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个备份文件"):
        restore_backup(elsewhere, tmp_path / "b.zip")


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("wenbao.sqlite", True),
        ("roster.csv", True),
        (f"sources/ab/ab{'0' * 62}.pdf", True),
        (f"sources/ab/ab{'0' * 62}", True),
        ("model/modules.json", True),
        ("model/0_StaticEmbedding/model.safetensors", True),
        (f"sources/aa/ab{'0' * 62}.pdf", False),
        ("model/../x.json", False),
        ("model/x.bin", False),
        ("model/a/b/x.json", False),
        ("lock", False),
        ("wenbao.sqlite\n", False),
    ],
)
def test_members_have_only_the_names_that_backups_give(name: str, allowed: bool) -> None:
    assert allowed == is_allowed(name)


KILLED = """
import os, signal
from pathlib import Path
from index.backup import restore
from index.settings import Settings

real = getattr(restore, {step!r})

def kill(*arguments, **options):
    if {after}:
        real(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(restore, {step!r}, kill)
restore.restore_backup(Settings(_env_file=None, data=Path({data!r})), Path({file!r}), replace=True)
"""


@pytest.mark.parametrize(
    ("when", "restored"),
    [
        (("_unpack", False), False),
        (("_unpack", True), False),
        (("_prepare", True), False),
        (("swap_folders", False), False),
        (("swap_folders", True), True),
        (("open_store", False), True),
    ],
)
def test_a_restore_killed_midway_leaves_one_whole_folder(
    when: tuple[str, bool], restored: bool, settings: Settings, backup: Path, chosen: list[Path]
) -> None:
    whole = dump_folder(settings.data)
    remove_reports(settings, source=str(chosen[0]))
    fewer = dump_folder(settings.data)
    program = KILLED.format(step=when[0], after=when[1], data=str(settings.data), file=str(backup))
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert -signal.SIGKILL == done.returncode, done.stderr
    assert [] == find_faults(settings.data)
    open_store(settings, writable=True).close()
    assert (whole if restored else fewer) == dump_folder(settings.data)
    restore_backup(settings, backup, replace=True)
    assert whole == dump_folder(settings.data)
    assert ["backup.zip", "data"] == sorted(path.name for path in backup.parent.iterdir())


def test_a_manifest_with_a_member_twice_is_refused() -> None:
    manifest = Manifest("0", "0001", "0" * 12, 0, ())
    twice = json.loads(dump_manifest(manifest))
    twice["members"] = [{"name": DATABASE, "sha256": "0" * 64, "size": 1}] * 2
    with pytest.raises(Damaged):
        parse_manifest(json.dumps(twice).encode())
