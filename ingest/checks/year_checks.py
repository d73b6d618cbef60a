"""Checks between two consecutive years of one agency: what was carried over, and what was in force."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.findings import judge_fault, make_finding
from ingest.form import load_form
from ingest.records import CellValue, Finding, FormVersion, Subject

_DOCUMENT_ROWS = {"rules": "规章", "normative_documents": "规范性文件"}


@dataclass(frozen=True, slots=True)
class YearCells:
    """One year's cells of an agency, by id."""

    subject: Subject
    form: FormVersion | None
    cells: Mapping[str, CellValue]


def check_years(before: YearCells, after: YearCells) -> Iterator[Finding]:
    """Findings of carry_over, stock_flow and published_stock about ``after``, the year that follows ``before``.

    An operand that either year does not state leaves nothing to compare.
    """
    yield from _check_carry_over(before, after)
    if before.form == after.form == "2021":
        yield from _check_stock(before, after, "stock_flow", ("in_force", "made", "repealed"))
    if before.form == after.form == "2019":
        yield from _check_stock(before, after, "published_stock", ("published_total", "published", None))


def _check_carry_over(before: YearCells, after: YearCells) -> Iterator[Finding]:
    for column in load_form("2021").requests[0].cells:
        carried_out = before.cells.get(f"requests.carried_out.{column.column}")
        carried_in = after.cells.get(f"requests.carried_in.{column.column}")
        if carried_out is None or carried_in is None or carried_out.value is None or carried_in.value is None:
            continue
        if carried_out.value != carried_in.value:
            holes = {
                "column": column.column_label,
                "carried_in": carried_in.value,
                "previous": before.subject.year,
                "carried_out": carried_out.value,
            }
            yield _make(before, after, "carry_over", holes, (carried_in, carried_out))


def _check_stock(before: YearCells, after: YearCells, rule: str, columns: tuple[str, str, str | None]) -> Iterator[Finding]:
    stock, inflow, outflow = columns
    for row, label in _DOCUMENT_ROWS.items():
        old = before.cells.get(f"active.{row}.{stock}")
        new = after.cells.get(f"active.{row}.{stock}")
        added = after.cells.get(f"active.{row}.{inflow}")
        taken = after.cells.get(f"active.{row}.{outflow}") if outflow else None
        operands = [operand for operand in (new, old, added, taken) if operand is not None and operand.value is not None]
        if len(operands) != (4 if outflow else 3) or old is None or new is None or added is None:
            continue
        taken_value = taken.value if taken is not None and taken.value is not None else Decimal(0)
        expected = (old.value or Decimal(0)) + (added.value or Decimal(0)) - taken_value
        if new.value != expected:
            holes = {"row": label, stock: new.value, "before": old.value, inflow: added.value, "expected": expected}
            yield _make(before, after, rule, holes | ({outflow: taken_value} if outflow else {}), operands)


def _make(before: YearCells, after: YearCells, rule: str, holes: Mapping[str, object], operands: Sequence[CellValue]) -> Finding:
    return make_finding(
        after.subject,
        rule,
        holes,
        cells=[operand.cell for operand in operands],
        places=[operand.place for operand in operands],
        fault=judge_fault(operands),
        other_source=before.subject.source,
    )
