"""Findings as an auditor goes through them: filtered and a page at a time, each with its report and the verdict on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from index.database.engine import Store
from index.database.rows import unpack_finding
from index.database.schema import agencies, findings, reports, verdicts
from index.lookup.reports import find_reports
from index.people.verdicts import Judgement, list_verdicts
from index.records import StoredReport
from ingest.records import Fault, Finding, Severity

_GRAVITY: Final = case({"error": 0, "warning": 1}, value=findings.c.severity, else_=2)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the findings have to be; None and empty leave everything in.

    ``words`` all stand in the agency's name or parents, or in the report's path. ``ruling`` is a verdict's, ``open`` for
    findings without one.
    """

    rule: str | None = None
    severity: Severity | None = None
    fault: Fault | None = None
    year: int | None = None
    words: tuple[str, ...] = ()
    ruling: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A finding with the report it is of, and the verdict on it if there is one."""

    finding: Finding
    report: StoredReport
    judgement: Judgement | None = None


def list_cases(store: Store, wanted: FindingFilter, *, offset: int = 0, limit: int | None = None) -> tuple[int, tuple[Case, ...]]:
    """How many findings meet the filter, and those of one page: the gravest first, then by agency and year."""
    matching = _match(wanted)
    order = (_GRAVITY, agencies.c.name.is_(None), agencies.c.name, reports.c.year.nulls_first(), findings.c.id)
    page = matching.order_by(*order).offset(offset)
    with store.connect() as connection:
        count = connection.execute(select(func.count()).select_from(matching.subquery())).scalar_one()
        rows = connection.execute(page if limit is None else page.limit(limit)).mappings().all()
        owners = find_reports(connection, (row["report_id"] for row in rows))
    judged = list_verdicts(store, [row["fingerprint"] for row in rows])
    cases = (Case(unpack_finding(row), owners[row["report_id"]], judged.get(row["fingerprint"])) for row in rows)
    return (count, tuple(cases))


def list_rules(store: Store) -> tuple[str, ...]:
    """The rules that have a finding, by name."""
    with store.connect() as connection:
        return tuple(connection.execute(select(findings.c.rule).distinct().order_by(findings.c.rule)).scalars())


def _match(wanted: FindingFilter) -> Select[Any]:
    newest = select(func.max(verdicts.c.id)).group_by(verdicts.c.fingerprint)
    given = select(verdicts.c.fingerprint, verdicts.c.verdict).where(verdicts.c.id.in_(newest)).subquery()
    equal = {
        findings.c.rule: wanted.rule,
        findings.c.severity: wanted.severity,
        findings.c.fault: wanted.fault,
        findings.c.fingerprint: wanted.fingerprint,
        reports.c.year: wanted.year,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal.items() if value is not None]
    conditions += [_match_word(word) for word in wanted.words]
    if wanted.ruling == "open":
        conditions.append(or_(given.c.verdict.is_(None), given.c.verdict == "open"))
    elif wanted.ruling is not None:
        conditions.append(given.c.verdict == wanted.ruling)
    return (
        select(findings, reports.c.source, reports.c.header, reports.c.year)
        .join_from(findings, reports, reports.c.id == findings.c.report_id)
        .outerjoin(agencies, agencies.c.id == reports.c.agency_id)
        .outerjoin(given, given.c.fingerprint == findings.c.fingerprint)
        .where(and_(True, *conditions))
    )


def _match_word(word: str) -> ColumnElement[bool]:
    columns: Sequence[ColumnElement[str]] = (agencies.c.name, agencies.c.parents, reports.c.source)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))
