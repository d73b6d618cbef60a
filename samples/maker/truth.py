"""What a reader should find in a report, as JSON beside it."""

from samples.maker.glyphs import write_traditional
from samples.maker.records import Plan, Sheet

_PARENTS = {
    "title": ("county",),
    "opening": ("province", "city", "county"),
    "contact": ("county",),
    "signature": ("county",),
    "breadcrumb": ("county",),
}


def state_truth(sheet: Sheet) -> dict[str, object]:
    """The truth of one report; ``parents`` are those that the file states, from large to small."""
    plan = sheet.plan
    names = {plan.agency.name, plan.agency.full_name}
    if plan.look == "traditional":
        names |= {write_traditional(name) for name in names}
    return {
        "source": plan.file_name,
        "agency": plan.agency.name,
        "agency_full": plan.agency.full_name,
        "agency_names": sorted(names),
        "parents": list_parents(plan),
        "county": plan.agency.county,
        "year": plan.year,
        "form": plan.form,
        "kind": plan.form,
        "look": f"{plan.kind}/{plan.look}",
        "published_on": plan.published_on.isoformat(),
        "cells": {cell: written.value for cell, written in sheet.cells.items()},
        "states": {cell: written.state for cell, written in sheet.cells.items() if written.state != "stated"},
        "units": {cell: written.unit for cell, written in sheet.cells.items() if written.unit},
        "absent": list(sheet.absent),
        "either": list(sheet.either),
        "narrative": {figure: {"value": stated.value, "approx": stated.approx} for figure, stated in sheet.figures.items()},
        "faults": [{"rule": f.rule, "detail": f.detail, "cells": list(f.cells), "other": f.other} for f in sheet.faults],
        "uncertain": list_uncertain(sheet),
        "said": {bank: list(keys) for bank, keys in sheet.said.items()},
    }


def list_parents(plan: Plan) -> list[str]:
    """Province, city and county, as far as the file states them."""
    stated = {kind for where in plan.parents_at for kind in _PARENTS[where]}
    return [getattr(plan.agency, kind) for kind in ("province", "city", "county") if kind in stated]


def list_uncertain(sheet: Sheet) -> list[str]:
    """The rules that cannot be decided because a row of requests is printed blank."""
    blank = any(cell.startswith("requests.") and written.value is None for cell, written in sheet.cells.items())
    return ["results_total", "applicants_total"] if blank else []
