"""Planted faults: numbers bent on purpose, and the record of every fault in the words of a truth.

A bend touches as few identities as it can; what it breaks is recorded, and nothing else is broken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from samples.maker.form import DISPUTES, OUTCOMES
from samples.maker.prose import FOREIGN_NAME
from samples.maker.records import Fault, Plan, Values

ACROSS_YEARS = ("carry_over", "stock_flow", "published_stock")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the record of a fault may need: the plan, its numbers, and the reports that it is held against."""

    plan: Plan
    values: Values
    before: Plan | None
    copied_from: Plan | None


def bend_values(plan: Plan, values: Values) -> Values:
    """The numbers as this report prints them: the true ones, bent by the plan's faults."""
    bent = dict(values)
    for rule in plan.faults:
        for cell, change in _BENDS.get(rule, {}).items():
            bent[cell] += change
    return bent


_BENDS: Mapping[str, Mapping[str, int | Decimal]] = {
    "results_total": {"requests.granted.natural_person": 1, "requests.granted.total": 1},
    "balance": {"requests.new.natural_person": 1, "requests.new.total": 1},
    "applicants_total": {"requests.granted.total": 1, "requests.unavailable_not_held.total": -1},
    "disputes_total": {"disputes.review.total": 1},
    "impossible_value": {"active.rules.made": 1, "active.rules.in_force": 1},
    "fraction": {"active.coercion.decisions": Decimal("0.5")},
}


def _cells(row: str, *kinds: str) -> tuple[str, ...]:
    return tuple(f"requests.{row}.{kind}" for kind in kinds)


def _record_across(rule: str, detail: str, cells: tuple[str, ...]) -> Callable[[Setting], Fault]:
    return lambda setting: Fault(rule, detail, cells, setting.before.file_name if setting.before else None)


def _record(rule: str, detail: str, cells: tuple[str, ...] = ()) -> Callable[[Setting], Fault]:
    return lambda _: Fault(rule, detail, cells)


def _record_copy(rule: str, detail: str) -> Callable[[Setting], Fault]:
    return lambda setting: Fault(rule, detail, (), setting.copied_from.file_name if setting.copied_from else None)


_LAWSUIT_CELLS = tuple(f"disputes.{group}.{outcome}" for group, _ in DISPUTES for outcome, _ in OUTCOMES)
_STOCK = "active.normative_documents"
RECORDS: Mapping[str, Callable[[Setting], Fault]] = {
    "text_parts": _record("text_parts", "主动公开总数比各渠道之和多12条"),
    "text_vs_table": _record("text_vs_table", "文字所写的收到申请数比表中多2件", ("requests.new.total",)),
    "carry_over": _record_across(
        "carry_over",
        "上年结转比上一年报告的结转下年多1件",
        (*_cells("carried_in", "natural_person", "total"), *_cells("carried_out", "natural_person", "total")),
    ),
    "results_total": _record(
        "results_total", "自然人与总计两列的各项结果之和比总计多1件", _cells("total", "natural_person", "total")
    ),
    "balance": _record("balance", "自然人与总计两列收到之和比办理与结转之和多1件", _cells("new", "natural_person", "total")),
    "applicants_total": _record(
        "applicants_total",
        "予以公开的总计多1件，不掌握信息的总计少1件",
        ("requests.granted.total", "requests.unavailable_not_held.total"),
    ),
    "disputes_total": _record("disputes_total", "行政复议总计比各项之和多1件", ("disputes.review.total",)),
    "stock_flow": _record_across(
        "stock_flow",
        "现行有效件数比上年现行有效加制发减废止多1件",
        tuple(f"{_STOCK}.{c}" for c in ("in_force", "made", "repealed")),
    ),
    "published_stock": _record_across(
        "published_stock", "对外公开总数量比上年总数加本年新公开多1件", (f"{_STOCK}.published_total", f"{_STOCK}.published")
    ),
    "impossible_value": _record("impossible_value", "乡镇制发规章1件", ("active.rules.made", "active.rules.in_force")),
    "table_lost": _record("table_lost", "第四部分只有标题，没有表格", _LAWSUIT_CELLS),
    "form_outdated": _record("form_outdated", "2021年度仍用2019年版表格"),
    "published_late": _record("published_late", "次年1月31日之后才公布"),
    "percentage": _record("percentage", "政府网站所占百分比写多7.5个百分点"),
    "all_closed": _record("all_closed", "文字说全部办结，表中仍有结转下年度", ("requests.carried_out.total",)),
    "year_mismatch": _record("year_mismatch", "正文首段写的是上一年"),
    "foreign_name": _record("foreign_name", f"改进措施中写成了{FOREIGN_NAME}"),
    "fee_unexplained": _record("fee_unexplained", "第一部分写收取信息处理费600元，第六部分未提"),
    "fraction": _record("impossible_value", "行政强制处理决定数量写了小数", ("active.coercion.decisions",)),
    "table_blank": _record("table_lost", "第四部分的表格全空", _LAWSUIT_CELLS),
    "published_early": _record("published_late", "报告年度结束之前就公布"),
    "title_year": _record("year_mismatch", "标题写的是上一年"),
    "wrong_self": _record("foreign_name", "改进措施中自称我局"),
    "unreadable": _record("unreadable", "行政处罚一格写的是文字", ("active.penalties.decisions",)),
    "copied_last_year": _record_copy("copied_last_year", "制度与管理一段照抄上一年报告"),
    "copied_between": _record_copy("copied_between", "第五部分照抄另一乡镇同年报告"),
}


def list_faults(setting: Setting) -> tuple[Fault, ...]:
    """The record of every fault that the plan asks for; several kinds of fault may break one rule."""
    return tuple(RECORDS[rule](setting) for rule in setting.plan.faults)
