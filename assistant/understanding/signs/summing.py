"""Questions whether figures added up give another one (各类申请人相加等于总计吗), and the rule that each of them means."""

import re

from assistant.records import Measure
from assistant.understanding.frame import Frame

PLUS = r"(?<![增参附更])加(?![强大快入以工班急])|\bplus\b"
"""加 or plus as a plus sign, and not in 增加 or 加强."""
_SUM = rf"相加|加起来|加总|加上|之和|总和|合起来|加在一起|{PLUS}"
_EQUAL = r"等于|相等|一样|一致|相符|吻合|对得上|对不对|不等"
_ADDS_UP = re.compile(rf"(?:{_SUM})[^。?]*(?:{_EQUAL})|(?:{_EQUAL})[^。?]*(?:相加|加起来|之和|总和)")
_SUM_RULES = (
    (re.compile(r"申请人|申请者|申请主体"), "applicants_total"),
    (re.compile(r"结转|转下年|下年|转到下"), "balance"),
    (re.compile(r"复议|诉讼"), "disputes_total"),
    (re.compile(r"渠道|网站|微信|微博|平台|发布|主动公开|公开的?信息|分项"), "text_parts"),
    (re.compile(r"办理结果|处理结果|各类?结果|各种结果|办结|申请"), "results_total"),
)


def adds_up(frame: Frame) -> bool:
    """Whether a question asks if some figures added up give another one (各项加起来等于总数吗), of one agency at most."""
    text = frame.names.masked
    asks = re.search(r"吗|么|不|是否|是不是|没有", text) is not None and not asks_amount(text)
    return asks and len(frame.names.mentions) <= 1 and _ADDS_UP.search(text) is not None


def asks_amount(text: str) -> bool:
    """Whether a text asks how many there are."""
    return re.search(r"有?多少[件条个项次]|几[件条个项次]", text) is not None


def find_sum_rules(text: str) -> tuple[str, ...]:
    """The rule on the sum that a question words, by what is added up; none where it does not say."""
    return next(((rule,) for pattern, rule in _SUM_RULES if pattern.search(text)), ())


def list_sum_rules(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """The rule on the sum that these measures are parts of; none where they are of several tables."""
    tables = {measure.id.partition(".")[0] for measure in measures}
    if tables == {"requests"}:
        applicants = any(measure.id.rpartition(".")[2] != "total" for measure in measures)
        return ("applicants_total",) if applicants else ("results_total",)
    return {"published": ("text_parts",), "disputes": ("disputes_total",)}.get(next(iter(tables)), ()) if len(tables) == 1 else ()
