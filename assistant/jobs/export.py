"""``wenbao export``: the stored numbers as a table, a row per cell and per count of the prose, with where each stands."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from assistant.answering.basis.location import describe_place
from assistant.exports.sheets import COLUMNS, WRITERS, Row
from assistant.jobs.lines import DONE, write_line
from assistant.jobs.presence import require_reports
from assistant.wire import decimal_to_json, place_to_json
from index.lookup.record import load_record
from index.lookup.reports import list_reports
from index.records import StoredReport
from index.settings import Settings
from index.store import Store, open_store
from ingest.errors import StoreError, UsageError
from ingest.form import load_form
from ingest.records import CellValue, NarrativeFigure, Place


def export_cells(settings: Settings, file: Path) -> int:
    """Writes every stored number to ``file``, whose ending chooses the format, and says how many rows it has.

    Raises:
        UsageError: The ending is none of .csv, .xlsx and .json.
        StoreError: The file cannot be written.
    """
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise UsageError(f"导出的文件要以 {'、'.join(WRITERS)} 结尾。")
    require_reports(settings)
    with open_store(settings) as store:
        draft = file.with_name(f"{file.name}.part")
        try:
            tally = count()
            write(draft, (row for row, _ in zip(collect_rows(store), tally, strict=False)))
            draft.replace(file)
        except OSError as error:
            raise StoreError(f"写不了文件 {file}：{error.strerror}") from error
        finally:
            draft.unlink(missing_ok=True)
    write_line(f"已导出 {next(tally)} 行到 {file}。")
    return DONE


def collect_rows(store: Store) -> Iterator[Row]:
    """A row per cell and per narrative figure, report by report; one report is held at a time."""
    for report in list_reports(store, answering=False):
        record = load_record(store, report.id)
        head = describe_report(report)
        for cell in record.cells:
            yield {**head, **describe_cell(report, cell), **describe_position(cell.place)}
        for figure in record.narrative:
            yield {**head, **describe_figure(figure), **describe_position(figure.place)}


def describe_report(report: StoredReport) -> Row:
    """The columns that every row of a report shares."""
    agency = report.agency
    return {
        **dict.fromkeys(COLUMNS),
        "agency": agency.name if agency else None,
        "parents": "/".join(agency.parents) if agency else None,
        "year": report.year,
        "form": report.form,
        "answers": report.answers,
        "source": report.source,
        "sha256": report.sha256,
    }


def describe_cell(report: StoredReport, cell: CellValue) -> Row:
    """The columns of a cell of the form."""
    known = load_form(report.form).cells.get(cell.cell) if report.form else None
    normalised = cell.normalised
    return {
        "kind": "表格",
        "id": cell.cell,
        "label": " · ".join(part for part in (known.row_label, known.column_label) if part) if known else None,
        "state": cell.state,
        "value": decimal_to_json(cell.value),
        "unit": cell.unit,
        "unit_assumed": cell.unit_assumed,
        "normalised_value": decimal_to_json(normalised.value) if normalised else None,
        "normalised_unit": normalised.unit if normalised else None,
        "raw": cell.raw,
        "read_by": cell.read_by,
        "corrected_by": cell.corrected_by,
    }


def describe_figure(figure: NarrativeFigure) -> Row:
    """The columns of a count that the prose states."""
    return {
        "kind": "正文",
        "id": figure.figure,
        "label": figure.label,
        "state": "stated",
        "value": decimal_to_json(figure.value),
        "unit": figure.unit,
        "approx": figure.approx,
        "primary": figure.primary,
    }


def describe_position(place: Place) -> Row:
    """Where the number stands: in words, quoted, and as coordinates."""
    return {"where": describe_place(place), "quote": place.quote, "place": {**place_to_json(place), "quote": None}}
