"""Checks between stored reports: an agency's years against each other, and paragraphs that two reports share.

They are stored as findings of the later report with the other one named, and made anew whenever one of the two comes or goes.
Which report is the later one does not hang on the order in which files were given.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, select

from index.cell_names import load_cell_names
from index.rows import unpack_cell, unpack_paragraph
from index.schema import agencies, cells, findings, paragraphs, reports
from index.storage import delete_findings, insert_findings
from ingest.findings import make_finding
from ingest.records import Finding, Paragraph, Subject
from ingest.year_checks import YearCells, check_years

YEAR_RULES: Final = ("carry_over", "stock_flow", "published_stock", "copied_last_year")
_YEARLY: Final = re.compile(r"requests\.carried_|active\.(?:rules|normative_documents)\.")
_COMMON: Final = 6
"""Agencies; a paragraph that so many share is a stock phrase of its region, copied from nobody in particular."""
_SHOWN: Final = 10

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A paragraph of one report that another one has too."""

    here: Paragraph
    there: Paragraph


def compare_with_stored(connection: Connection, report_id: int) -> None:
    """Make the findings between this report and those stored beside it anew."""
    row = _find_report(connection, report_id)
    if row is None or row["agency_id"] is None or row["year"] is None:
        return
    compare_years(connection, row["agency_id"], row["year"])
    _compare_agencies(connection, row)


def compare_years(connection: Connection, agency_id: int, year: int) -> None:
    """Make the findings between an agency's report of ``year`` and those of the year before and after anew."""
    answering = {row["year"]: row for row in _list_answering(connection, agency_id, (year - 1, year, year + 1))}
    for later in (year, year + 1):
        before, after = answering.get(later - 1), answering.get(later)
        if after is not None:
            _drop(connection, after["id"])
        if before is not None and after is not None:
            insert_findings(connection, after["id"], list(_compare_pair(connection, before, after)), before["id"])


def _compare_pair(connection: Connection, before: Row, after: Row) -> Iterator[Finding]:
    yield from check_years(_load_year(connection, before), _load_year(connection, after))
    shared = _find_shared(connection, after["id"], before["id"])
    if shared:
        yield _make_copy_finding("copied_last_year", after, before, shared, {"previous": before["year"]})


def _compare_agencies(connection: Connection, row: Row) -> None:
    """Findings of copied_between with every answering report of another agency that shares a rare paragraph."""
    others = _list_sharing(connection, row)
    for other_id in others:
        other = _find_report(connection, other_id)
        if other is None:
            continue
        later, earlier = sorted((row, other), key=lambda item: (item["year"], item["sha256"]), reverse=True)
        shared = [pair for pair in _find_shared(connection, later["id"], earlier["id"]) if _is_rare(connection, pair.here)]
        if shared:
            name = _name_agency(connection, earlier["agency_id"])
            finding = _make_copy_finding("copied_between", later, earlier, shared, {"other": name, "year": earlier["year"]})
            insert_findings(connection, later["id"], [finding], earlier["id"])


def _list_sharing(connection: Connection, row: Row) -> list[int]:
    mine = select(paragraphs.c.digest).where(paragraphs.c.report_id == row["id"])
    statement = (
        select(paragraphs.c.report_id)
        .join(reports, reports.c.id == paragraphs.c.report_id)
        .where(
            paragraphs.c.digest.in_(mine), reports.c.agency_id != row["agency_id"], reports.c.answers, reports.c.year.is_not(None)
        )
        .distinct()
        .order_by(paragraphs.c.report_id)
    )
    return list(connection.execute(statement).scalars())


def _is_rare(connection: Connection, paragraph: Paragraph) -> bool:
    digest = int.from_bytes(bytes.fromhex(paragraph.digest), "big", signed=True)
    statement = (
        select(func.count(reports.c.agency_id.distinct()))
        .join(paragraphs, paragraphs.c.report_id == reports.c.id)
        .where(paragraphs.c.digest == digest)
    )
    return connection.execute(statement).scalar_one() < _COMMON


def _find_shared(connection: Connection, here: int, there: int) -> list[_Shared]:
    found: dict[int, dict[str, Paragraph]] = defaultdict(dict)
    statement = select(paragraphs).where(paragraphs.c.report_id.in_((here, there))).order_by(paragraphs.c.ordinal)
    for row in connection.execute(statement).mappings():
        paragraph = unpack_paragraph(row)
        found[row["report_id"]].setdefault(paragraph.digest, paragraph)
    return [_Shared(mine, found[there][digest]) for digest, mine in found[here].items() if digest in found[there]]


def _make_copy_finding(rule: str, later: Row, earlier: Row, shared: Sequence[_Shared], holes: Mapping[str, object]) -> Finding:
    places = [place for pair in shared[:_SHOWN] for place in (pair.here.place, pair.there.place)]
    return make_finding(
        _name_subject(later),
        rule,
        {"count": len(shared), **holes},
        places=places,
        fault=("report", "两处原文除数字和名称外一字不差"),
        other_source=earlier["source"],
    )


def _load_year(connection: Connection, row: Row) -> YearCells:
    names = {code: cell for cell, code in load_cell_names(connection).items() if _YEARLY.match(cell)}
    statement = select(cells).where(cells.c.report_id == row["id"], cells.c.cell.in_(names))
    values = [unpack_cell(cell, names[cell["cell"]], row["form"]) for cell in connection.execute(statement).mappings()]
    return YearCells(_name_subject(row), row["form"], {value.cell: value for value in values})


def _name_subject(row: Row) -> Subject:
    return Subject(row["source"], row["sha256"], row["agency"], row["year"])


def _drop(connection: Connection, report_id: int) -> None:
    statement = select(findings.c.id).where(findings.c.report_id == report_id, findings.c.rule.in_(YEAR_RULES))
    delete_findings(connection, list(connection.execute(statement).scalars()))


def _select_reports() -> Any:
    return select(reports, agencies.c.name.label("agency")).join(agencies, agencies.c.id == reports.c.agency_id)


def _find_report(connection: Connection, report_id: int) -> Row | None:
    statement = _select_reports().where(reports.c.id == report_id, reports.c.answers)
    return connection.execute(statement).mappings().first()


def _list_answering(connection: Connection, agency_id: int, years: Sequence[int]) -> Sequence[Row]:
    statement = _select_reports().where(reports.c.agency_id == agency_id, reports.c.year.in_(years), reports.c.answers)
    return connection.execute(statement).mappings().all()


def _name_agency(connection: Connection, agency_id: int) -> str:
    return connection.execute(select(agencies.c.name).where(agencies.c.id == agency_id)).scalar_one()
