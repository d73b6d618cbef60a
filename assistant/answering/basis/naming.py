"""What reports, agencies and entries are called in an answer's text."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath

from assistant.answering.basis.ledger import Entry, name_value
from assistant.answering.basis.wording import join_names, say
from assistant.records import Measure, Reading
from assistant.understanding.names.naming import sound_name
from index.records import StoredAgency, StoredReport

Part = str
"""What sets readings apart: ``agency``, ``year`` or ``measure``."""

SPAN = 2
"""More years than this without a gap are named by the first and the last."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names in one language; an agency whose name another one bears too is called with its county."""

    language: str
    doubles: frozenset[str] = field(default=frozenset())

    def agency(self, agency: StoredAgency) -> str:
        """太平镇, or 甲县太平镇 where there is another 太平镇; in English with the sound in front: Taiping (太平镇)."""
        return self.stated(agency.name, agency.parents)

    def stated(self, short: str | None, parents: Sequence[str]) -> str:
        """The same of an agency's short name and the places above it; empty without a name."""
        if short is None:
            return ""
        name = f"{parents[-1]}{short}" if short in self.doubles and parents else short
        if self.language != "en":
            return name
        return f"{sound_name(short)} ({name})"

    def measure(self, measure: Measure) -> str:
        """What questions call a measure (行政处罚处理决定数量)."""
        return measure.label_en or measure.label if self.language == "en" else measure.label

    def reporter(self, report: StoredReport) -> str:
        """The agency of a report, or its file where it names none."""
        if report.agency is not None:
            return self.agency(report.agency)
        return say(self.language, "piece.file", name=name_file(report.source))

    def year(self, year: int | None) -> str:
        """2023年."""
        return say(self.language, "piece.no_year") if year is None else say(self.language, "piece.year", year=year)

    def years(self, years: Collection[int | None], *, spans: bool = True) -> str:
        """Years in a row, each once; with ``spans`` three and more without a gap as 2019年至2023年."""
        known = sorted({year for year in years if year is not None})
        runs: list[list[int]] = []
        for year in known:
            if not runs or year != runs[-1][-1] + 1:
                runs.append([])
            runs[-1].append(year)
        shown = [
            [say(self.language, "piece.span", first=self.year(run[0]), last=self.year(run[-1]))]
            if spans and len(run) > SPAN
            else map(self.year, run)
            for run in runs
        ]
        return self.list((*chain.from_iterable(shown), *([self.year(None)] if None in years else ())))

    def report(self, report: StoredReport) -> str:
        """甲镇2023年."""
        return self.join((self.reporter(report), self.year(report.year)))

    def join(self, pieces: Iterable[str]) -> str:
        """Pieces of one name, run together as the language does."""
        return say(self.language, "piece.join").join(piece for piece in pieces if piece)

    def list(self, names: Iterable[str], *, most: int | None = None) -> str:
        """Names in a row."""
        return join_names(self.language, names, most=most)

    def part(self, reading: Reading, part: Part) -> str:
        """One part of a reading's name."""
        match part:
            case "agency":
                return self.reporter(reading.report)
            case "year":
                return self.year(reading.report.year)
            case _:
                return name_value(reading, self.language)

    def reading(self, reading: Reading, parts: Sequence[Part] = ("agency", "year", "measure")) -> str:
        """甲镇2023年行政处罚, or the named parts of it."""
        return self.join(self.part(reading, part) for part in parts)


def find_doubles(agencies: Iterable[StoredAgency]) -> frozenset[str]:
    """The names that more than one agency bears."""
    bearers: dict[str, set[int]] = {}
    for agency in agencies:
        bearers.setdefault(agency.name, set()).add(agency.id)
    return frozenset(name for name, ids in bearers.items() if len(ids) > 1)


def split_parts(entries: Sequence[Entry]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of the name that all entries share, and those in which they differ, each in the order agency, year, measure."""
    kinds: dict[Part, set[object]] = {
        "agency": {
            entry.reading.report.agency.id if entry.reading.report.agency else entry.reading.report.source for entry in entries
        },
        "year": {entry.reading.report.year for entry in entries},
        "measure": {entry.reading.measure.id for entry in entries},
    }
    shared = tuple(part for part, found in kinds.items() if len(found) <= 1)
    return shared, tuple(part for part in kinds if part not in shared)


def name_unit(parts: Sequence[Part]) -> str:
    """What rows are counted in that are called by these parts: agencies, years of one agency, or reports of several."""
    return {"agency": "个", "year": "年"}.get(parts[0], "份报告") if len(parts) == 1 else "份报告"


def name_file(source: str) -> str:
    """The last part of a path, archive members included."""
    return PurePosixPath(source.replace("\\", "/")).name
