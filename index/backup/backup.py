"""Writing a backup: one file that holds one state of everything stored, whoever reads or writes the store meanwhile.

What stands in it is told in ``index.backup.manifest``; it is read back by ``index.backup.restore``.
"""

import errno
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO, Final

from index.backup.manifest import DATABASE, MANIFEST, MODEL, ROSTER, SOURCES, Manifest, Member, dump_manifest
from index.backup.snapshot import Snapshot, copy_database, list_hashes
from index.database.sources import list_copies
from index.settings import Settings
from ingest.errors import Full, Locked, StoreError, UsageError

_ATTEMPTS: Final = 3
_BLOCK: Final = 1024 * 1024
_PACKED: Final = (".pdf", ".docx", ".zip", ".safetensors")
"""Kinds of files that packing makes no smaller."""
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that the same store gives the same bytes."""
_MODE: Final = 0o100600


@dataclass(frozen=True, slots=True)
class Backup:
    """A written backup; ``damaged`` are kept copies whose bytes are no longer those that were taken in."""

    manifest: Manifest
    size: int
    damaged: tuple[str, ...]


def write_backup(settings: Settings, file: Path) -> Backup:
    """Write everything stored to ``file``, which appears when it is whole.

    Raises:
        UsageError: the rows stand in a database server.
        Locked: kept copies went away while they were being read, time and again.
        StoreError: the store cannot be read, or ``file`` not be written.
    """
    refuse_server(settings)
    draft, copy = (file.with_name(f"{file.name}{ending}") for ending in (".part", ".sqlite.part"))
    try:
        draft.touch()  # what forbids the file is found out first
        for _ in range(_ATTEMPTS):
            copy.unlink(missing_ok=True)
            snapshot = copy_database(settings, copy)
            members = _list_members(settings, snapshot, copy)
            if members is None:
                continue
            try:
                manifest, damaged = _write_archive(draft, snapshot, members)
            except FileNotFoundError:  # a report went, and its copy with it, after the database was copied
                continue
            draft.replace(file)
            return Backup(manifest, file.stat().st_size, damaged)
    except OSError as error:
        raise _explain_fault(error, file) from error
    finally:
        for unfinished in (draft, copy):
            unfinished.unlink(missing_ok=True)
    raise Locked("备份期间原件一直在变动，请等导入结束后再备份")


def refuse_server(settings: Settings) -> None:
    """Leave a database of its own to its own tools.

    Raises:
        UsageError: the settings name one.
    """
    if settings.database_url:
        raise UsageError(
            "数据库由 WENBAO_DATABASE_URL 指定，请用它自己的工具备份和恢复（PostgreSQL 用 pg_dump 和 pg_restore），"
            f"并另行复制“{settings.data}”里的 sources、roster.csv 和 model"
        )


def _list_members(settings: Settings, snapshot: Snapshot, copy: Path) -> dict[str, Path] | None:
    """The files by their names in the backup; None where a copy went away after the database was copied."""
    kept = list_copies(settings)
    lacking = snapshot.hashes - kept.keys()
    if lacking - list_hashes(settings):  # those that are stored still were taken in without a copy
        return None
    members = {DATABASE: copy}
    if settings.roster_path.exists():
        members[ROSTER] = settings.roster_path
    for path in sorted(settings.model_path.rglob("*")):
        if path.suffix in (".json", ".safetensors"):
            members[MODEL + path.relative_to(settings.model_path).as_posix()] = path
    for digest in sorted(snapshot.hashes & kept.keys()):
        members[f"{SOURCES}{digest[:2]}/{kept[digest].name}"] = kept[digest]
    return members


def _write_archive(draft: Path, snapshot: Snapshot, members: Mapping[str, Path]) -> tuple[Manifest, tuple[str, ...]]:
    with draft.open("wb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            written = tuple(_write_member(archive, name, path) for name, path in members.items())
            manifest = Manifest(version("wenbao"), snapshot.schema, snapshot.store, len(snapshot.hashes), written)
            archive.writestr(_describe(MANIFEST), dump_manifest(manifest))
        file.flush()
        os.fsync(file.fileno())
    damaged = (member.name for member in written if member.name.startswith(SOURCES) and member.sha256 not in member.name)
    return manifest, tuple(damaged)


def _write_member(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    entry = _describe(name)
    entry.file_size = path.stat().st_size  # more than 4 GiB take another kind of entry
    digest, size = sha256(), 0
    with path.open("rb") as source, archive.open(entry, "w") as target:
        for block in _read_blocks(source):
            digest.update(block)
            size += len(block)
            target.write(block)
    return Member(name, digest.hexdigest(), size)


def _read_blocks(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(_BLOCK):
        yield block


def _describe(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = _MODE << 16
    return entry


def _explain_fault(error: OSError, file: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Full(f"磁盘空间不足，备份文件写不下：{file}")
    return StoreError(f"写不了备份文件 {file}：{error.strerror}")
