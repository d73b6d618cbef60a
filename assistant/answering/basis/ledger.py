"""The values and citations of an answer while it is being written, and how a reading enters them.

A value is entered once and then spoken of by its position; equal citations are kept once. Nothing here is text for people
except the labels of values.
"""

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from assistant.answering.basis.calculate import DIGITS, derive_share, derive_sum, take_percent, trim_number
from assistant.records import Citation, Reading, Value
from assistant.understanding.words.vocabulary import load_vocabulary
from index.records import StoredCell, StoredFigure, StoredReport
from ingest.form import load_form_data
from ingest.records import QUOTE_LIMIT, Place

LISTED_PARTS = 4
"""A sum of more cells than this lists only those that are not 0; the citations still name every cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading in the ledger.

    ``position`` is that of the value to speak of: the amount, in the form's unit; for a rate the rate, None where its base is
    0. ``stated`` are the positions of the numbers as the report states them, ``prose`` that of a prose figure that differs
    from the cells, ``agreeing`` one that does not, ``base`` the positions that a rate is taken over.
    """

    reading: Reading
    position: int | None
    stated: tuple[int, ...]
    prose: int | None = None
    agreeing: StoredFigure | None = None
    base: tuple[int, ...] = ()


class Ledger:
    """The numbers and quotes of one answer."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language
        self.values: list[Value] = []
        self.citations: list[Citation] = []

    def cite(self, citation: Citation) -> int:
        """The citation's position; it is added where it is new."""
        if citation not in self.citations:
            self.citations.append(citation)
        return self.citations.index(citation)

    def add(self, value: Value) -> int:
        """The value's position; an equal one is not entered twice."""
        if value not in self.values:
            self.values.append(value)
        return self.values.index(value)

    def enter(self, reading: Reading) -> Entry:
        """Enters a reading that has a number (its ``why`` is None): what is stated, what follows, what cross-checks it."""
        if not reading.measure.over:
            return self._enter_count(reading)
        part = self._enter_count(reading, name_own(reading, self.language))
        whole = [self._enter_count(base) for base in reading.base]
        base = tuple(entry.position for entry in whole if entry.position is not None)
        stated = tuple(dict.fromkeys((*part.stated, *(position for entry in whole for position in entry.stated))))
        rate = derive_share(self.values, part.position or 0, base, name_value(reading, self.language), "rate") if base else None
        position = None if rate is None else self.add(place_value(rate, reading.report))
        return Entry(reading, position, stated, part.prose, part.agreeing, (part.position or 0, *base))

    def _enter_count(self, reading: Reading, label: str | None = None) -> Entry:
        if not reading.cells:
            assert reading.figure is not None, "a reading without a number cannot be entered"
            position = self.add(self._state_figure(reading, reading.figure, label))
            return Entry(reading, position, (position,))
        stated, position = self._enter_cells(reading, label or name_value(reading, self.language))
        figure = reading.figure
        if figure is None or figure.figure.value is None:
            return Entry(reading, position, stated)
        if figure.figure.value == self.values[position].value:
            return Entry(reading, position, stated, agreeing=figure)
        return Entry(reading, position, stated, prose=self.add(self._state_figure(reading, figure)))

    def _enter_cells(self, reading: Reading, label: str) -> tuple[tuple[int, ...], int]:
        if len(reading.cells) == 1:
            stated, amount = self._enter_cell(reading, reading.cells[0], label)
            return (stated,), amount
        stored = reading.cells if len(reading.cells) <= LISTED_PARTS else [part for part in reading.cells if part.cell.value]
        entered = [self._enter_cell(reading, part, name_part(reading, part, self.language)) for part in stored]
        cited = tuple(self.cite(cite_cell(part)) for part in reading.cells)
        if not entered:  # every cell is 0: the sum alone speaks, with the citations of all
            zero = Value(label, Decimal(0), unit_of_cells(reading), derived="sum", formula="各格均为 0")
            position = self.add(place_value(replace(zero, citations=cited), reading.report))
            return (position,), position
        total = derive_sum(self.values, [amount for _, amount in entered], label)
        position = self.add(place_value(replace(total, citations=cited), reading.report))
        return tuple(stated for stated, _ in entered), position

    def _enter_cell(self, reading: Reading, stored: StoredCell, label: str) -> tuple[int, int]:
        cell = stored.cell
        assert cell.value is not None, "only a stated cell is entered"
        unit = cell.unit or cell.unit_assumed or reading.measure.unit
        value = Value(
            *(label, cell.value, unit),
            cell=cell.cell,
            citations=(self.cite(cite_cell(stored)),),
            unit_assumed=cell.unit is None,
            corrected_by=cell.corrected_by,
        )
        position = self.add(place_value(value, stored.report))
        if cell.normalised is None or cell.normalised.unit == unit:
            return position, position
        amount = Value(
            label,
            trim_number(cell.normalised.value),
            cell.normalised.unit,
            derived="sum",
            inputs=(position,),
            citations=value.citations,
        )
        formula = f"{format(cell.value, 'f')}{unit} 换算为{cell.normalised.unit}"
        return position, self.add(place_value(replace(amount, formula=formula), stored.report))

    def _state_figure(self, reading: Reading, stored: StoredFigure, label: str | None = None) -> Value:
        figure = stored.figure
        value = Value(
            label or name_value(reading, self.language),
            figure.value,
            figure.unit or reading.measure.unit,
            cell=figure.figure,
            citations=(self.cite(cite_figure(stored)),),
            approx=figure.approx,
            unit_assumed=figure.unit is None,
        )
        return place_value(value, stored.report)


