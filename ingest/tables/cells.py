"""A field of a row becomes a cell of the form: state, exact value, unit as written and the form's unit beside it."""

from dataclasses import replace
from decimal import Decimal

from ingest.form import FormCell
from ingest.numerals import Numeral, read_cell
from ingest.records import CellValue, ParsedDocument, Place, Quantity, ReadBy

_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def make_cell(
    document: ParsedDocument, cell: FormCell, span: tuple[int, int], read_by: ReadBy, heading_unit: str | None
) -> CellValue:
    """The cell whose text is ``document.text[span]``; an empty span is a blank cell, text that is no number an unreadable one.

    ``heading_unit`` is the unit that the column's heading writes, None where it writes none.
    """
    raw = document.text[slice(*span)]
    state, numeral = read_cell(raw)
    place = document.locate(*span)
    if state != "stated" or numeral is None:
        return CellValue(cell.id, state, None, raw, None, None, None, read_by, place)
    unit = numeral.unit or heading_unit
    return CellValue(
        cell.id,
        "stated",
        numeral.value,
        raw,
        unit,
        None if unit else cell.unit,
        _normalise(numeral, unit, cell.unit),
        read_by,
        place,
    )


def make_unreadable(cell: FormCell, raw: str, read_by: ReadBy, place: Place) -> CellValue:
    """A cell that the source has and that could not be told from its neighbours."""
    return CellValue(cell.id, "unreadable", None, raw, None, None, None, read_by, place)


def _normalise(numeral: Numeral, unit: str | None, prescribed: str) -> Quantity | None:
    if unit is None or unit == prescribed or unit not in _IN_YUAN or prescribed not in _IN_YUAN:
        return None
    return Quantity(numeral.value * _IN_YUAN[unit] / _IN_YUAN[prescribed], prescribed)


def reread_cell(cell: CellValue, prescribed: str, written: str, who: str) -> CellValue | None:
    """The cell as a person reads it: ``written`` is what stands in the source, by the rules for a source's own text.

    ``raw``, ``read_by`` and ``place`` go on telling of the program's reading. None if no cell can hold ``written``.
    """
    state, numeral = read_cell(written)
    if state == "unreadable":
        return None
    if state != "stated" or numeral is None:
        return replace(cell, state=state, value=None, unit=None, unit_assumed=None, normalised=None, corrected_by=who)
    unit = numeral.unit or cell.unit
    return replace(
        cell,
        state="stated",
        value=numeral.value,
        unit=unit,
        unit_assumed=None if unit else prescribed,
        normalised=_normalise(numeral, unit, prescribed),
        corrected_by=who,
    )
