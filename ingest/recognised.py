"""What text recognition read is held against the tables' own sums; what no sum confirms is not stated.

A recogniser reads / as 1 or 9 as 6 without a sign of doubt, so a digit counts only where it takes part in a sum that adds up:
an applicants row with the columns it crosses, a group of disputes. The table of section 二 has no sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.form import Form, load_form
from ingest.records import CellValue, FormVersion, NarrativeFigure

_CHANNELS = ("published.website", "published.wechat", "published.weibo", "published.other")
_FEWEST = 2
READINGS = {
    "requests.received": (("requests.new.total",), ("requests.new.total", "requests.carried_in.total")),
    "requests.answered": (("requests.total.total",),),
    "reviews.count": (("disputes.review.total",),),
    "lawsuits.count": (("disputes.direct_suit.total", "disputes.suit_after_review.total"),),
}
"""Cells whose sum a count of the prose may mean; 收到 may be new applications, or new and carried in."""


def confirm_cells(cells: Sequence[CellValue], version: FormVersion | None, pages: Iterable[int]) -> tuple[CellValue, ...]:
    """The cells with those on recognised ``pages`` marked ``ocr``, and unreadable unless their sums agree."""
    recognised = set(pages)
    if version is None or not recognised:
        return tuple(cells)
    values = {cell.cell: cell.value for cell in cells if cell.value is not None}
    confirmed = _list_confirmed(load_form(version), values)
    return tuple(_mark(cell, confirmed) if cell.place.page in recognised else cell for cell in cells)


def confirm_figures(
    narrative: Sequence[NarrativeFigure], cells: Sequence[CellValue], pages: Iterable[int]
) -> tuple[NarrativeFigure, ...]:
    """The figures without those on recognised ``pages`` that neither a stated cell nor a sum of channels confirms."""
    recognised = set(pages)
    values = {cell.cell: cell.value for cell in cells if cell.value is not None}
    primary = {figure.figure: figure.value for figure in narrative if figure.primary and figure.figure}
    parts = [primary[channel] for channel in _CHANNELS if channel in primary]
    published = len(parts) >= _FEWEST and primary.get("published.total") == sum(parts)
    return tuple(
        figure
        for figure in narrative
        if figure.place.page not in recognised or (figure.primary and _is_confirmed(figure, values, published=published))
    )


def _is_confirmed(figure: NarrativeFigure, values: Mapping[str, Decimal], *, published: bool) -> bool:
    if figure.figure in {"published.total", *_CHANNELS}:
        return published
    sums = (_add(values, reading) for reading in READINGS.get(figure.figure or "", ()))
    return any(figure.value == total for total in sums)


def _mark(cell: CellValue, confirmed: set[str]) -> CellValue:
    if cell.state != "stated" or cell.cell in confirmed:
        return replace(cell, read_by="ocr")
    return replace(cell, state="unreadable", value=None, unit=None, unit_assumed=None, normalised=None, read_by="ocr")


def _list_confirmed(form: Form, values: Mapping[str, Decimal]) -> set[str]:
    """Ids of the cells that stand in a sum of their own row or group which adds up, and in no column that does not."""
    confirmed: set[str] = set()
    for row in form.requests:
        ids = [cell.id for cell in row.cells]
        if _adds_up(values, ids):
            confirmed.update(ids)
    groups: dict[str, list[str]] = {}
    for cell in form.disputes.cells:
        groups.setdefault(cell.row, []).append(cell.id)
    for ids in groups.values():
        if _adds_up(values, ids):
            confirmed.update(ids)
    for column in form.requests[0].cells:
        confirmed -= _list_doubtful(form, column.column, values)
    return confirmed


def _list_doubtful(form: Form, column: str, values: Mapping[str, Decimal]) -> set[str]:
    """The cells of an applicants' column whose sums (results_total, balance) can be made and do not agree."""
    ids = {row.id: f"requests.{row.id}.{column}" for row in form.requests}
    results = [ids[row.id] for row in form.result_rows]
    doubtful: set[str] = set()
    for left, right in (((ids["total"],), results), ((ids["new"], ids["carried_in"]), (ids["total"], ids["carried_out"]))):
        sums = (_add(values, left), _add(values, right))
        if None not in sums and sums[0] != sums[1]:
            doubtful.update((*left, *right))
    return doubtful


def _adds_up(values: Mapping[str, Decimal], ids: Sequence[str]) -> bool:
    *parts, total = ids
    added = _add(values, parts)
    return added is not None and values.get(total) == added


def _add(values: Mapping[str, Decimal], ids: Iterable[str]) -> Decimal | None:
    """The sum of the cells, None if one is not stated."""
    found = [values.get(cell_id) for cell_id in ids]
    return None if None in found else sum((value for value in found if value is not None), Decimal(0))
