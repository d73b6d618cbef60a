"""How exactly reports are read: cells by file kind and look, figures and headers, over both sets of samples."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import InputError
from ingest.pipeline import read_report
from ingest.readers.archive import expand_archive
from ingest.readers.limits import Limits
from ingest.records import Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LAYOUTS = SAMPLES / "layouts"
Truth = Mapping[str, Any]


@dataclass(slots=True)
class Exactness:
    """Cells right of all, figures right of all and reports, for one look of file.

    ``invented`` counts stated cells and primary figures that the file does not have. ``refused`` are the files that hold no
    single report and are refused.
    """

    reports: int = 0
    cells: int = 0
    cells_right: int = 0
    figures: int = 0
    figures_right: int = 0
    headers_right: int = 0
    invented: int = 0
    refused: int = 0
    missed: list[str] = field(default_factory=list)


def load_truths(samples: Path = SAMPLES) -> Iterator[Truth]:
    """The truths of a set of reports, in the order of their files."""
    for path in sorted((samples / "truth").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def measure_exactness(samples: Path = SAMPLES, without: Collection[str] = ()) -> dict[str, Exactness]:
    """Exactness by look (kind/layout or producer), every report of the set read once, but for looks ``without``."""
    measured: dict[str, Exactness] = {}
    for truth in load_truths(samples):
        if truth["look"] in without:
            continue
        exactness = measured.setdefault(truth["look"], Exactness())
        exactness.reports += 1
        try:
            report = read_report(load_source(samples / "reports", truth), truth["source"])
        except InputError as error:
            _count_refused(exactness, truth, error)
        else:
            _count_read(exactness, truth, report)
    return dict(sorted(measured.items()))


def load_source(folder: Path, truth: Truth) -> bytes:
    """The bytes of a report's file, out of its archive where it stands in one."""
    if truth.get("archive"):
        return _expand(folder / truth["archive"])[truth["source"]]
    return (folder / truth["source"]).read_bytes()


@cache
def _expand(path: Path) -> dict[str, bytes]:
    return dict(expand_archive(path.read_bytes(), path.name, Limits()))


def _count_refused(exactness: Exactness, truth: Truth, error: InputError) -> None:
    if truth.get("rejected"):
        exactness.refused += 1
        return
    exactness.cells += len(truth["cells"])
    exactness.figures += len(truth["narrative"])
    exactness.missed.append(f"{truth['source']} is refused: {error}")


def _count_read(exactness: Exactness, truth: Truth, report: Report) -> None:
    if truth.get("rejected"):
        exactness.missed.append(f"{truth['source']} holds several reports and is read as one")
        return
    _count_cells(exactness, truth, report)
    _count_figures(exactness, truth, report)
    header = report.header
    named = truth["agency_names"] or [None]
    if header.agency in named and (header.year, report.form) == (truth["year"], truth["form"]):
        exactness.headers_right += 1
    else:
        exactness.missed.append(f"{truth['source']} header {header.agency} {header.year} {report.form}")


def _count_cells(exactness: Exactness, truth: Truth, report: Report) -> None:
    cells = {cell.cell: cell.value for cell in report.cells}
    for cell, value in truth["cells"].items():
        exactness.cells += 1
        right = cell in cells and cells[cell] == (None if value is None else Decimal(value))
        if right or (cell in truth["either"] and cells.get(cell) is None):
            exactness.cells_right += 1
        else:
            exactness.missed.append(f"{truth['source']} {cell}")
    for cell, read in cells.items():
        if read is not None and cell not in truth["cells"]:
            exactness.invented += 1
            exactness.missed.append(f"{truth['source']} {cell} is not there")


def _count_figures(exactness: Exactness, truth: Truth, report: Report) -> None:
    primary = {figure.figure: figure.value for figure in report.narrative if figure.primary and figure.figure}
    for figure, stated in truth["narrative"].items():
        exactness.figures += 1
        if primary.get(figure) == Decimal(str(stated["value"])):
            exactness.figures_right += 1
        else:
            exactness.missed.append(f"{truth['source']} {figure}")
    for figure in sorted(set(primary) - set(truth["narrative"])):
        exactness.invented += 1
        exactness.missed.append(f"{truth['source']} {figure} is not stated")
