"""Which reader a file goes to: told by its first bytes, and by its name only where they say nothing."""

import re
from pathlib import PurePath

from ingest.errors import Damaged, Encrypted, Unsupported
from ingest.readers.archive import list_names
from ingest.readers.docx import read_doc, read_docx
from ingest.readers.html import read_html
from ingest.readers.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text
from ingest.records import ParsedDocument

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
"""Readers accept a PDF whose mark stands within its first 1024 bytes."""
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(rb"<(?:table|div|p|meta|title|script|span|font|br|h[1-6])\b", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text", "")
_HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml", ".aspx", ".jsp", ".php")
_DOCUMENT_SUFFIXES = (".pdf", ".docx", ".doc", ".rtf", ".wps", ".zip")
_ARCHIVE_MESSAGE = "压缩包内含多个文件，需要先展开再逐个读取"
_SIGNATURES = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
)


def read_document(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    """The document of one file, whatever its name promises.

    Raises:
        Damaged: the file is empty or broken.
        Encrypted: it asks for a password.
        TooLarge: over a limit.
        Unsupported: no reader for its kind; an archive is expanded before, not here.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise Damaged("文件是空的")
    limits.check_size(len(data))
    suffix = PurePath(source).suffix.lower()
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return read_pdf(data, source, limits)
    if data.startswith(b"PK"):
        return _read_package(data, source, limits)
    if data.startswith(_COMPOUND):
        return _read_compound(data, source, limits)
    if data.startswith(b"{\\rtf"):
        return read_doc(data, source, limits)
    return _read_characters(data, source, suffix, limits)


def _read_package(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    names = list_names(data)
    if any(name.startswith("word/") for name in names):
        return read_docx(data, source, limits)
    if "[Content_Types].xml" in names:
        raise Unsupported("不支持的 Office 文件：只读取 Word 文档")
    raise Unsupported(_ARCHIVE_MESSAGE)


def _read_compound(data: bytes, source: str, limits: Limits) -> ParsedDocument:
    """An OLE file: an old DOC, or the wrapping of an encrypted DOCX; told apart by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted("文件有密码")
    if "WordDocument".encode("utf-16-le") not in data:
        raise Unsupported("不支持的 Office 文件：只读取 Word 文档")
    return read_doc(data, source, limits)


def _read_characters(data: bytes, source: str, suffix: str, limits: Limits) -> ParsedDocument:
    kind = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None)
    if kind is not None:
        raise Unsupported(f"不支持的文件类型：{kind}")
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in data[:4096] and not marked:
        raise (Damaged if suffix in _DOCUMENT_SUFFIXES else Unsupported)("无法识别的文件：不是可读取的文档")
    opening = data[:65536].replace(b"\x00", b"")
    if _PAGE.search(opening) or (suffix not in _TEXT_SUFFIXES and _TAG.search(opening)):
        return read_html(data, source, limits)
    if suffix in (*_TEXT_SUFFIXES, *_HTML_SUFFIXES):
        return read_text(data, source)
    if suffix in _DOCUMENT_SUFFIXES:
        return _read_misnamed(data, source, suffix)
    raise Unsupported(f"不支持的文件类型：{suffix}")


def _read_misnamed(data: bytes, source: str, suffix: str) -> ParsedDocument:
    """Plain text under the name of another kind; anything with control characters is a broken file of that kind."""
    if _CONTROL.search(data):
        raise Damaged(f"文件内容与扩展名 {suffix} 不符，可能已损坏")
    return read_text(data, source)
