"""How exactly the sample reports are read: cells by file kind and look, figures, and findings by rule."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.pipeline import read_report
from ingest.records import Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@dataclass(slots=True)
class Exactness:
    """Cells right of all, figures right of all and reports, for one look of file."""

    reports: int = 0
    cells: int = 0
    cells_right: int = 0
    figures: int = 0
    figures_right: int = 0
    headers_right: int = 0
    missed: list[str] = field(default_factory=list)


def load_truths(samples: Path = SAMPLES) -> Iterator[Mapping[str, Any]]:
    """The truths of the sample reports, in the order of their files."""
    for path in sorted((samples / "truth").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def measure_exactness(samples: Path = SAMPLES) -> dict[str, Exactness]:
    """Exactness by look (kind/layout or producer), every sample report read once."""
    measured: dict[str, Exactness] = {}
    for truth in load_truths(samples):
        path = samples / "reports" / truth["source"]
        report = read_report(path.read_bytes(), str(path))
        _count(measured.setdefault(truth["look"], Exactness()), truth, report)
    return measured


def _count(exactness: Exactness, truth: Mapping[str, Any], report: Report) -> None:
    exactness.reports += 1
    cells = {cell.cell: cell for cell in report.cells}
    for cell_id, value in truth["cells"].items():
        exactness.cells += 1
        cell = cells.get(cell_id)
        right = cell is not None and cell.value == (None if value is None else Decimal(value))
        if right or (cell_id in truth["either"] and (cell is None or cell.value is None)):
            exactness.cells_right += 1
        else:
            exactness.missed.append(f"{truth['source']} {cell_id}")
    exactness.missed += [f"{truth['source']} {cell_id} is absent" for cell_id in truth["absent"] if cell_id in cells]
    primary = {figure.figure: figure.value for figure in report.narrative if figure.primary}
    for figure_id, stated in truth["narrative"].items():
        exactness.figures += 1
        right = primary.get(figure_id) == Decimal(str(stated["value"]))
        exactness.figures_right += right
        if not right:
            exactness.missed.append(f"{truth['source']} {figure_id}")
    header = report.header
    right = (header.agency, header.year, report.form) == (truth["agency"], truth["year"], truth["form"])
    exactness.headers_right += right
    if not right:
        exactness.missed.append(f"{truth['source']} header {header.agency} {header.year} {report.form}")


@dataclass(slots=True)
class RuleScore:
    """A rule's planted faults, those found, and findings where none was planted."""

    planted: int = 0
    found: int = 0
    unplanted: list[str] = field(default_factory=list)


def measure_findings(found: Mapping[str, Counter[str]], samples: Path = SAMPLES) -> dict[str, RuleScore]:
    """Planted faults against ``found``: by file name, how often each rule failed there.

    A fault between two files counts as found at either.
    """
    truths = list(load_truths(samples))
    planted = {
        (name, fault["rule"]) for truth in truths for fault in truth["faults"] for name in (truth["source"], fault["other"])
    }
    scores: dict[str, RuleScore] = {}
    for truth in truths:
        for fault in truth["faults"]:
            score = scores.setdefault(fault["rule"], RuleScore())
            score.planted += 1
            score.found += any(found.get(name, Counter())[fault["rule"]] for name in (truth["source"], fault["other"]))
        for rule in found.get(truth["source"], Counter()):
            if (truth["source"], rule) not in planted:
                scores.setdefault(rule, RuleScore()).unplanted.append(truth["source"])
    return dict(sorted(scores.items()))
