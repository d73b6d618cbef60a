"""What stands over a chart: its title, its table, and the files of the table."""

from assistant.exports.charting import Chart
from assistant.pages.escaping import escape_html
from assistant.pages.replies import render_fetch
from assistant.pages.words import Words


def render_chart_head(words: Words, chart: Chart, turn: int) -> str:
    """Title with unit, and the chart's numbers as a table that unfolds."""
    table = chart.table
    head = "".join(f'<th scope="col">{escape_html(text)}</th>' for text in table.head)
    body = "".join(render_row(row) for row in table.rows)
    files = render_fetch(words, "chart-csv", turn) + render_fetch(words, "chart-xlsx", turn)
    title = escape_html(words.bracket(chart.title, chart.unit))
    return (
        f'<div class="chart-head"><h3>{title}</h3>'
        f'<details class="chart-table"><summary>{words("ask.chart_data")}</summary><div class="table-scroll"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<div class="doings">{files}</div></details></div>'
    )


def render_row(row: tuple[str, ...]) -> str:
    """One row; a dash where there is no number."""
    name, *numbers = row
    cells = "".join(f"<td>{escape_html(number or '—')}</td>" for number in numbers)
    return f'<tr><th scope="row">{escape_html(name)}</th>{cells}</tr>'
