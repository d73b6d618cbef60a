# ruff: noqa: PLR2004 -- these numbers shape chance and mean nothing elsewhere
"""The sentences of a report that state counts, and the figures that they state.

Each wording says the same facts; which one is taken depends on the report's turn. A count that is none of the known
figures (readings, cumulative totals, budget items) stands here too, as a decoy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from samples.maker.records import Figure, Plan, Values

Figures = dict[str, Figure]

_HEADS = (
    "全年共主动公开政府信息{total}条",
    "{year}年，{me}主动公开各类政府信息{total}条",
    "本年度通过各种渠道公开政府信息{total}条次",
    "一年来，{me}对外发布政府信息总计{total}条",
    "{year}年主动公开政府信息的总数为{total}条",
    "{me}本年度主动公开政府信息{total}件",
    "年内公开政府信息共{total}条",
)
_PARTS: Mapping[str, tuple[str, ...]] = {
    "published.website": ("通过{site}公开{n}条", "{site}发布{n}条", "在{site}公开{n}条"),
    "published.wechat": ("通过微信公众号“{wx}”推送{n}条", "微信公众号“{wx}”发布{n}条", "“{wx}”微信公众号公开{n}条"),
    "published.weibo": ("政务微博发布{n}条", "通过微博公开{n}条"),
    "published.other": ("通过公告栏公开{n}条", "村务公开栏张贴{n}条", "通过短视频平台发布{n}条"),
}
_JOINTS = ("，其中{parts}", "。其中，{parts}", "，包括{parts}")

_NO_REQUESTS = (
    "全年未收到政府信息公开申请",
    "本年度没有收到公民、法人或其他组织提出的政府信息公开申请",
    "{year}年，{me}未收到任何形式的政府信息公开申请",
    "年内依申请公开为零报告，未收到申请",
)
_REQUESTS = (
    "全年收到政府信息公开申请{new}件",
    "本年度新收政府信息公开申请{new}件",
    "{year}年，{me}收到政府信息公开申请{new}件",
    "依申请公开方面，共收到申请{new}件",
    "年内共收到公众提出的政府信息公开申请{new}件",
)
_CLOSINGS = ("，答复{answered}件", "，已办结答复{answered}件", "，办结{answered}件")
_NO_DISPUTES = (
    "未发生因政府信息公开引起的行政复议和行政诉讼",
    "全年没有因政府信息公开被申请行政复议或被提起行政诉讼",
    "涉及政府信息公开的行政复议、行政诉讼均为0件",
)
_DISPUTES = (
    "因政府信息公开引发行政复议{reviews}件、行政诉讼{lawsuits}件",
    "涉及政府信息公开的行政复议案件{reviews}件，行政诉讼案件{lawsuits}件",
    "全年被申请行政复议{reviews}件，被提起行政诉讼{lawsuits}件",
)
_NO_FEES = (
    "{year}年度未收取信息处理费",
    "本年度{me}没有向申请人收取信息处理费",
    "依申请提供政府信息收取的信息处理费为0元",
    "按照规定，{me}本年度发出收费通知0件，收取信息处理费总金额0元",
    "全年未收取政府信息公开信息处理费",
)
_DECOYS = (
    "“{wx}”全年阅读量约{big}万人次，转发{small}次",
    "自专栏开设以来，历年累计公开政府信息{huge}条",
    "完成县里下达信息报送任务数的{percent}%",
    "更新栏目信息{small}条，公开部门预算、决算各1份",
    "先后召开专题会议{few}次，培训信息员{small}人次",
    "办理县长信箱转来信件{few}件，全年印发公文{small}份",
    "微信公众号关注人数达到{big}万",
)


@dataclass(frozen=True, slots=True)
class Slots:
    """What the slots of a sentence stand for in one report."""

    year: int
    name: str
    county: str
    me: str
    site: str
    wx: str

    def fill(self, text: str, **numbers: object) -> str:
        """``text`` with every slot filled."""
        own = {"year": self.year, "name": self.name, "county": self.county, "me": self.me, "site": self.site, "wx": self.wx}
        return text.format(**own, **numbers)


def name_slots(plan: Plan) -> Slots:
    """The slots of a plan's sentences."""
    agency = plan.agency
    return Slots(plan.year, agency.name, agency.county, agency.self_name, f"{agency.county}人民政府网站", agency.wechat)


def draw_channels(plan: Plan) -> dict[str, int]:
    """How much was published through which channel; the more channels the bigger the place."""
    rng = Random(f"channels {plan.stem}")
    volume = plan.agency.volume
    channels = {"published.website": rng.randint(40, 90) + volume * rng.randint(8, 30)}
    if volume > 2 or plan.year > 2020:
        channels["published.wechat"] = rng.randint(30, 160) + volume * rng.randint(4, 18)
    if volume > 16 and plan.year < 2022:
        channels["published.weibo"] = rng.randint(12, 80)
    if rng.random() < 0.4:
        channels["published.other"] = rng.randint(9, 60)
    return channels


