"""What differs between two files of one report, as a finding: cells one by one, paragraphs counted and quoted."""

from dataclasses import dataclass
from typing import Final, Literal

from ingest.checks.findings import make_finding
from ingest.form import load_form
from ingest.records import CellValue, Finding, Report

Rule = Literal["report_changed", "same_report_twice"]

_SHOWN: Final = 20
_QUOTED: Final = 40
_STATES: Final = {"blank": "空白", "not_applicable": "不适用", "unreadable": "无法辨认"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that two files have differently; None where a file does not have it."""

    cell: str
    older: CellValue | None
    newer: CellValue | None


def compare_cells(older: Report, newer: Report) -> tuple[Difference, ...]:
    """The cells whose state, value or unit differ, in the newer file's order."""
    before = {cell.cell: cell for cell in older.cells}
    after = {cell.cell: cell for cell in newer.cells}
    return tuple(
        Difference(cell, before.get(cell), after.get(cell))
        for cell in dict.fromkeys([*after, *before])
        if _describe(before.get(cell)) != _describe(after.get(cell))
    )


def find_change(older: Report, newer: Report) -> Finding:
    """``report_changed``: a file was replaced by another one under the same path; cells and paragraphs that changed."""
    differences = compare_cells(older, newer)
    return _build_finding("report_changed", older, newer, differences, _list_paragraphs(older, newer))


def find_double(older: Report, newer: Report) -> Finding:
    """``same_report_twice``: two files hold one agency's report for one year; the newer one answers."""
    differences = compare_cells(older, newer)
    return _build_finding("same_report_twice", older, newer, differences, f"以后导入的“{newer.source}”为准")


def _build_finding(rule: Rule, older: Report, newer: Report, differences: tuple[Difference, ...], more: str) -> Finding:
    why = "两个文件各执一词,无从判断哪一个写错" if differences else "两个文件的表格没有差别"
    return make_finding(
        newer.subject,
        rule,
        {"difference": f"{_list_differences(differences)};{more}"},
        cells=[difference.cell for difference in differences],
        places=[difference.newer.place for difference in differences if difference.newer],
        fault=("unknown", why),
        severity="warning" if differences else None,
        other_source=older.source,
    )


def _list_differences(differences: tuple[Difference, ...]) -> str:
    if not differences:
        return "各单元格相同"
    shown = "、".join(
        f"{_label(difference.cell)} {_describe(difference.older)} → {_describe(difference.newer)}"
        for difference in differences[:_SHOWN]
    )
    more = f"、另有 {len(differences) - _SHOWN} 处" if len(differences) > _SHOWN else ""
    return f"单元格有 {len(differences)} 处不同:{shown}{more}"


def _list_paragraphs(older: Report, newer: Report) -> str:
    before = {passage.text: None for passage in older.passages}
    after = {passage.text: None for passage in newer.passages}
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    parts = [
        f"{word} {len(texts)} 段（“{texts[0][:_QUOTED].strip()}…”等）"
        for word, texts in (("新增", come), ("删去", gone))
        if texts
    ]
    return "文字段落" + ",".join(parts) if parts else "文字段落相同"


def _describe(cell: CellValue | None) -> str:
    if cell is None:
        return "无此项"
    if cell.value is None:
        return _STATES.get(cell.state, cell.state)
    return f"{cell.value}{cell.unit or ''}"


def _label(cell: str) -> str:
    for version in ("2021", "2019"):
        known = load_form(version).cells.get(cell)
        if known is not None:
            return "·".join(part for part in (known.row_label, known.column_label) if part)
    return cell
