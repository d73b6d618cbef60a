"""Bringing the store to what the roster says: which agencies there are, and which of them each stored report belongs to."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, insert, select, update

from index.database.engine import Store
from index.database.full_text import delete_words, insert_words
from index.database.meta import read_meta, toggle_content, write_meta
from index.database.passage_rows import select_passages
from index.database.rows import Row, dump_json, unpack_header
from index.database.schema import agencies, findings, passages, reports
from index.keeping.comparison import find_double
from index.keeping.crosschecks import compare_with_stored, compare_years
from index.keeping.identity import NOTE_MARK, drop_empty_agencies, list_rivals, resolve_agency, settle_answering
from index.keeping.roster import Roster, RosterEntry, load_roster
from index.keeping.storage import delete_findings, insert_findings, set_answers, split_passage
from index.lookup.record import read_record
from index.vectors.outbox import deliver_vectors, queue_report
from ingest.records import Header


def settle_roster(store: Store) -> Roster:
    """The roster that the settings name, after the store was brought to it; at once where nothing in it has changed.

    Raises:
        UsageError: the roster has a mistake; the store stays as it is.
    """
    roster = load_roster(store.settings)
    with store.connect() as connection:
        settled = read_meta(connection, "roster") or ""
    if settled != roster.fingerprint:
        with store.begin() as connection:
            _settle(connection, roster, settled)
        deliver_vectors(store)
    return roster


def _settle(connection: Connection, roster: Roster, settled: str) -> None:
    before = set(connection.execute(select(agencies.c.id).where(agencies.c.rostered)).scalars())
    _list_entries(connection, roster)
    _restore_parents(connection, before)
    affected: set[int | None] = set(before)
    for row in _select_headers(connection):
        header = unpack_header(row)
        listed = header.agency is not None and roster.find(header.agency, header.parents) is not None
        if listed or row["agency_id"] in before:
            affected |= {row["agency_id"], _regroup(connection, row, header, roster)}
    drop_empty_agencies(connection)
    _renew_names(connection, roster, affected)
    for fingerprint in filter(None, (settled, roster.fingerprint)):
        toggle_content(connection, ("roster", fingerprint))
    write_meta(connection, "roster", roster.fingerprint)


def _list_entries(connection: Connection, roster: Roster) -> None:
    """Let exactly the roster's agencies be marked as such, those without reports too."""
    connection.execute(update(agencies).values(rostered=False))
    known = {(row.parents, row.name): row.id for row in connection.execute(select(agencies))}
    keys = {("/".join(entry.parents), entry.name): entry for entry in roster.entries}
    rows = [
        {"parents": parents, "name": name, "aliases": dump_json(entry.names), "rostered": True}
        for (parents, name), entry in keys.items()
        if (parents, name) not in known
    ]
    if rows:
        connection.execute(insert(agencies), rows)
    marked = [known[key] for key in keys if key in known]
    for start in range(0, len(marked), 10_000):
        connection.execute(update(agencies).where(agencies.c.id.in_(marked[start : start + 10_000])).values(rostered=True))


def _restore_parents(connection: Connection, before: set[int]) -> None:
    """Let agencies that the roster no longer lists have the parents that their own reports write."""
    rows = connection.execute(select(agencies).order_by(agencies.c.id)).mappings().all()
    taken = {(row["parents"], row["name"]) for row in rows}
    for row in rows:
        if row["id"] not in before or row["rostered"]:
            continue
        headers = map(unpack_header, _select_headers(connection, reports.c.agency_id == row["id"]))
        written = sorted((header.parents for header in headers if header.agency == row["name"]), key=len)
        parents = "/".join(written[-1]) if written else row["parents"]
        if (parents, row["name"]) not in taken:
            taken.add((parents, row["name"]))
            connection.execute(update(agencies).where(agencies.c.id == row["id"]).values(parents=parents))


