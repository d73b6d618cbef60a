"""Findings of the checks over a set of reports in a store of their own, against the faults planted in them; what is refused."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading import LAYOUTS, SAMPLES, Truth, load_truths
from index.intake.build import ingest_paths
from index.lookup.findings import list_findings
from index.records import Outcome
from index.settings import Settings
from index.store import Store, open_store

Found = Mapping[str, Counter[str]]
"""By file name, how often each rule failed there."""


@dataclass(slots=True)
class RuleScore:
    """A rule's planted faults and those found; the files where it failed rightly, and those where nothing was planted.

    ``lost`` are the files whose planted faults were not found.
    """

    planted: int = 0
    found: int = 0
    right: int = 0
    unplanted: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that must be refused: the kind of error that is right, and what became of it."""

    name: str
    expected: str
    given: str


@contextmanager
def fill_store(*paths: Path) -> Iterator[tuple[Store, tuple[Outcome, ...]]]:
    """A store of these files in a folder that is thrown away, and what became of each file."""
    with TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data=Path(folder), copy_sources=False)
        outcomes = tuple(ingest_paths(settings, paths))
        with open_store(settings) as store:
            yield store, outcomes


def count_findings(store: Store) -> Found:
    """What fails in a store; uncertain and not assessable checks are left out, for nothing was planted for them."""
    found: dict[str, Counter[str]] = {}
    for finding in list_findings(store):
        if finding.verdict == "fail":
            found.setdefault(Path(finding.source).name, Counter())[finding.rule] += 1
    return found


def measure_layouts() -> tuple[dict[str, RuleScore], tuple[Refusal, ...]]:
    """Faults found in the second set, two of whose files are then replaced, and the files of both folders that are refused."""
    with TemporaryDirectory() as folder:
        reports = Path(shutil.copytree(LAYOUTS / "reports", Path(folder) / "reports"))
        settings = Settings(_env_file=None, data=Path(folder) / "data", copy_sources=False)
        outcomes = tuple(ingest_paths(settings, [reports, SAMPLES / "bad"]))
        with open_store(settings) as store:
            found = count_findings(store)
        shutil.copytree(LAYOUTS / "changed" / "reports", reports, dirs_exist_ok=True)
        tuple(ingest_paths(settings, [reports]))
        with open_store(settings) as store:
            changed = count_findings(store)
    truths = list(load_truths(LAYOUTS))
    scores = measure_findings(found, truths)
    scores["report_changed"] = RuleScore()
    for truth in load_truths(LAYOUTS / "changed"):
        seen = changed.get(str(truth["source"]), Counter())["report_changed"] > 0
        scores["report_changed"].planted += 1
        scores["report_changed"].found += seen
        scores["report_changed"].right += seen
        scores["report_changed"].lost += [] if seen else [str(truth["source"])]
    return dict(sorted(scores.items())), tuple(list_refusals(outcomes, truths))


def list_refusals(outcomes: tuple[Outcome, ...], truths: list[Truth]) -> Iterator[Refusal]:
    """Every file that must be refused, and every one that was and must not be."""
    expected = {truth["source"]: str(truth["error"]) for truth in truths if truth.get("rejected")}
    bad = json.loads((SAMPLES / "bad" / "expected.json").read_text(encoding="utf-8"))
    expected |= {name: told["error"] for name, told in bad.items()}
    given = {Path(one.source).name: one.error_kind or one.status for one in outcomes if one.status == "rejected"}
    given.pop("expected.json", None)
    for name in sorted(expected | given):
        yield Refusal(name, expected.get(name, "taken"), given.get(name, "taken"))


def measure_findings(found: Found, truths: list[Truth]) -> dict[str, RuleScore]:
    """Planted faults against ``found``; a fault between two files counts as found at either."""
    planted = {(_name(side), fault["rule"]) for t in truths for fault in t["faults"] for side in (t["source"], fault["other"])}
    scores: dict[str, RuleScore] = {}
    for truth in truths:
        for fault in truth["faults"]:
            score = scores.setdefault(fault["rule"], RuleScore())
            score.planted += 1
            sides = (_name(truth["source"]), _name(fault["other"]))
            seen = any(found.get(side, Counter())[fault["rule"]] for side in sides)
            score.found += seen
            score.lost += [] if seen else [sides[0]]
        name = _name(truth["source"])
        for rule in found.get(name, Counter()):
            score = scores.setdefault(rule, RuleScore())
            if (name, rule) in planted:
                score.right += 1
            elif rule not in truth.get("excused", ()):
                score.unplanted.append(name)
    return dict(sorted(scores.items()))


def _name(source: str | None) -> str:
    return Path(source or "").name
