"""Where a number stands that a question names itself, without a turn before and without saying of what (2021年的17件在哪一页)."""

import re
from decimal import Decimal

from assistant.answering.basis.extent import list_absent, list_nearest, list_scope
from assistant.answering.basis.reading import load_stated, read_measure
from assistant.records import Evidence, Query, Reading
from assistant.understanding.words.vocabulary import load_vocabulary
from index.store import Store
from ingest.folding import fold_text
from ingest.numerals import find_numerals

FEW = 4
"""Of more reports a bare number is not traced: it stands in too many places."""

_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d[\d,]*(?:\.\d+)?)(?![\d.]|\s?年)\s?(?P<unit>件|条|项|个|名|人|次|万元|元)?")


def read_number(query: Query) -> tuple[Decimal, str] | None:
    """The number of a question and its counter; None where it has none."""
    asked = fold_text(query.question, keep_layout=True).text
    years = {str(year) for year in query.years}
    numbers = [match for match in _NUMBER.finditer(asked) if match["number"] not in years or match["unit"]]
    return (Decimal(numbers[0]["number"].replace(",", "")), numbers[0]["unit"] or "") if len(numbers) == 1 else None


def traces_number(query: Query) -> bool:
    """Whether a question asks where a number stands that it names, and not of what it is."""
    return query.operation == "provenance" and not query.measures and read_number(query) is not None and bool(query.agencies)


def find_traced(store: Store, query: Query) -> Evidence:
    """The single figures of the reports named that have the number of the question."""
    number, unit = read_number(query) or (Decimal(0), "")
    reports = list_scope(store, query)
    absent = list_absent(store, query, reports)
    if not 0 < len(reports) <= FEW:
        return Evidence(reports=reports, missing=absent, available=list_nearest(store, query))
    measures = [each for each in load_vocabulary().measures.values() if not each.over and len(each.cells) <= 1]
    measures = [each for each in measures if not unit or each.unit == unit]
    stated = load_stated(store, reports, measures)
    readings = [read_measure(measure, report, stated) for report in reports for measure in measures]
    found = tuple(reading for reading in readings if reading.why is None and _says(reading, number))
    return Evidence(
        cells=tuple(cell for reading in found for cell in reading.cells),
        figures=tuple(reading.figure for reading in found if reading.figure is not None),
        reports=reports,
        readings=found,
        missing=absent,
    )


def says_number(folded: str, number: Decimal, unit: str) -> bool:
    """Whether a folded sentence has just this number, with this counter if one is given."""
    return any(value.value == number and unit in ("", value.unit) for _, _, value in find_numerals(folded))


def _says(reading: Reading, number: Decimal) -> bool:
    """Whether the report's own table, or else its prose, has this number."""
    if reading.cells:
        return reading.cells[0].cell.value == number
    return reading.figure is not None and reading.figure.figure.value == number
