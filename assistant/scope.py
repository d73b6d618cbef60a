"""Whether a question is about these reports at all, and whether it asks for prose or for figures."""

import re

from assistant.cues import Cues
from assistant.frame import Frame, Task
from assistant.records import Operation, Query

_CREATIVE = re.compile(
    r"写(?:一|个|首|篇|段|封|点|份)|作(?:一)?首|编(?:一)?个|讲个|唱|翻译|write (?:me )?an? (?:poem|story|song|essay|letter|program)|translate"
)
_OWN = ("公开", "年报", "报告", "政务", "政府信息", "依申请", "report", "disclos", "publish")
_STRONG_PROSE = re.compile(
    r"为什么|为何|为啥|原因|怎么(?!样|变|算)|怎样|如何(?!变)|由谁|是谁|谁来|谁负责|谁担任|措施|举措|介绍|概括|总结|说说|谈谈|打算|下一步|哪些(?!变化)|什么(?!变化|水平|比例)|叫什么|做法|经验|共同点"
)
_FIGURE = re.compile(
    r"多少|几[件条个名项次份篇人位起宗笔万]|数量|件数|条数|总数|总量|总额|占|比例|率|百分|平均|中位|最[多少高低]|排名|how many|how much|number of|amount|percent|rate|average|median|total"
)
_STOCK = re.compile(r"(?:有没有|有无|是否有|是否收录|收录了?|包含|有)[^,]{0,14}(?:报告|年报)(?:吗|呢|没有|$|\?)|(?:报告|年报)(?:有没有|有吗|在吗|都有)")


def judge_scope(frame: Frame, previous: Query | None, cues: Cues) -> Operation | None:
    """``out_of_scope`` or ``help`` where the question is not one about the reports; None where it is."""
    text, language = frame.names.masked, frame.language
    if cues.match("injection", frame.text, language) or cues.match("injection", frame.question.lower(), "en"):
        return "out_of_scope"
    about = bool(frame.measures) and (frame.numeric or frame.named)
    if _CREATIVE.search(text):
        return "out_of_scope"
    if cues.match("foreign", frame.names.bare, language) and not about and not any(word in text for word in _OWN):
        if not (frame.task.operation == "mentions" or cues.match("mentions", text, language)):
            return "out_of_scope"
    if cues.match("help", text, language) and not frame.measures and not frame.names.mentions:
        return "help"
    if cues.match("greeting", text, language) and len(text) < 8 and not frame.named:  # noqa: PLR2004
        return "help"
    if frame.names.known or frame.measures or frame.names.everyone or cues.match("reports", text, language):
        return None
    if cues.match("report_words", text, language):
        return None
    if previous is not None and (
        frame.leaning or frame.correcting or frame.named or frame.dated or frame.task.operation is not None
    ):
        return None
    return "out_of_scope"


def pick_special(frame: Frame, task: Task, cues: Cues) -> Operation | None:
    """``check``, ``provenance``, ``mentions`` or ``reports`` where the question's words ask for one of these."""
    text, language = frame.names.masked, frame.language
    figure = bool(frame.measures) and _FIGURE.search(text) is not None
    if cues.match("provenance", text, language) and task.operation != "share":
        return "provenance"
    if cues.match("check", text, language) and task.operation not in ("difference", "growth", "trend", "share") and not _asks_amount(text):
        return "check"
    if cues.match("mentions", text, language) and not figure:
        return "mentions"
    if not frame.measures and (cues.match("reports", frame.text, language) or _STOCK.search(frame.text)) and not _STRONG_PROSE.search(frame.names.bare):
        return "reports"
    return None


def _asks_amount(text: str) -> bool:
    return re.search(r"有?多少[件条个项次]|几[件条个项次]", text) is not None


def find_rules(frame: Frame, cues: Cues) -> tuple[str, ...]:
    """The rule ids that a question about checks asks for; empty for all."""
    text = frame.names.masked
    return tuple(dict.fromkeys(rule for cue, rules in cues.checks if cue.match(text, frame.language) for rule in rules))


def reads_as_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether the question asks for what the report says and not for a figure."""
    text, language = frame.names.bare, frame.language
    if not frame.measures:
        return task.operation in (None, "compare", "rank", "threshold", "count", "trend") and (
            cues.match("prose", text, language)
            or any(aspect.cue.match(text, language) for aspect in cues.aspects.values())
            or (not frame.leaning and cues.match("report_words", text, language))
        )
    if _FIGURE.search(text) or task.operation not in (None, "rank", "compare", "threshold"):
        return False
    if cues.match("situation", text, language) and not re.search(r"为什么|原因|措施|哪些", text):
        return False
    if language == "en":
        return cues.match("prose", text, language) and not frame.numeric
    return bool(_STRONG_PROSE.search(text))
