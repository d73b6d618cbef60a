"""How many agencies report, without listing them."""

from collections.abc import Sequence

from sqlalchemy import func, select

from index.database.engine import Store
from index.database.schema import reports
from index.lookup.reports import filter_reports


def count_agencies(
    store: Store,
    *,
    years: Sequence[int] | None = None,
    agency_ids: Sequence[int] | None = None,
    parent: str | None = None,
) -> int:
    """How many agencies have a report that answers and names its year."""
    conditions = filter_reports(agency_ids=agency_ids, years=years, parent=parent)
    wanted = select(func.count(reports.c.agency_id.distinct())).where(reports.c.year.is_not(None), *conditions)
    with store.connect() as connection:
        return int(connection.execute(wanted).scalar_one())
