"""The stored files that a question names: by the whole name, by a stem in letters and digits, or by how an odd name begins."""

import re
from functools import lru_cache

from assistant.understanding.names.catalog import Catalog

_FILE = re.compile(r"[^\s\x00“”\"《》,。?!:;]+?\.(?:txt|md|pdf|docx?|html?)")
_STEM = re.compile(r"(?<![a-z0-9_.-])[a-z0-9_-]*\d[a-z0-9_-]*(?![a-z0-9_.-])")

_TITLE = re.compile(r"^([\u4e00-\u9fff]{3,12})(?=[-_\s(（\d.])")
_PLAIN = re.compile(r"报告|年报|信息公开|[镇乡县市区旗]|街道|苏木|政府|年度")
"""Words of which the names of most files are made: they tell no file from another."""


def find_files(text: str, catalog: Catalog) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The stored files that a folded question names, by the whole name or a stem in letters and digits, and where."""
    sources: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _FILE.finditer(text):
        start = next((at for at in range(match.start(), match.end()) if text[at : match.end()] in catalog.files), None)
        if start is not None:
            sources += catalog.files[text[start : match.end()]]
            spans.append((start, match.end()))
    for match in _STEM.finditer(text):
        named = not match.group().isdigit() and match.group() in catalog.files
        if named and not any(start <= match.start() < end for start, end in spans):
            sources += catalog.files[match.group()]
            spans.append(match.span())
    for start, end in _find_titles(text, catalog):
        if not any(start < other and before < end for before, other in spans):
            sources += list_titles(catalog)[text[start:end]]
            spans.append((start, end))
    return tuple(dict.fromkeys(sources)), spans


def _find_titles(text: str, catalog: Catalog) -> list[tuple[int, int]]:
    """Where the beginning of an odd file name stands in a question, the longest at each place."""
    titles = list_titles(catalog)
    lengths = sorted({len(title) for title in titles}, reverse=True)
    return [(start, start + length) for start in range(len(text)) for length in lengths if text[start : start + length] in titles]


@lru_cache(maxsize=4)
def list_titles(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The sources by the word that their file's name begins with (存档甲-2021年), unless it names a place or a report."""
    found: dict[str, list[str]] = {}
    for name, sources in catalog.files.items():
        title = _TITLE.match(name)
        odd = title is not None and not _PLAIN.search(title[1])
        if title is not None and odd:
            found.setdefault(title[1], []).extend(sources)
    return {title: tuple(dict.fromkeys(sources)) for title, sources in found.items()}
