"""The sums of the form that a check's answer can show term by term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.records import StoredReport
from ingest.form import load_form
from ingest.records import Finding, FormVersion


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity of the form over the column of all applicants: the sum of ``left`` equals the sum of ``right``."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]


PAIRED = frozenset({"copied_between", "same_report_twice"})
"""Rules on two reports alike, whose findings concern either."""

NO_FIGURES = frozenset(
    {
        "foreign_name",
        "year_mismatch",
        "form_outdated",
        "copied_last_year",
        "copied_between",
        "published_late",
        "unreadable",
        "table_lost",
        "same_report_twice",
        "report_changed",
    }
)
"""Rules that are about other things than whether numbers agree."""

YEARLY = frozenset({"carry_over", "stock_flow", "published_stock"})
"""Rules between a report and the one of the year before."""

BETWEEN_YEARS = (
    "requests.carried_in.total",
    "requests.carried_out.total",
    *(f"active.{row}.{column}" for row in ("rules", "normative_documents") for column in ("in_force", "made", "repealed")),
)
"""The cells of the identities between years."""


def concerns(finding: Finding, report: StoredReport) -> bool:
    """Whether a finding is of a report, or says that another report has its text."""
    return finding.source == report.source or (finding.rule in PAIRED and finding.other_source == report.source)


def list_identities(version: FormVersion) -> tuple[Identity, ...]:
    """The identities that an answer shows: requests in and out, results, applicants, and each kind of dispute."""
    form = load_form(version)
    applicants = [cell.column for cell in form.requests[0].cells if cell.column != "total"]
    groups = list(dict.fromkeys(cell.row for cell in form.disputes.cells))
    outcomes = [cell.column for cell in form.disputes.cells if cell.row == groups[0] and cell.column != "total"]
    return (
        Identity(
            "balance", ("requests.new.total", "requests.carried_in.total"), ("requests.total.total", "requests.carried_out.total")
        ),
        Identity("results_total", tuple(f"requests.{row.id}.total" for row in form.result_rows), ("requests.total.total",)),
        Identity("applicants_total", tuple(f"requests.new.{applicant}" for applicant in applicants), ("requests.new.total",)),
        *(
            Identity("disputes_total", tuple(f"disputes.{group}.{outcome}" for outcome in outcomes), (f"disputes.{group}.total",))
            for group in groups
        ),
    )


def list_balances(version: FormVersion) -> tuple[Identity, ...]:
    """Requests in and out of each kind of applicant."""
    columns = [cell.column for cell in load_form(version).requests[0].cells if cell.column != "total"]
    return tuple(
        Identity(
            "balance",
            (f"requests.new.{column}", f"requests.carried_in.{column}"),
            (f"requests.total.{column}", f"requests.carried_out.{column}"),
        )
        for column in columns
    )


def list_year_identities(before: FormVersion | None, after: FormVersion | None) -> tuple[Identity, ...]:
    """The identities between two consecutive years; on the left the later year's cells, on the right what the years give.

    A right-hand cell of the year before is marked with ``-1:``; a subtracted one with ``−``.
    """
    found = [Identity("carry_over", ("requests.carried_in.total",), ("-1:requests.carried_out.total",))]
    if before == after == "2021":
        rows = [f"active.{row}" for row in ("rules", "normative_documents")]
        found += [
            Identity("stock_flow", (f"{row}.in_force",), (f"-1:{row}.in_force", f"{row}.made", f"−{row}.repealed"))
            for row in rows
        ]
    return tuple(found)


def list_checked(reports: Iterable[StoredReport]) -> tuple[str, ...]:
    """The cells of every identity that is shown, in the form versions of the reports."""
    versions: Sequence[FormVersion] = sorted({report.form for report in reports if report.form})
    identities = (identity for version in versions for identity in (*list_identities(version), *list_balances(version)))
    cells = (cell for identity in identities for cell in (*identity.left, *identity.right))
    return tuple(dict.fromkeys((*cells, *BETWEEN_YEARS)))
