"""The read-only JSON interface: what each request gets. The records are those of the command line (``assistant.wire``)."""

from pathlib import Path, PurePath
from typing import Any

from assistant.exports.sheet import Sheet, write_csv
from assistant.exports.workbook import write_xlsx
from assistant.pages.desk import Desk
from assistant.pages.dockets import list_case_rows, list_reading_rows
from assistant.pages.logs import log_event
from assistant.pages.words import Words
from assistant.records import Conversation
from assistant.wire import answer_to_json, finding_to_json, report_to_json, stored_to_json
from index.database.sources import find_copy
from index.lookup.copies import draw_copy
from index.lookup.record import load_record
from index.lookup.reports import store_version
from index.people.corrections import list_corrections
from index.people.docket import Case, FindingFilter, list_cases

Json = dict[str, object]


def tell_health(desk: Desk) -> Json:
    """Whether the store answers, and which content it has."""
    return {"status": "ok", "store": store_version(desk.store)}


def ask_question(desk: Desk, question: str) -> Json:
    """The answer to a question that stands alone."""
    answer = desk.ask(question, Conversation())
    asked = question if desk.settings.log_questions else None
    log_event("answer", status=answer.status, values=len(answer.values), question=asked)
    return answer_to_json(answer)


def list_reports(desk: Desk, agency: str, year: int | None, part: slice) -> Json:
    """How many reports there are, and those of one page, with the numbers by which the other requests name them."""
    found = [
        report
        for report in desk.list_reports()
        if (year is None or report.year == year)
        and (not agency or (report.agency and agency in (report.agency.name, report.agency.full_name, *report.agency.parents)))
    ]
    return {"total": len(found), "reports": [{"id": report.id, **stored_to_json(report)} for report in found[part]]}


def load_report(desk: Desk, report_id: int) -> Json | None:
    """Everything that was read from a report; None if there is none."""
    stored = desk.find_report(report_id)
    return None if stored is None else {"id": report_id, **report_to_json(load_record(desk.store, report_id))}


def list_findings(desk: Desk, wanted: FindingFilter, offset: int, limit: int) -> Json:
    """How many findings there are, and those of one page."""
    total, cases = list_cases(desk.store, wanted, offset=offset, limit=limit)
    return {"total": total, "findings": [case_to_json(case) for case in cases]}


def case_to_json(case: Case) -> dict[str, Any]:
    """A finding with its report's number and the auditor's verdict."""
    judged = case.judgement
    ruling = {"verdict": judged.ruling, "note": judged.note, "who": judged.who, "when": judged.made_at} if judged else None
    return {**finding_to_json(case.finding), "report": case.report.id, "auditor": ruling}


def draw_page(desk: Desk, report_id: int, page: int) -> bytes | None:
    """A page of a kept PDF file as PNG."""
    stored = desk.find_report(report_id)
    picture = draw_copy(desk.settings, stored.sha256, page) if stored is not None and page > 0 else None
    return None if picture is None else picture.png


def find_file(desk: Desk, report_id: int) -> tuple[Path, str] | None:
    """The kept copy of a report's file and the name to save it under."""
    stored = desk.find_report(report_id)
    path = find_copy(desk.settings, stored.sha256) if stored is not None else None
    return None if stored is None or path is None else (path, PurePath(stored.source).name)


def export_findings(desk: Desk, wanted: FindingFilter, kind: str, words: Words) -> bytes:
    """All findings that meet the filter as a CSV or XLSX file."""
    return write_sheet(list_case_rows(words, list_cases(desk.store, wanted)[1]), kind)


def export_corrections(desk: Desk, kind: str, words: Words) -> bytes:
    """The log of what people read as a CSV or XLSX file."""
    return write_sheet(list_reading_rows(words, list_corrections(desk.store)), kind)


def write_sheet(sheet: Sheet, kind: str) -> bytes:
    """A table as a file's bytes."""
    return write_csv([sheet]) if kind == "csv" else write_xlsx([sheet])
