"""The truths agree with themselves: every identity holds but where a fault is planted, and every planted fault is there."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ingest.form import load_form

KINDS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending")
GROUPS = ("review", "direct_suit", "suit_after_review")
STOCK = ("rules", "normative_documents")
FLOWS = {"2019": ("published_stock", "published_total", "published"), "2021": ("stock_flow", "in_force", "made", "repealed")}
RULES = {
    *("text_parts", "text_vs_table", "carry_over", "results_total", "balance", "applicants_total", "disputes_total"),
    *("stock_flow", "published_stock", "impossible_value", "table_lost", "form_outdated", "published_late", "percentage"),
    *("all_closed", "year_mismatch", "foreign_name", "fee_unexplained", "copied_last_year", "copied_between"),
    *("same_report_twice", "unreadable"),
}


def planted(truth: dict, *rules: str) -> set[str]:
    return {fault["rule"] for fault in truth["faults"]} & set(rules)


def stated(truth: dict, *cells: str) -> list[Decimal] | None:
    """The values of ``cells``, or None where one is blank or absent."""
    values = [truth["cells"].get(cell) for cell in cells]
    return None if None in values else [Decimal(value) for value in values]


def result_rows(truth: dict) -> list[str]:
    rows = dict.fromkeys(cell.split(".")[1] for cell in truth["cells"] if cell.startswith("requests."))
    return [row for row in rows if row not in ("new", "carried_in", "total", "carried_out")]


def name_sums(truth: dict) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every identity within one report: its rule, and the cells of the two sides that must add up to the same."""
    rows = result_rows(truth)
    for kind in (*KINDS, "total"):
        new, carried_in, total, carried_out = (f"requests.{row}.{kind}" for row in ("new", "carried_in", "total", "carried_out"))
        yield "balance", [new, carried_in], [total, carried_out]
        yield "results_total", [total], [f"requests.{row}.{kind}" for row in rows]
    for row in ("new", "carried_in", *rows, "total", "carried_out"):
        yield "applicants_total", [f"requests.{row}.total"], [f"requests.{row}.{kind}" for kind in KINDS]
    for group in GROUPS:
        yield "disputes_total", [f"disputes.{group}.total"], [f"disputes.{group}.{outcome}" for outcome in OUTCOMES]


def find_broken_sums(truth: dict) -> set[str]:
    """The rules within one report that do not hold; those with a blank or absent operand are left out."""
    sides = ((rule, stated(truth, *left), stated(truth, *right)) for rule, left, right in name_sums(truth))
    return {rule for rule, left, right in sides if left is not None and right is not None and sum(left) != sum(right)}


def test_every_cell_of_the_form_is_told_or_absent(told):
    for truth in told.values():
        form = load_form(truth["form"]).cells if truth["form"] else ()
        assert set(form) == set(truth["cells"]) | set(truth["absent"]), truth["source"]
        assert not set(truth["cells"]) & set(truth["absent"])


def test_sums_hold_but_where_a_fault_is_planted(told):
    for truth in told.values():
        rules = planted(truth, "balance", "results_total", "applicants_total", "disputes_total")
        assert rules == find_broken_sums(truth), truth["source"]


def test_only_a_planted_fault_is_impossible(told):
    for truth in told.values():
        values = {cell: Decimal(value) for cell, value in truth["cells"].items() if value is not None}
        rules = any(value for cell, value in values.items() if cell.startswith("active.rules."))
        broken = any(v % 1 or (v < 0 and not c.endswith(".change")) for c, v in values.items() if not c.endswith(".amount"))
        assert bool(planted(truth, "impossible_value")) == (rules or broken), truth["source"]


def test_years_join_but_where_a_fault_is_planted(told):
    by_year = {(truth["county"], truth["agency"], truth["year"]): truth for truth in told.values() if truth["agency"]}
    for (county, agency, year), truth in by_year.items():
        before = by_year.get((county, agency, year - 1))
        assert planted(truth, "carry_over", "stock_flow", "published_stock") == (find_joints(before, truth) if before else set())


