"""A comparison as a table, with what is missing in its place, and the answer's words below it."""

from collections.abc import Collection, Sequence

from assistant.exports.charting import Point, collect_points
from assistant.pages.escaping import escape_html, render_markdown
from assistant.pages.words import Words
from assistant.records import Answer, Missing
from assistant.wire import decimal_to_json


def render_pivot(words: Words, answer: Answer, doubles: Collection[str]) -> str:
    """The table, how complete it is, and the answer's words.

    One measure over years has a column per year, anything else a column per measure.
    """
    query = answer.query
    points = collect_points(answer, doubles)
    if query is None or not points:
        return f'<div class="answer-text">{render_markdown(answer.text)}</div>'
    measures = tuple(dict.fromkeys(point.measure for point in points))
    over_years = len(measures) == 1 and len(query.years) > 1
    table = (
        tabulate_years(words, answer, points, query.years) if over_years else tabulate_measures(words, answer, points, measures)
    )
    title = words.bracket(measures[0], points[0].unit) if len(measures) == 1 else words("compare.title")
    return (
        f'<div class="tally" role="status"><b>{escape_html(title)}</b>'
        f"<span>{describe_coverage(words, answer, len(points), len(measures))}</span></div>"
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{words("compare.result")}">{table}</div>'
        f'<details class="part"><summary>{words("compare.words")}</summary>'
        f'<div class="answer-text">{render_markdown(answer.text)}</div></details>'
    )


def describe_coverage(words: Words, answer: Answer, found: int, measures: int) -> str:
    """How many of the numbers asked for are there."""
    query = answer.query
    if query is None or not query.agencies:
        coverage = answer.coverage
        return words("compare.with_data", of=coverage.of, found=coverage.with_data) if coverage is not None else ""
    wanted = len(query.agencies) * max(len(query.years), 1) * measures
    return words("compare.coverage", wanted=wanted, found=found, missing=max(wanted - found, 0))


def tabulate_years(words: Words, answer: Answer, points: Sequence[Point], years: Sequence[int]) -> str:
    """A row per agency, a column per year."""
    held = {(point.agency, point.year): point for point in points}
    agencies = dict.fromkeys(point.agency for point in points)
    rows = [
        (agency, [render_field(held.get((agency, year)), find_reason(words, answer, agency, year)) for year in years])
        for agency in agencies
    ]
    return render_table(words("compare.agency"), [str(year) for year in years], rows)


def tabulate_measures(words: Words, answer: Answer, points: Sequence[Point], measures: Sequence[str]) -> str:
    """A row per agency and year, a column per measure."""
    units = {point.measure: point.unit for point in points}
    held = {(point.agency, point.year, point.measure): point for point in points}
    rows = [
        (
            f"{agency} {year}",
            [render_field(held.get((agency, year, name)), find_reason(words, answer, agency, year)) for name in measures],
        )
        for agency, year in dict.fromkeys((point.agency, point.year) for point in points)
    ]
    return render_table(words("compare.agency_year"), [words.bracket(name, units[name]) for name in measures], rows)


def render_table(corner: str, head: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Headings, and rows of fields that are HTML already."""
    columns = "".join(f'<th scope="col">{escape_html(name)}</th>' for name in head)
    body = "".join(f'<tr><th scope="row">{escape_html(name)}</th>{"".join(fields)}</tr>' for name, fields in rows)
    return f'<table class="compared"><thead><tr><th scope="col">{corner}</th>{columns}</tr></thead><tbody>{body}</tbody></table>'


def render_field(point: Point | None, why: str) -> str:
    """A number, or why there is none."""
    if point is None:
        return f'<td class="none">{escape_html(why)}</td>'
    return f"<td>{escape_html(decimal_to_json(point.value))}</td>"


def find_reason(words: Words, answer: Answer, agency: str, year: int) -> str:
    """Why an agency's year has no number."""
    gaps: list[Missing] = [gap for gap in answer.missing if gap.agency and agency.endswith(gap.agency) and gap.year == year]
    known = words.room("missing")
    return known.get(gaps[0].why, known["other"]) if gaps else known["other"]
