"""The form's cells are read exactly from every layout, or said to be unreadable; never shifted."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.form import Form, FormRow, load_form
from ingest.readers.text import read_text
from ingest.records import CELL_END, ROW_END
from ingest.sections import split_sections
from ingest.tables.tables import TableReading, read_tables

REQUEST_HEADER = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def read(text: str) -> TableReading:
    document = read_text(text.encode(), "某镇.txt")
    return read_tables(document, split_sections(document))


def list_rows(form: Form) -> list[tuple[str, list[str] | None, FormRow | None]]:
    """The lines of a whole report: a heading or header (no row), or a row of the form."""
    lines: list[tuple[str, list[str] | None, FormRow | None]] = [("二、主动公开政府信息情况", None, None)]
    heading = ""
    for row in form.active:
        if row.under != heading:
            heading = row.under
            lines += [(heading, None, None), ("信息内容", [cell.column_label for cell in row.cells], None)]
        lines.append((row.label, [], row))
    lines += [("三、收到和处理政府信息公开申请情况", None, None), (REQUEST_HEADER[0], REQUEST_HEADER[1:], None)]
    lines += [(row.label, [], row) for row in form.requests]
    lines += [
        ("四、政府信息公开行政复议、行政诉讼情况", None, None),
        ("行政复议 行政诉讼 未经复议直接起诉 复议后起诉", None, None),
    ]
    lines.append(("结果维持 结果纠正 其他结果 尚未审结 总计 " * 3, [], form.disputes))
    return lines


def render(form: Form, values: dict[str, str], layout: str) -> str:
    out = []
    for label, header, row in list_rows(form):
        cells = [values[cell.id] for cell in row.cells] if row else (header or [])
        if layout == "row per line":
            out.append(f"{label} {' '.join(cells)}")
        elif layout == "cell per line":
            out.append("\n\n".join([label, *cells]))
        elif layout == "pipes":
            out.append(f"{label} | {' | '.join(cells)} |" if cells else f"{label} | |||")
        elif layout == "leading pipes":
            out.append(f"| {label} | {' | '.join(cells)} | ")
        elif layout == "lone pipes":
            out.append("\n|\n".join([label, *cells, ""]))
        elif layout == "tabs":
            out.append("\t".join([label, *cells]))
        elif layout == "wrapped labels":
            out.append(f"{label[:4]}\n{label[4:]}\n\n{' '.join(cells)}\n")
        elif layout == "glued":
            out.append(label + "".join(cells))
    return "\n".join(out) + "\n五、存在的主要问题及改进情况\n无。\n"


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[Form, dict[str, str]]:
    """A form with small whole numbers whose totals add up."""
    form = load_form(draw(st.sampled_from(("2019", "2021"))))
    numbers = st.integers(0, 120)
    values = {cell: str(draw(numbers)) for cell in form.cells}
    for row in form.requests:
        *parts, total = (cell.id for cell in row.cells)
        values[total] = str(sum(int(values[part]) for part in parts))
    for start in (0, 5, 10):
        *parts, total = (cell.id for cell in form.disputes.cells[start : start + 5])
        values[total] = str(sum(int(values[part]) for part in parts))
    return form, values


LAYOUTS = ["row per line", "cell per line", "pipes", "leading pipes", "lone pipes", "tabs", "wrapped labels"]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=6, deadline=None)
@given(filled=filled_forms())
def test_every_layout_reads_back_to_the_same_cells(layout: str, filled: tuple[Form, dict[str, str]]) -> None:
    form, values = filled
    reading = read(render(form, values, layout))
    assert form.version == reading.form
    assert values == {cell.cell: str(cell.value) for cell in reading.cells}
    assert reading.absent == ()


@settings(max_examples=25, deadline=None)
@given(filled=filled_forms())
def test_glued_digits_are_read_exactly_or_said_to_be_unreadable(filled: tuple[Form, dict[str, str]]) -> None:
    form, values = filled
    reading = read(render(form, values, "glued"))
    stated = {cell.cell: str(cell.value) for cell in reading.cells if cell.state == "stated"}
    assert {cell: values[cell] for cell in stated} == stated


def fill(form: Form, number: str = "0", **changes: str) -> dict[str, str]:
    return dict.fromkeys(form.cells, number) | {key.replace("__", "."): value for key, value in changes.items()}


def find(reading: TableReading, cell_id: str):
    return next((cell for cell in reading.cells if cell.cell == cell_id), None)


@pytest.mark.parametrize(
    ("written", "state", "value", "unit"),
    [
        ("7", "stated", Decimal(7), None),
        ("1,234", "stated", Decimal(1234), None),
        ("12", "stated", Decimal(12), None),
        ("240万元", "stated", Decimal(240), "万元"),
        ("8040元", "stated", Decimal(8040), "元"),
        ("49.5669", "stated", Decimal("49.5669"), None),
        ("/", "not_applicable", None, None),
        ("—", "not_applicable", None, None),
        ("无", "not_applicable", None, None),
        ("", "blank", None, None),
        ("详见附件", "unreadable", None, None),
    ],
)
def test_a_cell_keeps_its_state_and_its_unit(written: str, state: str, value: Decimal | None, unit: str | None) -> None:
    form = load_form("2019")
    values = fill(form, active__procurement__items="1", active__procurement__amount=written)
    cell = find(read(render(form, values, "leading pipes")), "active.procurement.amount")
    assert (state, value, unit) == (cell.state, cell.value, cell.unit)


def test_an_amount_in_yuan_is_normalised_beside_the_stated_one() -> None:
    form = load_form("2019")
    values = fill(form, active__procurement__amount="70487元")
    cell = find(read(render(form, values, "tabs")), "active.procurement.amount")
    assert (Decimal(70487), Decimal("7.0487"), "万元") == (cell.value, cell.normalised.value, cell.normalised.unit)


@pytest.mark.parametrize("layout", ["row per line", "leading pipes", "tabs", "cell per line"])
def test_a_unit_behind_a_space_stays_with_its_number(layout: str) -> None:
    form = load_form("2019")
    values = fill(form, active__procurement__items="3", active__procurement__amount="240 万元")
    reading = read(render(form, values, layout))
    assert (Decimal(3), Decimal(240), "万元") == (
        find(reading, "active.procurement.items").value,
        find(reading, "active.procurement.amount").value,
        find(reading, "active.procurement.amount").unit,
    )


@pytest.mark.parametrize("layout", ["leading pipes", "pipes", "tabs"])
def test_words_in_a_cell_make_that_cell_unreadable_and_no_other(layout: str) -> None:
    form = load_form("2019")
    values = fill(form, active__procurement__items="3", active__procurement__amount="由县里 统一统计 公布")
    reading = read(render(form, values, layout))
    assert (Decimal(3), "unreadable") == (
        find(reading, "active.procurement.items").value,
        find(reading, "active.procurement.amount").state,
    )


def test_the_unit_of_a_column_heading_is_the_cells_unit() -> None:
    form = load_form("2021")
    text = render(form, fill(form, active__fees__amount="350"), "pipes").replace("（单位：万元）", "（单位：元）")
    cell = find(read(text), "active.fees.amount")
    assert ("元", None, Decimal("0.035")) == (cell.unit, cell.unit_assumed, cell.normalised.value)


def test_a_lost_column_leaves_its_cells_absent_and_shifts_nothing() -> None:
    lines = ["三、收到和处理政府信息公开申请情况", "申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t总计"]
    form = load_form("2021")
    lines += [f"{row.label}\t5\t0\t0\t0\t1\t6" for row in form.requests]
    reading = read("\n".join(lines))
    assert "6" == str(find(reading, "requests.granted.total").value)
    assert "1" == str(find(reading, "requests.granted.legal_services").value)
    assert "requests.granted.other" in reading.absent


def test_rows_without_labels_are_read_by_position_where_the_shape_is_the_forms() -> None:
    form = load_form("2019")
    lines = ["信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量", "规章\t0\t0\t0", "三、收到和处理政府信息公开申请情况"]
    for number, row in enumerate(form.requests):
        label = row.label if number in {0, 1, len(form.requests) - 1} else ""
        lines.append(f"{label}\t{number}\t0\t0\t0\t0\t0\t{number}")
    reading = read("\n".join(lines))
    cell = find(reading, "requests.denied_third_party.natural_person")
    assert ("7", "position") == (str(cell.value), cell.read_by)


def test_a_row_with_a_wrong_number_of_values_is_unreadable_not_shifted() -> None:
    form = load_form("2021")
    text = render(form, fill(form), "row per line").replace("规章 0 0 0", "规章 0 7")
    assert ["unreadable"] * 3 == [find(read(text), f"active.rules.{column}").state for column in ("made", "repealed", "in_force")]


def test_a_report_without_tables_of_the_form_has_no_form_and_no_cells() -> None:
    reading = read("一、概述\n本年主动公开政府信息12条，行政处罚信息3条。\n二、主动公开情况\n公开栏公开5条。\n")
    assert (None, ()) == (reading.form, reading.cells)


def test_a_truncated_report_keeps_the_cells_that_are_there() -> None:
    form = load_form("2021")
    text = render(form, fill(form, "3"), "cell per line")
    cut = text[: text.index("行政强制")]
    reading = read(cut)
    assert "3" == str(find(reading, "active.penalties.decisions").value)
    assert "active.coercion.decisions" in reading.absent


def test_every_cell_of_the_real_reports_is_read(shared) -> None:
    wrong = []
    for folder in ("seeds", "reports"):
        for path in sorted((shared / folder / "truth").glob("*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            document = read_text((shared / folder / truth["source"]).read_bytes(), truth["source"])
            cells = {cell.cell: cell for cell in read_tables(document, split_sections(document)).cells}
            for cell_id, value in truth["cells"].items():
                stated = cells[cell_id].value if cell_id in cells else None
                if cell_id not in truth["either"] and stated != (None if value is None else Decimal(value)):
                    wrong.append((truth["source"], cell_id, value, stated))
    assert [] == wrong


def test_a_disputes_table_that_is_all_blank_has_blank_cells() -> None:
    words = "".join(f"{column}{CELL_END}" for column in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    heads = f"行政复议{CELL_END}行政诉讼{CELL_END}{ROW_END}\n未经复议直接起诉{CELL_END}复议后起诉{CELL_END}{ROW_END}\n"
    text = "\n".join(
        [
            "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
            "规章\t0\t0\t0",
            "四、政府信息公开行政复议、行政诉讼情况",
            f"{heads}{words * 3}{ROW_END}",
            f"{CELL_END * 15}{ROW_END}",
            "五、存在的主要问题及改进情况",
            "无。",
        ]
    )
    cells = [cell for cell in read(text).cells if cell.cell.startswith("disputes.")]
    assert ["blank"] * 15 == [cell.state for cell in cells]
