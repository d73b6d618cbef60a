"""Checks between stored reports: an agency's years against each other, and text that two reports share.

They are stored as findings of the later report with the other one named, and made anew whenever one of the two comes or goes.
Which report is the later one does not hang on the order in which files were given.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, func, or_, select

from index.database.rows import Row, unpack_cell, unpack_sentence
from index.database.schema import agencies, cell_names, cells, findings, reports, sentences, texts
from index.database.texts import unpack_text
from index.keeping.storage import delete_findings, insert_findings
from ingest.checks.findings import make_finding
from ingest.checks.year_checks import YearCells, check_years
from ingest.records import Finding, Sentence, Subject

YEAR_RULES: Final = ("carry_over", "stock_flow", "published_stock", "copied_last_year")
_YEARLY: Final = ("requests.carried_", "active.rules.", "active.normative_documents.")
_COMMON: Final = 6
"""Agencies; a sentence that so many share is a stock phrase of its region, copied from nobody in particular."""
_SHOWN: Final = 10
_COPIED: Final = 90
"""Masked characters in a row from which shared sentences are a copied paragraph; two stock sentences are shorter."""


_Mark = tuple[int, int]
"""A sentence as it is compared: its digest and its length."""
_Marked = dict[int, list[_Mark]]
"""By report."""
_MARKS: Final = (
    select(sentences.c.report_id, sentences.c.digest, sentences.c.length)
    .where(sentences.c.report_id.in_(bindparam("wanted", expanding=True)))
    .order_by(sentences.c.report_id, sentences.c.ordinal)
)
_OWNER: Final = select(reports.c.agency_id, reports.c.year).where(reports.c.id == bindparam("wanted"))
_NAMED: Final = select(reports, agencies.c.name.label("agency")).join(agencies, agencies.c.id == reports.c.agency_id)
_ANSWERING: Final = _NAMED.where(
    reports.c.agency_id == bindparam("agency"), reports.c.year.in_(bindparam("years", expanding=True)), reports.c.answers
)
_RETIRED: Final = select(reports.c.id).where(
    reports.c.agency_id == bindparam("agency"), reports.c.year == bindparam("year"), reports.c.answers.is_(False)
)
_RARE: Final = (
    select(sentences.c.digest)
    .join(reports, reports.c.id == sentences.c.report_id)
    .where(
        sentences.c.digest.in_(select(sentences.c.digest).where(sentences.c.report_id == bindparam("wanted"))),
        reports.c.answers,
    )
    .group_by(sentences.c.digest)
    .having(func.count(reports.c.agency_id.distinct()).between(2, _COMMON - 1))
)
_SHARING: Final = _NAMED.where(
    reports.c.id.in_(select(sentences.c.report_id).where(sentences.c.digest.in_(bindparam("digests", expanding=True)))),
    reports.c.agency_id != bindparam("agency"),
    reports.c.answers,
    reports.c.year.is_not(None),
).order_by(reports.c.id)
_YEAR_CELLS: Final = (
    select(cells, cell_names.c.cell.label("name"))
    .join(cell_names, cell_names.c.code == cells.c.cell)
    .where(
        cells.c.report_id == bindparam("wanted"),
        or_(*(cell_names.c.cell.startswith(prefix, autoescape=True) for prefix in _YEARLY)),
    )
)
_BETWEEN_YEARS: Final = select(findings.c.id).where(findings.c.report_id == bindparam("wanted"), findings.c.rule.in_(YEAR_RULES))


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive sentences of one report that stand consecutively in another one; ``here`` and ``there`` are the first."""

    here: Sentence
    there: Sentence
    digests: frozenset[int]


def compare_with_stored(connection: Connection, report_id: int) -> None:
    """Make the findings between this report and those stored beside it anew."""
    row = connection.execute(_OWNER, {"wanted": report_id}).one()
    if row.agency_id is None or row.year is None:
        return
    _retire_rivals(connection, row.agency_id, row.year)
    answering = compare_years(connection, row.agency_id, row.year)
    if answering is not None:
        _compare_agencies(connection, answering)


def compare_years(connection: Connection, agency_id: int, year: int) -> Row | None:
    """Make the findings between an agency's report of ``year`` and those of the year before and after anew.

    Gives the report's row, if there is one that answers.
    """
    wanted = {"agency": agency_id, "years": [year - 1, year, year + 1]}
    answering = {row["year"]: row for row in connection.execute(_ANSWERING, wanted).mappings()}
    for later in (year, year + 1):
        before, after = answering.get(later - 1), answering.get(later)
        if after is not None:
            _drop(connection, after["id"])
        if before is not None and after is not None:
            insert_findings(connection, after["id"], list(_compare_pair(connection, before, after)), before["id"])
    return answering.get(year)


def _compare_pair(connection: Connection, before: Row, after: Row) -> Iterator[Finding]:
    yield from check_years(_load_year(connection, before), _load_year(connection, after))
    runs = _find_runs(connection, after["id"], before["id"])
    if runs:
        yield _make_copy_finding("copied_last_year", after, before, runs, {"previous": before["year"]})