def _regroup(connection: Connection, row: Row, header: Header, roster: Roster) -> int | None:
    """Let a report belong to the agency that it belongs to now; gives its id."""
    agency_id, notes = resolve_agency(connection, header, roster)
    _write_notes(connection, row, notes)
    if agency_id != row["agency_id"] and agency_id is not None:
        _move_report(connection, row, agency_id)
    return agency_id


def _write_notes(connection: Connection, row: Row, notes: Iterable[str]) -> None:
    kept = [note for note in json.loads(row["notes"]) if not note.startswith(NOTE_MARK)]
    written = dump_json([*kept, *notes])
    if written != row["notes"]:
        connection.execute(update(reports).where(reports.c.id == row["id"]).values(notes=written))
        toggle_content(connection, *(("report", row["sha256"], row["digest"], text) for text in (row["notes"], written)))


def _move_report(connection: Connection, row: Row, agency_id: int) -> None:
    """Hand a report on to another agency: its words and vectors carry the agency's name, its findings the comparison."""
    report_id, year = row["id"], row["year"]
    set_answers(connection, report_id, answers=False)
    compared = (findings.c.report_id == report_id) & findings.c.other_report_id.is_not(None)
    statement = select(findings.c.id).where(compared | (findings.c.other_report_id == report_id))
    delete_findings(connection, list(connection.execute(statement).scalars()))
    chosen = passages.c.report_id == report_id
    delete_words(connection, map(split_passage, select_passages(connection, chosen)))
    connection.execute(update(reports).where(reports.c.id == report_id).values(agency_id=agency_id))
    insert_words(connection, map(split_passage, select_passages(connection, chosen)))
    queue_report(connection, report_id)
    settle_answering(connection, list_rivals(connection, row["agency_id"], year)[-1:])
    if row["agency_id"] is not None and year is not None:
        compare_years(connection, row["agency_id"], year)
    _join_rivals(connection, report_id, agency_id, year)


def _join_rivals(connection: Connection, report_id: int, agency_id: int, year: int | None) -> None:
    rivals = list_rivals(connection, agency_id, year)
    records = [read_record(connection, rival) for rival in rivals]
    for older, newer, newer_id in zip(records, records[1:], rivals[1:], strict=False):
        if older is not None and newer is not None and report_id in (newer_id, rivals[rivals.index(newer_id) - 1]):
            insert_findings(connection, newer_id, [find_double(older, newer)], rivals[rivals.index(newer_id) - 1])
    settle_answering(connection, [report_id])
    compare_with_stored(connection, report_id)


def _renew_names(connection: Connection, roster: Roster, affected: set[int | None]) -> None:
    """Let the affected agencies bear the names that the roster and their own reports give them, and no others."""
    entries = {("/".join(entry.parents), entry.name): entry for entry in roster.entries}
    for row in connection.execute(select(agencies).order_by(agencies.c.id)).mappings().all():
        entry = entries.get((row["parents"], row["name"]))
        if entry is not None or row["id"] in affected:
            headers = [unpack_header(report) for report in _select_headers(connection, reports.c.agency_id == row["id"])]
            values = _name_agency(row["name"], entry, headers)
            connection.execute(update(agencies).where(agencies.c.id == row["id"]).values(values))


def _name_agency(name: str, entry: RosterEntry | None, headers: Sequence[Header]) -> dict[str, str | None]:
    full_name = next((header.agency_full for header in headers if header.agency == name and header.agency_full), None)
    written = (header.agency_full for header in headers)
    others = dict.fromkeys((*(entry.names if entry else ()), *(full for full in written if full)))
    return {"full_name": full_name, "aliases": dump_json([other for other in others if other not in (name, full_name)])}


def _select_headers(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[Row]:
    columns = ("id", "sha256", "digest", "agency_id", "year", "title", "published_on", "header", "notes")
    statement = select(*(reports.c[column] for column in columns)).where(*conditions).order_by(reports.c.id)
    return connection.execute(statement).mappings().all()
