"""What a written number becomes, and what is no number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import Numeral, find_numerals, read_cell, read_chinese, read_numeral

WRITTEN = [
    ("0", None, False, "0"),
    ("0", None, False, "  0\n"),
    ("123", None, False, "１２３"),
    ("1234", None, False, "1,234"),
    ("1234567", None, False, "1，234，567"),
    ("19", None, False, "+19"),
    ("-3", None, False, "－3"),
    ("-3", None, False, "−3"),
    ("0.5000", None, False, "0.5000"),
    ("49.5669", None, False, "49．5669"),
    ("12345678901234567890.123", None, False, "12345678901234567890.123"),
    ("1", "件", False, "一件"),
    ("2", "条", False, "两条"),
    ("12", None, False, "十二"),
    ("29", "类", False, "二十九类"),
    ("0", None, False, "〇"),
    ("105", None, False, "一百零五"),
    ("120", None, False, "一百二"),
    ("2320", None, False, "两千三百二十"),
    ("12000", None, False, "一万二千"),
    ("2023", None, False, "二〇二三"),
    ("213000", None, False, "21.3万"),
    ("2500000", "次", True, "超250万次"),
    ("200000", "条", True, "20余万条"),
    ("120000000", None, False, "1.2亿"),
    ("240", "万元", False, "  240万元"),
    ("70487", "元", False, "70487元"),
    ("75394432.52", "元", False, "75394432.52元"),
    ("3", "件", False, "3 件"),
    ("260", None, True, "260余"),
    ("68", "条", True, "68余条"),
    ("30", "条", True, "约30条"),
    ("40", "人次", True, "40多人次"),
    ("100", "件", True, "百余件"),
    ("100", "条", True, "100条以上"),
    ("4", "條", False, "4條"),
]


@pytest.mark.parametrize(("value", "unit", "approx", "text"), WRITTEN)
def test_number_is_read_exactly_with_its_unit(value: str, unit: str | None, approx: bool, text: str) -> None:
    numeral = read_numeral(text)
    assert (value, unit, approx) == (str(numeral.value), numeral.unit, numeral.approx)


@pytest.mark.parametrize(
    "text", ["", "1,23", "1234,567", "0 0", "1 2", "00", "007", "十十", "3件4件", "第三条", "由上级办理", "1.2.3"]
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read_numeral(text)


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("stated", "0"),
        ("stated", " 12 "),
        ("stated", "240万元"),
        ("stated", "十二"),
        ("blank", ""),
        ("blank", " \n\x1f"),
        ("not_applicable", "/"),
        ("not_applicable", "—"),
        ("not_applicable", "——"),
        ("not_applicable", "-"),
        ("not_applicable", "－"),
        ("not_applicable", "无"),
        ("not_applicable", "無"),
        ("not_applicable", "不适用"),
        ("unreadable", "详见附件"),
        ("unreadable", "0 0"),
        ("unreadable", "0123"),
        ("unreadable", "一"),
    ],
)
def test_cell_states_are_told_apart(state: str, text: str) -> None:
    assert state == read_cell(text)[0]


def test_only_a_stated_cell_has_a_number() -> None:
    blank, zero = ("blank", None), ("stated", Numeral(Decimal(0), None, approx=False))
    assert [blank, zero] == [read_cell(" "), read_cell("0")]


def test_numbers_in_prose_come_in_order_with_their_offsets() -> None:
    text = "全年公开信息1,204条,其中图文十二条,阅读量约3.5万次,电话0551-0098"
    expected = [("1,204条", "1204", "条"), ("十二条", "12", "条"), ("约3.5万次", "35000", "次")]
    assert expected == [(text[start:end], str(n.value), n.unit) for start, end, n in find_numerals(text)]


def test_contract_and_saving_words_are_not_approximations() -> None:
    assert not any(numeral.approx for _, _, numeral in find_numerals("节约30元,签约12个"))


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=6))
def test_thousands_separators_do_not_change_a_number(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert value == read_numeral(f"{value:,f}").value


@given(st.integers(min_value=0, max_value=9999))
def test_chinese_numerals_read_back(number: int) -> None:
    digits, steps = "零一二三四五六七八九", ("千", "百", "十", "")
    words = ""
    for digit, step in zip(f"{number:04d}", steps, strict=True):
        words += digits[int(digit)] + step if digit != "0" else ("零" if words and not words.endswith("零") else "")
    assert number == read_chinese(words.rstrip("零") or "零")
