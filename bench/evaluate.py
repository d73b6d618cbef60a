"""``make eval``: reading and answering over the samples, printed and written to docs/evaluation.md.

python -m bench.evaluate
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from assistant.service import Assistant
from bench.asking import KindScore, measure_answers
from bench.reading import SAMPLES, measure_exactness, measure_findings
from index.build import ingest_paths
from index.findings import list_findings
from index.settings import Settings
from index.store import Store, open_store

PAGE = Path(__file__).resolve().parent.parent / "docs" / "evaluation.md"
ABOUT = """# How exact it is

Measured over the sample reports and their question set by `make eval`, which writes this page. The reports are invented, and
their truths were written by the program that made them, which shares nothing with the readers.
"""


def main() -> None:
    """Measures, prints and writes the page."""
    text = "\n".join([ABOUT, *write_reading(), *measure_store()])
    PAGE.write_text(text + "\n", encoding="utf-8")
    print(text)


def write_reading() -> Iterator[str]:
    """The table of exactness per look, and what was missed."""
    measured = sorted(measure_exactness().items())
    yield "## Reading\n"
    yield "`figures` are the counts that the prose states; `headers` are agency, year and form together.\n"
    rows = []
    for look, one in measured:
        cells, figures = f"{one.cells_right} of {one.cells}", f"{one.figures_right} of {one.figures}"
        rows.append((look, one.reports, cells, figures, f"{one.headers_right} of {one.reports}"))
    yield from write_table(("look", "reports", "cells right", "figures right", "headers right"), rows)
    yield from (f"- {missed}" for _, one in measured for missed in one.missed)


def measure_store() -> list[str]:
    """The tables that need the samples in a store: findings and answers."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        list(ingest_paths(settings, [SAMPLES / "reports"]))
        with open_store(settings) as store:
            return [*write_findings(store), *write_answers(Assistant(store))]


def write_findings(store: Store) -> Iterator[str]:
    """Planted faults found per rule, and findings where none was planted."""
    found: dict[str, Counter[str]] = {}
    for finding in list_findings(store):
        if finding.verdict == "fail":
            found.setdefault(Path(finding.source).name, Counter())[finding.rule] += 1
    rows = [(rule, score.planted, score.found, len(score.unplanted)) for rule, score in measure_findings(found).items()]
    yield "\n## Findings\n"
    yield from write_table(("rule", "planted", "found", "in reports without"), rows)


def write_answers(assistant: Assistant) -> Iterator[str]:
    """Conversations right per kind of question, and what was wrong."""
    scores = measure_answers(assistant, SAMPLES / "questions.jsonl")
    yield "\n## Answering\n"
    yield "Milliseconds are those of one turn in a running program, on the machine that made this page.\n"
    rows = [(kind, score.asked, score.right, *describe_times(score)) for kind, score in sorted(scores.items())]
    asked, right = (sum(column) for column in zip(*(row[1:3] for row in rows), strict=True))
    yield from write_table(("kind", "conversations", "right", "p50 ms", "p95 ms"), [*rows, ("all", asked, right, "", "")])
    yield from (f"- {wrong}" for _, score in sorted(scores.items()) for wrong in score.wrong)


def describe_times(score: KindScore) -> tuple[str, str]:
    """The median and the 95th percentile in milliseconds."""
    cuts = quantiles([*score.seconds, *score.seconds], n=20)
    return (f"{cuts[9] * 1000:.0f}", f"{cuts[18] * 1000:.0f}")


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(head)} |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    yield ""


if __name__ == "__main__":
    main()
