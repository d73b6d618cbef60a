"""Exact decimals beside integers of millionths, which sort and sum. Nothing outside ``index`` knows of them."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

DIGITS: Final = 6
_MICRO: Final = Decimal(10) ** DIGITS
_LIMIT: Final = Decimal(2**63 - 1) / _MICRO
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_EVEN)


def to_micro(value: Decimal | None) -> int | None:
    """``value`` in millionths, rounded half to even; None for none and for what 64 bits cannot hold."""
    if value is None or not value.is_finite() or value.copy_abs() >= _LIMIT:
        return None
    return int(_EXACT.multiply(value, _MICRO).to_integral_value(ROUND_HALF_EVEN, _EXACT))


def render_micro(micro: int) -> Decimal:
    """The decimal of so many millionths, written without needless zeros (2500000 → 2.5)."""
    whole, rest = divmod(abs(micro), 10**DIGITS)
    sign = "-" if micro < 0 else ""
    return Decimal(f"{sign}{whole}.{rest:06d}".rstrip("0")) if rest else Decimal(f"{sign}{whole}")


def keep_text(value: Decimal | None, micro: int | None) -> str | None:
    """What has to be kept as text so that ``restore_value`` gives ``value`` back digit for digit."""
    if value is None or (micro is not None and str(render_micro(micro)) == str(value)):
        return None
    return str(value)


def restore_value(micro: int | None, text: str | None) -> Decimal | None:
    """The value that stands behind the two columns."""
    if text is not None:
        return Decimal(text)
    return None if micro is None else render_micro(micro)
