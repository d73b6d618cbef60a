"""Where something stands in a source, said in words."""

from ingest.records import Place


def describe_place(place: Place) -> str:
    """Page, line or table cell, as far as they apply; empty where the place says none of them."""
    parts = []
    if place.page is not None:
        parts.append(f"第 {place.page} 页")
    if place.line is not None:
        parts.append(f"第 {place.line} 行")
    if place.table is not None:
        parts.append(f"表 {place.table} 第 {place.row} 行第 {place.column} 列")
    return "，".join(parts)
