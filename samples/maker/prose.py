"""The paragraphs of the six sections, put together from a report's script and its counts."""

from collections.abc import Sequence

from samples.maker.bank import ACTIVE_LEADS, DISPUTE_LEADS, TABLE_LEADS
from samples.maker.counts import (
    Figures,
    Slots,
    name_slots,
    tell_decoy,
    tell_disputes,
    tell_fees,
    tell_published,
    tell_requests,
    tell_staff,
)
from samples.maker.places import BY_KEY
from samples.maker.records import Plan, Prose, Values
from samples.maker.scripts import Script

_ORDINALS = "一二三四五"
_USUAL, _SPARE = 9, 15
"""Measures beyond these numbers, where a script has them, make paragraphs longer, and then section six."""

_TROUBLE_LEADS = (
    "对照群众期盼，工作中还有一些不足：",
    "主要存在以下问题：",
    "从检查情况看，短板集中在几个方面：",
    "存在的问题有：",
    "我们也清醒看到：",
)
_REMEDY_LEADS = (
    "下一步，将着力做好以下工作：",
    "针对上述问题，拟采取如下措施：",
    "新的一年，",
    "改进的打算是：",
    "今后将从这些方面努力：",
)
_FOREIGN_LEAD = "下一步，{foreign}将着力做好以下工作："
_WRONG_SELF = "我局"
FOREIGN_NAME = BY_KEY["tinglan"].name


def write_prose(plan: Plan, script: Script, values: Values) -> Prose:
    """All prose of one report, with the figures that it states."""
    overview, figures = _write_overview(plan, script, values)
    fees, fee_figures = tell_fees(plan, script.turn)
    slots = name_slots(plan)
    extras = "。".join(slots.fill(extra.text) for extra in (*script.extras, *script.measures[_SPARE:])) + "。"
    sections = {
        1: overview,
        2: _list_lead(ACTIVE_LEADS, script.turn),
        3: _list_lead(TABLE_LEADS, script.turn),
        4: _list_lead(DISPUTE_LEADS, script.turn),
        5: _write_problems(plan, script),
        6: (fees + extras,),
    }
    said = {
        "measures": tuple(measure.key for measure in script.measures),
        "problems": tuple(problem.key for problem in script.problems),
        "extras": tuple(extra.key for extra in script.extras),
    }
    return Prose(sections, figures | fee_figures, said)


def _list_lead(leads: Sequence[str], turn: int) -> tuple[str, ...]:
    lead = leads[turn % len(leads)]
    return (lead,) if lead else ()


def _write_overview(plan: Plan, script: Script, values: Values) -> tuple[tuple[str, ...], Figures]:
    slots, turn = name_slots(plan), script.turn
    measures = [slots.fill(measure.text) + "。" for measure in script.measures]
    published, figures = tell_published(plan, turn)
    requests, request_figures = tell_requests(plan, values, turn)
    disputes, dispute_figures = tell_disputes(values, turn) if "silent_disputes" not in plan.extras else ("", {})
    staff, staff_figures = tell_staff(plan)
    spare = measures[_USUAL:_SPARE]
    decoy = tell_decoy(plan, turn) if "decoy" in plan.extras else ""
    paragraphs = (
        _write_opening(plan, script, slots) + measures[0] + measures[1],
        _mark(turn, 0) + "".join(measures[2:5]),
        _mark(turn, 1) + published + decoy + "".join((measures[5], *spare[:2])),
        _mark(turn, 2) + requests + disputes + "".join((measures[6], *spare[2:4])),
        _mark(turn, 3) + "".join((measures[7], measures[8], *spare[4:])) + staff,
    )
    return paragraphs, figures | request_figures | dispute_figures | staff_figures


def _write_opening(plan: Plan, script: Script, slots: Slots) -> str:
    if "year_mismatch" in plan.faults:
        period = f"本报告数据统计期限为{plan.year}年1月1日至{plan.year}年12月31日。"
        return period + f"{plan.year - 1}年，{slots.me}继续推进基层政务公开" + slots.fill(script.tail)
    return slots.fill(script.opening) + slots.fill(script.tail)


def _mark(turn: int, index: int) -> str:
    """The numbering of a paragraph of section one; every third report has none."""
    names = ("制度与管理", "主动公开", "依申请公开", "平台与保障")
    style = turn % 3
    if style == 0:
        return f"（{_ORDINALS[index]}）{names[index]}。"
    return f"{index + 1}.{names[index]}情况。" if style == 1 else ""


def _enumerate(items: Sequence[str], turn: int) -> str:
    marks = [f"{_ORDINALS[i]}是" for i in range(len(items))] if turn % 2 else [f"（{i + 1}）" for i in range(len(items))]
    return "；".join(mark + item for mark, item in zip(marks, items, strict=True)) + "。"


def _write_problems(plan: Plan, script: Script) -> tuple[str, ...]:
    slots, turn = name_slots(plan), script.closing_turn
    troubles = _TROUBLE_LEADS[turn % len(_TROUBLE_LEADS)] + _enumerate([slots.fill(p.trouble) for p in script.problems], turn)
    lead = _REMEDY_LEADS[(turn // 2) % len(_REMEDY_LEADS)]
    if "foreign_name" in plan.faults:
        lead = _FOREIGN_LEAD.format(foreign=FOREIGN_NAME)
    if "wrong_self" in plan.faults:
        lead = _FOREIGN_LEAD.format(foreign=_WRONG_SELF)
    remedies = lead + _enumerate([slots.fill(p.remedy) for p in script.problems], turn)
    return (troubles, remedies) if turn % 4 else (troubles + remedies,)
