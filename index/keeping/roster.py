"""The roster: an optional list of the agencies there are, which settles their names and says how many could have reported.

A CSV file (UTF-8 or GB18030; commas, semicolons or tabs) with a header line: 机关 or agency, 上级 or parents (from large to
small, joined by "/"), 别名 or aliases, 曾用名 or former_names (each several, joined by "/" or 、). Only the first is required.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Final

from index.settings import Settings
from ingest.errors import UsageError
from ingest.header.agencies import shorten_agency, split_parents

COLUMNS: Final = {
    "机关": "agency",
    "机关名称": "agency",
    "agency": "agency",
    "上级": "parents",
    "上级地区": "parents",
    "parents": "parents",
    "别名": "aliases",
    "aliases": "aliases",
    "曾用名": "former_names",
    "former_names": "former_names",
    "former names": "former_names",
}
"""The columns that are read, as they may be headed; others are left alone."""

_SEPARATORS: Final = re.compile(r"\s*[/、|；;，]\s*")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """An agency that there is. ``names`` are its other names, aliases first, then former ones; all names are short."""

    name: str
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """The agencies of a roster; ``fingerprint`` is empty where there is none."""

    entries: tuple[RosterEntry, ...] = ()
    fingerprint: str = ""

    @cached_property
    def _by_name(self) -> dict[str, list[RosterEntry]]:
        found: dict[str, list[RosterEntry]] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.names):
                found.setdefault(name, []).append(entry)
        return found

    def find(self, name: str, parents: Sequence[str]) -> RosterEntry | None:
        """The one agency that bears the name, or bore it, under these parents as far as they are known; else None.

        Where one agency of a place now has another one's former name, the name means the one that has it now.
        """
        fitting = [entry for entry in self._by_name.get(name, ()) if fit_parents(entry.parents, parents)]
        if len({entry.parents for entry in fitting}) == 1:
            fitting = [entry for entry in fitting if entry.name == name] or fitting
        return fitting[0] if len(fitting) == 1 else None


def fit_parents(known: Sequence[str], written: Sequence[str]) -> bool:
    """Whether two lists of parents can be one agency's, written more or less fully."""
    shorter, longer = sorted((known, written), key=len)
    return set(shorter) <= set(longer)


def load_roster(settings: Settings) -> Roster:
    """The roster that the settings name; an empty one where the data folder has none.

    Raises:
        UsageError: the file that was named is not there, or has a mistake.
    """
    if settings.roster is None and not settings.roster_path.exists():
        return Roster()
    return read_roster(settings.roster_path)


def read_roster(path: Path) -> Roster:
    """The roster in a file.

    Raises:
        UsageError: it cannot be opened, or a line has a mistake; the text names the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"机关名录打不开：{path}（{error.strerror}）") from error
    entries: dict[tuple[tuple[str, ...], str], tuple[int, RosterEntry]] = {}
    for line, entry in _read_entries(_decode(data)):
        earlier = entries.setdefault((entry.parents, entry.name), (line, entry))
        if earlier[0] != line:
            raise UsageError(f"机关名录第 {line} 行：“{entry.name}”与第 {earlier[0]} 行重复")
    if not entries:
        raise UsageError("机关名录里没有机关")
    _check_aliases(entries)
    kept = tuple(entry for _, entry in entries.values())
    return Roster(kept, sha256(repr(kept).encode()).hexdigest()[:32])


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError("机关名录的编码无法识别：请存为 UTF-8 编码的 CSV 文件")


def _read_entries(text: str) -> Iterator[tuple[int, RosterEntry]]:
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = {COLUMNS[name.strip().lower()]: name for name in rows.fieldnames or () if name.strip().lower() in COLUMNS}
        if "agency" not in columns:
            raise UsageError("机关名录的第一行应是列名：机关、上级、别名、曾用名（或 agency、parents、aliases、former_names）")
        for row in rows:
            fields = {column: (row[name] or "").strip() for column, name in columns.items()}
            if any(fields.values()):
                yield (rows.line_num, _build_entry(rows.line_num, fields))
    except csv.Error as error:
        raise UsageError(f"机关名录第 {rows.line_num} 行不是完整的 CSV：{error}") from error


def _build_entry(line: int, fields: Mapping[str, str]) -> RosterEntry:
    parents = _split(fields.get("parents", ""))
    name = _shorten(fields["agency"], parents)
    if not name:
        raise UsageError(f"机关名录第 {line} 行没有写机关名称")
    others = (_shorten(other, parents) for column in ("aliases", "former_names") for other in _split(fields.get(column, "")))
    return RosterEntry(name, parents, tuple(dict.fromkeys(other for other in others if other != name)))


def _split(field: str) -> tuple[str, ...]:
    return tuple(part for part in _SEPARATORS.split(field.strip()) if part)


def _shorten(name: str, parents: Sequence[str]) -> str:
    """The short name, as reports are filed under it: 某县某镇人民政府 → 某镇."""
    places, rest = split_parents(name)
    return shorten_agency(rest if places and set(places) <= set(parents) else name)


def _check_aliases(entries: Mapping[tuple[tuple[str, ...], str], tuple[int, RosterEntry]]) -> None:
    """Refuse another name that two agencies of one place bear: nothing could tell which of them it means."""
    bearers: dict[tuple[tuple[str, ...], str], int] = {}
    for line, entry in entries.values():
        for name in entry.names:
            earlier = bearers.setdefault((entry.parents, name), line)
            if earlier != line:
                raise UsageError(f"机关名录第 {line} 行：别名“{name}”与第 {earlier} 行重复")
