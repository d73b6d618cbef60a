from decimal import Decimal

import pytest

from assistant.answering.basis import calculate
from assistant.records import Threshold, Value


def build_values(*numbers: str, unit: str = "件", approx: bool = False) -> list[Value]:
    return [Value("数", Decimal(number), unit, approx=approx) for number in numbers]


@pytest.mark.parametrize(
    ("later", "earlier", "difference"),
    [("2320", "1627", "693"), ("74", "0", "74"), ("5", "12", "-7"), ("3.5", "3.50", "0"), ("0.1", "0.3", "-0.2")],
)
def test_difference_is_first_minus_second_with_its_sign(later, earlier, difference):
    value = calculate.derive_difference(build_values(later, earlier), 0, 1, "差")
    assert (Decimal(difference), "difference", (0, 1)) == (value.value, value.derived, value.inputs)


@pytest.mark.parametrize(
    ("later", "earlier", "rate"),
    [("2320", "1627", "42.6"), ("1", "8", "-87.5"), ("2001", "2000", "0.1"), ("200", "200", "0.0"), ("0", "4", "-100.0")],
)
def test_growth_is_rounded_half_up_to_one_decimal(later, earlier, rate):
    value = calculate.derive_growth(build_values(later, earlier), 0, 1, "增长")
    assert value is not None
    assert (Decimal(rate), "%") == (value.value, value.unit)
    assert rate == calculate.show_number(value.value)


def test_growth_over_nothing_is_no_number():
    assert calculate.derive_growth(build_values("74", "0"), 0, 1, "增长") is None


@pytest.mark.parametrize(
    ("part", "whole", "share"), [("625", "2320", "26.9"), ("6", "6", "100.0"), ("1", "8", "12.5"), ("1", "16", "6.3")]
)
def test_share_is_percent_of_the_whole(part, whole, share):
    value = calculate.derive_share(build_values(part, whole), 0, (1,), "占比")
    assert value is not None
    assert share == calculate.show_number(value.value)


def test_rate_over_two_parts_takes_their_sum():
    value = calculate.derive_share(build_values("3", "4", "2"), 0, (1, 2), "结转率", "rate")
    assert value is not None
    assert (Decimal("50.0"), "rate", (0, 1, 2)) == (value.value, value.derived, value.inputs)


def test_share_of_nothing_is_no_number():
    assert calculate.derive_share(build_values("0", "0"), 0, (1,), "占比") is None


@pytest.mark.parametrize(("first", "second", "multiple"), [("2320", "1627", "1.43"), ("6", "3", "2"), ("1", "8", "0.13")])
def test_multiple_has_two_decimals_at_most(first, second, multiple):
    value = calculate.derive_multiple(build_values(first, second), 0, 1, "倍数")
    assert value is not None
    assert (multiple, "倍") == (calculate.show_number(value.value), value.unit)


@pytest.mark.parametrize(
    ("numbers", "total", "mean", "middle"),
    [
        (("0", "1", "0"), "1", "0.33", "0"),
        (("1627", "125"), "1752", "876", "876"),
        (("0.1", "0.2"), "0.3", "0.15", "0.15"),
        (("5",), "5", "5", "5"),
        (("1", "2", "4", "9"), "16", "4", "3"),
    ],
)
def test_totals_are_exact(numbers, total, mean, middle):
    values = build_values(*numbers)
    places = range(len(numbers))
    shown = [
        calculate.show_number(derive(values, places, "数").value)
        for derive in (calculate.derive_sum, calculate.derive_average, calculate.derive_median)
    ]
    assert [total, mean, middle] == shown


def test_sum_of_many_large_numbers_loses_no_digit():
    numbers = [Decimal("75394432.5200001")] * 3000
    assert Decimal("226183297560.0003000") == calculate.sum_amounts(numbers)


@pytest.mark.parametrize(
    ("numbers", "ascending", "places"),
    [((5, 9, 9, 1), False, (3, 1, 1, 4)), ((5, 9, 9, 1), True, (2, 3, 3, 1)), ((0, 0), False, (1, 1)), ((), False, ())],
)
def test_equal_numbers_share_a_place(numbers, ascending, places):
    assert places == calculate.rank_amounts([Decimal(number) for number in numbers], ascending=ascending)


@pytest.mark.parametrize(
    ("comparison", "met"),
    [
        (">", (False, False, True)),
        (">=", (False, True, True)),
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        ("=", (False, True, False)),
        ("!=", (True, False, True)),
    ],
)
def test_bounds_mean_what_they_say(comparison, met):
    threshold = Threshold(comparison, Decimal(10))
    assert met == tuple(calculate.meets_threshold(Decimal(number), threshold) for number in (9, 10, 11))


def test_what_follows_from_an_approximate_number_is_approximate():
    values = [*build_values("260", approx=True), *build_values("100")]
    assert calculate.derive_difference(values, 0, 1, "差").approx
    assert calculate.derive_sum(values, (0, 1), "和").approx
    assert not calculate.derive_sum(values, (1,), "和").approx


@pytest.mark.parametrize(
    ("value", "shown"), [("1E+3", "1000"), ("0.50", "0.5"), ("0E-6", "0"), ("49.5669", "49.5669"), ("100", "100")]
)
def test_numbers_are_never_shown_with_an_exponent(value, shown):
    assert shown == calculate.show_number(calculate.trim_number(Decimal(value)))
