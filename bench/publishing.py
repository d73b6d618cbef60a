"""docs/benchmarks.md: every part's section, its goals above all; a part that is run alone renews only its own section.

What the parts measured last is kept in docs/benchmarks.json, from which the page is written.
"""

import json
import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import ROOT, ROUNDS
from bench.tables import write_table

PAGE = ROOT / "docs" / "benchmarks.md"
KEPT = ROOT / "docs" / "benchmarks.json"
PARTS = ("ingest", "parallel", "startup", "ask_scale", "store_size", "page", "load", "retrieval")
"""The modules whose sections stand in the page, in this order."""

ABOUT = f"""# How fast it is, and how much it takes

Measured by `make bench`, which writes this page; `python -m bench.<part>` measures one part anew and renews its section only.
Sides that are compared ran in turn on the same files in one run. Figures are medians of {ROUNDS} warm runs unless a section says
otherwise; CPU seconds include those of every process started. Look at the ratios: seconds differ from machine to machine.
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised, and what was measured."""

    what: str
    measured: str
    limit: str
    met: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One part's results: its goals, and everything else as lines of Markdown."""

    part: str
    title: str
    goals: Sequence[Goal]
    lines: Sequence[str]
    machine: str = ""
    day: str = ""


def keep_below(what: str, measured: float, limit: float, unit: str = " ×") -> Goal:
    """A goal that is met by a figure of ``limit`` or less."""
    return Goal(what, f"{_write_number(measured)}{unit}", f"≤ {limit:,}{unit}", measured <= limit)


def keep_above(what: str, measured: float, limit: float, unit: str = " ×") -> Goal:
    """A goal that is met by a figure of ``limit`` or more."""
    return Goal(what, f"{_write_number(measured)}{unit}", f"≥ {limit:,}{unit}", measured >= limit)


def _write_number(number: float) -> str:
    return f"{number:,.2f}" if number < 10 else f"{number:,.1f}" if number < 100 else f"{number:,.0f}"  # noqa: PLR2004


def publish(section: Section) -> None:
    """Print a section, and put it into the page in place of the part's former one."""
    day = datetime.now(UTC).date().isoformat()
    named = Section(section.part, section.title, section.goals, list(section.lines), describe_machine(), day)
    print("\n".join(_write_section(named)), flush=True)
    sections = {**load_sections(), named.part: named}
    KEPT.write_text(json.dumps([asdict(one) for one in sections.values()], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text("\n".join(write_page(sections.values())).rstrip() + "\n", encoding="utf-8")


def load_sections() -> dict[str, Section]:
    """What was published before, by part."""
    if not KEPT.exists():
        return {}
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    sections = [Section(**{**one, "goals": [Goal(**goal) for goal in one["goals"]]}) for one in kept]
    return {section.part: section for section in sections}


def write_page(sections: Iterable[Section]) -> Iterator[str]:
    """The whole page."""
    ordered = sorted(sections, key=lambda section: PARTS.index(section.part))
    yield ABOUT
    yield "## Goals\n"
    yield from _write_goals(goal for section in ordered for goal in section.goals)
    for section in ordered:
        yield from _write_section(section)


def _write_section(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n"
    yield f"`python -m bench.{section.part}`, {section.day}: {section.machine}.\n"
    yield from _write_goals(section.goals)
    yield from section.lines


def _write_goals(goals: Iterable[Goal]) -> Iterator[str]:
    rows = [(goal.what, goal.measured, goal.limit, "yes" if goal.met else "**no**") for goal in goals]
    return write_table(("goal", "measured", "wanted", "met"), rows) if rows else iter(())


def describe_machine() -> str:
    """The machine in general words, and how busy it was."""
    load = os.getloadavg()[0]
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{os.cpu_count()} cores of {_find_processor()}, {_find_memory():.0f} GB, {versions}; load average {load:.1f}"


def _find_processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _find_memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
