"""The list of what a person had better read, one task opened with its picture, and the log of what was read."""

from dataclasses import dataclass
from typing import cast

from assistant.pages.cases import render_files
from assistant.pages.coverage import describe_gap, render_pager
from assistant.pages.desk import Desk
from assistant.pages.dockets import describe_state, name_subject
from assistant.pages.escaping import escape_html
from assistant.pages.exhibits import render_piece
from assistant.pages.leaves import render_leaves
from assistant.pages.words import Words
from index.lookup.cells import find_cells
from index.lookup.record import load_record
from index.people.corrections import Correction, list_corrections, show_cell
from index.people.doubtful import Doubt, list_doubtful, list_unplaced
from index.records import StoredCell, StoredReport
from ingest.records import CellValue

QUEUES = ("unreadable", "recognised", "unplaced", "corrected")
SIZE = 40
LOGGED = 300


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
    words = desk.words
    if kind == "unplaced":
        reports = list_unplaced(desk.store)
        rows = [render_row(f"report:{report.id}", report.source, describe_gap(words, report), chosen) for report in reports]
        return render_list(words, len(rows), rows, 0)
    if kind not in QUEUES:
        return ""
    total, cells = list_doubtful(desk.store, cast("Doubt", kind), offset=max(page, 0) * SIZE, limit=SIZE)
    return render_list(words, total, [render_cell_row(words, stored, chosen) for stored in cells], max(page, 0))


def render_list(words: Words, total: int, rows: list[str], page: int) -> str:
    """Rows under their count."""
    if not total:
        return f'<p class="empty" role="status">{words("review.none")}</p>'
    return (
        f'<div class="tally" role="status"><span>{words("review.tally", count=total)}</span></div>'
        f'<div class="case-list" role="group" aria-label="{words("review.list")}">{"".join(rows)}</div>'
        f"{render_pager(words, total, page, SIZE)}"
    )


def render_cell_row(words: Words, stored: StoredCell, chosen: str) -> str:
    """A cell in the list."""
    cell, report = stored.cell, stored.report
    who = f"{report.agency.name if report.agency else report.source} {report.year or ''}"
    read = words("review.read_as", value=show_reading(words, cell)) if cell.value is not None else words(f"state.{cell.state}")
    detail = " · ".join(part for part in (who, read, cell.corrected_by, words.place(cell.place)) if part)
    return render_row(f"cell:{report.id}:{cell.cell}", words.cell(cell.cell), detail, chosen)


def show_reading(words: Words, cell: CellValue) -> str:
    """What a cell says, with its unit in the language of the page."""
    if words.language != "en":
        return show_cell(cell)
    if cell.value is None:
        return words(f"state.{cell.state}")
    return f"{cell.value:,f} {words.unit(cell.unit or cell.unit_assumed or '')}".strip()


def render_row(task: str, title: str, detail: str, chosen: str) -> str:
    """One button."""
    return (
        f'<button type="button" class="case {"chosen" if task == chosen else ""}" data-act="task" data-id="{escape_html(task)}">'
        f'<span class="case-title">{escape_html(title)}</span><span class="case-detail">{escape_html(detail)}</span></button>'
    )


def open_task(desk: Desk, task: str) -> str:
    """A task's panel: the piece of the source, what the program read there, what people read before."""
    words, found = desk.words, find_task(desk, task)
    if found is None:
        return render_nothing(words)
    report = found.report
    if found.cell is None:
        record = load_record(desk.store, report.id)
        return (
            f'<section class="case-panel"><h2>{escape_html(report.source)}</h2>'
            f'<p class="fact">{escape_html(describe_gap(words, report))}</p>'
            f'<div class="source-side short" tabindex="0" role="region" aria-label="{words("reports.original")}">'
            f"{render_leaves(words, desk.settings, report, record)}</div></section>"
        )
    cells = find_cells(desk.store, [report.id], [found.cell])
    if not cells:
        return render_nothing(words)
    cell = cells[0].cell
    who = f"{report.agency.name if report.agency else report.source} {report.year or ''}"
    read = words(
        "review.person" if cell.corrected_by else "review.program", value=show_reading(words, cell), who=cell.corrected_by
    )
    parts = (read, words("review.recognised_as", raw=cell.raw), words(f"way.{cell.read_by}"), words.place(cell.place))
    facts = words("piece.semicolon").join(part for part in parts if part)
    return (
        f'<section class="case-panel"><h2>{escape_html(words.cell(found.cell))}</h2>'
        f'<p class="fact">{escape_html(who)}<br>{escape_html(facts)}</p>'
        f"{render_piece(desk, report, cell.place)}</section>"
    )


def render_nothing(words: Words) -> str:
    """The panel while no task is chosen."""
    return f'<section class="case-panel"><p class="empty">{words("review.choose")}</p></section>'


def render_log(desk: Desk) -> str:
    """Everything that people read, the newest first, each with a button to take it back."""
    words, entries = desk.words, list_corrections(desk.store)
    if not entries:
        return f'<p class="empty" role="status">{words("review.no_log")}</p>'
    rows = "".join(render_entry(words, entry) for entry in entries[:LOGGED])
    head = "".join(f'<th scope="col">{words(f"review.{name}")}</th>' for name in ("reading", "who_when", "state"))
    return (
        f'<div class="tally" role="status"><span>{words("review.log_tally", count=len(entries))}</span>'
        f'<span class="keys">{render_files(words, "corrections")}</span></div>'
        f'<div class="case-list"><table class="log"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def render_entry(words: Words, entry: Correction) -> str:
    """One row of the log."""
    when = entry.made_at[:16].replace("T", " ")
    state = describe_state(words, entry)
    undo = (
        ""
        if entry.undone_at
        else f' <button type="button" class="plain-button" data-act="undo" data-id="{entry.id}">{words("review.undo")}</button>'
    )
    undone = (
        f"<br>{escape_html(entry.undone_by)} {escape_html((entry.undone_at or '')[:16].replace('T', ' '))}"
        if entry.undone_at
        else ""
    )
    shown = f'<span class="stale">{state}</span>' if entry.stale else state
    fact = escape_html(words("piece.semicolon").join(part for part in (entry.source, entry.note) if part))
    return (
        f"<tr><td><b>{escape_html(name_subject(words, entry))}</b><br>"
        f"{escape_html(entry.before)} → {escape_html(entry.reading)}<br>"
        f'<span class="fact">{fact}</span></td>'
        f"<td>{escape_html(entry.who)}<br>{escape_html(when)}</td><td>{shown}{undone}{undo}</td></tr>"
    )
