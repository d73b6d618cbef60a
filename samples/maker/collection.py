"""The second set: its sheets, the second files for one report, and the truths of files that hold several reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from samples.maker.bundles import name_member
from samples.maker.districts import OTHER_NAMES
from samples.maker.freeform import make_old_sheets
from samples.maker.programme import OLD_REPORTS, PROGRAMME
from samples.maker.records import Fault, FileKind, Paragraph, Sheet, Written
from samples.maker.revisions import amend_cell, map_text, revise_sheet
from samples.maker.sheet import make_sheets
from samples.maker.text import find_either
from samples.maker.truth import state_truth

_DEAL = " layouts 8"
_CELL = "active.penalties.decisions"
_TWINS: tuple[tuple[str, FileKind, str], ...] = (
    ("霍罕街道2024年政府信息公开工作年度报告.txt", "docx", "plain"),
    ("墟头镇2021年政府信息公开工作年度报告.html", "txt", "pipe_cells"),
)
"""Reports of which a second file exists, its kind and its look."""

_CHANGED = ("敖仑达斡尔民族乡2024年政府信息公开工作年度报告.docx", "街前镇2021年政府信息公开工作年度报告.txt")
"""The reports whose files are replaced."""

_REWRITTEN = "下一步，将按季公布整改进度，请群众逐项评议，评议结果张贴在乡政府门口。"


@dataclass(frozen=True, slots=True)
class Collection:
    """The second set's sheets by where they go: files of their own, members of archives, one after another in a file.

    ``changed`` are newer versions of files, under the same names.
    """

    single: tuple[Sheet, ...]
    members: tuple[Sheet, ...]
    joined: tuple[Sheet, ...]
    changed: tuple[Sheet, ...]


def make_collection() -> Collection:
    """Every sheet of the second set, revised."""
    written = [revise_sheet(sheet) for sheet in make_sheets(PROGRAMME, _DEAL)]
    sheets = [replace(sheet, either=list_either(sheet)) for sheet in (*written, *make_old_sheets(OLD_REPORTS))]
    joined = tuple(s for s in sheets if s.plan.look == "two_reports")
    members = tuple(s for s in sheets if s.plan.container and s not in joined)
    single = [s for s in sheets if not s.plan.container]
    by_name = {sheet.plan.file_name: sheet for sheet in single}
    twins = [_make_twin(by_name[name], kind, look) for name, kind, look in _TWINS]
    return Collection((*single, *twins), members, joined, tuple(_change_report(by_name[name]) for name in _CHANGED))


def list_either(sheet: Sheet) -> tuple[str, ...]:
    """Cells that a reader may leave unread.

    Scanned ones that no sum confirms, blank ones between which no line is drawn, glued digits that split in several ways.
    """
    if sheet.plan.look.startswith("scan"):
        return tuple(cell for cell in sheet.cells if cell.startswith("active."))
    if sheet.plan.look.endswith("unruled"):
        return tuple(cell for cell, written in sheet.cells.items() if written.value is None)
    return find_either(sheet)


def _make_twin(sheet: Sheet, kind: FileKind, look: str) -> Sheet:
    """A second file for the same report, with one more decision on penalties."""
    plan = replace(sheet.plan, kind=kind, look=look, file_name=f"{sheet.plan.stem}.{kind}")
    fault = Fault("same_report_twice", "行政处罚一格比另一份文件多1件", (_CELL,), sheet.plan.file_name)
    day = plan.published_on
    signed = (Paragraph("signature", plan.agency.full_name), Paragraph("signature", f"{day.year}年{day.month}月{day.day}日"))
    blocks = sheet.blocks if any(getattr(b, "kind", "") == "signature" for b in sheet.blocks) else (*sheet.blocks, *signed)
    twin = replace(sheet, plan=plan, blocks=blocks, faults=(*sheet.faults, fault))
    return _add_decision(twin)


def _add_decision(sheet: Sheet) -> Sheet:
    value = f"{Decimal(sheet.cells[_CELL].value or 0) + 1:f}"
    return amend_cell(sheet, _CELL, Written(value, value))


def _change_report(sheet: Sheet) -> Sheet:
    """The file as published again: one cell and one paragraph differ."""
    last = [b.text for b in sheet.blocks if isinstance(b, Paragraph) and b.kind == "body"][-2]
    amended = _add_decision(map_text(sheet, lambda text: text + _REWRITTEN if text == last else text))
    fault = Fault("report_changed", "行政处罚一格多1件，第五部分末段有改动", (_CELL,), sheet.plan.file_name)
    return replace(amended, faults=(*amended.faults, fault))


def state_truths(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """The truths of files of their own and of archive members."""
    return [_state_one(sheet) for sheet in sheets]


def _state_one(sheet: Sheet) -> dict[str, Any]:
    plan = sheet.plan
    truth: dict[str, Any] = {**state_truth(sheet)}
    if plan.container:
        truth |= {"source": f"{plan.container}/{name_member(sheet)}", "look": f"zip/{plan.kind}"}
        truth |= {"archive": plan.container, "member": name_member(sheet)}
    truth["agency_names"] = sorted({*truth["agency_names"], *OTHER_NAMES.get(plan.agency.name, ())})
    if "nameless" in plan.extras:
        truth |= {"agency": None, "agency_full": None, "agency_names": [], "parents": []}
    if "contact_only" in plan.extras:
        truth |= {"parents": [plan.agency.county]}
    if plan.form is None:
        truth |= {"kind": "pre2019"}
    truth |= {"not_assessable": [], "excused": ["unreadable"] if sheet.either else []}
    if "truncated" in plan.extras:
        truth |= {"published_on": None, "not_assessable": ["balance", "results_total"]}
    if plan.look == "tabs_lost_other":
        truth["not_assessable"] = ["applicants_total"]
    return truth


def state_rejected(file_name: str, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """The truth of a file with several reports: rejected, or split into ``parts``."""
    plan = sheets[0].plan
    nothing: dict[str, Any] = {"agency": None, "agency_full": None, "agency_names": [], "parents": [], "county": None}
    nothing |= {"year": None, "form": None, "kind": None, "look": f"{plan.kind}/{plan.look}", "published_on": None}
    nothing |= {"cells": {}, "states": {}, "units": {}, "absent": [], "either": [], "narrative": {}, "faults": []}
    nothing |= {"uncertain": [], "said": {}, "rejected": True, "error": "Unsupported"}
    parts = [{**_state_one(replace(s, plan=replace(s.plan, container=None))), "source": file_name} for s in sheets]
    return {"source": file_name, **nothing, "parts_inside": parts}
