"""Tables as an XLSX file whose bytes depend on nothing but the tables."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant.exports.sheet import Sheet
from assistant.exports.sheets import fill_workbook

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can name; it stands for none."""

STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
TITLE_LIMIT = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A sheet per table; numbers are numbers, all else is text even where it looks like a formula."""
    titles = name_sheets(sheets)
    data = fill_workbook([(title, sheet.head, sheet.rows) for title, sheet in zip(titles, sheets, strict=True)])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    fixed = datetime(*EPOCH).isoformat().encode() + b"Z"  # noqa: DTZ001  # written with its Z
    return write_archive({name: STAMP.sub(rb"\g<1>" + fixed + rb"\g<2>", member) for name, member in members.items()})


def name_sheets(sheets: Sequence[Sheet]) -> list[str]:
    """A name for each sheet that Excel accepts, none twice."""
    names: list[str] = []
    for i, sheet in enumerate(sheets, start=1):
        name = FORBIDDEN.sub(" ", sheet.title).strip()[:TITLE_LIMIT] or f"表{i}"
        names.append(name if name not in names else f"{name[: TITLE_LIMIT - 3]}-{i}")
    return names


def write_archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these files, in their order, without a trace of when and where it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()
