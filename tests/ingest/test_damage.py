"""A damaged table never yields a wrong number: every stated cell is read from characters that were printed for it."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.form import Form, FormRow, load_form
from ingest.readers.text import read_text
from ingest.records import ParsedDocument
from ingest.sections import split_sections
from ingest.tables.tables import TableReading, read_tables

Marked = list[tuple[str, str | None]]
"""Characters, each with the id of the cell for which it was printed."""

APPLICANTS = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
BETWEEN = {
    "spaces": " ",
    "cells": "\n\n",
    "lone": "\n|\n",
    "pipes": " | ",
    "leading": " | ",
    "padded": " | ",
    "tabs": "\t",
    "wrapped": " ",
}
ROW_END = {"cells": "\n\n", "lone": "\n|\n", "pipes": " |\n", "leading": " | \n", "padded": " |||\n", "wrapped": "\n\n"}
LAYOUTS = tuple(BETWEEN)
ACTIVE = "二、主动公开政府信息情况\n"


def read(text: str) -> tuple[ParsedDocument, TableReading]:
    document = read_text(text.encode(), "某镇.txt")
    return document, read_tables(document, split_sections(document))


def list_lines(form: Form) -> Iterator[tuple[list[str], FormRow | None]]:
    """The labels of each line of a whole report, and the row whose values stand behind them."""
    yield ["二、主动公开政府信息情况"], None
    group = ""
    for row in form.active:
        if row.under != group:
            group = row.under
            yield [group], None
            yield ["信息内容", *(cell.column_label for cell in row.cells)], None
        yield [row.label], row
    yield ["三、收到和处理政府信息公开申请情况"], None
    yield APPLICANTS, None
    for row in form.requests:
        yield ([row.under] if row.under not in ("", group) else []) + [row.label], row
        group = row.under
    yield ["四、政府信息公开行政复议、行政诉讼情况"], None
    yield ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", *OUTCOMES], None
    yield [], form.disputes
    yield ["五、存在的主要问题及改进情况"], None
    yield ["下一步于2031年再办3期培训。"], None


def render(form: Form, values: dict[str, str], layout: str) -> Marked:
    marked: Marked = []
    for labels, row in list_lines(form):
        cells: list[tuple[str, str | None]] = [(label, None) for label in labels]
        if layout == "wrapped":
            cells = [(f"{label[:5]}\n{label[5:]}\n", None) for label in labels]
        cells += [(values[cell.id], cell.id) for cell in row.cells] if row else []
        marked += [("|", None), (" ", None)] if layout == "leading" else []
        for number, (text, owner) in enumerate(cells):
            marked += [(character, None) for character in (BETWEEN[layout] if number else "")]
            marked += [(character, owner) for character in text]
        marked += [(character, None) for character in ROW_END.get(layout, "\n")]
    return marked


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[Form, dict[str, str]]:
    """A form whose cells hold various numbers, many of them 0, with totals that add up."""
    form = load_form(draw(st.sampled_from(("2019", "2021"))))
    seeded = draw(st.randoms(use_true_random=False))
    values = {cell: str(seeded.choice((0, 0, seeded.randint(1, 9), seeded.randint(10, 250)))) for cell in form.cells}
    sums = [[cell.id for cell in row.cells] for row in form.requests]
    sums += [[cell.id for cell in form.disputes.cells[start : start + 5]] for start in (0, 5, 10)]
    for *parts, total in sums:
        values[total] = str(sum(int(values[part]) for part in parts))
    return form, values


def find_runs(marked: Marked, stops: str) -> list[tuple[int, int]]:
    """The stretches between characters of ``stops``."""
    runs, start = [], 0
    for index, (character, _) in enumerate([*marked, (stops[0], None)]):
        if character in stops:
            runs += [(start, index)] if index > start else []
            start = index + 1
    return runs


def damage(marked: Marked, kind: str, at: float) -> Marked:
    """One injury of ``kind`` at the share ``at`` of what can be injured so."""
    runs = find_runs(marked, "\n" if kind.endswith("line") else " \t|\n")
    if kind in ("lose value", "lose cell"):
        runs = [(start, end) for start, end in runs if marked[start][1] is not None]
    if kind == "lose label":
        runs = [(start, end) for start, end in runs if marked[start][1] is None]
    start, end = runs[int(at * len(runs))]
    if kind.startswith("double"):
        return [*marked[:end], (" ", None), *marked[start:]]
    if kind == "lose character":
        return marked[: int(at * len(marked))] + marked[int(at * len(marked)) + 1 :]
    if kind == "truncate":
        return marked[: int((0.3 + 0.7 * at) * len(marked))]
    if kind == "merge":
        return marked[:end] + marked[end + 1 :]
    if kind == "lose cell":
        while end < len(marked) and marked[end][0] in " \t|":
            end += 1
    return marked[:start] + marked[end:]


DAMAGES = (
    "lose value",
    "lose cell",
    "lose label",
    "lose line",
    "lose character",
    "double value",
    "double line",
    "merge",
    "truncate",
)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(filled=filled_forms(), kind=st.sampled_from(DAMAGES), at=st.floats(0, 0.999))
def test_a_damaged_table_states_no_wrong_number(layout: str, filled: tuple[Form, dict[str, str]], kind: str, at: float) -> None:
    form, values = filled
    marked = damage(render(form, values, layout), kind, at)
    document, reading = read("".join(character for character, _ in marked))
    wrong = []
    for cell in reading.cells:
        start, end = cell.place.span or (0, 0)
        printed_for = {owner for _, owner in marked[start:end]}
        if cell.state == "stated" and printed_for != {cell.cell} and Decimal(values.get(cell.cell, "-1")) != cell.value:
            wrong.append((kind, cell.cell, values.get(cell.cell), document.text[start - 40 : end + 20]))
    assert [] == wrong


def make_report(rows: list[str]) -> str:
    """A 2021 report with the first rows of section 二 and the given rows of section 三."""
    top = ACTIVE + "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n"
    return (
        top
        + "三、收到和处理政府信息公开申请情况\n"
        + " | ".join(APPLICANTS)
        + " |\n"
        + "\n".join(rows)
        + "\n四、其他事项情况\n无。\n"
    )


def state(reading: TableReading, cell_id: str) -> tuple[str, str | None]:
    cell = next((cell for cell in reading.cells if cell.cell == cell_id), None)
    return ("absent", None) if cell is None else (cell.state, None if cell.value is None else str(cell.value))


NEW, CARRIED, GRANTED, PARTLY = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
)
FULL = "| 4 | 2 | 0 | 1 | 0 | 0 | 7 |"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"{CARRIED} | 5 | 2 | 0 | 0 | 0 | 7 |||", "unreadable"),
        (f"{CARRIED} | 5 | | 2 | 0 | 0 | 0 | 7 |||", "stated"),
        (f"{CARRIED} | | 5 | 2 | 0 | 0 | 7 |||", "unreadable"),
        (f"{CARRIED} | | | | | | | |||", "blank"),
    ],
    ids=["a lost cell is not made up by padding", "a blank cell", "a shifted row does not add up", "a blank row"],
)
def test_padding_is_told_from_a_blank_cell(row: str, expected: str) -> None:
    _, reading = read(make_report([f"{NEW} {FULL}||", row, f"{GRANTED} {FULL}||"]))
    assert expected == state(reading, "requests.carried_in.natural_person")[0]


def test_values_behind_a_lost_label_are_not_given_to_the_row_before_it() -> None:
    lines = [
        "信息内容",
        "本年处理决定数量",
        "行政许可",
        "第二十条第（六）项",
        "信息内容",
        "本年处理决定数量",
        "31",
        "行政强制",
        "2",
    ]
    _, reading = read(ACTIVE + "\n".join(lines))
    assert "absent" == state(reading, "active.licensing.decisions")[0]
    _, reading = read(ACTIVE + "\n".join([*lines[:2], "行政处罚", "31", "行政事业性收费", "2"]))
    assert ("unreadable", None) == state(reading, "active.penalties.decisions")


def test_half_of_two_rows_make_no_row() -> None:
    rows = [f"{NEW} | 4 | 2 | 0 | 1 | 3 | 6 | 26 |", f"{GRANTED} {FULL}"]
    _, reading = read(make_report(rows))
    assert ("unreadable", None) == state(reading, "requests.new.total")
    assert ("stated", "7") == state(reading, "requests.granted.total")


def test_an_unmarked_row_of_the_older_form_leaves_its_neighbour_alone() -> None:
    rows = [
        f"{NEW} {FULL}",
        f"5.要求行政机关确认或重新出具已获取信息 {FULL}",
        "（六）其他处理 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |",
        f"（七）总计 {FULL}",
    ]
    _, reading = read(make_report(rows))
    assert ("stated", "7") == state(reading, "requests.declined_reissue.total")
    assert "absent" == state(reading, "requests.other_rest.total")[0]


def test_an_enumerator_without_its_mark_is_no_value() -> None:
    rows = ["4.保护第三方合法权益\n4 2 0 1 0 0 7", "5属于三类内部事务信息\n1 0 0 0 0 0 1", "6.属于四类过程性信息\n0 0 0 0 0 0 0"]
    _, reading = read(make_report([f"{NEW} {FULL}", *rows]))
    assert ("stated", "7") == state(reading, "requests.denied_third_party.total")
    assert ("stated", "1") == state(reading, "requests.denied_internal_affairs.total")


@pytest.mark.parametrize("broken", ["1, 234", "12. 34", "3% 4"])
def test_a_broken_number_is_not_cut_down_to_its_last_piece(broken: str) -> None:
    _, reading = read(
        f"二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 {broken} 0 5\n行政规范性文件 0 0 0\n"
    )
    assert ("unreadable", None) == state(reading, "active.rules.made")


def test_two_digits_of_one_number_are_not_two_cells() -> None:
    _, reading = read(
        "二、主动公开政府信息情况\n信息内容 | 上一年项目数量 | 本年增/减 |\n行政事业性收费 | 27 |\n政府集中采购 | 22 | 4 |\n"
    )
    assert ("unreadable", None) == state(reading, "active.fees.change")
    assert ("stated", "22") == state(reading, "active.procurement.items")


def test_glued_values_at_a_truncated_end_are_not_one_number() -> None:
    text = make_report([f"{NEW} {FULL}"]).split("四、其他")[0] + "二、上年结转政府信息公开申请数量131200"
    _, reading = read(text)
    assert "stated" != state(reading, "requests.carried_in.natural_person")[0]


def test_a_column_is_lost_only_where_several_rows_lack_it() -> None:
    lines = ["三、收到和处理政府信息公开申请情况", "\t".join([*APPLICANTS[:6], "总计"])]
    lines += [f"{label}\t4\t2\t0\t1\t0\t0\t7" for label in (NEW, GRANTED, PARTLY)]
    lines += [f"{CARRIED}\t3\t0\t0\t0\t0\t3"]
    lines[-1], lines[3] = lines[3], lines[-1]
    _, reading = read("信息内容\t本年制发件数\n" + "\n".join(lines))
    assert ("unreadable", None) == state(reading, "requests.carried_in.total")


def test_dispute_groups_on_lines_of_their_own_are_read_in_order() -> None:
    groups = ["行政复议 0 1 1 0 2", "未经复议直接起诉 1 0 0 0 1", "复议后起诉 0 0 0 0 0"]
    header = "信息内容 本年制发件数\n四、政府信息公开行政复议、行政诉讼情况\n" + " ".join(OUTCOMES[:5])
    _, reading = read("\n".join([header, *groups]))
    assert ("stated", "2") == state(reading, "disputes.review.total")
    assert ("stated", "0") == state(reading, "disputes.suit_after_review.total")


def test_prose_that_speaks_of_results_is_no_table() -> None:
    table = "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n"
    _, reading = read(table + "四、政府信息公开行政复议、行政诉讼情况\n行政复议2件，结果维持1件，尚未审结1件。\n")
    assert "absent" == state(reading, "disputes.review.upheld")[0]
