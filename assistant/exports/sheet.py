"""Tables as they are shown, to be taken away: read out of an answer's Markdown, written as CSV."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CITED = re.compile(r"(?:\[\d{1,3}\]–?)+")
"""The numbers of the sources behind a figure."""

RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
BAR = re.compile(r"(?<!\\)\|")
FORMULA_MARKS = ("=", "+", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what it is of, its headings, its rows, every field as it is shown."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_sheets(text: str, title: str = "") -> tuple[Sheet, ...]:
    """The tables of a Markdown text, without bold and without the numbers of sources."""
    return tuple(Sheet(title, rows[0], tuple(rows[1:])) for rows in find_tables(text.splitlines()))


def find_tables(lines: Sequence[str]) -> Iterator[list[tuple[str, ...]]]:
    """The rows of each table, the headings first."""
    rows: list[tuple[str, ...]] = []
    for line in (*lines, ""):
        if line.startswith("|") and line.rstrip().endswith("|"):
            if not RULE.fullmatch(line.strip()):
                rows.append(split_row(line.strip()))
        elif rows:
            yield rows
            rows = []


def split_row(line: str) -> tuple[str, ...]:
    """The fields of a row as a reader sees them."""
    fields = BAR.split(line)[1:-1]
    return tuple(CITED.sub("", field).replace("**", "").replace("\\|", "|").strip() for field in fields)


def write_csv(sheets: Sequence[Sheet]) -> bytes:
    """The tables one below the other, in UTF-8 with a byte order mark, without which Excel takes Chinese for another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for i, sheet in enumerate(sheets):
        if i:
            writer.writerow([])
        writer.writerow(map(disarm_field, sheet.head))
        writer.writerows([disarm_field(field) for field in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def disarm_field(text: str) -> str:
    """Text that a spreadsheet does not take for a formula; a signed number is none."""
    harmless = NUMBER.fullmatch(text) or not text.startswith((*FORMULA_MARKS, "-"))
    return text if harmless else f"'{text}"