def find_joints(before: dict, after: dict) -> set[str]:
    """The rules across two years that do not hold."""
    broken = set()
    for kind in (*KINDS, "total"):
        out, taken = stated(before, f"requests.carried_out.{kind}"), stated(after, f"requests.carried_in.{kind}")
        if None not in (out, taken) and out != taken:
            broken.add("carry_over")
    for form, (rule, stock, *flow) in FLOWS.items():
        if (before["form"], after["form"]) == (form, form):
            broken |= {rule for row in STOCK if not joins(before, after, f"active.{row}.", (stock, *flow))}
    return broken


def joins(before: dict, after: dict, row: str, columns: tuple[str, ...]) -> bool:
    """Whether this year's stock is last year's with this year's flow; true where one of them is not stated."""
    old, new = stated(before, row + columns[0]), stated(after, *(row + column for column in columns))
    if old is None or new is None:
        return True
    stock, gained, *lost = new
    return stock == old[0] + gained - sum(lost)


def test_prose_counts_agree_with_the_tables_but_where_a_fault_is_planted(told):
    cells = {
        "requests.received": ("requests.new.total",),
        "requests.answered": ("requests.total.total",),
        "reviews.count": ("disputes.review.total",),
        "lawsuits.count": ("disputes.direct_suit.total", "disputes.suit_after_review.total"),
    }
    for truth in told.values():
        narrative = {figure: Decimal(told["value"]) for figure, told in truth["narrative"].items()}
        pairs = [(narrative[figure], stated(truth, *ids)) for figure, ids in cells.items() if figure in narrative]
        differs = any(printed is not None and told != sum(printed) for told, printed in pairs)
        assert bool(planted(truth, "text_vs_table")) == differs, truth["source"]


def test_channels_add_up_to_the_total_but_where_a_fault_is_planted(told):
    for truth in told.values():
        parts = {figure: Decimal(told["value"]) for figure, told in truth["narrative"].items() if figure.startswith("published.")}
        total = parts.pop("published.total", None)
        differs = total is not None and bool(parts) and total != sum(parts.values())
        assert bool(planted(truth, "text_parts")) == differs, truth["source"]


def test_reports_are_published_in_january_but_where_a_fault_is_planted(told):
    for truth in told.values():
        if truth["published_on"] is None:
            assert truth["look"] == "txt/truncated"
            continue
        in_time = f"{truth['year'] + 1}-01-01" <= truth["published_on"] <= f"{truth['year'] + 1}-01-31"
        assert bool(planted(truth, "published_late")) != in_time


def test_old_form_after_2020_is_a_planted_fault(told):
    for truth in told.values():
        assert bool(planted(truth, "form_outdated")) == (truth["form"] == "2019" and truth["year"] > 2020)


def test_faults_name_reports_that_are_there(told):
    others = [fault["other"] for truth in told.values() for fault in truth["faults"] if fault["other"]]
    assert others
    assert set(others) <= set(told)


def test_prose_that_closes_every_request_contradicts_its_table(told):
    told = [truth for truth in told.values() if planted(truth, "all_closed")]
    assert told
    assert all(Decimal(truth["cells"]["requests.carried_out.total"]) > 0 for truth in told)


def test_every_planted_rule_stands_in_some_report(told):
    rules = Counter(fault["rule"] for truth in told.values() for fault in truth["faults"])
    assert RULES == set(rules)
    assert 2 <= min(rules.values())


def test_some_reports_have_no_fault_at_all(told):
    assert 40 <= sum(not truth["faults"] for truth in told.values())


def test_a_second_file_for_a_report_differs_in_the_cells_that_it_tells(told):
    twins = [truth for truth in told.values() if planted(truth, "same_report_twice")]
    assert 2 == len(twins)
    for truth in twins:
        fault = next(fault for fault in truth["faults"] if fault["rule"] == "same_report_twice")
        other = told[fault["other"]]
        assert (truth["agency"], truth["county"], truth["year"]) == (other["agency"], other["county"], other["year"])
        assert set(fault["cells"]) == {cell for cell, value in truth["cells"].items() if value != other["cells"][cell]}


def test_a_changed_report_differs_in_the_cells_that_it_tells(samples, layout_truths):
    for path in (samples / "layouts" / "changed" / "truth").iterdir():
        truth = json.loads(path.read_text(encoding="utf-8"))
        fault = next(fault for fault in truth["faults"] if fault["rule"] == "report_changed")
        before = layout_truths[truth["source"]]
        assert set(fault["cells"]) == {cell for cell, value in truth["cells"].items() if value != before["cells"][cell]}
