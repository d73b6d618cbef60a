"""The list of what a person had better read, one task opened with its picture, and the log of what was read."""

from dataclasses import dataclass
from typing import cast

from assistant.location import describe_place
from assistant.pages.coverage import describe_gap, render_pager
from assistant.pages.desk import Desk
from assistant.pages.dockets import describe_state, name_subject
from assistant.pages.escaping import escape_html
from assistant.pages.exhibits import render_piece
from assistant.pages.leaves import render_leaves
from assistant.pages.reading import STATES, WAYS, name_cell
from index.cells import find_cells
from index.corrections import Correction, list_corrections, show_cell
from index.doubtful import Doubt, list_doubtful, list_unplaced
from index.records import StoredCell, StoredReport
from index.reports import load_record

QUEUES = {"unreadable": "无法辨认", "recognised": "文字识别", "unplaced": "机关或年度未写明", "corrected": "已由人读"}
SIZE = 40
LOGGED = 300
NO_TASK = '<section class="case-panel"><p class="empty">在列表里选一格，这里显示原件的局部和读数的表格。</p></section>'


@dataclass(frozen=True, slots=True)
class Task:
    """A cell of a report, or the report's agency and year where ``cell`` is None."""

    report: StoredReport
    cell: str | None = None


def find_task(desk: Desk, task: str) -> Task | None:
    """The task of that name (``cell:7:requests.new.total``, ``report:7``), if its report is still there."""
    kind, _, rest = task.partition(":")
    number, _, cell = rest.partition(":")
    stored = desk.find_report(int(number)) if number.isdecimal() else None
    if stored is None or kind not in ("cell", "report"):
        return None
    return Task(stored, cell or None) if kind == "cell" else Task(stored)


def render_queue(desk: Desk, kind: str, page: int, chosen: str) -> str:
    """One page of a queue as buttons."""
    if kind == "unplaced":
        reports = list_unplaced(desk.store)
        rows = [render_row(f"report:{report.id}", report.source, describe_gap(report), chosen) for report in reports]
        return render_list(len(rows), rows, 0)
    if kind not in QUEUES:
        return ""
    total, cells = list_doubtful(desk.store, cast("Doubt", kind), offset=max(page, 0) * SIZE, limit=SIZE)
    return render_list(total, [render_cell_row(stored, chosen) for stored in cells], max(page, 0))


def render_list(total: int, rows: list[str], page: int) -> str:
    """Rows under their count."""
    if not total:
        return '<p class="empty" role="status">这里没有要人读的内容。</p>'
    return (
        f'<div class="tally" role="status"><span>共 <b>{total}</b> 项</span></div>'
        f'<div class="case-list" role="group" aria-label="待读内容">{"".join(rows)}</div>{render_pager(total, page, SIZE)}'
    )


def render_cell_row(stored: StoredCell, chosen: str) -> str:
    """A cell in the list."""
    cell, report = stored.cell, stored.report
    who = f"{report.agency.name if report.agency else report.source} {report.year or ''}"
    read = f"读作 {show_cell(cell)}" if cell.value is not None else STATES[cell.state]
    detail = f"{who} · {read}" + (f" · {cell.corrected_by}" if cell.corrected_by else "") + f" · {describe_place(cell.place)}"
    return render_row(f"cell:{report.id}:{cell.cell}", name_cell(cell.cell), detail, chosen)


def render_row(task: str, title: str, detail: str, chosen: str) -> str:
    """One button."""
    return (
        f'<button type="button" class="case {"chosen" if task == chosen else ""}" data-act="task" data-id="{escape_html(task)}">'
        f'<span class="case-title">{escape_html(title)}</span><span class="case-detail">{escape_html(detail)}</span></button>'
    )


def open_task(desk: Desk, task: str) -> str:
    """A task's panel: the piece of the source, what the program read there, what people read before."""
    found = find_task(desk, task)
    if found is None:
        return NO_TASK
    report = found.report
    if found.cell is None:
        record = load_record(desk.store, report.id)
        return (
            f'<section class="case-panel"><h2>{escape_html(report.source)}</h2>'
            f'<p class="fact">{escape_html(describe_gap(report))}</p>'
            f'<div class="source-side short" tabindex="0" role="region" aria-label="原件">'
            f"{render_leaves(desk.settings, report, record)}</div></section>"
        )
    cells = find_cells(desk.store, [report.id], [found.cell])
    if not cells:
        return NO_TASK
    cell = cells[0].cell
    who = f"{report.agency.name if report.agency else report.source} {report.year or ''}"
    read = f"人工读数：{show_cell(cell)}（{cell.corrected_by}）" if cell.corrected_by else f"程序读作：{show_cell(cell)}"
    facts = f"{read}；原文识别为“{cell.raw}”；{WAYS[cell.read_by]}；{describe_place(cell.place)}"
    return (
        f'<section class="case-panel"><h2>{escape_html(name_cell(found.cell))}</h2>'
        f'<p class="fact">{escape_html(who)}<br>{escape_html(facts)}</p>'
        f"{render_piece(desk, report, cell.place)}</section>"
    )


def render_log(desk: Desk) -> str:
    """Everything that people read, the newest first, each with a button to take it back."""
    entries = list_corrections(desk.store)
    if not entries:
        return '<p class="empty" role="status">还没有人工读数。</p>'
    files = "".join(
        f'<a class="download" href="api/corrections.{ending}" download>导出 {ending.upper()}</a>' for ending in ("csv", "xlsx")
    )
    rows = "".join(render_entry(entry) for entry in entries[:LOGGED])
    return (
        f'<div class="tally" role="status"><span>共 <b>{len(entries)}</b> 条</span><span class="keys">{files}</span></div>'
        f'<div class="case-list"><table class="log"><thead><tr><th scope="col">读数</th><th scope="col">谁，何时</th>'
        f'<th scope="col">状态</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def render_entry(entry: Correction) -> str:
    """One row of the log."""
    when = entry.made_at[:16].replace("T", " ")
    state = describe_state(entry)
    undo = (
        ""
        if entry.undone_at
        else f' <button type="button" class="plain-button" data-act="undo" data-id="{entry.id}">撤回</button>'
    )
    undone = (
        f"<br>{escape_html(entry.undone_by)} {escape_html((entry.undone_at or '')[:16].replace('T', ' '))}"
        if entry.undone_at
        else ""
    )
    shown = f'<span class="stale">{state}</span>' if entry.stale else state
    return (
        f"<tr><td><b>{escape_html(name_subject(entry))}</b><br>{escape_html(entry.before)} → {escape_html(entry.reading)}<br>"
        f'<span class="fact">{escape_html(entry.source)}{"；" + escape_html(entry.note) if entry.note else ""}</span></td>'
        f"<td>{escape_html(entry.who)}<br>{escape_html(when)}</td><td>{shown}{undone}{undo}</td></tr>"
    )
