"""Reports from before the national form, and one that never took it up: prose under the old headings, no tables."""

from dataclasses import replace

from samples.maker.counts import (
    Figures,
    name_slots,
    tell_decoy,
    tell_disputes,
    tell_fees,
    tell_published,
    tell_requests,
    tell_staff,
)
from samples.maker.numbers import Year, fill_years
from samples.maker.records import Paragraph, Plan, Sheet
from samples.maker.scripts import Script, deal_scripts

_DEAL = " old"
_TURN = 5
_OPENING = (
    "根据《中华人民共和国政府信息公开条例》的规定，编制本报告。所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。"
)
_SECTIONS = (
    ("一、概述", "overview"),
    ("二、主动公开政府信息的情况", "published"),
    ("三、依申请公开政府信息和不予公开政府信息的情况", "requests"),
    ("四、政府信息公开的收费及减免情况", "fees"),
    ("五、因政府信息公开申请行政复议、提起行政诉讼的情况", "disputes"),
    ("六、存在的主要问题和改进措施", "problems"),
)


def make_old_sheets(plans: tuple[Plan, ...]) -> tuple[Sheet, ...]:
    """A sheet per plan; none has cells."""
    scripts = deal_scripts(plans, _DEAL)
    return tuple(_make_sheet(plan, scripts[plan.stem]) for plan in plans)


def _make_sheet(plan: Plan, script: Script) -> Sheet:
    texts, figures = _write_sections(plan, script)
    blocks = [Paragraph("title", line) for line in plan.title.split("\n")]
    if "opening" in plan.parents_at:
        agency = plan.agency
        blocks.append(Paragraph("body", f"本报告由{agency.province}{agency.city}{agency.county}{agency.name}编制并公布。"))
    for heading, topic in _SECTIONS:
        blocks += [Paragraph("heading", heading), Paragraph("body", texts[topic])]
    if plan.kind != "html":
        day = plan.published_on
        blocks.append(Paragraph("signature", plan.agency.full_name))
        blocks.append(Paragraph("signature", f"{day.year}年{day.month}月{day.day}日"))
    said = {
        "measures": tuple(measure.key for measure in script.measures),
        "problems": tuple(problem.key for problem in script.problems),
        "extras": (),
    }
    return Sheet(plan, tuple(blocks), {}, (), figures, (), said)


def _write_sections(plan: Plan, script: Script) -> tuple[dict[str, str], Figures]:
    values = fill_years(plan.agency, (Year(plan.year, "2019"),))[plan.year]
    slots, turn = name_slots(plan), script.turn + _TURN
    measures = [slots.fill(measure.text) + "。" for measure in script.measures]
    published, figures = tell_published(plan, turn)
    requests, request_figures = tell_requests(plan, values, turn)
    disputes, dispute_figures = tell_disputes(values, turn)
    fees, fee_figures = tell_fees(plan, turn)
    staff, staff_figures = tell_staff(replace(plan, faults=()))
    decoy = tell_decoy(plan, turn) if "decoy" in plan.extras else ""
    problems = "；".join(slots.fill(p.trouble) for p in script.problems) + "。"
    remedies = "下一步，" + "；".join(slots.fill(p.remedy) for p in script.problems) + "。"
    texts = {
        "overview": slots.fill(_OPENING) + "".join(measures[:3]) + staff,
        "published": published + decoy + "".join(measures[3:6]),
        "requests": requests + "".join(measures[6:8]),
        "fees": fees,
        "disputes": disputes,
        "problems": "存在的不足有：" + problems + remedies,
    }
    return texts, figures | request_figures | dispute_figures | fee_figures | staff_figures
