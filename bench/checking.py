"""Findings of the checks over the sample reports, ingested into a store of their own, against the planted faults."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading import SAMPLES, RuleScore, measure_findings
from index.build import ingest_paths
from index.findings import list_findings
from index.settings import Settings
from index.store import open_store


def measure_checks(samples: Path = SAMPLES) -> dict[str, RuleScore]:
    """Every rule's planted and found faults; uncertain and not assessable checks are left out, nothing was planted for them."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), copy_sources=False)
        for _ in ingest_paths(settings, [samples / "reports"]):
            pass
        found: dict[str, Counter[str]] = {}
        with open_store(settings) as store:
            for finding in list_findings(store):
                if finding.verdict == "fail":
                    found.setdefault(Path(finding.source).name, Counter())[finding.rule] += 1
    return measure_findings(found, samples)
