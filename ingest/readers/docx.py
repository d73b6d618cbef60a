"""Word documents: DOCX through python-docx, older DOC and RTF turned into DOCX by LibreOffice where it is installed."""

import os
import shutil
import signal
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError

from ingest.errors import Damaged, TooLarge, Unsupported
from ingest.readers.archive import check_archive
from ingest.readers.docx_xml import Block, DocxWalk, Table
from ingest.readers.draft import Draft
from ingest.readers.limits import Limits
from ingest.records import ParsedDocument, Place

_DOCX_FAULTS = (
    PackageNotFoundError,
    LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What python-docx raises over packages that are not what they promise: missing or packed-up parts, broken XML, wrong types."""


def read_docx(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    """The document of a DOCX file: a segment per paragraph and table cell, cells with table, row and column.

    Raises:
        Damaged: not a Word document, or broken inside.
        Encrypted: a part of the package asks for a password.
        TooLarge: over the limits on size, members or cells.
    """
    return _read_package(data, data, source, limits)


def read_doc(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    """The document of a DOC or RTF file, converted by LibreOffice in a profile of its own.

    Raises:
        Unsupported: LibreOffice is not installed.
        Damaged: LibreOffice could not convert the file.
        TooLarge: the conversion took longer than the limit.
    """
    return _read_package(_convert_document(data, limits), data, source, limits)


def _read_package(package: bytes, data: bytes, source: str, limits: Limits) -> ParsedDocument:
    check_archive(package, limits)
    try:
        document = Document(BytesIO(package))
        body = document.element.body
        title = (document.core_properties.title or "").strip()
    except _DOCX_FAULTS as fault:
        raise Damaged("Word 文档已损坏，无法打开") from fault
    if body is None:
        raise Damaged("Word 文档没有正文")
    draft = Draft(limits)
    _write_blocks(draft, DocxWalk(limits).walk_blocks(body))
    return draft.finish(data, source, "docx", (("文档标题", title),) if title else ())


def _write_blocks(draft: Draft, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, str):
            draft.add_line(block, Place())
        elif _is_layout(block):
            _write_blocks(draft, block.content)
        else:
            draft.add_grid(block.grid)


def _is_layout(table: Table) -> bool:
    return table.nests or not table.grid.holds_data()


def _convert_document(data: bytes, limits: Limits) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unsupported("读取 .doc 文件需要安装 LibreOffice，或另存为 .docx 后再导入")
    with TemporaryDirectory(prefix="wenbao-") as folder:
        original = Path(folder, "report.doc")
        original.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(original)]
        _run_program(command, limits.max_seconds)
        converted = Path(folder, "report.docx")
        if not converted.is_file():
            raise Damaged("LibreOffice 无法打开这个 .doc 文件，可能已损坏或有密码")
        return converted.read_bytes()


def _run_program(command: list[str], seconds: float) -> None:
    """Run a program in a process group of its own, so that what it started ends with it."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:  # noqa: S603 - no shell, fixed program
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as fault:
            os.killpg(process.pid, signal.SIGKILL)
            raise TooLarge(f"转换 .doc 超时：超过 {seconds:.0f} 秒") from fault
