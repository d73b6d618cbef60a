"""What questions can ask for: every measure of the form and the prose, and the phrases that name them.

The words stand in ``vocabulary.toml``; here rows are crossed with columns, so that each cell and group becomes a measure.
Which measure a question means is decided in ``measuring``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.records import Measure
from assistant.understanding.words.lexicon import Lexicon, Tag, WordLexicon, join_tags
from ingest.folding import fold_text
from ingest.form import load_form
from ingest.records import FormVersion

AXES = {
    "applicants": "applicant",
    "request_rows": "row",
    "request_groups": "row",
    "dispute_groups": "dispute",
    "outcomes": "outcome",
    "active_rows": "item",
    "active_columns": "column",
    "figures": "figure",
    "rates": "rate",
    "bundles": "bundle",
    "plain": "plain",
}
"""The tables of ``vocabulary.toml`` and the axis on which their phrases are tagged."""

VERSIONS: tuple[FormVersion, ...] = ("2019", "2021")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All measures by id, the phrases in both languages, and the few relations between entries that readers need.

    ``columns`` are the columns that each row of the active table has in either form, ``defaults`` those meant where none is
    named. ``bundles`` are one word's several measures.
    """

    measures: Mapping[str, Measure]
    chinese: Lexicon
    english: WordLexicon
    columns: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, tuple[str, ...]]
    bundles: Mapping[str, tuple[str, ...]]


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary as shipped, built once."""
    data = tomllib.loads(files("assistant.understanding.words").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    counts = {
        measure.id: measure
        for build in (_cross_requests, _cross_disputes, _cross_active, _list_figures)
        for measure in build(data)
    }
    rates = {measure.id: measure for measure in _list_rates(data, counts)}
    return Vocabulary(
        measures={**counts, **rates},
        chinese=Lexicon(join_tags(_list_phrases(data))),
        english=WordLexicon(join_tags(_list_english(data))),
        columns=_list_columns(),
        defaults={row: tuple(entry["default"]) for row, entry in data["active_rows"].items()},
        bundles={name: tuple(entry["measures"]) for name, entry in data["bundles"].items()},
    )


def _list_phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    for table, axis in AXES.items():
        for name, entry in data[table].items():
            for phrase in entry["phrases"]:
                yield fold_text(phrase).text, Tag(axis, name)
            for phrase in entry.get("weak", ()):
                yield fold_text(phrase).text, Tag(axis, name, strong=False)


def _list_english(data: Mapping[str, Any]) -> Iterator[tuple[str, Tag]]:
    for table, axis in AXES.items():
        for name, entry in data[table].items():
            for phrase in entry.get("en", ()):
                yield phrase, Tag(axis, name)


def _cross_requests(data: Mapping[str, Any]) -> Iterator[Measure]:
    for row, entry in {**data["request_rows"], **data["request_groups"]}.items():
        for applicant, column in data["applicants"].items():
            total = applicant == "total"
            columns = column.get("columns", (applicant,))
            cells = tuple(f"requests.{name}.{part}" for name in entry.get("rows", (row,)) for part in columns)
            older = tuple(f"requests.{name}.{part}" for name in entry.get("rows_2019", ()) for part in columns)
            added = f"{'、'.join(data['applicants'][part]['label'] for part in columns)}之和"
            yield Measure(
                id=f"requests.{row}.{applicant}",
                label=entry["label"] if total else f"{entry['label']}（{column['label']}）",
                label_en=entry["label_en"] if total else f"{entry['label_en']} ({column['label_en']})",
                unit="件",
                cells=cells,
                figure=entry.get("figure") if total else None,
                forms=tuple(entry.get("forms", VERSIONS)),
                variants=(("2019", older),) if older else (),
                note="其他处理在2019年版中是一行，在2021年版中是三行之和" if older else added if len(columns) > 1 else "",
            )


def _cross_disputes(data: Mapping[str, Any]) -> Iterator[Measure]:
    for group, entry in data["dispute_groups"].items():
        for outcome, column in data["outcomes"].items():
            total = outcome == "total"
            yield Measure(
                id=f"disputes.{group}.{outcome}",
                label=entry["label"] if total else f"{entry['label']}{column['label']}",
                label_en=entry["label_en"] if total else f"{entry['label_en']}: {column['label_en']}",
                unit="件",
                cells=tuple(f"disputes.{name}.{outcome}" for name in entry["groups"]),
                figure=entry.get("figure") if total else None,
                note="未经复议直接起诉与复议后起诉之和" if group == "suits" else "",
            )


def _cross_active(data: Mapping[str, Any]) -> Iterator[Measure]:
    for row, entry in data["active_rows"].items():
        for name in _list_columns()[row]:
            cell = f"active.{row}.{name}"
            found = [load_form(version).cells[cell] for version in VERSIONS if cell in load_form(version).cells]
            column = data["active_columns"][name]
            yield Measure(
                id=cell,
                label=f"{entry['label']}{column['label']}",
                label_en=f"{entry['label_en']}: {column['label_en']}",
                unit=found[-1].unit,
                cells=(cell,),
                forms=tuple(version for version in VERSIONS if cell in load_form(version).cells),
                note="2019年版统计“本年新制作数量”，2021年版统计“本年制发件数”" if name == "made" else "",
            )


def _list_figures(data: Mapping[str, Any]) -> Iterator[Measure]:
    for name, entry in data["figures"].items():
        yield Measure(id=name, label=entry["label"], label_en=entry["label_en"], unit=entry["unit"], figure=name)


def _list_rates(data: Mapping[str, Any], counts: Mapping[str, Measure]) -> Iterator[Measure]:
    for name, entry in data["rates"].items():
        part = counts[entry["part"]]
        bases = " + ".join(counts[base].label for base in entry["over"])
        yield replace(
            part,
            id=f"rate.{name}",
            label=entry["label"],
            label_en=entry["label_en"],
            unit="%",
            figure=None,
            over=tuple(entry["over"]),
            note=f"{entry['label']} = {part.label} ÷ {f'（{bases}）' if len(entry['over']) > 1 else bases}",
        )


@cache
def _list_columns() -> dict[str, tuple[str, ...]]:
    columns: dict[str, list[str]] = {}
    for version in VERSIONS:
        for row in load_form(version).active:
            for cell in row.cells:
                if cell.column not in columns.setdefault(row.id, []):
                    columns[row.id].append(cell.column)
    return {row: tuple(names) for row, names in columns.items()}
