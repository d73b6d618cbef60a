"""What happens to a report between its writing and its file: names left out, years left out, characters and cells lost."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from samples.maker.records import Grid, Paragraph, Sheet, Square, Written

_LAST_ROW = "declined_excessive"
"""The last row of a truncated table of requests."""

_PERIOD = "本报告中所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。"
_CONTACT = "对本报告有疑问的，请与{county}{name}党政办公室联系，电话5550142。"
_NO_DATES = r"(?!1月1日|12月31日)"


def revise_sheet(sheet: Sheet) -> Sheet:
    """The sheet after every revision that its plan's extras and look ask for."""
    for name in dict.fromkeys((*sheet.plan.extras, sheet.plan.look)):
        revise = _REVISIONS.get(name)
        sheet = revise(sheet) if revise else sheet
    return sheet


def amend_cell(sheet: Sheet, cell: str, written: Written) -> Sheet:
    """The sheet with one cell printed otherwise."""

    def amend(square: Square) -> Square:
        return replace(square, text=written.text) if square.id == cell else square

    return replace(map_squares(sheet, amend), cells={**sheet.cells, cell: written})


def map_squares(sheet: Sheet, change: Callable[[Square], Square]) -> Sheet:
    """The sheet with every square of its tables changed."""
    blocks = (
        replace(b, rows=tuple(tuple(change(square) for square in row) for row in b.rows)) if isinstance(b, Grid) else b
        for b in sheet.blocks
    )
    return replace(sheet, blocks=tuple(blocks))


def map_text(sheet: Sheet, change: Callable[[str], str], *, kinds: tuple[str, ...] = ("body", "signature")) -> Sheet:
    """The sheet with its paragraphs of ``kinds`` changed; those that come out empty are left out."""
    blocks = [replace(b, text=change(b.text)) if isinstance(b, Paragraph) and b.kind in kinds else b for b in sheet.blocks]
    return replace(sheet, blocks=tuple(b for b in blocks if isinstance(b, Grid) or b.text))


def hide_name(sheet: Sheet) -> Sheet:
    """The agency stands nowhere, and neither does its county."""
    agency = sheet.plan.agency

    def hide(text: str) -> str:
        for name in (agency.county + agency.full_name, agency.county + agency.name, agency.full_name, agency.name):
            text = "" if text == name else text.replace(name, agency.self_name)
        return text.replace(agency.county, agency.county[-1])

    return map_text(sheet, hide)


def leave_contact(sheet: Sheet) -> Sheet:
    """The agency stands in the contact line only."""
    agency = sheet.plan.agency
    hidden = hide_name(sheet)
    contact = Paragraph("body", _CONTACT.format(county=agency.county, name=agency.name))
    return replace(hidden, blocks=_insert_behind_prose(hidden.blocks, contact))


def _insert_behind_prose(blocks: tuple[Paragraph | Grid, ...], added: Paragraph) -> tuple[Paragraph | Grid, ...]:
    last = max(i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.kind == "body")
    return (*blocks[: last + 1], added, *blocks[last + 1 :])


def tell_period(sheet: Sheet) -> Sheet:
    """A paragraph on the statistics period opens the report."""
    first = next(i for i, block in enumerate(sheet.blocks) if isinstance(block, Paragraph) and block.kind == "heading")
    period = Paragraph("body", _PERIOD.format(year=sheet.plan.year))
    return replace(sheet, blocks=(*sheet.blocks[:first], period, *sheet.blocks[first:]))


def hide_year(sheet: Sheet) -> Sheet:
    """The year stands in the statistics period only."""
    year = sheet.plan.year

    def hide(text: str) -> str:
        text = re.sub(rf"{year}年度", "本年度", text)
        text = re.sub(rf"{year}年{_NO_DATES}(?=[，、])", "一年来", text)
        return re.sub(rf"{year}年{_NO_DATES}", "本年度", text)

    return map_text(sheet, hide)


