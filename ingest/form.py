"""The national form, both versions: which cells there are, under which labels, in which units.

The data stands in ``form.toml``; this module only gives it types. Nothing here reads a report.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ingest.records import FormVersion

TableName = Literal["active", "requests", "disputes"]


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of the form: its id, its row's and column's labels, and the unit that the form prescribes."""

    id: str
    table: TableName
    row: str
    column: str
    row_label: str
    column_label: str
    unit: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a table of the form, with its cells in column order; ``under`` is the group label over it."""

    id: str
    label: str
    cells: tuple[FormCell, ...]
    under: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One version of the form. ``requests`` has 23 rows (2019) or 25 (2021) of seven cells; ``disputes`` is one row of 15."""

    version: FormVersion
    active: tuple[FormRow, ...]
    requests: tuple[FormRow, ...]
    disputes: FormRow
    cells: Mapping[str, FormCell]

    @property
    def result_rows(self) -> tuple[FormRow, ...]:
        """The rows of 三、本年度办理结果 whose sum is requests.total (identity results_total)."""
        return tuple(row for row in self.requests if row.under and row.id != "total")


@cache
def load_form_data() -> dict[str, Any]:
    """The form data as written in ``form.toml``."""
    return tomllib.loads(files("ingest").joinpath("form.toml").read_text(encoding="utf-8"))


@cache
def load_form(version: FormVersion) -> Form:
    """The form of one version, built once."""
    data = load_form_data()
    active = tuple(_build_active_rows(data[f"active_{version}"]))
    requests = tuple(
        FormRow(
            row_id,
            row["label"],
            tuple(
                FormCell(f"requests.{row_id}.{column}", "requests", row_id, column, row["label"], label, "件", row["under"])
                for column, label in data["applicants"].items()
            ),
            row["under"],
        )
        for row_id, row in data[f"requests_{version}"].items()
    )
    disputes = FormRow(
        "disputes",
        "",
        tuple(
            FormCell(f"disputes.{group}.{column}", "disputes", group, column, group_label, label, "件")
            for group, group_label in data["dispute_groups"].items()
            for column, label in data["outcomes"].items()
        ),
    )
    cells = {cell.id: cell for row in (*active, *requests, disputes) for cell in row.cells}
    return Form(version, active, requests, disputes, cells)


def _build_active_rows(groups: list[dict[str, Any]]) -> Iterator[FormRow]:
    for group in groups:
        for row in group["rows"]:
            cells = tuple(
                FormCell(
                    f"active.{row['id']}.{column['id']}",
                    "active",
                    row["id"],
                    column["id"],
                    row["label"],
                    column["label"],
                    column["unit"],
                    group["heading"],
                )
                for column in group["columns"]
            )
            yield FormRow(row["id"], row["label"], cells, group["heading"])


@cache
def list_figures() -> Mapping[str, str]:
    """Ids and Chinese labels of the counts that prose states (``published.total``: 主动公开政府信息总条数, …)."""
    return load_form_data()["figures"]
