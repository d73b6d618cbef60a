"""Writing one report into the tables and taking it out again; every function works inside the caller's transaction.

Which report answers for an agency and year, and which agency a name means, is decided in ``index.keeping.identity``.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from index.database.bulk import insert_many
from index.database.cell_names import add_cell_names
from index.database.full_text import WordRow, delete_words, insert_words
from index.database.meta import toggle_content
from index.database.packing import CELL_COLUMNS, FIGURE_COLUMNS, PASSAGE_COLUMNS, SECTION_COLUMNS, SENTENCE_COLUMNS, PackedReport
from index.database.passage_rows import PassageRow, select_passages
from index.database.rows import dump_json, pack_finding
from index.database.schema import agencies, cells, figures, findings, passages, reports, sections, sentences, sources, texts
from index.database.words import split_words, write_header
from index.vectors.outbox import queue_passages, queue_removals
from ingest.records import Finding

_ADD_REPORT: Final = insert(reports).returning(reports.c.id)
_STATE: Final = select(reports.c.answers, reports.c.agency_id, reports.c.year, reports.c.sha256).where(
    reports.c.id == bindparam("wanted")
)
_PLACE: Final = select(
    select(func.max(passages.c.number)).scalar_subquery().label("last"),
    select(agencies.c.name).where(agencies.c.id == bindparam("agency")).scalar_subquery().label("agency"),
)
"""The number of the last passage, and what passages' header lines call the agency."""


def insert_report(connection: Connection, report: PackedReport, agency_id: int | None, notes: Sequence[str] = ()) -> int:
    """Store a report, which answers from now on, and queue its passages for their vectors; gives its id.

    An older one of the same agency and year has to be told by the caller that it no longer answers.
    """
    found = _name_findings(report.findings)
    row = {
        **report.own,
        "agency_id": agency_id,
        "answers": True,
        "notes": dump_json([*report.notes, *notes]),
        "findings": len(found),
    }
    report_id = int(connection.execute(_ADD_REPORT, row).scalar_one())
    _insert_numbers(connection, report_id, report, _choose_rank_year(agency_id, report.header.year))
    _insert_texts(connection, report_id, report, agency_id)
    if found:
        _add_findings(connection, report_id, found.values(), None)
    facts = [("report", report.sha256, report.own["digest"], row["notes"]), ("answers", report.sha256)]
    toggle_content(connection, *facts, *(("finding", report.sha256, fingerprint) for fingerprint in found))
    return report_id


def _choose_rank_year(agency_id: int | None, year: int | None) -> int:
    """The year under which an answering report's numbers enter rankings; 0 for none."""
    return year if agency_id is not None and year else 0


def _insert_numbers(connection: Connection, report_id: int, report: PackedReport, rank_year: int) -> None:
    names = add_cell_names(connection, [cell for cell, _ in report.cells])
    rows = [(report_id, rank_year, names[cell], *values) for cell, values in report.cells]
    insert_many(connection, cells, ("report_id", "rank_year", "cell", *CELL_COLUMNS), rows)
    main = FIGURE_COLUMNS.index("main")
    rows = [(report_id, rank_year if values[main] else 0, i, *values) for i, values in enumerate(report.figures)]
    insert_many(connection, figures, ("report_id", "rank_year", "ordinal", *FIGURE_COLUMNS), rows)


def _insert_texts(connection: Connection, report_id: int, report: PackedReport, agency_id: int | None) -> None:
    insert_many(connection, sections, ("report_id", *SECTION_COLUMNS), [(report_id, *values) for values in report.sections])
    rows = [(report_id, i, *values) for i, values in enumerate(report.sentences)]
    insert_many(connection, sentences, ("report_id", "ordinal", *SENTENCE_COLUMNS), rows)
    connection.execute(insert(texts), {"report_id": report_id, "body": report.body})
    last, agency = connection.execute(_PLACE, {"agency": agency_id}).one()
    first = (last or 0) + 1
    rows = [(number, report_id, *values) for number, values in enumerate(report.passages, first)]
    insert_many(connection, passages, ("number", "report_id", *PASSAGE_COLUMNS), rows)
    headings = [str(values[PASSAGE_COLUMNS.index("heading")]) for values in report.passages]
    lines = {heading: split_words(write_header(agency, report.header.year, heading)) for heading in dict.fromkeys(headings)}
    words = zip(headings, report.words, strict=True)
    insert_words(connection, (WordRow(number, lines[heading] + own) for number, (heading, own) in enumerate(words, first)))
    queue_passages(connection, report_id, [str(values[0]) for values in report.passages])


def split_passage(row: PassageRow) -> WordRow:
    """The words under which a passage is found; they hold its agency's name."""
    return WordRow(row.number, split_words(row.header) + split_words(row.passage.text))


def insert_findings(connection: Connection, report_id: int, found: Iterable[Finding], other_report_id: int | None = None) -> None:
    """Store findings of a report; one that is there already stays as it is.

    With ``other_report_id`` they come from comparing two reports, and go when either goes.
    """
    wanted = _name_findings(found)
    if not wanted:
        return
    known = select(findings.c.fingerprint).where(findings.c.report_id == report_id, findings.c.fingerprint.in_(list(wanted)))
    for fingerprint in connection.execute(known).scalars():
        del wanted[fingerprint]
    if wanted:
        _add_findings(connection, report_id, wanted.values(), other_report_id)
        _toggle_findings(connection, report_id, wanted)


