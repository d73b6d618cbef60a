"""Where something stands in a source, said in words."""

from assistant.answering.basis.wording import say
from ingest.records import Place


def describe_place(place: Place, language: str = "zh") -> str:
    """Page, line or table cell, as far as they apply; empty where the place says none of them."""
    parts = []
    if place.page is not None:
        parts.append(say(language, "spot.page", page=place.page))
    if place.line is not None:
        parts.append(say(language, "spot.line", line=place.line))
    if place.table is not None:
        parts.append(say(language, "spot.table", table=place.table, row=place.row, column=place.column))
    return (", " if language == "en" else "，").join(parts)
