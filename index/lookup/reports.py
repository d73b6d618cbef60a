"""What is stored, read back: agencies, reports, and the version of it all; one whole report is read in ``record``."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from index.database.engine import Store
from index.database.meta import EMPTY_CONTENT, read_meta
from index.database.rows import TOPICS
from index.database.schema import agencies, passages, reports, sources
from index.records import StoredAgency, StoredReport
from ingest.records import Topic

_VERSION_WIDTH = 12
_BATCH = 10_000
_COLUMNS = (
    *(reports.c.id, reports.c.source, reports.c.sha256, reports.c.kind, reports.c.agency_id, reports.c.year, reports.c.form),
    *(reports.c.title, reports.c.published_on, reports.c.answers, reports.c.cells, reports.c.passages, reports.c.findings),
)
"""As the fields of ``StoredReport``, the agency's id in the agency's place."""
_OWNER, _WIDTH = 4, len(_COLUMNS)
_AGENCY = (agencies.c.id, agencies.c.name, agencies.c.full_name, agencies.c.parents, agencies.c.aliases, agencies.c.rostered)
"""As the fields of ``StoredAgency``."""
REPORT_COLUMNS = (*_COLUMNS, *_AGENCY)
"""What a report is made of, where its agency is joined."""
_REPORTS = (
    select(*REPORT_COLUMNS)
    .outerjoin_from(reports, agencies, agencies.c.id == reports.c.agency_id)
    .order_by(agencies.c.parents.is_(None), agencies.c.parents, agencies.c.name, reports.c.year.nulls_first(), reports.c.id)
)


def store_version(store: Store) -> str:
    """A short name for the store's content: the same content has the same version, any change gives another."""
    with store.connect() as connection:
        return (read_meta(connection, "content") or EMPTY_CONTENT)[:_VERSION_WIDTH]


def find_newest(store: Store) -> int:
    """The id of the report that was stored last, 0 if there is none; with the version it tells whether ids still hold.

    A report taken out and in again leaves the content as it was, under another id.
    """
    with store.connect() as connection:
        return connection.execute(select(func.max(reports.c.id))).scalar() or 0


def list_years(store: Store) -> tuple[int, ...]:
    """The years for which there are reports that answer, ascending."""
    with store.connect() as connection:
        found = connection.execute(select(reports.c.year).where(reports.c.answers.is_(True)).distinct()).scalars()
        return tuple(sorted(year for year in found if year is not None))


def list_telling(store: Store, topic: Topic) -> frozenset[int]:
    """The ids of the reports that have a passage in a section of that topic."""
    with store.connect() as connection:
        found = connection.execute(select(passages.c.report_id).where(passages.c.topic == TOPICS.index(topic)).distinct())
        return frozenset(found.scalars())


def list_agencies(
    store: Store, *, inside: Sequence[str] = (), naming: str = "", limit: int | None = None
) -> tuple[StoredAgency, ...]:
    """Every agency that has a stored report or that the roster lists, by parents and name.

    ``inside`` keeps to places, ``naming`` to names that hold one of its characters.
    """
    conditions = [or_(*(_lies_in(place) for place in inside))] if inside else []
    if naming:
        conditions.append(or_(*(agencies.c.name.contains(character, autoescape=True) for character in naming)))
    statement = select(*_AGENCY).where(*conditions).order_by(agencies.c.parents, agencies.c.name).limit(limit)
    with store.connect() as connection:
        return tuple(_build_agency(row) for row in connection.execute(statement))


def find_agency_ids(
    store: Store, *, endings: Sequence[str] = (), inside: Sequence[str] = (), without: Sequence[int] = ()
) -> tuple[int, ...]:
    """The agencies whose names end so and that lie in one of the places; each filter holds only if it is given."""
    conditions: list[ColumnElement[bool]] = [agencies.c.id.not_in(list(without))] if without else []
    if endings:
        conditions.append(or_(*(agencies.c.name.endswith(ending, autoescape=True) for ending in endings)))
    if inside:
        conditions.append(or_(*(_lies_in(place) for place in inside)))
    with store.connect() as connection:
        return tuple(connection.execute(select(agencies.c.id).where(*conditions)).scalars())