def _compare_agencies(connection: Connection, row: Row) -> None:
    """Findings of copied_between with every answering report of another agency that shares a rare sentence."""
    rare = _list_rare(connection, row["id"])
    others = _list_sharing(connection, row, rare) if rare else ()
    marked = _load_marks(connection, [row["id"], *(other["id"] for other in others)]) if others else {}
    for other in others:
        later, earlier = sorted((row, other), key=lambda item: (item["year"], item["sha256"]), reverse=True)
        runs = [run for run in _find_runs(connection, later["id"], earlier["id"], marked) if run.digests & rare]
        if runs:
            holes = {"other": earlier["agency"], "year": earlier["year"]}
            finding = _make_copy_finding("copied_between", later, earlier, runs, holes)
            insert_findings(connection, later["id"], [finding], earlier["id"])


def _list_rare(connection: Connection, report_id: int) -> set[int]:
    """Digests of the report's sentences that two agencies have, but not so many that nobody copied."""
    return set(connection.execute(_RARE, {"wanted": report_id}).scalars())


def _list_sharing(connection: Connection, row: Row, digests: set[int]) -> Sequence[Row]:
    return connection.execute(_SHARING, {"agency": row["agency_id"], "digests": sorted(digests)}).mappings().all()


def _find_runs(connection: Connection, here: int, there: int, marked: _Marked | None = None) -> list[_Run]:
    """The runs of shared sentences that are long enough to be copied, of reports of which ``marked`` knows the sentences."""
    known = marked or _load_marks(connection, (here, there))
    runs = []
    for at, first, count in _list_runs(known.get(here, []), known.get(there, [])):
        digests = frozenset(digest for digest, _ in known[here][at : at + count])
        runs.append(_Run(_load_sentence(connection, here, at), _load_sentence(connection, there, first), digests))
    return runs


def _list_runs(mine: Sequence[_Mark], theirs: Sequence[_Mark]) -> Iterator[tuple[int, int, int]]:
    """Where long runs of shared sentences begin in each of two reports, and how many sentences each has."""
    positions = {digest: position for position, (digest, _) in reversed(list(enumerate(theirs)))}
    at = 0
    while at < len(mine):
        first = positions.get(mine[at][0])
        count = 0
        while first is not None and at + count < len(mine) and first + count < len(theirs):
            if mine[at + count][0] != theirs[first + count][0]:
                break
            count += 1
        if first is not None and sum(length for _, length in mine[at : at + count]) >= _COPIED:
            yield at, first, count
        at += max(count, 1)


def _load_marks(connection: Connection, report_ids: Sequence[int]) -> _Marked:
    """The sentences of each report in their order."""
    marked: _Marked = {}
    for report_id, digest, length in connection.execute(_MARKS, {"wanted": list(report_ids)}):
        marked.setdefault(report_id, []).append((digest, length))
    return marked


def _load_sentence(connection: Connection, report_id: int, position: int) -> Sentence:
    statement = select(sentences).where(sentences.c.report_id == report_id).order_by(sentences.c.ordinal)
    body = connection.execute(select(texts.c.body).where(texts.c.report_id == report_id)).scalar_one()
    return unpack_sentence(connection.execute(statement.offset(position).limit(1)).mappings().one(), unpack_text(body))


def _make_copy_finding(rule: str, later: Row, earlier: Row, runs: Sequence[_Run], holes: Mapping[str, object]) -> Finding:
    places = [place for run in runs[:_SHOWN] for place in (run.here.place, run.there.place)]
    return make_finding(
        _name_subject(later),
        rule,
        {"count": len(runs), **holes},
        places=places,
        fault=("report", "两处原文除数字和名称外一字不差"),
        other_source=earlier["source"],
    )


def _load_year(connection: Connection, row: Row) -> YearCells:
    found = connection.execute(_YEAR_CELLS, {"wanted": row["id"]}).mappings()
    values = [unpack_cell(cell, cell["name"], row["form"]) for cell in found]
    return YearCells(_name_subject(row), row["form"], {value.cell: value for value in values})


def _name_subject(row: Row) -> Subject:
    return Subject(row["source"], row["sha256"], row["agency"], row["year"])


def _drop(connection: Connection, report_id: int) -> None:
    delete_findings(connection, list(connection.execute(_BETWEEN_YEARS, {"wanted": report_id}).scalars()))


def _retire_rivals(connection: Connection, agency_id: int, year: int) -> None:
    """A file that no longer answers for its year is compared with nothing."""
    retired = list(connection.execute(_RETIRED, {"agency": agency_id, "year": year}).scalars())
    if retired:
        concerned = findings.c.report_id.in_(retired) | findings.c.other_report_id.in_(retired)
        statement = select(findings.c.id).where(concerned, findings.c.rule.in_((*YEAR_RULES, "copied_between")))
        delete_findings(connection, list(connection.execute(statement).scalars()))
