"""Checks inside the form's tables: the identities of sums, and values that cannot be.

The identities are the form's own (本列数据的勾稽关系 and its totals). An absent operand makes a check not assessable, a blank or
unreadable one uncertain; both are said once a rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.findings import judge_fault, load_rules, make_finding
from ingest.form import Form, FormCell, load_form
from ingest.records import CellValue, Fault, Finding, Report, Verdict

_MONEY = {"万元"}
_TOWNSHIP_ENDINGS = ("镇", "乡", "街道", "苏木", "办事处", "街")


@dataclass(frozen=True, slots=True)
class _Sum:
    """left = right, each side a sum of cells; ``names`` fill the rule's wording."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    names: dict[str, str]


def check_sums(report: Report) -> Iterator[Finding]:
    """Findings of balance, results_total, applicants_total and disputes_total."""
    if report.form is None:
        return
    form = load_form(report.form)
    cells = {cell.cell: cell for cell in report.cells}
    unsure: dict[tuple[str, Verdict], list[str]] = {}
    for identity in (*_list_request_sums(form), *_list_dispute_sums(form)):
        operands = (*identity.left, *identity.right)
        verdict = _weigh_operands([cells.get(operand) for operand in operands])
        if verdict == "fail":
            yield from _compare_sides(report, identity, cells)
        elif verdict is not None:
            unsure.setdefault((identity.rule, verdict), []).extend(operands)
    for (rule, unsure_verdict), lacking in unsure.items():
        yield _say_unsure(report, rule, unsure_verdict, lacking, cells)


def check_values(report: Report) -> Iterator[Finding]:
    """Findings of impossible_value: 规章 of a township, negative counts, fractions of a count."""
    if report.form is None:
        return
    form = load_form(report.form)
    agency = report.header.agency
    township = agency is None or agency.endswith(_TOWNSHIP_ENDINGS)
    for cell in report.cells:
        why = _find_impossible(form.cells[cell.cell], cell, township=township)
        if why:
            label = form.cells[cell.cell]
            holes = {"row": label.row_label, "column": label.column_label, "value": cell.raw, "why": why}
            yield make_finding(
                report.subject, "impossible_value", holes, cells=(cell.cell,), places=(cell.place,), fault=judge_fault([cell])
            )


def _find_impossible(form_cell: FormCell, cell: CellValue, *, township: bool) -> str | None:
    if cell.value is None:
        return None
    if township and form_cell.row == "rules" and cell.value > 0:
        return "乡镇和街道没有制定规章的权限"
    if cell.value < 0 and form_cell.column != "change":
        return "数量不会是负数"
    if form_cell.unit not in _MONEY and cell.value != cell.value.to_integral_value():
        return "件数不会有小数"
    return None


def _list_request_sums(form: Form) -> Iterator[_Sum]:
    columns = form.requests[0].cells
    for column in columns:
        ids = {row: f"requests.{row}.{column.column}" for row in ("new", "carried_in", "total", "carried_out")}
        yield _Sum(
            "balance", (ids["new"], ids["carried_in"]), (ids["total"], ids["carried_out"]), {"column": column.column_label}
        )
        results = tuple(f"requests.{row.id}.{column.column}" for row in form.result_rows)
        yield _Sum("results_total", (ids["total"],), results, {"column": column.column_label})
    for row in form.requests:
        *parts, total = (cell.id for cell in row.cells)
        yield _Sum("applicants_total", (total,), tuple(parts), {"row": row.label})


def _list_dispute_sums(form: Form) -> Iterator[_Sum]:
    groups: dict[str, list[FormCell]] = {}
    for cell in form.disputes.cells:
        groups.setdefault(cell.row, []).append(cell)
    for cells in groups.values():
        *parts, total = (cell.id for cell in cells)
        yield _Sum("disputes_total", (total,), tuple(parts), {"row": cells[0].row_label})


def _weigh_operands(operands: Sequence[CellValue | None]) -> Verdict | None:
    """fail: all are stated, so the sides can be compared; None: nothing is there to check."""
    stated = [operand for operand in operands if operand is not None and operand.value is not None]
    if not stated:
        return None
    if len(stated) == len(operands):
        return "fail"
    return "not_assessable" if any(operand is None for operand in operands) else "uncertain"


def _compare_sides(report: Report, identity: _Sum, cells: dict[str, CellValue]) -> Iterator[Finding]:
    left = [cells[operand] for operand in identity.left]
    right = [cells[operand] for operand in identity.right]
    left_sum, right_sum = _add(left), _add(right)
    if left_sum == right_sum:
        return
    holes: dict[str, object] = {**identity.names, "total": left_sum, "sum": right_sum, "left": left_sum, "right": right_sum}
    if identity.rule == "balance":
        holes |= {"new": left[0].value, "carried_in": left[1].value, "total": right[0].value, "carried_out": right[1].value}
    used = [cell for cell in (*left, *right) if cell.value or cell in left]
    yield make_finding(
        report.subject,
        identity.rule,
        holes,
        cells=[cell.cell for cell in used],
        places=[cell.place for cell in used],
        fault=judge_fault((*left, *right)),
    )


def _add(cells: Sequence[CellValue]) -> Decimal:
    return sum((cell.value for cell in cells if cell.value is not None), Decimal(0))


def _say_unsure(report: Report, rule: str, verdict: Verdict, operands: Sequence[str], cells: dict[str, CellValue]) -> Finding:
    lacking = sorted({operand for operand in operands if operand not in cells or cells[operand].value is None})
    unreadable = any(operand in cells and cells[operand].state == "unreadable" for operand in lacking)
    fault: tuple[Fault, str] = ("reading", "有单元格读不出来") if unreadable else ("report", "原文缺这些数")
    return make_finding(
        report.subject,
        rule,
        {"rule": load_rules()[rule]["name"], "count": len(lacking)},
        cells=lacking,
        fault=fault,
        verdict=verdict,
        severity="note",
    )