def amount_of(reading: Reading) -> Decimal | None:
    """The number that a reading is compared by: the count in the form's unit, or the rate; None for a rate without a base."""
    if not reading.measure.over:
        return count_of(reading)
    return take_percent(count_of(reading), sum((count_of(base) for base in reading.base), Decimal(0)))


def exact_amount(reading: Reading) -> Decimal | None:
    """The same, but a rate not rounded, so that 49.96 is not taken for 50 where a bound is held against it."""
    if not reading.measure.over:
        return count_of(reading)
    whole = sum((count_of(base) for base in reading.base), Decimal(0))
    with localcontext(prec=DIGITS):
        return count_of(reading) * 100 / whole if whole else None


def count_of(reading: Reading) -> Decimal:
    """The sum of a reading's cells in the form's unit, or its narrative figure."""
    if not reading.cells:
        return reading.figure.figure.value if reading.figure is not None else Decimal(0)
    return sum(
        (part.cell.normalised.value if part.cell.normalised else part.cell.value or Decimal(0) for part in reading.cells),
        Decimal(0),
    )


def unit_of_cells(reading: Reading) -> str:
    """The form's unit of a reading's cells."""
    cell = reading.cells[0].cell
    return cell.normalised.unit if cell.normalised is not None else cell.unit or cell.unit_assumed or reading.measure.unit


def place_value(value: Value, report: StoredReport) -> Value:
    """The value with the agency and year of its report."""
    agency = report.agency
    return replace(value, agency=agency.name if agency else None, parents=agency.parents if agency else (), year=report.year)


def name_value(reading: Reading, language: str) -> str:
    """The measure's name in the answer's language."""
    measure = reading.measure
    return measure.label_en or measure.label if language == "en" else measure.label


def name_part(reading: Reading, stored: StoredCell, language: str) -> str:
    """What one cell of a sum is called: the measure's name and the cell's own."""
    return f"{name_value(reading, language)}{': ' if language == 'en' else '：'}{name_cell(stored.cell.cell, language)}"


def name_cell(cell: str, language: str) -> str:
    """What questions call a cell (新收政府信息公开申请（自然人）)."""
    measure = load_vocabulary().measures[cell]
    return measure.label_en or measure.label if language == "en" else measure.label


def list_assumed(reading: Reading) -> tuple[str, ...]:
    """The units that the form lends to the cells of a reading."""
    return tuple(
        dict.fromkeys(part.cell.unit_assumed for part in reading.cells if part.cell.unit is None and part.cell.unit_assumed)
    )


def name_own(reading: Reading, language: str) -> str:
    """What the counted part of a rate is called."""
    if len(reading.cells) == 1:
        return name_cell(reading.cells[0].cell.cell, language)
    if not reading.cells and reading.measure.figure in load_vocabulary().measures:
        return name_cell(str(reading.measure.figure), language)
    return name_value(reading, language)


def cite_cell(stored: StoredCell) -> Citation:
    """The citation of a cell; its section is the table's heading in the form."""
    heading = load_form_data()["headings"].get(stored.cell.cell.split(".")[0])
    citation = cite_place(stored.report, stored.cell.place, None if heading is None else str(heading), stored.cell.raw)
    return replace(citation, cell=stored.cell.cell)


def cite_figure(stored: StoredFigure) -> Citation:
    """The citation of a narrative figure."""
    return cite_place(stored.report, stored.figure.place)


def cite_place(report: StoredReport, place: Place, section: str | None = None, raw: str = "") -> Citation:
    """The citation of a place in a report; ``raw`` is quoted where the place has no quote of its own."""
    agency = report.agency.name if report.agency else None
    quote = (place.quote or raw)[:QUOTE_LIMIT]
    return Citation(report.source, report.sha256, section, place, quote, agency, report.year)
