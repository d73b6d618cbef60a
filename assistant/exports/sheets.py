"""Rows of numbers written as CSV, XLSX or JSON. This is the only module that knows openpyxl."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from assistant.exports.words import READINGS, STATES

Row = dict[str, object]
Writer = Callable[[Path, Iterator[Row]], None]

COLUMNS: Mapping[str, str] = {
    "agency": "机关",
    "parents": "上级",
    "year": "年度",
    "form": "表式",
    "kind": "出处类别",
    "id": "编号",
    "label": "名称",
    "state": "状态",
    "value": "数值",
    "unit": "单位",
    "unit_assumed": "按表式推定的单位",
    "normalised_value": "换算数值",
    "normalised_unit": "换算单位",
    "raw": "原文",
    "approx": "约数",
    "primary": "本年主数",
    "read_by": "读法",
    "corrected_by": "人工读数",
    "answers": "用于回答",
    "source": "来源文件",
    "sha256": "文件哈希",
    "where": "位置",
    "quote": "引文",
    "place": "坐标",
}
"""The columns in order, with the headings that a person sees."""

WORDED: Mapping[str, tuple[str, Mapping[str, str]]] = {"state": ("状态说明", STATES), "read_by": ("读法说明", READINGS)}
"""Columns of fixed words, behind which a table for people says them in Chinese; JSON keeps to the fixed words."""

NUMERIC = ("value", "normalised_value", "year")
PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def write_json_file(file: Path, rows: Iterator[Row]) -> None:
    """A JSON list with an object per row, streamed."""
    with file.open("w", encoding="utf-8") as out:
        out.write("[")
        for number, row in enumerate(rows):
            out.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False))
        out.write("\n]\n")


def write_csv_file(file: Path, rows: Iterator[Row]) -> None:
    """CSV in UTF-8 with a byte order mark, without which Excel takes Chinese for another encoding."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(list_headings())
        for row in rows:
            fields = explain_words(row)
            writer.writerow([field if column in NUMERIC else disarm_text(flatten_field(field)) for column, field in fields])


def write_xlsx_file(file: Path, rows: Iterator[Row]) -> None:
    """A workbook with one sheet; numbers are numbers, all else is text even where it looks like a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("数据")
    sheet.append(list_headings())

    def make_cell(column: str, field: object) -> Cell | None:
        if field is None:
            return None
        if column in NUMERIC:
            return WriteOnlyCell(sheet, Decimal(str(field)))  # type: ignore[arg-type]  # written digit by digit, unlike a float
        cell = WriteOnlyCell(sheet, flatten_field(field))
        cell.data_type = "s"
        return cell

    for row in rows:
        sheet.append([make_cell(column, field) for column, field in explain_words(row)])
    book.save(file)


def list_headings() -> list[str]:
    """The headings of a table for people."""
    return [heading for name, own in COLUMNS.items() for heading in (own, *WORDED.get(name, ())[:1])]


def explain_words(row: Row) -> Iterator[tuple[str, object]]:
    """The columns of a table for people, in order, each with its field; fixed words are followed by what they mean."""
    for column in COLUMNS:
        yield column, row[column]
        if column in WORDED:
            yield f"{column}_said", WORDED[column][1].get(str(row[column]))


def fill_workbook(tables: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]]) -> bytes:
    """A workbook with a sheet per table (title, headings, rows); plain numbers are numbers, all else is text."""
    book = Workbook(write_only=True)
    for title, head, rows in tables:
        sheet = book.create_sheet(title)
        for row in (head, *rows):
            sheet.append([make_field(sheet, field) for field in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def make_field(sheet: object, field: str) -> Cell:
    """A cell of a table as it is shown."""
    if PLAIN_NUMBER.fullmatch(field):
        return WriteOnlyCell(sheet, Decimal(field))  # type: ignore[arg-type]  # written digit by digit, unlike a float
    cell = WriteOnlyCell(sheet, flatten_field(field))  # type: ignore[arg-type]  # the stubs know no sheet that is only written
    cell.data_type = "s"
    return cell


def flatten_field(field: object) -> str:
    """A field as one line of text, without the control characters that spreadsheets refuse."""
    text = json.dumps(field) if isinstance(field, dict) else {True: "是", False: "否", None: ""}.get(field, field)  # type: ignore[call-overload]
    return "".join(character if character.isprintable() else " " for character in str(text))


def disarm_text(text: str) -> str:
    """Text that a spreadsheet does not take for a formula (a leading apostrophe is its own sign for text)."""
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


WRITERS: Mapping[str, Writer] = {".csv": write_csv_file, ".xlsx": write_xlsx_file, ".json": write_json_file}
"""The writer for each ending of a file name."""