def _lies_in(place: str) -> ColumnElement[bool]:
    return ("/" + agencies.c.parents + "/").contains(f"/{place}/", autoescape=True)


def list_reports(
    store: Store,
    *,
    agency_ids: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    parent: str | None = None,
    answering: bool = True,
) -> tuple[StoredReport, ...]:
    """The stored reports by agency, year and id; those without an agency come last.

    Each filter holds only if it is given; ``parent`` is the name of any place above the agency. ``answering`` leaves out
    older files of a report that a later file holds too.
    """
    filters = filter_reports(agency_ids=agency_ids, years=years, parent=parent, answering=answering)
    with store.connect() as connection:
        return read_reports(connection, *filters)


def has_more_reports(store: Store, number: int, *, years: Sequence[int] | None = None) -> bool:
    """Whether more reports than that answer, of these years if any are given."""
    answering = select(reports.c.id).where(*filter_reports(years=years)).limit(number + 1)
    with store.connect() as connection:
        return connection.execute(select(func.count()).select_from(answering.subquery())).scalar_one() > number


def find_by_hash(store: Store, sha256: str) -> StoredReport | None:
    """The report read from the file with this hash, if it is stored."""
    with store.connect() as connection:
        return next(iter(read_reports(connection, reports.c.sha256 == sha256)), None)


def find_reports(connection: Connection, report_ids: Iterable[int]) -> dict[int, StoredReport]:
    """The reports with these ids, by id."""
    wanted = sorted(set(report_ids))
    batches = (wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH))
    return {report.id: report for batch in batches for report in read_reports(connection, reports.c.id.in_(batch))}


def read_reports(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[StoredReport, ...]:
    """The reports that meet the conditions on ``reports``, in the order of ``list_reports``."""
    owners: dict[int, StoredAgency] = {}
    return tuple(build_report(row, owners) for row in connection.execute(_REPORTS.where(*conditions)))


def build_report(row: Sequence[Any], owners: dict[int, StoredAgency] | None = None) -> StoredReport:
    """The report of a row of ``REPORT_COLUMNS``; ``owners`` are agencies made before, to which its own is added."""
    known = owners if owners is not None else {}
    agency_id = row[_OWNER]
    if agency_id is not None and agency_id not in known:
        known[agency_id] = _build_agency(row[_WIDTH:])
    fields: list[Any] = [*row[:_OWNER], known.get(agency_id), *row[_OWNER + 1 : _WIDTH]]
    return StoredReport(*fields)


def filter_reports(
    *,
    agency_ids: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    parent: str | None = None,
    answering: bool = True,
) -> list[ColumnElement[bool]]:
    """The conditions on ``reports`` that the filters mean."""
    conditions: list[ColumnElement[bool]] = []
    if answering:
        conditions.append(reports.c.answers.is_(True))
    if agency_ids is not None:
        conditions.append(reports.c.agency_id.in_(list(agency_ids)))
    if years is not None:
        conditions.append(reports.c.year.in_(list(years)))
    if parent is not None:
        under = select(agencies.c.id).where(_lies_in(parent))
        conditions.append(reports.c.agency_id.in_(under))
    return conditions


def _build_agency(row: Sequence[Any]) -> StoredAgency:
    number, name, full_name, parents, aliases, rostered = row
    above = tuple(parents.split("/")) if parents else ()
    return StoredAgency(number, name, full_name, above, () if aliases == "[]" else tuple(json.loads(aliases)), bool(rostered))


def list_sources(store: Store, report_id: int) -> tuple[str, ...]:
    """Every path under which the report was given, the first one first."""
    with store.connect() as connection:
        return tuple(
            connection.execute(select(sources.c.path).where(sources.c.report_id == report_id).order_by(sources.c.id)).scalars()
        )


def list_surroundings(store: Store, report_ids: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """What stands around each report (索引号, 文号, 发布机构), as its page names it."""
    statement = select(reports.c.id, reports.c.metadata).where(reports.c.id.in_(list(report_ids)))
    with store.connect() as connection:
        return {id_: tuple((key, value) for key, value in json.loads(found)) for id_, found in connection.execute(statement)}
