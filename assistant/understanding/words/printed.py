"""What the form's printed rows and columns are called in English, by their Chinese labels.

The names are those of ``vocabulary.toml``, so that a label is called what answers call it. Nothing here reads a question.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.understanding.words.vocabulary import VERSIONS, load_vocabulary
from ingest.form import FormCell, load_form

_ROWS = {"active": "active_rows", "requests": "request_rows", "disputes": "dispute_groups"}
_COLUMNS = {"active": "active_columns", "requests": "applicants", "disputes": "outcomes"}
"""The table of ``vocabulary.toml`` for each table of the form."""

_TOTAL = "total"
"""A column of totals is called so; as a measure it goes by its row alone."""


@cache
def _load_words() -> Mapping[str, Any]:
    return tomllib.loads(files("assistant.understanding.words").joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def list_cells() -> tuple[FormCell, ...]:
    """The cells of both versions of the form."""
    return tuple(cell for version in VERSIONS for cell in load_form(version).cells.values())


@cache
def list_rows() -> Mapping[str, str]:
    """English name by printed label of every row, of a group of columns in the table of disputes."""
    return {cell.row_label: str(_load_words()[_ROWS[cell.table]][cell.row]["label_en"]) for cell in list_cells()}


@cache
def list_columns() -> Mapping[str, str]:
    """English name by printed label of every column."""
    return {cell.column_label: _name_column(cell) for cell in list_cells()}


def _name_column(cell: FormCell) -> str:
    return _TOTAL if cell.column == _TOTAL else str(_load_words()[_COLUMNS[cell.table]][cell.column]["label_en"])


def name_printed(cell: str, language: str) -> str:
    """A cell by its row and column: as printed (the newer form's words first), or in English; an unknown id as it is."""
    known = next((found for found in reversed(list_cells()) if found.id == cell), None)
    if known is None:
        return load_vocabulary().measures[cell].label if cell in load_vocabulary().measures else cell
    if language != "en":
        return " · ".join(part for part in (known.row_label, known.column_label) if part)
    return f"{list_rows()[known.row_label]}: {list_columns()[known.column_label]}"
