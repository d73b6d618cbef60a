"""The coverage matrix: which agency has a report for which year, which are missing, and which have findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.pages.escaping import escape_html
from assistant.pages.words import Words
from index.records import StoredAgency, StoredReport

Parents = tuple[str, ...]

ROWS = 30
"""Agencies on one page of the matrix."""

NEAR = 3
"""Between reports further apart nobody looks for the years in between."""


@dataclass(frozen=True, slots=True)
class CoverageFilter:
    """Which part of the holdings is shown; empty fields leave everything in.

    ``words`` all stand in the names of the agency or in a report's path. ``troubled`` keeps agencies with findings or gaps.
    """

    county: str = ""
    years: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    troubled: bool = False


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An agency and its answering report for each year that it has one for."""

    agency: StoredAgency
    reports: Mapping[int, StoredReport]


def list_counties(reports: Sequence[StoredReport]) -> tuple[str, ...]:
    """The places right above the agencies, each once."""
    return tuple(dict.fromkeys(report.agency.parents[-1] for report in reports if report.agency and report.agency.parents))


def list_years(reports: Sequence[StoredReport]) -> tuple[int, ...]:
    """The years that a report is for, and those between two of them that are near each other."""
    years = sorted({report.year for report in reports if report.year is not None})
    near = (range(first, last) for first, last in pairwise(years) if last - first <= NEAR)
    return tuple(sorted({*years, *(year for between in near for year in between)}))


def plan_rows(reports: Sequence[StoredReport], wanted: CoverageFilter, years: Sequence[int]) -> tuple[CoverageRow, ...]:
    """The rows that the filter leaves, in the order of the reports."""
    held: dict[StoredAgency, dict[int, StoredReport]] = {}
    for report in reports:
        if report.agency is not None and report.year is not None and report.answers and fits_filter(report, wanted):
            held.setdefault(report.agency, {})[report.year] = report
    rows = (CoverageRow(agency, found) for agency, found in held.items())
    return tuple(
        row for row in rows if any(year in row.reports for year in years) and (not wanted.troubled or is_troubled(row, years))
    )


def fits_filter(report: StoredReport, wanted: CoverageFilter) -> bool:
    """Whether the report is among those wanted, its year left aside."""
    agency = report.agency
    names = (*agency.parents, agency.name, *agency.aliases) if agency else ()
    if wanted.county and wanted.county not in names:
        return False
    everything = " ".join((*names, report.source, report.title or ""))
    return all(word in everything for word in wanted.words)


def is_troubled(row: CoverageRow, years: Sequence[int]) -> bool:
    """Whether a year is missing or a report has findings."""
    return any(misses_year(row, year) or (year in row.reports and row.reports[year].findings) for year in years)


def misses_year(row: CoverageRow, year: int) -> bool:
    """Whether a report should be there and is not: the agency has one for an earlier year."""
    return year not in row.reports and year > min(row.reports)


