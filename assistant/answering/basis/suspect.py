"""Amounts whose unit is the form's only, and so large that the report may well mean another."""

from assistant.records import Value

MONEY = "万元"

SUSPECT = 1000
"""An amount of so many 万元 without a printed unit may well be in 元."""


def doubts_unit(value: Value) -> bool:
    """Whether an amount's unit is lent by the form and doubtful."""
    return value.unit == MONEY and value.unit_assumed and value.derived is None and value.value >= SUSPECT