def misdate_title(sheet: Sheet) -> Sheet:
    """The title names the year before."""
    year = sheet.plan.year
    return map_text(sheet, lambda text: text.replace(str(year), str(year - 1)), kinds=("title",))


def lose_characters(sheet: Sheet) -> Sheet:
    """Single characters of dates are gone: 20221月1日, 12月31."""

    def lose(text: str) -> str:
        text = re.sub(r"(\d{4})年(1月1日)", r"\1\2", text)
        text = re.sub(r"(\d{4}年12月31)日", r"\1", text)
        return re.sub(r"^(\d{4})年(\d{1,2}月\d{1,2}日)$", r"\1\2", text)

    return map_text(sheet, lose)


def write_hybrid(sheet: Sheet) -> Sheet:
    """The 2021 form with the old label 规范性文件 and the fees in 元, as their heading says."""
    labels = {"行政规范性文件": "规范性文件", "本年收费金额（单位：万元）": "本年收费金额（单位：元）"}
    changed = map_squares(sheet, lambda s: s if s.id else replace(s, text=labels.get(s.text, s.text)))
    amount = sheet.cells["active.fees.amount"].value
    yuan = f"{int(float(amount or 0) * 10000 + 0.5)}"
    return amend_cell(changed, "active.fees.amount", Written(yuan, yuan, unit="元"))


def lose_other(sheet: Sheet) -> Sheet:
    """The table of requests without its column 其他, which holds zeros only.

    Raises:
        ValueError: the column holds a count, so that the sums would not hold without it.
    """
    lost = tuple(cell for cell in sheet.cells if cell.startswith("requests.") and cell.endswith(".other"))
    if any(sheet.cells[cell].value != "0" for cell in lost):
        raise ValueError(f"{sheet.plan.file_name}: the column 其他 is not empty")
    blocks = tuple(_narrow(b, lost) if isinstance(b, Grid) and b.name == "requests" else b for b in sheet.blocks)
    cells = {cell: written for cell, written in sheet.cells.items() if cell not in lost}
    return replace(sheet, blocks=blocks, cells=cells, absent=(*sheet.absent, *lost))


def _narrow(grid: Grid, lost: tuple[str, ...]) -> Grid:
    spans = {"申请人情况": 6, "法人或其他组织": 4}
    rows = (
        tuple(replace(s, colspan=spans.get(s.text, s.colspan)) for s in row if s.id not in lost and s.text != "其他")
        for row in grid.rows
    )
    return replace(grid, widths=grid.widths[:-1], rows=tuple(rows))


def truncate(sheet: Sheet) -> Sheet:
    """The text ends within a label of the table of requests."""
    position, grid = next((i, b) for i, b in enumerate(sheet.blocks) if isinstance(b, Grid) and b.name == "requests")
    last = next(i for i, row in enumerate(grid.rows) if any((s.id or "").startswith(f"requests.{_LAST_ROW}.") for s in row))
    label = grid.rows[last + 1][0].text
    rest = (Square(label[: len(label) // 2]),)
    blocks = (*sheet.blocks[:position], replace(grid, rows=(*grid.rows[: last + 1], rest)))
    printed = {s.id for b in blocks if isinstance(b, Grid) for row in b.rows for s in row}
    cells = {cell: written for cell, written in sheet.cells.items() if cell in printed}
    figures = {name: figure for name, figure in sheet.figures.items() if name != "fees.information"}
    absent = tuple(cell for cell in sheet.cells if cell not in printed)
    return replace(sheet, blocks=blocks, cells=cells, absent=absent, figures=figures)


_REVISIONS: Mapping[str, Callable[[Sheet], Sheet]] = {
    "nameless": hide_name,
    "contact_only": leave_contact,
    "period": tell_period,
    "no_year": hide_year,
    "title_year": misdate_title,
    "lost_characters": lose_characters,
    "hybrid": write_hybrid,
    "tabs_lost_other": lose_other,
    "truncated": truncate,
}