def render_coverage(words: Words, reports: Sequence[StoredReport], wanted: CoverageFilter, page: int = 0) -> str:
    """One page of the matrix, and under it the reports that have no place in it."""
    years = tuple(year for year in list_years(reports) if not wanted.years or year in wanted.years)
    rows = list(plan_rows(reports, wanted, years))
    loose = [report for report in reports if (report.agency is None or report.year is None) and fits_filter(report, wanted)]
    if not rows and not loose:
        return f'<p class="empty" role="status">{words("reports.none_fit" if reports else "reports.none")}</p>'
    page = max(0, min(page, (len(rows) - 1) // ROWS))
    places = complete_parents({row.agency.parents for row in rows})
    rows.sort(key=lambda row: places[row.agency.parents])
    shown = rows[page * ROWS : (page + 1) * ROWS]
    table = render_matrix(words, shown, years, places) if shown else ""
    return render_summary(words, rows, years) + table + render_pager(words, len(rows), page, ROWS) + render_loose(words, loose)


def render_summary(words: Words, rows: Sequence[CoverageRow], years: Sequence[int]) -> str:
    """How much is there, in one line, with the key to the marks."""
    held = sum(1 for row in rows for year in years if year in row.reports)
    troubled = sum(1 for row in rows for year in years if year in row.reports and row.reports[year].findings)
    missing = sum(1 for row in rows for year in years if misses_year(row, year))
    before = len(rows) * len(years) - held - missing
    key = "".join(
        f'<span class="key"><i class="dot {kind}"></i>{words(f"reports.{kind}")}</span>'
        for kind in ("have", "warn", "gap", *(("before",) if before else ()))
    )
    counts = words("reports.tally", agencies=len(rows), reports=held, troubled=troubled, missing=missing)
    counts += words("reports.not_counted", count=before) if before else ""
    return f'<div class="tally" role="status"><span>{counts}</span><span class="keys">{key}</span></div>'


def complete_parents(chains: Iterable[Parents]) -> dict[Parents, Parents]:
    """Each chain of places with the fullest one that it is part of: a county written with and without its province is one.

    A chain that is part of two that differ (two counties of one name) stays as it is.
    """
    chains = set(chains)
    completed = {}
    for chain in chains:
        fuller = [other for other in chains if chain and other[-1:] == chain[-1:] and set(chain) <= set(other)]
        longest = max(fuller, key=len, default=chain)
        completed[chain] = longest if all(set(other) <= set(longest) for other in fuller) else chain
    return completed


def render_matrix(words: Words, rows: Sequence[CoverageRow], years: Sequence[int], places: Mapping[Parents, Parents]) -> str:
    """The table itself; every report in it is a button. ``places`` are the agencies' parents as they are shown."""
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    body, above = "", None
    for row in rows:
        if places[row.agency.parents] != above:
            above = places[row.agency.parents]
            name = escape_html(" › ".join(above) or words("unknown.parents"))
            body += f'<tr class="county"><th scope="rowgroup" colspan="{len(years) + 1}"><span>{name}</span></th></tr>'
        cells = "".join(render_slot(words, row, year) for year in years)
        body += f'<tr><th scope="row">{escape_html(row.agency.name)}</th>{cells}</tr>'
    return (
        f'<div class="matrix-frame" tabindex="0" role="region" aria-label="{words("reports.matrix")}"><table class="matrix">'
        f'<thead><tr><th scope="col">{words("reports.agency")}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def render_slot(words: Words, row: CoverageRow, year: int) -> str:
    """One agency's year."""
    report = row.reports.get(year)
    if report is None and not misses_year(row, year):
        before = words("reports.before")
        return f'<td><span class="slot before" title="{before}"><span class="sr-only">{before}</span></span></td>'
    if report is None:
        gap = words("reports.gap")
        return f'<td><span class="slot gap" title="{gap}"><span class="sr-only">{gap}</span></span></td>'
    kind = "warn" if report.findings else "have"
    said = "reports.open_troubled" if report.findings else "reports.open"
    label = escape_html(words(said, agency=row.agency.name, year=year, count=report.findings))
    inner = f"{report.findings}" if report.findings else "✓"
    return (
        f'<td><button type="button" class="slot {kind}" data-act="open" data-id="{report.id}" '
        f'aria-label="{label}" title="{label}">{inner}</button></td>'
    )


def render_pager(words: Words, count: int, page: int, size: int) -> str:
    """Buttons to the page before and after; nothing where one page holds all."""
    pages = -(-count // size)
    if pages <= 1:
        return ""
    back = render_turn(words("piece.page_back"), page - 1, off=page == 0)
    on = render_turn(words("piece.page_on"), page + 1, off=page + 1 >= pages)
    place = words("piece.page_of", page=page + 1, pages=pages)
    return f'<nav class="pager" aria-label="{words("piece.pages")}">{back}<span>{place}</span>{on}</nav>'


def render_turn(text: str, page: int, *, off: bool) -> str:
    """A button to another page."""
    return f'<button type="button" class="turn-page" data-act="page" data-id="{page}"{" disabled" if off else ""}>{text}</button>'


def render_loose(words: Words, reports: Sequence[StoredReport]) -> str:
    """Reports whose agency or year is not known, as a list of buttons."""
    if not reports:
        return ""
    items = "".join(
        f'<li><button type="button" class="loose" data-act="open" data-id="{report.id}">{escape_html(report.source)}</button>'
        f"<span>{escape_html(describe_gap(words, report))}</span></li>"
        for report in reports[:100]
    )
    return f'<section class="loose-reports"><h2>{words("reports.loose", count=len(reports))}</h2><ul>{items}</ul></section>'


def describe_gap(words: Words, report: StoredReport) -> str:
    """What is not known of a report."""
    agency = report.agency.name if report.agency else words("unknown.agency")
    return f"{agency}{words('piece.comma')}{words.year(report.year)}"
