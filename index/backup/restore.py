"""Reading a backup back: everything is unpacked and checked beside the data folder, which then changes in one step."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import IO, Final

from index.backup.backup import refuse_server
from index.backup.manifest import DATABASE, MANIFEST, Manifest, parse_manifest
from index.backup.snapshot import check_database, describe_database, forget_vectors, is_in_use
from index.database.faults import translate_os_errors
from index.database.schema import SCHEMA_VERSIONS
from index.database.swapping import swap_folders
from index.settings import Settings
from index.store import NEWER, lock_folder, migrate_folder, open_store
from index.vectors.passages import forget_open_folders
from ingest.errors import Damaged, Full, Locked, NewerSchema, StoreError, UsageError
from ingest.readers.limits import MEBIBYTE

_MOST_RATIO: Final = 200
"""A database of tables and indexes packs to a tenth; only a bomb packs better than this."""
_SMALL: Final = MEBIBYTE
"""Below this size a member's ratio means nothing."""
_LONGEST_MANIFEST: Final = 256 * MEBIBYTE
_BLOCK: Final = MEBIBYTE
_REGULAR: Final = 0o100000
_FORMAT_BITS: Final = 0o170000
_ENCRYPTED: Final = 0x1
_ZIP_FAULTS: Final = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was read back, and whether it took the place of something."""

    manifest: Manifest
    replaced: bool


def restore_backup(settings: Settings, file: Path, *, replace: bool = False) -> Restored:
    """Put what a backup holds into the data folder; with ``replace``, in place of everything that is in it.

    Nothing in the data folder changes before all of the backup is unpacked and its digests are found right, and then all of it
    at once. An older schema is migrated, the vectors are made again.

    Raises:
        UsageError: the folder holds something and ``replace`` is not given, or it cannot be replaced.
        NewerSchema: a newer program wrote the backup.
        Damaged: it is not whole, or holds what no backup holds.
        Locked: another program writes the data folder, or has it open.
        StoreError: the folder refuses in another way.
    """
    refuse_server(settings)
    target = settings.data.resolve()
    draft = target.with_name(f"{target.name}.restoring")
    with _open_archive(file) as archive:
        manifest = _read_manifest(archive)
        with _hold_folder(target, file, replace=replace) as replaced, _hold_draft(draft):
            _unpack(archive, manifest, draft)
            _prepare(settings.model_copy(update={"data": draft}), manifest)
            os.sync()  # before anything goes, all of it has to be on the disk
            refuse_in_use(target)
            with translate_os_errors():
                swap_folders(draft, target) if target.exists() else draft.rename(target)
    forget_open_folders()
    with suppress(Locked):  # whoever writes by now brings the vectors along
        open_store(settings, writable=True).close()
    return Restored(manifest, replaced)


@contextmanager
def _hold_folder(target: Path, file: Path, *, replace: bool) -> Iterator[bool]:
    """Keep other writers out of the data folder; gives whether it holds anything."""
    if not target.exists():
        yield False
        return
    if not target.is_dir() or target.is_mount():
        raise UsageError(f"“{target}”不是可以整个替换的文件夹（挂载点也不行），请用 --data 指定它里面的一个子文件夹")
    if file.resolve().is_relative_to(target):
        raise UsageError("备份文件放在要被替换的数据文件夹里，请先移到别处")
    occupied = any(entry.name != "lock" for entry in target.iterdir())
    if occupied and not replace:
        raise UsageError(f"数据文件夹“{target}”里已有内容；确定要整个替换请加 --replace")
    lock = lock_folder(target)
    try:
        refuse_in_use(target)
        yield occupied
    finally:
        lock.release()


def refuse_in_use(target: Path) -> None:
    """A page that went on over a replaced folder would answer from what is no longer there.

    Raises:
        Locked: a program has the folder's database open.
    """
    if is_in_use(target / DATABASE):
        raise Locked("网页或其他程序正开着这个数据文件夹，请先停下它再恢复")


@contextmanager
def _hold_draft(draft: Path) -> Iterator[None]:
    """An empty folder to unpack into, beside the data folder; whatever lies under its name at the end goes."""
    lock = lock_folder(draft)
    try:
        with translate_os_errors():
            for entry in draft.iterdir():  # a restore that was killed left it
                if entry.name != "lock":
                    rmtree(entry) if entry.is_dir() else entry.unlink()
        yield
    finally:
        rmtree(draft, ignore_errors=True)
        lock.release()


@contextmanager
def _open_archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except FileNotFoundError as error:
        raise UsageError(f"没有这个备份文件：{file}") from error
    except _ZIP_FAULTS as error:
        raise Damaged("备份已损坏，或不是备份文件") from error
    except OSError as error:
        raise StoreError(f"读不了备份文件 {file}：{error.strerror}") from error


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What the backup says that it holds, once its directory was found to hold just that."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    if len(entries) < len(archive.infolist()) or MANIFEST not in entries:
        raise Damaged("备份已损坏，或不是备份文件")
    _check_entry(entries[MANIFEST])
    if entries[MANIFEST].file_size > _LONGEST_MANIFEST:
        raise Damaged("备份已损坏：清单过大")
    manifest = parse_manifest(archive.read(MANIFEST))
    if manifest.schema not in SCHEMA_VERSIONS:
        raise NewerSchema(NEWER)
    sizes = {member.name: member.size for member in manifest.members}
    if sizes != {name: entry.file_size for name, entry in entries.items() if name != MANIFEST}:
        raise Damaged("备份里的文件与清单不符")
    for name in sizes:
        _check_entry(entries[name])
    return manifest


def _check_entry(entry: zipfile.ZipInfo) -> None:
    kind = entry.external_attr >> 16 & _FORMAT_BITS
    if kind not in (0, _REGULAR) or entry.flag_bits & _ENCRYPTED:
        raise Damaged(f"备份里有不该有的文件：{entry.filename!r}")
    if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
        raise Damaged(f"备份里的文件压缩比异常（疑似压缩炸弹）：{entry.filename!r}")


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, draft: Path) -> None:
    """Write every member into the draft, and compare what was written with its digest."""
    needed, free = sum(member.size for member in manifest.members), disk_usage(draft).free
    if needed > free:
        raise Full(f"磁盘空间不足：恢复需要 {needed / MEBIBYTE:.0f} MB，只剩 {free / MEBIBYTE:.0f} MB")
    for member in manifest.members:
        path = draft / member.name
        with translate_os_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member.name) as source, path.open("xb") as copy:
                digest = _copy_blocks(source, copy)
        if digest != member.sha256:
            raise Damaged(f"备份已损坏：{member.name} 与清单不符")


def _copy_blocks(source: IO[bytes], copy: IO[bytes]) -> str:
    digest = sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
        copy.write(block)
    return digest.hexdigest()


def _prepare(settings: Settings, manifest: Manifest) -> None:
    """Look into the unpacked database, and bring it to the newest schema."""
    check_database(settings.sqlite_path)
    found = describe_database(settings.sqlite_path)
    if (found.schema, found.store, len(found.hashes)) != (manifest.schema, manifest.store, manifest.reports):
        raise Damaged("备份已损坏：数据库与清单不符")
    forget_vectors(settings.sqlite_path)
    migrate_folder(settings)
