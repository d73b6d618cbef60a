"""Who a report belongs to, which of several files answers, and what two files of one report have in common.

The rules are those of the interfaces' chapter on identity.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from index.database.rows import Row, dump_json
from index.database.schema import agencies, reports
from index.keeping.roster import Roster, RosterEntry, fit_parents
from index.keeping.storage import set_answers
from ingest.records import Header

NOTE_MARK: Final = "机关归属："
"""How the notes begin that say what was assumed."""
_NAMED: Final = select(agencies).where(agencies.c.name == bindparam("wanted"))
_KNOWN: Final = select(agencies).where(agencies.c.id == bindparam("wanted"))
_RIVALS: Final = (
    select(reports.c.id)
    .where(reports.c.agency_id == bindparam("agency"), reports.c.year == bindparam("year"))
    .order_by(reports.c.id)
)


def resolve_agency(connection: Connection, header: Header, roster: Roster | None = None) -> tuple[int | None, tuple[str, ...]]:
    """The id of the agency that the header names, stored if it is new, and notes on what was assumed.

    An agency is its name under its parents. What the roster lists is settled by it, former names too. Otherwise parents
    written more or less fully (县 without 市) mean the same agency, and a name without parents means the stored agency of
    that name, if only one fits.
    """
    if header.agency is None:
        return (None, ())
    entry = roster.find(header.agency, header.parents) if roster else None
    if entry is not None:
        return _resolve_listed(connection, header, header.agency, entry)
    same_name = connection.execute(_NAMED, {"wanted": header.agency}).mappings().all()
    exact = [row for row in same_name if _split_parents(row["parents"]) == header.parents]
    fitting = exact or [row for row in same_name if fit_parents(_split_parents(row["parents"]), header.parents)]
    if len(fitting) != 1:
        return (_insert_agency(connection, header, header.agency, header.parents), ())
    row = fitting[0]
    _complete_agency(connection, row, header)
    if exact:
        return (row["id"], ())
    stored = "、".join(_split_parents(row["parents"])) or "未写明"
    written = "、".join(header.parents) or "未写明"
    note = f"本文上级地区{written}，按库中唯一相符的“{header.agency}”（上级地区{stored}）归入"
    return (row["id"], (NOTE_MARK + note,))


def _resolve_listed(connection: Connection, header: Header, written: str, entry: RosterEntry) -> tuple[int, tuple[str, ...]]:
    same = (agencies.c.name == entry.name, agencies.c.parents == "/".join(entry.parents))
    found = connection.execute(select(agencies.c.id).where(*same)).scalar()
    agency_id = int(found) if found is not None else _insert_agency(connection, header, entry.name, entry.parents)
    row = connection.execute(_KNOWN, {"wanted": agency_id}).mappings().one()
    _complete_agency(connection, row, replace(header, parents=entry.parents))
    if written == entry.name and header.parents:
        return (agency_id, ())
    place = "".join((*header.parents, written))
    return (agency_id, (f"{NOTE_MARK}本文写作“{place}”，按机关名录即{''.join((*entry.parents, entry.name))}",))


def _split_parents(parents: str) -> tuple[str, ...]:
    return tuple(parents.split("/")) if parents else ()


def _insert_agency(connection: Connection, header: Header, name: str, parents: Sequence[str]) -> int:
    full_name = header.agency_full if header.agency == name else None
    row = {"parents": "/".join(parents), "name": name, "full_name": full_name, "aliases": "[]"}
    return int(connection.execute(insert(agencies).returning(agencies.c.id), row).scalar_one())


def _complete_agency(connection: Connection, row: Row, header: Header) -> None:
    aliases = json.loads(row["aliases"])
    full_name = row["full_name"] or (header.agency_full if header.agency == row["name"] else None)
    if header.agency_full not in (None, full_name, row["name"], *aliases):
        aliases.append(header.agency_full)
    longer = max(_split_parents(row["parents"]), () if row["rostered"] else header.parents, key=len)
    values = {"parents": "/".join(longer), "full_name": full_name, "aliases": dump_json(aliases)}
    if all(row[name] == value for name, value in values.items()):
        return
    connection.execute(update(agencies).where(agencies.c.id == row["id"]).values(values))


def settle_answering(connection: Connection, report_ids: Iterable[int]) -> None:
    """Let each of these reports answer, unless a later one holds the same agency's same year."""
    for report_id in report_ids:
        row = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one()
        rivals = list_rivals(connection, row["agency_id"], row["year"]) or [report_id]
        for rival in rivals:
            set_answers(connection, rival, answers=rival == rivals[-1])


def list_rivals(connection: Connection, agency_id: int | None, year: int | None) -> list[int]:
    """The ids of every stored file of an agency's year, the earliest first; none where agency or year is not known."""
    if agency_id is None or year is None:
        return []
    return list(connection.execute(_RIVALS, {"agency": agency_id, "year": year}).scalars())


def drop_empty_agencies(connection: Connection) -> None:
    """Forget agencies that no report belongs to any more; those of the roster stay, reports or not."""
    used = select(reports.c.agency_id).where(reports.c.agency_id.is_not(None))
    connection.execute(delete(agencies).where(agencies.c.id.not_in(used), agencies.c.rostered.is_(False)))