def tell_published(plan: Plan, turn: int) -> tuple[str, Figures]:
    """What was published: a total with its channels, channels alone, or a rounded total, as the plan's extras say."""
    slots, channels = name_slots(plan), draw_channels(plan)
    total = sum(channels.values()) + (12 if "text_parts" in plan.faults else 0)
    parts = [slots.fill(_PARTS[figure][turn % len(_PARTS[figure])], n=n) for figure, n in channels.items()]
    figures = {figure: Figure(str(n)) for figure, n in channels.items()}
    if "approximate" in plan.extras:
        rounded = total // 100 * 100
        return slots.fill(_HEADS[turn % len(_HEADS)], total=f"{rounded}余") + "。", {
            "published.total": Figure(str(rounded), approx=True)
        }
    if "channels_only" in plan.extras:
        return slots.fill("{year}年，{me}") + "，".join(parts) + "。", figures
    text = slots.fill(_HEADS[turn % len(_HEADS)], total=total) + _JOINTS[turn % 3].format(parts="、".join(parts))
    if "share" in plan.extras or "percentage" in plan.faults:
        text += _tell_share(plan, channels, total)
    return text + "。", {"published.total": Figure(str(total)), **figures}


def _tell_share(plan: Plan, channels: Mapping[str, int], total: int) -> str:
    share = (Decimal(channels["published.website"]) * 100 / total).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if "percentage" in plan.faults:
        share += Decimal("7.5")
    return f"，政府网站发布量占总数的{share}%"


def tell_requests(plan: Plan, values: Values, turn: int) -> tuple[str, Figures]:
    """What became of applications; the carried-over ones are told where there are any."""
    slots = name_slots(plan)
    new, carried_in, answered, carried_out = (
        int(values[f"requests.{row}.total"]) for row in ("new", "carried_in", "total", "carried_out")
    )
    if not new and not carried_in:
        return slots.fill(_NO_REQUESTS[turn % len(_NO_REQUESTS)]) + "。", {"requests.received": Figure("0")}
    told = new + 2 if "text_vs_table" in plan.faults else new
    text = slots.fill(_REQUESTS[turn % len(_REQUESTS)], new=told)
    text += f"，上年结转{carried_in}件" if carried_in else ""
    text += _CLOSINGS[turn % len(_CLOSINGS)].format(answered=answered)
    if "all_closed" in plan.faults:
        text += "，所有申请均已按期办结"
    elif carried_out:
        text += f"，结转下年度继续办理{carried_out}件"
    if turn % 3 == 0 and values["requests.granted.total"]:
        text += f"。在办理结果中，予以公开{values['requests.granted.total']}件"
    return text + "。", {"requests.received": Figure(str(told)), "requests.answered": Figure(str(answered))}


def tell_disputes(values: Values, turn: int) -> tuple[str, Figures]:
    """How many reviews and lawsuits there were."""
    reviews = int(values["disputes.review.total"])
    lawsuits = int(values["disputes.direct_suit.total"] + values["disputes.suit_after_review.total"])
    wordings = _DISPUTES if reviews or lawsuits else _NO_DISPUTES
    text = wordings[turn % len(wordings)].format(reviews=reviews, lawsuits=lawsuits)
    return text + "。", {"reviews.count": Figure(str(reviews)), "lawsuits.count": Figure(str(lawsuits))}


def tell_fees(plan: Plan, turn: int) -> tuple[str, Figures]:
    """The information fees that the 2021 form wants told in section six; the fault tells a fee elsewhere and nothing here."""
    if "fee_unexplained" in plan.faults or plan.form == "2019":
        return "", {}
    return name_slots(plan).fill(_NO_FEES[turn % len(_NO_FEES)]) + "。", {"fees.information": Figure("0")}


def tell_staff(plan: Plan) -> tuple[str, Figures]:
    """How many people do the work and how many hotline calls were handled, where the plan wants it told."""
    rng = Random(f"staff {plan.stem}")
    sentences, figures = [], {}
    if "staff" in plan.extras:
        full, part = rng.randint(1, 3), rng.randint(4, 11)
        sentences.append(f"配备政务公开专职工作人员{full}名、兼职信息员{part}名")
        figures["staff.full_time"] = Figure(str(full))
    if "hotline" in plan.extras:
        handled = rng.randint(60, 140) + plan.agency.volume * rng.randint(4, 12)
        sentences.append(f"全年办理12345政务服务便民热线工单{handled}件")
        figures["hotline.handled"] = Figure(str(handled))
    if "fee_unexplained" in plan.faults:
        sentences.append("依法向大量申请的当事人收取信息处理费600元")
        figures["fees.information"] = Figure("600")
    return "；".join(sentences) + ("。" if sentences else ""), figures


def tell_decoy(plan: Plan, turn: int) -> str:
    """A count that is none of the known figures."""
    rng = Random(f"decoy {plan.stem}")
    numbers = {"big": f"{rng.randint(11, 98) / 10}", "small": rng.randint(12, 95), "huge": rng.randint(2100, 9900)}
    return (
        name_slots(plan).fill(_DECOYS[turn % len(_DECOYS)], **numbers, percent=rng.randint(101, 148), few=rng.randint(2, 9))
        + "。"
    )
