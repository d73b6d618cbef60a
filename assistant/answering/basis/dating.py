"""The date on which a report was published, with the place where it stands, and whether that was late."""

import re
from datetime import date

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import cite_place
from index.records import StoredReport

DUE = (1, 31)
"""Month and day of the next year by which a report has to be published."""

_PUNCTUAL = re.compile(r"晚|迟|超期|逾期|过期|及时|按时|按期|准时|期限|late|on time|overdue|deadline", re.IGNORECASE)
"""How a question asks whether it was in time."""


def tell_day(draft: Draft, *reports: StoredReport) -> str:
    """The date of publication that all of ``reports`` have, with the citation mark of each; entered among the answer's dates."""
    cited: list[int] = []
    day = None
    for report in reports:
        day = report.published_on
        if day is not None:
            draft.published.append((report.agency.name if report.agency else report.source, report.year, day))
            cited += cite_day(draft, report)
    return day.isoformat() + draft.mark(cited) if day is not None else ""


def cite_day(draft: Draft, report: StoredReport) -> tuple[int, ...]:
    """The citation of the line that dates a report; none for one that an older version took in without that line."""
    place = dict(draft.evidence.dates).get(report.id)
    return () if place is None else (draft.ledger.cite(cite_place(report, place)),)


def judge_date(draft: Draft, report: StoredReport) -> str:
    """Whether a report was published late or before its year was over; that it was in time only where that is asked."""
    if report.published_on is None or report.year is None:
        return ""
    if report.published_on.year <= report.year:
        return draft.say("reports.early")
    if report.published_on > date(report.year + 1, *DUE):
        return draft.say("reports.late")
    return draft.say("reports.in_time") if _PUNCTUAL.search(draft.query.question) else ""