def _name_findings(found: Iterable[Finding]) -> dict[str, Finding]:
    """The findings by their fingerprints; the first of several with the same one counts."""
    named: dict[str, Finding] = {}
    for finding in found:
        named.setdefault(finding.fingerprint, finding)
    return named


def _add_findings(connection: Connection, report_id: int, found: Iterable[Finding], other_report_id: int | None) -> None:
    owner = {"report_id": report_id, "other_report_id": other_report_id}
    connection.execute(insert(findings), [{**owner, **pack_finding(finding)} for finding in found])


def _toggle_findings(connection: Connection, report_id: int, fingerprints: Iterable[str]) -> None:
    """After findings of a report came or went: its count, and the content's fingerprint."""
    owner = connection.execute(select(reports.c.sha256).where(reports.c.id == report_id)).scalar_one()
    toggle_content(connection, *(("finding", owner, fingerprint) for fingerprint in fingerprints))
    count = select(func.count()).where(findings.c.report_id == report_id).scalar_subquery()
    connection.execute(update(reports).where(reports.c.id == report_id).values(findings=count))


def delete_findings(connection: Connection, finding_ids: Sequence[int]) -> None:
    """Take findings out, by their row ids."""
    if not finding_ids:
        return
    rows = connection.execute(select(findings.c.report_id, findings.c.fingerprint).where(findings.c.id.in_(finding_ids))).all()
    connection.execute(delete(findings).where(findings.c.id.in_(finding_ids)))
    for report_id in dict.fromkeys(row.report_id for row in rows):
        _toggle_findings(connection, report_id, [row.fingerprint for row in rows if row.report_id == report_id])


def move_findings(connection: Connection, older_id: int, newer_id: int, rule: str) -> None:
    """Hand the findings of one rule on from a report that goes to the one that takes its place."""
    rows = (
        connection.execute(
            select(findings).where(findings.c.report_id == older_id, findings.c.rule == rule).order_by(findings.c.id)
        )
        .mappings()
        .all()
    )
    known = set(connection.execute(select(findings.c.fingerprint).where(findings.c.report_id == newer_id)).scalars())
    moved = [{**row, "report_id": newer_id} for row in rows if row["fingerprint"] not in known]
    if moved:
        connection.execute(insert(findings), [{key: value for key, value in row.items() if key != "id"} for row in moved])
        _toggle_findings(connection, newer_id, [row["fingerprint"] for row in moved])


def delete_report(connection: Connection, report_id: int) -> None:
    """Take a report out with all that hangs on it, and queue its vectors' removal. Its paths have to be gone."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one()
    set_answers(connection, report_id, answers=False)
    belongs = (findings.c.report_id == report_id) | (findings.c.other_report_id == report_id)
    delete_findings(connection, list(connection.execute(select(findings.c.id).where(belongs)).scalars()))
    kept = select_passages(connection, passages.c.report_id == report_id)
    delete_words(connection, map(split_passage, kept))
    queue_removals(connection, report_id, [item.id for item in kept])
    for table in (cells, figures, sections, sentences, passages, texts):
        connection.execute(delete(table).where(table.c.report_id == report_id))
    connection.execute(delete(reports).where(reports.c.id == report_id))
    toggle_content(connection, ("report", row["sha256"], row["digest"], row["notes"]))


def set_answers(connection: Connection, report_id: int, *, answers: bool) -> None:
    """Say whether the report answers for its agency and year; only then does it enter rankings."""
    row = connection.execute(_STATE, {"wanted": report_id}).mappings().one()
    if bool(row["answers"]) == answers:
        return
    year = _choose_rank_year(row["agency_id"], row["year"]) if answers else 0
    connection.execute(update(reports).where(reports.c.id == report_id).values(answers=answers))
    connection.execute(update(cells).where(cells.c.report_id == report_id).values(rank_year=year))
    ranked = (figures.c.report_id == report_id) & figures.c.main.is_(True)
    connection.execute(update(figures).where(ranked).values(rank_year=year))
    toggle_content(connection, ("answers", row["sha256"]))


def add_source(connection: Connection, path: str, report_id: int) -> None:
    """Remember that the report was given under ``path``."""
    connection.execute(insert(sources), {"path": path, "report_id": report_id})
    toggle_content(connection, ("source", path))


def delete_source(connection: Connection, path: str) -> None:
    """Forget a path; a report that was named by it is named by its next one."""
    report_id = connection.execute(select(sources.c.report_id).where(sources.c.path == path)).scalar_one()
    connection.execute(delete(sources).where(sources.c.path == path))
    toggle_content(connection, ("source", path))
    following = select(sources.c.path).where(sources.c.report_id == report_id).order_by(sources.c.id).limit(1)
    name = connection.execute(following).scalar()
    if name is not None:
        connection.execute(update(reports).where(reports.c.id == report_id).values(source=name))
