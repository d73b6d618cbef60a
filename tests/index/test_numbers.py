from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.database.numbers import keep_text, render_micro, restore_value, to_micro


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_what_goes_in_comes_out_digit_for_digit(value):
    micro = to_micro(value)
    assert str(value) == str(restore_value(micro, keep_text(value, micro)))


@pytest.mark.parametrize(
    ("text", "micro", "kept"),
    [
        ("74", 74_000_000, None),
        ("0", 0, None),
        ("49.5669", 49_566_900, None),
        ("-19", -19_000_000, None),
        ("74.00", 74_000_000, "74.00"),
        ("+19", 19_000_000, None),
        ("4166.2416195", 4_166_241_620, "4166.2416195"),
        ("99999999999999", None, "99999999999999"),
    ],
)
def test_text_is_kept_only_where_the_integer_does_not_say_it(text, micro, kept):
    assert (micro, kept) == (to_micro(Decimal(text)), keep_text(Decimal(text), to_micro(Decimal(text))))


def test_no_value_is_not_zero():
    assert (None, None) == (to_micro(None), restore_value(None, None))


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_an_integer_renders_to_the_decimal_it_stands_for(micro):
    assert Decimal(micro).scaleb(-6) == render_micro(micro)
