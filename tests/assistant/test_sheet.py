"""Tables taken out of answers and written as files."""

import csv
import io

import pytest
from openpyxl import load_workbook

from assistant.exports.sheet import Sheet, read_sheets, write_csv
from assistant.exports.workbook import name_sheets, write_xlsx

TEXT = "前文\n\n| 年份 | 数值 |\n| --- | --- |\n| 2022年 | **5件**[1][2] |\n| 2023年 | 甲\\|乙[3]–[6] |\n\n后文[7]"


def test_table_is_read_without_bold_and_source_numbers() -> None:
    assert (Sheet("表", ("年份", "数值"), (("2022年", "5件"), ("2023年", "甲|乙"))),) == read_sheets(TEXT, "表")


def test_text_without_a_table_has_none() -> None:
    assert () == read_sheets("只有一句话[1]。")


@pytest.mark.parametrize(
    ("field", "written"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-3", "-3"), ("-3件", "'-3件"), ("+2", "+2"), ("甲镇", "甲镇")]
)
def test_csv_never_starts_a_formula(field: str, written: str) -> None:
    rows = list(csv.reader(io.StringIO(write_csv([Sheet("", ("名",), ((field,),))]).decode("utf-8-sig"))))
    assert [["名"], [written]] == rows


def test_workbook_is_the_same_twice_and_takes_no_text_for_a_formula() -> None:
    sheets = [Sheet("表", ("名", "数"), (("=1+1", "12.5"), ("007", "-3"))), Sheet("表", ("空",), ())]
    data = write_xlsx(sheets)
    assert data == write_xlsx(sheets)
    book = load_workbook(io.BytesIO(data))
    assert [("=1+1", 12.5), ("007", -3)] == [tuple(cell.value for cell in row) for row in book["表"].iter_rows(min_row=2)]
    assert "s" == book["表"]["A2"].data_type


def test_names_of_sheets_are_unlike_and_within_what_excel_takes() -> None:
    names = name_sheets([Sheet("a/b" * 20, (), ()), Sheet("a/b" * 20, (), ()), Sheet("", (), ())])
    assert 3 == len(set(names))
    assert all(0 < len(name) <= 31 and "/" not in name for name in names)
