"""Every file goes to the reader of its real kind, or is refused in one plain line."""

import io
import zipfile
from hashlib import sha256

import docx
import pytest

from ingest.errors import Damaged, Encrypted, TooLarge, Unsupported
from ingest.readers.door import read_document
from ingest.readers.limits import Limits

LIMITS = Limits()
PAGE = "<html><body><p>清溪镇政府信息公开工作年度报告</p></body></html>".encode()


def make_docx(text="清溪镇年报"):
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PAGE, "html"),
        ("a.txt", PAGE, "html"),
        ("a.html", make_docx(), "docx"),
        ("a.pdf", make_docx(), "docx"),
        ("a.docx", "清溪镇 2023 年年报".encode(), "text"),
        ("a.htm", "没有标签的网页".encode(), "text"),
        ("a.md", "| 规章 | 0 |<br>".encode(), "text"),
        ("A.TXT", "清溪镇".encode("gb18030"), "text"),
    ],
)
def test_the_bytes_tell_the_kind_and_not_the_name(name, data, kind):
    assert kind == read_document(data, name, LIMITS).kind


def test_a_document_knows_its_source_and_digest():
    document = read_document(PAGE, "镇/a.html", LIMITS)
    assert ("镇/a.html", sha256(PAGE).hexdigest()) == (document.source, document.sha256)


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\x00" * 50])
def test_an_empty_file_is_damaged(data):
    with pytest.raises(Damaged, match="文件是空的"):
        read_document(data, "a.pdf", LIMITS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n0000"),
        ("a.pdf", b"\xff\xd8\xff\xe0 picture"),
        ("a.rar", b"Rar!\x1a\x07\x00"),
        ("a.exe", b"MZ\x90\x00\x03"),
        ("a.xyz", "文字".encode()),
        ("a.bin", b"\x01\x02\x00\x03 data"),
    ],
)
def test_other_kinds_are_unsupported(name, data):
    with pytest.raises(Unsupported):
        read_document(data, name, LIMITS)


def test_a_spreadsheet_is_unsupported():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unsupported, match="Word"):
        read_document(stream.getvalue(), "a.xlsx", LIMITS)


def test_an_encrypted_word_file_says_so():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Encrypted, match="密码"):
        read_document(data, "a.docx", LIMITS)


@pytest.mark.parametrize("data", [make_docx()[:3000], b"PK\x03\x04broken", b"%PDF-1.7\nbroken", b"\x03\x00\x00rest"])
def test_broken_bytes_are_damaged(data):
    with pytest.raises(Damaged):
        read_document(data, "a.docx", LIMITS)


def test_a_file_over_the_limit_is_too_large():
    with pytest.raises(TooLarge, match="文件过大"):
        read_document(PAGE, "a.html", Limits(max_bytes=10))
