"""Puts a report together: its blocks in reading order, and everything that its truth says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samples.maker.faults import ACROSS_YEARS, Setting, bend_values, list_faults
from samples.maker.form import HEADINGS, list_cells
from samples.maker.grids import draw_active, draw_disputes, draw_requests
from samples.maker.numbers import Year, fill_years
from samples.maker.prose import write_prose
from samples.maker.records import Agency, Grid, Paragraph, Plan, Prose, Sheet, Values, Written
from samples.maker.schedule import FIRST_YEAR, NEW_FORM_YEAR
from samples.maker.scripts import Script, copy_measures, copy_problems, deal_scripts
from samples.maker.writing import write_cells

_COPIES = {"copied_last_year": copy_measures, "copied_between": copy_problems}


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """The reports that a report builds on."""

    before: Plan | None
    copied_from: Plan | None


def make_sheets(plans: Sequence[Plan], deal: str = "") -> tuple[Sheet, ...]:
    """A sheet per plan, in the plans' order; another ``deal`` hands the sentences out in another order."""
    scripts = deal_scripts(plans, deal)
    numbers = {agency.key: _fill_agency(agency, plans) for agency in dict.fromkeys(plan.agency for plan in plans)}
    sheets = []
    for plan in plans:
        near = _find_neighbours(plan, plans)
        script = _copy_script(plan, scripts, near.copied_from)
        sheets.append(_make_sheet(plan, script, numbers[plan.agency.key][plan.year], near))
    return tuple(sheets)


def _fill_agency(agency: Agency, plans: Sequence[Plan]) -> dict[int, Values]:
    own = {plan.year: plan for plan in plans if plan.agency == agency}
    years = []
    for number in range(FIRST_YEAR, max(own) + 1):
        plan = own.get(number)
        form = plan.form if plan else ("2019" if number < NEW_FORM_YEAR else "2021")
        years.append(Year(number, form, tuple(rule for rule in ACROSS_YEARS if plan and rule in plan.faults)))
    return fill_years(agency, tuple(years))


def _find_neighbours(plan: Plan, plans: Sequence[Plan]) -> _Neighbours:
    before = next((other for other in plans if other.agency == plan.agency and other.year == plan.year - 1), None)
    if "copied_last_year" in plan.faults:
        return _Neighbours(before, before)
    if "copied_between" in plan.faults:
        same_year = [other for other in plans if other.year == plan.year and other.agency.county != plan.agency.county]
        return _Neighbours(before, same_year[-1])
    return _Neighbours(before, None)


def _copy_script(plan: Plan, scripts: Mapping[str, Script], copied_from: Plan | None) -> Script:
    script = scripts[plan.stem]
    for rule, copy in _COPIES.items():
        if rule in plan.faults and copied_from is not None:
            script = copy(script, scripts[copied_from.stem])
    return script


def _make_sheet(plan: Plan, script: Script, values: Values, near: _Neighbours) -> Sheet:
    printed = bend_values(plan, values)
    lost = tuple(cell for cell in list_cells(plan.form) if "table_lost" in plan.faults and cell.startswith("disputes."))
    cells = write_cells(printed, [cell for cell in list_cells(plan.form) if cell not in lost], plan.writings)
    prose = write_prose(plan, script, printed)
    faults = list_faults(Setting(plan, printed, near.before, near.copied_from))
    return Sheet(plan, _arrange_blocks(plan, prose, cells), cells, lost, prose.figures, faults, prose.said)


def _arrange_blocks(plan: Plan, prose: Prose, cells: Mapping[str, Written]) -> tuple[Paragraph | Grid, ...]:
    blocks: list[Paragraph | Grid] = [Paragraph("title", line) for line in plan.title.split("\n")]
    if "opening" in plan.parents_at:
        agency = plan.agency
        blocks.append(Paragraph("body", f"本报告由{agency.province}{agency.city}{agency.county}{agency.name}编制并公布。"))
    grids = _draw_grids(plan, cells)
    for number, heading in HEADINGS.items():
        blocks.append(Paragraph("heading", heading))
        blocks += [Paragraph("body", text) for text in prose.sections[number]]
        if number in grids:
            blocks.append(grids[number])
    return (*blocks, *_close_blocks(plan))


def _draw_grids(plan: Plan, cells: Mapping[str, Written]) -> dict[int, Grid]:
    grids = {2: draw_active(cells, plan.form), 3: draw_requests(cells, plan.form)}
    if "table_lost" not in plan.faults:
        grids[4] = draw_disputes(cells)
    return grids


def _close_blocks(plan: Plan) -> list[Paragraph]:
    agency, day = plan.agency, plan.published_on
    blocks = []
    if "contact" in plan.parents_at:
        blocks.append(Paragraph("body", f"联系地址：{agency.county}{agency.street}，党政办公室，联系电话：5550142。"))
    if plan.kind == "html" and plan.look != "word":
        return blocks
    signer = f"{agency.county}{agency.full_name}" if "signature" in plan.parents_at else agency.full_name
    return [*blocks, Paragraph("signature", signer), Paragraph("signature", f"{day.year}年{day.month}月{day.day}日")]
