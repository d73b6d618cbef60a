"""Several reports in one file: ZIP archives whose members have GBK names, and documents with two reports in a row."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samples.maker.records import Sheet

_EPOCH = (2024, 1, 1, 0, 0, 0)
_FOLDER = "年报"


def name_member(sheet: Sheet) -> str:
    """The member's name inside its archive."""
    return f"{_FOLDER}/{sheet.plan.file_name}"


def pack_archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of ``files`` as programs on Chinese systems write it: names in GBK, not marked.

    zipfile marks every name that is not ASCII as UTF-8; so it packs names of the same length, which are then overwritten.
    """
    out = io.BytesIO()
    names = {str(index).ljust(len(name.encode("gb18030")), "x"): name for index, name in enumerate(files)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for stand_in, name in names.items():
            archive.writestr(zipfile.ZipInfo(stand_in, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    data = out.getvalue()
    for stand_in, name in names.items():
        data = data.replace(stand_in.encode(), name.encode("gb18030"))
    return data


def join_sheets(sheets: Sequence[Sheet], file_name: str) -> Sheet:
    """One sheet that holds the blocks of several, one report after another."""
    first = sheets[0]
    plan = replace(first.plan, file_name=file_name)
    return replace(first, plan=plan, blocks=tuple(block for sheet in sheets for block in sheet.blocks))
