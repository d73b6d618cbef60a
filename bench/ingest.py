"""What taking files in costs, by kind of file, beside other ways to make them searchable: python -m bench.ingest.

The first file of each kind warms up: a side that stores is charged with what the others take beyond it, so that what opening
a store and starting a worker cost stands in the part on start-up only.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.measuring import ROUNDS, Cost, measure_once, run_program
from bench.publishing import Goal, Section, keep_below, publish
from bench.reading import LAYOUTS, SAMPLES, load_truths
from bench.sides import CHUNK, SIDES
from bench.tables import write_table

STORING = ("wenbao", "langchain")
PDF_ONLY = ("floor",)
MEGABYTE = 1e6

ABOUT = f"""All text-layer PDF, DOCX, HTML and text files of both sets of samples, one job, in turn in one process. *wenbao* is
all of it: cells, counts and passages read and checked, SQLite and Chroma written, the file copied. *Bare* is what a library gives
without understanding or storing anything: of PDF files pdfplumber's `extract_text` and `extract_tables` of every page, of others
their text. *LangChain* takes the text (of PDF files by pdfplumber), cuts it into chunks of {CHUNK} characters and puts them into
Chroma with the same embedding model. The *floor* is PDFium reading a PDF file's characters.
"""


@dataclass(slots=True)
class Group:
    """Files of one kind, and what each side took for all but the first."""

    files: list[Path]
    costs: dict[str, Cost] = field(default_factory=dict)
    stored: dict[str, float] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Files that count."""
        return len(self.files) - 1


def main() -> None:
    """Measure every kind, and publish."""
    logging.disable(logging.ERROR)
    groups = {kind: Group(files) for kind, files in find_files().items()}
    for kind, group in groups.items():
        print(f"{kind}: {len(group.files)} files", flush=True)
        measure_group(group)
    peaks = {kind: measure_peaks(files) for kind, files in merge_kinds(groups).items()}
    lines = [ABOUT, *write_ratios(groups), *write_seconds(groups), *write_peaks(peaks), *write_scan()]
    publish(Section("ingest", "Taking files in", list(judge(groups)), lines))


def find_files() -> dict[str, list[Path]]:
    """The samples' files by kind, PDF files by what made them; scans, archives, DOC files and refused ones apart."""
    kinds: dict[str, list[Path]] = {}
    for samples in (SAMPLES, LAYOUTS):
        for truth in load_truths(samples):
            kind, _, look = truth["look"].partition("/")
            if "scan" in look or truth.get("archive") or truth.get("rejected") or kind == "doc":
                continue
            name = f"PDF, {look.partition('_')[0]}" if kind == "pdf" else "text" if kind in {"txt", "md"} else kind.upper()
            kinds.setdefault(name, []).append(samples / "reports" / truth["source"])
    return dict(sorted(kinds.items(), key=lambda item: (item[0][:3] != "PDF", item[0])))


def measure_group(group: Group) -> None:
    """Every side in turn, each round; the first round only warms up."""
    sides = [side for side in SIDES if side not in PDF_ONLY or group.files[0].suffix == ".pdf"]
    runs: dict[str, list[Cost]] = {side: [] for side in sides}
    for number in range(ROUNDS + 1):
        for side in sides:
            cost, group.stored[side] = measure_side(side, group.files)
            if number:
                runs[side].append(cost)
    for side, costs in runs.items():
        group.costs[side] = Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs))


def measure_side(side: str, files: Sequence[Path]) -> tuple[Cost, float]:
    """What a side takes for all files but the first, and the bytes that it stores for each of them."""
    if side not in STORING:
        return run_side(side, files[1:])[0], 0
    (first, kept), (every, stored) = run_side(side, files[:1]), run_side(side, files)
    return Cost(every.cpu - first.cpu, every.wall - first.wall), (stored - kept) / (len(files) - 1)


