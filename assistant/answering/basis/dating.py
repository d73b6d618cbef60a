"""The date on which a report was published, with the place where it stands."""

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import cite_place
from index.records import StoredReport


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
