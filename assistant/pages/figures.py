"""Charts, drawn. This is the only module that knows plotly, which is loaded when the first chart is drawn."""

from typing import Any

from assistant.exports.charting import Chart
from assistant.pages.escaping import escape_html
from assistant.pages.theme import FONTS, INK
from assistant.pages.words import Words

COLOURS = ("#a8322a", "#2f5d7c", "#a67c1e", "#4a7357", "#6d5487", "#4d5866")
"""Told apart in print and by the colour-blind, each at least 4.5:1 on white; lines differ in their markers too."""

MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
LYING = 6
"""More bars than this, or longer names, lie."""

NAME_LENGTH = 6
LABELLED = 2
"""Up to so many lines have their numbers written at the points."""


def draw_chart(words: Words, chart: Chart) -> Any:
    """A plotly figure: lines with markers for years, bars from zero for the rest."""
    from plotly import graph_objects  # noqa: PLC0415  # takes most of a second to load; most answers have no chart

    figure = graph_objects.Figure()
    for i in range(len(chart.series)):
        figure.add_trace(make_line(words, chart, i) if chart.kind == "line" else make_bars(words, chart, i))
    figure.update_layout(**lay_out(words, chart))
    return figure


def lies(chart: Chart) -> bool:
    """Whether the bars lie, so that their names can be read."""
    return chart.kind == "bar" and (len(chart.labels) > LYING or max(map(len, chart.labels)) > NAME_LENGTH)


def show_values(chart: Chart, number: int) -> list[float | None]:
    """A series as plotly takes it; what is written beside it comes from the exact number."""
    return [None if value is None else float(value) for value in chart.series[number].values]


def write_values(chart: Chart, number: int) -> list[str]:
    """The exact numbers as text."""
    return ["" if value is None else f"{value:f}" for value in chart.series[number].values]


def make_line(words: Words, chart: Chart, number: int) -> dict[str, Any]:
    """A line with markers; a year without a number is a gap."""
    colour = COLOURS[number % len(COLOURS)]
    written = len(chart.series) <= LABELLED
    return {
        "type": "scatter",
        "mode": "lines+markers+text" if written else "lines+markers",
        "name": escape_html(chart.series[number].name),
        "x": list(chart.labels),
        "y": show_values(chart, number),
        "text": write_values(chart, number),
        "textposition": "top center",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 8, "symbol": MARKERS[number % len(MARKERS)]},
        "hovertemplate": words("ask.chart_year", unit=escape_html(chart.unit)) + "<extra></extra>",
    }


def make_bars(words: Words, chart: Chart, number: int) -> dict[str, Any]:
    """Bars of one colour with their numbers."""
    lying = lies(chart)
    labels, values = [escape_html(label) for label in chart.labels], show_values(chart, number)
    return {
        "type": "bar",
        "name": escape_html(chart.series[number].name),
        "x": values if lying else labels,
        "y": labels if lying else values,
        "orientation": "h" if lying else "v",
        "text": write_values(chart, number),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": COLOURS[number % len(COLOURS)]},
        "hovertemplate": words("piece.colon", name="%{y}" if lying else "%{x}", text=f"%{{text}} {escape_html(chart.unit)}")
        + "<extra></extra>",
    }


def write_unit(words: Words, unit: str) -> dict[str, Any]:
    """The unit above the axis, upright: beside an upright axis Plotly turns its title, and a Chinese unit with it."""
    return {
        "text": words("ask.chart_unit", unit=escape_html(unit)),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 12,
        "font": {"size": 12, "color": "#56616e"},
    }


def lay_out(words: Words, chart: Chart) -> dict[str, Any]:
    """Axes, fonts and margins."""
    numbers = {
        "rangemode": "tozero",
        "gridcolor": "#ece9e1",
        "zerolinecolor": "#b9b4a6",
        "tickformat": ",",
        "fixedrange": True,
    }
    names = {"type": "category", "fixedrange": True, "automargin": True, "ticks": "", "linecolor": "#b9b4a6", "showgrid": False}
    lying = lies(chart)
    height = max(210, 60 + 26 * len(chart.labels) * len(chart.series)) if lying else 210
    return {
        "font": {"family": ", ".join(f"'{font}'" if " " in font else font for font in FONTS), "size": 13, "color": INK},
        "xaxis": numbers if lying else names,
        "yaxis": {**names, "autorange": "reversed"} if lying else numbers,
        "height": height,
        "margin": {"l": 12, "r": 24, "t": 36, "b": 12},
        "annotations": [write_unit(words, chart.unit)] if chart.unit else [],
        "showlegend": len(chart.series) > 1,
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "bargap": 0.45,
        "barcornerradius": 2,
    }
