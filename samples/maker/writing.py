# ruff: noqa: ARG001 -- every way of writing takes the cell and its value, whether or not it looks at both
"""How a true number is printed in its cell: plainly, with separators, full-width, with its unit, or not at all."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from samples.maker.records import Values, Written

_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_THOUSAND = 1000
_AMOUNTS = ("active.fees.amount", "active.procurement.amount")


def write_cells(values: Values, cells: Iterable[str], writings: tuple[str, ...]) -> dict[str, Written]:
    """The cells of one report, in the order given."""
    return {cell: write_cell(cell, values[cell], writings) for cell in cells}


def write_cell(cell: str, value: Decimal, writings: tuple[str, ...]) -> Written:
    """One cell; the first of ``writings`` that applies to it wins, a plain number otherwise."""
    for writing in writings:
        written = WRITINGS[writing](cell, value)
        if written is not None:
            return written
    return Written(f"{value.normalize():f}", f"{value.normalize():f}")


def _write_slash(cell: str, value: Decimal) -> Written | None:
    return Written("/", None, "not_applicable") if cell.startswith("active.rules.") and not value else None


def _write_dash(cell: str, value: Decimal) -> Written | None:
    applies = cell.startswith(("active.other_services.", "active.coercion.")) and not value
    return Written("—", None, "not_applicable") if applies else None


def _write_blank(cell: str, value: Decimal) -> Written | None:
    return Written("", None, "blank") if cell.startswith("active.procurement.") else None


def _write_blank_coercion(cell: str, value: Decimal) -> Written | None:
    return Written("", None, "blank") if cell.startswith("active.coercion.") else None


def _write_blank_publication(cell: str, value: Decimal) -> Written | None:
    return Written("", None, "blank") if cell.startswith("requests.declined_publication.") and not value else None


def _write_four_decimals(cell: str, value: Decimal) -> Written | None:
    return Written(f"{value:.4f}", f"{value:.4f}") if cell in _AMOUNTS else None


def _write_yuan(cell: str, value: Decimal) -> Written | None:
    if cell not in _AMOUNTS:
        return None
    yuan = f"{(value * 10000).normalize():f}"
    return Written(f"{yuan}元", yuan, unit="元")


def _write_wan_yuan(cell: str, value: Decimal) -> Written | None:
    number = f"{value.normalize():f}"
    return Written(f"{number}万元", number, unit="万元") if cell in _AMOUNTS else None


def _write_thousands(cell: str, value: Decimal) -> Written | None:
    return Written(f"{value.normalize():,f}", f"{value.normalize():f}") if value >= _THOUSAND else None


def _write_wide(cell: str, value: Decimal) -> Written | None:
    number = f"{value.normalize():f}"
    return Written(number.translate(_WIDE), number) if cell.startswith("requests.") else None


def _write_sign(cell: str, value: Decimal) -> Written | None:
    return Written(f"+{value:f}", f"{value:f}") if cell.endswith(".change") and value > 0 else None


def _write_padded(cell: str, value: Decimal) -> Written | None:
    number = f"{value.normalize():f}"
    return Written(f"  {number} ", number) if cell.startswith("active.") else None


def _write_no_procurement(cell: str, value: Decimal) -> Written | None:
    return Written("无", None, "not_applicable") if cell.startswith("active.procurement.") else None


def _write_no_fees(cell: str, value: Decimal) -> Written | None:
    return Written("无", None, "not_applicable") if cell.startswith("active.fees.") else None


def _write_blank_disputes(cell: str, value: Decimal) -> Written | None:
    return Written("", None, "blank") if cell.startswith("disputes.") else None


def _write_words(cell: str, value: Decimal) -> Written | None:
    applies = cell == "active.penalties.decisions"
    return Written("由区综合执法大队统一作出", None, "unreadable") if applies else None


WRITINGS: Mapping[str, Callable[[str, Decimal], Written | None]] = {
    "slash": _write_slash,
    "dash": _write_dash,
    "blank_procurement": _write_blank,
    "blank_coercion": _write_blank_coercion,
    "blank_publication": _write_blank_publication,
    "four_decimals": _write_four_decimals,
    "yuan": _write_yuan,
    "wan_yuan": _write_wan_yuan,
    "thousands": _write_thousands,
    "wide": _write_wide,
    "sign": _write_sign,
    "padded": _write_padded,
    "no_procurement": _write_no_procurement,
    "no_fees": _write_no_fees,
    "blank_disputes": _write_blank_disputes,
    "words": _write_words,
}
