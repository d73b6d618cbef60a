"""ZIP archives: their members under safe names and within limits; nothing is written to disk."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from ingest.errors import Damaged, Encrypted, InputError, TooLarge
from ingest.readers.limits import MEBIBYTE, Limits

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_SKIPPED_FOLDERS = {"__MACOSX"}
_SKIPPED_FILES = {"thumbs.db", "desktop.ini"}
_BLOCK = 256 * 1024
_SMALL = MEBIBYTE
"""Below this size a member's ratio means nothing: blank pages pack well."""
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def expand_archive(data: bytes, source: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The members of a ZIP file as ("a.zip/b.pdf", bytes), sorted by name; a ZIP inside is opened once more.

    Hidden files and those that operating systems leave behind are skipped. A member that cannot be taken does not
    keep the others back: its error is raised after the last good member.

    Raises:
        Encrypted: a member asks for a password.
        TooLarge: too many members, too many bytes, or a ratio that only a bomb has.
        Damaged: not a ZIP file, a broken member, or one whose name leaves the archive's folder.
    """
    refused: list[InputError] = []
    yield from _Expansion(limits, refused).expand(data, source, nested=False)
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise type(refused[0])(f"{refused[0]}；另有 {len(refused) - 1} 个文件未能读取")


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse a ZIP-based document (DOCX) whose directory declares more than the limits allow.

    Raises:
        Encrypted: a member asks for a password.
        TooLarge: too many members, too many bytes, or a ratio that only a bomb has.
        Damaged: not a ZIP file.
    """
    with _open_archive(data) as archive:
        _check_directory(archive.infolist(), limits)
        for member in archive.infolist():
            _check_member(member, decode_name(member), limits)


def list_names(data: bytes) -> tuple[str, ...]:
    """The names in a ZIP file's directory.

    Raises:
        Damaged: not a ZIP file.
    """
    with _open_archive(data) as archive:
        return tuple(decode_name(member) for member in archive.infolist())


def decode_name(member: zipfile.ZipInfo) -> str:
    """The member's name; zipfile reads unmarked names as cp437, Chinese programs write them in GBK or UTF-8."""
    name = member.filename if member.flag_bits & _UTF8_NAME else _decode_unmarked(member.filename)
    return name.replace("\\", "/")


def _decode_unmarked(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


class _Expansion:
    """One walk through an archive; archives inside share its budget of bytes and members."""

    def __init__(self, limits: Limits, refused: list[InputError]) -> None:
        self._limits = limits
        self._refused = refused
        self._bytes_left = limits.max_total_bytes
        self._members_left = limits.max_members

    def expand(self, data: bytes, source: str, *, nested: bool) -> Iterator[tuple[str, bytes]]:
        with _open_archive(data) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            self._members_left -= len(members)
            if self._members_left < 0:
                raise TooLarge(f"压缩包内文件过多：上限 {self._limits.max_members} 个")
            _check_directory(members, self._limits)
            named = sorted(((decode_name(member), member) for member in members), key=lambda pair: pair[0])
            for name, member in named:
                if _is_skipped(name):
                    continue
                try:
                    content = self._read_member(archive, member, name)
                except InputError as error:
                    self._refused.append(error)
                    continue
                yield from self._open_member(content, f"{source}/{name}", nested=nested)

    def _open_member(self, content: bytes, name: str, *, nested: bool) -> Iterator[tuple[str, bytes]]:
        if nested or not name.lower().endswith(".zip"):
            yield name, content
            return
        try:
            yield from self.expand(content, name, nested=True)
        except InputError as error:
            self._refused.append(type(error)(f"{name}：{error}"))

    def _read_member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
        """The member's bytes, read block by block: the size in the directory may lie."""
        _check_member(member, name, self._limits)
        blocks: list[bytes] = []
        size = 0
        try:
            with archive.open(member) as stream:
                while block := stream.read(_BLOCK):
                    blocks.append(block)
                    size += len(block)
                    if size > self._limits.max_bytes:
                        raise TooLarge(f"压缩包内文件过大：{name}，上限 {self._limits.max_bytes / MEBIBYTE:.0f} MB")
        except RuntimeError as fault:
            raise Damaged(f"压缩包内文件无法解开：{name}") from fault
        except _ZIP_FAULTS as fault:
            raise Damaged(f"压缩包内文件已损坏：{name}") from fault
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise TooLarge(f"压缩包解开后过大：上限 {self._limits.max_total_bytes / MEBIBYTE:.0f} MB，{name} 及其后未读")
        return b"".join(blocks)


def _open_archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _ZIP_FAULTS as fault:
        raise Damaged("文件已损坏，无法打开（压缩结构不完整）") from fault


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.max_members:
        raise TooLarge(f"压缩包内文件过多：{len(members)} 个，上限 {limits.max_members} 个")
    size = sum(member.file_size for member in members)
    if size > limits.max_total_bytes:
        raise TooLarge(f"压缩包解开后过大：{size / MEBIBYTE:.0f} MB，上限 {limits.max_total_bytes / MEBIBYTE:.0f} MB")


def _check_member(member: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    # The name as stored, too: zipfile turns the system's separators into slashes and cuts at a null byte.
    for written in (name, member.orig_filename):
        parts = written.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or parts[0].endswith(":") or not written.isprintable():
            raise Damaged(f"压缩包内文件名不安全：{name!r}")
    if member.flag_bits & _ENCRYPTED:
        raise Encrypted(f"压缩包有密码：{name}")
    if member.file_size > _SMALL and member.file_size > limits.max_ratio * max(member.compress_size, 1):
        raise TooLarge(f"压缩比异常（疑似压缩炸弹）：{name}")


def _is_skipped(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return hidden or any(part in _SKIPPED_FOLDERS for part in parts) or parts[-1].lower() in _SKIPPED_FILES