def run_side(side: str, files: Sequence[Path]) -> tuple[Cost, int]:
    """One run in a new folder, and the bytes there afterwards but for copies of the files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cost = measure_once(lambda: SIDES[side](files, folder))
        return cost, sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "sources" not in path.parts)


def merge_kinds(groups: Mapping[str, Group]) -> dict[str, list[Path]]:
    """The files with all PDF files together."""
    merged: dict[str, list[Path]] = {}
    for kind, group in groups.items():
        merged.setdefault(kind.partition(",")[0], []).extend(group.files)
    return merged


def measure_peaks(files: Sequence[Path]) -> dict[str, int]:
    """Most bytes in memory at once, of each side in a process of its own with all that it starts."""
    names = [str(path) for path in files]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "assistant", "ingest", *names, "--data", folder, "--jobs", "1"]
        ours = run_program(command, {}).peak
    others = {side: run_program([sys.executable, "-m", "bench.sides", side, *names], {}).peak for side in ("bare", "langchain")}
    return {"wenbao": ours, **others}


def judge(groups: Mapping[str, Group]) -> Iterator[Goal]:
    """The goals: text-layer PDF files of all kinds together."""
    ours, bare, langchain = (sum_pdf(groups, side) for side in ("wenbao", "bare", "langchain"))
    yield keep_below("text-layer PDF, CPU against bare pdfplumber (text and tables)", ours / bare, 1.0)
    yield keep_below("text-layer PDF, CPU against LangChain", ours / langchain, 0.8)


def sum_pdf(groups: Mapping[str, Group], side: str) -> float:
    """CPU seconds of a side over the PDF files of every producer."""
    return sum(group.costs[side].cpu for kind, group in groups.items() if kind.startswith("PDF"))


def write_ratios(groups: Mapping[str, Group]) -> Iterator[str]:
    """Wenbao's CPU seconds as a multiple of each other side's."""
    others = ("bare", "langchain", "floor")
    rows = [
        (kind, group.count, *(_divide(group.costs["wenbao"], group.costs.get(side)) for side in others), _share_reading(group))
        for kind, group in groups.items()
    ]
    yield from write_table(("kind", "files", *(f"CPU against {side}" for side in others), "reading alone, of that"), rows)


def _divide(ours: Cost, other: Cost | None) -> str:
    return f"{ours.cpu / other.cpu:.2f} ×" if other else ""


def _share_reading(group: Group) -> str:
    return f"{100 * group.costs['reading'].cpu / group.costs['wenbao'].cpu:.0f}%"


def write_seconds(groups: Mapping[str, Group]) -> Iterator[str]:
    """Milliseconds and bytes of a file."""
    head = ("kind", "wenbao: CPU ms a file", "wall ms", *(f"{side}: CPU ms" for side in ("bare", "langchain", "floor")))
    rows = [
        (
            kind,
            *(f"{1000 * seconds / group.count:.0f}" for seconds in (group.costs["wenbao"].cpu, group.costs["wenbao"].wall)),
            *(_write_milliseconds(group, side) for side in ("bare", "langchain", "floor")),
            *(f"{group.stored[side] / 1000:.0f}" for side in STORING),
        )
        for kind, group in groups.items()
    ]
    yield from write_table((*head, "wenbao: kB stored a report", "langchain: kB"), rows)


def _write_milliseconds(group: Group, side: str) -> str:
    return f"{1000 * group.costs[side].cpu / group.count:.0f}" if side in group.costs else ""


def write_peaks(peaks: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Memory by kind and side."""
    yield "Most memory at once, in MB, of a process of its own with all that it starts (wenbao: the command and one worker):\n"
    rows = [(kind, *(f"{peak / MEGABYTE:.0f}" for peak in sides.values())) for kind, sides in peaks.items()]
    yield from write_table(("kind", *next(iter(peaks.values()))), rows)


def write_scan() -> Iterator[str]:
    """One scanned file, read once: there is nothing to compare it with."""
    truth = next(truth for truth in load_truths(LAYOUTS) if truth["look"] == "pdf/scan_gray")
    cost, _ = run_side("reading", [LAYOUTS / "reports" / truth["source"]])
    yield f"A scanned report, read once by text recognition on all cores: {cost.cpu:.0f} CPU seconds, {cost.wall:.0f} s wall.\n"


if __name__ == "__main__":
    main()
