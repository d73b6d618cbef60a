"""What a reading hangs on besides the file: the program and all that reads with it. Machines that differ in it must not mix."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from index.intake.conditions import describe_programs
from index.vectors.embedding import fingerprint_named

_PACKAGES: Final = ("ingest", "index")
_LIBRARIES: Final = (
    *("wenbao", "pdfplumber", "pdfminer.six", "pypdfium2", "python-docx", "lxml", "selectolax", "opencc", "rapidfuzz"),
    *("numpy", "tokenizers", "sentence-transformers", "rapidocr"),
)

Kit = dict[str, str]


def describe_kit(model: str) -> Kit:
    """What this machine reads and embeds with, by name; ``model`` is one that ``index.vectors.embedding`` can name here."""
    return {**_describe_program(), "嵌入模型": fingerprint_named(model)}


def compare_kits(ours: Kit, theirs: Kit) -> str:
    """In words what another machine has otherwise; empty where nothing."""
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    return "，".join(f"{name} {theirs.get(name, '没有')}（本机 {ours.get(name, '没有')}）" for name in names)


@cache
def _describe_program() -> Kit:
    libraries = {name: found for name in _LIBRARIES if (found := _find_version(name)) is not None}
    return {"程序": _fingerprint_code(), "python": platform.python_version(), **libraries, "外部程序": describe_programs()}


def _find_version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _fingerprint_code() -> str:
    digest = sha256()
    root = Path(__file__).resolve().parent.parent
    for package in _PACKAGES:
        for path in sorted(path for path in (root / package).rglob("*") if path.suffix in {".py", ".toml"}):
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
