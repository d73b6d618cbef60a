"""Checks between stored reports: an agency's years against each other, and text that two reports share.

They are stored as findings of the later report with the other one named, and made anew whenever one of the two comes or goes.
Which report is the later one does not hang on the order in which files were given.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, select

from index.cell_names import load_cell_names
from index.rows import Row, read_digest, unpack_cell, unpack_sentence
from index.schema import agencies, cells, findings, reports, sentences
from index.storage import delete_findings, insert_findings
from ingest.findings import make_finding
from ingest.records import Finding, Sentence, Subject
from ingest.year_checks import YearCells, check_years

YEAR_RULES: Final = ("carry_over", "stock_flow", "published_stock", "copied_last_year")
_YEARLY: Final = re.compile(r"requests\.carried_|active\.(?:rules|normative_documents)\.")
_COMMON: Final = 6
"""Agencies; a sentence that so many share is a stock phrase of its region, copied from nobody in particular."""
_SHOWN: Final = 10
_COPIED: Final = 90
"""Masked characters in a row from which shared sentences are a copied paragraph; two stock sentences are shorter."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive sentences of one report that stand consecutively in another one; ``here`` and ``there`` are the first."""

    here: Sentence
    there: Sentence
    digests: frozenset[int]


def compare_with_stored(connection: Connection, report_id: int) -> None:
    """Make the findings between this report and those stored beside it anew."""
    row = connection.execute(select(reports.c.agency_id, reports.c.year).where(reports.c.id == report_id)).one()
    if row.agency_id is None or row.year is None:
        return
    _retire_rivals(connection, row.agency_id, row.year)
    compare_years(connection, row.agency_id, row.year)
    answering = _list_answering(connection, row.agency_id, (row.year,))
    if answering:
        _compare_agencies(connection, answering[0])


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
    runs = _find_runs(connection, after["id"], before["id"])
    if runs:
        yield _make_copy_finding("copied_last_year", after, before, runs, {"previous": before["year"]})


def _compare_agencies(connection: Connection, row: Row) -> None:
    """Findings of copied_between with every answering report of another agency that shares a rare sentence."""
    rare = _list_rare(connection, row["id"])
    for other in _list_sharing(connection, row, rare):
        later, earlier = sorted((row, other), key=lambda item: (item["year"], item["sha256"]), reverse=True)
        runs = [run for run in _find_runs(connection, later["id"], earlier["id"]) if run.digests & rare]
        if runs:
            holes = {"other": earlier["agency"], "year": earlier["year"]}
            finding = _make_copy_finding("copied_between", later, earlier, runs, holes)
            insert_findings(connection, later["id"], [finding], earlier["id"])


def _list_rare(connection: Connection, report_id: int) -> set[int]:
    """Digests of the report's sentences that two agencies have, but not so many that nobody copied."""
    mine = select(sentences.c.digest).where(sentences.c.report_id == report_id)
    statement = (
        select(sentences.c.digest)
        .join(reports, reports.c.id == sentences.c.report_id)
        .where(sentences.c.digest.in_(mine), reports.c.answers)
        .group_by(sentences.c.digest)
        .having(func.count(reports.c.agency_id.distinct()).between(2, _COMMON - 1))
    )
    return set(connection.execute(statement).scalars())


def _list_sharing(connection: Connection, row: Row, digests: set[int]) -> Sequence[Row]:
    holders = select(sentences.c.report_id).where(sentences.c.digest.in_(digests))
    conditions = (
        reports.c.id.in_(holders),
        reports.c.agency_id != row["agency_id"],
        reports.c.answers,
        reports.c.year.is_not(None),
    )
    return connection.execute(_select_reports().where(*conditions).order_by(reports.c.id)).mappings().all()


def _find_runs(connection: Connection, here: int, there: int) -> list[_Run]:
    """The runs of shared sentences that are long enough to be copied."""
    mine, theirs = _load_sentences(connection, here), _load_sentences(connection, there)
    positions = {sentence.digest: position for position, sentence in reversed(list(enumerate(theirs)))}
    runs: list[_Run] = []
    at = 0
    while at < len(mine):
        first = positions.get(mine[at].digest)
        count = 0
        while first is not None and at + count < len(mine) and first + count < len(theirs):
            if mine[at + count].digest != theirs[first + count].digest:
                break
            count += 1
        run = mine[at : at + count]
        if first is not None and sum(sentence.length for sentence in run) >= _COPIED:
            runs.append(_Run(run[0], theirs[first], frozenset(map(read_digest, run))))
        at += max(count, 1)
    return runs


def _load_sentences(connection: Connection, report_id: int) -> list[Sentence]:
    statement = select(sentences).where(sentences.c.report_id == report_id).order_by(sentences.c.ordinal)
    return [unpack_sentence(row) for row in connection.execute(statement).mappings()]


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
    names = {code: cell for cell, code in load_cell_names(connection).items() if _YEARLY.match(cell)}
    statement = select(cells).where(cells.c.report_id == row["id"], cells.c.cell.in_(names))
    values = [unpack_cell(cell, names[cell["cell"]], row["form"]) for cell in connection.execute(statement).mappings()]
    return YearCells(_name_subject(row), row["form"], {value.cell: value for value in values})


def _name_subject(row: Row) -> Subject:
    return Subject(row["source"], row["sha256"], row["agency"], row["year"])


def _drop(connection: Connection, report_id: int) -> None:
    statement = select(findings.c.id).where(findings.c.report_id == report_id, findings.c.rule.in_(YEAR_RULES))
    delete_findings(connection, list(connection.execute(statement).scalars()))


def _retire_rivals(connection: Connection, agency_id: int, year: int) -> None:
    """A file that no longer answers for its year is compared with nothing."""
    retired = select(reports.c.id).where(reports.c.agency_id == agency_id, reports.c.year == year, reports.c.answers.is_(False))
    concerned = findings.c.report_id.in_(retired) | findings.c.other_report_id.in_(retired)
    statement = select(findings.c.id).where(concerned, findings.c.rule.in_((*YEAR_RULES, "copied_between")))
    delete_findings(connection, list(connection.execute(statement).scalars()))


def _select_reports() -> Any:
    return select(reports, agencies.c.name.label("agency")).join(agencies, agencies.c.id == reports.c.agency_id)


def _list_answering(connection: Connection, agency_id: int, years: Sequence[int]) -> Sequence[Row]:
    statement = _select_reports().where(reports.c.agency_id == agency_id, reports.c.year.in_(years), reports.c.answers)
    return connection.execute(statement).mappings().all()
