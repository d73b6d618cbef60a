"""A failed check becomes a Finding: worded by ``rules.toml``, with a fingerprint made from content alone."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import cast

from ingest.records import CellValue, Fault, Finding, Place, Severity, Subject, Verdict

_WHY = {
    "report": "各格都按行名和表头读出,原文如此",
    "ocr": "有单元格由文字识别得来,可能认错",
    "placed": "有单元格的标签缺失或数字粘连,位置由推算得来",
}


@cache
def load_rules() -> Mapping[str, Mapping[str, str]]:
    """The rules as written in ``rules.toml``: severity and detail by rule id."""
    return tomllib.loads(files("ingest.checks").joinpath("rules.toml").read_text(encoding="utf-8"))


def judge_fault(cells: Iterable[CellValue]) -> tuple[Fault, str]:
    """Whose fault a failed sum looks like, and why, from how its cells were read.

    Cells read by their labels stand in the source as they are; a cell placed by position or arithmetic may be misplaced.
    """
    ways = {cell.read_by for cell in cells}
    if "ocr" in ways:
        return ("reading", _WHY["ocr"])
    if ways & {"position", "arithmetic"}:
        return ("unknown", _WHY["placed"])
    return ("report", _WHY["report"])


def make_finding(
    subject: Subject,
    rule: str,
    holes: Mapping[str, object],
    *,
    cells: Sequence[str] = (),
    places: Sequence[Place] = (),
    fault: tuple[Fault, str] = ("report", "原文如此"),
    verdict: Verdict = "fail",
    severity: Severity | None = None,
    other_source: str | None = None,
    wording: str = "detail",
) -> Finding:
    """The finding of ``rule`` about ``subject``; ``holes`` fill the rule's wording, of which a rule may have several.

    Raises:
        KeyError: the wording has a hole that ``holes`` does not fill.
    """
    worded = load_rules()[rule if verdict == "fail" else verdict]
    detail = worded[wording].format_map(holes)
    return Finding(
        fingerprint=fingerprint(rule, verdict, subject.sha256, *cells, detail),
        rule=rule,
        severity=severity or cast("Severity", worded["severity"]),
        verdict=verdict,
        fault=fault[0],
        fault_why=fault[1],
        source=subject.source,
        other_source=other_source,
        agency=subject.agency,
        year=subject.year,
        detail=detail,
        cells=tuple(cells),
        places=tuple(places),
    )


def fingerprint(*parts: str) -> str:
    """Twenty hex digits that stay the same for the same content."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:20]
