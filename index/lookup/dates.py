"""Where the dates of publication stand."""

import json
from collections.abc import Sequence

from sqlalchemy import select

from index.database.engine import Store
from index.database.rows import unpack_published_place
from index.database.schema import reports
from ingest.records import Place


def find_published_places(store: Store, report_ids: Sequence[int]) -> dict[int, Place]:
    """The place of each report's date of publication, by the report's id; those that an older version stored have none."""
    statement = select(reports.c.id, reports.c.header).where(reports.c.id.in_(list(report_ids)))
    with store.connect() as connection:
        rows = connection.execute(statement).all()
    places = {row.id: unpack_published_place(json.loads(row.header)) for row in rows}
    return {report_id: place for report_id, place in places.items() if place is not None}
